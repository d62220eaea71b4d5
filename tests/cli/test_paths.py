from __future__ import annotations

import os
import shlex
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from leaflets.cli import cli
from leaflets.cli.paths import (
    path_in_repository,
    printable,
    quoted,
    relative_to_current_folder,
    remember_workspace,
    runnable,
)
from leaflets.diagnostics import Position


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Work as a command does that opened a workspace, seen from the folder above it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my ward").mkdir()
    with click.Context(click.Command("leaflets")):
        remember_workspace(Path("my ward"))
        yield tmp_path


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (
            "leaflets review show x --language ar",
            "leaflets review show x --language ar --workspace 'my ward'",
        ),
        ("see them all: leaflets check", "see them all: leaflets check --workspace 'my ward'"),
        ("leaflets check --workspace there", "leaflets check --workspace there"),
        ("leaflets init DIR makes one", "leaflets init DIR makes one"),
        ("make it: leaflets catalog init es", "make it: leaflets catalog init es --workspace 'my ward'"),
        ("all leaflets are refused", "all leaflets are refused"),
        ("put it in quotes", "put it in quotes"),
    ],
)
@pytest.mark.usefixtures("opened")
@pytest.mark.skipif(os.name != "posix", reason="other shells quote otherwise")
def test_a_command_in_a_hint_works_from_here(hint, said) -> None:
    assert runnable(hint) == said


@pytest.mark.parametrize("name", sorted(set(cli.commands) - {"init"}))
@pytest.mark.usefixtures("opened")
def test_every_command_but_init_is_completed(name) -> None:
    assert "--workspace" in runnable(f"see leaflets {name}")


def test_in_the_workspace_itself_a_command_is_complete(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert runnable("leaflets check") == "leaflets check"
    with click.Context(click.Command("leaflets")):
        remember_workspace(Path())
        assert runnable("leaflets check") == "leaflets check"


@pytest.mark.parametrize(
    "name", ["plain", "two words", "it's", 'a "b"', "$HOME", "a;b", "line\nend", "-x", "ünï"]
)
@pytest.mark.skipif(os.name != "posix", reason="other shells quote otherwise")
def test_a_quoted_path_is_one_word_of_a_shell(name) -> None:
    assert shlex.split(quoted(Path(name))) == [name]


@pytest.mark.parametrize(("name", "said"), [("C:\\a b", '"C:\\a b"'), ("C:\\ab", "C:\\ab"), ("a&b", '"a&b"')])
def test_windows_has_quotes_of_its_own(monkeypatch, name, said) -> None:
    path = Path(name)
    # Only for the question: a report of pytest itself would not come through on a system that we made up.
    with monkeypatch.context() as windows:
        windows.setattr(os, "name", "nt")
        found = quoted(path)
    assert found == said


def test_places_are_seen_from_here_and_from_the_repository(opened) -> None:
    (opened / ".git").mkdir()
    assert relative_to_current_folder(Position("data/x.yaml", 3)) == Position(
        str(Path("my ward/data/x.yaml")), 3
    )
    assert relative_to_current_folder(Position("a\nb")) == Position("a\\x0ab")
    assert path_in_repository(Path("my ward/data/x.yaml")) == "my ward/data/x.yaml"
    assert path_in_repository(opened / "output" / "x.pdf") == "output/x.pdf"
    assert path_in_repository(Path("/elsewhere/x.pdf")) == "/elsewhere/x.pdf"


def test_control_characters_cannot_forge_a_line() -> None:
    assert printable("a\nb\x1b[0m\u2028c\u202fd é") == "a\\x0ab\\x1b[0m\\x2028c\u202fd é"


def completed(*words: str, incomplete: str = "") -> dict[str, str | None]:
    items = ShellComplete(cli, {}, "leaflets", "_LEAFLETS_COMPLETE").get_completions([*words], incomplete)
    return {item.value: item.help for item in items}


def test_the_shell_completes_leaflets_and_languages(workspace, monkeypatch) -> None:
    monkeypatch.chdir(workspace)
    assert completed("build", incomplete="spinal-") == {
        "spinal-endoscopy": "Spinal endoscopy",
        "spinal-fusion": "Minimally invasive spinal fixation and fusion",
    }
    assert "vertebroplasty" not in completed("build", "vertebroplasty")
    assert completed("check", "--language", incomplete="zh") == {"zh-Hans": "Chinese (Simplified)"}
    assert completed("review", "sign", incomplete="vert") == {"vertebroplasty": "Vertebroplasty"}
    assert set(completed("build", "--format")) == {"text", "json", "sarif", "github"}
    assert {"--prune", "--quiet"} <= set(completed("build", incomplete="--"))


def test_the_shell_completes_from_another_workspace_and_from_a_broken_one(
    workspace, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert completed("build") == {}
    assert "vertebroplasty" in completed("build", "--workspace", str(workspace))
    (workspace / "data" / "site.yaml").write_text("a: [", encoding="utf-8")
    assert completed("build", "--workspace", str(workspace)) == {}
    assert "es" in completed("build", "--workspace", str(workspace), "--language")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(name) -> None:
    result = CliRunner().invoke(cli, prog_name="leaflets", env={"_LEAFLETS_COMPLETE": f"{name}_source"})
    assert "_LEAFLETS_COMPLETE" in result.output
