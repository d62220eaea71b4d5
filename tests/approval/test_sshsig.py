"""Signatures of OpenSSH: what verifies, and every way in which one is refused, with the reason."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.approval.sshsig import NAMESPACE, verify
from leaflets.ssh.keys import parse_line
from leaflets.ssh.wire import UnusableError
from tests.approval import keys
from tests.approval.keys import Key, armoured, integer, sshsig, string
from tests.approval.ssh import needs_ssh_keygen

MESSAGE = b"leaflets approval 1\nwords: these\n"
ED25519 = keys.ed25519_key()
EVERY_KIND = {
    "ed25519": ED25519,
    "hardware-ed25519": keys.hardware_ed25519_key(),
    "ecdsa": keys.ecdsa_key(),
    "hardware-ecdsa": keys.hardware_ecdsa_key(),
    "rsa-sha2-256": keys.rsa_key("rsa-sha2-256"),
    "rsa-sha2-512": keys.rsa_key("rsa-sha2-512"),
}


@pytest.mark.parametrize("key", EVERY_KIND.values(), ids=EVERY_KIND)
@pytest.mark.parametrize("algorithm", [b"sha256", b"sha512"])
def test_a_signature_of_every_kind_of_key_names_its_key(key: Key, algorithm: bytes) -> None:
    found = verify(sshsig(key, MESSAGE, algorithm=algorithm), MESSAGE)
    assert found == parse_line(key.line + " a comment with spaces")
    assert found.line == key.line


@pytest.mark.parametrize("key", EVERY_KIND.values(), ids=EVERY_KIND)
def test_a_signature_is_for_one_message(key: Key) -> None:
    with pytest.raises(UnusableError, match="does not fit the words above it"):
        verify(sshsig(key, MESSAGE), MESSAGE + b"\n")


def swapped(blob: bytes) -> str:
    """Put another key into a signature."""
    other = keys.ed25519_key().blob
    raw = base64.b64decode("".join(sshsig(ED25519, MESSAGE).split("\n")[1:-2]))
    return armoured(raw.replace(blob, other))


def unarmoured() -> bytes:
    return base64.b64decode("".join(sshsig(ED25519, MESSAGE).split("\n")[1:-2]))


REFUSED = {
    "another purpose": (sshsig(ED25519, MESSAGE, namespace=b"git"), 'another purpose ("git"'),
    "no purpose": (sshsig(ED25519, MESSAGE, namespace=b""), "another purpose"),
    "another hash": (sshsig(ED25519, MESSAGE, algorithm=b"sha1"), "not accepted"),
    "something reserved": (sshsig(ED25519, MESSAGE, reserved=b"x"), "not accepted"),
    "a later version": (sshsig(ED25519, MESSAGE, version=2), "not in the form"),
    "something behind its end": (sshsig(ED25519, MESSAGE, tail=b"x"), "behind its end"),
    "another key in it": (swapped(ED25519.blob), "does not fit"),
    "RSA with SHA-1": (sshsig(keys.rsa_key("ssh-rsa"), MESSAGE), '"ssh-rsa", which is not accepted'),
    "a short RSA key": (sshsig(keys.rsa_key(bits=2048), MESSAGE), "2048 bits"),
    "nobody touched the key": (sshsig(keys.hardware_ed25519_key(flags=0), MESSAGE), "nobody had touched"),
    "a half": (armoured(unarmoured()[:100]), "cut short"),
    "nothing": (armoured(b""), "does not begin and end"),
    "no marks": ("hello\n", "does not begin and end"),
    "empty": ("", "does not begin and end"),
    "no Base64": (sshsig(ED25519, MESSAGE).replace("U1NI", "U1N!"), "Base64"),
    "words before it": ("x\n" + sshsig(ED25519, MESSAGE), "does not begin and end"),
    "words behind it": (sshsig(ED25519, MESSAGE) + "x\n", "does not begin and end"),
    "two of them": (sshsig(ED25519, MESSAGE) * 2, "Base64"),
    "huge": (armoured(b"SSHSIG" + b"\0" * 100_000), "longer than"),
    "a length of four thousand million": (
        armoured(b"SSHSIG\0\0\0\1\xff\xff\xff\xff" + b"x" * 40), "cut short"),
}  # fmt: skip


@pytest.mark.parametrize(("armour", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_signature_is_refused_with_a_reason(armour: str, reason: str) -> None:
    with pytest.raises(UnusableError) as refused:
        verify(armour, MESSAGE)
    assert reason in str(refused.value)


@given(at=st.integers(min_value=0), bit=st.integers(0, 7))
def test_a_signature_with_any_bit_turned_is_refused(at: int, bit: int) -> None:
    raw = bytearray(unarmoured())
    raw[at % len(raw)] ^= 1 << bit
    with pytest.raises(UnusableError):
        verify(armoured(bytes(raw)), MESSAGE)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_breaks(blob: bytes) -> None:
    with pytest.raises(UnusableError):
        verify(armoured(b"SSHSIG\0\0\0\1" + blob), MESSAGE)


POINT = keys.ecdsa_key().blob
KEYS = {
    "nothing": ("", "nothing"),
    "a word": ("hello", '"hello"'),
    "a private key": ("-----BEGIN OPENSSH PRIVATE KEY-----", "belongs to its owner alone"),
    "DSA": ("ssh-dss AAAAB3NzaC1kc3M=", '"ssh-dss"'),
    "no Base64": ("ssh-ed25519 AAAA!", "Base64"),
    "no key": ("ssh-ed25519", "cut short"),
    "one type for another": (ED25519.line.replace("ssh-ed25519", "ssh-rsa"), 'says "ssh-rsa"'),
    "cut short": (
        f"ssh-ed25519 {base64.b64encode(ED25519.blob[:-1]).decode()}", "cut short"),
    "a tail": (f"ssh-ed25519 {base64.b64encode(ED25519.blob + b'x').decode()}", "behind its end"),
    "a short RSA key": (keys.rsa_key(bits=2048).line, "2048 bits; RSA needs 3072"),
    "a point off the curve": (
        f"ecdsa-sha2-nistp256 {base64.b64encode(POINT[:-1] + bytes([POINT[-1] ^ 1])).decode()}", "no key"),
    "another curve": (
        "ecdsa-sha2-nistp256 " + base64.b64encode(
            string(b"ecdsa-sha2-nistp256") + string(b"nistp521") + string(b"x")).decode(), "nistp521"),
    "a negative number": (
        "ssh-rsa " + base64.b64encode(string(b"ssh-rsa") + string(b"\xff") + integer(9)).decode(), "number"),
    "huge": ("ssh-ed25519 " + "A" * 20_000, "longer than"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), KEYS.values(), ids=KEYS)
def test_what_is_no_good_key_is_refused_with_a_reason(line: str, reason: str) -> None:
    with pytest.raises(UnusableError) as refused:
        parse_line(line)
    assert reason in str(refused.value)


@needs_ssh_keygen
class TestAgainstTheProgram:
    """We read what ssh-keygen writes, and it reads what the tests take for its signatures."""

    @pytest.mark.parametrize("kind", ["ed25519", "ecdsa", "rsa"])
    def test_what_it_signs_is_verified(self, tmp_path: Path, kind: str) -> None:
        key, message = tmp_path / "key", tmp_path / "message"
        message.write_bytes(MESSAGE)
        length = ("-b", {"ed25519": "256", "ecdsa": "256", "rsa": "3072"}[kind])
        subprocess.run(["ssh-keygen", "-q", "-t", kind, *length, "-N", "", "-f", key], check=True)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", NAMESPACE, message]
        subprocess.run(command, check=True, capture_output=True)
        found = verify((tmp_path / "message.sig").read_text(), MESSAGE)
        public = key.with_suffix(".pub")
        assert found == parse_line(public.read_text())
        told = subprocess.run(["ssh-keygen", "-lf", public], check=True, capture_output=True, text=True)
        assert found.fingerprint in told.stdout

    @pytest.mark.parametrize("key", EVERY_KIND.values(), ids=EVERY_KIND)
    def test_it_verifies_what_we_call_a_signature(self, tmp_path: Path, key: Key) -> None:
        (tmp_path / "signers").write_text(f'amina namespaces="{NAMESPACE}" {key.line}\n')
        (tmp_path / "sig").write_text(sshsig(key, MESSAGE))
        command = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", "amina", "-n", NAMESPACE, "-s", "sig"]
        done = subprocess.run(command, cwd=tmp_path, input=MESSAGE, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
