"""What was signed, part by part, and what has changed since.

In: a document, and the file of the words that were signed. Out: the parts that differ, then and now. A file
whose bytes do not have the hash of its name is no witness: it is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, NamedTuple

from leaflets.document.digest import Block, list_blocks
from leaflets.document.nodes import Document


class Said(NamedTuple):
    """A part of a document: its id (empty in a file), its words for people, and all of it for comparison."""

    id: str
    text: str
    line: str


_NONE = Said("", "", "")


class EditedError(ValueError):
    """A file of signed words that is not what was signed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part that differs from what was signed: what it said then and now, empty if it is new or gone."""

    id: str
    before: str
    after: str


def list_said(document: Document) -> tuple[Said, ...]:
    """List everything that a signature covers."""
    return tuple(said for block in list_blocks(document) for said in _said(block))


def read_words(content: bytes, words: str) -> tuple[Said, ...]:
    """Read the words that were signed, from a file; ``words`` is their hash, 64 hexadecimal digits.

    Raises:
        EditedError: the file has other words.
    """
    # git may have made line ends of Windows; within words they are escaped (RFC 8259 7).
    content = content.replace(b"\r\n", b"\n")
    if hashlib.sha256(content).hexdigest() != words:
        raise EditedError("the file of the signed words was edited")
    try:
        return tuple(said for each in json.loads(content) for said in _said(Block("", each)))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise EditedError("the file of the signed words is none that Leaflets writes") from None


def compare(before: Sequence[Said], after: Sequence[Said]) -> tuple[Change, ...]:
    """Compare what was said part by part."""
    found: list[Change] = []
    # Without autojunk: in a long leaflet difflib would ignore parts that occur often.
    matcher = SequenceMatcher(
        None, [each.line for each in before], [each.line for each in after], autojunk=False
    )
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind != "equal":
            pairs = zip_longest(before[old:old_end], after[new:new_end], fillvalue=_NONE)
            found += [_change(then, now) for then, now in pairs]
    return tuple(found)


def _change(then: Said, now: Said) -> Change:
    """Tell a change by its words; if they are the same, by all that the part is."""
    name = now.id or then.id or "(gone)"
    if then.text != now.text:
        return Change(name, then.text, now.text)
    return Change(name, then.line, now.line)


def _said(block: Block) -> Iterator[Said]:
    """Yield what a part says; who and what the leaflet is, value by value."""
    if not block.is_identity:
        yield Said(block.id, _readable(block.content), block.line)
        return
    for key, value in sorted(block.content.items()):
        if key != "form":  # says how the rest is written, to programs
            yield Said(f"control.{key}", str(value), f"{key}: {value}")


def _readable(content: Mapping[str, Any]) -> str:
    """Write a part for people: its bullet, its words with their links, the alternative of a drawing."""
    words = (each if isinstance(each, str) else _linked(*each) for each in content.get("words", ()))
    numbers = " ".join(f"{key}={value}" for key, value in content.get("numbers", {}).items())
    parts = (content.get("label", ""), "".join(words), content.get("alt", ""), numbers)
    return " ".join(filter(None, parts)) or f"({content.get('is') or content.get('drawing', '')})"


def _linked(text: str, _direction: str, href: str) -> str:
    return f"{text} <{href}>" if href and href != text else text
