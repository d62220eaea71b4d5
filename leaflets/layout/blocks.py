"""Blocks to strips: paragraphs, lists, lines to write on, panels, and sections with hanging headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaflets.document.nodes import Kind, Node, Run
from leaflets.layout import styles
from leaflets.layout.figures import figure
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, beside, columns, gapped, kept, shifted, shifted_links, stack
from leaflets.layout.tables import table

_PARAGRAPHS = {"small": styles.SMALL_TEXT, "ask": styles.ASK, "interpreter": styles.INTERPRETER}
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
        elif node.style == "wide":
            part = wide(setter, node, whole)
        else:
            part = section(setter, node)
        strips += gapped(part, geometry.gap(styles.SECTION_GAP))
    return strips


def section(setter: Setter, node: Node) -> list[Strip]:
    """Set a section: its heading hangs beside its text, on the start side."""
    geometry = setter.geometry
    heading, rest = _split_heading(node)
    side = setter.node(heading, Box(0.0, geometry.aside), styles.HEADING) if heading else []
    body = blocks(setter, rest, Box(geometry.body_start, geometry.body))
    return beside(side, body)


def wide(setter: Setter, node: Node, box: Box) -> list[Strip]:
    """Set a section whose heading stands above, over the whole measure."""
    heading, rest = _split_heading(node)
    head = kept(setter.node(heading, box, styles.HEADING)) if heading else []
    return [*head, *blocks(setter, rest, box, first_gap=styles.BLOCK_GAP)]


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
    heading, rest = _split_heading(node)
    rule = Strip(5.0, (setter.rule(0.5, box, styles.ACCENT, 1.0),))
    head = setter.node(heading, box, styles.HEADING) if heading else []
    return [rule, *head, *blocks(setter, rest, box, first_gap=2.0)]


def blocks(setter: Setter, nodes: Sequence[Node], box: Box, first_gap: float = 0.0) -> list[Strip]:
    """Set blocks one below the other."""
    strips: list[Strip] = []
    for index, node in enumerate(nodes):
        gap = setter.geometry.gap(_gap_above(node)) if index else first_gap
        strips += gapped(list(_block(setter, node, box)), gap)
    return strips


def _gap_above(node: Node) -> float:
    if node.kind is Kind.LINES:
        return 0.0
    return 7.0 if node.kind in (Kind.DIV, Kind.FIGURE, Kind.TABLE, Kind.SECTION) else styles.BLOCK_GAP


def _block(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    match node.kind:
        case Kind.PARAGRAPH:
            strips = setter.node(node, box, _PARAGRAPHS.get(node.style, styles.PARAGRAPH))
            # What asks for an answer stays with the line for it.
            yield from kept(strips) if node.style in ("ask", "notes") else strips
        case Kind.HEADING:
            yield from kept(setter.node(node, box, styles.SUBHEADING))
        case Kind.LIST | Kind.ORDERED_LIST:
            yield from _list(setter, node, box)
        case Kind.LINES:
            yield from _ruled(setter, node.lines, box)
        case Kind.DIV | Kind.SECTION | Kind.HEADER:
            yield from _group(setter, node, box)
        case Kind.FACTS:
            yield from _pairs(setter, node, box)
        case Kind.FIGURE:
            yield figure(setter, node, box)
        case Kind.TABLE:
            yield from table(setter, node, box)


def _group(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    strips: list[Strip] = []
    for index, child in enumerate(node.children):
        after_heading = index and node.children[index - 1].kind is Kind.HEADING
        gap = 0.0 if not index or after_heading else setter.geometry.gap(_gap_above(child))
        strips += gapped(list(_block(setter, child, box)), gap)
    yield from strips


def _list(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    """Set a list; its bullets and numbers hang on the start side."""
    indent = max((_label_width(setter, item) for item in node.children), default=0.0)
    inner = box.indented(max(styles.INDENT, indent + 5.0))
    for index, item in enumerate(node.children):
        label = setter.words(item.label, f"{item.id}.lbl", box, styles.PARAGRAPH)
        body = blocks(setter, item.children, inner)
        gap = setter.geometry.gap(styles.ITEM_GAP) if index else 0.0
        yield from gapped(beside(label, body), gap)


def _label_width(setter: Setter, item: Node) -> float:
    return setter.width_of((Run(item.label),), styles.PARAGRAPH)[1]


def _ruled(setter: Setter, count: int, box: Box) -> Iterator[Strip]:
    for index in range(count):
        height = styles.RULED_LINE if count > 1 else styles.RULED_LINE - 3
        rule = setter.rule(height - 2, box)
        yield Strip(height, (rule,), keep=index < count - 1, ruled=count > 1 and index == count - 1)


def _pairs(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    for fact in node.children:
        yield stack([strip for part in fact.children for strip in setter.node(part, box, styles.PARAGRAPH)])


def _split_heading(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    if node.children and node.children[0].kind is Kind.HEADING:
        return node.children[0], node.children[1:]
    return None, node.children


def facts(setter: Setter, node: Node, box: Box) -> Strip:
    """Set the key facts as a panel: a heading, then cells with a large value and its label beneath."""
    heading, rest = _split_heading(node)
    cells = [fact for group in rest for fact in group.children]
    inner = box.inset(styles.PADDING + 3)
    head = setter.node(heading, inner, styles.HEADING) if heading else []
    boxes = _shared(inner, len(cells))
    value = _value_style(setter, cells, boxes[0].width) if boxes else styles.PARAGRAPH
    row = _cells(setter, cells, boxes, [value] * len(cells))
    return _on_panel(setter, stack([*head, replace(row, gap=3.0)]), box)


def _shared(box: Box, count: int) -> list[Box]:
    """Share a range equally among cells."""
    gutter = 12.0
    width = (box.width - gutter * (count - 1)) / max(1, count)
    return [Box(box.start + index * (width + gutter), width) for index in range(count)]


def _value_style(setter: Setter, cells: Sequence[Node], width: float) -> styles.TextStyle:
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


def _cells(
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


def _on_panel(setter: Setter, content: Strip, box: Box) -> Strip:
    pad = styles.PADDING
    height = content.height + 2 * pad
    ground = setter.panel(height, box, styles.TINT, radius=5.0)
    items = (ground, *shifted(content.items, -pad))
    return Strip(height, items, shifted_links(content.links, -pad), lines=content.lines)


def help_panel(setter: Setter, node: Node, box: Box) -> Strip:
    """Set where to get help: large telephone numbers with what they are for, on a panel."""
    heading, rest = _split_heading(node)
    inner = box.inset(styles.PADDING + 3)
    strips = list(setter.node(heading, inner, styles.HEADING)) if heading else []
    for part in rest:
        body = _phones(setter, part, inner) if part.kind is Kind.FACTS else list(_block(setter, part, inner))
        strips += gapped(body, setter.geometry.gap(4.0))
    return _on_panel(setter, stack(strips), box)


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
    boxes = _shared(box, across)
    return [
        _cells(
            setter, cells[at : at + across], boxes[: len(cells[at : at + across])], looks[at : at + across]
        )
        for at in rows
    ]
