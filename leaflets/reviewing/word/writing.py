"""Writes a review sheet as a Word file (ISO/IEC 29500-1, WordprocessingML), with python-docx.

In: a sheet and the catalog of its language. Out: the bytes of a .docx file, the same for the same input. Each
message has one row, however often the leaflet says it, and each plural form one of its own; texts are those
of the catalog, with placeholders in braces. Direction, language and fonts of translations:
:mod:`leaflets.reviewing.word.marking`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell

from leaflets.catalogs.exchange.units import Segment, segments_of
from leaflets.catalogs.exporting import export_unit
from leaflets.catalogs.po import PoFile
from leaflets.reviewing.as_document import BAND
from leaflets.reviewing.notes import (
    change_notes,
    describe_standing,
    finding_notes,
    passage_notes,
    remark_notes,
)
from leaflets.reviewing.sheet import ReviewSheet, Row, SaidMessage
from leaflets.reviewing.word import form
from leaflets.reviewing.word.marking import append, write_foreign
from leaflets.text.break_opportunities import OpportunityFinder

_HOW = (
    "Change what is wrong in the column “Translation”, or say it in the column “Comment” or in a comment of "
    "Word. Tracked changes may be on or off. Leave the column “Message” and words in braces as they are. The "
    "file is read back with: leaflets review take"
)
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_VARIANT_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPERTY_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of custom properties
_FIRST_ID = 2  # 0 and 1 are reserved
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a ZIP file can hold
# Millimetres: A4 across, and its margins.
_PAGE, _MARGIN = (297, 210), 12
# Shares of the width.
_SHARES = {
    form.MESSAGE: 34,
    form.SOURCE: 60,
    form.TRANSLATION: 62,
    form.BACK: 44,
    form.FINDINGS: 36,
    form.COMMENT: 37,
}
_ID_SIZE, _NOTE_SIZE = Pt(7.5), Pt(8)


def write_word(sheet: ReviewSheet, po: PoFile) -> bytes:
    """Write the file of a sheet; ``po`` is the catalog of its language."""
    return _Writer(sheet, po).write()


class _Entry(NamedTuple):
    """What one row of the file is made of: a plural form of a message, where it is first said."""

    row: Row
    message: SaidMessage
    segment: Segment


class _Writer:
    """Writes the file of one sheet."""

    def __init__(self, sheet: ReviewSheet, po: PoFile) -> None:
        self._sheet = sheet
        self._po = po
        self._file: WordDocument = docx.Document()
        self._finder = OpportunityFinder()
        self._told: set[str] = set()

    def write(self) -> bytes:
        """Write everything: the head, a table for each section, the properties."""
        self._set_page()
        self._head()
        for section in self._sheet.sections:
            self._section(section.heading, section.rows)
        self._section("Words that every leaflet has", self._sheet.common)
        self._set_properties()
        out = io.BytesIO()
        self._file.save(out)
        return _repacked(out.getvalue())

    def _set_page(self) -> None:
        page = self._file.sections[0]
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = map(Mm, _PAGE)
        page.left_margin = page.right_margin = Mm(_MARGIN)
        # Below the line at the head and above that at the foot, which are as far from the edge.
        page.top_margin = page.bottom_margin = Mm(2 * _MARGIN)
        page.header_distance = page.footer_distance = Mm(_MARGIN)
        page.header.paragraphs[0].text = BAND
        page.footer.paragraphs[0].text = (
            f"Review sheet, not for patients · Leaflet {self._sheet.leaflet} · Language {self._sheet.tag} · "
            f"Version {self._sheet.version} · {self._sheet.document.short_hash}"
        )
        normal = self._file.styles["Normal"]
        normal.font.name, normal.font.size = "Noto Sans", Pt(9.5)
        normal.paragraph_format.space_after = Pt(2)

    def _head(self) -> None:
        sheet = self._sheet
        self._file.add_heading(f"Review sheet: {sheet.title} ({sheet.language})", 1)
        for text in (
            *sheet.hashes,
            *describe_standing(sheet),
            *(note.sentence for note in remark_notes(sheet)),
            _HOW,
        ):
            self._file.add_paragraph(text)

    def _section(self, heading: str, rows: Iterable[Row]) -> None:
        """Write the messages of a section that no earlier one had; no table if there are none."""
        entries = list(self._entries(rows))
        if not entries:
            return
        self._file.add_heading(heading, 2)
        columns = self._columns()
        table = self._file.add_table(1, len(columns), style="Table Grid")
        table.autofit = False
        for cell, title in zip(table.rows[0].cells, columns, strict=True):
            cell.paragraphs[0].add_run(title).bold = True
        append(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for entry in entries:
            self._row(table, entry)
        widths = self._widths(columns)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            append(row._tr.get_or_add_trPr(), "w:cantSplit", first=True)
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width

    def _columns(self) -> tuple[str, ...]:
        """List the titles of the columns; without back-translations there is none for them."""
        every = (form.MESSAGE, form.SOURCE, form.TRANSLATION, form.BACK, form.FINDINGS, form.COMMENT)
        return tuple(each for each in every if each != form.BACK or self._sheet.has_back_translations)

    def _widths(self, columns: Sequence[str]) -> list[Length]:
        """Share the width between the margins."""
        whole = (_PAGE[0] - 2 * _MARGIN) / sum(_SHARES[title] for title in columns)
        return [Mm(_SHARES[title] * whole) for title in columns]

    def _entries(self, rows: Iterable[Row]) -> Iterator[_Entry]:
        for row in rows:
            for message in row.messages:
                if message.entry is not None and message.id not in self._told:
                    self._told.add(message.id)
                    for segment in segments_of(export_unit(message.entry, self._po)):
                        yield _Entry(row, message, segment)

    def _row(self, table: Table, entry: _Entry) -> None:
        added = table.add_row()  # type: ignore[no-untyped-call]
        cells = dict(zip(self._columns(), added.cells, strict=True))
        row, segment = entry.row, entry.segment
        exported = segment.fields.get("exported", "")
        _write(cells[form.MESSAGE], form.write_id(form.RowId(segment.id, exported)), _ID_SIZE)
        cells[form.MESSAGE].add_paragraph(f"{row.number}. {row.what}")
        _write(cells[form.SOURCE], segment.source)
        for note in passage_notes(row):
            cells[form.SOURCE].add_paragraph(note.sentence).runs[0].font.size = _NOTE_SIZE
        write_foreign(cells[form.TRANSLATION].paragraphs[0], segment.target, self._po.language)
        if form.BACK in cells:
            _write(cells[form.BACK], entry.message.back)
        self._notes(cells[form.FINDINGS], row)

    def _notes(self, cell: _Cell, row: Row) -> None:
        """Write findings, and what changed with the words that were signed."""
        notes = [*finding_notes(row), *change_notes(row, self._finder, self._sheet.tag)]
        for index, note in enumerate(notes):
            paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
            paragraph.add_run(note.sentence)
            if before := "".join(each.text for each in note.before):
                write_foreign(cell.add_paragraph(), before, self._po.language)

    def _set_properties(self) -> None:
        """Say in the properties what the file is of (ISO/IEC 29500-2 11 and ISO/IEC 29500-1 15.2.12.2)."""
        sheet, core = self._sheet, self._file.core_properties
        core.title = f"Review sheet: {sheet.title} ({sheet.language})"
        core.author = core.last_modified_by = sheet.publisher
        core.language, core.version, core.comments = sheet.tag, sheet.version, ""
        core.identifier = f"{sheet.leaflet} {sheet.tag} sha256:{sheet.words}"
        issued = sheet.document.control.issued
        core.created = core.modified = datetime(issued.year, issued.month, issued.day)
        given = form.Properties(sheet.leaflet, sheet.tag, sheet.version, sheet.words)
        package = self._file.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, _custom(given), package)
        package.relate_to(part, _CUSTOM_RELATIONSHIP)


def _custom(given: form.Properties) -> bytes:
    """Write the part of the custom properties."""
    rows = "".join(
        f'<property fmtid="{_PROPERTY_SET}" pid="{number}" name="{form.PREFIX}{name}">'
        f"<vt:lpwstr>{escape(getattr(given, name))}</vt:lpwstr></property>"
        for number, name in enumerate(form.NAMES, _FIRST_ID)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{form.CUSTOM_PROPERTIES}" xmlns:vt="{_VARIANT_TYPES}">{rows}</Properties>'
    ).encode()


def _write(cell: _Cell, text: str, size: Length | None = None) -> None:
    cell.paragraphs[0].add_run(text).font.size = size


def _repacked(content: bytes) -> bytes:
    """Write the parts anew under a fixed date: python-docx writes the time of day into the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
