"""Panels of cells: a large value with its label beneath, on a ground of the accent's tint."""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, shifted, shifted_links, stack


def shared(box: Box, count: int, gutter: float = 12.0) -> list[Box]:
    """Share a range equally among cells."""
    width = (box.width - gutter * (count - 1)) / max(1, count)
    return [Box(box.start + index * (width + gutter), width) for index in range(count)]


def value_style(setter: Setter, cells: Sequence[Node], width: float) -> styles.TextStyle:
    """Give the largest type in which every value takes one line; failing that, two lines, no word broken."""
    values = [part for cell in cells for part in cell.children if part.kind is Kind.VALUE]
    choices = [styles.TextStyle(size, 700, styles.ACCENT, 0.95) for size in styles.FACT_VALUES]
    for lines, fewest in ((1, choices[:-1]), (2, choices)):
        for style in fewest:
            if all(_fits(setter, value, width, style, lines) for value in values):
                return style
    return choices[-1]


def _fits(setter: Setter, value: Node, width: float, style: styles.TextStyle, lines: int) -> bool:
    is_narrow = setter.width_of(value.runs, style)[0] <= width
    return is_narrow and len(setter.node(value, Box(0.0, width), style)) <= lines


def cells_row(
    setter: Setter, cells: Sequence[Node], boxes: Sequence[Box], values: Sequence[styles.TextStyle]
) -> Strip:
    """Set cells in a row: the values on one base, the labels beneath the tallest of them."""
    terms, numbers = [], []
    for cell, box, style in zip(cells, boxes, values, strict=True):
        terms.append(stack(setter.node(cell.children[0], box, styles.FACT_LABEL)))
        numbers.append(stack(setter.node(cell.children[1], box, style)))
    top = max((number.height for number in numbers), default=0.0)
    placed: list[Strip] = []
    for term, number in zip(terms, numbers, strict=True):
        # In reading order the label comes first, though it stands beneath its value.
        items = (*shifted(term.items, -top), *shifted(number.items, number.height - top))
        links = (*shifted_links(term.links, -top), *shifted_links(number.links, number.height - top))
        placed.append(Strip(top + term.height, items, links))
    height = max((strip.height for strip in placed), default=0.0)
    joined = [item for strip in placed for item in strip.items]
    return Strip(height, tuple(joined), tuple(link for strip in placed for link in strip.links), lines=3)


def on_panel(setter: Setter, content: Strip, box: Box) -> Strip:
    """Lay a strip on a tinted ground, with room around it."""
    pad = styles.PADDING
    height = content.height + 2 * pad
    ground = setter.panel(height, box, styles.TINT, radius=5.0)
    items = (ground, *shifted(content.items, -pad))
    return Strip(height, items, shifted_links(content.links, -pad), lines=content.lines)
