from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets import __version__
from leaflets.cli import cli, starting
from leaflets.content.schema import schemas
from leaflets.output.writing import copy_workspace
from tests.workspaces import FIXED

COMMANDS = sorted(cli.commands)


def test_help_names_every_command_and_gives_examples() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.stdout
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


def commands(group: object = cli, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """List every command by its words, those of groups too."""
    inner = getattr(group, "commands", None)
    if inner is None:
        return [path]
    return [each for name, command in inner.items() for each in commands(command, (*path, name))]


@pytest.mark.parametrize("path", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_of_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*path, "--help"])
    assert result.exit_code == 0
    examples = re.split(r"Examples?:", result.stdout)[1]
    assert f"leaflets {' '.join(path)}" in examples


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(cli, ["--version"]).stdout == f"leaflets, version {__version__}\n"


def test_build_makes_what_is_named_and_says_so(run, workspace) -> None:
    result = run("build", "vertebroplasty", "--language", "en")
    assert result.exit_code == 0
    path = Path("output") / "en" / "vertebroplasty.pdf"
    made, summary = result.stdout.splitlines()
    assert re.fullmatch(rf"{re.escape(str(path))}: \d pages, draft", made)
    assert summary == "1 leaflet made in output"
    assert path.read_bytes().startswith(b"%PDF-1.7")
    (entry,) = json.loads((workspace / "output" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert (entry["id"], entry["language"], entry["status"]) == ("vertebroplasty", "en", "draft")
    # What is not wrong enough to refuse anything is told, and costs nothing.
    assert "data/site.yaml:4: warning: the hospital" in result.stderr


def test_build_makes_what_is_right_and_says_what_it_refused(run, spoil, fill_catalog) -> None:
    fill_catalog("es")
    spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    result = run("build", "--language", "en", "--language", "es", "--jobs", "1")
    assert result.exit_code == 1
    assert "  nerve-root-block [es]" not in result.stderr
    made = sorted(path.stem for path in Path("output/en").glob("*.pdf"))
    assert made == ["nerve-root-block", "spinal-endoscopy", "spinal-fusion"]
    refused = result.stderr.partition("refused:\n")[2].splitlines()
    # The field that is not known, and the title that is missing for it.
    assert "  vertebroplasty [en]: 2 problems" in refused
    assert any(line.startswith("  minimally-invasive-spine-surgery [es]: ") for line in refused)
    assert re.fullmatch(r"\d+ problems, \d+ questions, 1 warning", refused[-1])


def test_build_finds_the_workspace_and_the_output_elsewhere(workspace, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = [
        "build",
        "vertebroplasty",
        "--language",
        "en",
        "--workspace",
        "workspace",
        "--output",
        "there",
    ]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0
    assert (tmp_path / "there" / "en" / "vertebroplasty.pdf").is_file()
    assert not (workspace / "output").exists()
    # Places are named as seen from here, so that an editor opens them.
    assert f"{Path('workspace/data/site.yaml')}:4: warning" in result.stderr


def test_the_same_build_twice_gives_the_same_bytes(run) -> None:
    def built() -> dict[str, bytes]:
        assert run("build", "vertebroplasty", "spinal-fusion", "--language", "en").exit_code == 0
        return {str(path): path.read_bytes() for path in Path("output").rglob("*") if path.is_file()}

    first = built()
    assert len(first) == 3  # two leaflets and the manifest
    assert built() == first


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "vertebroplasti"], 'Did you mean "vertebroplasty"?'),
        (["build", "zzz"], "There are: minimally-invasive-spine-surgery, "),
        (["build", "--language", "zh_hans"], 'Did you mean "zh-Hans"?'),
        (["build", "--language", "xx"], "There are: en, "),
        (["build", "--jobs", "0"], "--jobs"),
        (["build", "--jobs", "many"], "--jobs"),
        (["build", "--nothing"], "--nothing"),
        (["check", "vertebroplasti"], 'Did you mean "vertebroplasty"?'),
        (["show", "vertebroplasti", "--language", "en"], 'Did you mean "vertebroplasty"?'),
        (["show", "vertebroplasty"], "--language"),
        (["show", "vertebroplasty", "--language", "en", "--format", "pdf"], "--format"),
        (["trace", "vertebroplasty", "--language", "EN"], 'Did you mean "en"?'),
        (["nothing"], "nothing"),
        (["init"], "DIR"),
    ],
)
def test_wrong_usage_ends_with_2(run, arguments, words) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert not Path("output").exists()


@pytest.mark.parametrize("command", ["build", "check", "list", "schema"])
def test_a_folder_without_a_workspace_is_wrong_usage(tmp_path, monkeypatch, command) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, [command])
    assert result.exit_code == 2
    assert f'there is no workspace in "{tmp_path}"' in result.stderr
    assert "leaflets init DIR" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the current folder cannot be removed")
def test_a_current_folder_that_is_gone_is_no_workspace(tmp_path, monkeypatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = CliRunner().invoke(cli, ["list"])
    assert result.exit_code == 2
    assert "there is no workspace" in result.stderr


def test_an_undefined_placeholder_is_one_fault_at_its_own_place(run, spoil, fill_catalog) -> None:
    fill_catalog("es")
    line = spoil("data/procedures/vertebroplasty.yaml", "move early.", "move {bleed} early.")
    for tag in ("en", "es"):
        told = run("check", "vertebroplasty", "--language", tag).stderr
        assert told.count("names no quantity") == 1
        assert (
            f"vertebroplasty.yaml:{line}: the placeholder {{bleed}} names no quantity\n    there are: none"
            in told
        )
        assert "is not one of the message" not in told


def test_build_writes_the_web_pages_that_show_shows(run, workspace) -> None:
    names = ("nerve-root-block", "spinal-endoscopy")
    assert run("build", *names, "--language", "en", "--html", "--jobs", "1").exit_code == 0
    files = json.loads((workspace / "output" / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert [each["path"] for each in files] == [
        f"en/{name}.{end}" for name in names for end in ("html", "pdf")
    ]
    assert len({each["content_hash"] for each in files}) == 2
    for name in names:
        page = (workspace / "output" / "en" / f"{name}.html").read_text(encoding="utf-8")
        assert page == run("show", name, "--language", "en", "--format", "html").stdout


def test_check_finds_what_build_would_refuse_and_writes_nothing(run, spoil, fill_catalog, workspace) -> None:
    before = sorted(workspace.rglob("*"))
    result = run("check", "vertebroplasty", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout == "1 of 1 leaflet can be made\n"
    fill_catalog("es")
    spoil("locales/es/LC_MESSAGES/leaflets.po", 'msgstr "Advantages"', 'msgstr "\U000130c0"')
    spoil("locales/es/LC_MESSAGES/leaflets.po", 'msgstr "Limitations"', 'msgstr ""')
    result = run("check", "vertebroplasty", "spinal-fusion", "--language", "es")
    assert result.exit_code == 1
    assert result.stdout == "0 of 2 leaflets can be made\n"
    assert "  catalog es: 1 not translated" in result.stderr
    spoil(
        "locales/es/LC_MESSAGES/leaflets.po",
        'msgid "Limitations"\nmsgstr ""',
        'msgid "Limitations"\nmsgstr "x"',
    )
    assert "U+130C0" in run("check", "vertebroplasty", "--language", "es").stderr
    assert sorted(workspace.rglob("*")) == before


def test_init_copies_what_an_installed_package_carries(tmp_path, monkeypatch) -> None:
    package = tmp_path / "site-packages" / "leaflets"
    copy_workspace([FIXED / part for part in starting.PARTS], package / "default_workspace")
    (package / "default_workspace" / "babel.cfg").write_text("# the package's", encoding="utf-8")
    monkeypatch.setattr(starting, "__file__", str(package / "cli" / "starting.py"))
    assert CliRunner().invoke(cli, ["init", str(tmp_path / "mine")]).exit_code == 0
    assert (tmp_path / "mine" / "babel.cfg").read_text(encoding="utf-8") == "# the package's"


def test_init_without_a_shipped_workspace_is_told(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(starting, "__file__", str(tmp_path / "leaflets" / "cli" / "starting.py"))
    result = CliRunner().invoke(cli, ["init", str(tmp_path / "mine")])
    assert result.exit_code == 1
    assert "the shipped workspace is not there" in result.stderr


def test_schema_writes_what_the_models_say(run) -> None:
    for path in Path("data/schema").glob("*.json"):
        path.unlink()
    assert run("schema").exit_code == 0
    assert {
        path.name: path.read_text(encoding="utf-8") for path in Path("data/schema").iterdir()
    } == schemas()


def broken(*_: object) -> None:
    """Stand in for a part of the program, and fail as a fault of ours would."""
    raise ZeroDivisionError("oh")


def test_a_fault_of_ours_is_told_without_a_traceback(run, monkeypatch) -> None:
    monkeypatch.setattr("leaflets.layout.compose.compose", broken)
    result = run("build", "vertebroplasty", "--language", "en")
    assert result.exit_code == 1
    assert "the program failed (ZeroDivisionError: oh)" in result.stderr
    assert "please report it" in result.stderr
    assert "Traceback" not in result.output
    assert "Traceback" in run("--debug", "build", "vertebroplasty", "--language", "en").stderr


def test_a_fault_of_ours_anywhere_else_is_told_too(run, monkeypatch) -> None:
    monkeypatch.setattr("leaflets.build.read_and_localise", broken)
    result = run("show", "vertebroplasty", "--language", "en")
    assert result.exit_code == 1
    assert result.stderr.startswith("leaflets itself failed (ZeroDivisionError: oh)")
    with_debug = run("--debug", "show", "vertebroplasty", "--language", "en")
    assert isinstance(with_debug.exception, ZeroDivisionError)
