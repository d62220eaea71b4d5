"""The witness sees what layout loses: faults planted into pages that were right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Artifact, Item, Page, PathItem, RectItem, TextItem
from leaflets.layout.witness import what_is_lost
from tests.layout.documents import ENGINE, document

BLOCKS = """
<section><h2>Heading</h2><p id="first">Eat nothing for six hours.</p>
<ul><li id="item"><p>Drink water.</p></li></ul>
<figure id="ladder" class="ladder"><alt>a</alt><label id="one" class="step">one</label>
<label class="step">two</label></figure></section>"""
DOCUMENT = document(BLOCKS)
PAGES = compose(DOCUMENT, ENGINE)


def changed(change: Callable[[Item], Item | None]) -> tuple[Page, ...]:
    page = PAGES[0]
    return (replace(page, items=tuple(new for item in page.items if (new := change(item)))),)


def told(pages: tuple[Page, ...]) -> list[tuple[str, str]]:
    found = what_is_lost(DOCUMENT, pages, (), STANDARD.geometry)
    return [(str(each.position), each.message) for each in found]


def moved(owner: str, x: float = 0.0, y: float = 0.0) -> tuple[Page, ...]:
    def change(item: Item) -> Item:
        if item.owner == owner and not isinstance(item, PathItem):
            return replace(item, x=item.x + x, y=item.y + y)
        return item

    return changed(change)


def test_pages_that_are_right_lose_nothing() -> None:
    assert told(PAGES) == []


@pytest.mark.parametrize(
    ("owner", "line", "words"),
    [
        ("first", 3, '"Eat nothing for six hours." (first) is not on the page'),
        ("item.lbl", 4, 'has the label "•", which is not on the page'),
        ("one", 5, '"one" (one) is not on the page'),
        ("ladder", 5, "the figure ladder has no drawing on the page"),
    ],
)
def test_what_is_left_out_is_told_with_its_place(owner: str, line: int, words: str) -> None:
    ((place, message),) = told(changed(lambda item: None if item.owner == owner else item))
    assert place == f"templates/test.html.j2:{line}"
    assert words in message


def test_words_that_stand_twice_or_for_others_are_told() -> None:
    page = PAGES[0]
    twice = (replace(page, items=(*page.items, *(item for item in page.items if item.owner == "first"))),)
    assert any("(first) is not on the page" in message for _, message in told(twice))
    # A paragraph whose words are those of another one.
    stolen = changed(lambda item: replace(item, owner="first") if item.owner == "one" else item)
    assert {message.partition(" is ")[0] for _, message in told(stolen)} >= {
        '"Eat nothing for six hours." (first)',
        '"one" (one)',
    }


def test_words_made_an_artifact_are_lost() -> None:
    hidden = changed(
        lambda item: (
            replace(item, owner=Artifact.LAYOUT)
            if item.owner == "first" and isinstance(item, TextItem)
            else item
        )
    )
    assert told(hidden) == [
        ("templates/test.html.j2:3", '"Eat nothing for six hours." (first) is not on the page')
    ]


@pytest.mark.parametrize(("x", "y"), [(450.0, 0.0), (-170.0, 0.0), (0.0, -700.0), (0.0, 200.0)])
@pytest.mark.parametrize("owner", ["first", "ladder"])
def test_what_leaves_the_page_is_told(owner: str, x: float, y: float) -> None:
    messages = [message for _, message in told(moved(owner, x, y))]
    assert any(f"({owner}) reaches off" in each or f"{owner} reaches off" in each for each in messages)


@pytest.mark.parametrize("raised", [0.0, 3.0, -3.0])
@pytest.mark.parametrize(
    ("owner", "beneath"), [("first", "item.1"), ("one", "ladder.2"), ("ladder.2", "one")]
)
def test_words_over_words_are_told(owner: str, beneath: str, raised: float) -> None:
    places = {item.owner: (item.x, item.y) for item in PAGES[0].items if isinstance(item, TextItem)}
    (x, y), (over, onto) = places[owner], places[beneath]
    messages = [message for _, message in told(moved(owner, over - x, onto - y + raised))]
    assert any("stands on other words" in message for message in messages)


def test_lines_wider_than_their_place_are_told() -> None:
    (found,) = what_is_lost(DOCUMENT, PAGES, ("first",), STANDARD.geometry)
    assert "(first) is wider than its place" in found.message
    assert found.hint


def test_grounds_and_rules_may_bleed() -> None:
    assert any(isinstance(item, RectItem) and item.x == 0 for item in PAGES[0].items)


@pytest.mark.parametrize(("x", "y"), [(400.0, 0.0), (-400.0, 0.0), (0.0, 800.0), (0.0, -25.0)])
def test_the_footer_may_not_leave_the_paper(x: float, y: float) -> None:
    away = changed(
        lambda item: (
            replace(item, x=item.x + x, y=item.y + y)
            if isinstance(item, TextItem) and item.owner is Artifact.FOOTER
            else item
        )
    )
    assert told(away) == [("templates", "what stands on every page reaches off the page")]
