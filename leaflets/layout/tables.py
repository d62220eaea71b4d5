"""Tables: columns as wide as their words want, a strip a row, the head drawn again on a new page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.pages import Artifact, Item, TextItem
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, gapped, kept, shifted, stack

_PAD = 5.0
_STRENGTHS = (0.4, 0.6, 0.8, 1.0)
_HEAD = replace(styles.SUBHEADING, colour=styles.ACCENT)


def table(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    """Set a table: caption, head, rows."""
    rows = [child for child in node.children if child.kind is Kind.ROW]
    captions = [child for child in node.children if child.kind is Kind.CAPTION]
    widths = setter.once((id(node), box.width), lambda: column_widths(setter, rows, box.width))
    for caption in captions:
        yield from kept(setter.node(caption, box, styles.PARAGRAPH))
    head: Strip | None = None
    for index, row in enumerate(rows):
        is_head = all(cell.scope == "col" for cell in row.children)
        strip = _row(setter, row, box, widths, is_head=is_head)
        if is_head:
            head = as_artifact(strip)
            yield from gapped([strip._replace(keep=True)], 5.0)
        else:
            yield strip._replace(head=head, keep=index == len(rows) - 2)


def column_widths(setter: Setter, rows: Sequence[Node], width: float) -> list[float]:
    """Share a width among columns so that no word is broken and the table is as short as it can be.

    Beyond its least width (CSS 2.1 17.5.2.2) a column gets room by what its words want; how
    strongly, is tried.
    """
    columns = max(len(row.children) for row in rows)
    least, most = [0.0] * columns, [0.0] * columns
    for row in rows:
        for index, cell in enumerate(row.children):
            narrow, wide = setter.width_of(cell.runs, _style(cell))
            least[index] = max(least[index], narrow + 2 * _PAD)
            most[index] = max(most[index], wide + 2 * _PAD)
    spare = width - sum(least)
    if spare <= 0:
        return [each * width / sum(least) for each in least]
    choices = [_shares(least, most, spare, strength) for strength in _STRENGTHS]
    return min(choices, key=lambda widths: _lines(setter, rows, widths))


def _shares(least: Sequence[float], most: Sequence[float], spare: float, strength: float) -> list[float]:
    wants = [max(0.0, wide - narrow) ** strength for wide, narrow in zip(most, least, strict=True)]
    whole = sum(wants) or 1.0
    return [narrow + spare * want / whole for narrow, want in zip(least, wants, strict=True)]


def _lines(setter: Setter, rows: Sequence[Node], widths: Sequence[float]) -> int:
    """Count the lines of a table: of the tallest cell of each row."""
    return sum(
        max(
            len(setter.node(cell, Box(0.0, width - 2 * _PAD), _style(cell)))
            for cell, width in zip(row.children, widths, strict=False)
        )
        for row in rows
    )


def _style(cell: Node) -> styles.TextStyle:
    if cell.kind is Kind.HEADER_CELL:
        return _HEAD if cell.scope == "col" else styles.SUBHEADING
    return styles.PARAGRAPH


def _row(setter: Setter, row: Node, box: Box, widths: Sequence[float], *, is_head: bool) -> Strip:
    start = box.start
    cells: list[Strip] = []
    for cell, width in zip(row.children, widths, strict=False):
        cells.append(stack(setter.node(cell, Box(start + _PAD, width - 2 * _PAD), _style(cell))))
        start += width
    height = max(cell.height for cell in cells) + _PAD + 3.0
    ground: list[Item] = [setter.panel(height, box, styles.TINT)] if is_head else []
    rule = setter.rule(height, box, styles.ACCENT if is_head else styles.RULE, 1.0 if is_head else 0.5)
    words = [item for cell in cells for item in shifted(cell.items, -_PAD + 1.0)]
    return Strip(height, (*ground, *words, rule), lines=max(cell.lines for cell in cells))


def as_artifact(strip: Strip) -> Strip:
    """Make a strip's words belong to nobody: a head drawn a second time is not read a second time."""
    items = tuple(
        replace(item, owner=Artifact.PAGINATION) if isinstance(item, TextItem) else item
        for item in strip.items
    )
    return strip._replace(items=items, lines=0)
