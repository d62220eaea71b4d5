"""Translations for a preview: messages that may not be printed fall back to the source.

In: a catalog. Out: a text for every message, and the reasons why some are unfinished. Only for the preview: a
build passes the catalog's own answers to :class:`~leaflets.document.speaking.Speaker`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from leaflets.cldr import Count, is_singular
from leaflets.content.model import placeholders
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Message
from leaflets.document.speaking import Speaker, Translation, Translations
from leaflets.languages import Language

Key = tuple[str, str]  # context and msgid
_LRI, _PDI = "\u2066", "\u2069"


@dataclass
class FallbackTranslations:
    """Translations of one language, with the source in place of those that are missing, fuzzy or faulty.

    ``refused`` are catalog lines that cannot be used for another reason, such as a character that no
    font has. Every request is recorded by context and msgid: the ``texts`` that were returned, and why some
    are ``unfinished``.
    """

    translations: Translations
    refused: Mapping[Position, Diagnostic] = field(default_factory=dict)
    unfinished: dict[Key, tuple[Diagnostic, ...]] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language of the texts that do not fall back."""
        return self.translations.language

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        """Look up the translation of a message; the msgid if there is none that may be printed."""
        found = self.translations.find(msgid, context, source)
        return self._usable(found, msgid, (context, msgid), source)

    def find_plural(self, one: str, many: str, context: str, count: Count, source: Position) -> Translation:
        """Look up the plural form for a count; that of the source if there is none that may be printed."""
        found = self.translations.find_plural(one, many, context, count, source)
        return self._usable(found, one if is_singular(count) else many, (context, one), source)

    def in_all_languages(self, catalogs: Iterable[Translations]) -> list[Translations]:
        """List translations of all languages, for notices in each of them; this one replaces its own catalog.

        Of the others only faultless texts are used, because a translator of this language cannot fix them.
        """
        return [
            self if each.language.tag == self.language.tag else _FaultlessTranslations(each, self.refused)
            for each in catalogs
        ]

    def problems(self, message: Message) -> tuple[Diagnostic, ...]:
        """Look up why a message of the document is unfinished; empty if it is not."""
        # A notice in another language has the same context and msgid, but not the same position.
        found = self.unfinished.get((message.context, message.msgid), ())
        return found if found and found[0].position in (None, message.position) else ()

    def _in_its_direction(self, source: str) -> str:
        """Isolate a text of the source that stands on a page from right to left (UAX #9, 2.4.2)."""
        return f"{_LRI}{source}{_PDI}" if self.language.direction == "rtl" else source

    def _usable(self, found: Translation | Diagnostic, plain: str, key: Key, source: Position) -> Translation:
        """Return what was found if it may be printed, else ``plain``; record the reason."""
        problems = _faults(self.language, found, key, self.refused)
        if isinstance(found, Diagnostic) or problems:
            self.unfinished[key] = problems
            # The position in the catalog is where the translator has to continue.
            found = Translation(self._in_its_direction(plain), problems[0].position or source)
        self.texts[key] = found.text
        return found


def _faults(
    language: Language,
    found: Translation | Diagnostic,
    key: Key,
    refused: Mapping[Position, Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Collect the faults of a catalog's answer: everything for which a build would refuse it."""
    if isinstance(found, Diagnostic):
        return (found,)
    if found.faults:
        return found.faults
    if found.position in refused:
        return (refused[found.position],)
    context, msgid = key
    # A speaker checks what it fills, so fill on trial: every placeholder with itself.
    speaker = Speaker(_SingleTranslation(language, found), "")
    # A form for a single number may leave its numeral out; for others any count will do.
    count = 0 if found.only_count is None else found.only_count
    speaker.fill(msgid, context, found, {name: f"{{{name}}}" for name in placeholders(msgid)}, count)
    return tuple(speaker.problems)


@dataclass(frozen=True, slots=True)
class _FaultlessTranslations:
    """Translations of another language; the first fault in place of those that are faulty."""

    translations: Translations
    refused: Mapping[Position, Diagnostic]

    @property
    def language(self) -> Language:
        return self.translations.language

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        found = self.translations.find(msgid, context, source)
        problems = _faults(self.language, found, (context, msgid), self.refused)
        return problems[0] if problems else found

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        return self.translations.find_plural(one, many, context, count, source)


@dataclass(frozen=True, slots=True)
class _SingleTranslation:
    """Translations that answer every request with one text, to try it out."""

    language: Language
    found: Translation

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        del msgid, context, source
        return self.found

    def find_plural(self, one: str, many: str, context: str, count: Count, source: Position) -> Translation:
        del one, many, context, count, source
        return self.found
