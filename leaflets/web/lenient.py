"""Translations for a preview: where a catalog has nothing that may be printed, the source speaks.

In: a catalog. Out: a translation of every message, and for those that are unfinished why they are.
Only for looking: what is built goes through :class:`~leaflets.document.messages.Speaker` as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.messages import Speaker, Translation, Translations
from leaflets.languages import Language
from leaflets.model import placeholders

Key = tuple[str, str]


@dataclass
class Lenient:
    """Gives the source where a translation is missing, fuzzy or faulty; owns what it found so.

    ``refused`` are catalog lines that cannot be used for another reason, such as a character that no
    font has. ``unfinished`` is by context and msgid; ``texts`` are in the order in which they were asked for.
    """

    translations: Translations
    refused: Mapping[Position, Diagnostic] = field(default_factory=dict)
    unfinished: dict[Key, tuple[Diagnostic, ...]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """Give the language of the texts."""
        return self.translations.language

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        """Give the translation of a message, else the message itself."""
        found = self.translations.find(msgid, context, source)
        return self._usable(found, msgid, msgid, context, source)

    def find_plural(self, one: str, many: str, context: str, count: float, source: Position) -> Translation:
        """Give the plural form that belongs to a count, else the source's."""
        found = self.translations.find_plural(one, many, context, count, source)
        return self._usable(found, one if count == 1 else many, one, context, source)

    def _usable(
        self, found: Translation | Diagnostic, plain: str, msgid: str, context: str, source: Position
    ) -> Translation:
        problems = (found,) if isinstance(found, Diagnostic) else self._faults(found, msgid, context)
        if not problems:
            assert isinstance(found, Translation)  # noqa: S101 - else it is a problem
            self.texts.append(found.text)
            return found
        self.unfinished[context, msgid] = problems
        self.texts.append(plain)
        return Translation(plain, problems[0].position or source)

    def _faults(self, found: Translation, msgid: str, context: str) -> tuple[Diagnostic, ...]:
        """Ask a speaker what it would refuse."""
        if found.position in self.refused:
            return (self.refused[found.position],)
        speaker = Speaker(_Said(self.language, found), "")
        speaker.say(msgid, context, dict.fromkeys(placeholders(msgid), ""), found.position)
        return tuple(speaker.problems)


@dataclass(frozen=True, slots=True)
class _Said:
    """Translations that say one thing."""

    language: Language
    found: Translation

    def find(self, msgid: str, context: str, source: Position) -> Translation:
        del msgid, context, source
        return self.found

    def find_plural(self, one: str, many: str, context: str, count: float, source: Position) -> Translation:
        del one, many, context, count, source
        return self.found
