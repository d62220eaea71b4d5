"""The words of a document: the interface to the catalogs, and the messages as they are used.

A :class:`Translations` (a catalog) has the text of a message in one language. A :class:`Speaker` fills its
placeholders, checks its markup, records its origin, and collects problems. Every sentence of a document goes
through it, so that nothing is printed unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol
from xml.etree import ElementTree

from markupsafe import Markup
from markupsafe import escape as escaped

from leaflets.characters import is_blank, without_markup
from leaflets.cldr import Count
from leaflets.content.model import PLACEHOLDER, placeholders
from leaflets.diagnostics import Diagnostic, Position, Severity, shortened
from leaflets.document.ledger import Ledger
from leaflets.document.nodes import Message
from leaflets.languages import Direction, Language
from leaflets.workspace_files import TEMPLATES

# The inline markup that is allowed in the data and in translations.
INLINE_MARKUP = frozenset({"strong"})

# Groups of digits that belong together, or a plus and digits: right to left they would be reordered.
_PHONE = re.compile(
    r"(?<![\w&#;+])(?:\+\d+|\(?\d+\)?(?=[ \u00a0\u202f()./-]+\d))(?:[ \u00a0\u202f()./-]+\d+)*(?![\w;])"
)
# The placeholders of the number that chooses a plural form.
COUNTED = frozenset({"number", "count"})


@dataclass(frozen=True, slots=True)
class Translation:
    """The text of a message in one language and its line.

    ``only_count`` is the count of a plural form that is for no other: its text may omit the numeral.
    ``faults`` are its errors: a text that has any is never printed.
    """

    text: str
    position: Position
    only_count: int | None = None
    faults: tuple[Diagnostic, ...] = ()


class Translations(Protocol):
    """A catalog, as a document sees it: the only part of ``catalogs`` that this package knows.

    Both lookups return a :class:`~leaflets.diagnostics.Diagnostic` if there is nothing to print: not in the
    catalog, untranslated or fuzzy.
    """

    @property
    def language(self) -> Language:
        """The language that the texts are in."""

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Find the translation of a message, or say why there is none; ``source`` is where it is used."""

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Find the plural form that belongs to a count, or say why there is none."""


def markup_problem(text: str) -> str:
    """Say what is wrong with the inline markup of a text, as a predicate; empty if nothing is."""
    try:
        root = ElementTree.fromstring(f"<m>{text}</m>")  # noqa: S314 - entities are refused below
    except ElementTree.ParseError as error:
        return f"has broken markup ({str(error).partition(':')[0]})"
    # Only XML's five predefined entities (XML 1.0, 4.6) and character references are allowed.
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
    """Says messages in one language for one document; owns the messages and the problems.

    ``messages`` are those that were said, in order: a run has the index of its own. The ledger records every
    text, so that templates cannot print others. ``problems`` block the document, ``remarks`` do not.
    ``place`` finds the template line that says a message, by text and context.
    """

    translations: Translations
    leaflet: str
    messages: list[Message] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    place: Callable[[str, str], Position] = lambda _msgid, _context: Position(TEMPLATES)

    def say(
        self, msgid: str, context: str, values: Mapping[str, object], source: Position | None = None
    ) -> Markup:
        """Say a message with its placeholders filled, as markup that refers to it.

        ``values`` fill the placeholders by name and must be markup. ``source`` is the place of the message in
        the data; without it the message is a template's. A message that cannot be said is reported,
        which refuses the document; its source text stands in for it only so that the rest is checked too.
        """
        source = source or self.place(msgid, context)
        found = self.translations.find(msgid, context, source)
        self._check_values(msgid, values, source)
        return self._filled(msgid, context, found, values, source)

    def say_plural(
        self, one: str, many: str, context: str, count: Count, values: Mapping[str, object]
    ) -> Markup:
        """Say the plural form of a message that belongs to ``count``, with its placeholders filled."""
        source = self.place(one, context)
        found = self.translations.find_plural(one, many, context, count, source)
        self._check_values(one, values, source)
        return self._filled(one, context, found, values, source, count=count)

    def fill(
        self, msgid: str, context: str, found: Translation, values: Mapping[str, object], count: Count
    ) -> Markup:
        """Fill a plural form that was found for a count."""
        return self._filled(msgid, context, found, values, found.position, count=count)

    def plain(self, msgid: str, context: str, found: Translation) -> str:
        """Check and record a text whose placeholders the caller fills; return it without ``<t>``."""
        values = {name: f"{{{name}}}" for name in placeholders(msgid)}
        self._filled(msgid, context, found, values, found.position)
        if "<" in found.text or "&" in found.text:
            self.refuse(f'"{shortened(found.text)}" has markup', found.position, "write words only", "markup")
        return found.text

    def say_in(self, other: Translations, msgid: str, context: str) -> Markup | None:
        """Say a message without placeholders in any language; None if another language does not have it."""
        source = self.place(msgid, context)
        found = other.find(msgid, context, source)
        is_ours = other.language.tag == self.translations.language.tag
        # Gaps of another catalog are reported when its own document is made, and do not block this one.
        if not is_ours and (isinstance(found, Diagnostic) or found.faults):
            return None
        return self._filled(msgid, context, found, {}, source, other.language.direction)

    def remark(self, message: str, position: Position, hint: str = "", code: str = "") -> None:
        """Record a warning about this leaflet in any language, which does not block it."""
        self.remarks.append(Diagnostic(message, position, hint, Severity.WARNING, code, self.leaflet))

    def refuse(self, message: str, position: Position, hint: str = "", code: str = "") -> None:
        """Record a problem that blocks this leaflet in this language."""
        language = self.translations.language.tag
        self.report(Diagnostic(message, position, hint, code=code, leaflet=self.leaflet, language=language))

    def report(self, *problems: Diagnostic) -> None:
        """Record problems from elsewhere, which block the document as well."""
        self.problems += problems

    def _filled(
        self,
        msgid: str,
        context: str,
        found: Translation | Diagnostic,
        values: Mapping[str, object],
        source: Position,
        direction: Direction | None = None,
        count: Count | None = None,
    ) -> Markup:
        """Check a translation, record it, and fill in the values."""
        # Recorded as a value too, or the rendered page would be refused for the same words.
        if isinstance(found, Diagnostic):
            self.report(found)
            return escaped(self.ledger.value(msgid))
        if found.faults:
            self.report(*(replace(fault, leaflet=self.leaflet) for fault in found.faults))
            return escaped(self.ledger.value(msgid))
        text = found.text
        if problem := "is blank" if is_blank(without_markup(text)) else markup_problem(text):
            allowed = ", ".join(f"<{tag}>" for tag in sorted(INLINE_MARKUP))
            self.refuse(
                f'"{shortened(text)}" {problem}', found.position, f"allowed: words, {allowed}", "markup"
            )
            return escaped(self.ledger.value(text))
        self._check_placeholders(msgid, found, values, source, count)
        if (direction or self.translations.language.direction) == "rtl":
            text = _PHONE.sub(r'<num dir="ltr">\g<0></num>', text)
        self.messages.append(Message(msgid, context, found.position))
        return self.ledger.message(PLACEHOLDER.sub(lambda match: _value(match, values), text))

    def _check_values(self, msgid: str, values: Mapping[str, object], source: Position) -> None:
        """Refuse values that are bare text, which is not translated."""
        for name, value in values.items():
            # A placeholder that stands for itself is filled later by the caller (see plain).
            if not hasattr(value, "__html__") and value != f"{{{name}}}":
                given = shortened(str(value))
                message = f'{{{name}}} in "{shortened(msgid)}" is given "{given}", which is no message'
                hint = "give it a message, a quantity or a value of the data"
                self.refuse(message, source, hint, "template-words")

    def _check_placeholders(
        self,
        msgid: str,
        found: Translation,
        values: Mapping[str, object],
        source: Position,
        count: Count | None,
    ) -> None:
        """Refuse placeholders without a value, not in the source, or missing in the translation."""
        wanted, given = set(placeholders(msgid)), set(placeholders(found.text))
        for name in sorted(wanted - set(values)):
            # The fault is in the source, in every language; for data it is also reported when it is read.
            message = f"the placeholder {{{name}}} names no quantity"
            hint = f"there are: {', '.join(f'{{{each}}}' for each in values) or 'none'}"
            if source.file.startswith(TEMPLATES):
                message = f"the placeholder {{{name}}} is given no value"
                hint = f"give it where the message stands: {name}=…"
            self.refuse(message, source, hint, "placeholder")
        for name in sorted(given - wanted):
            known = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
            message = f'the placeholder {{{name}}} is not one of the message "{shortened(msgid)}"'
            self.refuse(message, found.position, f"it has: {known}", "placeholder")
        # The Arabic dual says "two" without a numeral.
        optional = COUNTED if found.only_count is not None and found.only_count == count else frozenset()
        for name in sorted(wanted - given - optional):
            message = f'the placeholder {{{name}}} is missing in "{shortened(found.text)}"'
            self.refuse(message, found.position, f"put {{{name}}} where the value belongs", "placeholder")
        self._check_braces(found)

    def _check_braces(self, found: Translation) -> None:
        opened, closed = found.text.count("{"), found.text.count("}")
        if opened != closed or opened != len(placeholders(found.text)):
            message = f'a brace is open or alone in "{shortened(found.text)}"'
            hint = "braces stand only around the name of a placeholder"
            self.refuse(message, found.position, hint, "placeholder")


def _value(match: re.Match[str], values: Mapping[str, object]) -> str:
    return str(escaped(values.get(match[1], match[0])))
