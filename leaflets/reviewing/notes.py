"""What a sheet says about a row besides its texts: passages, findings and answers, changes, each as a note.

In: a row. Out: notes in English, which every form of the sheet writes in the same words. Words of the leaflet
in a note are kept apart from it, because they have a language and a direction of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from leaflets.approval.telling import list_signers
from leaflets.catalogs.back_translations import Currency
from leaflets.checks.checker import Found
from leaflets.content.sources import Passage
from leaflets.diagnostics import Diagnostic
from leaflets.reviewing.sheet import ReviewSheet, Row, RowChange
from leaflets.text.break_opportunities import OpportunityFinder

_STALE = "The one there is renders earlier words and is not shown."
_LACKING = "None yet."


class Mark(Enum):
    """What became of some words: the same as before, taken out, or put in."""

    SAME = "same"
    OUT = "out"
    IN = "in"


class MarkedWords(NamedTuple):
    """Words of the leaflet, and what became of them."""

    text: str
    mark: Mark


class Note(NamedTuple):
    """A remark on a row: a label, a text, and for a change both wordings in one, with marks."""

    label: str
    text: str
    words: tuple[MarkedWords, ...] = ()

    @property
    def sentence(self) -> str:
        """The label and the text as one sentence."""
        return f"{self.label} {self.text}." if self.words else f"{self.label}: {self.text}"

    @property
    def before(self) -> tuple[MarkedWords, ...]:
        """What was signed, without the words that came later."""
        return tuple(each for each in self.words if each.mark is not Mark.IN)


def passage_notes(row: Row) -> Iterator[Note]:
    """Yield what a row rests on: where it stands in the source, what it states, why it is said otherwise."""
    for each in row.passages:
        yield Note("Rests on", describe_passage(each))


def describe_passage(passage: Passage) -> str:
    """Describe a passage in a line."""
    wording = f" Said otherwise on purpose: {passage.wording}" if passage.wording else ""
    return f"{passage.place}: {passage.states}{wording}"


def finding_notes(row: Row) -> Iterator[Note]:
    """Yield what the checks found in a row, each with its answer."""
    for each in row.findings:
        yield from _of_finding(each)


def remark_notes(sheet: ReviewSheet) -> Iterator[Note]:
    """Yield what is told of the leaflet as a whole."""
    yield from (_of_problem(each) for each in sheet.remarks)


def describe_standing(sheet: ReviewSheet) -> Iterator[str]:
    """Yield who has signed so far, whose words the present ones are compared with, and what is missing."""
    standing, unkept = sheet.standing, set(sheet.unkept)
    if standing.valid and not standing.is_final:
        yield f"Signed so far by {list_signers(standing.valid)}."
    for each in standing.notes:
        said = f": {each.note}" if each.note else ""
        yield f"Noted without a signature by {each.name} ({each.role}, {each.date}){said}"
    for signed in standing.lapsed:
        approval = signed.approval
        who = f"{approval.name} ({approval.role}) signed on {approval.date}"
        if approval in unkept:
            yield f"What {who} cannot be compared: the signed words were not kept."
        else:
            yield f"Changes are shown since {who}."
    if not standing.valid and not standing.lapsed:
        yield "Nobody has signed it before: everything is new."
    if not sheet.has_back_translations and any(row.currency for row in sheet.rows()):
        yield "Nobody has put it back into the source language yet."


def change_notes(row: Row, finder: OpportunityFinder, tag: str) -> Iterator[Note]:
    """Yield what changed in a row since people signed."""
    yield from (describe_change(each, finder, tag) for each in row.changes)


def describe_change(change: RowChange, finder: OpportunityFinder, tag: str) -> Note:
    """Describe a change: since whom, and both wordings in one text, with the changed words marked."""
    where = f" ({change.where})" if change.where else ""
    words = mark_words(change.before, change.after, finder, tag)
    return Note(change.kind.value.capitalize(), f"since {change.since}{where}", words)


def back_translation_note(row: Row, sheet: ReviewSheet) -> str:
    """Say why a row shows no back-translation; empty if it shows one, needs none, or no row has any."""
    if not sheet.has_back_translations:
        return ""  # told once, of the whole sheet
    return {Currency.STALE: _STALE, Currency.LACKING: _LACKING}.get(row.currency or Currency.CURRENT, "")


def mark_words(before: str, after: str, finder: OpportunityFinder, tag: str) -> tuple[MarkedWords, ...]:
    """Mark what differs between two texts, word by word, as the language divides words."""
    old, new = _words(before, finder, tag), _words(after, finder, tag)
    found: list[MarkedWords] = []
    for kind, start, end, other, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[other:other_end])
        if kind == "equal":
            found.append(MarkedWords(gone, Mark.SAME))
        else:
            found += [MarkedWords(text, mark) for text, mark in ((gone, Mark.OUT), (come, Mark.IN)) if text]
    return tuple(found)


def _words(text: str, finder: OpportunityFinder, tag: str) -> list[str]:
    """Divide a text where its lines may end: between words, in Chinese between characters."""
    ends = finder.find(text, tag).offsets if text else ()
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _of_finding(found: Found) -> Iterator[Note]:
    note = _of_problem(found.problem)
    if found.answer is None:
        yield note
    else:
        answer = found.answer
        yield note._replace(text=f"{note.text} Answered by {answer.by} on {answer.on}: {answer.reason}")


def _of_problem(problem: Diagnostic) -> Note:
    place = f" ({problem.position})" if problem.position else ""
    return Note(problem.severity.value.capitalize(), f"{problem.message}{place}")
