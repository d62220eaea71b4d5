"""True runs of the program, in processes of their own: forking, pipes, speed of help, death."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets.cli import cli
from tests.cli.programs import PROGRAM, environment


def test_the_program_runs_with_many_processes(workspace) -> None:
    """A true run, forking where that is what happens, with nothing on standard error that we did not say."""
    result = subprocess.run(
        [*PROGRAM, "build", "--language", "en", "--jobs", "2"],
        cwd=workspace, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "5 leaflets made in output" in result.stdout
    assert result.stderr.splitlines() == [
        "data/site.yaml:4: warning: the hospital and its telephone numbers are examples",
        '    put in your own and take "example" out',
        "1 warning",
    ]


def test_words_go_through_a_pipe_as_utf_8(workspace, fill_catalog) -> None:
    fill_catalog("ar")
    result = subprocess.run(
        [*PROGRAM, "show", "nerve-root-block", "--language", "ar"],
        cwd=workspace, env=environment(PYTHONIOENCODING="ascii", LC_ALL="C"),
        capture_output=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "شهر" in result.stdout.decode("utf-8")


def test_help_loads_nothing_slow() -> None:
    code = (
        "import sys, leaflets.cli\n"
        "slow = ('pydantic', 'reportlab', 'babel', 'jinja2', 'yaml', 'uharfbuzz', 'icu4py')\n"
        "print([name for name in slow if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


def whole(path: Path) -> bool:
    content = path.read_bytes()
    return content.startswith(b"%PDF-1.7") and content.rstrip().endswith(b"%%EOF")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize(
    ("how", "delay"),
    [
        *(pytest.param(signal.SIGKILL, n / 20 + 0.02, marks=pytest.mark.slow) for n in range(16)),
        (signal.SIGINT, 0.03),
    ],
)
def test_a_run_that_is_killed_leaves_no_half_file(workspace, how, delay) -> None:
    output = workspace / "output"
    process = subprocess.Popen(
        [*PROGRAM, "build", "--language", "en", "--jobs", "2"],
        cwd=workspace, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while not list(output.glob("en/*.pdf")) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(delay)
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does: to everyone of the group
    else:
        process.kill()
    _, told = process.communicate(timeout=20)
    assert b"Traceback" not in told
    made = list(output.glob("en/*.pdf"))
    assert made
    assert all(whole(path) for path in made)
    if how is signal.SIGINT:
        assert list(output.rglob(".leaflets-*")) == []
        assert json.loads((output / "manifest.json").read_text(encoding="utf-8"))["files"]
    # The workers notice that their parent is gone, and go too.
    while time.monotonic() < deadline and _running(process.pid):
        time.sleep(0.01)
    assert not _running(process.pid)
    # The next run makes everything good.
    again = CliRunner().invoke(cli, ["build", "--language", "en", "--workspace", str(workspace)])
    assert again.exit_code == 0
    assert len(list(output.glob("en/*.pdf"))) == 5
    assert list(output.rglob(".leaflets-*")) == []


def _running(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
