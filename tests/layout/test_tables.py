"""Cells with blocks, in two directions, in columns of given shares; rows that are taller than a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.languages import Direction
from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Page, RectItem, TextItem
from tests.layout.documents import ENGINE, document, items_of, words_of

LONG = "A sentence that is as long as many others are. " * 90


def cell(name: str, *texts: str, lang: str = "", direction: Direction | None = None) -> Node:
    """Make a cell of paragraphs."""
    blocks = tuple(
        Node(Kind.PARAGRAPH, f"{name}.{n}", runs=(Run(text),), lang=lang) for n, text in enumerate(texts)
    )
    return Node(Kind.CELL, name, children=blocks, lang=lang, direction=direction)


def set_table(*cells: Node, shares: str = "", lang: str = "en") -> tuple[Page, ...]:
    """Set a table with a head and one row, in an article of its own."""
    titles = tuple(
        Node(Kind.HEADER_CELL, f"head{n}", runs=(Run(f"Head {n}"),), scope="col") for n in range(len(cells))
    )
    rows = (Node(Kind.ROW, "head", children=titles), Node(Kind.ROW, "row", children=cells))
    table = Node(Kind.TABLE, "table", children=rows, dataset=(("shares", shares),) if shares else ())
    return compose(_with(document("<p>Words.</p>", lang), table), ENGINE)


def _with(whole: Document, table: Node) -> Document:
    section = Node(Kind.SECTION, "section", "wide", children=(table,))
    return replace(whole, root=replace(whole.root, children=(*whole.root.children, section)))


def left(pages: tuple[Page, ...], owner: str) -> float:
    return min(item.x for item in items_of(pages, TextItem, owner))


def right(pages: tuple[Page, ...], owner: str) -> float:
    return max(item.x + item.fragment.width for item in items_of(pages, TextItem, owner))


def test_a_cell_holds_blocks_one_below_the_other() -> None:
    pages = set_table(cell("a", "One.", "Two."), cell("b", "Three."))
    assert left(pages, "a.0") == left(pages, "a.1")
    first, second = (items_of(pages, TextItem, each)[0].y for each in ("a.0", "a.1"))
    assert first > second
    assert first == pytest.approx(items_of(pages, TextItem, "b.0")[0].y)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_cell_begins_at_the_side_of_its_own_direction(lang: str) -> None:
    pages = set_table(
        cell("l", "Left.", "Longer than the first.", lang="en", direction="ltr"),
        cell("r", "يمين", "كلام أطول من الأول", lang="ar", direction="rtl"),
        shares="1 1",
        lang=lang,
    )
    assert left(pages, "l.0") == pytest.approx(left(pages, "l.1"))
    assert right(pages, "r.0") == pytest.approx(right(pages, "r.1"), abs=0.5)
    # Which column comes first is the document's direction.
    assert (left(pages, "l.0") < left(pages, "r.0")) == (lang == "en")


def test_columns_have_their_shares() -> None:
    pages = set_table(cell("a", "x"), cell("b", "y"), cell("c", "z"), shares="1 2 1")
    measure = STANDARD.geometry.measure
    assert left(pages, "b.0") - left(pages, "a.0") == pytest.approx(measure / 4)
    assert left(pages, "c.0") - left(pages, "b.0") == pytest.approx(measure / 2)


def test_without_shares_blocks_have_the_room_that_they_need() -> None:
    pages = set_table(cell("a", "x"), cell("b", "Words that want more room than a letter does."))
    assert len({item.y for item in items_of(pages, TextItem, "b.0")}) == 1


def test_a_row_that_is_taller_than_a_page_is_divided_below_its_head() -> None:
    pages = set_table(cell("a", LONG), cell("b", "Short."), shares="1 1")
    assert len(pages) > 1
    assert words_of(pages, "a.0") == "".join(LONG.split())
    for page in pages:
        heads = [
            item
            for item in items_of((page,), TextItem)
            if "".join(w.text for w in item.fragment.words) == "Head 0"
        ]
        assert len(heads) == 1


def test_a_box_to_tick_stands_before_its_words_in_both_directions() -> None:
    for lang in ("en", "ar"):
        pages = compose(document('<section class="wide"><p class="tick">Right</p></section>', lang), ENGINE)
        (square,) = (item for item in items_of(pages, RectItem) if item.stroke)
        (word,) = items_of(pages, TextItem, "article.2.1")
        assert square.width == square.height
        assert (square.x < word.x) == (lang == "en")
        assert word.y <= square.y <= word.y + word.fragment.size


def test_a_section_of_its_own_page_begins_one() -> None:
    blocks = '<section><p>One.</p></section><section class="own-page"><h2>Two</h2><p>Three.</p></section>'
    first, second = compose(document(blocks), ENGINE)
    assert "One." in words_of((first,))
    assert words_of((second,)) == "TwoThree."
