"""Whether a file is final: its words are signed by those who have to, and its pages say these words.

In: the bytes of a PDF, the people whose keys are trusted, revocations. Out: a :class:`Verdict`. The rule of
what is final is that of :mod:`leaflets.approval.standing`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from leaflets.approval.demands import Demands
from leaflets.approval.entries import Entry, file_name, parse_entry
from leaflets.approval.judging import Trust
from leaflets.approval.standing import Signed, Standing, Subject, determine_standing
from leaflets.approval.statements import StatementError, sha256
from leaflets.approval.telling import list_warnings
from leaflets.diagnostics import Diagnostic, Position
from leaflets.verification.binding import Part, find_differences
from leaflets.verification.reading import Reading, UnreadableError, read_pdf

# What has to be signed in a language.
DemandsOf: TypeAlias = Callable[[str], Demands]
_HINT = "do not hand it out: ask whoever made it for the file that was released"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is: whose signatures make it final, or what is wrong with it."""

    file: str
    leaflet: str = ""
    language: str = ""
    signed: tuple[Signed, ...] = ()
    problems: tuple[Diagnostic, ...] = ()

    @property
    def is_final(self) -> bool:
        """Whether its words are final and its pages say them."""
        return not self.problems


def verify_pdf(
    file: str, content: bytes, trust: Trust, demands_of: DemandsOf, revocations: Sequence[Entry] = ()
) -> Verdict:
    """Verify a file; ``file`` is its name, for messages."""
    try:
        reading = read_pdf(content)
        parts = _signed_parts(reading)
        subject = _subject_of(parts[0], reading)
        entries = [_embedded(file, text) for text in reading.approvals]
        standing = determine_standing((*entries, *revocations), subject, demands_of(subject.language), trust)
        # Only words that somebody who is trusted has signed are looked at any further.
        problems = (
            tuple(_problem(file, each) for each in find_differences(parts, reading.words_hash, reading))
            if standing.is_final
            else tuple(_flaws(file, standing, subject.review, trust.today))
        )
    except UnreadableError as error:
        return Verdict(file, problems=(_problem(file, f"the file {error}"),))
    except StatementError as error:
        return Verdict(file, problems=(_problem(file, f"an approval in the file is none: {error}"),))
    return Verdict(file, subject.leaflet, subject.language, standing.valid, problems)


def _problem(file: str, message: str) -> Diagnostic:
    return Diagnostic(message, Position(file), _HINT, code="not-verified")


def _flaws(file: str, standing: Standing, review: date, today: date) -> Iterator[Diagnostic]:
    """Yield why words are not final."""
    for role in standing.missing:
        yield _problem(file, f"no {role} signed these words, so that it counts")
    for each in list_warnings(standing, review, Position(file), today):
        if each.code != "review-due":
            yield Diagnostic(each.message, Position(file), each.hint, code=each.code)


def _signed_parts(reading: Reading) -> list[Part]:
    """Read the canonical words that a file carries.

    Raises:
        UnreadableError: it carries none, or others than those whose hash it carries.
    """
    if not reading.approvals:
        raise UnreadableError("carries no approval: it is a draft, or was not made by Leaflets")
    if not reading.words:
        raise UnreadableError("does not carry its words, so nothing ties its pages to the signatures")
    if hashlib.sha256(reading.words.encode()).hexdigest() != reading.words_hash:
        raise UnreadableError("carries other words than those whose hash it carries")
    try:
        parts = json.loads(reading.words)
    except (ValueError, RecursionError):
        parts = None
    if not isinstance(parts, list) or not all(isinstance(each, dict) for each in parts) or not parts:
        raise UnreadableError("carries words in a form that Leaflets does not write")
    return parts


def _subject_of(identity: Part, reading: Reading) -> Subject:
    """Read what the words are of.

    Raises:
        UnreadableError: they do not say it.
    """
    try:
        names = str(identity["leaflet"]), str(identity["lang"])
        return Subject(*names, sha256(reading.words_hash), "", date.fromisoformat(identity["review"]))
    except (KeyError, TypeError, ValueError):
        raise UnreadableError("carries words that do not say which leaflet they are") from None


def _embedded(file: str, text: str) -> Entry:
    """Read an approval in a file, as if it lay under its own name.

    Raises:
        StatementError: it is none.
    """
    found = parse_entry(file, text.encode())
    return Entry(f"{file}/{file_name(found.statement)}", found.statement, found.armour)
