"""A review sheet as plain text, for a terminal or a pipe: no escape codes, no line wider than it may be.

In: a sheet and a width in columns. Out: lines. Source and translation stand one below the other: side by side
they would have to be aligned, and terminals differ in how they turn right-to-left text round. Characters of
East Asian width take two columns (UAX #11). Changed words are marked as wdiff marks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import unicodedata2 as unicodedata

from leaflets.approval.telling import summarise
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.reviewing.notes import (
    Mark,
    MarkedWords,
    Note,
    back_translation_note,
    change_notes,
    describe_change,
    describe_standing,
    finding_notes,
    passage_notes,
)
from leaflets.reviewing.sheet import ReviewSheet, Row, SheetSection
from leaflets.text.break_opportunities import OpportunityFinder

_LEAST_WIDTH = 40  # columns; a narrower terminal breaks lines itself
_LABEL = 13  # columns of a label, with the space behind it
_INDENT = "  "
_MARKS = {Mark.SAME: ("", ""), Mark.OUT: ("[-", "-]"), Mark.IN: ("{+", "+}")}


def as_text(sheet: ReviewSheet, width: int) -> Iterator[str]:
    """Yield the lines of a sheet: what it is of, then section by section."""
    writer = _Writer(sheet, max(width, _LEAST_WIDTH))
    yield from writer.about()
    for section in sheet.sections:
        yield from writer.section(section)
    if sheet.common:
        yield from writer.heading("Words that every leaflet has")
        yield from (line for row in sheet.common for line in writer.row(row))
    if sheet.further:
        yield from writer.heading("Further changes")
        yield from writer.further()


class _Writer:
    """Writes the parts of one sheet."""

    def __init__(self, sheet: ReviewSheet, width: int) -> None:
        self._sheet = sheet
        self._width = width
        self._finder = OpportunityFinder()

    def about(self) -> Iterator[str]:
        """Yield what the sheet is of, how it stands, and what it is compared with."""
        sheet = self._sheet
        lines = (f"{sheet.leaflet} [{sheet.tag}]: {summarise(sheet.standing)}", *describe_standing(sheet))
        for line in lines:
            yield from self._wrapped(line, SOURCE_LANGUAGE, self._width)
        yield from sheet.hashes

    def section(self, section: SheetSection) -> Iterator[str]:
        """Yield a section: its heading in both languages, then its rows."""
        translation = "".join(run.text for run in section.translation)
        yield from self.heading(section.heading, translation)
        yield from (line for row in section.rows for line in self.row(row))

    def heading(self, *texts: str) -> Iterator[str]:
        """Yield a heading, underlined; every text has lines of its own."""
        yield ""
        lines = [
            line
            for text, tag in zip(texts, (SOURCE_LANGUAGE, self._sheet.tag), strict=False)
            for line in self._wrapped(text, tag, self._width)
        ]
        yield from lines
        yield "=" * max(map(columns, lines), default=0)

    def row(self, row: Row) -> Iterator[str]:
        """Yield a row: its number and what it is, its texts, and the notes on it."""
        yield ""
        yield from self._labelled("", f"{row.number}. {row.what}", SOURCE_LANGUAGE)
        yield from self._labelled("source", row.source, SOURCE_LANGUAGE)
        if not self._sheet.is_source:
            yield from self._labelled("translation", row.text, self._sheet.tag)
        missing = back_translation_note(row, self._sheet)
        yield from self._labelled(
            "put back", row.back or (f"({missing})" if missing else ""), SOURCE_LANGUAGE
        )
        for note in (*passage_notes(row), *finding_notes(row)):
            yield from self._labelled(note.label.lower(), note.text, SOURCE_LANGUAGE)
        for note in change_notes(row, self._finder, self._sheet.tag):
            yield from self._change(note)

    def further(self) -> Iterator[str]:
        """Yield the changes that no row shows."""
        for change in self._sheet.further:
            yield ""
            yield from self._change(describe_change(change, self._finder, self._sheet.tag))

    def _change(self, note: Note) -> Iterator[str]:
        yield from self._labelled(note.label.lower(), note.text, SOURCE_LANGUAGE)
        yield from self._labelled("", marked(note.words), self._sheet.tag, indent=_LABEL)

    def _labelled(self, label: str, text: str, tag: str, indent: int = 0) -> Iterator[str]:
        """Yield a text behind its label, or below nothing if it has none; no text, no lines."""
        start = f"{_INDENT}{label:<{_LABEL}}" if label else " " * (indent + len(_INDENT) if indent else 0)
        for number, line in enumerate(self._wrapped(text, tag, self._width - len(start))):
            yield f"{' ' * len(start) if number else start}{line}"

    def _wrapped(self, text: str, tag: str, width: int) -> Iterator[str]:
        """Yield a text in lines that end where its language lets them (UAX #14)."""
        line, start = "", 0
        for end in self._finder.find(text, tag).offsets if text else ():
            part = text[start:end]
            if line and columns((line + part).rstrip()) > width:
                yield line.rstrip()
                line = ""
            line, start = line + part, end
        if line.strip():
            yield line.rstrip()


def marked(words: Iterable[MarkedWords]) -> str:
    """Write words with their marks: ``[-out-]``, ``{+in+}``."""
    return "".join(f"{_MARKS[each.mark][0]}{each.text}{_MARKS[each.mark][1]}" for each in words)


def columns(text: str) -> int:
    """Count the columns that a text takes in a terminal: two for wide characters, none for marks."""
    return sum(_columns_of(char) for char in text)


def _columns_of(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
