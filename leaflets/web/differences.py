"""What differs between two texts, word by word, for people who compare them.

In: an earlier text and the present one. Out: the pieces of both in reading order, each in both texts, only in
the earlier one, or only in the present one. Words are what lines are broken between (UAX #14), which divides
Chinese and Thai as well, where no spaces stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise

from leaflets.languages import Language
from leaflets.text.boundaries import line_boundaries


class Part(Enum):
    """Which of two texts a piece is in; the value is its element in HTML, if it has one."""

    BOTH = ""
    EARLIER = "del"
    PRESENT = "ins"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of one of two texts, or of both."""

    text: str
    part: Part = Part.BOTH


def differences(earlier: str, present: str, language: Language) -> tuple[Piece, ...]:
    """Compare two texts in a language; empty if they are the same."""
    if earlier == present:
        return ()
    return tuple(each for each in _pieces(_words(earlier, language), _words(present, language)) if each.text)


def _words(text: str, language: Language) -> list[str]:
    """Divide a text into words with the spaces behind them."""
    ends = line_boundaries(text, language.cldr) if text else []
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _pieces(earlier: list[str], present: list[str]) -> Iterator[Piece]:
    # Without "autojunk", which takes frequent words of long texts for noise.
    matcher = SequenceMatcher(None, earlier, present, autojunk=False)
    for name, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        old, new = "".join(earlier[old_start:old_end]), "".join(present[new_start:new_end])
        if name == "equal":
            yield Piece(new)
        else:
            yield Piece(old, Part.EARLIER)
            yield Piece(new, Part.PRESENT)
