"""What stands beside what in a content stream: what is shown as one string, and what ends a node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from leaflets.languages import language
from leaflets.layout.pages import Artifact, Item, Owner, Page, RectItem, TextItem
from leaflets.pdf.cids import CidEntry
from leaflets.pdf.content import FontResources, write_content
from leaflets.pdf.format_characters import ALM, RLM
from leaflets.pdf.writer import PdfCache
from leaflets.text.paragraph import Span
from tests.pdf import samples


def text_items(owner: Owner, text: str, lang: str, x: float = 60.0) -> list[TextItem]:
    """Set one line whose left edge stands at ``x``."""
    (line,) = samples.ENGINE.lay_out([Span(text, 12.0)], language(lang), 1e6)
    return [TextItem(owner, x + part.x, 30.0, part, part.span) for part in line.fragments]


def shown(*items: Item) -> list[str]:
    """Write a page and find the text of each string that it shows, in the order of the stream."""
    fonts = FontResources(PdfCache().open_codes)
    content = write_content(Page(samples.WIDTH, samples.HEIGHT, items), 0, None, fonts)
    entries = {f"/{name.decode()}": codes.entries for name, codes in fonts.by_instance.values()}
    return list(_strings(content.stream, entries))


def _strings(stream: bytes, entries: dict[str, dict[int, CidEntry]]) -> Iterator[str]:
    font = ""
    with pikepdf.new() as pdf:
        for operands, operator in pikepdf.parse_content_stream(pdf.make_stream(stream)):
            if str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) == "TJ":
                codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                cids = (int.from_bytes(codes[at : at + 2], "big") for at in range(0, len(codes), 2))
                yield "".join(entries[font][cid].text for cid in cids)


@pytest.mark.parametrize("gap", [0.5, 3.0, 40.0])
def test_what_stands_apart_on_a_line_is_shown_apart(gap: float) -> None:
    """The number of a page is no part of the stamp beside it."""
    stamp = text_items("foot", "MIS-01", "en")
    number = text_items("foot", "1/2", "en", 60.0 + stamp[0].fragment.width + gap)
    assert shown(*stamp, *number) == ["MIS-01", "1/2"]
    right, (left,) = text_items("foot", "نعم", "ar", 300.0), text_items("foot", "لا", "ar")
    assert shown(*right, replace(left, x=300.0 - left.fragment.width - gap)) == ["معن", "ال"]


def test_what_follows_without_a_gap_is_shown_as_one() -> None:
    """Pdfium loses a space that is shown alone."""
    word = text_items("p", "Ask", "en")
    space = text_items("p", " us", "en", 60.0 + word[0].fragment.width)
    assert shown(*word, *space) == ["Ask us"]


def test_a_node_from_right_to_left_ends_with_a_space_before_the_next() -> None:
    """pdf.js would read the two as one word where the second stands to the left on the same line."""
    first, second = text_items("a", "نعم", "ar", 300.0), text_items("b", "لا", "ar")
    assert shown(*first, *second) == ["معن", f"{RLM} ", "ال"]
    (spaced,) = text_items("a", "نعم ", "ar", 300.0)
    assert shown(spaced, *second) == [f"{RLM} معن", "ال"]
    right, left = reversed(text_items("a", "نعم ok", "ar", 300.0))
    assert shown(right, left, *second)[-3:] == [f"{RLM}ok", f"{RLM} ", "ال"]
    assert shown(*text_items("a", "Yes", "en"), *text_items("b", "no", "en", 300.0)) == ["Yes", "no"]


@pytest.mark.parametrize(
    ("fill", "stroke", "painted"),
    [("#ffffff", "", ["f"]), ("", "#000000", ["S"]), ("#ffffff", "#000000", ["B"]), ("", "", [])],
)
def test_a_shape_is_filled_and_drawn_round_as_it_says(fill: str, stroke: str, painted: list[str]) -> None:
    rect = RectItem(Artifact.LAYOUT, 10.0, 10.0, 20.0, 5.0, fill=fill, stroke=stroke)
    page = Page(samples.WIDTH, samples.HEIGHT, (rect,))
    stream = write_content(page, 0, None, FontResources(PdfCache().open_codes)).stream
    with pikepdf.new() as pdf:
        operators = [str(operator) for _, operator in pikepdf.parse_content_stream(pdf.make_stream(stream))]
    assert [each for each in operators if each in ("f", "S", "B")] == painted


def test_a_space_on_either_side_of_a_dash_has_the_mark_of_arabic() -> None:
    """The mark of a space depends on the next word of the text too, which stands to its left."""
    assert shown(*text_items("p", "نعم لا – هو", "ar")) == [f"وه{ALM} –{ALM} ال{RLM} معن"]
