"""Which characters a face keeps of its source.

In: the ``take`` list of a row of ``fonts.yaml``; out: sets of code points (Unicode scalar
values). The character lists of national standards come from ``tests/data/charsets``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

CHARSETS = Path(__file__).parents[2] / "tests" / "data" / "charsets"


def select(names: tuple[str, ...], offered: frozenset[int]) -> frozenset[int]:
    """Select the code points among ``offered`` that the names stand for.

    A name is ``all``; ``tgh`` (the 8,105 characters of the Chinese table of 2013); a code point or
    a range of them in hexadecimal.

    Raises:
        ValueError: a name is none of these.
    """
    return frozenset().union(*(_one(name, offered) for name in names)) & offered


def _one(name: str, offered: frozenset[int]) -> frozenset[int]:
    if name == "all":
        return offered
    if name == "tgh":
        return tgh_2013()
    first, _, last = name.partition("-")
    return frozenset(range(int(first, 16), int(last or first, 16) + 1))


@cache
def tgh_2013() -> frozenset[int]:
    """Read 通用规范汉字表 (State Council of China, 2013): 8,105 characters."""
    text = (CHARSETS / "tgh-2013.txt").read_text(encoding="utf-8")
    return frozenset(ord(character) for character in text if not character.isspace())
