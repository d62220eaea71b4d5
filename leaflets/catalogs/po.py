"""A PO file as values: its header and its messages, each with its line numbers and its original lines.

:mod:`leaflets.catalogs.reading` makes them. A message without a context equals one with an empty context
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from leaflets.catalogs.headers import MACHINE, ORIGIN, ORIGINS, PLURAL_FORMS, Header
from leaflets.catalogs.plurals import PluralRule, read_rule
from leaflets.characters import is_blank, without_markup
from leaflets.content.model import placeholders
from leaflets.diagnostics import Position
from leaflets.languages import Language

# Context and msgid, which identify a message in gettext.
Key = tuple[str, str]
FUZZY = "fuzzy"
BRACE_FORMAT = "python-brace-format"

# The characters after "#" in comments that tools write; a comment without one is a translator's.
TOOL_MARKS = tuple(".:,=|~")

# The whole comment, since "the origin: machine shops of old" is a remark about a word.
_COMMENT_ORIGIN = re.compile(r"\s*origin:\s*([a-z-]+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Previous:
    """The source that a fuzzy translation was made for (``#|``; ``msgmerge --previous``)."""

    context: str
    msgid: str
    plural: str = ""


@dataclass(frozen=True, slots=True)
class OriginalLines:
    """A message as it is written in its file, line by line.

    ``lines`` are all of them, with blank ones before it; ``comments`` those with ``#``, ``body`` those with
    its keywords and strings.
    """

    lines: tuple[str, ...]
    comments: tuple[str, ...]
    body: tuple[str, ...]

    @property
    def blanks(self) -> int:
        """How many blank lines precede the message."""
        return next((number for number, line in enumerate(self.lines) if line.strip()), len(self.lines))


@dataclass(frozen=True, slots=True)
class PoMessage:
    """One message of a PO file; ``texts`` and ``lines`` have one item for each plural form.

    ``line`` is that of the msgid. ``extracted_comments`` (``#.``) are the program's notes to translators,
    ``translator_comments`` (``#``) their own. ``flags`` are those other than fuzzy. ``original`` holds the
    lines of the file, so that unchanged messages are written as they were. Equality ignores positions and
    original lines: an update uses it to tell whether anything changed.
    """

    context: str
    msgid: str
    plural: str
    texts: tuple[str, ...]
    lines: tuple[int, ...] = field(compare=False)
    fuzzy: bool = False
    extracted_comments: tuple[str, ...] = ()
    translator_comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    line: int = field(default=0, compare=False)
    obsolete: bool = False
    original: OriginalLines | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> Key:
        """The context and msgid, which identify a message in its catalog."""
        return self.context, self.msgid

    @property
    def is_complete(self) -> bool:
        """Whether every plural form has words, fuzzy or not."""
        return not any(_is_wordless(text) for text in self.texts)

    @property
    def is_finished(self) -> bool:
        """Whether a leaflet may use the translation: every form has words, and the message is not fuzzy."""
        return self.is_complete and not self.fuzzy

    @property
    def is_empty(self) -> bool:
        """Whether no form has words."""
        return all(_is_wordless(text) for text in self.texts)

    @property
    def origin(self) -> str:
        """The first known origin that a translator's comment states; empty if none does."""
        return next((origin for origin in self.origins if origin in ORIGINS), "")

    @property
    def origins(self) -> tuple[str, ...]:
        """What translators' comments state as the origin, known or not."""
        found = (_COMMENT_ORIGIN.fullmatch(comment) for comment in self.translator_comments)
        return tuple(match[1].lower() for match in found if match)

    def with_origin(self, origin: str) -> PoMessage:
        """State the origin in a translator's comment, in place of all that state one; none if it is empty."""
        others = [each for each in self.translator_comments if not _COMMENT_ORIGIN.fullmatch(each)]
        stated = [f"origin: {origin}"] if origin else []
        return replace(self, translator_comments=(*others, *stated))


# The messages that every catalog should have, without texts (``leaflets.pot``).
Template = tuple[PoMessage, ...]


def template_message(
    context: str,
    msgid: str,
    plural: str,
    extracted_comments: tuple[str, ...],
    references: tuple[str, ...] = (),
) -> PoMessage:
    """Make a message of a template; with a plural it has two empty forms, however many a language has."""
    return PoMessage(
        context,
        msgid,
        plural,
        texts=("", "") if plural else ("",),
        lines=(0,),
        extracted_comments=extracted_comments,
        references=references,
        # With this flag msgfmt compares the names in braces, and translators' tools show them.
        flags=(BRACE_FORMAT,) if placeholders(msgid) else (),
    )


@dataclass(frozen=True)
class PoFile:
    """A catalog as a file: its header and its messages, in order; ``obsolete`` are those no longer used.

    ``header_line`` is 0 if there is no header, ``header_lines`` maps the casefolded name of each field to its
    line. ``trailing`` are the lines after the last message.
    """

    file: str
    language: Language
    header: Header
    messages: tuple[PoMessage, ...]
    obsolete: tuple[PoMessage, ...] = ()
    header_line: int = 0
    header_lines: Mapping[str, int] = field(default_factory=dict)
    original_header: OriginalLines | None = None
    trailing: tuple[str, ...] = ()
    charset: str = "utf-8"
    newline: str = "\n"

    def position(self, message: PoMessage, form: int = 0) -> Position:
        """Find the line on which a plural form begins; for a missing form, that of the last one."""
        return Position(self.file, message.lines[min(form, len(message.lines) - 1)])

    @cached_property
    def rule(self) -> PluralRule | str:
        """The plural rule of the header, or a phrase that says why it cannot be used."""
        given = self.header.get(PLURAL_FORMS)
        return read_rule(given) if given else "its header has none"

    @property
    def origin(self) -> str:
        """Who made the translation according to the header; a machine if it does not say."""
        return self.header.get(ORIGIN).strip().lower() or MACHINE


def _is_wordless(text: str) -> bool:
    return is_blank(without_markup(text))


def by_key(messages: Iterable[PoMessage]) -> dict[Key, PoMessage]:
    """Index messages by context and msgid; the last of several with one key stays."""
    return {message.key: message for message in messages}
