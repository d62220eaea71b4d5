"""Tables: columns as wide as their words want, a block a row, the head drawn again on a new page.

Columns have their least and greatest widths as in the automatic layout of CSS (CSS 2.1 17.5.2.2). How they
share what is spare is left open there: here several ways are tried, and the lowest table is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.baselines import side_by_side
from leaflets.layout.boxes import Box, ground, rule
from leaflets.layout.pages import Artifact, TextItem
from leaflets.layout.strips import LOOSE, Block, Frame, Piece, Strip, height_of, keep_together, with_gap
from leaflets.layout.typesetter import Typesetter

_PAD = 5.0  # between the edge of a cell and its words, at the sides
_FOOT_PAD = _PAD - 1.0  # above and below, where lines have some room of their own
_BELOW_CAPTION = 5.0
# How strongly a column with more words draws spare width: exponents, of which 1 shares it by what words want,
# and less favours the columns with few.
_STRENGTHS = (0.4, 0.6, 0.8, 1.0)
_HEAD = replace(styles.SUBHEADING, colour=styles.ACCENT)
_REPEATED_LIMIT = 0.25  # of a page: a taller head is not drawn again


def table(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set a table: caption, head, rows. Each row knows the head, should a page begin with the row."""
    rows = [child for child in node.children if child.kind is Kind.ROW]
    widths = column_widths(typesetter, rows, box.width)
    for caption in node.children:
        if caption.kind is Kind.CAPTION:
            yield from keep_together(typesetter.node(caption, box, styles.LABEL))
    head: Piece | None = None
    for index, row in enumerate(rows):
        is_head = all(cell.scope == "col" for cell in row.children)
        block = _row(typesetter, row, box, widths, is_head=is_head)
        if is_head:
            low = height_of(block, LOOSE) < _REPEATED_LIMIT * typesetter.geometry.height
            head = as_artifact(block) if low else None
            yield from with_gap([block._replace(keep_with_next=True)], _BELOW_CAPTION)
        else:
            # The last row does not stand on a page alone.
            yield block._replace(table_head=head, keep_with_next=index == len(rows) - 2)


def column_widths(typesetter: Typesetter, rows: Sequence[Node], width: float) -> list[float]:
    """Share a width among columns so that no word is broken and the table is as short as it can be.

    Beyond its least width (CSS 2.1 17.5.2.2) a column gets room by what its words want; how
    strongly, is tried. Where the least widths are too much, the widest columns give way.
    """
    columns = max(len(row.children) for row in rows)
    # What each column takes at the least, with no word broken, and at the most, with every cell on one line.
    least, most = [0.0] * columns, [0.0] * columns
    for row in rows:
        for index, cell in enumerate(row.children):
            narrow, wide = typesetter.width_of(cell.runs, _style(cell))
            least[index] = max(least[index], narrow + 2 * _PAD)
            most[index] = max(most[index], wide + 2 * _PAD)
    spare = width - sum(least)
    if spare <= 0:
        return _capped(least, width)
    choices = [_shares(least, most, spare, strength) for strength in _STRENGTHS]
    return min(choices, key=lambda widths: _lines(typesetter, rows, widths))


def _capped(least: Sequence[float], width: float) -> list[float]:
    """Cut the widest columns to one width, so that all together take ``width``: short words stay whole."""
    left, level = width, 0.0
    # From the narrowest up: what is below an even share of the rest keeps its width, the others share anew.
    for taken, wanted in enumerate(sorted(least)):
        level = left / (len(least) - taken)
        if wanted > level:
            break
        left -= wanted
    return [min(each, level) for each in least]


def _shares(least: Sequence[float], most: Sequence[float], spare: float, strength: float) -> list[float]:
    # Where no column wants more than it has, none gets more, and the table is narrower than its box.
    wants = [max(0.0, wide - narrow) ** strength for wide, narrow in zip(most, least, strict=True)]
    whole = sum(wants) or 1.0
    return [narrow + spare * want / whole for narrow, want in zip(least, wants, strict=True)]


def _lines(typesetter: Typesetter, rows: Sequence[Node], widths: Sequence[float]) -> int:
    """Count the lines of a table: of the tallest cell of each row."""
    return sum(
        max(
            typesetter.count(cell, width - 2 * _PAD, _style(cell))
            for cell, width in zip(row.children, widths, strict=False)
        )
        for row in rows
    )


def _style(cell: Node) -> styles.TextStyle:
    """Choose the type of a cell: heads of columns in the accent's colour, heads of rows bold."""
    if cell.kind is Kind.HEADER_CELL:
        return _HEAD if cell.scope == "col" else styles.SUBHEADING
    return styles.CELL


def _row(typesetter: Typesetter, row: Node, box: Box, widths: Sequence[float], *, is_head: bool) -> Block:
    rest = box
    cells: list[tuple[Strip, ...]] = []
    for cell, width in zip(row.children, widths, strict=False):
        cells.append(typesetter.node(cell, rest.part(0.0, width).inset(_PAD), _style(cell)))
        rest = rest.indented(width)
    tint = ground(box, styles.TINT) if is_head else None
    line = rule(box, 0.0, *((styles.ACCENT, 1.0) if is_head else (styles.RULE, 0.5)))
    return side_by_side(cells, Frame(_FOOT_PAD, _FOOT_PAD, tint, line))


def as_artifact(piece: Piece) -> Piece:
    """Make a piece's words belong to nobody: a head drawn a second time is not read a second time.

    It counts no lines either, so that it does not help a last page over the least it has to hold.
    """
    if isinstance(piece, Block):
        columns = tuple(tuple(as_artifact(part) for part in column) for column in piece.columns)
        return piece._replace(columns=columns)
    items = tuple(
        replace(item, owner=Artifact.HEADER) if isinstance(item, TextItem) else item for item in piece.items
    )
    return piece._replace(items=items, links=(), lines=0)
