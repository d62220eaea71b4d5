"""Links, bookmarks, page labels."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from leaflets.document.nodes import Kind, Node, Run
from leaflets.layout.pages import LinkArea
from leaflets.pdf.navigation import Destination, OutlineItem, join_areas, make_outline
from leaflets.pdf.writer import PdfCache, write
from tests.pdf.conftest import Sample


def titles(entry: OutlineItem) -> list[object]:
    return [[kid.title, *titles(kid)] for kid in entry.kids]


def test_bookmarks_follow_the_headings(written: dict[str, Sample]) -> None:
    levels = [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E")]
    headings = tuple(Node(Kind.HEADING, title, level=level, runs=(Run(title),)) for level, title in levels)
    document = replace(written["en"].document, root=Node(Kind.ARTICLE, "root", children=headings))
    outline = make_outline(document, {title: Destination(0, 700.0) for _, title in levels})
    assert titles(outline) == [["A", ["B", ["C"]], ["D"]], ["E"]]
    assert outline.count() == 5
    assert titles(make_outline(document, {"B": Destination(0, 1.0)})) == [["B"]]


def test_the_outline_is_whole(written: dict[str, Sample]) -> None:
    for sample in written.values():
        with pikepdf.open(io.BytesIO(sample.data)) as pdf:
            with pdf.open_outline() as outline:
                (top,) = outline.root
                assert top.title == sample.document.title
                assert len(top.children) == 1
            first = pdf.Root.Outlines.First
            assert first.Dest[0].objgen == pdf.pages[0].obj.objgen
            assert pdf.Root.Outlines.Count == 2
            assert str(pdf.pages[1].label) == "2"


def test_bookmarks_side_by_side_lead_to_each_other(written: dict[str, Sample]) -> None:
    """A reader lists those that it can walk to from the first."""
    sample = written["en"]
    root = sample.document.root
    head, section = root.children
    heading, *words = section.children
    section = replace(section, children=(replace(heading, level=1), *words))
    document = replace(sample.document, root=replace(root, children=(head, section)))
    with pikepdf.open(io.BytesIO(write(document, sample.pages, PdfCache()))) as pdf:
        first, last = pdf.Root.Outlines.First, pdf.Root.Outlines.Last
        assert (str(first.Title), str(last.Title)) == ("Your operation", "Eat nothing.")
        assert first.Next.objgen == last.objgen
        assert last.Prev.objgen == first.objgen
        assert ("/Prev" in first, "/Next" in last) == (False, False)


def test_links_lead_where_they_say(written: dict[str, Sample]) -> None:
    with pikepdf.open(io.BytesIO(written["en"].data)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        call, back = notes
        assert call.A.URI == "tel:+442079460000"
        assert (call.Contents, back.Contents) == ("020 7946 0000", "Your operation")
        assert back.Dest[0].objgen == pdf.pages[0].obj.objgen
        assert call.F == 4
        assert [page.Tabs for page in pdf.pages] == ["/S", "/S"]


def test_areas_of_one_line_are_joined() -> None:
    area = LinkArea("p", 1, 100.0, 50.0, 20.0, 12.0, "tel:1")
    areas = [area, replace(area, x=90.0, width=5.0), replace(area, y=30.0), replace(area, run=2)]
    assert join_areas(areas) == [replace(area, x=90.0, width=30.0), areas[2], areas[3]]


def test_links_to_nowhere_are_refused(written: dict[str, Sample]) -> None:
    sample = written["en"]
    pages = tuple(
        replace(page, links=tuple(replace(link, target="#gone") for link in page.links))
        for page in sample.pages
    )
    with pytest.raises(ValueError, match="'#gone', which stands on no page"):
        write(sample.document, pages, PdfCache())
