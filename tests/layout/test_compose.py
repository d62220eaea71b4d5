from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from leaflets.document.markup_rules import CHILDREN, CLASSES, HEADINGS
from leaflets.document.nodes import Kind
from leaflets.layout import compose as module
from leaflets.layout.blocks import BLOCKS, PARAGRAPHS
from leaflets.layout.compose import _spread_over_pages, compose
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import PathItem, TextItem
from leaflets.layout.paginate import paginate
from leaflets.layout.sections import SECTIONS
from leaflets.layout.strips import LOOSE
from tests.layout.documents import ENGINE, document, items_of, set_in_type, words_of
from tests.layout.pieces import strip

SECTION = "<section><h2>Heading {0}</h2><p>{1}</p></section>"
TEXT = "Words that take room on paper and that a patient has to read. " * 12


def test_a_leaflet_is_laid_out_once_and_only_its_gaps_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    for name in ("story", "paginate"):
        original = getattr(module, name)

        def counted(*arguments: object, name: str = name, original: object = original) -> object:
            calls[name] += 1
            return original(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(module, name, counted)
    long = document("".join(SECTION.format(n, TEXT) for n in range(12)))
    assert len(compose(long, ENGINE)) > 2
    assert calls == {"story": 1, "paginate": len(STANDARD.spacings)}


def test_the_loosest_spacing_that_makes_the_fewest_pages_is_taken() -> None:
    lines = [strip(10.0, gap=10.0)] * 18
    counts = {each: len(paginate(lines, 100.0, 100.0, each)) for each in STANDARD.spacings}
    best = next(each for each, count in counts.items() if count == min(counts.values()))
    spacing, pages = _spread_over_pages(lines, 100.0, 100.0, replace(STANDARD, pages=1))
    assert (spacing, len(pages)) == (best, counts[best])
    assert best not in (LOOSE, STANDARD.tightest)


def test_nothing_is_drawn_together_that_saves_no_sheet() -> None:
    lines = [strip(10.0, gap=10.0)] * 10
    spacing, pages = _spread_over_pages(lines, 100.0, 100.0, STANDARD)
    assert (spacing, len(pages)) == (LOOSE, STANDARD.pages)
    assert len(paginate(lines, 100.0, 100.0, STANDARD.tightest)) == 2
    fewer = [strip(10.0, gap=10.0)] * 7
    assert len(paginate(fewer, 100.0, 100.0, STANDARD.tightest)) == 1
    assert _spread_over_pages(fewer, 100.0, 100.0, STANDARD)[0] == LOOSE


def test_lines_for_notes_are_added_where_a_page_has_room_for_them() -> None:
    (page,) = set_in_type('<section class="ask"><h2>Ask</h2><p>Notes:</p><hr data-lines="2"/></section>')
    # Two, twelve more, and the footer's rule: an almost empty page is not ruled down to its foot.
    rules = [item.segments[0][2] for item in items_of((page,), PathItem)]
    assert len(rules) == 2 + 12 + 1
    gaps = [round(float(above) - float(below), 3) for above, below in pairwise(rules[:-1])]
    assert gaps == [STANDARD.gaps.ruled_line] * 13
    assert "Notes:" in words_of((page,))


def test_the_story_keeps_clear_of_what_repeats_on_every_page() -> None:
    words = "".join(SECTION.format(n, TEXT) for n in range(12))
    pages = compose(document(words, draft="Draft"), ENGINE)
    assert len(pages) > 2
    for page in pages[1:]:
        story = [item.y for item in items_of([page], TextItem) if isinstance(item.owner, str)]
        band, foot = (float(item.segments[0][2]) for item in items_of([page], PathItem))
        # 14 points below the rule of the band the first line begins, whose ascent is 12.
        assert band - max(story) == pytest.approx(26.0, abs=1.0)
        assert foot == STANDARD.geometry.bottom - 11.0
        assert min(story) > STANDARD.geometry.bottom


def test_every_class_that_a_template_may_write_has_a_look() -> None:
    assert set(SECTIONS) == {"", *CLASSES["section"], *CLASSES["div"]}
    assert set(PARAGRAPHS) == {"", *CLASSES["p"]}


def test_every_block_that_a_template_may_write_is_set() -> None:
    written = {
        Kind.HEADING if tag in HEADINGS else Kind(tag) for tag in CHILDREN["article"] | CHILDREN["div"]
    }
    # An entry of a glossary, a div in a dl, is set as a block of its own, too.
    assert set(BLOCKS) == written | {Kind.FACT}
