from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Annotated

import pytest

from leaflets.content.library import Library, find_inconsistencies
from leaflets.content.model import Model, Text, Translate
from leaflets.content.reading import Located, read
from leaflets.diagnostics import Diagnostic
from tests.workspaces import open_session

GUIDE = "data/guides/minimally-invasive-spine-surgery.yaml"
ENDOSCOPY = "data/procedures/spinal-endoscopy.yaml"
BLOCK = "data/procedures/nerve-root-block.yaml"


def problems(root) -> list[Diagnostic]:
    found = open_session(root)
    _ = found.library
    return [problem for problem in found.problems if problem.code != "example-site"]


@pytest.fixture(scope="module")
def library(session) -> Library:
    return session.library


@pytest.mark.parametrize(
    ("file", "old", "new", "message", "leaflet"),
    [
        (
            ENDOSCOPY,
            "questions: [",
            "questions: [nowhere, ",
            'there is no question "nowhere"',
            "spinal-endoscopy",
        ),
        (GUIDE, "procedures: [", "procedures: [nowhere, ", 'there is no procedure "nowhere"', GUIDE[12:-5]),
        (GUIDE, "ladder: [", "ladder: [nowhere, ", 'there is no procedure "nowhere"', GUIDE[12:-5]),
        (
            GUIDE,
            "ladder: [",
            f"ladder: [{GUIDE[12:-5]}, ",
            f'there is no procedure "{GUIDE[12:-5]}"',
            GUIDE[12:-5],
        ),
        (ENDOSCOPY, "sources: [", "sources: [nowhere, ", 'there is no passage "nowhere"', "spinal-endoscopy"),
        ("data/questions.yaml", "sources: [", "sources: [nowhere, ", 'there is no passage "nowhere"', ""),
        (ENDOSCOPY, "incision: {", "incision: {approximate: true, ", "does not state", "spinal-endoscopy"),
        (ENDOSCOPY, "max: 8", "max: 80", "does not state", "spinal-endoscopy"),
        (ENDOSCOPY, "unit: millimeter", "unit: centimeter", "does not state", "spinal-endoscopy"),
        (ENDOSCOPY, ", source: endoscopy.incision", "", '"incision" has no source', "spinal-endoscopy"),
        (
            ENDOSCOPY,
            "source: endoscopy.incision",
            "source: no",
            'there is no passage "no"',
            "spinal-endoscopy",
        ),
        (ENDOSCOPY, "title: ", "title: 3 ", 'a digit stands in "3 ', "spinal-endoscopy"),
        (ENDOSCOPY, "title: ", "title: ٣ ", 'a digit stands in "٣ ', "spinal-endoscopy"),
        ("data/questions.yaml", "question: ", "question: 3 ", 'a digit stands in "3 ', ""),
        ("data/site.yaml", "department: ", "department: 3 ", 'a digit stands in "3 ', ""),
        (ENDOSCOPY, "{incision}", "{cut}", "the placeholder {cut} names no quantity", "spinal-endoscopy"),
        ("data/questions.yaml", "question: ", 'question: "{cut}" # ', "the placeholder {cut}", ""),
        ("data/site.yaml", "[en, ", "[en, xx, ", '"xx" is no language that CLDR knows', ""),
        ("data/questions.yaml", "id: implants", "id: incision", 'the id "incision" is taken', ""),
    ],
)
def test_what_is_wrong_across_files_is_told_with_its_line(
    workspace, spoil, file, old, new, message, leaflet
) -> None:
    line = spoil(file, old, new)
    found = problems(workspace)
    matching = [problem for problem in found if message in problem.message]
    assert matching, found
    problem = matching[0]
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == (file, line)
    assert problem.hint
    assert problem.leaflet == leaflet


def test_a_digit_may_stand_where_a_reason_is_given(workspace, spoil) -> None:
    spoil(ENDOSCOPY, "title: Spinal endoscopy", "title: Spinal endoscopy at L4")
    assert [problem.code for problem in problems(workspace)] == ["digit"]
    reason = "digits:\n  - {text: Spinal endoscopy at L4, reason: the name of a vertebra}"
    spoil("data/exceptions.yaml", "digits: []", reason)
    assert problems(workspace) == []


def test_a_figure_that_no_leaflet_prints_needs_a_reason(workspace, spoil) -> None:
    figure = "    figures:\n      incision: {"
    line = spoil(
        "data/sources.yaml", figure, "    figures:\n      spare: {value: 3, unit: day}\n      incision: {"
    )
    (problem,) = problems(workspace)
    assert problem.message == 'no leaflet prints the figure "spare"'
    assert str(problem.position) == f"data/sources.yaml:{line + 1}"
    spoil(
        "data/sources.yaml", "spare: {value: 3, unit: day}", "spare: {value: 3, unit: day, unused: A reason}"
    )
    assert problems(workspace) == []


def test_a_figure_is_not_both_printed_and_unused(workspace) -> None:
    path = workspace / "data" / "sources.yaml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"(incision: \{[^}]*)\}", r"\1, unused: A reason}", text, count=1)
    path.write_text(text, encoding="utf-8")
    (problem,) = problems(workspace)
    assert "said to be unused" in problem.message


def test_a_broken_leaflet_refuses_itself_and_the_guide_that_names_it(workspace, spoil) -> None:
    line = spoil(BLOCK, "title: ", "tittle: ")
    found = open_session(workspace)
    library = found.library
    assert library is not None
    assert library.broken == {"nerve-root-block"}
    told = {(str(problem.position), problem.leaflet) for problem in found.problems if problem.is_error}
    assert (f"{BLOCK}:{line}", "nerve-root-block") in told
    assert {leaflet for _, leaflet in told} == {"nerve-root-block", GUIDE[12:-5]}
    # The figures that only the broken leaflet prints are not said to be printed by none.
    assert "unused-figure" not in {problem.code for problem in found.problems}


def test_a_guide_rests_on_the_procedures_it_names(library) -> None:
    guide = GUIDE[12:-5]
    assert library.dependencies_of(guide) >= {guide, "nerve-root-block", "vertebroplasty"}
    assert library.dependencies_of("vertebroplasty") == {"vertebroplasty"}
    assert library.dependencies_of("nowhere") == {"nowhere"}


class Hours(Model):
    visits: Annotated[Text, Translate("When visitors may come")]


@dataclass(frozen=True, kw_only=True)
class LibraryWithHours(Library):
    hours: Located[Hours]


def test_a_new_kind_of_file_is_checked_by_being_in_the_library(library) -> None:
    hours = read(b"visits: Come between 2 and {end}.\n", "data/hours.yaml", Hours)
    given = {each.name: getattr(library, each.name) for each in fields(library)}
    found = [*find_inconsistencies(LibraryWithHours(**given, hours=hours))]
    assert {(each.code, str(each.position)) for each in found if each.is_error} == {
        ("digit", "data/hours.yaml:1"),
        ("placeholder", "data/hours.yaml:1"),
    }
