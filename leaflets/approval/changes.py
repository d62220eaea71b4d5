"""What was signed, block by block, and what has changed since.

In: a document, and the words that were signed. Out: the blocks that differ, then and now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from leaflets.document.nodes import DRAFT, Document


class Block(NamedTuple):
    """The words of a block, by its id, which changes when an earlier block is removed."""

    id: str
    text: str


# In page order.
Snapshot = Sequence[Block]
_NONE = Block("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """A block that differs from what was signed: its words then and now, empty if it is new or gone."""

    id: str
    before: str
    after: str


def snapshot(document: Document) -> tuple[Block, ...]:
    """List everything that a signature covers: blocks, text alternatives, document control."""
    # The draft band goes with the last signature: if it were covered, that signature would void itself.
    blocks = (Block(node.id, node.text) for node in document.blocks() if node.style != DRAFT)
    alts = (Block(f"{node.id}.alt", node.alt) for node in document.root.walk() if node.alt)
    control = document.control
    footer = (Block("footer", control.stamp), Block("footer.pages", control.page_pattern))
    return (*blocks, *alts, *footer)


def compare(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Compare two snapshots block by block; a new id alone is no change."""
    found: list[Change] = []
    # Without autojunk: in a long leaflet difflib would ignore blocks that occur often.
    matcher = SequenceMatcher(
        None, [block.text for block in before], [block.text for block in after], autojunk=False
    )
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for then, now in zip_longest(before[old:old_end], after[new:new_end], fillvalue=_NONE):
            found.append(Change(now.id or then.id, then.text, now.text))
    return tuple(found)
