"""What people sign: plain text that a person can read, of which there is one way to write each statement.

In: the facts of an approval, a revocation or a note. Out: its text, a first line and then ``key: value``
lines in a fixed order, UTF-8 with line feeds; and the way back, which refuses everything else. A note is
written like the others, but nobody signs it: it makes nothing final.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import ClassVar, TypeAlias

from leaflets.approval.statement_values import shown, value_fault
from leaflets.content.site import Role

VERSION = "1"
_FIRST = re.compile(r"leaflets (approval|revocation|note) ([1-9][0-9]*)")


class StatementError(ValueError):
    """A text that is no statement: ``line`` is where, counted from 1; the message is a sentence."""

    def __init__(self, message: str, line: int) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Approval:
    """A person, in a role, approves exactly the words with a hash.

    Hashes are written ``sha256:`` and 64 digits. ``structure`` is that of the order of the words
    (:mod:`leaflets.document.digest`). ``back_translation`` is that of the back-translation by which somebody
    judged who does not read the language; empty for all others. ``date`` is in UTC.
    """

    KIND: ClassVar[str] = "approval"

    leaflet: str
    language: str
    role: Role
    reviewer: str
    name: str
    date: date
    version: str
    words: str
    structure: str
    back_translation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A person takes an approval back: ``revokes`` is the hash of its statement."""

    KIND: ClassVar[str] = "revocation"

    leaflet: str
    language: str
    reviewer: str
    name: str
    date: date
    revokes: str
    reason: str


@dataclass(frozen=True, slots=True)
class Note:
    """Somebody without a key says that they read the words; ``words`` is their hash if it is known."""

    KIND: ClassVar[str] = "note"

    leaflet: str
    language: str
    role: Role
    name: str
    date: date
    version: str
    words: str = ""
    note: str = ""


Statement: TypeAlias = Approval | Revocation | Note
_KINDS: Mapping[str, type[Statement]] = {each.KIND: each for each in (Approval, Revocation, Note)}


def sha256(hexadecimal: str) -> str:
    """Write a hash as statements have it."""
    return f"sha256:{hexadecimal}"


def write_statement(statement: Statement) -> str:
    """Write the text of a statement, which is what is signed.

    Raises:
        StatementError: a value cannot stand in a statement.
    """
    lines = [f"{key}: {value}" for key, value in list_values(statement)]
    text = "\n".join([f"leaflets {statement.KIND} {VERSION}", *lines, ""])
    parse_statement(text)
    return text


def list_values(statement: Statement) -> Iterator[tuple[str, str]]:
    """Yield the keys and values of a statement as it writes them, without those that are empty."""
    for each in fields(statement):
        if value := _written(getattr(statement, each.name)):
            yield _key(each.name), value


def hash_statement(statement: Statement) -> str:
    """Compute the hash of a statement's text, by which a revocation names it."""
    return sha256(hashlib.sha256(write_statement(statement).encode()).hexdigest())


def parse_statement(text: str) -> Statement:
    """Read the text of a statement; only what :func:`write_statement` writes is one.

    Raises:
        StatementError: it is not such a text.
    """
    first, *lines = text.split("\n")
    header = _FIRST.fullmatch(first)
    if header is None:
        raise StatementError('the first line is not "leaflets approval 1" or the like', 1)
    if header[2] != VERSION:
        raise StatementError("it is of a later version of Leaflets", 1)
    if lines[-1:] != [""]:
        raise StatementError("the last line has no end", len(lines) + 1)
    kind = _KINDS[header[1]]
    return _built(kind, _read_lines(kind, lines[:-1]), len(lines))


def _read_lines(kind: type[Statement], lines: list[str]) -> dict[str, str]:
    """Read the lines behind the first: known keys in their order, each with a value of its form."""
    order = [_key(each.name) for each in fields(kind)]
    found: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        key, colon, value = line.partition(": ")
        if not colon or key not in order:
            raise StatementError(f'"{shown(key)}" is no key of a {kind.KIND}', number)
        if key in found:
            raise StatementError(f'"{key}" stands here twice', number)
        if any(order.index(other) > order.index(key) for other in found):
            raise StatementError(f'"{key}" stands too late', number)
        if fault := value_fault(key, value):
            raise StatementError(f'"{key}" {fault}', number)
        found[key] = value
    return found


def _built(kind: type[Statement], found: Mapping[str, str], last: int) -> Statement:
    """Make a statement from its values, all in their form."""
    values: dict[str, str | date] = {}
    for each in fields(kind):
        key = _key(each.name)
        if key in found:
            values[each.name] = date.fromisoformat(found[key]) if key == "date" else found[key]
        elif each.default is MISSING:
            raise StatementError(f'it has no "{key}"', last)
    return kind(**values)  # type: ignore[arg-type]


def _key(name: str) -> str:
    return name.replace("_", "-")


def _written(value: str | date) -> str:
    return value.isoformat() if isinstance(value, date) else value
