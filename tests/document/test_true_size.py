"""A length is drawn at its true size where the page has room for it, and said in words where it has not."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.build import Job, Made, make, read_and_localise
from leaflets.document.figure_measures import DRAWN_FROM, DRAWN_TO
from leaflets.document.nodes import Document, Kind
from leaflets.layout.editions import STANDARD
from leaflets.layout.figures.figure import figure
from leaflets.layout.styles import MM
from leaflets.layout.typesetter import Typesetter
from leaflets.session import Session
from tests.workspaces import open_session

JOB = Job("spinal-endoscopy", "en")


@pytest.fixture
def measured(workspace: Path) -> Callable[[str], Session]:
    """Open a session of a workspace in which the cut has another length, stated alike by the source."""

    def change(length: str) -> Session:
        for file in ("data/procedures/spinal-endoscopy.yaml", "data/sources.yaml"):
            path = workspace / file
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"min: 6, max: 8, unit: millimeter", length, text), encoding="utf-8")
        return open_session(workspace)

    return change


def drawn(document: Document) -> bool:
    return any(node.style == "true-size" for node in document.root.walk())


@pytest.mark.parametrize(
    "length",
    [
        "min: 0.5, max: 0.7, unit: millimeter",
        "min: 9, max: 13, unit: centimeter",
        "value: 130, unit: millimeter",
        "min: 8, min_unit: millimeter, max: 12.5, unit: centimeter",
    ],
)
def test_what_the_page_holds_is_drawn(measured: Callable[[str], Session], length: str) -> None:
    session = measured(length)
    made = make(session, JOB)
    assert isinstance(made, Made), made
    assert drawn(read_and_localise(session, JOB).document)
    assert "not-drawn" not in {each.code for each in made.warnings}


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("min: 15, max: 20, unit: centimeter", "15–20 cm"),
        ("value: 131, unit: millimeter", "131 mm"),
        ("min: 0.1, max: 0.4, unit: millimeter", "0.1–0.4 mm"),
        ("value: 1.2, unit: meter", "1.2 metres"),
        ("value: 0, unit: millimeter", "0 mm"),
    ],
)
def test_what_it_does_not_hold_is_said_in_words_and_told(
    measured: Callable[[str], Session], length: str, words: str
) -> None:
    session = measured(length)
    made = make(session, JOB)
    assert isinstance(made, Made), made
    document = read_and_localise(session, JOB).document
    assert not drawn(document)
    values = [node.text for node in document.root.walk() if node.kind is Kind.VALUE]
    assert values.count(words) == 2  # among the key facts, and where the drawing would stand
    (told,) = [each for each in made.warnings if each.code == "not-drawn"]
    assert not told.is_error
    assert str(told.position) == "data/procedures/spinal-endoscopy.yaml:10"


def test_the_page_has_the_room_that_the_data_are_promised(session: Session) -> None:
    geometry = STANDARD.geometry
    assert geometry.body / MM >= float(DRAWN_TO)
    document = read_and_localise(session, JOB).document
    node = next(node for node in document.root.walk() if node.style == "true-size")
    for low, high in ((DRAWN_FROM, DRAWN_TO), (DRAWN_TO - 1, DRAWN_TO)):
        dataset = (("high", str(high)), ("low", str(low)), ("shape", "channel"))
        changed = type(node)(node.kind, node.id, node.style, children=node.children, dataset=dataset)
        typesetter = Typesetter(session.engine, document, STANDARD)
        strip = figure(typesetter, changed, typesetter.type_area.part(0.0, geometry.body))
        assert not strip.overfull
