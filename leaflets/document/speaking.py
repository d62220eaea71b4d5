"""Where the words of a document come from: the edge to the catalogs, and the words as they are used.

A :class:`Translations` (a catalog) has the text of a message in one language. A :class:`Speaker` puts
amounts into its placeholders, checks its markup, notes where it came from, and gathers all that is wrong.
Every sentence of a document comes through it, so nothing reaches paper unchecked.
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

# The closed subset of inline markup that a sentence may hold, in the data and in translations.
INLINE_MARKUP = frozenset({"strong"})

# Groups of digits that belong together, or a plus and digits: from right to left they would change places.
_PHONE = re.compile(
    r"(?<![\w&#;+])(?:\+\d+|\(?\d+\)?(?=[ \u00a0\u202f()./-]+\d))(?:[ \u00a0\u202f()./-]+\d+)*(?![\w;])"
)
# The placeholders of the number that chooses a plural form.
COUNTED = frozenset({"number", "count"})


@dataclass(frozen=True, slots=True)
class Translation:
    """The text of a message in one language and the line it stands on.

    ``only`` is the number of a plural form that stands for one number: its text may do without the numeral.
    ``faults`` say what cannot be right in it: a text that has any is never printed.
    """

    text: str
    position: Position
    only: int | None = None
    faults: tuple[Diagnostic, ...] = ()


class Translations(Protocol):
    """What a catalog does for a document: the one thing of ``catalogs`` that this side knows.

    Both lookups say why there is nothing to print by a :class:`~leaflets.diagnostics.Diagnostic`: not in the
    catalog, not translated, fuzzy.
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
    """Say what is wrong with the inline markup of a text, as the end of a sentence; empty if nothing is."""
    try:
        root = ElementTree.fromstring(f"<m>{text}</m>")  # noqa: S314 - entities are refused below
    except ElementTree.ParseError as error:
        return f"has broken markup ({str(error).partition(':')[0]})"
    # Entities are XML's own five or codes of characters (XML 1.0, 4.6): nothing else is declared.
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
    """Says messages in one language for one document; owns what was said and what went wrong.

    ``messages`` are those that were said, in order: a run names the index of its own. The ledger notes
    every text as it was said, so that no template can print another. ``problems`` refuse the document,
    ``remarks`` do not. ``place`` finds the template's line that says a message, by text and context.
    """

    translations: Translations
    leaflet: str
    messages: list[Message] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    place: Callable[[str, str], Position] = lambda _msgid, _context: Position("templates")

    def say(
        self, msgid: str, context: str, values: Mapping[str, object], source: Position | None = None
    ) -> Markup:
        """Say a message with its placeholders filled, as markup that names it.

        ``values`` fill the placeholders by name and must be markup. ``source`` is where the message stands
        in the data; without it the message is a template's. What cannot be said is noted as a problem, and
        the message itself stands in for it.
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
        """Check and note a text whose placeholders others fill; return it without the mark of its message."""
        values = {name: f"{{{name}}}" for name in placeholders(msgid)}
        self._filled(msgid, context, found, values, found.position)
        if "<" in found.text or "&" in found.text:
            self.refuse(f'"{shortened(found.text)}" has markup', found.position, "write words only", "markup")
        return found.text

    def say_in(self, other: Translations, msgid: str, context: str) -> Markup | None:
        """Say a message without placeholders in any language; None if one that is not ours lacks it."""
        source = self.place(msgid, context)
        found = other.find(msgid, context, source)
        is_ours = other.language.tag == self.translations.language.tag
        # What another catalog lacks is told when that language is made, and costs this one nothing.
        if not is_ours and (isinstance(found, Diagnostic) or found.faults):
            return None
        return self._filled(msgid, context, found, {}, source, other.language.direction)

    def remark(self, message: str, position: Position, hint: str = "", code: str = "") -> None:
        """Note what a person should know of this leaflet, in whatever language, which refuses nothing."""
        self.remarks.append(Diagnostic(message, position, hint, Severity.WARNING, code, self.leaflet))

    def refuse(self, message: str, position: Position, hint: str = "", code: str = "") -> None:
        """Note a problem that refuses this leaflet in this language."""
        language = self.translations.language.tag
        self.report(Diagnostic(message, position, hint, code=code, leaflet=self.leaflet, language=language))

    def report(self, *problems: Diagnostic) -> None:
        """Note problems that others found while the document was made; they refuse it as well."""
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
        """Check what a catalog gave, note it, and put the values into it."""
        # Noted as a value as well, or the rendered page would be refused for the same words again.
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
        """Refuse words that come into a message by the back door: a bare text is nobody's message."""
        for name, value in values.items():
            # A placeholder that stands for itself is filled later, by others (see plain).
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
        """Refuse placeholders that nothing fills, those that the message has not, and those that are lost."""
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
            message = f'the placeholder {{{name}}} is not one of the message "{shortened(msgid)}"'
            self.refuse(message, found.position, f"it has: {known}", "placeholder")
        # The Arabic dual says "two" without a numeral.
        unsaid = COUNTED if found.only is not None and found.only == count else frozenset()
        for name in sorted(wanted - given - unsaid):
            message = f'the placeholder {{{name}}} is missing in "{shortened(found.text)}"'
            self.refuse(message, found.position, f"put {{{name}}} where the value belongs", "placeholder")
        self._check_braces(found)

    def _check_braces(self, found: Translation) -> None:
        opened, closed = found.text.count("{"), found.text.count("}")
        # Each pair is a placeholder, so any other number of braces leaves one open or alone.
        if opened != closed or opened != len(placeholders(found.text)):
            message = f'a brace is open or alone in "{shortened(found.text)}"'
            hint = "braces stand only around the name of a placeholder"
            self.refuse(message, found.position, hint, "placeholder")


def _value(match: re.Match[str], values: Mapping[str, object]) -> str:
    return str(escaped(values.get(match[1], match[0])))
