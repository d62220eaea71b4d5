"""A PO file as values: its header and its messages, each with its true lines and the lines of the file.

:mod:`leaflets.catalogs.reading` makes them. A message without a context and one with an empty context are
the same message here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from leaflets.catalogs.headers import Header
from leaflets.catalogs.plural_rules import PluralRule, read_rule
from leaflets.characters import is_blank, without_markup
from leaflets.diagnostics import Position
from leaflets.languages import Language

Key = tuple[str, str]
FUZZY = "fuzzy"
# Who wrote a translation: said in the catalog's header (``X-Leaflets-Origin``) and, where it differs, in
# a translator's comment of the message (``# origin: human``). What nobody claims is a machine's.
HUMAN, MACHINE = "human", "machine"
ORIGINS = (HUMAN, MACHINE, "machine-post-edited")
ORIGIN, PLURALS = "X-Leaflets-Origin", "Plural-Forms"

_IGNORE = re.compile(r"leaflets:\s*ignore\s+(?P<code>[a-z-]+)\s*(?::\s*(?P<reason>\S.*))?")
_COMMENT_ORIGIN = re.compile(r"\s*origin:\s*([a-z-]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Previous:
    """The source that a fuzzy translation was made for."""

    context: str
    msgid: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it stands in its file, line by line.

    ``lines`` are all of them, with blank ones before it; ``comments`` those with ``#``, ``said`` those with
    its words.
    """

    lines: tuple[str, ...]
    comments: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def blanks(self) -> int:
        """Count the blank lines before the message."""
        return next((number for number, line in enumerate(self.lines) if line.strip()), len(self.lines))


@dataclass(frozen=True, slots=True)
class PoMessage:
    """One message of a PO file; ``texts`` and ``lines`` have one item for each plural form.

    ``line`` is that of the msgid. ``flags`` are those besides fuzzy. ``written`` holds the lines of the
    file, so that what nobody changed is written as it was.
    """

    context: str
    msgid: str
    plural: str
    texts: tuple[str, ...]
    lines: tuple[int, ...] = field(compare=False)
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    line: int = field(default=0, compare=False)
    obsolete: bool = False
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> Key:
        """Give what tells a message from all others."""
        return self.context, self.msgid

    @property
    def is_translated(self) -> bool:
        """Tell whether every form has words; an empty plural is missing."""
        return not any(_says_nothing(text) for text in self.texts)

    @property
    def is_empty(self) -> bool:
        """Tell whether no form has words."""
        return all(_says_nothing(text) for text in self.texts)

    @property
    def ignored(self) -> dict[str, str]:
        """Give the checks that a translator has switched off for this message, with the reasons."""
        found = (_IGNORE.search(comment) for comment in self.comments)
        return {match["code"]: (match["reason"] or "").strip() for match in found if match}

    @property
    def origin(self) -> str:
        """Give the origin that a translator's comment states, or nothing."""
        return next((origin for origin in self.origins if origin in ORIGINS), "")

    @property
    def origins(self) -> tuple[str, ...]:
        """Give what translators' comments state as the origin, known or not."""
        found = (_COMMENT_ORIGIN.fullmatch(comment) for comment in self.comments)
        return tuple(match[1].lower() for match in found if match)


@dataclass(frozen=True)
class PoFile:
    """A catalog as a file: its header and its messages, in order; ``obsolete`` are those of no use now.

    ``header_lines`` gives the line of each field. ``rest`` are the lines after the last message.
    """

    file: str
    language: Language
    header: Header
    messages: tuple[PoMessage, ...]
    obsolete: tuple[PoMessage, ...] = ()
    header_line: int = 0
    header_lines: Mapping[str, int] = field(default_factory=dict)
    header_written: Written | None = None
    rest: tuple[str, ...] = ()
    charset: str = "utf-8"
    newline: str = "\n"

    def position(self, message: PoMessage, form: int = 0) -> Position:
        """Give the line on which a text of a message begins."""
        return Position(self.file, message.lines[min(form, len(message.lines) - 1)])

    @cached_property
    def rule(self) -> PluralRule | str:
        """Give the plural rule, or say why it cannot be used."""
        given = self.header.get(PLURALS)
        return read_rule(given) if given else "its header has none"

    @property
    def origin(self) -> str:
        """Give who made the translation: a machine, where nobody claims it."""
        return self.header.get(ORIGIN).strip().lower() or MACHINE


def _says_nothing(text: str) -> bool:
    return is_blank(without_markup(text))


def by_key(messages: Iterable[PoMessage]) -> dict[Key, PoMessage]:
    """Give messages by context and msgid."""
    return {message.key: message for message in messages}
