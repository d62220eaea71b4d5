from __future__ import annotations

import re

import pytest

from leaflets.content import Quantity
from leaflets.content.library import Library
from leaflets.diagnostics import Diagnostic, Severity
from leaflets.session import Session

GUIDE = "data/guides/minimally-invasive-spine-surgery.yaml"
ENDOSCOPY = "data/procedures/spinal-endoscopy.yaml"
BLOCK = "data/procedures/nerve-root-block.yaml"


def problems(root) -> list[Diagnostic]:
    found = Session(root)
    _ = found.library
    return [problem for problem in found.problems if problem.code != "example-site"]


@pytest.fixture(scope="module")
def library(session) -> Library:
    return session.library


def test_the_default_workspace_has_nothing_but_an_example_hospital(repository) -> None:
    found = Session(repository)
    assert found.library is not None
    (warning,) = found.problems
    assert (warning.code, warning.severity) == ("example-site", Severity.WARNING)
    assert warning.position is not None
    assert warning.position.file == "data/site.yaml"


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
    found = Session(workspace)
    library = found.library
    assert library is not None
    assert library.broken == {"nerve-root-block"}
    told = {(str(problem.position), problem.leaflet) for problem in found.problems if problem.is_error}
    assert (f"{BLOCK}:{line}", "nerve-root-block") in told
    assert {leaflet for _, leaflet in told} == {"nerve-root-block", GUIDE[12:-5]}
    # The figures that only the broken leaflet prints are not said to be printed by none.
    assert "unused-figure" not in {problem.code for problem in found.problems}


def test_a_guide_rests_on_the_procedures_it_names(library) -> None:
    assert set(library.named_by(GUIDE[12:-5])) >= {"nerve-root-block", "vertebroplasty"}
    assert library.named_by("vertebroplasty") == ()
    assert library.named_by("nowhere") == ()


def test_no_figure_stands_in_the_data_that_the_register_lacks_and_none_is_missing(library) -> None:
    """The numbers of the leaflets and the numbers of the register are the same numbers."""
    register = {
        (passage.id, figure.figures()): figure.unused
        for passage in library.sources.value.passages
        for figure in passage.figures.values()
    }
    printed = {
        (quantity.source, quantity.figures())
        for found in library.leaflets.values()
        for quantity in found.value.quantities.values()
    }
    assert printed - set(register) == set()
    assert {figure for figure, unused in register.items() if not unused} - printed == set()
    assert len(printed) >= 7


def test_the_numbers_that_the_department_promises_are_there(library) -> None:
    """The list of the first issue: each number, once, with its unit and its bounds."""
    promised = [
        Quantity(min=6, max=8, unit="millimeter"),
        Quantity(min=10, max=12, unit="times"),
        Quantity(min=16, max=28, unit="millimeter"),
        Quantity(min=1, max=2, unit="month", approximate=True),
        Quantity(min=6, max=2, unit="year", min_unit="month", approximate=True),
        Quantity(value=20, unit="year", more_than=True),
        Quantity(value=1000, unit="operation", more_than=True, per="year"),
    ]
    printed = {q.figures() for found in library.leaflets.values() for q in found.value.quantities.values()}
    assert [quantity for quantity in promised if quantity.figures() not in printed] == []


def test_every_quantity_is_said_somewhere(library) -> None:
    for found in library.leaflets.values():
        text = found.value.model_dump_json()
        drawn = [getattr(found.value, name, None) for name in ("size", "relief")]
        used = {getattr(part, "quantity", None) or getattr(part, "duration", None) for part in drawn if part}
        for name in found.value.quantities:
            assert f"{{{name}}}" in text or name in used


def test_every_question_is_used_and_the_guide_answers_all(library) -> None:
    ids = {question.id for question in library.questions.value.questions}
    guide = library.leaflets[GUIDE[12:-5]].value
    procedures = [found.value for name, found in library.leaflets.items() if name != guide.id]
    assert set(guide.questions) == ids
    assert {name for each in procedures for name in each.questions} == ids


def test_every_passage_supports_something(library) -> None:
    used = {
        found.source.at(path)
        for _, found in library.files()
        for path in found.source.places
        if len(path) > 1 and path[-2] == "sources"
    }
    used |= {q.source for found in library.leaflets.values() for q in found.value.quantities.values()}
    idle = {passage.id for passage in library.sources.value.passages} - used
    assert idle == set()
