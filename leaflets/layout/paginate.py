"""Where pages end: pieces to pages, with nothing alone at an edge and nothing taller than a page.

Pieces that keep with the next form a group. Pages are filled group by group; a group that is too tall for any
page comes apart into its pieces, and a block that is too tall is divided, column by column. The last
page of several holds six lines of text or more, so groups are drawn over to it if it has fewer.

There is no search for the best of all breaks, as for the lines of a paragraph: how loosely a leaflet is set
is tried from outside (:data:`leaflets.layout.styles.SPACINGS`), and each try counts anew what fits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.layout.baselines import aligned
from leaflets.layout.strips import Piece, Spacing, Strip, height_of, length_of, lines_of

# Fewer would look like something left over.
LAST_PAGE_LINES = 6
# Points. Sums of heights differ in their last digits by the order in which they were added.
_EPSILON = 0.01

Group = tuple[Piece, ...]


def paginate(story: Sequence[Piece], first: float, other: float, spacing: Spacing) -> list[list[Piece]]:
    """Share pieces among pages of the heights ``first`` and ``other`` (all but the first), in points.

    What is taller than a page and cannot be divided stands on one of its own, and reaches beyond its foot.
    """
    filler = _PageFiller(first, other, spacing)
    filler.fill(_groups(story))
    return [_with_table_head(page, index) for index, page in enumerate(filler.balanced())]


def divided(piece: Piece, room: float, spacing: Spacing) -> tuple[Piece | None, Piece | None]:
    """Divide a block so that its first part fits into ``room`` points; what does not fit at all is all rest.

    Of a strip nothing comes off.
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
    # The rest begins on one baseline again; its heading stands beside the first part.
    return first, piece._replace(columns=aligned(rests), gap=0.0, aside=(), lowered=0.0)


def _groups(story: Sequence[Piece]) -> Iterator[Group]:
    """Gather pieces that keep together."""
    current: list[Piece] = []
    for piece in story:
        current.append(piece)
        if not piece.keep_with_next:
            yield tuple(current)
            current = []
    # A story may end in a piece that has no next to be kept with.
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

        Every turn of the loop places a group, takes one apart, or turns to an empty page for one that fits
        there, so it ends.
        """
        waiting = deque(groups)
        while waiting:
            group = waiting.popleft()
            if self._needed(group) <= self._left():
                self._add(group)
            elif self.pages[-1] and self._head(group) + length_of(group, self.spacing) <= self.other:
                self._turn()
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
            self._turn()
            waiting.appendleft((piece,))
        else:
            # What fits on no page is placed nevertheless, on one of its own: the witness tells of it.
            self._add((part or piece,))
            if part and rest:
                self._turn()
                waiting.appendleft((rest,))

    def _add(self, group: Group) -> None:
        self.used += self._needed(group)
        self.pages[-1].append(group)

    def _turn(self) -> None:
        self.pages.append([])
        self.used = 0.0

    def _left(self) -> float:
        return (self.first if len(self.pages) == 1 else self.other) - self.used + _EPSILON

    def _needed(self, group: Group) -> float:
        """Measure a group with the gap above it, or the table head if it begins a page."""
        above = group[0].gap * self.spacing.gaps if self.pages[-1] else self._head(group)
        return above + length_of(group, self.spacing)

    def _head(self, group: Group) -> float:
        """Measure the table head that is drawn again above a group."""
        head = group[0].table_head
        return height_of(head, self.spacing) if head else 0.0

    def balanced(self) -> list[list[Piece]]:
        """Draw groups over from the page before, until the last page is no orphan."""
        if len(self.pages) > 1:
            last, before = self.pages[-1], self.pages[-2]
            # The page before keeps one group at least, or it would be empty.
            while len(before) > 1 and _lines(last) < LAST_PAGE_LINES and self._fits([before[-1], *last]):
                last.insert(0, before.pop())
        return [_joined(page) for page in self.pages]

    def _fits(self, page: Sequence[Group]) -> bool:
        return self._head(page[0]) + length_of(_joined(page), self.spacing) <= self.other


def _joined(page: Sequence[Group]) -> list[Piece]:
    return [piece for group in page for piece in group]


def _lines(page: Sequence[Group]) -> int:
    return sum(lines_of(piece) for group in page for piece in group)


def _with_table_head(page: list[Piece], index: int) -> list[Piece]:
    """Put a table's head above the first piece of a page that begins inside the table."""
    # The first page begins with the masthead, and a table's first row has its head above it there.
    if index and page and page[0].table_head:
        return [page[0].table_head._replace(gap=0.0), page[0]._replace(gap=0.0), *page[1:]]
    return page


def _cut(
    column: Sequence[Piece], room: float, spacing: Spacing
) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut a column where ``room`` ends, or above if pieces keep together there."""
    used = 0.0
    for index, piece in enumerate(column):
        used += piece.gap * spacing.gaps if index else 0.0
        tall = height_of(piece, spacing)
        if used + tall > room + _EPSILON:
            # Blocks lie within blocks (a list in a cell): the innermost that can be cut is cut.
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
    # Where all of them keep together the cut has to go through them, or the block would fit on no page.
    return at or index
