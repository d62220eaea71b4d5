"""Blocks to strips: paragraphs, lists, lines to write on, whatever stands below a heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflets.document.nodes import Kind, Node, Run
from leaflets.layout import styles
from leaflets.layout.figures import figure
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, beside, gapped, kept, stack
from leaflets.layout.tables import table

_PARAGRAPHS = {"small": styles.SMALL_TEXT, "ask": styles.ASK, "interpreter": styles.INTERPRETER}


def blocks(setter: Setter, nodes: Sequence[Node], box: Box, first_gap: float = 0.0) -> list[Strip]:
    """Set blocks one below the other."""
    strips: list[Strip] = []
    for index, node in enumerate(nodes):
        gap = setter.geometry.gap(_gap_above(node)) if index else first_gap
        strips += gapped(list(block(setter, node, box)), gap)
    return strips


def _gap_above(node: Node) -> float:
    if node.kind is Kind.LINES:
        return 0.0
    return 7.0 if node.kind in (Kind.DIV, Kind.FIGURE, Kind.TABLE, Kind.SECTION) else styles.BLOCK_GAP


def block(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    """Set one block of any kind."""
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
        strips += gapped(list(block(setter, child, box)), gap)
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
    label = item.label
    return setter.once(label, lambda: setter.width_of((Run(label),), styles.PARAGRAPH)[1])


def _ruled(setter: Setter, count: int, box: Box) -> Iterator[Strip]:
    for index in range(count):
        height = styles.RULED_LINE if count > 1 else styles.RULED_LINE - 3
        rule = setter.rule(height - 2, box)
        yield Strip(height, (rule,), keep=index < count - 1, ruled=count > 1 and index == count - 1)


def _pairs(setter: Setter, node: Node, box: Box) -> Iterator[Strip]:
    for fact in node.children:
        yield stack([strip for part in fact.children for strip in setter.node(part, box, styles.PARAGRAPH)])


def split_heading(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Take the heading of a section from what follows it."""
    if node.children and node.children[0].kind is Kind.HEADING:
        return node.children[0], node.children[1:]
    return None, node.children
