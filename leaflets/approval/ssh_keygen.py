"""The program ssh-keygen, which makes keys and signatures: it knows agents, hardware keys and passphrases.

In: a key file and what is to be signed. Out: an armoured signature, or the bytes of a new key. The program
asks for a passphrase on the terminal itself; what it says of errors becomes a problem. (Verifying needs no
program: :mod:`leaflets.approval.sshsig`.)
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from leaflets.approval.sshsig import NAMESPACE
from leaflets.approval.statement_values import shown
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

_PROGRAM = "ssh-keygen"
# Seconds: long enough to find a hardware key and touch it, short enough for a script that waits for nobody.
_PATIENCE = 300
# What the program says besides the reason.
_CHATTER = ("Signing ", "Write ", "@", "Generating ", "It is required", "This private key")
_PROMPT = re.compile(r"Enter [^:]*: ?")


def sign(message: bytes, key: Path) -> str:
    """Sign a message; ``key`` is a private key, or a public one whose private half an agent holds.

    Raises:
        LeafletsError: the program is not installed, or does not sign.
    """
    with TemporaryDirectory(prefix="leaflets-") as folder:
        file = Path(folder, "statement")
        file.write_bytes(message)
        # A file, not a pipe: only then does the program ask on the terminal for a passphrase.
        _run(["-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(file)], key, "does not sign")
        return file.with_suffix(".sig").read_text(encoding="ascii")


def make_key(key: Path) -> tuple[bytes, str]:
    """Make an Ed25519 key, asking for a passphrase; return its private file and its public line.

    ``key`` is where it is meant to be kept, for messages: nothing is written there.

    Raises:
        LeafletsError: the program is not installed, or makes no key.
    """
    with TemporaryDirectory(prefix="leaflets-") as folder:
        file = Path(folder, "key")
        # Without a comment the program writes the names of user and machine.
        _run(["-q", "-t", "ed25519", "-C", "leaflets", "-f", str(file)], key, "makes no key")
        return file.read_bytes(), file.with_suffix(".pub").read_text(encoding="ascii").strip()


def _run(arguments: Sequence[str], key: Path, failure: str) -> None:
    """Run the program with our terminal for its questions.

    Raises:
        LeafletsError: it fails, is not there, or waits for somebody who does not come.
    """
    place = Position(str(key))
    program = shutil.which(_PROGRAM)
    if program is None:
        hint = "install OpenSSH: openssh-client on Debian, an optional feature of Windows, there on macOS"
        raise LeafletsError(Diagnostic(f"{_PROGRAM} is not installed", None, hint, code="no-ssh-keygen"))
    try:
        # The arguments are our own words and the path of a file: no shell sees them.
        done = subprocess.run(  # noqa: S603
            [program, *arguments], capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        message = f"{_PROGRAM} waited {_PATIENCE} seconds for an answer"
        hint = "type the passphrase, touch the hardware key, or use an agent"
        raise LeafletsError(Diagnostic(message, place, hint, code="ssh-keygen")) from None
    if done.returncode:
        message = f"{_PROGRAM} {failure}: {_reason(done.stderr)}"
        raise LeafletsError(Diagnostic(message, place, _hint(), code="ssh-keygen"))


def _reason(said: bytes) -> str:
    """Find the reason in what the program said: its first line that is none of its chatter."""
    text = _PROMPT.sub("", said.decode("utf-8", "replace").replace("\r", "\n"))
    lines = (line.strip() for line in text.split("\n"))
    reasons = [line for line in lines if line and not line.startswith(_CHATTER)]
    return shown(reasons[0], 200).rstrip(".") if reasons else "it does not say why"


def _hint() -> str:
    if sys.stdin is not None and sys.stdin.isatty():
        return "see that it is your key, and that nobody else may read the file"
    return "without a terminal there is nobody to ask for the passphrase: use an agent, or a terminal"
