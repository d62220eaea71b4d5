"""Sections to strips: what hangs beside, stands above, stands side by side, lies on a panel."""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.blocks import block, blocks, split_heading
from leaflets.layout.panels import cells_row, on_panel, shared, value_style
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, beside, columns, gapped, kept, stack

_SECTIONS_BESIDE_LIMIT = 0.55  # of a page: taller pairs of columns are set one below the other


def story(setter: Setter, children: Sequence[Node]) -> list[Strip]:
    """Set the blocks of an article, one below the other."""
    geometry = setter.geometry
    whole = Box(0.0, geometry.measure)
    strips: list[Strip] = []
    for node in children:
        if node.style == "facts":
            part = [facts(setter, node, whole)]
        elif node.style == "balance":
            part = balance(setter, node)
        elif node.style == "help":
            part = [help_panel(setter, node, whole)]
        elif node.style == "glossary":
            part = glossary(setter, node, whole)
        elif node.style == "wide":
            part = wide(setter, node, whole)
        else:
            part = section(setter, node)
        strips += gapped(part, geometry.gap(styles.SECTION_GAP))
    return strips


def section(setter: Setter, node: Node) -> list[Strip]:
    """Set a section: its heading hangs beside its text, on the start side."""
    geometry = setter.geometry
    heading, rest = split_heading(node)
    side = setter.node(heading, Box(0.0, geometry.aside), styles.HEADING) if heading else []
    body = blocks(setter, rest, Box(geometry.body_start, geometry.body))
    return beside(side, body)


def wide(setter: Setter, node: Node, box: Box) -> list[Strip]:
    """Set a section whose heading stands above, over the whole measure."""
    heading, rest = split_heading(node)
    head = kept(setter.node(heading, box, styles.HEADING)) if heading else []
    return [*head, *blocks(setter, rest, box, first_gap=styles.BLOCK_GAP)]


def glossary(setter: Setter, node: Node, box: Box) -> list[Strip]:
    """Set words and what they mean in two columns; a row of both is one strip."""
    heading, rest = split_heading(node)
    head = kept(setter.node(heading, box, styles.HEADING)) if heading else []
    entries = [entry for part in rest for entry in part.children]
    boxes = shared(box, 2, gutter=20.0)
    rows = []
    for at in range(0, len(entries), 2):
        cells = [_entry(setter, *pair) for pair in zip(entries[at : at + 2], boxes, strict=False)]
        rows.append(columns(cells[0], cells[1] if len(cells) > 1 else [], setter.geometry.gap(5.0)))
    return [*head, *rows]


def _entry(setter: Setter, entry: Node, box: Box) -> list[Strip]:
    looks = {Kind.TERM: styles.SUBHEADING, Kind.VALUE: styles.PARAGRAPH}
    return [strip for part in entry.children for strip in setter.node(part, box, looks[part.kind])]


def balance(setter: Setter, node: Node) -> list[Strip]:
    """Set advantages and limitations side by side, equal in width and weight."""
    geometry = setter.geometry
    gutter = 20.0
    half = (geometry.measure - gutter) / 2
    if len(node.children) == 2:
        first, second = (
            _column(setter, child, Box(index * (half + gutter), half))
            for index, child in enumerate(node.children)
        )
        joined = columns(first, second, 0.0)
        if joined.height < _SECTIONS_BESIDE_LIMIT * geometry.height:
            return [joined]
    return [strip for child in node.children for strip in section(setter, child)]


def _column(setter: Setter, node: Node, box: Box) -> list[Strip]:
    heading, rest = split_heading(node)
    rule = Strip(5.0, (setter.rule(0.5, box, styles.ACCENT, 1.0),))
    head = setter.node(heading, box, styles.HEADING) if heading else []
    return [rule, *head, *blocks(setter, rest, box, first_gap=2.0)]


def help_panel(setter: Setter, node: Node, box: Box) -> Strip:
    """Set where to get help: large telephone numbers with what they are for, on a panel."""
    heading, rest = split_heading(node)
    inner = box.inset(styles.PADDING + 3)
    strips = list(setter.node(heading, inner, styles.HEADING)) if heading else []
    for part in rest:
        body = _phones(setter, part, inner) if part.kind is Kind.FACTS else list(block(setter, part, inner))
        strips += gapped(body, setter.geometry.gap(4.0))
    return on_panel(setter, stack(strips), box)


def facts(setter: Setter, node: Node, box: Box) -> Strip:
    """Set the key facts as a panel: a heading, then cells with a large value and its label beneath."""
    heading, rest = split_heading(node)
    cells = [fact for group in rest for fact in group.children]
    inner = box.inset(styles.PADDING + 3)
    head = setter.node(heading, inner, styles.HEADING) if heading else []
    boxes = shared(inner, len(cells))
    value = value_style(setter, cells, boxes[0].width) if boxes else styles.PARAGRAPH
    row = cells_row(setter, cells, boxes, [value] * len(cells))
    return on_panel(setter, stack([*head, row._replace(gap=3.0)]), box)


def _phones(setter: Setter, node: Node, box: Box) -> list[Strip]:
    """Set telephone numbers in rows of as many as fit, the emergency numbers largest."""
    cells = list(node.children)
    looks = [styles.EMERGENCY if cell.style == "emergency" else styles.PHONE for cell in cells]
    widest = max(
        (setter.width_of(cell.children[1].runs, look)[1] for cell, look in zip(cells, looks, strict=True)),
        default=box.width,
    )
    across = max(1, min(len(cells), int((box.width + 12.0) // (widest + 12.0))))
    rows = range(0, len(cells), across)
    boxes = shared(box, across)
    return [
        cells_row(
            setter, cells[at : at + across], boxes[: len(cells[at : at + across])], looks[at : at + across]
        )
        for at in rows
    ]
