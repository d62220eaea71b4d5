"""The time line on paper: a bar above an axis, labels below its marks."""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Node
from leaflets.figures.duration import duration as drawn
from leaflets.layout.baselines import side_by_side
from leaflets.layout.boxes import Box
from leaflets.layout.figures.labels import label_strip, label_width
from leaflets.layout.pages import PathItem, RectItem
from leaflets.layout.strips import Strip, stack
from leaflets.layout.styles import ACCENT, INK, TINT
from leaflets.layout.typesetter import Typesetter

# Lengths are points, but for _AXIS.
_BEYOND_AXIS = 40.0  # room at the end for the label of the longest time, which is centred below its mark
# The length of the axis divided by the longest time, so that its arrow is clear of the bar (1/0.89 in html).
_AXIS = 1.12
_TOP, _BAR = 2.0, 13.0  # above the bar; its height
_BAR_TO_AXIS = 5.0
_AXIS_TO_LABELS = 6.0
_TICK, _ARROW = 3.0, 5.0  # half the height of a mark and of the arrow head; the length of the head
_LINE = 0.8
_BETWEEN_LABELS = 6.0  # about two spaces, so that neighbours are not read as one


def duration(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper end."""
    time = drawn(dict(node.dataset))
    length = box.width - _BEYOND_AXIS
    longest = length / _AXIS
    axis = _TOP + _BAR + _BAR_TO_AXIS
    items = (
        _bar(node, box.part(time.low * longest, time.light * longest), TINT),
        _bar(node, box.part(0.0, time.low * longest), ACCENT),
        _axis(node, box, length, axis, [tick * longest for tick in time.ticks]),
    )
    places = {"start": 0.0, "low": time.low * longest, "high": longest}
    labels = [(label, at) for name, at in places.items() if (label := node.label_of(name))]
    return stack([Strip(axis + _AXIS_TO_LABELS, items), _spread(typesetter, box, labels)])


def _bar(node: Node, box: Box, fill: str) -> RectItem:
    x, y = box.left(0.0, box.width), -_TOP - _BAR
    return RectItem(node.id, x, y, box.width, _BAR, fill=fill, stroke=ACCENT, stroke_width=_LINE)


def _axis(node: Node, box: Box, length: float, down: float, ticks: Sequence[float]) -> PathItem:
    """Draw an axis with marks and an arrow head at its far end, ``down`` points below the strip's top."""
    end, barb = box.left(length), box.left(length - _ARROW)
    segments: list[tuple[str | float, ...]] = [("m", box.left(0.0), -down), ("l", end, -down)]
    for tick in ticks:
        x = box.left(tick)
        segments += [("m", x, -down - _TICK), ("l", x, -down + _TICK)]
    segments += [("m", barb, -down + _TICK), ("l", end, -down), ("l", barb, -down - _TICK)]
    return PathItem(node.id, tuple(segments), stroke=INK, stroke_width=_LINE)


def _spread(typesetter: Typesetter, box: Box, labels: Sequence[tuple[Node, float]]) -> Strip:
    """Set labels under their marks, each in the first row where it touches no neighbour."""
    rows: list[list[Strip]] = []
    reaches: list[float] = []  # how far each row is filled, from the start of the box
    for label, at in labels:
        width = min(box.width, label_width(typesetter, label))
        # Centred below its mark, or as near to that as the edges of the figure allow.
        start = max(0.0, min(at - width / 2, box.width - width))
        row = next((n for n, reach in enumerate(reaches) if reach <= start), len(rows))
        if row == len(rows):
            rows.append([])
            reaches.append(0.0)
        rows[row].append(label_strip(typesetter, label, box.part(start, width)))
        reaches[row] = start + width + _BETWEEN_LABELS
    return stack([side_by_side([[label] for label in row]) for row in rows])
