"""The sheet on paper and on screen: made by the same code as leaflets, and never to be taken for one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leaflets.document.nodes import Document, Kind
from leaflets.html.page import as_html
from leaflets.layout.compose import compose
from leaflets.layout.editions import REVIEW
from leaflets.layout.pages import Artifact, Page, TextItem
from leaflets.pdf.writer import PdfCache, write
from leaflets.reviewing.as_document import BAND, as_document
from leaflets.reviewing.sheet import ReviewSheet
from leaflets.session import Session
from tests.pdf.conformance import by_page_validation, validate
from tests.pdf.expecting import expected_blocks
from tests.pdf.reading import Tag, blocks, read
from tests.reviewing.conftest import LEAFLET, PO, put_back, sign_spanish

Make = Callable[..., ReviewSheet]


@pytest.fixture(scope="module")
def set_sheet(session: Session) -> Callable[[Document], tuple[Page, ...]]:
    return lambda document: compose(document, session.engine, REVIEW)


def words_on(page: Page, owner: object = None) -> str:
    items = [item for item in page.items if isinstance(item, TextItem) and owner in (None, item.owner)]
    return " ".join("".join(word.text for word in item.fragment.words).strip() for item in items)


@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans", "de"])
def test_every_page_says_that_it_is_no_leaflet_and_shows_the_hash_of_the_words(
    sheet: Make, set_sheet: Callable[..., tuple[Page, ...]], language: str
) -> None:
    made = sheet(LEAFLET, language)
    pages = set_sheet(as_document(made))
    assert len(pages) > 4
    for page in pages:
        assert "Not a leaflet" in words_on(page)
        assert made.words[:12] in words_on(page, Artifact.FOOTER)
        assert (page.width, page.height) == (841.89, 595.28)
    # Whoever signs has a page for it, with the whole hash.
    assert "Signatures" in words_on(pages[-1])
    assert made.words in words_on(pages[-1])
    assert "Right" not in words_on(pages[-1])


def test_a_translation_stands_at_the_side_where_its_language_begins(
    sheet: Make, set_sheet: Callable[..., tuple[Page, ...]]
) -> None:
    for language, is_rtl in (("ar", True), ("zh-Hans", False)):
        document = as_document(sheet("vertebroplasty", language))
        cells = {node.id: node for node in document.root.walk() if node.kind is Kind.CELL and node.lang}
        assert {(node.lang, node.direction) for node in cells.values()} == {
            (language, "rtl" if is_rtl else "ltr")
        }
        lines = [
            item for page in set_sheet(document) for item in page.items
            if isinstance(item, TextItem) and item.owner in cells
        ]  # fmt: skip
        # The edge that all lines share: links, of single fragments only.
        lefts = {round(item.x, 1) for item in lines}
        rights = {round(item.x + item.fragment.width, 1) for item in lines}
        assert (len(rights) < len(lefts)) == is_rtl


@pytest.mark.parametrize("language", ["ar", "zh-Hans"])
def test_the_tags_read_the_sheet_row_by_row(
    sheet: Make, set_sheet: Callable[..., tuple[Page, ...]], language: str
) -> None:
    document = as_document(sheet("vertebroplasty", language))
    reading = read(write(document, set_sheet(document), PdfCache()))
    assert (reading.faults, reading.unmarked) == ((), ())
    assert blocks(reading.root) == expected_blocks(document)
    tables = [tag for tag in reading.root.walk() if tag.role == "Table"]
    assert len(tables) > 10
    for table in tables[:-1]:
        head, *rows = (tag for tag in table.walk() if tag.role == "TR")
        assert [tag.role for tag in head.kids] == ["TH"] * 5
        assert all([tag.role for tag in row.kids] == ["TH", "TD", "TD", "TD", "TD"] for row in rows)
        assert {_language(row.kids[2]) for row in rows} == {language}


def _language(tag: Tag) -> str:
    return dict(tag.attributes).get("Lang", "")


@pytest.mark.parametrize("language", ["ar", "zh-Hans", "en"])
def test_sheets_conform(
    sheet: Make, set_sheet: Callable[..., tuple[Page, ...]], language: str, tmp_path: Path
) -> None:
    document = as_document(sheet("vertebroplasty", language))
    path = tmp_path / f"{language}.pdf"
    path.write_bytes(write(document, set_sheet(document), PdfCache()))
    assert [verdict.failed for verdict in by_page_validation([path])] == [(), ()]


@pytest.mark.slow
def test_sheets_conform_for_the_best_validator(
    sheet: Make, set_sheet: Callable[..., tuple[Page, ...]], tmp_path: Path
) -> None:
    files = []
    for language in ("ar", "ur", "zh-Hans", "de"):
        document = as_document(sheet("minimally-invasive-spine-surgery", language))
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(write(document, set_sheet(document), PdfCache()))
    assert [verdict for verdict in validate(files) if verdict.failed] == []


def test_what_was_signed_before_is_on_the_sheet_with_what_is_gone_in_bold(
    sheet: Make, hospital: Path, spoil: Callable[..., int]
) -> None:
    sign_spanish(hospital)
    spoil(PO, 'msgstr "Ventajas"', 'msgstr "Puntos a favor"')
    document = as_document(sheet(LEAFLET, "es", hospital))
    nodes = [node for node in document.root.walk() if node.runs]
    at = next(index for index, node in enumerate(nodes) if node.text.startswith("Changed since"))
    assert "What was signed:" in nodes[at].text
    assert [(run.text, run.strong) for run in nodes[at + 1].runs] == [("Ventajas", True)]
    assert (nodes[at + 1].lang, nodes[at + 1].direction) == ("es", "ltr")


def test_columns_are_those_that_the_sheet_needs(sheet: Make, workspace: Path) -> None:
    def columns(made: ReviewSheet) -> list[str]:
        first = next(node for node in as_document(made).root.walk() if node.kind is Kind.ROW)
        return [cell.text for cell in first.children]

    assert columns(sheet("vertebroplasty", "en")) == [
        "No.", "Source, and what it rests on", "Findings and changes", "Your check",
    ]  # fmt: skip
    put_back(workspace, "es", {("heading", "Advantages"): "Benefits"})
    made = sheet("vertebroplasty", "es", workspace)
    assert "Put back into the source language" in columns(made)
    told = [node.text for node in as_document(made).root.walk() if node.style == "small"]
    assert "None yet." in told


def test_the_web_page_is_whole_in_itself_and_marks_languages(sheet: Make) -> None:
    made = sheet("vertebroplasty", "ar")
    page = as_html(as_document(made))
    body = page[page.index("<body>") : page.index("</body>")]
    assert "<script" not in page
    assert "http" not in body.replace("https://hospital.example", "")
    assert BAND in body
    root = ElementTree.fromstring(body + "</body>")  # noqa: S314 - our own page, well-formed XML too
    cells = [cell for cell in root.iter("td") if cell.get("lang") == "ar"]
    assert len(cells) == len(list(made.rows()))
    assert {cell.get("dir") for cell in cells} == {"rtl"}
    assert made.words in page
    assert all(cell.get("scope") for cell in root.iter("th"))
