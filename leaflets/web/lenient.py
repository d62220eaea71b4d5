"""Translations for a preview: where a catalog has nothing that may be printed, the source speaks.

In: a catalog. Out: a translation of every message, and for those that are unfinished why they are.
Only for looking: what is built goes through :class:`~leaflets.document.speaking.Speaker` as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from leaflets.cldr import Count, is_singular
from leaflets.content import placeholders
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Message
from leaflets.document.speaking import Speaker, Translation, Translations
from leaflets.languages import Language

Key = tuple[str, str]


@dataclass
class Lenient:
    """Gives the source where a translation is missing, fuzzy or faulty; owns what it found so.

    ``refused`` are catalog lines that cannot be used for another reason, such as a character that no
    font has. ``unfinished`` and ``texts``, which is what was given, are by context and msgid.
    """

    translations: Translations
    refused: Mapping[Position, Diagnostic] = field(default_factory=dict)
    unfinished: dict[Key, tuple[Diagnostic, ...]] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """Give the language of the texts."""
        return self.translations.language

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        """Give the translation of a message, else the message itself."""
        found = self.translations.find(msgid, context, source)
        return self._usable(found, msgid, (context, msgid), source)

    def find_plural(self, one: str, many: str, context: str, count: Count, source: Position) -> Translation:
        """Give the plural form that belongs to a count, else the source's."""
        found = self.translations.find_plural(one, many, context, count, source)
        return self._usable(found, one if is_singular(count) else many, (context, one), source)

    def others(self, everyone: Iterable[Translations]) -> list[Translations]:
        """Give the translations of all languages: this one in its own place, of the rest what is right."""
        return [
            self if each.language.tag == self.language.tag else _Sound(each, self.refused)
            for each in everyone
        ]

    def problems(self, message: Message) -> tuple[Diagnostic, ...]:
        """Say why a message of the document is unfinished, if it is; another language's never is."""
        found = self.unfinished.get((message.context, message.msgid), ())
        return found if found and found[0].position in (None, message.position) else ()

    def _usable(self, found: Translation | Diagnostic, plain: str, key: Key, source: Position) -> Translation:
        problems = _faults(self.language, found, key, self.refused)
        if isinstance(found, Diagnostic) or problems:
            self.unfinished[key] = problems
            found = Translation(plain, problems[0].position or source)
        self.texts[key] = found.text
        return found


def _faults(
    language: Language,
    found: Translation | Diagnostic,
    key: Key,
    refused: Mapping[Position, Diagnostic],
) -> tuple[Diagnostic, ...]:
    """Say what is wrong with what a catalog gave: what a speaker would refuse."""
    if isinstance(found, Diagnostic):
        return (found,)
    if found.faults:
        return found.faults
    if found.position in refused:
        return (refused[found.position],)
    context, msgid = key
    speaker = Speaker(_OneTranslation(language, found), "")
    # A form for one number may do without its numeral; what number it is asked for does not matter here.
    count = 0 if found.only is None else found.only
    speaker.fill(msgid, context, found, {name: f"{{{name}}}" for name in placeholders(msgid)}, count)
    return tuple(speaker.problems)


@dataclass(frozen=True, slots=True)
class _Sound:
    """Translations of another language, without those that are faulty."""

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
class _OneTranslation:
    """Translations that say one thing."""

    language: Language
    found: Translation

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        del msgid, context, source
        return self.found

    def find_plural(self, one: str, many: str, context: str, count: Count, source: Position) -> Translation:
        del one, many, context, count, source
        return self.found
