"""Where the words of a document come from: the edge to the catalogs, and the words as they are used.

A :class:`Translations` gives the text of a message in one language. A :class:`Speaker` puts amounts
into its placeholders, checks its markup, notes where it came from, and gathers all that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Protocol
from xml.etree import ElementTree

from markupsafe import Markup

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Message
from leaflets.languages import Language
from leaflets.model import placeholders

# The closed subset of inline markup that a sentence may hold, in the data and in translations.
INLINE_MARKUP = frozenset({"strong"})

_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Translation:
    """The text of a message in one language and the line it stands on."""

    text: str
    position: Position


class Translations(Protocol):
    """What a catalog does for a document."""

    @property
    def language(self) -> Language:
        """Give the language of the texts."""

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Give the translation of a message, or say why there is none."""

    def find_plural(
        self, one: str, many: str, context: str, count: float, source: Position
    ) -> Translation | Diagnostic:
        """Give the plural form that belongs to a count, or say why there is none."""


def markup_problem(text: str) -> str:
    """Say what is wrong with the inline markup of a text; empty if nothing is."""
    try:
        root = ElementTree.fromstring(f"<m>{text}</m>")  # noqa: S314 - entities are refused below
    except ElementTree.ParseError as error:
        return f"has broken markup ({str(error).partition(':')[0]})"
    if "<!" in text or "<?" in text or re.search(r"&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)", text):
        return "has markup that is not allowed"
    for element in root.iter():
        if element is root:
            continue
        if element.tag not in INLINE_MARKUP:
            return f"uses <{element.tag}>, which is not allowed"
        if element.attrib:
            return f"gives <{element.tag}> an attribute"
    return ""


@dataclass
class Speaker:
    """Says messages in one language for one document; owns what was said and what went wrong."""

    translations: Translations
    leaflet: str
    messages: list[Message] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    place: Callable[[str, str], Position] = lambda _msgid, _context: Position("templates")

    def say(
        self, msgid: str, context: str, values: Mapping[str, object], source: Position | None = None
    ) -> Markup:
        """Give a message's text with its placeholders filled, as markup that names its message."""
        source = source or self.place(msgid, context)
        found = self.translations.find(msgid, context, source)
        return self._filled(msgid, context, found, values, source)

    def say_plural(
        self, one: str, many: str, context: str, count: float, values: Mapping[str, object]
    ) -> Markup:
        """Give the plural form of a message that belongs to ``count``, filled."""
        source = self.place(one, context)
        found = self.translations.find_plural(one, many, context, count, source)
        return self._filled(one, context, found, values, source)

    def say_in(self, other: Translations, msgid: str, context: str) -> Markup | None:
        """Say a message without placeholders in another language; None if that language lacks it."""
        source = self.place(msgid, context)
        found = other.find(msgid, context, source)
        # What another catalog lacks is told when that language is made, and costs this one nothing.
        return None if isinstance(found, Diagnostic) else self._filled(msgid, context, found, {}, source)

    def refuse(self, message: str, position: Position, hint: str = "", code: str = "") -> None:
        """Note a problem that refuses this leaflet in this language."""
        language = self.translations.language.tag
        self.problems.append(
            Diagnostic(message, position, hint, code=code, leaflet=self.leaflet, language=language)
        )

    def _filled(
        self,
        msgid: str,
        context: str,
        found: Translation | Diagnostic,
        values: Mapping[str, object],
        source: Position,
    ) -> Markup:
        if isinstance(found, Diagnostic):
            self.problems.append(found)
            return Markup(escape(msgid))  # noqa: S704 - escaped
        if problem := markup_problem(found.text):
            allowed = ", ".join(f"<{tag}>" for tag in sorted(INLINE_MARKUP))
            self.refuse(f'"{_short(found.text)}" {problem}', found.position, f"allowed: {allowed}", "markup")
            return Markup(escape(found.text))  # noqa: S704 - escaped
        self._check_placeholders(msgid, found, values, source)
        text = _BRACES.sub(lambda match: _value(match, values), found.text)
        self.messages.append(Message(msgid, context, found.position))
        return Markup(f'<t m="{len(self.messages) - 1}">{text}</t>')  # noqa: S704 - checked by markup_problem

    def _check_placeholders(
        self, msgid: str, found: Translation, values: Mapping[str, object], source: Position
    ) -> None:
        wanted, given = set(placeholders(msgid)), set(placeholders(found.text))
        for name in sorted(wanted - set(values)):
            # The fault is the source's, whatever the language; of data the same is told when it is read.
            message = f"the placeholder {{{name}}} names no quantity"
            hint = f"there are: {', '.join(f'{{{each}}}' for each in values) or 'none'}"
            if source.file.startswith("templates"):
                message = f"the placeholder {{{name}}} is given no value"
                hint = f"give it where the message stands: {name}=…"
            self.refuse(message, source, hint, "placeholder")
        for name in sorted(given - wanted):
            known = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
            message = f'the placeholder {{{name}}} is not one of the message "{_short(msgid)}"'
            self.refuse(message, found.position, f"it has: {known}", "placeholder")
        for name in sorted(wanted - given):
            message = f'the placeholder {{{name}}} is missing in "{_short(found.text)}"'
            self.refuse(message, found.position, f"put {{{name}}} where the value belongs", "placeholder")
        hint = "braces stand only around the name of a placeholder"
        if found.text.count("{") != len(placeholders(found.text)) or found.text.count(
            "}"
        ) != found.text.count("{"):
            self.refuse(
                f'a brace is open or alone in "{_short(found.text)}"', found.position, hint, "placeholder"
            )


def _value(match: re.Match[str], values: Mapping[str, object]) -> str:
    value = values.get(match[1], match[0])
    return str(value) if isinstance(value, Markup) else escape(str(value))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
