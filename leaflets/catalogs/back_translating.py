"""How back-translations are made: the sheet for a person, the questions for a program, what comes of both.

In: a catalog, and texts by the ids of its segments. Out: entries for the file of the language, and what is
wrong with the others. Whoever puts a text back sees neither the source nor notes about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from leaflets.catalogs.back_translations import BackTranslation, BackTranslations, words_hash
from leaflets.catalogs.exchange import csv_tables
from leaflets.catalogs.exchange.answers import Answers, Question
from leaflets.catalogs.exchange.units import Segment, segments_of
from leaflets.catalogs.exporting import export_unit
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.content.model import placeholders
from leaflets.content.spacing import collapsed
from leaflets.diagnostics import Checked, Diagnostic, Position, shortened
from leaflets.languages import SOURCE_LANGUAGE

_WORDS, _TRANSLATION, _BACK = "words", "translation", "back-translation"
_COLUMNS = ("id", "form", _WORDS, _TRANSLATION, _BACK)
_MARK = "#"  # keeps a spreadsheet from reading a hash as a number


@dataclass(frozen=True, slots=True)
class Recording:
    """Who makes back-translations, when, and whether they replace current ones."""

    by: str
    date: date
    overwrite: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of the texts: new entries, and what is wrong with the others.

    ``same`` counts the messages whose back-translation is as it was, ``lacking`` those that have none.
    """

    entries: tuple[BackTranslation, ...]
    problems: tuple[Diagnostic, ...]
    same: int
    lacking: int


def finished(messages: Iterable[PoMessage]) -> list[PoMessage]:
    """Select the messages that can be put back: those with finished translations."""
    return [each for each in messages if each.is_finished]


def sheet(po: PoFile, messages: Iterable[PoMessage], found: BackTranslations) -> bytes:
    """Write a table of translations with a column to fill; what is current already is filled in."""
    rows = []
    for message in messages:
        current = found.current(message)
        for form, segment in enumerate(_segments(message, po)):
            cells = {_WORDS: f"{_MARK}{words_hash(message.texts)[:12]}", _TRANSLATION: segment.target}
            done = current.texts[form] if current else ""
            rows.append({**csv_tables.id_cells(segment), **cells, _BACK: done})
    return csv_tables.write_table(_COLUMNS, rows)


def questions_for(po: PoFile, messages: Iterable[PoMessage]) -> list[Question]:
    """Ask a program to put messages back, with one question for each plural form."""
    return [
        Question(
            segment.id,
            segment.target,
            po.language.tag,
            SOURCE_LANGUAGE,
            placeholders=tuple(dict.fromkeys(placeholders(segment.target))),
        )
        for message in messages
        for segment in _segments(message, po)
    ]


def read_texts(
    content: bytes, file: str, po: PoFile, messages: Iterable[PoMessage]
) -> Checked[dict[str, str]]:
    """Read back-translations from a file: a sheet that was filled in, or answers as JSON lines.

    Raises:
        LeafletsError: it is neither.
    """
    hashes = {
        segment.id: words_hash(message.texts) for message in messages for segment in _segments(message, po)
    }
    if not content.lstrip().startswith(b"{"):
        return _read_sheet(content, file, hashes)
    answers = Answers(set(hashes))
    for line in content.split(b"\n"):
        answers.read(line)
    return Checked(answers.texts, tuple(answers.problems("the file", file)))


def record(
    po: PoFile,
    messages: Iterable[PoMessage],
    texts: Mapping[str, str],
    found: BackTranslations,
    recording: Recording,
) -> Recorded:
    """Make an entry for each message whose forms all have a text."""
    entries: list[BackTranslation] = []
    problems: list[Diagnostic] = []
    same = lacking = 0
    for message in messages:
        given = tuple(collapsed(texts.get(each.id, "")) for each in _segments(message, po))
        current = found.current(message)
        if not any(given) or (current and current.texts == given):
            same += current is not None
            lacking += current is None
        elif current and not recording.overwrite:
            hint = "--overwrite replaces it"
            reason = f"has a current back-translation already, by {current.by}"
            problems.append(_problem(po, message, reason, hint))
        else:
            made = _entry(message, given, recording)
            if isinstance(made, str):
                problems.append(_problem(po, message, made, "write a text for each plural form"))
            else:
                entries.append(made)
    return Recorded(tuple(entries), tuple(problems), same, lacking)


def _entry(message: PoMessage, texts: tuple[str, ...], recording: Recording) -> BackTranslation | str:
    if not all(texts):
        return f"has {len(texts)} plural forms, and not all are put back"
    try:
        return BackTranslation(
            id=message_id(message.key),
            words=words_hash(message.texts),
            by=recording.by,
            date=recording.date,
            texts=texts,
        )
    except ValidationError as error:
        reason = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
        return f"has a back-translation that {reason}"


def _read_sheet(content: bytes, file: str, hashes: Mapping[str, str]) -> Checked[dict[str, str]]:
    texts: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for line, cells in csv_tables.read_table(content, file, ("id", _BACK)):
        name, text = csv_tables.segment_id(cells), cells[_BACK].strip()
        if not text:
            continue
        words = cells.get(_WORDS, "").strip().removeprefix(_MARK)
        reason = ""
        if name not in hashes:
            reason = "is of no message that can be put back"
        elif name in texts:
            reason = "is there twice"
        elif words and not hashes[name].startswith(words):
            reason = "renders other words than the present ones"
        if reason:
            hint = "make the sheet anew, and put back what it says now"
            message = f'the row of "{shortened(name)}" {reason}'
            problems.append(Diagnostic(message, Position(file, line), hint, code="back-translation"))
        else:
            texts[name] = text
    return Checked(texts, tuple(problems))


def _segments(message: PoMessage, po: PoFile) -> list[Segment]:
    return list(segments_of(export_unit(message, po)))


def _problem(po: PoFile, message: PoMessage, reason: str, hint: str) -> Diagnostic:
    text = f'"{shortened(message.msgid)}" {reason}'
    return Diagnostic(text, po.position(message), hint, code="back-translation", language=po.language.tag)
