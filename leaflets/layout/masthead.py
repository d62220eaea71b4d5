"""The head of a page: the masthead of the first page, the draft band of later ones.

The masthead is part of the document and is read. The draft band of later pages repeats that of the first, so
its words are artifacts (ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from leaflets.document.nodes import DRAFT, Kind, Node
from leaflets.layout.blocks import blocks
from leaflets.layout.boxes import Box, background, rule
from leaflets.layout.editions import TypeScale
from leaflets.layout.pages import Artifact
from leaflets.layout.strips import Block, Frame, Piece, Strip, with_gap
from leaflets.layout.styles import ACCENT, INK, UNPRINTED, TextStyle
from leaflets.layout.typesetter import Typesetter

_LETTERHEAD: Mapping[str, Callable[[TypeScale], TextStyle]] = MappingProxyType({
    "hospital": lambda scale: scale.hospital,
    "department": lambda scale: scale.department,
})  # fmt: skip
# Points.
_LETTERHEAD_FOOT = 6.0  # of the coloured band, below its last words
_DRAFT_HEAD, _DRAFT_FOOT = 2.0, 3.0  # above and below the words of the draft band
_ABOVE_TITLE = 6.0
_ABOVE_PURPOSE = 2.0  # the purpose explains the title, so it is close to it


def masthead(typesetter: Typesetter, header: Node) -> list[Piece]:
    """Set the head of the first page, over its full width, from the paper's edge down.

    Hospital and department come first, in the letterhead, whatever their position in the header; then the
    draft band; then everything else in its order.
    """
    names = [child for child in header.children if child.style in _LETTERHEAD]
    drafts = [child for child in header.children if child.style == DRAFT]
    box = typesetter.type_area
    pieces: list[Piece] = [_letterhead(typesetter, names)]
    for node in drafts:
        words = typesetter.set_node(node, box, typesetter.type.draft, "center")
        pieces.append(_draft(typesetter, words, _DRAFT_HEAD))
    for child in header.children:
        if child not in names and child not in drafts:
            pieces += _titled(typesetter, child, box)
    return pieces


def draft_band(typesetter: Typesetter) -> list[Piece]:
    """Set the draft band of the pages after the first, from the paper's edge down; nothing if approved."""
    text = typesetter.document.control.draft_band
    if not text:
        return []
    words = typesetter.set_text(text, Artifact.HEADER, typesetter.type_area, typesetter.type.draft, "center")
    return [_draft(typesetter, words, UNPRINTED + _DRAFT_HEAD)]


def _titled(typesetter: Typesetter, node: Node, box: Box) -> list[Piece]:
    """Set a node below the letterhead: the title, the purpose, or any other."""
    if node.kind is Kind.HEADING and node.level == 1:
        return with_gap(typesetter.set_node(node, box, typesetter.type.title), _ABOVE_TITLE)
    if node.style == "purpose":
        return with_gap(typesetter.set_node(node, box, typesetter.type.purpose), _ABOVE_PURPOSE)
    return blocks(typesetter, [node], box, first_gap=typesetter.gaps.block)


def _letterhead(typesetter: Typesetter, names: Sequence[Node]) -> Block:
    """Set hospital and department in a band of the accent colour that bleeds off the page."""
    box = typesetter.type_area
    words = tuple(
        strip
        for name in names
        for strip in typesetter.set_node(name, box, _LETTERHEAD[name.style](typesetter.type))
    )
    return Block((words,), Frame(UNPRINTED, _LETTERHEAD_FOOT, background(_paper(typesetter), ACCENT)))


def _draft(typesetter: Typesetter, words: Sequence[Strip], above: float) -> Block:
    """Set the draft band: dark words on white above a rule, legible in greyscale."""
    line = rule(_paper(typesetter), 0.0, INK, 1.0)
    return Block((tuple(words),), Frame(above, _DRAFT_FOOT, rule=line))


def _paper(typesetter: Typesetter) -> Box:
    """Return the range of the whole paper, for what bleeds."""
    return typesetter.type_area.part(-typesetter.geometry.side, typesetter.geometry.width)
