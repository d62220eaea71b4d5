"""What a document says, as the bytes that are signed; and their hash, which the footer shows.

In: a document. Out: the canonical words: a JSON list with one part of the document on a line, first who and
what it is, then block by block all that a patient reads: words, numbers, order, links, text alternatives, the
numbers behind drawings, the shape of tables and lists, direction. Their hash is SHA-256 (FIPS 180-4). Look
(style, bold), the draft band and the origin of words are in no hash; what orders a page without changing a
word (levels of headings, ruled lines, language tags) is in a hash of its own, that of the structure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from leaflets.document.nodes import DRAFT, Document, Kind, Node, Run
from leaflets.languages import Direction

# Increased when the form of the words changes: then every signature lapses.
FORM = 2
# What has a shape of its own, although it may hold no words: an empty cell moves those behind it.
_SHAPED = {
    Kind.TABLE: "table",
    Kind.ROW: "row",
    Kind.HEADER_CELL: "cell",
    Kind.CELL: "cell",
    Kind.ITEM: "item",
    Kind.TERM: "term",
    Kind.VALUE: "value",
}
# Boxes for the look alone.
_BOXES = frozenset({Kind.DIV})


class Block(NamedTuple):
    """One part of the canonical words, with the id of its node, which is not signed."""

    id: str
    content: dict[str, object]

    @property
    def is_identity(self) -> bool:
        """Whether it says who and what the document is, and not what stands in it."""
        return "form" in self.content

    @property
    def line(self) -> str:
        """The part as its line, without its end: sorted keys, no blanks, unescaped letters.

        RFC 8785 has the same aim.
        """
        return json.dumps(self.content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(document: Document) -> str:
    """Compute the hash of what a document says, as 64 hexadecimal digits.

    :attr:`Document.content_hash` caches it: use that.
    """
    return hashlib.sha256(canonical_words(document)).hexdigest()


def canonical_words(document: Document) -> bytes:
    """Write what a document says: the bytes whose hash is signed."""
    lines = ",\n".join(block.line for block in list_blocks(document))
    return f"[\n{lines}\n]\n".encode()


def list_blocks(document: Document) -> Iterator[Block]:
    """Yield the parts of what a document says, in reading order; the first is its identity."""
    yield Block("control", _identity(document))
    yield from _blocks(document.root, _Around(document.direction, document.direction))


def structure_hash(document: Document) -> str:
    """Compute the hash of what orders the words without changing one, as 64 hexadecimal digits."""
    text = json.dumps(_structure(document.root), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _identity(document: Document) -> dict[str, object]:
    control = document.control
    return {
        "form": FORM,
        "leaflet": document.leaflet,
        "lang": document.lang,
        "dir": document.direction,
        "title": document.title,
        "identifier": control.identifier,
        "version": control.version,
        "issued": control.issued.isoformat(),
        "review": control.review.isoformat(),
        "stamp": control.stamp,
        "pages": control.page_pattern,
        "author": control.author,
        "subject": control.subject,
    }


class _Around(NamedTuple):
    """What is around a node: the document's direction, its own surroundings', and how many shaped nodes."""

    document: Direction
    direction: Direction
    depth: int = 0


def _blocks(node: Node, around: _Around) -> Iterator[Block]:
    """Yield a block for each node that says something or has a shape."""
    if node.style == DRAFT:
        return
    content = _content(node)
    inner = node.direction or around.direction
    if content:
        # Where it stands: nested items and what a cell holds, and what runs against the document.
        place = {"depth": around.depth, "dir": inner if inner != around.document else ""}
        yield Block(node.id, content | {key: value for key, value in place.items() if value})
    inside = _Around(around.document, inner, around.depth + (node.kind in _SHAPED))
    for child in node.children:
        yield from _blocks(child, inside)


def _content(node: Node) -> dict[str, object]:
    """Collect what a node itself says, without its id: generated ids change when a neighbour is removed."""
    is_drawn = node.kind in (Kind.FIGURE, Kind.LABEL)
    parts: dict[str, object] = {
        "is": _SHAPED.get(node.kind, ""),
        "label": node.label,
        "alt": node.alt,
        # The class of a figure says what is drawn, that of its label what it labels.
        "drawing": node.style if is_drawn else "",
        "numbers": dict(node.dataset),
        "words": list(_words(node.runs)),
    }
    return {key: value for key, value in parts.items() if value}


def _words(runs: tuple[Run, ...]) -> Iterator[str | tuple[str, str, str]]:
    """Yield words, with direction and link if they have one, joined across messages and bold print."""
    for (direction, href), group in groupby(runs, lambda run: (run.direction or "", run.href)):
        text = "".join(run.text for run in group)
        yield (text, direction, href) if direction or href else text


def _structure(node: Node) -> dict[str, object]:
    """Collect the structure of a node and of its descendants, without their words."""
    tags = [run.lang for run in node.runs]
    parts: dict[str, object] = {
        "kind": node.kind.value,
        "level": node.level,
        "scope": node.scope,
        "lang": node.lang,
        "lines": node.lines,
        "langs": [tag for tag, _ in groupby(tags)] if any(tags) else [],
        "children": [_structure(child) for child in _unboxed(node)],
    }
    return {key: value for key, value in parts.items() if value}


def _unboxed(node: Node) -> Iterator[Node]:
    """Yield the children of a node; a box that is for the look gives its own children instead."""
    for child in node.children:
        if child.style == DRAFT:
            continue
        if child.kind in _BOXES:
            yield from _unboxed(child)
        else:
            yield child
