"""Figures, drawn as vectors from the numbers of the data; labels are the document's own.

Time is drawn to scale; the ladder is drawn as a staircase. All of a figure's ink belongs to its node, so that
a screen reader meets one figure and its text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.baselines import side_by_side
from leaflets.layout.pages import Item, PathItem, RectItem, shifted
from leaflets.layout.strips import Strip, stack
from leaflets.layout.true_size import label_of, label_strip, mark, true_size
from leaflets.layout.typesetter import Box, Typesetter

_STEP_PAD = 6.0
_STEP_RISE = 22.0
_STEP_INDENT = 0.06  # of the figure's width, in a staircase of rows


def figure(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Set a figure: its caption, then the drawing, on one strip."""
    caption = [child for child in node.children if child.kind is Kind.CAPTION]
    head = [strip for part in caption for strip in typesetter.node(part, box, styles.CAPTION)]
    return stack([*head, _DRAWINGS[node.style](typesetter, node, box)._replace(gap=3.0)])


def _duration(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper."""
    low, high = mark(node, "low"), mark(node, "high")
    length = box.width - 40.0
    scale = length / (high * 1.12)
    bar, down = 13.0, 2.0
    items: tuple[Item, ...] = (
        _bar(typesetter, node, box.start + low * scale, (high - low) * scale, down, bar, light=True),
        _bar(typesetter, node, box.start, low * scale, down, bar, light=False),
        _axis(typesetter, node, box, length, down + bar + 5.0, (0.0, low * scale, high * scale)),
    )
    places = [("start", 0.0, "start"), ("low", low * scale, "center"), ("high", high * scale, "center")]
    labels = [(label, at, align) for name, at, align in places if (label := label_of(node, name))]
    return stack([Strip(down + bar + 11.0, items), _spread(typesetter, box, labels)])


def _spread(typesetter: Typesetter, box: Box, labels: Sequence[tuple[Node, float, str]]) -> Strip:
    """Set labels under their marks, each in the first row where it touches no neighbour."""
    rows: list[list[Strip]] = []
    reaches: list[float] = []
    for label, at, align in labels:
        width = min(box.width, typesetter.width_of(label.runs, styles.LABEL)[1] + 1.0)
        start = max(0.0, min(at - (width / 2 if align == "center" else 0.0), box.width - width))
        row = next((n for n, reach in enumerate(reaches) if reach <= start), len(rows))
        if row == len(rows):
            rows.append([])
            reaches.append(0.0)
        rows[row].append(label_strip(typesetter, label, Box(box.start + start, width)))
        reaches[row] = start + width + 6.0
    return stack([side_by_side([[label] for label in row]) for row in rows])


def _bar(
    typesetter: Typesetter, node: Node, start: float, width: float, down: float, height: float, *, light: bool
) -> Item:
    x = typesetter.left(start, width)
    fill = styles.TINT if light else styles.ACCENT
    return RectItem(
        node.id, x, -down - height, width, height, fill=fill, stroke=styles.ACCENT, stroke_width=0.8
    )


def _axis(
    typesetter: Typesetter, node: Node, box: Box, length: float, down: float, ticks: Sequence[float]
) -> PathItem:
    """Draw an axis with marks and an arrow head at its far end."""
    side = -1.0 if typesetter.rtl else 1.0
    origin = typesetter.left(box.start, 0.0)
    end = origin + side * length
    segments: list[tuple[str | float, ...]] = [("m", origin, -down), ("l", end, -down)]
    for tick in dict.fromkeys(ticks):
        segments += [("m", origin + side * tick, -down - 3.0), ("l", origin + side * tick, -down + 3.0)]
    segments += [
        ("m", end - side * 5.0, -down + 3.0),
        ("l", end, -down),
        ("l", end - side * 5.0, -down - 3.0),
    ]
    return PathItem(node.id, tuple(segments), stroke=styles.INK, stroke_width=0.8)


def _ladder(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw the ladder of treatments as a staircase that rises towards the end side."""
    steps = [child for child in node.children if child.kind is Kind.LABEL and child.style == "step"]
    beneath = [*steps, *filter(None, [label_of(node, "low")])]
    narrow = max(typesetter.width_of(label.runs, styles.LABEL)[0] for label in beneath)
    room = box.width / len(steps) - 2 * _STEP_PAD
    stairs = _columns if len(steps) > 1 and narrow <= room else _rows
    return stairs(typesetter, node, steps, box)


def _columns(typesetter: Typesetter, node: Node, steps: Sequence[Node], box: Box) -> Strip:
    """Draw the steps side by side, each higher than the one before."""
    width = box.width / len(steps)
    boxes = [Box(box.start + n * width, width) for n in range(len(steps))]
    words = [
        label_strip(typesetter, step, place.inset(_STEP_PAD))
        for step, place in zip(steps, boxes, strict=True)
    ]
    base = max(each.height for each in words) + 2 * _STEP_PAD
    # The words at both ends stand above the first and the last step.
    low = label_strip(typesetter, label_of(node, "low"), boxes[0])
    high = label_strip(typesetter, label_of(node, "high"), box, "end")
    total = base + high.height + 2.0 + max(_STEP_RISE * (len(steps) - 1), low.height + 2.0)
    items = list(shifted(low.items, -(total - base - low.height - 2.0)))
    for index, (place, each) in enumerate(zip(boxes, words, strict=True)):
        tall = base + _STEP_RISE * index
        items.append(_step(typesetter, node, place, total - tall, tall))
        items += shifted(each.items, -(total - tall + _STEP_PAD))
    over = any(each.over for each in (*words, low, high))
    return Strip(total, (*items, *high.items), lines=3 + len(steps), over=over)


def _rows(typesetter: Typesetter, node: Node, steps: Sequence[Node], box: Box) -> Strip:
    """Draw the steps as rows, the first at the bottom, each a little further in than the one below."""
    indent = min(_STEP_INDENT, 0.5 / len(steps)) * box.width
    low = label_strip(typesetter, label_of(node, "low"), box)
    high = label_strip(typesetter, label_of(node, "high"), box, "end")
    rows = [
        label_strip(typesetter, step, box.indented(indent * n).inset(_STEP_PAD))
        for n, step in enumerate(steps)
    ]
    total = high.height + low.height + 4.0 + sum(row.height + _STEP_PAD for row in rows)
    items = list(shifted(low.items, -(total - low.height)))
    foot = total - low.height - 2.0
    for index, row in enumerate(rows):
        tall = row.height + _STEP_PAD
        foot -= tall
        items.append(_step(typesetter, node, box.indented(indent * index), foot, tall))
        items += shifted(row.items, -(foot + _STEP_PAD / 2))
    over = any(each.over for each in (*rows, low, high))
    return Strip(total, (*items, *high.items), lines=2 + len(steps), over=over)


def _step(typesetter: Typesetter, node: Node, box: Box, down: float, tall: float) -> Item:
    x = typesetter.left(box.start, box.width)
    return RectItem(node.id, x, -down - tall, box.width, tall, fill=styles.TINT, stroke=styles.ACCENT)


_DRAWINGS: dict[str, Callable[[Typesetter, Node, Box], Strip]] = {
    "true-size": true_size,
    "duration": _duration,
    "ladder": _ladder,
}
