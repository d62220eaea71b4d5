"""A gettext catalog as a document uses it: the text of a message, or why there is none.

In: a PO file. Out: a :class:`Catalog`, which looks up messages and runs the certain checks once on each
message that is asked for.

:class:`Catalog`, :class:`SourceCatalog` and :class:`~leaflets.catalogs.pseudo.PseudoCatalog` are
interchangeable: all three implement the protocol :class:`leaflets.document.speaking.Translations` that
documents use, and ``is_machine_made``, which decides whether a human translator has to sign a leaflet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from leaflets.catalogs.headers import HUMAN
from leaflets.catalogs.plurals import PluralRule, form_of, format_count, only_count
from leaflets.catalogs.po import Key, PoFile, PoMessage, by_key
from leaflets.characters import is_blank, unpaired_controls, without_markup
from leaflets.cldr import Count, is_singular
from leaflets.diagnostics import Diagnostic, Position, shortened
from leaflets.document.speaking import Translation
from leaflets.languages import Language

FindErrors = Callable[[PoMessage, PoFile], tuple[Diagnostic, ...]]


@dataclass(frozen=True)
class Catalog:
    """All messages of one language, by context and msgid, with the errors of those that were looked up.

    ``find_errors`` finds the certain errors of a message (:func:`leaflets.checks.checker.certain_errors`): a
    catalog cannot be made without it, so no text is returned unchecked. It is passed in, because checks
    import catalogs and not the other way round.
    """

    po: PoFile
    find_errors: FindErrors
    # A message is used by many leaflets but checked only once.
    _errors: dict[Key, tuple[Diagnostic, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def language(self) -> Language:
        """The language that the texts are in."""
        return self.po.language

    @cached_property
    def entries(self) -> Mapping[Key, PoMessage]:
        """The messages by context and msgid, without the obsolete ones."""
        return by_key(self.po.messages)

    def is_machine_made(self, keys: Iterable[Key]) -> bool:
        """Tell whether a machine had a part in any of the messages (context, msgid)."""
        entries = (self.entries.get(key) for key in keys)
        return any((entry.origin or self.po.origin) != HUMAN for entry in entries if entry)

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Look up the translation of a message or report why it has none; ``source`` is where it is used."""
        return self._text(msgid, context, 0, source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Look up the plural form that a count takes by the catalog's own plural rule."""
        del many
        rule = self.po.rule
        if not isinstance(rule, PluralRule):
            # Cannot happen: the reader refuses plurals without a rule.
            return self._text(one, context, 0, source)
        entry = self.entries.get((context, one))
        form = form_of(count, len(entry.texts) if entry else 0, rule, self.language.cldr)
        # A message that is missing, fuzzy or empty is reported as such, whatever forms it has.
        found = self._text(one, context, form or 0, source)
        if isinstance(found, Diagnostic):
            return found
        if form is None:
            return self._without_form(one, count, found)
        return replace(found, only_count=only_count(form, rule))

    def _without_form(self, one: str, count: Count, found: Translation) -> Diagnostic:
        message = f'"{shortened(one)}" has no plural form for {format_count(count)}'
        hint = "give every plural message one form more, for numbers with decimals, and count it in nplurals"
        return self._missing(message, found.position.line, hint, "plural-form")

    def _text(self, msgid: str, context: str, form: int, source: Position) -> Translation | Diagnostic:
        entry = self.entries.get((context, msgid))
        if entry is None:
            hint = f"leaflets catalog update puts it there; the message stands in {source}"
            return self._missing(f'"{shortened(msgid)}" is not in the catalog', 0, hint, "not-in-catalog")
        place = self.po.position(entry, form)
        if entry.fuzzy:
            hint = "compare it with the source, then take the fuzzy mark out"
            message = f'the translation of "{shortened(msgid)}" is fuzzy'
            return self._missing(message, place.line, hint, "fuzzy")
        text = entry.texts[form] if form < len(entry.texts) else ""
        if is_blank(without_markup(text)):
            hint = f"translate it; the source stands in {source}"
            return self._missing(f'"{shortened(msgid)}" is not translated', place.line, hint, "untranslated")
        return Translation(text, place, faults=self._errors_of(entry))

    def _errors_of(self, entry: PoMessage) -> tuple[Diagnostic, ...]:
        """Find the certain errors in all forms of a message."""
        if entry.key not in self._errors:
            self._errors[entry.key] = self.find_errors(entry, self.po)
        return self._errors[entry.key]

    def _missing(self, message: str, line: int, hint: str, code: str) -> Diagnostic:
        return Diagnostic(message, Position(self.po.file, line), hint, code=code, language=self.language.tag)


@dataclass(frozen=True, slots=True)
class SourceCatalog:
    """The source language: every message is its own translation."""

    language: Language

    def is_machine_made(self, keys: Iterable[Key]) -> bool:
        """Tell that no message is machine-made: always False."""
        del keys
        return False

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Return the message itself, at the place where it is used."""
        del context
        return self._itself(msgid, source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Return the singular for a count of one, otherwise the plural."""
        del context
        return self._itself(one if is_singular(count) else many, source)

    def _itself(self, text: str, source: Position) -> Translation:
        """Return a text with its certain errors, which in the source are unclosed bidi controls."""
        hint, tag = "close it, or take it out", self.language.tag
        # Most English is ASCII, which has no bidi controls.
        found = unpaired_controls(text) if not text.isascii() else ()
        faults = (Diagnostic(each, source, hint, code="bidi-control", language=tag) for each in found)
        return Translation(text, source, faults=tuple(faults))
