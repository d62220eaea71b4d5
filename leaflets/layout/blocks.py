"""Blocks to pieces: paragraphs, lists, ruled lines, and anything else below a heading.

In: a node and its range across the page. Out: pieces from top to bottom. Sections and divs are set plainly,
whatever their class: only as parts of the article do they have a look (:mod:`leaflets.layout.sections`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from leaflets.document.nodes import DRAFT, Kind, Node, Run
from leaflets.layout.baselines import beside
from leaflets.layout.boxes import Box, rule
from leaflets.layout.editions import TypeScale
from leaflets.layout.figures.figure import figure
from leaflets.layout.pages import Artifact, RectItem, label_owner
from leaflets.layout.strips import Piece, Strip, keep_together, with_gap
from leaflets.layout.styles import INK, TextStyle
from leaflets.layout.tables import table
from leaflets.layout.typesetter import Typesetter

# By the class of a paragraph, with every class that leaflets.document.markup_rules allows.
PARAGRAPHS: Mapping[str, Callable[[TypeScale], TextStyle]] = MappingProxyType({
    "small": lambda scale: scale.small,
    "ask": lambda scale: scale.ask,
    "interpreter": lambda scale: scale.interpreter,
    "tick": lambda scale: scale.paragraph,
    # Masthead classes are plain paragraphs if a template uses them among the blocks.
    **dict.fromkeys(
        ("", "notes", DRAFT, "hospital", "department", "purpose"), lambda scale: scale.paragraph
    ),
})  # fmt: skip
# These have a larger gap above than a paragraph.
_AIRY = (Kind.DIV, Kind.FIGURE, Kind.TABLE, Kind.SECTION)
_TO_TEXT = 5.0  # between a bullet or number that is wider than the indent and its text
_TICK = 0.8  # of the type size
_RULE_FOOT = 2.0  # between a ruled line and the next strip
_SINGLE_LINE_REDUCTION = 3.0  # a line on its own has less room


def blocks(typesetter: Typesetter, nodes: Sequence[Node], box: Box, first_gap: float = 0.0) -> list[Piece]:
    """Set blocks one below the other; ``first_gap`` is above the first, its own gap above each other one."""
    pieces: list[Piece] = []
    for index, node in enumerate(nodes):
        pieces += with_gap(
            list(block(typesetter, node, box)), _gap_above(typesetter, node) if index else first_gap
        )
    return pieces


def _gap_above(typesetter: Typesetter, node: Node) -> float:
    # Room above ruled lines is part of their strips.
    if node.kind is Kind.LINES:
        return 0.0
    return typesetter.gaps.airy_block if node.kind in _AIRY else typesetter.gaps.block


def block(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    """Set one block of any kind in the table below, with no gap above it."""
    return BLOCKS[node.kind](typesetter, node, box)


def _paragraph(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    if node.style == "tick":
        return _tick(typesetter, node, box)
    strips = typesetter.set_node(node, box, PARAGRAPHS[node.style](typesetter.type))
    # A question stays with the line for its answer.
    return keep_together(strips) if node.style in ("ask", "notes") else strips


def _tick(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    """Set words with a box to tick before them, as tall as their letters."""
    style = typesetter.type.paragraph
    side = _TICK * style.size
    first, *rest = typesetter.set_node(node, box.indented(side + _TO_TEXT), style)
    square = RectItem(
        Artifact.LAYOUT, box.left(0.0, side), -first.baseline, side, side, stroke=INK, stroke_width=0.75
    )
    return first._replace(items=(square, *first.items)), *rest


def _heading(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    return keep_together(typesetter.set_node(node, box, typesetter.type.subheading))


def _group(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    for index, child in enumerate(node.children):
        after_heading = index and node.children[index - 1].kind is Kind.HEADING
        gap = 0.0 if not index or after_heading else _gap_above(typesetter, child)
        yield from with_gap(list(block(typesetter, child, box)), gap)


def _list(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set a list; its bullets and numbers hang on the start side."""
    # One indent for the whole list, so that its texts align whether numbers have one digit or two.
    indent = max((_label_width(typesetter, item) for item in node.children), default=0.0)
    inner = box.indented(max(typesetter.gaps.indent, indent + _TO_TEXT))
    for index, item in enumerate(node.children):
        label = typesetter.set_text(item.label, label_owner(item.id), box, typesetter.type.paragraph)
        body = blocks(typesetter, item.children, inner)
        yield from with_gap(
            beside(label, body, typesetter.edition.tightest), typesetter.gaps.item if index else 0.0
        )


def _label_width(typesetter: Typesetter, item: Node) -> float:
    return typesetter.width_of((Run(item.label),), typesetter.type.paragraph)[1]


def _ruled_lines(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set lines for handwriting; the last of several may be repeated to fill a page."""
    count = node.lines
    height = typesetter.gaps.ruled_line - (_SINGLE_LINE_REDUCTION if count == 1 else 0.0)
    for index in range(count):
        line = rule(box, height - _RULE_FOOT)
        yield Strip(height, (line,), keep_with_next=index < count - 1, ruled=count > 1 and index == count - 1)


def _pair(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set a term and its definition or value, one below the other."""
    for part in node.children:
        bold = part.kind is Kind.TERM
        strips = typesetter.set_node(
            part, box, typesetter.type.subheading if bold else typesetter.type.paragraph
        )
        yield from keep_together(strips) if bold else strips


def _table(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    return table(typesetter, node, box, _cell_blocks)


def _cell_blocks(typesetter: Typesetter, nodes: Sequence[Node], box: Box) -> list[Piece]:
    """Set the blocks of a cell, each against the edge where its own direction begins."""
    pieces: list[Piece] = []
    for index, node in enumerate(nodes):
        own = box.turned(node.direction) if node.direction else box
        pieces += with_gap(list(block(typesetter, node, own)), _gap_above(typesetter, node) if index else 0.0)
    return pieces


def _figure(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    return (figure(typesetter, node, box),)


# Another kind here is a bug of ours: the KeyError refuses the leaflet and is reported as one.
BLOCKS: Mapping[Kind, Callable[[Typesetter, Node, Box], Iterable[Piece]]] = MappingProxyType({
    Kind.PARAGRAPH: _paragraph,
    Kind.HEADING: _heading,
    Kind.LIST: _list,
    Kind.ORDERED_LIST: _list,
    Kind.LINES: _ruled_lines,
    Kind.DIV: _group,
    Kind.SECTION: _group,
    Kind.HEADER: _group,
    Kind.FACTS: _group,
    Kind.FACT: _pair,
    Kind.FIGURE: _figure,
    Kind.TABLE: _table,
})  # fmt: skip


def split_heading(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Separate the heading of a section from what follows it; None if it does not begin with one."""
    if node.children and node.children[0].kind is Kind.HEADING:
        return node.children[0], node.children[1:]
    return None, node.children
