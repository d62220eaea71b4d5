"""The README's picture: it is of the pages as they are, and whatever is seen of them counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from leaflets.build import Job, read_and_localise
from leaflets.layout.compose import compose
from leaflets.layout.pages import Artifact, Item, Page, PathItem, RectItem, TextItem
from leaflets.session import Session
from tools import pictures


@pytest.fixture(scope="module")
def page(session: Session) -> Page:
    document = read_and_localise(session, Job(pictures.LEAFLET, "ar")).document
    return compose(document, session.engine)[0]


def changed(page: Page, kind: type[Item], **what: Any) -> str:
    """Hash a page whose first item of a kind, with words if it is text, is otherwise than it was."""
    at = next(n for n, item in enumerate(page.items) if isinstance(item, kind))
    item = replace(page.items[at], **what)
    return pictures.digest(replace(page, items=(*page.items[:at], item, *page.items[at + 1 :])))


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (TextItem, {"x": 1.0}),
        (TextItem, {"y": 1.0}),
        (RectItem, {"fill": "#123456"}),
        (RectItem, {"stroke": "#123456"}),
        (RectItem, {"width": 1.0}),
        (PathItem, {"segments": (("m", 1.0, 1.0), ("l", 2.0, 2.0))}),
        (PathItem, {"stroke_width": 9.0}),
    ],
)
def test_whatever_is_seen_changes_the_digest(page: Page, kind: type[Item], what: dict[str, Any]) -> None:
    assert changed(page, kind, **what) != pictures.digest(page)


@pytest.mark.parametrize(
    "what", [{"size": 1.0}, {"colour": "#123456"}, {"words": ()}], ids=["size", "colour", "words"]
)
def test_whatever_is_seen_of_words_changes_the_digest(page: Page, what: dict[str, Any]) -> None:
    fragment = next(item.fragment for item in page.items if isinstance(item, TextItem))
    assert changed(page, TextItem, fragment=replace(fragment, **what)) != pictures.digest(page)


def test_what_nobody_sees_does_not(page: Page) -> None:
    assert changed(page, RectItem, owner=Artifact.LAYOUT) == pictures.digest(page)
    assert pictures.digest(replace(page, links=())) == pictures.digest(page)


def test_an_item_of_an_unknown_kind_is_not_passed_over(page: Page) -> None:
    unknown: Any = "a picture"
    with pytest.raises(TypeError, match="str is not known here"):
        pictures.digest(replace(page, items=(unknown,)))
