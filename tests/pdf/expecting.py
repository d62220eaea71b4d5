"""What a reader of the tags should hear, from the document alone."""

from __future__ import annotations

from leaflets.document.nodes import Document, Kind, Node

# ISO 32000-1 14.8.4, written down a second time, so that a slip in the writer's table is seen.
ROLES = {
    Kind.PARAGRAPH: "P",
    Kind.TERM: "Lbl",
    Kind.VALUE: "LBody",
    Kind.CAPTION: "Caption",
    Kind.HEADER_CELL: "TH",
    Kind.CELL: "TD",
    Kind.ITEM: "LBody",
    Kind.LABEL: "P",
}


def expected_blocks(document: Document) -> list[tuple[str, str]]:
    """List role and words of every block, in reading order, as :func:`reading.blocks` does."""
    return list(_blocks(document.root))


def _blocks(node: Node) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if node.label:
        found.append(("Lbl", node.label))
    if node.text:
        found.append((f"H{node.level}" if node.kind is Kind.HEADING else ROLES[node.kind], node.text))
    for child in node.children:
        found += _blocks(child)
    return found
