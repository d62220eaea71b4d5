"""The structure tree: what the document is, wherever its parts stand on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.document.nodes import Kind, Node, Run
from leaflets.layout.pages import Page, PathItem, RectItem, TextItem
from leaflets.pdf.roles import role
from leaflets.pdf.structure import Element, build_tree
from leaflets.pdf.writer import PdfCache, write
from tests.pdf import samples
from tests.pdf.conftest import Sample
from tests.pdf.expecting import expected_blocks
from tests.pdf.reading import blocks, dump, read

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", samples.SAMPLES)
def test_tag_tree(written: dict[str, Sample], lang: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / f"{lang}.tags.txt", dump(written[lang].reading.root))


@pytest.mark.parametrize("lang", samples.SAMPLES)
def test_every_block_is_read_as_the_document_says_it(written: dict[str, Sample], lang: str) -> None:
    assert blocks(written[lang].reading.root) == expected_blocks(written[lang].document)


def test_the_parent_tree_agrees_and_nothing_is_unmarked(written: dict[str, Sample]) -> None:
    for sample in written.values():
        assert sample.reading.faults == ()
        assert sample.reading.unmarked == ()


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.LINES])
def test_every_kind_has_a_role(kind: Kind) -> None:
    # Lines for handwriting are artifacts. What is standard: ISO 32000-1 14.8.4.
    standard = r"Document|Div|Sect|P|H1|L|LI|Lbl|LBody|Table|Caption|TR|TH|TD|Figure"
    assert re.fullmatch(standard, role(Node(kind, "a", level=1)))


def test_an_element_on_two_pages_is_one(written: dict[str, Sample]) -> None:
    sample = written["en"]
    lines = [item for item in sample.pages[0].items if isinstance(item, TextItem) and item.owner == "p1"]
    # The paragraph's first line on one page, all others on the next.
    first = replace(sample.pages[0], items=tuple(lines[:1]), links=())
    second = replace(sample.pages[1], items=tuple(lines[1:]), links=())
    reading = read(write(sample.document, (first, second), PdfCache()))
    assert blocks(reading.root) == [("P", samples.SAMPLES["en"].text)]
    assert reading.faults == ()
    paragraph = next(element for element in build_tree(sample.document, (first, second)).root.walk())
    assert paragraph.role == "Document"


def test_neighbours_of_one_element_share_a_sequence(written: dict[str, Sample]) -> None:
    sample = written["en"]
    data = write(sample.document, sample.pages, PdfCache())
    paragraph = next(tag for tag in read(data).root.walk() if tag.own == samples.SAMPLES["en"].text)
    lines = [item for page in sample.pages for item in page.items if item.owner == "p1"]
    assert len(lines) > 1
    assert paragraph.kids == ()
    assert data.count(b"/S/P/P") == len([tag for tag in read(data).root.walk() if tag.role == "P"])


def test_what_stands_nowhere_is_no_element(written: dict[str, Sample]) -> None:
    sample = written["en"]
    page = replace(sample.pages[0], items=sample.pages[0].items[1:2], links=())
    assert [tag.role for tag in read(write(sample.document, (page,), PdfCache())).root.walk()] == [
        "Document",
        "Div",
        "H1",
    ]


def test_repeated_items_stay_in_their_element(written: dict[str, Sample]) -> None:
    """Two pieces of one element with another between them are two sequences, but one element."""
    sample = written["en"]
    heading, other = (item for item in sample.pages[0].items if item.owner in ("h.1", "h.2"))
    page = Page(samples.WIDTH, samples.HEIGHT, (heading, other, heading))
    reading = read(write(sample.document, (page,), PdfCache()))
    assert blocks(reading.root) == [("H1", "Your operationYour operation"), ("H2", "Eat nothing.")]


def test_languages_are_said_where_they_change(written: dict[str, Sample]) -> None:
    document = written["en"].document
    inner = Node(
        Kind.PARAGRAPH, "p", lang="th", runs=(Run("Hallo", lang="de"), Run("abc"), Run("x", lang="th"))
    )
    changed = replace(document, root=Node(Kind.ARTICLE, "root", children=(inner,)))
    tags = [
        (element.role, element.lang)
        for element in build_tree(changed, samples.compose(replace(changed, lang="en"))).root.walk()
    ]
    assert tags == [("Document", ""), ("P", "th"), ("Span", "de")]


def test_a_figure_states_its_box(written: dict[str, Sample]) -> None:
    sample = written["en"]
    assert b"/A<</O/Layout/Placement/Block/BBox[" in sample.data
    start = sample.data.index(b"/BBox[", sample.data.index(b"/S/Figure")) + 6
    box = [float(value) for value in sample.data[start : sample.data.index(b"]", start)].split()]
    items = [item for page in sample.pages for item in page.items if str(item.owner).startswith("fig")]
    rect = next(item for item in items if isinstance(item, RectItem))
    label = next(item for item in items if isinstance(item, TextItem))
    assert box[0] == rect.x
    assert box[2] == 160.0  # the farthest handle of the curve
    assert box[3] == pytest.approx(rect.y + rect.height, abs=0.01)
    assert box[1] < label.y


def test_a_figure_on_two_pages_states_its_box_on_the_first(written: dict[str, Sample]) -> None:
    sample = written["en"]
    items = [item for page in sample.pages for item in page.items if str(item.owner).startswith("fig")]
    rect = next(item for item in items if isinstance(item, RectItem))
    pages = tuple(
        Page(samples.WIDTH, samples.HEIGHT, (replace(rect, y=y, stroke=""),)) for y in (60.0, 600.0)
    )
    (figure,) = (each for each in build_tree(sample.document, pages).root.walk() if each.role == "Figure")
    assert figure.attributes == "/O/Layout/Placement/Block/BBox[60 60 140 72]"


def test_two_links_side_by_side_are_two(written: dict[str, Sample]) -> None:
    runs = (Run("Ward", href="tel:1"), Run("Theatre", href="tel:2"))
    paragraph = Node(Kind.PARAGRAPH, "p", runs=runs)
    document = replace(written["en"].document, root=Node(Kind.ARTICLE, "root", children=(paragraph,)))
    tree = build_tree(document, samples.compose(document))
    assert [element.role for element in tree.root.walk()] == ["Document", "P", "Link", "Link"]


def test_a_bullet_alone_on_a_page_is_an_item(written: dict[str, Sample]) -> None:
    sample = written["en"]
    bullet = next(item for page in sample.pages for item in page.items if str(item.owner).endswith(".lbl"))
    tree = build_tree(sample.document, (Page(samples.WIDTH, samples.HEIGHT, (bullet,)),))
    assert [each.role for each in tree.root.walk() if each.role in ("L", "LI", "Lbl")] == ["L", "LI", "Lbl"]


def test_drawings_of_no_figure_are_refused(written: dict[str, Sample]) -> None:
    sample = written["en"]
    rect = next(item for page in sample.pages for item in page.items if isinstance(item, PathItem))
    page = Page(samples.WIDTH, samples.HEIGHT, (replace(rect, owner="p1"),))
    with pytest.raises(ValueError, match="a drawing belongs to 'p1', which is no figure"):
        write(sample.document, (page,), PdfCache())


def test_items_of_unknown_owners_are_refused(written: dict[str, Sample]) -> None:
    sample = written["en"]
    text = next(item for item in sample.pages[0].items if isinstance(item, TextItem))
    for wrong in (replace(text, owner="nobody"), replace(text, run=9)):
        page = Page(samples.WIDTH, samples.HEIGHT, (wrong,))
        with pytest.raises(ValueError, match="which is not there"):
            write(sample.document, (page,), PdfCache())


def test_elements_know_their_parents() -> None:
    parent = Element("P")
    kid = parent.add(Element("Span"))
    assert kid.parent is parent.add_slot().parent is parent
    assert [element.role for element in parent.walk()] == ["P", "Span"]
