"""What was signed, block by block, and what has changed since.

In: a document, and the words that were signed. Out: the blocks that differ, then and now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from leaflets.document.nodes import DRAFT, Document

# Blocks as they are signed, in the order of the page: an id, which changes when a block before it goes, and
# the words.
Snapshot = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Change:
    """A block that is not what was signed: its words then and now, one of them empty if it is new or gone."""

    id: str
    before: str
    after: str


def snapshot(document: Document) -> tuple[tuple[str, str], ...]:
    """List all that a signature covers: the blocks of a document, its text alternatives, document control."""
    # The draft band says that signatures are missing: if it were signed, the last signature would void
    # itself.
    blocks = ((node.id, node.text) for node in document.blocks() if node.style != DRAFT)
    alts = ((f"{node.id}.alt", node.alt) for node in document.root.walk() if node.alt)
    control = document.control
    return (*blocks, *alts, ("footer", control.stamp), ("footer.pages", control.page_pattern))


def compare(before: Snapshot, after: Snapshot) -> tuple[Change, ...]:
    """Compare two snapshots block by block; blocks that only got another id are no change."""
    found: list[Change] = []
    # Without autojunk: in a long leaflet difflib would take words that stand often for noise.
    matcher = SequenceMatcher(None, [text for _, text in before], [text for _, text in after], autojunk=False)
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = before[old:old_end], after[new:new_end]
        for index in range(max(len(gone), len(come))):
            then = gone[index] if index < len(gone) else ("", "")
            now = come[index] if index < len(come) else ("", "")
            # A block that is gone is named by its old id: it has no other.
            found.append(Change(now[0] or then[0], then[1], now[1]))
    return tuple(found)
