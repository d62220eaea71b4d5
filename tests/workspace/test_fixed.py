"""The workspace that the tests own is itself in order, so that what a test finds is what it planted."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from leaflets.cli import cli
from tests.workspaces import FIXED


@pytest.mark.parametrize("command", [("check",), ("catalog", "update", "--check")], ids=" ".join)
def test_the_fixed_workspace_is_in_order(command: tuple[str, ...]) -> None:
    """If a change of the program made it stale, run ``leaflets catalog update`` in its folder."""
    result = CliRunner().invoke(cli, [*command, "--workspace", str(FIXED)])
    assert result.exit_code == 0, result.output
