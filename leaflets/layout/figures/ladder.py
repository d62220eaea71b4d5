"""The ladder of treatments on paper: a staircase that rises towards the end side.

If every word has room, the steps are side by side and each is higher than the one before. If not, they are
rows one above the other, and their start edges form the staircase.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Node
from leaflets.figures.ladder import STEP, UNNAMED, step_starts
from leaflets.layout.boxes import Box
from leaflets.layout.figures.labels import label_strip
from leaflets.layout.pages import Item, RectItem, shifted
from leaflets.layout.strips import Strip
from leaflets.layout.styles import ACCENT, TINT
from leaflets.layout.typesetter import Typesetter

_RISE = 22.0  # of a step above the one before: more than a line, so that the stairs are visible
_TO_END = 2.0  # between the words at an end of the ladder and its steps
# Of the figure's width: the indent of each row (0.09 in html), and the limit for that of the highest.
_INSET, _MOST_INSET = 0.06, 0.5


def ladder(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw the ladder with its steps side by side if no word is wider than a step, else as rows."""
    steps: Sequence[Node | None] = node.labels(STEP) or [None] * UNNAMED
    beneath = [*node.labels(STEP), *node.labels("low")]
    widest = max((typesetter.width_of(each.runs, typesetter.type.label)[0] for each in beneath), default=0.0)
    room = box.width / len(steps) - 2 * typesetter.gaps.step
    stairs = _columns if len(steps) > 1 and widest <= room else _rows
    return stairs(typesetter, node, steps, box)


def _columns(typesetter: Typesetter, node: Node, steps: Sequence[Node | None], box: Box) -> Strip:
    """Draw the steps side by side, each higher than the one before."""
    boxes = box.shared(len(steps), gutter=0.0)
    words = [
        label_strip(typesetter, step, place.inset(typesetter.gaps.step))
        for step, place in zip(steps, boxes, strict=True)
    ]
    base = max(each.height for each in words) + 2 * typesetter.gaps.step
    low = label_strip(typesetter, node.label_of("low"), boxes[0])
    high = label_strip(typesetter, node.label_of("high"), box, "end")
    total = base + high.height + _TO_END + max(_RISE * (len(steps) - 1), low.height + _TO_END)
    items = [*shifted(low.items, -(total - base - low.height - _TO_END))]
    for index, (place, each) in enumerate(zip(boxes, words, strict=True)):
        tall = base + _RISE * index
        items += _step(node, place, each, total - tall, tall, typesetter.gaps.step)
    over = any(each.overfull for each in (*words, low, high))
    return Strip(total, (*items, *high.items), lines=3 + len(steps), overfull=over)


def _rows(typesetter: Typesetter, node: Node, steps: Sequence[Node | None], box: Box) -> Strip:
    """Draw the steps as rows, the first at the bottom, each indented more than the one below."""
    boxes = [box.indented(start * box.width) for start in step_starts(len(steps), _INSET, _MOST_INSET)]
    low = label_strip(typesetter, node.label_of("low"), box)
    high = label_strip(typesetter, node.label_of("high"), box, "end")
    rows = [
        label_strip(typesetter, step, place.inset(typesetter.gaps.step))
        for step, place in zip(steps, boxes, strict=True)
    ]
    total = high.height + low.height + 2 * _TO_END + sum(row.height + typesetter.gaps.step for row in rows)
    items = [*shifted(low.items, -(total - low.height))]
    foot = total - low.height - _TO_END
    for place, row in zip(boxes, rows, strict=True):
        tall = row.height + typesetter.gaps.step
        foot -= tall
        items += _step(node, place, row, foot, tall, typesetter.gaps.step / 2)
    over = any(each.overfull for each in (*rows, low, high))
    return Strip(total, (*items, *high.items), lines=2 + len(steps), overfull=over)


def _step(node: Node, box: Box, words: Strip, down: float, tall: float, pad: float) -> list[Item]:
    """Draw a step ``tall`` points high, with its words ``pad`` points below its upper edge."""
    x = box.left(0.0, box.width)
    tread = RectItem(node.id, x, -down - tall, box.width, tall, fill=TINT, stroke=ACCENT)
    return [tread, *shifted(words.items, -(down + pad))]
