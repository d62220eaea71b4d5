"""The hash of what a document says, which the footer shows and a clinician signs.

In: a document. Out: SHA-256 (FIPS 180-4) of a canonical JSON. Everything that a patient reads
is hashed: words, their order, links, figures, identity and dates. The style, the draft band and the origin
of the words are not.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import groupby

from leaflets.document.nodes import DRAFT, Document, Node, Run

# Increased when the form of the JSON changes: then every sign-off lapses.
FORM = 1


def content_hash(document: Document) -> str:
    """Compute the hash of what a document says, as 64 hexadecimal digits.

    :attr:`Document.content_hash` caches it: use that.
    """
    # Canonical: sorted keys, no blanks, unescaped letters (RFC 8785 has the same aim).
    text = json.dumps(_content(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(document: Document) -> dict[str, object]:
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
        "body": _node(document.root),
    }


def _node(node: Node) -> dict[str, object]:
    """Collect what a node says, without its id: generated ids change when a neighbour is removed."""
    parts: dict[str, object] = {
        "kind": node.kind.value,
        "level": node.level,
        "scope": node.scope,
        "lang": node.lang,
        "dir": node.direction,
        "label": node.label,
        "lines": node.lines,
        "alt": node.alt,
        "marks": node.dataset,
        "runs": list(_runs(node.runs)),
        "children": [_node(child) for child in node.children if child.style != DRAFT],
    }
    # Empty parts are omitted, so that a new field does not lapse sign-offs of nodes without it.
    return {key: value for key, value in parts.items() if value}


def _runs(runs: tuple[Run, ...]) -> Iterator[tuple[object, ...]]:
    """Yield words with their marks, joined across messages."""
    for marks, group in groupby(runs, lambda run: (run.strong, run.lang, run.direction, run.href)):
        yield ("".join(run.text for run in group), *marks)
