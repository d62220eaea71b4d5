"""Output is a function of the workspace: nothing of the machine is in a byte of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.workspaces import FIXED, REPOSITORY

JOB = ("vertebroplasty", "--language", "ar", "--html")
PLAIN = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
OTHERWISE = {
    "LC_ALL": "ar_EG.UTF-8", "LANG": "ar_EG.UTF-8", "LANGUAGE": "ar", "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "4711", "USER": "somebody", "COLUMNS": "40", "NO_COLOR": "1",
    "SOURCE_DATE_EPOCH": "abc", "RL_pdfComments": "1", "RL_pdfMultiLine": "1", "RL_useA85": "1",
}  # fmt: skip
MACHINES = {
    "French": {"LC_ALL": "fr_FR.UTF-8", "TZ": "Europe/Paris", "PYTHONHASHSEED": "1"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Istanbul", "PYTHONHASHSEED": "2"},
    "POSIX": {"LC_ALL": "POSIX", "TZ": "America/St_Johns", "PYTHONHASHSEED": "3", "PYTHONUTF8": "0"},
    "Windows": {"LC_ALL": "Norwegian Bokmål_Norway.1252", "TZ": "", "PYTHONHASHSEED": "4"},
    "broken": {"LC_ALL": "xx_INVALID@foo=bar", "LANG": "a" * 2000, "TZ": "nowhere", "PYTHONHASHSEED": "5"},
}


def built(folder: Path, environment: dict[str, str], *job: str, umask: int = 0o022) -> dict[str, bytes]:
    """Build on a machine of its own, with its home, folders and mask; give the files by name."""
    root, home = folder / "a workspace", folder / "home"
    home.mkdir(parents=True)
    shutil.copytree(FIXED, root)
    command = [sys.executable, "-m", "leaflets", "build", *job, "--jobs", "1", "--workspace", str(root)]
    own = {**os.environ, "PYTHONPATH": str(REPOSITORY), "HOME": str(home), **environment}
    done = subprocess.run(
        command, env=own, cwd=home, umask=umask, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    output = root / "output"
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.*")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
def test_two_machines_make_the_same_bytes(tmp_path) -> None:
    one = built(tmp_path / "one", PLAIN, *JOB)
    other = built(tmp_path / "other" / "deeper", OTHERWISE, *JOB, umask=0o077)
    assert one == other
    assert {Path(name).suffix for name in one} == {".pdf", ".html", ".json"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no umask")
@pytest.mark.parametrize("machine", MACHINES)
def test_all_leaflets_and_languages_are_the_same_on_odd_machines(tmp_path, machine) -> None:
    assert built(tmp_path / "one", PLAIN) == built(tmp_path / "two", MACHINES[machine])
