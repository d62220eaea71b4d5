"""``leaflets init``: a workspace of one's own, begun with what is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets.cli import cli


def test_init_makes_a_workspace_that_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["init", "mine"])
    assert result.exit_code == 0
    assert "leaflets build --workspace mine" in result.stdout
    built = CliRunner().invoke(cli, ["build", "--language", "en", "--jobs", "1", "--workspace", "mine"])
    assert built.exit_code == 0
    assert list((tmp_path / "mine" / "output" / "en").glob("*.pdf"))
    again = CliRunner().invoke(cli, ["init", "mine"])
    assert again.exit_code == 1
    assert "mine: the folder is not empty" in again.stderr
