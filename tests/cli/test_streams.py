"""Standard streams as shells hand them over: closed, full, cut off, in other encodings; and signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.programs import PROGRAM, environment
from tests.workspaces import copy_fixed

QUOTED = f'"{PROGRAM[0]}" {" ".join(PROGRAM[1:])}'
LEAFLET = "vertebroplasty --language en"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="shells are POSIX")


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in English that the tests of this file share."""
    return copy_fixed(tmp_path_factory.mktemp("ward") / "workspace", languages="en")


def shell(ward: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell in which PROGRAM is our program."""
    result = subprocess.run(
        ["/bin/bash", "-c", line.replace("PROGRAM", QUOTED)],
        cwd=ward, env=environment(**more), capture_output=True, check=False,
        text=True, encoding="utf-8", errors="surrogateescape",
    )  # fmt: skip
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr
    assert "itself failed" not in result.stderr
    return result


@pytest.mark.parametrize(
    "line",
    [
        # >&- closes the stream; /dev/full takes nothing, as a full disk.
        "PROGRAM list >&-",
        "PROGRAM --version >&-",
        "PROGRAM --help > /dev/full",
        pytest.param(f"PROGRAM build {LEAFLET} >&-", marks=pytest.mark.slow),
        pytest.param(f"PROGRAM check {LEAFLET} --format json > /dev/full", marks=pytest.mark.slow),
    ],
)
def test_a_result_that_cannot_be_told_is_no_success(ward, line) -> None:
    result = shell(ward, line)
    assert result.returncode == 1
    (told,) = [row for row in result.stderr.splitlines() if "standard output" in row]
    assert told.startswith("standard output cannot be written: ")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"PROGRAM build {LEAFLET} --quiet >&-", 0),
        pytest.param(f"PROGRAM build {LEAFLET} 2>/dev/full", 0, marks=pytest.mark.slow),
        pytest.param(f"PROGRAM build {LEAFLET} --jobs 2 <&- 2>&-", 0, marks=pytest.mark.slow),
        ("PROGRAM build nothing 2>&-", 2),
    ],
)
def test_files_are_made_whoever_listens(ward, line, code) -> None:
    shutil.rmtree(ward / "output", ignore_errors=True)
    assert shell(ward, line).returncode == code
    assert (ward / "output" / "en" / "vertebroplasty.pdf").exists() is (code == 0)


@pytest.mark.parametrize(
    "line",
    [
        "PROGRAM list | head -n 1",
        pytest.param(
            "PROGRAM trace minimally-invasive-spine-surgery --language en --glyphs | head -c 10",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_pipe_that_is_cut_off_is_no_fault(ward, line) -> None:
    # The status of the program, not that of head.
    result = shell(ward, f"{line}; exit ${{PIPESTATUS[0]}}")
    assert result.returncode == 0
    assert "standard output" not in result.stderr


def test_a_pipe_gets_utf_8_whatever_the_encoding(ward) -> None:
    # Else what is redirected into a file would depend on the machine.
    result = shell(ward, "PROGRAM show spinal-endoscopy --language en", PYTHONIOENCODING="utf-16", LC_ALL="C")
    assert result.returncode == 0
    assert "6–8" in result.stdout


def test_a_terminal_gets_escapes_for_what_it_cannot_show(ward) -> None:
    # A pseudo-terminal, because Python and click treat a pipe otherwise than a terminal.
    master, slave = os.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "show", "vertebroplasty", "--language", "en-XA"],
        cwd=ward, env=environment(PYTHONIOENCODING="cp1252"), stdout=slave, stderr=slave,
    )  # fmt: skip
    os.close(slave)
    told = b""
    try:
        while chunk := os.read(master, 4096):
            told += chunk
    except OSError:
        pass  # Linux says so when the other side is gone
    os.close(master)
    assert process.wait() == 0
    assert b"Traceback" not in told
    assert b"\\u" in told


def test_four_builds_at_once_lose_nothing(ward) -> None:
    shutil.rmtree(ward / "output", ignore_errors=True)
    names = ("vertebroplasty", "spinal-fusion", "nerve-root-block", "spinal-endoscopy")
    runs = " & ".join(f"PROGRAM build {name} --language en --html" for name in names)
    result = shell(ward, f"{runs} & wait")
    entries = json.loads((ward / "output" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {entry["path"] for entry in entries} == {
        f"en/{name}.{end}" for name in names for end in ("html", "pdf")
    }
    assert sorted(path.name for path in (ward / "output").iterdir()) == ["en", "manifest.json"]
    # How many of them wait is luck; what they say is not.
    waits = [line for line in result.stderr.splitlines() if "waiting" in line]
    assert all(line.startswith("another build writes into output") for line in waits)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_ends_cleanly(ward, how, code) -> None:
    """Also one that waits for another build."""
    output = ward / "stopped"
    process = subprocess.Popen(
        [sys.executable, "-c", _WAITING, str(output)],
        cwd=ward, env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    try:
        assert b"waiting" in process.stderr.readline()
        time.sleep(0.1)  # until it sleeps in the wait that it has just told
        process.send_signal(how)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()  # else it holds the lock that the next one waits for
    # 128 and the number of the signal, as shells report it.
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert not list(output.rglob("*.pdf"))


# A shell lets what it starts in the background ignore SIGINT, also the tests and whatever they start.
_WAITING = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from leaflets.cli import main
from leaflets.output.locking import Lock
folder = Path(sys.argv[1])
folder.mkdir(exist_ok=True)
Lock(folder).acquire(lambda: None)
sys.argv[1:] = ["build", "vertebroplasty", "--language", "en", "--output", str(folder)]
main()
"""
