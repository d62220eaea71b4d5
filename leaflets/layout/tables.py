"""Tables: column widths from their content, one block for each row, the head repeated on a new page.

A cell holds words, or blocks one below the other, and may have a direction of its own. A row that is taller
than a page is divided.

Columns have minimum and maximum widths as in the automatic layout of CSS (CSS 2.1 17.5.2.2). CSS leaves open
how they share spare width: here several ways are tried, and the one with the fewest lines is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from leaflets.document.nodes import Kind, Node
from leaflets.layout.baselines import side_by_side
from leaflets.layout.boxes import Box, background, rule
from leaflets.layout.pages import Artifact, TextItem
from leaflets.layout.strips import LOOSE, Block, Frame, Piece, height_of, keep_together, with_gap
from leaflets.layout.styles import ACCENT, RULE, TINT, TextStyle
from leaflets.layout.typesetter import Typesetter

_PAD_X = 5.0  # between the edge of a cell and its words, at the sides
_PAD_Y = _PAD_X - 1.0  # above and below, where leading adds some
_BELOW_CAPTION = 5.0
# Exponents of what each column wants beyond its minimum: 1 shares the spare width in proportion, a smaller
# one favours columns that want little.
_EXPONENTS = (0.4, 0.6, 0.8, 1.0)
_REPEATED_LIMIT = 0.25  # of the page height: a taller head is not repeated


# Sets blocks one below the other. It is passed in: a table is a block itself.
SetBlocks = Callable[[Typesetter, Sequence[Node], Box], list[Piece]]


def table(typesetter: Typesetter, node: Node, box: Box, set_blocks: SetBlocks) -> Iterator[Piece]:
    """Set a table: caption, head, rows. Each row has the head, in case it begins a page.

    ``shares`` among its numbers gives the columns' shares of the width, in place of what their content needs.
    """
    rows = [child for child in node.children if child.kind is Kind.ROW]
    shares = dict(node.dataset).get("shares", "")
    widths = _shared(shares, box.width) if shares else column_widths(typesetter, rows, box.width)
    for caption in node.children:
        if caption.kind is Kind.CAPTION:
            yield from keep_together(typesetter.set_node(caption, box, typesetter.type.table_caption))
    head: Piece | None = None
    for index, row in enumerate(rows):
        is_head = row.is_head_row
        block = _row(typesetter, row, box, widths, set_blocks, is_head=is_head)
        if is_head:
            low = height_of(block, LOOSE) < _REPEATED_LIMIT * typesetter.geometry.height
            head = as_artifact(block) if low else None
            yield from with_gap([block._replace(keep_with_next=True)], _BELOW_CAPTION)
        else:
            # The last row is never alone on a page.
            yield block._replace(table_head=head, keep_with_next=index == len(rows) - 2)


def _shared(shares: str, width: float) -> list[float]:
    """Divide a width in proportion to numbers that are separated by spaces."""
    parts = [float(each) for each in shares.split()]
    return [width * part / sum(parts) for part in parts]


def column_widths(typesetter: Typesetter, rows: Sequence[Node], width: float) -> list[float]:
    """Share a width among columns so that no word is broken and the table has the fewest lines.

    Beyond its minimum width (CSS 2.1 17.5.2.2) a column gets a share by the exponents above. If the minimum
    widths are too wide together, the widest columns are reduced.
    """
    columns = max(len(row.children) for row in rows)
    # Min-content: no word broken; max-content: every cell on one line.
    least, most = [0.0] * columns, [0.0] * columns
    for row in rows:
        for index, cell in enumerate(row.children):
            for text in _texts(cell):
                narrow, wide = typesetter.width_of(text.runs, _style(typesetter, text))
                least[index] = max(least[index], narrow + 2 * _PAD_X)
                most[index] = max(most[index], wide + 2 * _PAD_X)
    spare = width - sum(least)
    if spare <= 0:
        return _cap(least, width)
    choices = [_distribute(least, most, spare, exponent) for exponent in _EXPONENTS]
    return min(choices, key=lambda widths: _lines(typesetter, rows, widths))


def _cap(least: Sequence[float], width: float) -> list[float]:
    """Reduce the widest columns to one width, so that all take ``width`` together: short words stay whole."""
    left, level = width, 0.0
    # From the narrowest up: a column below an even share of the rest keeps its width.
    for taken, wanted in enumerate(sorted(least)):
        level = left / (len(least) - taken)
        if wanted > level:
            break
        left -= wanted
    return [min(each, level) for each in least]


def _distribute(least: Sequence[float], most: Sequence[float], spare: float, exponent: float) -> list[float]:
    # If no column wants more than its minimum, the table is narrower than its box.
    wants = [max(0.0, wide - narrow) ** exponent for wide, narrow in zip(most, least, strict=True)]
    whole = sum(wants) or 1.0
    return [narrow + spare * want / whole for narrow, want in zip(least, wants, strict=True)]


def _lines(typesetter: Typesetter, rows: Sequence[Node], widths: Sequence[float]) -> int:
    """Count the lines of a table, those of the tallest cell in each row."""
    return sum(
        max(
            sum(
                typesetter.count_lines(text, width - 2 * _PAD_X, _style(typesetter, text))
                for text in _texts(cell)
            )
            for cell, width in zip(row.children, widths, strict=False)
        )
        for row in rows
    )


def _style(typesetter: Typesetter, cell: Node) -> TextStyle:
    """Choose the type of a cell: heads of columns in the accent's colour, heads of rows bold."""
    if cell.kind is Kind.HEADER_CELL:
        scale = typesetter.type
        return scale.column_head if cell.scope == "col" else scale.row_head
    return typesetter.type.cell


def _texts(cell: Node) -> list[Node]:
    """Find the nodes with the words of a cell: itself, or the blocks in it."""
    return [node for node in cell.walk() if node.runs or not cell.children]


def _cell(typesetter: Typesetter, cell: Node, box: Box, set_blocks: SetBlocks) -> Sequence[Piece]:
    """Set a cell against the edge where its own direction begins."""
    own = box.turned(cell.direction) if cell.direction and cell.direction != box.direction else box
    if cell.children:
        return set_blocks(typesetter, cell.children, own)
    return typesetter.set_node(cell, own, _style(typesetter, cell))


def _row(
    typesetter: Typesetter,
    row: Node,
    box: Box,
    widths: Sequence[float],
    set_blocks: SetBlocks,
    *,
    is_head: bool,
) -> Block:
    rest = box
    cells: list[Sequence[Piece]] = []
    for cell, width in zip(row.children, widths, strict=False):
        cells.append(_cell(typesetter, cell, rest.part(0.0, width).inset(_PAD_X), set_blocks))
        rest = rest.indented(width)
    tint = background(box, TINT) if is_head else None
    line = rule(box, 0.0, *((ACCENT, 1.0) if is_head else (RULE, 0.5)))
    return side_by_side(cells, Frame(_PAD_Y, _PAD_Y, tint, line))


def as_artifact(piece: Piece) -> Piece:
    """Make a piece's words an artifact, so that a repeated head is not read again.

    Its lines do not count for the least number of lines of a last page.
    """
    if isinstance(piece, Block):
        columns = tuple(tuple(as_artifact(part) for part in column) for column in piece.columns)
        return piece._replace(columns=columns)
    items = tuple(
        replace(item, owner=Artifact.HEADER) if isinstance(item, TextItem) else item for item in piece.items
    )
    return piece._replace(items=items, links=(), lines=0)
