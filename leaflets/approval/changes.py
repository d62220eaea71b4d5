"""What was signed, block by block, and what has changed since.

In: a document, and the words that were signed. Out: the blocks that differ, then and now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from leaflets.document.nodes import DRAFT, Document

# Ids and words of blocks in page order; an id changes when an earlier block is removed.
Snapshot = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A block that differs from what was signed: its words then and now, empty if it is new or gone."""

    id: str
    before: str
    after: str


def snapshot(document: Document) -> tuple[tuple[str, str], ...]:
    """List everything that a signature covers: blocks, text alternatives, document control."""
    # The draft band goes with the last signature: if it were covered, that signature would void itself.
    blocks = ((node.id, node.text) for node in document.blocks() if node.style != DRAFT)
    alts = ((f"{node.id}.alt", node.alt) for node in document.root.walk() if node.alt)
    control = document.control
    return (*blocks, *alts, ("footer", control.stamp), ("footer.pages", control.page_pattern))


def compare(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Compare two snapshots block by block; a new id alone is no change."""
    found: list[Change] = []
    # Without autojunk: in a long leaflet difflib would ignore blocks that occur often.
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old_blocks, new_blocks = before[old:old_end], after[new:new_end]
        for index in range(max(len(old_blocks), len(new_blocks))):
            then = old_blocks[index] if index < len(old_blocks) else ("", "")
            now = new_blocks[index] if index < len(new_blocks) else ("", "")
            found.append(Change(now[0] or then[0], then[1], now[1]))
    return tuple(found)
