"""Sections to pieces: where on the page each class of section stands, and where its heading.

A heading hangs beside the text of its section, so that the eye can run down a column of headings. Sections of
a class of their own (the key facts, where to get help, what is for and against) stand over the whole measure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.baselines import beside, side_by_side
from leaflets.layout.blocks import block, blocks, split_heading
from leaflets.layout.boxes import Box, rule
from leaflets.layout.masthead import masthead
from leaflets.layout.panels import fact_rows, on_panel, phone_rows
from leaflets.layout.strips import LOOSE, Block, Piece, Strip, height_of, keep_together, with_gap
from leaflets.layout.typesetter import Typesetter

_BESIDE_LIMIT = 0.55  # of a page: taller pairs of columns are set one below the other
_COLUMN_GUTTER = 20.0
_COLUMN_RULE = 5.0  # the height of the rule above a column, with the blank below it
_BELOW_COLUMN_HEADING = 2.0
# Points between the heading of a panel, its rows of cells, and what else lies on it. Facts stand closer.
_PHONES_GAP, _FACTS_GAP = 4.0, 3.0
_GROUPS = (Kind.SECTION, Kind.DIV)


def story(typesetter: Typesetter) -> list[Piece]:
    """Set a whole document, from the paper's edge down."""
    first, *rest = typesetter.document.root.children or (None,)
    if first and first.kind is Kind.HEADER:
        # The masthead bleeds, so it begins at the paper's edge; without one a margin is left above.
        return [*masthead(typesetter, first), *_parts(typesetter, rest)]
    return [Strip(typesetter.geometry.top), *_parts(typesetter, typesetter.document.root.children)]


def _parts(typesetter: Typesetter, nodes: Sequence[Node]) -> list[Piece]:
    """Set the parts of an article, one below the other."""
    pieces: list[Piece] = []
    for node in nodes:
        look = LOOKS[node.style] if node.kind in _GROUPS else unheaded_block
        pieces += with_gap(look(typesetter, node), styles.SECTION_GAP)
    return pieces


def _body(typesetter: Typesetter) -> Box:
    """Return the range of the text beside the hanging headings."""
    return typesetter.type_area.part(typesetter.geometry.body_start, typesetter.geometry.body)


def _heading(typesetter: Typesetter, heading: Node | None, box: Box) -> list[Piece]:
    return list(typesetter.node(heading, box, styles.HEADING)) if heading else []


def section(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a section: its heading hangs beside its text, on the start side."""
    heading, rest = split_heading(node)
    side = _heading(typesetter, heading, typesetter.type_area.part(0.0, typesetter.geometry.aside))
    return beside(side, blocks(typesetter, rest, _body(typesetter)), styles.SPACINGS[-1])


def unheaded_block(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a block that stands between sections where the sections' text stands."""
    return blocks(typesetter, [node], _body(typesetter))


def wide(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set a section whose heading stands above, over the whole measure."""
    box = typesetter.type_area
    heading, rest = split_heading(node)
    return [
        *keep_together(_heading(typesetter, heading, box)),
        *blocks(typesetter, rest, box, first_gap=styles.BLOCK_GAP),
    ]


def glossary(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set words and what they mean in two columns, two entries in a row."""
    box = typesetter.type_area
    heading, rest = split_heading(node)
    pieces: list[Piece] = keep_together(_heading(typesetter, heading, box))
    for part in rest:
        if part.kind is Kind.FACTS:
            pieces += _entries(typesetter, part.children, box.shared(2, _COLUMN_GUTTER))
        else:
            pieces += blocks(typesetter, [part], box, first_gap=styles.BLOCK_GAP)
    return pieces


def _entries(typesetter: Typesetter, entries: Sequence[Node], boxes: Sequence[Box]) -> list[Piece]:
    # Of an odd number the last stands alone in its row, in the first column.
    columns = [
        tuple(block(typesetter, entry, boxes[index % len(boxes)])) for index, entry in enumerate(entries)
    ]
    rows = [tuple(columns[at : at + len(boxes)]) for at in range(0, len(columns), len(boxes))]
    return [side_by_side(row, gap=styles.BLOCK_GAP) for row in rows]


def balance(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set advantages and limitations side by side, equal in width and weight, if they are short enough."""
    geometry = typesetter.geometry
    if len(node.children) == 2 and all(child.kind is Kind.SECTION for child in node.children):
        boxes = typesetter.type_area.shared(2, _COLUMN_GUTTER)
        rules = [Strip(_COLUMN_RULE, (rule(box, 0.5, styles.ACCENT, 1.0),)) for box in boxes]
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


def help_panel(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set where to get help: large telephone numbers with what they are for, on a panel."""
    return _panel(typesetter, node, phone_rows, _PHONES_GAP)


def facts(typesetter: Typesetter, node: Node) -> list[Piece]:
    """Set the key facts as a panel: a heading, then cells with a large value and its label beneath."""
    return _panel(typesetter, node, fact_rows, _FACTS_GAP)


def _panel(
    typesetter: Typesetter,
    node: Node,
    rows: Callable[[Typesetter, Sequence[Node], Box], list[Piece]],
    gap: float,
) -> list[Piece]:
    box = typesetter.type_area
    # More room at the sides than above and below, where lines have some of their own.
    inner = box.inset(styles.PANEL_INSET)
    heading, rest = split_heading(node)
    pieces: list[Piece] = keep_together(_heading(typesetter, heading, inner))
    for part in rest:
        cells = part.kind is Kind.FACTS
        body = rows(typesetter, part.children, inner) if cells else list(block(typesetter, part, inner))
        pieces += with_gap(body, gap)
    return [on_panel(pieces, box)]


# By the class of a section or div that is a part of the article. It has every class that
# leaflets.document.markup_rules allows, those without a look of their own too, so that none is forgotten.
LOOKS: Mapping[str, Callable[[Typesetter, Node], list[Piece]]] = MappingProxyType({
    "facts": facts,
    "balance": balance,
    "help": help_panel,
    "glossary": glossary,
    "wide": wide,
    **dict.fromkeys(
        ("", "contents", "questions", "ask", "source", "advantages", "limitations", "question", "emergency"),
        section,
    ),
})  # fmt: skip
