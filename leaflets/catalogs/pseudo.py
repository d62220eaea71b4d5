"""Pseudo-languages: the source made strange on the fly, so that faults of the pages show at once.

In: a message. Out: a translation that no catalog holds. ``en-XA`` puts accents on the letters, makes
a text longer by a third (about what German asks for) and stands it in brackets: a text without
brackets never passed through a catalog, a bracket that is lost was cut off. ``ar-XB`` overrides the
direction of its words (UAX #9 2.2, RLO and PDF), so that the whole page is set as Arabic is, in letters
that an English reader can check. Placeholders, markup and entities stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from leaflets.cldr import Count, is_singular
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.speaking import Translation
from leaflets.languages import Language

# Letters of the faces that we ship; brackets such as U+27E6 are in none of them.
_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_VOWELS = frozenset("AEIOUYaeiouy")
_LETTERS_FOR_ONE = 3  # of growth
_FILLER = "~"
_RLO, _PDF = "\u202e", "\u202c"
# What a translator must leave alone: a tag, a placeholder, an entity.
_FIXED = re.compile(r"(<[^<>]*>|\{[^{}]*\}|&[#\w]+;)")
# From the first letter to the last. An override in a right-to-left paragraph is a level deeper than the
# number of a placeholder, which L2 would draw it to: spaces and full stops between keep them apart.
_STRETCH = re.compile(r"\w(?:.*\w)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PseudoCatalog:
    """A catalog of one pseudo-language: every message is there, made by ``change``."""

    language: Language
    change: Callable[[str], str]

    def is_machine_made(self, keys: Iterable[tuple[str, str]]) -> bool:
        """Tell that nobody wrote any of the messages."""
        del keys
        return True

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Give the message, made strange."""
        del context
        return Translation(self.change(msgid), source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Give the singular for one, the plural for the rest, made strange."""
        return self.find(one if is_singular(count) else many, context, source)


def accented(text: str) -> str:
    """Put accents on a text, make it longer by at least a third of its letters, and stand it in brackets."""
    owed = _LETTERS_FOR_ONE
    parts: list[str] = []
    for index, part in enumerate(_FIXED.split(text)):
        if index % 2:  # what was split at
            parts.append(part)
            continue
        for char in part:
            parts.append(char.translate(_ACCENTS))
            owed += char.isalpha()
            if char in _VOWELS:
                parts.append(char.lower().translate(_ACCENTS) * (owed // _LETTERS_FOR_ONE))
                owed %= _LETTERS_FOR_ONE
    return f"[{''.join(parts)}{_FILLER * (owed // _LETTERS_FOR_ONE)}]"


def mirrored(text: str) -> str:
    """Have the words of a text run from right to left, letter by letter."""
    parts = _FIXED.split(text)
    parts[::2] = [_STRETCH.sub(rf"{_RLO}\g<0>{_PDF}", part) for part in parts[::2]]
    return "".join(parts)


PSEUDO_LANGUAGES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"en-XA": accented, "ar-XB": mirrored}
)
