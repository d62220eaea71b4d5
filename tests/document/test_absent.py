"""Leaflets without their optional parts: no heading, no entry of the contents and no element is left over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.build import find_printable_catalogs
from leaflets.content.leaflets import Anaesthesia, Mobility, Part, Relief
from leaflets.content.library import Library
from leaflets.document.localise import localise
from leaflets.document.nodes import Document, Kind
from leaflets.session import Session

GUIDE, PROCEDURE = "minimally-invasive-spine-surgery", "nerve-root-block"
Change = Callable[[Library], Library]


def leaflet(name: str, **fields: Any) -> Change:
    """Change fields of a leaflet."""

    def changed(library: Library) -> Library:
        found = library.leaflets[name]
        read = replace(found, value=found.value.model_copy(update=fields))
        return replace(library, leaflets=library.leaflets | {name: read})

    return changed


def site(**fields: Any) -> Change:
    """Change fields of the site."""

    def changed(library: Library) -> Library:
        return replace(
            library, site=replace(library.site, value=library.site.value.model_copy(update=fields))
        )

    return changed


def stage(name: str) -> Change:
    """Take out what happens at one stage of the stay."""

    def changed(library: Library) -> Library:
        expect = library.leaflets[PROCEDURE].value.expect.model_copy(update={name: Part()})
        return leaflet(PROCEDURE, expect=expect)(library)

    return changed


ABSENT: dict[str, Change] = {
    "questions": leaflet(PROCEDURE, questions=()),
    "ask": leaflet(PROCEDURE, ask=()),
    "before": stage("before"),
    "during": stage("during"),
    "after": stage("after"),
    "anaesthesia": leaflet(PROCEDURE, anaesthesia=Anaesthesia(stated=False)),
    "mobility": leaflet(PROCEDURE, mobility=Mobility(stated=False)),
    "relief": leaflet(PROCEDURE, relief=Relief(stated=False)),
    "duration": leaflet(PROCEDURE, relief=Relief(stated=True, text="Long.", sources=("a",))),
    "guide's questions": leaflet(GUIDE, questions=()),
    "guide's ask": leaflet(GUIDE, ask=()),
    "web": site(web=None),
    "example": site(example=False),
    "glossary": lambda library: replace(library, glossary=None),
}


def made(session: Session, name: str, *absent: str) -> Document:
    library = session.library
    assert library is not None
    for each in absent:
        library = ABSENT[each](library)
    catalog = session.catalog("en")
    assert catalog is not None
    return localise(
        library, name, catalog, session.templates, site_translations=lambda: find_printable_catalogs(session)
    )


@pytest.mark.parametrize("name", [PROCEDURE, GUIDE])
@pytest.mark.parametrize("absent", [*((each,) for each in ABSENT), tuple(ABSENT)])
def test_what_is_absent_leaves_nothing_behind(session, name: str, absent: tuple[str, ...]) -> None:
    document = made(session, name, *absent)
    targets = {run.href[1:] for node in document.blocks() for run in node.runs if run.href.startswith("#")}
    assert targets <= {node.id for node in document.root.walk()}


@given(st.sets(st.sampled_from(sorted(ABSENT))))
def test_any_parts_may_be_absent(session, absent: set[str]) -> None:
    for name in (PROCEDURE, GUIDE):
        assert made(session, name, *sorted(absent)).title


def test_the_guide_has_no_heading_for_questions_that_are_not_there(session) -> None:
    ids = {node.id for node in made(session, GUIDE, "guide's questions", "guide's ask").root.walk()}
    assert not ids & {"questions", "ask"}
    headings = [n.text for n in made(session, GUIDE, "guide's ask").root.walk() if n.kind is Kind.HEADING]
    assert "Questions to ask your team" not in headings
