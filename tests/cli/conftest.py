"""What the tests of the command line share: a workspace to stand in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflets.cli import cli


@pytest.fixture
def run(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command inside a copy of the fixed workspace."""
    monkeypatch.chdir(workspace)
    return lambda *arguments: CliRunner().invoke(cli, arguments)


@pytest.fixture
def hospital(workspace: Path, spoil: Callable[[str, str, str], int]) -> Path:
    """The workspace of a real hospital: the mark of an example is taken out, so that it may approve."""
    spoil("data/site.yaml", "example: true\n", "")
    return workspace
