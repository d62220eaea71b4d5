"""Nodes to HTML elements: the page's tree is the document's own, element for element.

In: nodes. Out: flow content (HTML Living Standard 3.2.5.2.2). Kinds are named after their elements, so only
the exceptions are here: figures, tables, ruled lines, and landmarks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from types import MappingProxyType

from leaflets.document.nodes import Kind, Node, plain
from leaflets.html.figures import figure
from leaflets.html.inline import start_tag, words
from leaflets.languages import Direction

# A div may wrap a pair of a definition list (4.4.9); HTML has no element for a figure's label.
_TAGS: Mapping[Kind, str] = MappingProxyType({Kind.FACT: "div", Kind.LABEL: "span"})
# Small screens show a table as cards: for some screen readers it is a table only with explicit roles.
_ROLES: Mapping[str, str] = MappingProxyType({"col": "columnheader", "row": "rowheader"})


def elements(nodes: Iterable[Node], direction: Direction) -> str:
    """Write nodes one below the other; ``direction`` is that of the element around them.

    A drawing needs it even if its node has none: CSS does not mirror SVG.
    """
    return "\n".join(_element(node, direction) for node in nodes)


def _element(node: Node, around: Direction) -> str:
    direction = node.direction or around
    match node.kind:
        case Kind.FIGURE:
            return figure(node, direction)
        case Kind.TABLE:
            return _table(node, direction)
        case Kind.LINES:
            return f'<div class="lines" aria-hidden="true">{"<div></div>" * node.lines}</div>'
        case Kind.SECTION if node.style == "contents":
            return _contents(node, direction)
    tag = f"h{node.level}" if node.kind is Kind.HEADING else _TAGS.get(node.kind, node.kind.value)
    if node.runs:
        return f"{start_tag(node, tag)}{words(node.runs)}</{tag}>"
    return f"{start_tag(node, tag)}\n{elements(node.children, direction)}\n</{tag}>"


def _contents(node: Node, direction: Direction) -> str:
    """Write a table of contents as a landmark, labelled by its heading."""
    heading = next((child.id for child in node.children if child.kind is Kind.HEADING), "")
    start = start_tag(node, "nav", ("aria-labelledby", heading))
    return f"{start}\n{elements(node.children, direction)}\n</nav>"


def _table(node: Node, around: Direction) -> str:
    """Write a table; ``around`` is the direction of its cells that have none."""
    caption = "".join(
        f"{start_tag(child, 'caption')}{words(child.runs)}</caption>\n"
        for child in node.children
        if child.kind is Kind.CAPTION
    )
    # The head: the leading rows of column headers. Cards name cells by its last row.
    rows = [child for child in node.children if child.kind is Kind.ROW]
    head = list(takewhile(lambda row: row.is_head_row, rows))
    labels = [plain(cell.text) for cell in head[-1].children] if head else []
    parts = (("thead", head), ("tbody", rows[len(head) :]))
    body = "\n".join(
        f'<{tag} role="rowgroup">\n{"".join(_row(row, labels, around) for row in part)}</{tag}>'
        for tag, part in parts
        if part
    )
    return f"{start_tag(node, 'table', ('role', 'table'))}\n{caption}{body}\n</table>"


def _row(row: Node, labels: list[str], around: Direction) -> str:
    """Write a row; each cell has its column's name, which a card shows beside it."""
    names = [*labels, *[""] * len(row.children)]
    cells = "\n".join(_cell(cell, name, around) for cell, name in zip(row.children, names, strict=False))
    return f"{start_tag(row, 'tr', ('role', 'row'))}\n{cells}\n</tr>\n"


def _cell(cell: Node, name: str, around: Direction) -> str:
    tag, direction = cell.kind.value, cell.direction or around
    # The title of a card needs no label.
    label = name if cell.kind is Kind.CELL else ""
    role = _ROLES.get(cell.scope, "cell")
    start = start_tag(cell, tag, ("role", role), ("data-label", label))
    return f"{start}{words(cell.runs)}{elements(cell.children, direction)}</{tag}>"
