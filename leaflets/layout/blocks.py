"""Blocks to pieces: paragraphs, lists, lines to write on, whatever stands below a heading.

In: a node and the range across the page that it has. Out: pieces from top to bottom. What a node of a kind
looks like is decided here. Sections and divs are set plainly, whatever their class: the looks of classes
belong to the parts of the article (:mod:`leaflets.layout.sections`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from leaflets.document.nodes import DRAFT, Kind, Node, Run
from leaflets.layout import styles
from leaflets.layout.baselines import beside
from leaflets.layout.boxes import Box, rule
from leaflets.layout.figures.figure import figure
from leaflets.layout.pages import label_owner
from leaflets.layout.strips import Piece, Strip, keep_together, with_gap
from leaflets.layout.tables import table
from leaflets.layout.typesetter import Typesetter

# By the class of a paragraph, with every class that leaflets.document.markup_rules allows.
PARAGRAPHS: Mapping[str, styles.TextStyle] = MappingProxyType({
    "small": styles.SMALL_TEXT,
    "ask": styles.ASK,
    "interpreter": styles.INTERPRETER,
    **dict.fromkeys(("", "notes"), styles.PARAGRAPH),
    # Those of the masthead are nothing else where a template writes them among the blocks.
    **dict.fromkeys((DRAFT, "hospital", "department", "purpose"), styles.PARAGRAPH),
})  # fmt: skip
# What has parts or a drawing of its own stands farther from what is above it than a paragraph does.
_AIRY = (Kind.DIV, Kind.FIGURE, Kind.TABLE, Kind.SECTION)
_AIRY_GAP = 7.0
_TO_TEXT = 5.0  # between a bullet or number that is wider than the indent and its text
# A line to write on, above the lower edge of its strip, so that what is below does not stand on it.
_RULE_FOOT = 2.0
_SINGLE_LINE_REDUCTION = 3.0  # by which a line that stands alone has less room


def blocks(typesetter: Typesetter, nodes: Sequence[Node], box: Box, first_gap: float = 0.0) -> list[Piece]:
    """Set blocks one below the other; ``first_gap`` stands above the first, its own gap above each other."""
    pieces: list[Piece] = []
    for index, node in enumerate(nodes):
        pieces += with_gap(list(block(typesetter, node, box)), _gap_above(node) if index else first_gap)
    return pieces


def _gap_above(node: Node) -> float:
    # Lines to write on bring the room above them with them.
    if node.kind is Kind.LINES:
        return 0.0
    return _AIRY_GAP if node.kind in _AIRY else styles.BLOCK_GAP


def block(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    """Set one block of any kind that may stand among blocks, with no gap above it."""
    return _BLOCKS[node.kind](typesetter, node, box)


def _paragraph(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    strips = typesetter.node(node, box, PARAGRAPHS[node.style])
    # What asks for an answer stays with the line for it.
    return keep_together(strips) if node.style in ("ask", "notes") else strips


def _heading(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    return keep_together(typesetter.node(node, box, styles.SUBHEADING))


def _group(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    for index, child in enumerate(node.children):
        after_heading = index and node.children[index - 1].kind is Kind.HEADING
        gap = 0.0 if not index or after_heading else _gap_above(child)
        yield from with_gap(list(block(typesetter, child, box)), gap)


def _list(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set a list; its bullets and numbers hang on the start side."""
    # One indent for a whole list: its texts begin on one line whether their numbers have one digit or two.
    indent = max((_label_width(typesetter, item) for item in node.children), default=0.0)
    inner = box.indented(max(styles.INDENT, indent + _TO_TEXT))
    for index, item in enumerate(node.children):
        label = typesetter.words(item.label, label_owner(item.id), box, styles.PARAGRAPH)
        body = blocks(typesetter, item.children, inner)
        yield from with_gap(beside(label, body, styles.SPACINGS[-1]), styles.ITEM_GAP if index else 0.0)


def _label_width(typesetter: Typesetter, item: Node) -> float:
    return typesetter.width_of((Run(item.label),), styles.PARAGRAPH)[1]


def _ruled_lines(_typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set lines for handwriting; the last of several may be added to."""
    count = node.lines
    height = styles.RULED_LINE if count > 1 else styles.RULED_LINE - _SINGLE_LINE_REDUCTION
    for index in range(count):
        line = rule(box, height - _RULE_FOOT)
        yield Strip(height, (line,), keep_with_next=index < count - 1, ruled=count > 1 and index == count - 1)


def _pair(typesetter: Typesetter, node: Node, box: Box) -> Iterator[Piece]:
    """Set a term and what it means or is, one below the other."""
    for part in node.children:
        bold = part.kind is Kind.TERM
        strips = typesetter.node(part, box, styles.SUBHEADING if bold else styles.PARAGRAPH)
        yield from keep_together(strips) if bold else strips


def _figure(typesetter: Typesetter, node: Node, box: Box) -> Iterable[Piece]:
    return (figure(typesetter, node, box),)


# Every kind that may stand among blocks; another one here is our own fault, and ends the program.
_BLOCKS: Mapping[Kind, Callable[[Typesetter, Node, Box], Iterable[Piece]]] = MappingProxyType({
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
    Kind.TABLE: table,
})  # fmt: skip


def split_heading(node: Node) -> tuple[Node | None, tuple[Node, ...]]:
    """Part the heading of a section from what follows it; None if it begins without one."""
    if node.children and node.children[0].kind is Kind.HEADING:
        return node.children[0], node.children[1:]
    return None, node.children
