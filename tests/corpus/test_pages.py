"""What the pages of the real leaflets promise: room, sizes, sides, no loose ends."""

from __future__ import annotations

import re

import pytest

from leaflets.document.nodes import Kind
from leaflets.layout.pages import Artifact, Page, RectItem, TextItem
from leaflets.layout.styles import MM
from tests.corpus.conftest import Press, Printed
from tests.layout.ink import Outlines, touching, uneven


def words_of(page: Page) -> list[TextItem]:
    return [item for item in page.items if isinstance(item, TextItem) and isinstance(item.owner, str)]


def baselines(page: Page) -> int:
    """Count the different lines of text of a page, without what repeats."""
    return len({round(item.y, 1) for item in words_of(page)})


def test_every_leaflet_is_made(press: Press) -> None:
    """In every language of the site: a missing or fuzzy translation is reported here, with its line."""
    refused = {job: str(made) for job in press.jobs() if not isinstance(made := press.make(job), Printed)}
    assert refused == {}


def test_a_procedure_fills_one_sheet_in_english(corpus: tuple[Printed, ...]) -> None:
    english = [each for each in corpus if each.document.lang == "en"]
    procedures = [each for each in english if each.document.leaflet != "minimally-invasive-spine-surgery"]
    assert {each.name: len(each.pages) for each in procedures if len(each.pages) != 2} == {}


def test_no_procedure_takes_more_than_two_sheets(corpus: tuple[Printed, ...]) -> None:
    procedures = [each for each in corpus if each.document.leaflet != "minimally-invasive-spine-surgery"]
    assert {each.name: len(each.pages) for each in procedures if len(each.pages) > 4} == {}


def test_the_last_page_has_at_least_six_lines(corpus: tuple[Printed, ...]) -> None:
    assert [each.name for each in corpus if baselines(each.pages[-1]) < 6] == []


def test_no_heading_stands_alone_at_the_foot(corpus: tuple[Printed, ...]) -> None:
    """What a heading announces begins on its page: words that come after it in the document."""
    for each in corpus:
        order = [node.id for node in each.document.root.walk()]
        headings = {node.id for node in each.document.root.walk() if node.kind is Kind.HEADING}
        for page in each.pages:
            owners = {str(item.owner).removesuffix(".lbl") for item in words_of(page)}
            last = max(owners, key=order.index)
            assert last not in headings, f"{each.name}: {last}"


def test_no_single_line_is_carried_over(corpus: tuple[Printed, ...]) -> None:
    """A paragraph on two pages has at least two lines on each (widows and orphans)."""
    for each in corpus:
        for owner in {str(item.owner) for page in each.pages for item in words_of(page)}:
            counts = [
                len({round(item.y, 1) for item in words_of(page) if item.owner == owner})
                for page in each.pages
            ]
            divided = [count for count in counts if count]
            assert len(divided) == 1 or min(divided) >= 2, f"{each.name}: {owner} {counts}"


def test_body_text_is_12_points_or_larger(corpus: tuple[Printed, ...]) -> None:
    small = {"small", "check"}
    for each in corpus:
        styles = {node.id: node.style for node in each.document.root.walk()}
        for page in each.pages:
            for item in words_of(page):
                if styles.get(str(item.owner)) not in small:
                    assert item.fragment.size >= 12, f"{each.name}: {item.owner}"


def test_nothing_leaves_the_printable_page(corpus: tuple[Printed, ...]) -> None:
    clear = 4 * MM
    for each in corpus:
        for page in each.pages:
            for item in page.items:
                if isinstance(item, TextItem) and item.fragment.words:
                    text = "".join(word.text for word in item.fragment.words)
                    if not text.strip():
                        continue
                    assert item.x >= clear - 4, f"{each.name}: {text}"
                    assert item.x + item.fragment.width <= page.width - clear + 4, f"{each.name}: {text}"
                    assert clear <= item.y <= page.height - clear, f"{each.name}: {text}"


def test_every_block_is_placed_whole_and_in_order(corpus: tuple[Printed, ...]) -> None:
    """The words of the pages, item by item, are the words of the document, block by block."""
    for each in corpus:
        placed: dict[str, str] = {}
        for page in each.pages:
            for item in words_of(page):
                words = item.fragment.words
                said = "".join(word.text for word in (reversed(words) if item.fragment.rtl else words))
                placed[str(item.owner)] = placed.get(str(item.owner), "") + said
        for node in each.document.blocks():
            assert without_space(placed.get(node.id, "")) == without_space(node.text), (
                f"{each.name}: {node.id}"
            )
        for node in each.document.root.walk():
            if node.label:
                assert placed.get(f"{node.id}.lbl") == node.label


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_right_to_left_pages_are_mirrored(corpus: tuple[Printed, ...]) -> None:
    """Headings and bullets of an Arabic page stand on the right, of an English one on the left."""
    for each in corpus:
        page = each.pages[0]
        lists = re.compile(r"(treats|during|contents)\b.*\.lbl$")
        labels = [item.x for item in words_of(page) if lists.match(str(item.owner))]
        side = [x > page.width / 2 for x in labels]
        assert labels
        assert all(side) if each.document.direction == "rtl" else not any(side), each.name


def test_the_cut_is_drawn_at_its_true_size(corpus: tuple[Printed, ...]) -> None:
    drawn = 0
    for each in corpus:
        for node in each.document.root.walk():
            if node.style != "true-size" or dict(node.dataset).get("shape") == "channel":
                continue
            low, high = (float(dict(node.dataset)[name]) for name in ("low", "high"))
            bars = [
                item.width * 25.4 / 72  # points to millimetres
                for page in each.pages
                for item in page.items
                if isinstance(item, RectItem) and item.owner == node.id
            ]
            assert bars == pytest.approx(sorted({low, high})), each.name
            drawn += 1
    assert drawn >= len({each.document.lang for each in corpus})


def test_every_page_carries_document_control(corpus: tuple[Printed, ...]) -> None:
    for each in corpus:
        for page in each.pages:
            foot = "".join(
                "".join(word.text for word in item.fragment.words)
                for item in page.items
                if isinstance(item, TextItem) and item.owner is Artifact.FOOTER and not item.fragment.rtl
            )
            assert each.document.control.identifier in foot, each.name


def test_ink_never_touches_ink(corpus: tuple[Printed, ...]) -> None:
    outlines = Outlines()
    found = {
        f"{each.name} {number}": lines
        for each in corpus
        for number, page in enumerate(each.pages, 1)
        if (lines := touching(page, outlines))
    }
    assert found == {}


def test_what_stands_side_by_side_stands_on_one_baseline(corpus: tuple[Printed, ...]) -> None:
    assert {each.name: found for each in corpus if (found := uneven(each.document, each.pages))} == {}
