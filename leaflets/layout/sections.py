"""Sections to pieces: where on the page each class of section goes, and its heading.

A heading hangs beside the text of its section, so that the eye can run down a column of headings. Special
sections (key facts, where to get help, advantages and limitations) take the whole measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from leaflets.document.nodes import Kind, Node
from leaflets.layout.baselines import beside, side_by_side
from leaflets.layout.blocks import block, blocks, split_heading
from leaflets.layout.boxes import Box, rule
from leaflets.layout.masthead import masthead
from leaflets.layout.panels import fact_rows, on_panel, phone_rows
from leaflets.layout.strips import LOOSE, Block, Piece, Strip, height_of, keep_together, with_gap
from leaflets.layout.styles import ACCENT
from leaflets.layout.typesetter import Typesetter

_BESIDE_LIMIT = 0.55  # of the page height: taller columns are set one below the other
_COLUMN_GUTTER = 20.0
_COLUMN_RULE = 5.0  # the rule above a column with the space below it
_BELOW_COLUMN_HEADING = 2.0
# Points between the parts of a panel.
_PHONES_GAP, _FACTS_GAP = 4.0, 3.0
_GROUPS = (Kind.SECTION, Kind.DIV)


def story(typesetter: Typesetter) -> list[Piece]:
    """Set a whole document, from the paper's edge down."""
    first, *rest = typesetter.document.root.children or (None,)
    if first and first.kind is Kind.HEADER:
        # The masthead bleeds off the paper; without one there is a margin above.
        return [*masthead(typesetter, first), *_parts(typesetter, rest)]
    return [Strip(typesetter.geometry.top), *_parts(typesetter, typesetter.document.root.children)]


def _parts(typesetter: Typesetter, nodes: Sequence[Node]) -> list[Piece]:
    """Set the parts of an article, one below the other."""
    pieces: list[Piece] = []
    for node in nodes:
        set_part = SECTIONS[node.style] if node.kind in _GROUPS else _unheaded_block
        pieces += with_gap(set_part(typesetter, node), typesetter.gaps.section)
    return pieces


def _body(typesetter: Typesetter) -> Box:
    """Return the range of the text beside the hanging headings."""
    return typesetter.type_area.part(typesetter.geometry.body_start, typesetter.geometry.body)


def _heading(typesetter: Typesetter, heading: Node | None, box: Box) -> list[Piece]:
    return list(typesetter.set_node(heading, box, typesetter.type.heading)) if heading else []


def _section(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a section: its heading hangs beside its text, on the start side."""
    heading, rest = split_heading(node)
    side = _heading(typesetter, heading, typesetter.type_area.part(0.0, typesetter.geometry.aside))
    return beside(side, blocks(typesetter, rest, _body(typesetter)), typesetter.edition.tightest)


def _unheaded_block(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a block between sections, in the range of their text."""
    return blocks(typesetter, [node], _body(typesetter))


def _wide(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a section over the whole measure, with its heading above."""
    box = typesetter.type_area
    heading, rest = split_heading(node)
    return [
        *keep_together(_heading(typesetter, heading, box)),
        *blocks(typesetter, rest, box, first_gap=typesetter.gaps.block),
    ]


def _own_page(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a section like a wide one, at the head of a page."""
    first, *rest = _wide(typesetter, node)
    return [first._replace(begins_page=True), *rest]


def _glossary(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set words and their meanings in two columns, two entries in a row."""
    box = typesetter.type_area
    heading, rest = split_heading(node)
    pieces: list[Piece] = keep_together(_heading(typesetter, heading, box))
    for part in rest:
        if part.kind is Kind.FACTS:
            pieces += _entries(typesetter, part.children, box.shared(2, _COLUMN_GUTTER))
        else:
            pieces += blocks(typesetter, [part], box, first_gap=typesetter.gaps.block)
    return pieces


def _entries(typesetter: Typesetter, entries: Sequence[Node], boxes: Sequence[Box]) -> list[Piece]:
    columns = [
        tuple(block(typesetter, entry, boxes[index % len(boxes)])) for index, entry in enumerate(entries)
    ]
    rows = [tuple(columns[at : at + len(boxes)]) for at in range(0, len(columns), len(boxes))]
    return [side_by_side(row, gap=typesetter.gaps.block) for row in rows]


def _pros_and_cons(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set advantages and limitations side by side, with equal width and weight, if they are short enough."""
    geometry = typesetter.geometry
    if len(node.children) == 2 and all(child.kind is Kind.SECTION for child in node.children):
        boxes = typesetter.type_area.shared(2, _COLUMN_GUTTER)
        rules = [Strip(_COLUMN_RULE, (rule(box, 0.5, ACCENT, 1.0),)) for box in boxes]
        columns = [_column(typesetter, child, box) for child, box in zip(node.children, boxes, strict=True)]
        joined = side_by_side(columns)
        if height_of(joined, LOOSE) < _BESIDE_LIMIT * geometry.height:
            return [Block(tuple((line,) for line in rules), keep_with_next=True), joined]
    return _parts(typesetter, node.children)


def _column(typesetter: Typesetter, node: Node, box: Box) -> list[Piece]:
    heading, rest = split_heading(node)
    return [
        *_heading(typesetter, heading, box),
        *blocks(typesetter, rest, box, first_gap=_BELOW_COLUMN_HEADING),
    ]


def _help_panel(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set where to get help: large telephone numbers with their labels, on a panel."""
    return _panel(typesetter, node, phone_rows, _PHONES_GAP)


def _facts(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set the key facts as a panel: a heading, then cells with a large value and its label beneath."""
    return _panel(typesetter, node, fact_rows, _FACTS_GAP)


def _panel(
    typesetter: Typesetter,
    node: Node,
    rows: Callable[[Typesetter, Sequence[Node], Box], list[Piece]],
    gap: float,
) -> list[Piece]:
    box = typesetter.type_area
    inner = box.inset(typesetter.gaps.panel_side)
    heading, rest = split_heading(node)
    pieces: list[Piece] = keep_together(_heading(typesetter, heading, inner))
    for part in rest:
        cells = part.kind is Kind.FACTS
        body = rows(typesetter, part.children, inner) if cells else list(block(typesetter, part, inner))
        pieces += with_gap(body, gap)
    return [on_panel(typesetter, pieces, box)]


# By the class of a section or div that is a part of the article, with every class that
# leaflets.document.markup_rules allows.
SECTIONS: Mapping[str, Callable[[Typesetter, Node], list[Piece]]] = MappingProxyType({
    "facts": _facts,
    "balance": _pros_and_cons,
    "help": _help_panel,
    "glossary": _glossary,
    "wide": _wide,
    "own-page": _own_page,
    **dict.fromkeys(
        ("", "contents", "questions", "ask", "source", "advantages", "limitations", "question", "emergency"),
        _section,
    ),
})  # fmt: skip
