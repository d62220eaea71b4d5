"""A document as plain words and as JSON: what ``leaflets show`` prints and tests compare with.

In: a document. Out: text, without fonts or pages. Blocks are in reading order.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import unicodedata2 as unicodedata

from leaflets.document.nodes import Document, Kind, Node
from leaflets.languages import Direction

_RULED_LINE = "_" * 40  # a line for handwriting, half the width of a terminal


def as_text(document: Document) -> str:
    """Write a document as its bare words, a line for each block."""
    return "".join(f"{line}\n" for line in _lines(document.root, "", _bare))


def as_readable_text(document: Document) -> str:
    """Write a document for a person to read: headings are marked, a fact's label and value share a line."""
    return "".join(f"{line}\n" for line in _lines(document.root, "", _marked))


def _lines(node: Node, label: str, said: Callable[[Node], str]) -> Iterator[str]:
    """Yield the lines of a node and its descendants; ``said`` writes a node's own words."""
    if node.kind is Kind.HEADING and node.level < 3:  # a blank line before each chapter
        yield ""
    if node.alt:
        yield f"[{node.alt}]"
    if text := said(node):
        yield f"{label} {text}" if label else text
    yield from (_RULED_LINE,) * node.lines
    # The words below a fact are in its line already; only ruled lines remain.
    if node.kind is Kind.FACT and said is _marked:
        yield from (_RULED_LINE,) * sum(each.lines for each in node.walk() if each is not node)
        return
    # An item's bullet goes before its first words, not before nested lists.
    for index, child in enumerate(node.children):
        yield from _lines(child, node.label if index == 0 else "", said)


def _bare(node: Node) -> str:
    return node.text


def _marked(node: Node) -> str:
    """Write a node's words: a heading with the marks of Markdown, a fact with label and value in one line."""
    if node.kind is Kind.HEADING and node.text:
        return f"{'#' * node.level} {node.text}"
    if node.kind is not Kind.FACT:
        return node.text
    words: dict[Kind, list[str]] = {Kind.TERM: [], Kind.VALUE: []}
    for each in node.walk():
        if each.text:
            words.setdefault(each.kind, []).append(each.text)
    label, value = (" ".join(words.pop(kind)) for kind in (Kind.TERM, Kind.VALUE))
    if label and value:
        # A label that ends like a sentence needs no colon.
        label += "" if unicodedata.category(label[-1]) == "Po" else ":"
    return " ".join(filter(None, (label, value, *(each for rest in words.values() for each in rest))))


def as_json(document: Document) -> str:
    """Write a document as JSON: its identity, then its blocks; deterministic."""
    control = document.control
    fields = {
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
        "content_hash": document.content_hash,
        "draft": document.is_draft,
        "blocks": list(_blocks(document.root, document.lang, document.direction)),
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _blocks(node: Node, lang: str, direction: Direction) -> Iterator[dict[str, object]]:
    """Yield every visible node: words, a figure, an item's bullet, lines to write on."""
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
