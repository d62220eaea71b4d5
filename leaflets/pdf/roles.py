"""Standard structure types: the type of each kind of node in a tagged file, and its attributes.

All are standard types of ISO 32000-1 14.8.4, so the file needs no role map. Every kind of node that is tagged
has its row here.
"""

from __future__ import annotations

from collections.abc import Mapping

from leaflets.document.nodes import Kind, Node

_ROLES: Mapping[Kind, str] = {
    Kind.ARTICLE: "Document",
    Kind.HEADER: "Div",
    Kind.SECTION: "Sect",
    Kind.DIV: "Div",
    Kind.PARAGRAPH: "P",
    Kind.LIST: "L",
    Kind.ORDERED_LIST: "L",
    Kind.ITEM: "LI",
    # A list whose labels are terms (ISO 32000-1 table 336).
    Kind.FACTS: "L",
    Kind.FACT: "LI",
    Kind.TERM: "Lbl",
    Kind.VALUE: "LBody",
    Kind.TABLE: "Table",
    Kind.CAPTION: "Caption",
    Kind.ROW: "TR",
    Kind.HEADER_CELL: "TH",
    Kind.CELL: "TD",
    Kind.FIGURE: "Figure",
    Kind.LABEL: "P",
}

# ISO 32000-1 table 347; "None" is for labels that are not numbers or bullets, such as terms.
_NUMBERING: Mapping[Kind, str] = {Kind.LIST: "Disc", Kind.ORDERED_LIST: "Decimal", Kind.FACTS: "None"}

# Without its empty cells a row would be shorter than the others (ISO 14289-1 7.5).
KEPT_WHEN_EMPTY = frozenset({Kind.CELL, Kind.HEADER_CELL})


def role(node: Node) -> str:
    """Look up the standard structure type of a node; KeyError for a kind that is never an element."""
    return f"H{node.level}" if node.kind is Kind.HEADING else _ROLES[node.kind]


def attributes(node: Node) -> str:
    """Write the attributes that follow from a node alone, ready for an attribute object, or nothing.

    A figure's box depends on the pages and is added by :mod:`leaflets.pdf.structure`.
    """
    if node.kind in _NUMBERING:
        return f"/O/List/ListNumbering/{_NUMBERING[node.kind]}"
    if node.kind is Kind.HEADER_CELL:
        # Without a scope a reader cannot tell which cells a header is for (ISO 14289-1 7.5).
        return f"/O/Table/Scope/{'Row' if node.scope == 'row' else 'Column'}"
    return ""
