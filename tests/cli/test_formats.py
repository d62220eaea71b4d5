"""Results for programs: JSON, SARIF, GitHub's commands; and less for people: ``--quiet``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from leaflets.cli import cli
from leaflets.cli.formats import as_commands
from leaflets.cli.report import in_order
from leaflets.cli.sarif import as_sarif, uri
from leaflets.diagnostics import Diagnostic, Position, Severity

FORMS = ("json", "sarif", "github")
PROCEDURE = "data/procedures/vertebroplasty.yaml"
GUIDE = "data/guides/minimally-invasive-spine-surgery.yaml"


@pytest.fixture
def inside(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a folder of a repository, seen from outside both."""
    # A file, as in a worktree or a submodule of git; in a plain clone it is a folder.
    (workspace.parent / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    elsewhere = workspace.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return workspace


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--workspace", str(root)])


def places(form: str, text: str) -> list[tuple[str, int, str]]:
    """Read file, line and severity of each problem, whatever the form."""
    if form == "json":
        return [(each["file"], each["line"], each["severity"]) for each in json.loads(text)["problems"]]
    if form == "sarif":
        found = []
        for each in json.loads(text)["runs"][0]["results"]:
            place = each["locations"][0]["physicalLocation"]
            found.append(
                (place["artifactLocation"]["uri"], place.get("region", {}).get("startLine", 0), each["level"])
            )
        return found
    found = []
    # ::error file=a.yaml,line=3::what is wrong
    for line in text.splitlines():
        head = line.split("::")[1]
        kind, _, properties = head.partition(" ")
        given = dict(each.split("=", 1) for each in properties.split(","))
        found.append((given["file"], int(given.get("line", 0)), kind))
    return found


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("command", ["build", "check"])
def test_problems_are_named_from_the_root_of_the_repository(inside, spoil, form, command) -> None:
    line = spoil(PROCEDURE, "title: ", "tittle: ")
    result = run(inside, command, "--language", "en", "--format", form, "--jobs", "1")
    assert result.exit_code == 1
    assert result.stderr == ""
    found = places(form, result.stdout)
    assert (f"workspace/{PROCEDURE}", line, "error") in found
    # The cause comes before what follows from it, whatever their files are called.
    assert found.index((f"workspace/{PROCEDURE}", line, "error")) < [file for file, _, _ in found].index(
        f"workspace/{GUIDE}"
    )
    assert ("workspace/data/site.yaml", 4, "warning") in found


def test_without_a_repository_places_are_those_of_the_workspace(
    workspace, spoil, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = spoil(PROCEDURE, "title: ", "tittle: ")
    result = run(workspace, "check", "vertebroplasty", "--language", "en", "--format", "json")
    assert (PROCEDURE, line, "error") in places("json", result.stdout)


def test_json_says_what_became_of_each_leaflet(inside, spoil) -> None:
    spoil(PROCEDURE, "title: ", "tittle: ")
    result = run(inside, "build", "vertebroplasty", "spinal-fusion", "--language", "en", "--format", "json")
    said = json.loads(result.stdout)
    refused, made = sorted(said["results"], key=lambda each: each["leaflet"], reverse=True)
    assert refused == {"leaflet": "vertebroplasty", "language": "en", "state": "refused"}
    assert made["path"] == "workspace/output/en/spinal-fusion.pdf"
    assert (inside.parent / made["path"]).is_file()
    assert (made["state"], made["version"], len(made["content_hash"])) == ("draft", "1.0", 64)
    assert (said["stale"], said["removed"]) == ([], [])
    checked = json.loads(run(inside, "check", "spinal-fusion", "--language", "en", "--format", "json").stdout)
    assert [each["state"] for each in checked["results"]] == ["draft"]
    assert all(each["severity"] == "warning" for each in checked["problems"])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("arguments", [("build",), ("check",), ("catalog", "check")])
def test_what_ends_a_run_early_comes_in_the_same_form(inside, form, arguments) -> None:
    (inside / "data" / "site.yaml").write_text("a: [", encoding="utf-8")
    result = run(inside, *arguments, "--format", form)
    assert (result.exit_code, result.stderr) == (1, "")
    assert places(form, result.stdout)[0] == ("workspace/data/site.yaml", 1, "error")


@pytest.mark.parametrize("form", FORMS)
def test_a_problem_of_a_whole_leaflet_stands_at_its_data(inside, form) -> None:
    result = run(inside, "build", "vertebroplasty", "--language", "en", "--release", "--format", form)
    assert (f"workspace/{PROCEDURE}", 0, "error") in places(form, result.stdout)


def test_catalogs_are_checked_in_the_same_forms(inside) -> None:
    catalog = "locales/es/LC_MESSAGES/leaflets.po"
    (inside / catalog).write_text("nonsense", encoding="utf-8")
    result = run(inside, "catalog", "check", "--language", "es", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"::error file=workspace/{catalog},line=1,")
    said = json.loads(run(inside, "catalog", "check", "--language", "es", "--format", "json").stdout)
    assert [(each["file"], each["check"]) for each in said["findings"]] == [(f"workspace/{catalog}", "po")]
    assert run(inside, "catalog", "check", "--language", "ar", "--quiet").stdout == ""


def test_quiet_says_only_what_is_wrong(workspace, spoil, monkeypatch) -> None:
    monkeypatch.chdir(workspace)
    runner = CliRunner()
    for command in ("check", "build"):
        result = runner.invoke(cli, [command, "vertebroplasty", "--language", "en", "--quiet"])
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.splitlines()[0].startswith("data/site.yaml:4: warning: ")
        assert len(result.stderr.splitlines()) == 2  # the warning and its hint, no summary
    line = spoil(PROCEDURE, "title: ", "tittle: ")
    result = runner.invoke(cli, ["check", "vertebroplasty", "--language", "en", "-q"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert f'{PROCEDURE}:{line}: "tittle" is not known here' in result.stderr
    assert "refused" not in result.stderr


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Diagnostic("a", Position("b.yaml", 3, 4), "c", code="d"),
            "::error file=b.yaml,line=3,col=4,title=d::a%0Ac",
        ),
        (Diagnostic("50 %\r\nx::y", Position("a,b:c.yaml")), "::error file=a%2Cb%3Ac.yaml::50 %25%0D%0Ax::y"),
        (Diagnostic("a", None, severity=Severity.WARNING), "::warning::a"),
        (Diagnostic("a", Position("b\n::error::c")), "::error file=b\\x0a%3A%3Aerror%3A%3Ac::a"),
    ],
)
def test_commands_of_github_are_escaped(problem: Diagnostic, line: str) -> None:
    assert as_commands([problem]) == f"{line}\n"


# All of Unicode but halves of surrogate pairs, which UTF-8 cannot carry.
texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(
    st.lists(st.builds(Diagnostic, texts, st.none() | st.builds(Position, texts, st.integers(0, 9)), texts))
)
def test_no_text_breaks_a_form(problems: list[Diagnostic]) -> None:
    lines = as_commands(problems).split("\n")[:-1]
    assert len(lines) == len(problems)
    assert all(line.startswith("::error") for line in lines)
    results = json.loads(as_sarif(problems))["runs"][0]["results"]
    told = [each["message"]["text"] for each in results]
    assert all(text.startswith(problem.message) for text, problem in zip(told, problems, strict=True))


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("data/a b.yaml", "data/a%20b.yaml"),
        ("data/100%#?.yaml", "data/100%25%23%3F.yaml"),
        ("data/é.yaml", "data/%C3%A9.yaml"),
        ("data/caf\udce9.yaml", "data/caf%E9.yaml"),
        ("/srv/a b", "file:///srv/a%20b"),
    ],
)
def test_addresses_are_those_of_the_standard(file: str, address: str) -> None:
    assert uri(file) == address


def test_the_same_said_of_the_same_place_is_said_once() -> None:
    first = Diagnostic("a", Position("x", 1), "h", leaflet="one", language="en")
    second = Diagnostic("a", Position("x", 1), "h", leaflet="two", language="es")
    other = Diagnostic("a", Position("x", 2))
    follows = Diagnostic("b", Position("a", 1), code="broken-procedure")
    assert in_order([follows, other, second, first]) == [second, other, follows]
