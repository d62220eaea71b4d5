"""What stands on every page besides the story: the title band, the draft band, the footer.

The band of the first page is part of the document and is read; all that is repeated is an
artifact (ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leaflets.document.nodes import DRAFT, Kind, Node, Run
from leaflets.layout import styles
from leaflets.layout.baselines import side_by_side
from leaflets.layout.blocks import blocks
from leaflets.layout.pages import Artifact
from leaflets.layout.strips import Block, Frame, Piece, Strip, gapped
from leaflets.layout.typesetter import Box, Typesetter

# Printers in offices leave about 4 mm at the edge blank: no word stands there.
CLEAR = 15.0
_BAND_PAD = 6.0
_BEHIND_DOT = re.compile("(?<= [\u00b7\u2022|])( +)")
_LETTERHEAD = {"hospital": styles.HOSPITAL, "department": styles.DEPARTMENT}


def masthead(typesetter: Typesetter, header: Node) -> list[Piece]:
    """Set the head of the first page, over its full width, from the paper's edge down.

    Hospital and department stand in the band whatever their place among the header's children, then the draft
    band; all else follows in its order.
    """
    names = [child for child in header.children if child.style in _LETTERHEAD]
    drafts = [child for child in header.children if child.style == DRAFT]
    whole = Box(0.0, typesetter.geometry.measure)
    pieces: list[Piece] = [_letterhead(typesetter, names, whole)]
    pieces += [_draft(typesetter, typesetter.node(node, whole, styles.DRAFT, "center")) for node in drafts]
    for child in header.children:
        if child not in names and child not in drafts:
            pieces += _titled(typesetter, child, whole)
    return pieces


def _titled(typesetter: Typesetter, node: Node, box: Box) -> list[Piece]:
    """Set the title, the purpose, or whatever else stands below the band."""
    if node.kind is Kind.HEADING and node.level == 1:
        return gapped(typesetter.node(node, box, styles.TITLE), 6.0)
    if node.style == "purpose":
        return gapped(typesetter.node(node, box, styles.PURPOSE), 2.0)
    return blocks(typesetter, [node], box, first_gap=styles.BLOCK_GAP)


def _letterhead(typesetter: Typesetter, names: Sequence[Node], box: Box) -> Block:
    """Set hospital and department in a band of the accent colour that bleeds off the page."""
    words = tuple(strip for name in names for strip in typesetter.node(name, box, _LETTERHEAD[name.style]))
    return Block((words,), Frame(CLEAR, _BAND_PAD, typesetter.panel(_bled(typesetter), styles.ACCENT)))


def _draft(typesetter: Typesetter, words: Sequence[Strip], above: float = 2.0) -> Block:
    """Set the draft band: dark words on white between two rules, so that it stays clear in greyscale."""
    rule = typesetter.rule(0.0, _bled(typesetter), styles.INK, 1.0)
    return Block((tuple(words),), Frame(above, 3.0, rule=rule))


def _bled(typesetter: Typesetter) -> Box:
    """Give the range of the whole paper."""
    return Box(-typesetter.geometry.side, typesetter.geometry.width)


def draft_band(typesetter: Typesetter) -> list[Piece]:
    """Set the draft band of the pages after the first, from the paper's edge; nothing if approved."""
    text = typesetter.document.control.draft
    if not text:
        return []
    whole = Box(0.0, typesetter.geometry.measure)
    words = typesetter.words(text, Artifact.HEADER, whole, styles.DRAFT, "center")
    return [_draft(typesetter, words, CLEAR + 2.0)]


def footer(typesetter: Typesetter, page: int, pages: int, digest: str) -> list[Piece]:
    """Set document control for the foot of a page: a rule, below it the stamp and the page's number."""
    control = typesetter.document.control
    geometry = typesetter.geometry
    digits = {ord("0") + value: digit for value, digit in enumerate(control.digits)}
    number = {"page": str(page).translate(digits), "pages": str(pages).translate(digits)}
    place = control.page_pattern.format(**number)
    # The hash is an isolate (UAX #9): behind Latin words on a page from right to left it would change places.
    runs = (Run(f"{place} · "), Run(digest, direction="ltr"))
    width = typesetter.width_of(runs, styles.FOOTER)[1] + 2.0
    end = Box(geometry.measure - width, width)
    left = _stamp(typesetter, Box(0.0, geometry.measure - width - 16.0))
    right = typesetter.runs(runs, Artifact.FOOTER, end, styles.FOOTER, "end")
    rule = Strip(0.0, (typesetter.rule(0.0, Box(0.0, geometry.measure)),))
    return [rule, side_by_side((left, right), Frame(above=4.0))]


def _stamp(typesetter: Typesetter, box: Box) -> Sequence[Strip]:
    """Set document control, what stands between two dots in one piece if that takes no more lines."""
    stamp = typesetter.document.control.stamp
    parts = map(Run, _BEHIND_DOT.split(stamp))
    runs = [replace(run, atomic=typesetter.width_of([run], styles.FOOTER)[1] <= box.width) for run in parts]
    ways = (typesetter.runs(each, Artifact.FOOTER, box, styles.FOOTER) for each in (runs, [Run(stamp)]))
    return min(ways, key=len)
