"""Panels of cells: a large value with its label beneath, on a ground of the accent's tint."""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.baselines import drops
from leaflets.layout.boxes import Box, ground
from leaflets.layout.pages import shifted, shifted_links
from leaflets.layout.strips import Block, Frame, Piece, Strip, stack
from leaflets.layout.typesetter import Typesetter

_MOST_ACROSS = 4
_GUTTER = 12.0


def on_panel(pieces: Sequence[Piece], box: Box) -> Block:
    """Lay pieces on a tinted ground, with room around them."""
    pad = styles.PADDING
    return Block((tuple(pieces),), Frame(pad, pad, ground(box, styles.TINT, radius=5.0)))


def fact_rows(typesetter: Typesetter, facts: Sequence[Node], box: Box) -> list[Piece]:
    """Set facts in as few rows as leave every value its words whole, in two lines at the most."""
    for rows in range(1, len(facts) + 1):
        across = -(-len(facts) // rows)
        boxes = box.shared(across, _GUTTER)
        style = _value_style(typesetter, facts, boxes[0].width) if across <= _MOST_ACROSS else None
        if style:
            parts = [facts[at : at + across] for at in range(0, len(facts), across)]
            return [_row(typesetter, part, boxes, [style] * len(part)) for part in parts]
    return [_listed(typesetter, fact, box) for fact in facts]


def phone_rows(typesetter: Typesetter, phones: Sequence[Node], box: Box) -> list[Piece]:
    """Set telephone numbers in rows of as many as fit, the emergency numbers largest."""
    looks = [styles.EMERGENCY if phone.style == "emergency" else styles.PHONE for phone in phones]
    widths = [
        typesetter.width_of(value.runs, look)[1]
        for phone, look in zip(phones, looks, strict=True)
        for value in _parts(phone, Kind.VALUE)
    ]
    widest = max(widths, default=box.width)
    across = max(1, min(len(phones), int((box.width + _GUTTER) // (widest + _GUTTER))))
    boxes = box.shared(across, _GUTTER)
    rows = range(0, len(phones), across)
    return [_row(typesetter, phones[at : at + across], boxes, looks[at : at + across]) for at in rows]


def _parts(cell: Node, kind: Kind) -> list[Node]:
    return [part for part in cell.children if part.kind is kind]


def _value_style(typesetter: Typesetter, facts: Sequence[Node], width: float) -> styles.TextStyle | None:
    """Give the largest type in which every value takes one line; failing that, two lines, no word broken."""
    values = [value for fact in facts for value in _parts(fact, Kind.VALUE)]
    choices = [styles.TextStyle(size, 700, styles.ACCENT, 0.95) for size in styles.FACT_VALUES]
    for lines, fewest in ((1, choices[:-1]), (2, choices)):
        for style in fewest:
            if all(_fits(typesetter, value, width, style, lines) for value in values):
                return style
    return None


def _fits(typesetter: Typesetter, value: Node, width: float, style: styles.TextStyle, lines: int) -> bool:
    is_narrow = typesetter.width_of(value.runs, style)[0] <= width
    return is_narrow and typesetter.count(value, width, style) <= lines


def _row(
    typesetter: Typesetter, cells: Sequence[Node], boxes: Sequence[Box], looks: Sequence[styles.TextStyle]
) -> Block:
    """Set cells in a row: the values on one first baseline, the labels on another beneath them."""
    values = [
        _stacked(typesetter, cell, Kind.VALUE, box, look)
        for cell, box, look in zip(cells, boxes, looks, strict=False)
    ]
    terms = [
        _stacked(typesetter, cell, Kind.TERM, box, styles.FACT_LABEL)
        for cell, box in zip(cells, boxes, strict=False)
    ]
    lowered = drops(values)
    top = max((down + value.height for down, value in zip(lowered, values, strict=True)), default=0.0)
    beneath = [top + down for down in drops(terms)]
    cells_set = [(_cell(*parts),) for parts in zip(terms, beneath, values, lowered, strict=True)]
    return Block(tuple(cells_set), gap=styles.BLOCK_GAP)


def _stacked(typesetter: Typesetter, cell: Node, kind: Kind, box: Box, look: styles.TextStyle) -> Strip:
    return stack([strip for part in _parts(cell, kind) for strip in typesetter.node(part, box, look)])


def _cell(term: Strip, beneath: float, value: Strip, lowered: float) -> Strip:
    # In reading order the label comes first, though it stands beneath its value.
    items = (*shifted(term.items, -beneath), *shifted(value.items, -lowered))
    links = (*shifted_links(term.links, -beneath), *shifted_links(value.links, -lowered))
    over, lines = term.overfull or value.overfull, term.lines + value.lines
    base = lowered + value.baseline if value.baseline else 0.0
    return Strip(beneath + term.height, items, links, lines=lines, overfull=over, baseline=base)


def _listed(typesetter: Typesetter, fact: Node, box: Box) -> Block:
    """Set a fact over the whole width, its label above its value."""
    value = styles.TextStyle(styles.FACT_VALUES[-1], 700, styles.ACCENT)
    looks = {Kind.TERM: styles.FACT_LABEL, Kind.VALUE: value}
    lines = [strip for part in fact.children for strip in typesetter.node(part, box, looks[part.kind])]
    return Block((tuple(lines),), gap=styles.BLOCK_GAP)
