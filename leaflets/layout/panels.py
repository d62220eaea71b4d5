"""Panels of cells: a large value with its label beneath, on a background of the accent's tint.

In: the pairs of a definition list, key facts or telephone numbers. Out: rows of cells of equal width, in the
largest type that breaks no word.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout.baselines import drops
from leaflets.layout.boxes import Box, background
from leaflets.layout.pages import shifted, shifted_links
from leaflets.layout.strips import Block, Frame, Piece, Strip, stack
from leaflets.layout.styles import TINT, TextStyle
from leaflets.layout.typesetter import Typesetter

_CORNER = 5.0  # points: the radius of a panel's corners


def on_panel(typesetter: Typesetter, pieces: Sequence[Piece], box: Box) -> Block:
    """Put pieces on a tinted background, with padding."""
    pad = typesetter.gaps.panel
    return Block((tuple(pieces),), Frame(pad, pad, background(box, TINT, radius=_CORNER)))


def fact_rows(typesetter: Typesetter, facts: Sequence[Node], box: Box) -> list[Piece]:
    """Set facts in as few rows as possible, with every value in two lines at most and no word broken."""
    for rows in range(1, len(facts) + 1):
        across = -(-len(facts) // rows)  # rounded up
        boxes = box.shared(across, typesetter.gaps.panel_gutter)
        may_be = across <= typesetter.edition.facts_across
        style = _value_style(typesetter, facts, boxes[0].width) if may_be else None
        if style:
            parts = [facts[at : at + across] for at in range(0, len(facts), across)]
            return [_row(typesetter, part, boxes, [style] * len(part)) for part in parts]
    # A value that does not fit into two lines of the whole width is set as text.
    return [_listed(typesetter, fact, box) for fact in facts]


def phone_rows(typesetter: Typesetter, phones: Sequence[Node], box: Box) -> list[Piece]:
    """Set telephone numbers in rows of as many as fit, emergency numbers in larger type."""
    scale, gutter = typesetter.type, typesetter.gaps.panel_gutter
    styles = [scale.emergency if phone.style == "emergency" else scale.phone for phone in phones]
    widths = [
        typesetter.width_of(value.runs, style)[1]
        for phone, style in zip(phones, styles, strict=True)
        for value in _parts(phone, Kind.VALUE)
    ]
    # A number is never broken, so the widest decides how many fit; n cells have n - 1 gutters.
    widest = max(widths, default=box.width)
    across = max(1, min(len(phones), int((box.width + gutter) // (widest + gutter))))
    boxes = box.shared(across, gutter)
    rows = range(0, len(phones), across)
    return [_row(typesetter, phones[at : at + across], boxes, styles[at : at + across]) for at in rows]


def _parts(cell: Node, kind: Kind) -> list[Node]:
    """Find the terms or the values of a cell: HTML lets a group have several (4.4.9, the dl element)."""
    return [part for part in cell.children if part.kind is kind]


def _value_style(typesetter: Typesetter, facts: Sequence[Node], width: float) -> TextStyle | None:
    """Find the largest type in which every value takes one line or, failing that, two, with no word broken.

    All facts of a panel have the same size. None if there is no such size: too many are side by side.
    """
    values = [value for fact in facts for value in _parts(fact, Kind.VALUE)]
    choices = typesetter.type.fact_values
    # Two lines of larger type are better than one line of the smallest.
    for lines, fewest in ((1, choices[:-1]), (2, choices)):
        for style in fewest:
            if all(_fits(typesetter, value, width, style, lines) for value in values):
                return style
    return None


def _fits(typesetter: Typesetter, value: Node, width: float, style: TextStyle, lines: int) -> bool:
    is_narrow = typesetter.width_of(value.runs, style)[0] <= width
    return is_narrow and typesetter.count_lines(value, width, style) <= lines


def _row(
    typesetter: Typesetter, cells: Sequence[Node], boxes: Sequence[Box], styles: Sequence[TextStyle]
) -> Block:
    """Set cells in a row: the values aligned on a first baseline, the labels below on another."""
    values = [
        _stacked(typesetter, cell, Kind.VALUE, box, style)
        for cell, box, style in zip(cells, boxes, styles, strict=False)
    ]
    terms = [
        _stacked(typesetter, cell, Kind.TERM, box, typesetter.type.fact_label)
        for cell, box in zip(cells, boxes, strict=False)
    ]
    lowered = drops(values)
    top = max((down + value.height for down, value in zip(lowered, values, strict=True)), default=0.0)
    beneath = [top + down for down in drops(terms)]
    cells_set = [(_cell(*parts),) for parts in zip(terms, beneath, values, lowered, strict=True)]
    return Block(tuple(cells_set), gap=typesetter.gaps.block)


def _stacked(typesetter: Typesetter, cell: Node, kind: Kind, box: Box, style: TextStyle) -> Strip:
    return stack([strip for part in _parts(cell, kind) for strip in typesetter.set_node(part, box, style)])


def _cell(term: Strip, beneath: float, value: Strip, lowered: float) -> Strip:
    # In reading order the label comes first, though it is below its value.
    items = (*shifted(term.items, -beneath), *shifted(value.items, -lowered))
    links = (*shifted_links(term.links, -beneath), *shifted_links(value.links, -lowered))
    over, lines = term.overfull or value.overfull, term.lines + value.lines
    base = lowered + value.baseline if value.baseline else 0.0
    return Strip(beneath + term.height, items, links, lines=lines, overfull=over, baseline=base)


def _listed(typesetter: Typesetter, fact: Node, box: Box) -> Block:
    """Set a fact over the whole width, its label above its value."""
    styles = {Kind.TERM: typesetter.type.fact_label, Kind.VALUE: typesetter.type.fact_as_text}
    lines = [strip for part in fact.children for strip in typesetter.set_node(part, box, styles[part.kind])]
    return Block((tuple(lines),), gap=typesetter.gaps.block)
