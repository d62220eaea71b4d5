"""A document as plain words and as JSON: what ``leaflets show`` prints and tests compare with.

In: a document. Out: text. Blocks stand in reading order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from leaflets.document.digest import content_hash
from leaflets.document.nodes import Document, Kind, Node
from leaflets.languages import Direction

_RULED_LINE = "_" * 40


def as_text(document: Document) -> str:
    """Write a document as plain words, a line for each block."""
    return "".join(f"{line}\n" for line in _lines(document.root, ""))


def _lines(node: Node, label: str) -> Iterator[str]:
    if node.kind is Kind.HEADING and node.level < 3:
        yield ""
    if node.alt:
        yield f"[{node.alt}]"
    if node.text:
        yield f"{label} {node.text}" if label else node.text
    yield from (_RULED_LINE,) * node.lines
    # An item's bullet stands before its first words, not before the lists inside it.
    for index, child in enumerate(node.children):
        yield from _lines(child, node.label if index == 0 else "")


def as_json(document: Document) -> str:
    """Write a document as JSON: who it is, then its blocks; always the same for the same words."""
    control = document.control
    said = {
        "leaflet": document.leaflet,
        "lang": document.lang,
        "dir": document.direction,
        "title": document.title,
        "version": control.version,
        "issued": control.issued.isoformat(),
        "review": control.review.isoformat(),
        "author": control.author,
        "subject": control.subject,
        "stamp": control.stamp,
        "content_hash": content_hash(document),
        "draft": bool(control.draft),
        "blocks": list(_blocks(document.root, document.lang, document.direction)),
    }
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _blocks(node: Node, lang: str, direction: Direction) -> Iterator[dict[str, object]]:
    """Yield every node that a reader meets: words, a figure, an item's bullet, lines to write on."""
    lang, direction = node.lang or lang, node.direction or direction
    if node.runs or node.label or node.alt or node.lines:
        yield _block(node, lang, direction)
    for child in node.children:
        yield from _blocks(child, lang, direction)


def _block(node: Node, lang: str, direction: Direction) -> dict[str, object]:
    role = f"h{node.level}" if node.kind is Kind.HEADING else node.kind.value
    links = list(dict.fromkeys(run.href for run in node.runs if run.href))
    extras = {"label": node.label, "alt": node.alt, "lines": node.lines, "level": node.level, "links": links}
    given = {key: value for key, value in extras.items() if value}
    return {"id": node.id, "role": role, "lang": lang, "dir": direction, "text": node.text} | given
