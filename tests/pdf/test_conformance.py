"""Files conform, and the gate fails on broken writers: a check that cannot fail is worth nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from leaflets.document.nodes import Document, Kind, Node
from leaflets.layout.pages import Artifact, Item
from leaflets.pdf.content import _ContentWriter
from leaflets.pdf.writer import PdfCache, write
from tests.pdf.conformance import by_page_validation, validate, validator
from tests.pdf.conftest import Sample
from tests.pdf.reading import blocks, read


def changed(document: Document, change: Callable[[Node], Node]) -> Document:
    """Change every node of a document."""

    def go(node: Node) -> Node:
        return change(replace(node, children=tuple(map(go, node.children))))

    return replace(document, root=go(document.root))


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Change a finished file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


def failures(folder: Path, data: bytes) -> set[str]:
    path = folder / "leaflet.pdf"
    path.write_bytes(data)
    return {rule for verdict in by_page_validation([path]) for rule in verdict.failed}


def test_samples_conform_for_page_validation(written: dict[str, Sample], tmp_path: Path) -> None:
    for lang, sample in written.items():
        assert failures(tmp_path, sample.data) == set(), lang


@pytest.mark.slow
def test_samples_conform_for_the_best_validator(written: dict[str, Sample], tmp_path: Path) -> None:
    files = []
    for lang, sample in written.items():
        files.append(tmp_path / f"{lang}.pdf")
        files[-1].write_bytes(sample.data)
    verdicts = validate(files)
    print("validated by", validator())
    assert len(verdicts) == 2 * len(files)
    assert [verdict for verdict in verdicts if verdict.failed] == []


def test_an_unmarked_item_fails(
    written: dict[str, Sample], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked = _ContentWriter._begin_sequence

    # The third item of the first page is written outside of any sequence.
    def forgetful(self: _ContentWriter, item: Item) -> None:
        if self._index == 0 and item is self._page.items[2]:
            self._end_sequence()
        else:
            marked(self, item)

    monkeypatch.setattr(_ContentWriter, "_begin_sequence", forgetful)
    sample = written["en"]
    data = write(sample.document, sample.pages, PdfCache())
    assert "PDFUA1-CONTENT-TAGGING-001" in failures(tmp_path, data)
    assert read(data).unmarked == ("Eat nothing.",)


def test_a_heading_gap_fails(written: dict[str, Sample], tmp_path: Path) -> None:
    sample = written["en"]
    gap = changed(sample.document, lambda node: replace(node, level=3) if node.level == 2 else node)
    assert "PDFUA1-HEADING-NESTING-001" in failures(tmp_path, write(gap, sample.pages, PdfCache()))


def test_a_figure_without_alt_fails(written: dict[str, Sample], tmp_path: Path) -> None:
    sample = written["en"]
    mute = changed(sample.document, lambda node: replace(node, alt=""))
    assert "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001" in failures(tmp_path, write(mute, sample.pages, PdfCache()))


def test_a_file_without_a_language_fails(written: dict[str, Sample], tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.Lang

    assert "PDFUA1-TEXT-LANGUAGE-001" in failures(tmp_path, edited(written["en"].data, edit))


def test_a_table_without_scopes_fails(written: dict[str, Sample], tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH":
                del each.A

    assert "PDFUA1-TABLE-HEADERS-SCOPE-001" in failures(tmp_path, edited(written["en"].data, edit))


def test_a_link_without_contents_fails(written: dict[str, Sample], tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                del note.Contents

    assert "PDFUA1-LINK-CONTENTS-001" in failures(tmp_path, edited(written["en"].data, edit))


# What no validator notices is seen by reading the file back.


def test_a_wrong_parent_tree_is_noticed(written: dict[str, Sample], tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        owners[0], owners[1] = owners[1], owners[0]

    data = edited(written["en"].data, edit)
    assert failures(tmp_path, data) == set()
    assert len(read(data).faults) == 2


def test_a_page_without_struct_parents_is_noticed(written: dict[str, Sample]) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[1].StructParents

    assert read(edited(written["en"].data, edit)).faults == ("page 2 has no StructParents",)


def test_a_wrong_to_unicode_is_noticed(written: dict[str, Sample], tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream) and b"beginbfchar" in (cmap := each.read_bytes()):
                # Every e says that it is an a.
                each.write(cmap.replace(b"<0065>\n", b"<0061>\n"))

    sample = written["en"]
    data = edited(sample.data, edit)
    assert failures(tmp_path, data) == set()
    assert blocks(read(data).root) != blocks(sample.reading.root)
    assert ("P", "Eat nothing.") in blocks(sample.reading.root)
    assert ("P", "Eat nothing.") in blocks(read(data).root)  # no e in it
    assert ("P", "Drink watar; bring a naïva café façada.") in blocks(read(data).root)


def test_a_header_cell_tagged_as_a_plain_one_is_noticed(written: dict[str, Sample], tmp_path: Path) -> None:
    sample = written["en"]
    plain = changed(
        sample.document,
        lambda node: replace(node, kind=Kind.CELL) if node.kind is Kind.HEADER_CELL else node,
    )
    data = write(plain, sample.pages, PdfCache())
    assert failures(tmp_path, data) == set()
    assert blocks(read(data).root) != blocks(sample.reading.root)


def test_pages_of_artifacts_are_noticed(written: dict[str, Sample], tmp_path: Path) -> None:
    sample = written["en"]
    pages = tuple(
        replace(page, items=tuple(replace(item, owner=Artifact.LAYOUT) for item in page.items), links=())
        for page in sample.pages
    )
    data = write(sample.document, pages, PdfCache())
    assert failures(tmp_path, data) == set()
    assert blocks(read(data).root) == []
