"""What a file says, block by block: what a reader ought to give back.

In: a document and its pages. Out: :class:`Block` values. A block is a node with words of its own (a heading,
a paragraph, a cell, a fact's label). A block that is parted by the end of a page is two :class:`Part` values,
because the foot of the one page and the head of the next rightly stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflets.document.nodes import Document, Node
from leaflets.layout.pages import Page, TextItem

# What guides a reader and is no letter: marks of direction (UAX #9 2), the soft hyphen, the zero-width
# space and word joiner, the byte order mark. U+FFFE and U+0002 are pdfium's words for a soft hyphen.
GUIDES = "\u00ad\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\u0002"
_UNSEEN = re.compile(rf"[\s{GUIDES}]+")
_GUIDE = re.compile(f"[{GUIDES}]+")

# A number that more than one group, sign or end makes up: what a reader can put in another order.
# Digits of any script; the letters are those of vertebrae (L4–L5).
_BETWEEN = r"(?: ?[~\u301c\uff5e\u2012-\u2014-] ?|[ \u00a0\u202f.,:/\u066b\u066c])"
_NUMBER = re.compile(rf"\+?(?:\b[A-Z])?\d+(?:{_BETWEEN}[A-Z]?\d+)+|\d{{3,}}")


@dataclass(frozen=True, slots=True)
class Part:
    """What of a block stands on one page.

    ``ends`` are the places in ``text`` where a line ended on paper: before the letter of that index, whether
    or not a space stands before it.
    """

    page: int
    text: str
    ends: frozenset[int] = frozenset()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The telephone numbers, ranges and other numbers of several parts in the text."""
        return numbers(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """A node with words of its own: its id, its kind, and its words page by page."""

    id: str
    kind: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The words of the block as one text, whatever pages they stand on."""
        return "".join(part.text for part in self.parts)


def numbers(text: str) -> tuple[str, ...]:
    """Find the numbers that a reader can put in disorder."""
    return tuple(match[0] for match in _NUMBER.finditer(text))


def plain(text: str) -> str:
    """Drop what only guides a reader."""
    return _GUIDE.sub("", text)


def blocks(document: Document, pages: Sequence[Page]) -> tuple[Block, ...]:
    """Collect the blocks of a document with the pages and lines that their words stand on.

    Raises:
        ValueError: the words of a node are not those of its lines.
    """
    lines = _lines(pages)
    return tuple(
        _block(node, lines.get(node.id, [])) for node in document.blocks() if plain(node.text).strip()
    )


def _lines(pages: Sequence[Page]) -> dict[str, list[tuple[int, int]]]:
    """Count the letters of each line: page and number, by owner, in reading order."""
    found: dict[str, list[tuple[int, int]]] = {}
    known: dict[str, tuple[int, float]] = {}
    for index, page in enumerate(pages):
        for item in page.items:
            if not isinstance(item, TextItem) or not isinstance(item.owner, str):
                continue
            own = found.setdefault(item.owner, [])
            # The number of a different size that stands in a line may be shifted by a point or two.
            place = (index, round(item.y, 1))
            letters = sum(len(_UNSEEN.sub("", word.text)) for word in item.fragment.words)
            if known.get(item.owner) == place:
                own[-1] = (index, own[-1][1] + letters)
            else:
                own.append((index, letters))
            known[item.owner] = place
    return found


def _block(node: Node, lines: Sequence[tuple[int, int]]) -> Block:
    text = plain(node.text).strip()
    cuts = list(_cuts(text, [letters for _, letters in lines]))
    parts: list[Part] = []
    start = 0
    for at, (page, _) in enumerate(lines):
        last = at + 1 == len(lines)
        if last or lines[at + 1][0] != page:
            end = len(text) if last else cuts[at]
            inside = frozenset(cut - start for cut in cuts if start < cut < end)
            parts.append(Part(page, text[start:end], inside))
            start = end
    if not parts:
        raise ValueError(f"{node.id} stands on no line: {text!r}")
    return Block(node.id, node.kind.value, tuple(parts))


def _cuts(text: str, letters: Sequence[int]) -> Iterator[int]:
    """Yield the index in the text at which each line but the first begins.

    Raises:
        ValueError: the lines have more or fewer letters than the text.
    """
    # By letters, because spaces at the ends of lines are not the same in the text and on paper.
    seen = [index for index, char in enumerate(text) if not char.isspace()]
    if len(seen) != sum(letters):
        raise ValueError(f"{sum(letters)} letters on the lines of {text!r}")
    total = 0
    for count in letters[:-1]:
        total += count
        yield seen[total]
