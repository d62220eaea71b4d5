"""Translations put back into the source language, by somebody who had not seen the source.

In: the file of a language (``locales/<locale>/back-translations.jsonl``): a JSON object on each line
(jsonlines.org), sorted by id, so that version control merges it line by line. Out: :class:`BackTranslations`.
Each entry holds the hash of the words that it renders: when they change, it is stale, and nobody is shown it
as current.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, ValidationError

from leaflets.catalogs.message_ids import ID_DIGITS, message_id
from leaflets.catalogs.po import PoMessage
from leaflets.characters import describe_character, first_invisible, first_undrawable
from leaflets.content.model import Model, PlacedError, Text
from leaflets.diagnostics import Checked, Diagnostic, Position, shortened

_MessageId = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{ID_DIGITS}}}$")]
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]  # SHA-256 (FIPS 180-4)


def _check_drawable(text: str) -> str:
    if char := first_undrawable(text):
        raise PlacedError(f"holds {describe_character(char)}", hint="take it out")
    return text


def _check_name(text: str) -> str:
    """Refuse a name that looks like another because of characters that nobody sees."""
    if char := first_invisible(text):
        raise PlacedError(f"holds {describe_character(char)}", hint="write the name alone")
    return text


_Words = Annotated[Text, AfterValidator(_check_drawable)]
Name = Annotated[
    Text, StringConstraints(max_length=100), AfterValidator(_check_drawable), AfterValidator(_check_name)
]


class BackTranslation(Model):
    """One message put back: its id, the hash of the words that are rendered, and who did it, when.

    ``texts`` has one text for each plural form.
    """

    id: _MessageId
    words: _Hash
    by: Name
    date: date
    texts: Annotated[tuple[_Words, ...], Field(min_length=1, max_length=6)]


class Currency(Enum):
    """Whether a message has a back-translation: of its present words, of other words, or none."""

    CURRENT = "current"
    STALE = "stale"
    LACKING = "lacking"


def name_problem(name: str) -> str:
    """Say what is wrong with the name of who made a back-translation, as a predicate; empty if nothing is."""
    try:
        TypeAdapter(Name).validate_python(name.strip())
    except ValidationError as error:
        return "is empty" if not name.strip() else error.errors()[0]["msg"].removeprefix("Value error, ")
    return ""


def words_hash(texts: tuple[str, ...]) -> str:
    """Compute the hash of a translation, all plural forms together."""
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BackTranslations:
    """The back-translations of one language, by the ids of their messages."""

    by_id: Mapping[str, BackTranslation] = field(default_factory=dict)

    def current(self, message: PoMessage) -> BackTranslation | None:
        """Find the back-translation of a message's present words; None if there is none, or a stale one."""
        found = self.by_id.get(message_id(message.key))
        return found if found and found.words == words_hash(message.texts) else None

    def currency(self, message: PoMessage) -> Currency:
        """Tell whether a message has a back-translation, and whether it is current."""
        if self.current(message):
            return Currency.CURRENT
        return Currency.STALE if message_id(message.key) in self.by_id else Currency.LACKING

    def with_entries(self, entries: Iterable[BackTranslation]) -> BackTranslations:
        """Add entries; one for a message that has one replaces it."""
        return BackTranslations({**self.by_id, **{each.id: each for each in entries}})


@dataclass(frozen=True, slots=True)
class LeafletBackTranslation:
    """The messages of a leaflet in one language, each with its current back-translation or None."""

    rows: tuple[tuple[PoMessage, BackTranslation | None], ...]

    @property
    def content_hash(self) -> str | None:
        """The hash over all back-translations, whatever their order; None if any is missing or stale.

        It covers which words are rendered, how, and by whom, so whoever signs it signs for exactly these.
        """
        found = sorted(each.model_dump_json() for _, each in self.rows if each)
        if not self.rows or len(found) < len(self.rows):
            return None
        return hashlib.sha256("\n".join(found).encode()).hexdigest()


def of_leaflet(messages: Iterable[PoMessage], found: BackTranslations) -> LeafletBackTranslation:
    """Collect the current back-translations of a leaflet's messages; a message said twice counts once."""
    once = {each.key: each for each in messages}
    return LeafletBackTranslation(tuple((each, found.current(each)) for each in once.values()))


def read_back_translations(content: bytes, file: str, language: str) -> Checked[BackTranslations]:
    """Read the file of a language; lines that are wrong are left out and reported, all at once."""
    found: dict[str, BackTranslation] = {}
    lines: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        entry = _entry(line)
        if isinstance(entry, str):
            problems.append(_problem(entry, file, number, language))
        elif entry.id in found:
            reason = f'"{entry.id}" stands twice: it is on line {lines[entry.id]}, too'
            problems.append(_problem(reason, file, number, language))
        else:
            found[entry.id], lines[entry.id] = entry, number
    return Checked(BackTranslations(found), tuple(problems))


def write_back_translations(found: BackTranslations) -> bytes:
    """Write the file of a language: a line for each message, sorted by id."""
    rows = (
        json.dumps(each.model_dump(mode="json"), ensure_ascii=False)
        for _, each in sorted(found.by_id.items())
    )
    return "".join(f"{row}\n" for row in rows).encode()


def _entry(line: bytes) -> BackTranslation | str:
    """Read a line; a phrase that says what is wrong if it is no entry."""
    try:
        return BackTranslation.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"]))
        message = first["msg"].removeprefix("Value error, ")
        return f'"{where}": {shortened(message)}' if where else "it is no JSON object of this kind"


def _problem(reason: str, file: str, line: int, language: str) -> Diagnostic:
    message = f"the back-translation is broken: {reason}"
    hint = "take the line out, or make it anew: leaflets catalog back-translation"
    return Diagnostic(message, Position(file, line), hint, code="back-translation", language=language)
