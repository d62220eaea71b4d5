"""The shipped leaflets against their register: every number and passage is used, and none is made up."""

from __future__ import annotations

import re

import pytest

from leaflets.build import Job, read_and_localise
from leaflets.content.library import Library
from leaflets.content.model import translated_texts
from leaflets.content.quantities import Quantity
from leaflets.diagnostics import Severity
from leaflets.document.nodes import Document, Kind, Node
from leaflets.session import Session
from tests.workspaces import REPOSITORY, open_session

GUIDE = "minimally-invasive-spine-surgery"
LEAFLETS = sorted(path.stem for path in (REPOSITORY / "data").glob("[pg]*/*.yaml"))


@pytest.fixture(scope="module")
def library(shipped: Session) -> Library:
    assert shipped.library is not None
    return shipped.library


def test_the_shipped_workspace_has_nothing_but_an_example_hospital() -> None:
    found = open_session(REPOSITORY)
    assert found.library is not None
    (warning,) = found.problems
    assert (warning.code, warning.severity) == ("example-site", Severity.WARNING)
    assert warning.position is not None
    assert warning.position.file == "data/site.yaml"


def test_no_figure_stands_in_the_data_that_the_register_lacks_and_none_is_missing(library) -> None:
    """The numbers of the leaflets and the numbers of the register are the same numbers."""
    register = {
        (passage.id, figure.as_stated()): figure.unused
        for passage in library.sources.value.passages
        for figure in passage.figures.values()
    }
    printed = {
        (quantity.source, quantity.as_stated())
        for found in library.leaflets.values()
        for quantity in found.value.quantities.values()
    }
    assert printed - set(register) == set()
    assert {figure for figure, unused in register.items() if not unused} - printed == set()
    assert len(printed) >= 7


def test_the_numbers_that_the_department_promises_are_there(library) -> None:
    """Each number of the source document that a patient should find, with its unit and its bounds."""
    promised = [
        Quantity(min=6, max=8, unit="millimeter"),
        Quantity(min=10, max=12, unit="times"),
        Quantity(min=16, max=28, unit="millimeter"),
        Quantity(min=1, max=2, unit="month", approximate=True),
        Quantity(min=6, max=2, unit="year", min_unit="month", approximate=True),
        Quantity(value=20, unit="year", more_than=True),
        Quantity(value=1000, unit="operation", more_than=True, per="year"),
    ]
    printed = {q.as_stated() for found in library.leaflets.values() for q in found.value.quantities.values()}
    assert [quantity for quantity in promised if quantity.as_stated() not in printed] == []


def test_every_quantity_is_said_somewhere(library) -> None:
    for found in library.leaflets.values():
        text = found.value.model_dump_json()
        drawn = [getattr(found.value, name, None) for name in ("size", "relief")]
        used = {getattr(part, "quantity", None) or getattr(part, "duration", None) for part in drawn if part}
        for name in found.value.quantities:
            assert f"{{{name}}}" in text or name in used


def test_every_question_is_used_and_the_guide_answers_all(library) -> None:
    ids = {question.id for question in library.questions.value.questions}
    guide = library.leaflets[GUIDE].value
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


def _own_blocks(document: Document) -> list[Node]:
    """The blocks in the document's language: a notice in another language stands as it is."""
    own = ("", document.lang)
    return [node for node in document.blocks() if node.lang in own and not any(run.lang for run in node.runs)]


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_no_text_of_a_leaflet_is_hard_coded(shipped: Session, leaflet: str) -> None:
    document = read_and_localise(shipped, Job(leaflet, "en-XA")).document
    for node in _own_blocks(document):
        said = "".join(run.text for run in node.runs if not run.atomic)
        # What is left beside numbers and telephone numbers came through a catalog, whole.
        assert not said.strip() or (said.strip()[0], said.strip()[-1]) == ("[", "]"), node.id
        assert all(
            run.message >= 0 for run in node.runs if re.search(r"[^\W\d_]", run.text) and not run.atomic
        )
    for node in document.root.walk():
        assert not node.alt or node.alt[0] + node.alt[-1] == "[]"
    control = document.control
    for text in (control.stamp, control.page_pattern, control.subject, control.draft_band):
        assert text[0] + text[-1] == "[]"


def test_no_treatment_stands_on_a_step_of_the_ladder(shipped: Session) -> None:
    """The source speaks of a ladder and sets none of its treatments on a step."""
    document = read_and_localise(shipped, Job(GUIDE, "en")).document
    (ladder,) = (node for node in document.root.walk() if node.style == "ladder")
    assert [label.style for label in ladder.children if label.kind is Kind.LABEL] == ["low", "high"]
    assert "does not say which treatment stands on which step" in " ".join(
        node.text for node in document.blocks()
    )


def test_sentences_have_at_most_25_words(library) -> None:
    texts = [text.text for owner, file in library.files() for text in translated_texts(file.value, owner)]
    sentences = [each for text in texts for each in re.split(r"(?<=[.?!])\s+", text)]
    assert [each for each in sentences if len(each.split()) > 25] == []
