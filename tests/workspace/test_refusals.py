"""Which leaflets a fault of a workspace refuses: those that rest on it, and no others."""

from __future__ import annotations

import pytest

from leaflets.build import Job, Made, Refused, find_refusals, make
from leaflets.diagnostics import Severity
from tests.workspaces import open_session

GUIDE = "minimally-invasive-spine-surgery"
BLOCK = Job("nerve-root-block", "en")


def codes_of_refusals(root, names: list[str], language: str = "en") -> dict[str, list[str]]:
    """The codes of the problems that refuse each leaflet."""
    session = open_session(root)
    return {name: [p.code for p in find_refusals(session, Job(name, language))] for name in names}


ALL = ["nerve-root-block", "vertebroplasty", GUIDE]


@pytest.mark.parametrize(
    ("file", "old", "new", "refused"),
    [
        # A leaflet that cannot be read takes the guide with it that prints parts of it.
        ("data/procedures/nerve-root-block.yaml", "title:", "tittle:", ["nerve-root-block", GUIDE]),
        ("data/procedures/nerve-root-block.yaml", "max: 2", "max: 20", ["nerve-root-block", GUIDE]),
        (f"data/guides/{GUIDE}.yaml", "questions: [", "questions: [nowhere, ", [GUIDE]),
        # What every leaflet prints refuses every leaflet.
        ("data/questions.yaml", "question: ", "question: 3 ", ALL),
        ("data/site.yaml", "department: ", "department: 3 ", ALL),
        ("data/sources.yaml", "title: ", "title: 3", ALL),
    ],
)
def test_a_problem_refuses_what_rests_on_it(workspace, spoil, file, old, new, refused) -> None:
    spoil(file, old, new)
    found = codes_of_refusals(workspace, ALL)
    assert [name for name, codes in found.items() if codes] == refused


@pytest.mark.parametrize("file", ["site", "questions", "sources", "exceptions"])
def test_a_file_of_everything_that_is_broken_leaves_nothing(workspace, file) -> None:
    (workspace / "data" / f"{file}.yaml").write_text("a: [", encoding="utf-8")
    session = open_session(workspace)
    assert session.library is None
    assert session.leaflets == ()
    outcome = make(session, BLOCK)
    assert isinstance(outcome, Refused)
    assert {str(problem.position) for problem in outcome.problems} == {f"data/{file}.yaml:1"}


def test_a_broken_catalog_refuses_its_language_only(workspace, fill_catalog) -> None:
    fill_catalog("es")
    (workspace / "locales" / "ar" / "LC_MESSAGES" / "leaflets.po").write_text("msgid x", encoding="utf-8")
    session = open_session(workspace)
    outcomes = [make(session, Job("vertebroplasty", tag), dry=True) for tag in ("ar", "es", "en")]
    assert [type(outcome) for outcome in outcomes] == [Refused, Made, Made]


@pytest.mark.parametrize(
    ("make_fault", "code"),
    [
        (lambda root: (root / "data" / "procedures" / "x.yml").write_text("a"), "unknown-file"),
        (
            lambda root: (root / "data" / "sources.yaml").write_text(
                (root / "data" / "sources.yaml").read_text(encoding="utf-8").replace(
                    "    figures:\n", "    figures:\n      spare: {value: 3, unit: day}\n", 1
                ),
                encoding="utf-8",
            ),
            "unused-figure",
        ),
    ],
)  # fmt: skip
def test_an_error_that_no_leaflet_rests_on_refuses_none(workspace, make_fault, code) -> None:
    make_fault(workspace)
    session = open_session(workspace)
    assert session.library is not None
    assert code in {problem.code for problem in session.problems if problem.severity is Severity.ERROR}
    assert find_refusals(session, BLOCK) == ()


def test_a_font_that_cannot_be_used_refuses_only_languages_that_have_no_other(workspace) -> None:
    (workspace / "data" / "languages.yaml").write_text("languages:\n  cop: {parent: en}\n", encoding="utf-8")
    (workspace / "fonts").mkdir()
    (workspace / "fonts" / "Own.ttf").write_bytes(b"no font at all, but long enough")
    assert codes_of_refusals(workspace, ["vertebroplasty"]) == {"vertebroplasty": []}
    coptic = codes_of_refusals(workspace, ["vertebroplasty"], "cop")
    assert coptic == {"vertebroplasty": ["font-file", "no-font"]}


def test_of_a_language_without_a_font_nothing_else_is_told(workspace, fill_catalog) -> None:
    text = fill_catalog("es").read_text(encoding="utf-8")
    path = workspace / "locales" / "cop" / "LC_MESSAGES" / "leaflets.po"
    path.parent.mkdir(parents=True)
    fault = text.replace('msgstr "Vertebroplasty"', 'msgstr "Vertebroplasty 2"')
    path.write_text(fault.replace("Language: es", "Language: cop"), encoding="utf-8")
    (workspace / "data" / "languages.yaml").write_text("languages:\n  cop: {parent: en}\n", encoding="utf-8")
    outcome = make(open_session(workspace), Job("vertebroplasty", "cop"), dry=True)
    assert isinstance(outcome, Refused)
    assert [(each.code, each.language) for each in outcome.problems] == [("no-font", "cop")]
