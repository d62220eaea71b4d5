"""A review sheet as a document of nodes, from which the same code as for leaflets makes a PDF and a web page.

In: a sheet. Out: a :class:`~leaflets.document.nodes.Document` in English whose cells have the language and
direction of their words. It says on every page that it is no leaflet; its footer shows the hash of the words
that are reviewed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from leaflets.approval.telling import summarise
from leaflets.document.nodes import DRAFT, Control, Document, Kind, Node, Run
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.reviewing.notes import (
    Mark,
    Note,
    back_translation_note,
    change_notes,
    describe_change,
    describe_standing,
    finding_notes,
    passage_notes,
    remark_notes,
)
from leaflets.reviewing.sheet import ReviewSheet, Row
from leaflets.text.break_opportunities import OpportunityFinder

BAND = "Review sheet. Not a leaflet: do not give it to patients."
_HOW = (
    "Read each row. Tick “Right” if the translation says what the source says: no more and no less. "
    "Otherwise write what is wrong, and what should stand there. Then sign the last page."
)
_HOW_SOURCE = (
    "Read each row. Tick “Right” if the sentence says what its passage says: no more and no less. Otherwise "
    "write what is wrong, and what should stand there. Then sign the last page."
)
_STATEMENT = (
    "I have read every row of this sheet. What is ticked is right; what is not right is written beside it."
)
_SIGNERS = 4


def as_document(sheet: ReviewSheet) -> Document:
    """Turn a sheet into a document."""
    writer = _Writer(sheet)
    root = Node(Kind.ARTICLE, "sheet", children=tuple(writer.parts()))
    title = f"Review sheet: {sheet.title} ({sheet.language})"
    return Document(sheet.leaflet, SOURCE_LANGUAGE, "ltr", title, root, _control(sheet, title))


def _control(sheet: ReviewSheet, title: str) -> Control:
    control = sheet.document.control
    return Control(
        identifier=control.identifier,
        version=control.version,
        issued=control.issued,
        review=control.review,
        stamp=f"Review sheet, not for patients · Leaflet {sheet.leaflet} · Language {sheet.tag} · "
        f"Version {sheet.version}",
        page_pattern="Page {page} of {pages}",
        digits="0123456789",
        author=sheet.publisher,
        subject=f"{title}, for those who sign it",
        draft_band=BAND,
        shown_hash=sheet.words,
    )


class _Writer:
    """Writes the parts of one sheet as nodes, each with an id of its own."""

    def __init__(self, sheet: ReviewSheet) -> None:
        self._sheet = sheet
        self._finder = OpportunityFinder()
        self._numbers = count(1)

    def parts(self) -> Iterator[Node]:
        """Yield the head, the sections, what every leaflet has, further changes, and the page to sign."""
        sheet = self._sheet
        yield self._head()
        yield self._about()
        for section in sheet.sections:
            yield self._section(self._heading(section.heading, section.translation), section.rows, 2)
        if sheet.common:
            yield self._section(self._heading("Words that every leaflet has"), sheet.common, 1)
        if sheet.further:
            notes = [describe_change(each, self._finder, sheet.tag) for each in sheet.further]
            children = [node for note in notes for node in self._change(note, "")]
            yield self._node(Kind.SECTION, "wide", children=(self._heading("Further changes"), *children))
        yield self._signatures()

    def _head(self) -> Node:
        sheet = self._sheet
        title = f"Review sheet: {sheet.title} ({sheet.language})"
        return self._node(
            Kind.HEADER,
            children=(
                self._paragraph(BAND, DRAFT),
                self._paragraph(sheet.publisher, "hospital"),
                self._node(Kind.HEADING, runs=(Run(title),), level=1),
            ),
        )

    def _about(self) -> Node:
        """Write what is reviewed, how it stands, and how the sheet is used."""
        sheet = self._sheet
        texts = (
            f"{_named(sheet)}: {summarise(sheet.standing)}.",
            *sheet.hashes,
            *describe_standing(sheet),
            *(note.sentence for note in remark_notes(sheet)),
            _HOW_SOURCE if sheet.is_source else _HOW,
        )
        paragraphs = tuple(map(self._paragraph, texts))
        return self._node(
            Kind.SECTION, "wide", children=(self._heading("What this sheet is of"), *paragraphs)
        )

    def _section(self, heading: Node, rows: Iterable[Row], lines: int) -> Node:
        """Write a section; every row has so many lines to write on."""
        return self._node(Kind.SECTION, "wide", children=(heading, self._table(rows, lines)))

    def _heading(self, text: str, translation: tuple[Run, ...] = ()) -> Node:
        """Write a heading, with its translation behind it."""
        foreign = (Run(" · "), *self._foreign(translation)) if translation else ()
        return self._node(Kind.HEADING, runs=(Run(text), *foreign), level=2)

    def _foreign(self, runs: Iterable[Run]) -> tuple[Run, ...]:
        """Mark words as being in the language of the leaflet, inside a text of the sheet."""
        document = self._sheet.document
        return tuple(
            Run(run.text, run.strong, run.lang or document.lang, run.direction or document.direction)
            for run in runs
        )

    def _table(self, rows: Iterable[Row], lines: int) -> Node:
        columns = [title for title, _ in self._columns()]
        shares = " ".join(str(share) for _, share in self._columns())
        head = (self._node(Kind.HEADER_CELL, runs=(Run(title),), scope="col") for title in columns)
        body = (self._node(Kind.ROW, children=tuple(self._cells(row, lines))) for row in rows)
        return self._node(
            Kind.TABLE,
            children=(self._node(Kind.ROW, children=tuple(head)), *body),
            dataset=(("shares", shares),),
        )

    def _columns(self) -> Iterator[tuple[str, int]]:
        """Yield the columns, each with its title and its share of the width."""
        sheet = self._sheet
        yield "No.", 5
        yield "Source, and what it rests on", 30
        if not sheet.is_source:
            yield f"Translation ({sheet.language})", 28
        if sheet.has_back_translations:
            yield "Put back into the source language", 22
        yield "Findings and changes", 20
        yield "Your check", 18

    def _cells(self, row: Row, lines: int) -> Iterator[Node]:
        """Yield the cells of a row, as many as there are columns."""
        sheet = self._sheet
        yield self._node(Kind.HEADER_CELL, runs=(Run(str(row.number)),), scope="row")
        rests = " ".join(note.sentence for note in passage_notes(row))
        about = self._paragraph(f"{row.what}. {rests}".strip(), "small")
        yield self._cell(self._paragraph(row.source), about)
        if not sheet.is_source:
            yield self._translation(row)
        if sheet.has_back_translations:
            missing = back_translation_note(row, sheet)
            texts = ((row.back, ""), (missing, "small"))
            yield self._cell(*(self._paragraph(text, style) for text, style in texts if text))
        yield self._cell(*self._notes(row))
        yield self._cell(self._paragraph("Right", "tick"), self._node(Kind.LINES, lines=lines))

    def _translation(self, row: Row) -> Node:
        """Write the cell of a translation, in its language and direction; links lead nowhere from a sheet."""
        document = self._sheet.document
        runs = tuple(Run(run.text, run.strong, run.lang, run.direction) for run in row.translation)
        return self._node(Kind.CELL, runs=runs, lang=document.lang, direction=document.direction)

    def _notes(self, row: Row) -> Iterator[Node]:
        for note in finding_notes(row):
            yield self._paragraph(note.sentence, "small")
        for note in change_notes(row, self._finder, self._sheet.tag):
            yield from self._change(note, "small")

    def _change(self, note: Note, style: str) -> Iterator[Node]:
        """Write a change: since whom, and what they signed, with the words in bold that are gone since."""
        before = tuple(Run(each.text, strong=each.mark is Mark.OUT) for each in note.before)
        yield self._paragraph(note.sentence + (" What was signed:" if before else ""), style)
        if before:
            document = self._sheet.document
            yield self._node(
                Kind.PARAGRAPH,
                style,
                runs=before,
                lang=document.lang,
                direction=document.direction,
            )

    def _signatures(self) -> Node:
        """Write the page to sign: a statement, the hash in full, lines for those who sign."""
        sheet = self._sheet
        command = f"leaflets review sign {sheet.leaflet} --language {sheet.tag}"
        texts = (
            f"{_named(sheet)}.",
            *sheet.hashes,
            _STATEMENT,
        )
        columns = ("Role", "Name", "Date", "Signature")
        head = (self._node(Kind.HEADER_CELL, runs=(Run(each),), scope="col") for each in columns)
        rows = (
            self._node(Kind.ROW, children=tuple(self._cell(self._room()) for _ in columns))
            for _ in range(_SIGNERS)
        )
        table = self._node(
            Kind.TABLE,
            children=(self._node(Kind.ROW, children=tuple(head)), *rows),
            dataset=(("shares", "20 30 15 35"),),
        )
        note = f"Ink makes nothing final. A leaflet is final when it is signed with keys: {command}"
        return self._node(
            Kind.SECTION,
            "own-page",
            children=(
                self._heading("Signatures"),
                *map(self._paragraph, texts),
                table,
                self._paragraph(note, "small"),
            ),
        )

    def _room(self) -> Node:
        return self._node(Kind.LINES, lines=1)

    def _cell(self, *blocks: Node) -> Node:
        return self._node(Kind.CELL, children=blocks)

    def _paragraph(self, text: str, style: str = "") -> Node:
        return self._node(Kind.PARAGRAPH, style, runs=(Run(text),))

    def _node(self, kind: Kind, style: str = "", **fields: object) -> Node:
        return Node(kind, f"n{next(self._numbers)}", style, **fields)  # type: ignore[arg-type]


def _named(sheet: ReviewSheet) -> str:
    return f"Leaflet {sheet.leaflet}, version {sheet.version}, language {sheet.tag}"
