from __future__ import annotations

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from leaflets.build import Job
from leaflets.cli import cli
from tests.dependencies import CLICK_MISSING_OPTION

Asked = list[tuple[Any, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the server is asked for, in place of a server."""
    calls: Asked = []

    def serve(root: Path, job: Job, port: int | None, _told: object, *, browser: bool) -> None:
        calls.append((root, job, port, browser))

    monkeypatch.setattr("leaflets.web.serve.serve", serve)
    return calls


def preview(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["preview", "--workspace", str(workspace), *arguments])


def test_a_leaflet_is_served(workspace: Path, asked: Asked) -> None:
    assert preview(workspace, "vertebroplasty", "--language", "es").exit_code == 0
    result = preview(workspace, "vertebroplasty", "--language", "en-XA", "--port", "9000", "--no-open")
    assert (result.exit_code, result.output) == (0, "")
    assert asked == [
        (workspace, Job("vertebroplasty", "es"), None, True),
        (workspace, Job("vertebroplasty", "en-XA"), 9000, False),
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("vertebroplasti", "--language", "es"), 'Did you mean "vertebroplasty"?'),
        (("vertebroplasty", "--language", "eo"), 'there is no language "eo"'),
        (("vertebroplasty",), f"{CLICK_MISSING_OPTION} '--language'"),
        (("vertebroplasty", "--language", "es", "--port", "70000"), "70000"),
    ],
)
def test_a_wrong_use_is_told(workspace: Path, asked: Asked, arguments: tuple[str, ...], words: str) -> None:
    result = preview(workspace, *arguments)
    assert (result.exit_code, asked) == (2, [])
    assert words in result.output


def test_a_workspace_that_cannot_be_read_is_served_all_the_same(workspace: Path, asked: Asked) -> None:
    (workspace / "data" / "site.yaml").write_text("hospital: [", encoding="utf-8")
    assert preview(workspace, "vertebroplasty", "--language", "es").exit_code == 0
    assert len(asked) == 1


def test_what_is_not_installed_is_told_kindly(
    workspace: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaflets.cli.previewing.find_spec", lambda name: None if name == "uvicorn" else name)
    result = preview(workspace, "vertebroplasty", "--language", "es")
    assert (result.exit_code, asked) == (1, [])
    assert "(uvicorn)" in result.output
    assert result.output.rstrip().endswith("python -m pip install uvicorn")


def test_the_command_line_does_not_import_the_server() -> None:
    names = "{'starlette', 'uvicorn', 'watchfiles'}"
    code = f"import sys, leaflets.cli; print(sorted({names} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_ctrl_c_ends_it_at_once_even_while_a_page_listens(workspace: Path) -> None:
    command = [sys.executable, "-m", "leaflets", "preview", "vertebroplasty", "--language", "en", "--no-open"]
    process = subprocess.Popen(
        [*command, "--workspace", str(workspace)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    connection = HTTPConnection(url.split("/")[2], timeout=5)
    connection.request("GET", "/events")
    stream = connection.getresponse()
    assert stream.readline().startswith(b"data: ")
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=5)
    assert (process.returncode, complaints) == (0, "")
    connection.close()
