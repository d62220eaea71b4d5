"""Page breaking: pieces to pages, without orphans and widows, and with nothing taller than a page.

Pieces that keep with the next form a group. Pages are filled group by group; a group that is too tall for any
page is split into its pieces, and a block that is too tall is divided, column by column. If the last of
several pages has fewer than ``LAST_PAGE_LINES`` lines of text, groups are moved to it from the page before.

Unlike line breaking there is no search for the best of all breaks: the caller tries several spacings
(``spacings`` of the edition), and each try fills the pages anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.layout.baselines import aligned
from leaflets.layout.strips import Piece, Spacing, Strip, height_of, length_of, lines_of

LAST_PAGE_LINES = 6  # fewer look as if they had been printed by mistake
_EPSILON = 0.01  # points: sums of heights depend on the order of addition in their last digits

Group = tuple[Piece, ...]


def paginate(story: Sequence[Piece], first: float, other: float, spacing: Spacing) -> list[list[Piece]]:
    """Distribute pieces over pages of the heights ``first`` and ``other`` (all but the first), in points.

    A piece that is taller than a page and cannot be divided has a page of its own and overflows it.
    """
    filler = _PageFiller(first, other, spacing)
    filler.fill(_groups(story))
    return [_repeat_table_head(page, index) for index, page in enumerate(filler.balanced())]


def divided(piece: Piece, room: float, spacing: Spacing) -> tuple[Piece | None, Piece | None]:
    """Divide a block so that its first part fits into ``room`` points; None for a part that is empty.

    A strip is never divided.
    """
    if isinstance(piece, Strip):
        return None, piece
    inner = room - piece.lowered - piece.frame.above - piece.frame.below
    cuts = [_cut(column, inner, spacing) for column in piece.columns]
    if not any(first for first, _ in cuts):
        return None, piece
    firsts, rests = (tuple(part[n] for part in cuts) for n in (0, 1))
    first = piece._replace(columns=firsts)
    if not any(rests):
        return first, None
    # The rest is aligned again; its heading is beside the first part.
    return first, piece._replace(columns=aligned(rests), gap=0.0, aside=(), lowered=0.0, begins_page=False)


def _groups(story: Sequence[Piece]) -> Iterator[Group]:
    """Gather pieces that keep together."""
    current: list[Piece] = []
    for piece in story:
        current.append(piece)
        if not piece.keep_with_next:
            yield tuple(current)
            current = []
    # The last piece may have keep_with_next set, though nothing follows.
    if current:
        yield tuple(current)


@dataclass(slots=True)
class _PageFiller:
    """The pages filled so far, and how much of the last one is used, in points."""

    first: float
    other: float
    spacing: Spacing
    pages: list[list[Group]] = field(default_factory=lambda: [[]])
    used: float = 0.0

    def fill(self, groups: Iterator[Group]) -> None:
        """Fill pages group by group.

        Every pass of the loop places a group, splits one, or begins a page on which one fits, so it ends.
        """
        waiting = deque(groups)
        while waiting:
            group = waiting.popleft()
            if group[0].begins_page and self.pages[-1]:
                self._begin_page()
            if self._needed(group) <= self._left():
                self._add(group)
            elif self.pages[-1] and self._head(group) + length_of(group, self.spacing) <= self.other:
                self._begin_page()
                waiting.appendleft(group)
            elif len(group) > 1:
                waiting.extendleft((piece,) for piece in reversed(group))
            else:
                self._divide(group[0], waiting)

    def _divide(self, piece: Piece, waiting: deque[Group]) -> None:
        """Put as much of a piece on the page as fits; if nothing does, it goes to the next page whole."""
        begun = bool(self.pages[-1])
        above = piece.gap * self.spacing.gaps if begun else self._head((piece,))
        part, rest = divided(piece, self._left() - above, self.spacing)
        if part is None and begun:
            self._begin_page()
            waiting.appendleft((piece,))
        else:
            # What fits on no page is placed all the same: the witness reports it.
            self._add((part or piece,))
            if part and rest:
                self._begin_page()
                waiting.appendleft((rest,))

    def _add(self, group: Group) -> None:
        self.used += self._needed(group)
        self.pages[-1].append(group)

    def _begin_page(self) -> None:
        self.pages.append([])
        self.used = 0.0

    def _left(self) -> float:
        return (self.first if len(self.pages) == 1 else self.other) - self.used + _EPSILON

    def _needed(self, group: Group) -> float:
        """Measure a group with the gap above it, or the table head if it begins a page."""
        above = group[0].gap * self.spacing.gaps if self.pages[-1] else self._head(group)
        return above + length_of(group, self.spacing)

    def _head(self, group: Group) -> float:
        """Measure the table head that is repeated above a group."""
        head = group[0].table_head
        return height_of(head, self.spacing) if head else 0.0

    def balanced(self) -> list[list[Piece]]:
        """Move groups from the page before until the last page has enough lines."""
        if len(self.pages) > 1:
            last, before = self.pages[-1], self.pages[-2]
            while (
                len(before) > 1
                and not last[0][0].begins_page
                and _lines(last) < LAST_PAGE_LINES
                and self._fits([before[-1], *last])
            ):
                last.insert(0, before.pop())
        return [_flatten(page) for page in self.pages]

    def _fits(self, page: Sequence[Group]) -> bool:
        return self._head(page[0]) + length_of(_flatten(page), self.spacing) <= self.other


def _flatten(page: Sequence[Group]) -> list[Piece]:
    return [piece for group in page for piece in group]


def _lines(page: Sequence[Group]) -> int:
    return sum(lines_of(piece) for group in page for piece in group)


def _repeat_table_head(page: list[Piece], index: int) -> list[Piece]:
    """Repeat a table's head above the first piece of a page that begins inside the table."""
    if index and page and page[0].table_head:
        return [page[0].table_head._replace(gap=0.0), page[0]._replace(gap=0.0), *page[1:]]
    return page


def _cut(
    column: Sequence[Piece], room: float, spacing: Spacing
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut a column where ``room`` ends, or above that if pieces keep together there."""
    used = 0.0
    for index, piece in enumerate(column):
        used += piece.gap * spacing.gaps if index else 0.0
        tall = height_of(piece, spacing)
        if used + tall > room + _EPSILON:
            # Blocks may be nested (a list in a cell): the innermost one that can be divided is divided.
            first, rest = divided(piece, room - used, spacing)
            if first and rest:
                return (*column[:index], first), (rest, *column[index + 1 :])
            at = _before_kept(column, index)
            return tuple(column[:at]), tuple(column[at:])
        used += tall
    return tuple(column), ()


def _before_kept(column: Sequence[Piece], index: int) -> int:
    """Find the last place up to ``index`` where pieces do not keep together; ``index`` if there is none."""
    at = index
    while at and column[at - 1].keep_with_next:
        at -= 1
    # If all keep together the cut has to go through them, or the block would fit on no page.
    return at or index
