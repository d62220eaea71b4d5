"""Pseudo-languages: the source transformed on the fly, so that faults of the pages become visible.

In: a message. Out: a translation that no catalog holds. ``en-XA`` puts accents on the letters, makes a text
longer by a third (about as long as German) and encloses it in brackets: a text without brackets never passed
through a catalog, one with a single bracket was cut off. ``ar-XB`` overrides the direction of its words
(UAX #9 2.2, RLO and PDF), so that the whole page is laid out like Arabic, in letters that an English reader
can check. Placeholders, markup and entities stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from leaflets.characters import MARKUP_TAG
from leaflets.cldr import Count, is_singular
from leaflets.content.model import PLACEHOLDER
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.speaking import Translation
from leaflets.languages import Language

# All letters are in the shipped fonts, so that a missing glyph is a real fault. The brackets are ASCII for
# the same reason: those of other pseudo-languages (U+27E6) are in no font.
_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_VOWELS = frozenset("AEIOUYaeiouy")
_LETTERS_FOR_ONE = 3  # a text grows by one letter for this many of its own
_FILLER = "~"
# Overrides, because embeddings and isolates would leave Latin letters left-to-right.
_RLO, _PDF = "\u202e", "\u202c"
_FIXED = re.compile(rf"{MARKUP_TAG.pattern}|{PLACEHOLDER.pattern}|&[#\w]+;")
# From the first letter to the last. An override in a right-to-left paragraph is a level deeper than the
# number of a placeholder, and L2 would reorder the two together; spaces and full stops separate them.
_STRETCH = re.compile(r"\w(?:.*\w)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PseudoCatalog:
    """A catalog of one pseudo-language: every message is there, made by ``change``.

    It is used in place of a :class:`~leaflets.catalogs.catalog.Catalog`.
    """

    language: Language
    change: Callable[[str], str]

    def is_machine_made(self, keys: Iterable[tuple[str, str]]) -> bool:
        """Tell that a program made the messages: always True."""
        del keys
        return True

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Make the translation of a message; there always is one."""
        del context
        return Translation(self.change(msgid), source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Make the translation of the singular or of the plural, by the English rule."""
        return self.find(one if is_singular(count) else many, context, source)


def accented(text: str) -> str:
    """Put accents on a text, lengthen it by at least a third of its letters, and enclose it in brackets.

    A vowel is repeated once three letters have passed since the last repetition; growth that is still due at
    the end of the text, which may have no vowel, is filled with tildes.
    """
    due = _LETTERS_FOR_ONE  # so that even a text of one letter grows
    parts: list[str] = []
    for part, is_fixed in _parts(text):
        if is_fixed:
            parts.append(part)
            continue
        for char in part:
            parts.append(char.translate(_ACCENTS))
            due += char.isalpha()
            if char in _VOWELS:
                parts.append(char.lower().translate(_ACCENTS) * (due // _LETTERS_FOR_ONE))
                due %= _LETTERS_FOR_ONE
    return f"[{''.join(parts)}{_FILLER * (due // _LETTERS_FOR_ONE)}]"


def mirrored(text: str) -> str:
    """Make the words of a text run from right to left, letter by letter."""
    return "".join(
        part if is_fixed else _STRETCH.sub(rf"{_RLO}\g<0>{_PDF}", part) for part, is_fixed in _parts(text)
    )


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Divide a text at what must not change; yield each part, and whether it is fixed."""
    start = 0
    for fixed in _FIXED.finditer(text):
        yield text[start : fixed.start()], False
        yield fixed[0], True
        start = fixed.end()
    yield text[start:], False


PSEUDO_LANGUAGES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"en-XA": accented, "ar-XB": mirrored}
)
