from __future__ import annotations

from collections import Counter

import pytest

from leaflets.document.markup_rules import CHILDREN, CLASSES, HEADINGS
from leaflets.document.nodes import Kind
from leaflets.layout import compose as module
from leaflets.layout.blocks import BLOCKS, PARAGRAPHS
from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD
from leaflets.layout.sections import SECTIONS
from leaflets.layout.strips import LOOSE
from tests.layout.documents import ENGINE, document, set_in_type, words_of

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


def test_gaps_are_drawn_together_only_if_that_saves_a_page() -> None:
    sections = [SECTION.format(n, "Some words.") for n in range(80)]
    pages = {count: len(set_in_type("".join(sections[:count]))) for count in range(24, 80, 8)}
    assert list(pages.values()) == sorted(pages.values())
    loose = set_in_type("".join(sections[:4]))
    tops = [item.y for item in loose[0].items if getattr(item, "owner", "") in ("article.2.2", "article.3.2")]
    assert STANDARD.spacings[0] == LOOSE
    assert len(loose) == 1
    assert tops == sorted(tops, reverse=True)


def test_lines_for_notes_fill_what_is_left_of_a_page() -> None:
    (page,) = set_in_type('<section class="ask"><h2>Ask</h2><p>Notes:</p><hr data-lines="2"/></section>')
    rules = [item for item in page.items if getattr(item, "segments", ())]
    assert len(rules) > 10
    assert "Notes:" in words_of((page,))


def test_every_class_that_a_template_may_write_has_a_look() -> None:
    assert set(SECTIONS) == {"", *CLASSES["section"], *CLASSES["div"]}
    assert set(PARAGRAPHS) == {"", *CLASSES["p"]}


def test_every_block_that_a_template_may_write_is_set() -> None:
    written = {
        Kind.HEADING if tag in HEADINGS else Kind(tag) for tag in CHILDREN["article"] | CHILDREN["div"]
    }
    # An entry of a glossary, a div in a dl, is set as a block of its own, too.
    assert set(BLOCKS) == written | {Kind.FACT}
