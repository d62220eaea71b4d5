"""The commands that bring catalogs up to date, run as a person or a build server runs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets.catalogs.pot import extract_template
from leaflets.cli import cli
from leaflets.diagnostics import LeafletsError


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["catalog", *arguments])
    return result.exit_code, result.output


def test_check_mode_changes_nothing_and_tells_what_is_stale(
    workspace: Path, spoil: Callable[[str, str, str], int]
) -> None:
    here = ("--workspace", str(workspace))
    run("update", *here)
    assert run("update", "--check", *here)[0] == 0
    spoil("data/site.yaml", "In an emergency", "In any emergency")
    before = {path: path.read_bytes() for path in workspace.rglob("*.po*")}
    for command in ("extract", "update"):
        code, words = run(command, "--check", *here)
        assert code == 1
        assert "leaflets.pot is stale" in words
    assert before == {path: path.read_bytes() for path in workspace.rglob("*.po*")}
    assert run("update", *here)[0] == 0
    assert run("update", "--check", *here)[0] == 0


def test_a_language_is_begun_once(workspace: Path) -> None:
    here = ("--workspace", str(workspace))
    assert run("init", "fr", *here)[0] == 0
    assert run("init", "fr", *here)[0] == 2
    assert run("init", "no such tag", *here)[0] == 2
    code, words = run("stats", "--language", "fr", *here)
    assert code == 0
    assert "0%" in words
    code, words = run("check", "--language", "fr", *here)
    assert code == 1
    assert "its lexicon lacks the words for: negation" in words


def test_broken_files_are_told_with_their_places(
    workspace: Path, spoil: Callable[[str, str, str], int]
) -> None:
    here = ("--workspace", str(workspace))
    (workspace / "locales" / "es" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    for command in ("update", "check", "stats"):
        code, words = run(command, "--language", "es", *here)
        assert code == 1
        assert "locales/es/LC_MESSAGES/leaflets.po:1: the catalog is broken" in words.replace(
            f"{workspace}/", ""
        )
    line = spoil("templates/guide.html.j2", "{%- if", "{%- iff")
    with pytest.raises(LeafletsError, match=rf"templates/guide\.html\.j2:{line}: messages cannot be read"):
        extract_template(workspace)


def test_results_for_programs_come_on_standard_output(workspace: Path) -> None:
    for form, start in (("json", '{\n  "findings"'), ("sarif", '{\n  "$schema"')):
        result = CliRunner().invoke(
            cli, ["catalog", "check", "--format", form, "--language", "es", "--workspace", str(workspace)]
        )
        assert result.stdout.startswith(start)
