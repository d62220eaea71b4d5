"""Compare what a reader gave with what the file says: by block, and number by number.

**A block is exact** if its text stands in what the reader gave of its page, character for character, and no
letter, mark or digit is glued to either end of it. What may differ, and why:

- *Line ends.* Where a line ends on paper the reader may give a line end for the space: it cannot know
  better, and whoever pastes reads on. Spaces around the line end count with it. Where the text has no space
  there (after the hyphen of "X-ray"), it may give the line end or nothing, but no space.
- *Scripts without spaces* (Chinese, Japanese, Thai, Lao, Khmer, Burmese, Tibetan …): there the reader must
  give nothing for an exact copy. Nearly none does, so a second count forgives a line end or one space at
  those places and only there (``near``); both are told.
- *Spaces* of any width count as a space, one for one: browsers give a no-break space as a plain one. Two
  spaces for one, a space too many or too few are wrong. A line end where no line ends on paper is wrong.
- *Guides* are left out on both sides: marks of direction, soft hyphens (with the line end behind them), the
  zero-width space, the word joiner. The zero-width joiner and non-joiner are letters' own and must be right.
- Nothing else is folded: no NFKC, no canonical reordering, no case.

From right to left the order is that of the words as they are read (logical), so a line that is turned, a
bracket that is mirrored or a number whose groups are swapped is wrong.

What is *heard* of an accessibility tree comes in pieces that are spoken one after the other: there white
space is not compared at all, but every letter and mark and their order.

**A number** (a telephone number, a range, a decimal) is exact if it stands in what the reader gave of the
page as often as on the page, with no digit glued to it; whether the words around it are right is not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import unicodedata2 as unicodedata

from tools.clients.blocks import Block, Part, plain
from tools.clients.readers.base import Shape

# ISO 15924 codes of the scripts that part no words by spaces.
WITHOUT_SPACES = frozenset(
    {"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Bopo", "Lana", "Talu"}
)

# A soft hyphen, or pdfium's and pdf.js's sign for one, with the line end behind it.
_HYPHEN_END = re.compile(r"[\u00ad\ufffe\u0002][ \t]*(?:\r\n?|\n)?")
_LINE_END = re.compile(r"[ ]*(?:\r\n?|[\n\f\v\u2028\u2029])[ \n\r]*")
_SPACE = re.compile(r"[^\S\r\n\f\v\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A block or number that a reader did not give exactly: what was expected, and all that it gave there."""

    id: str
    expected: str
    given: str

    @property
    def got(self) -> str:
        """Find what of the text was meant: the stretch that shares the most pieces with what was expected."""
        return nearest(self.expected, self.given)


@dataclass(frozen=True, slots=True)
class Score:
    """What a reader gave of one file: how many blocks, how many of them exact, and the same of numbers.

    ``near`` counts the exact ones and those whose only fault is a line end or space where a line without a
    space ends.
    """

    blocks: int = 0
    exact: int = 0
    near: int = 0
    numbers: int = 0
    right: int = 0
    wrong: tuple[Wrong, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.blocks + other.blocks,
            self.exact + other.exact,
            self.near + other.near,
            self.numbers + other.numbers,
            self.right + other.right,
            self.wrong + other.wrong,
        )


def smoothed(text: str) -> str:
    """Bring what a reader gave into the form that blocks are looked for in."""
    text = plain(_HYPHEN_END.sub("", text))
    return _LINE_END.sub("\n", _SPACE.sub(" ", text))


def score(blocks: Sequence[Block], texts: Sequence[str], script: str, shape: Shape = Shape.PAGES) -> Score:
    """Compare blocks with what a reader gave of a file.

    Where it gave one text of the whole file, every part of a block is looked for in that; where it gave the
    structure tree, a block stands there in one piece, whatever pages it is on.
    """
    given = [smoothed(text) for text in texts]
    expected = [_SHAPED[shape](block) for block in blocks]
    total = _of_numbers(expected, given, heard=shape is Shape.HEARD)
    if shape is Shape.HEARD:
        given, expected = [_unspaced(text) for text in given], [_heard(block) for block in expected]
    for block in expected:
        total += _of_block(block, given, spaced=script not in WITHOUT_SPACES, glued=shape is Shape.HEARD)
    return total


def _on_one_page(block: Block) -> Block:
    return replace(block, parts=tuple(replace(part, page=0) for part in block.parts))


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _heard(block: Block) -> Block:
    """Take the spaces out: between pieces that are spoken one after the other nobody hears them."""
    return replace(block, parts=tuple(Part(part.page, _unspaced(part.text)) for part in block.parts))


def _joined(block: Block) -> Block:
    return replace(block, parts=(Part(0, block.text),))


_SHAPED: Mapping[Shape, Callable[[Block], Block]] = MappingProxyType(
    {
        Shape.PAGES: lambda block: block,
        Shape.WHOLE: _on_one_page,
        Shape.TREE: _joined,
        Shape.HEARD: lambda block: block,
    }
)


def _of_block(block: Block, given: Sequence[str], *, spaced: bool, glued: bool) -> Score:
    """Look for every part of a block; ``glued`` says that what stands beside it does not matter."""

    def wrong(*, near: bool) -> Iterator[Part]:
        for part in block.parts:
            pattern = "".join(_pattern(part, spaced=spaced, near=near))
            if not _stands(pattern, _page(given, part), glued=glued):
                yield part

    if next(wrong(near=False), None) is None:
        return Score(1, 1, 1)
    part = next(wrong(near=True), None)
    if part is None:
        return Score(1, 0, 1)
    return Score(1, 0, 0, wrong=(Wrong(block.id, part.text, _page(given, part)),))


def _page(given: Sequence[str], part: Part) -> str:
    return given[part.page] if part.page < len(given) else ""


def _stands(pattern: str, given: str, *, glued: bool) -> bool:
    return any(
        glued
        or (
            not _is_glued(given[: match.start()][-1:], match[0][:1])
            and not _is_glued(match[0][-1:], given[match.end() :][:1])
        )
        for match in re.finditer(pattern, given)
    )


def _pattern(part: Part, *, spaced: bool, near: bool) -> Iterator[str]:
    """Write the part as a regular expression; the text has no white space at either end."""
    at_end = "[ \n]?" if near else "\n?" if spaced else ""
    text = _SPACE.sub(" ", part.text).strip()
    for index, char in enumerate(text):
        # A line ends before this letter though no space does: behind a hyphen, or between letters.
        if index in part.ends and text[index - 1] != " ":
            yield at_end
        if char != " ":
            yield re.escape(char)
        else:
            yield "[ \n]" if index + 1 in part.ends else " "


def _is_glued(before: str, after: str) -> bool:
    """Tell whether two neighbours make one word: letters, marks, digits on both sides."""
    return bool(before and after) and all(unicodedata.category(char)[0] in "LMN" for char in (before, after))


def _of_numbers(blocks: Sequence[Block], given: Sequence[str], *, heard: bool) -> Score:
    expected = Counter(
        (part.page, number) for block in blocks for part in block.parts for number in part.numbers
    )
    total = Score()
    for (page, number), count in expected.items():
        text = _page(given, Part(page, ""))
        found = min(count, _count(number, text, heard=heard))
        wrong = () if found == count else (Wrong("number", number, text),)
        total += Score(numbers=count, right=found, wrong=wrong)
    return total


def _count(number: str, given: str, *, heard: bool) -> int:
    """Count a number; one that is heard may come in pieces, but no row of digits is parted."""
    pieces = re.split(r"(\s|\d+)", number)
    spelt = ["[ \n]" if piece.isspace() else re.escape(piece) for piece in pieces if piece]
    pattern = ("[ \n]?" if heard else "").join(spelt)
    # No digit may be glued to it: 999 is not to be found in 9991.
    return len(re.findall(rf"(?<!\d){pattern}(?!\d)", given))


def nearest(expected: str, given: str) -> str:
    """Find the stretch of a text that shares the most pieces of three characters with what was expected."""
    size = len(expected)
    pieces = {expected[at : at + 3] for at in range(max(1, size - 2))}
    # Some forty of the pieces: each is looked for in the whole text.
    few = sorted(pieces)[:: 1 + len(pieces) // 40]
    starts = {match.start() for piece in few for match in re.finditer(re.escape(piece), given)}
    # A piece may stand at the beginning, in the middle or at the end of what was meant.
    starts |= {max(0, start - size // 2) for start in starts} | {max(0, start - size) for start in starts}

    def shared(start: int) -> tuple[int, int]:
        stretch = given[start : start + size + 2]
        return sum(piece in stretch for piece in few), -start

    best = max(starts, key=shared, default=0)
    return given[best : best + size + size // 10 + 2] if starts else ""
