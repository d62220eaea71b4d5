"""The true-size figure on paper: bars or circles with labels, above a ruler for checking the print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leaflets.document.nodes import Node
from leaflets.figures import true_size as figure
from leaflets.figures.true_size import Profile
from leaflets.layout.baselines import drops
from leaflets.layout.boxes import Box
from leaflets.layout.figures.labels import label_strip, label_width
from leaflets.layout.pages import CIRCLE_HANDLE, Item, PathItem, RectItem, shifted
from leaflets.layout.strips import Strip, stack
from leaflets.layout.styles import ACCENT, INK, MM, TINT
from leaflets.layout.typesetter import Typesetter

# Points; how wide a shape is comes from the data alone.
_LINE = 1.2
_CUT = 4.0  # the thickness of the bar that stands for a cut of any length
_TO_LABEL = 7.0
_BETWEEN = 30.0  # between two ends, so that a label is nearer to its own shape than to the next
_TO_LABEL_BELOW = 2.0  # where a label has no room beside its shape
_BELOW_LABEL = 6.0
_ABOVE_RULER = 8.0
_RULER = 10.0  # the height of the ruler's strip
_END_TICK, _TICK = 8.0, 5.0  # how high the marks at the ruler's ends are, and those between them
_RULER_LINE = 0.8


def true_size(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw the ends of a length side by side if the box has room for that, else one below the other."""
    drawing = figure.true_size(dict(node.dataset))
    ends = [_End(end.length * MM, drawing.profile, node.label_of(end.label)) for end in drawing.ends]
    widths = [end.length + _TO_LABEL + label_width(typesetter, end.label) for end in ends]
    if sum(widths) + _BETWEEN * (len(ends) - 1) <= box.width:
        starts = [sum(widths[:n]) + _BETWEEN * n for n in range(len(ends))]
        boxes = [box.part(start, width) for start, width in zip(starts, widths, strict=True)]
        drawn = _row(typesetter, node, ends, boxes)
    else:
        drawn = stack([_alone(typesetter, node, end, box) for end in ends])
    return stack([drawn, _ruler(typesetter, node, box)])


class _End(NamedTuple):
    """An end of the range: its length in points, its shape, and its label, if the template has one."""

    length: float
    profile: Profile
    label: Node | None

    @property
    def height(self) -> float:
        """The height of the shape, in points."""
        return self.length if self.profile is Profile.CIRCLE else _CUT

    def shape(self, owner: str, box: Box, middle: float) -> Item:
        """Draw the shape at the start of a box, with its centre ``middle`` points up."""
        x = box.left(0.0, self.length)
        match self.profile:
            case Profile.BAR:
                return RectItem(owner, x, middle - _CUT / 2, self.length, _CUT, fill=ACCENT)
            case Profile.CIRCLE:
                return _circle(owner, x, middle, self.length)


def _row(typesetter: Typesetter, node: Node, ends: Sequence[_End], boxes: Sequence[Box]) -> Strip:
    """Draw ends side by side, each label after its shape, with shapes centred and labels on one baseline."""
    labels = [
        label_strip(typesetter, end.label, box.indented(end.length).indented(_TO_LABEL))
        for end, box in zip(ends, boxes, strict=True)
    ]
    lowered = drops(labels)
    words = max(down + label.height for down, label in zip(lowered, labels, strict=True))
    height = max(words, *(end.height for end in ends))
    items: list[Item] = []
    for end, box, label, down in zip(ends, boxes, labels, lowered, strict=True):
        items.append(end.shape(node.id, box, -height / 2))
        items += shifted(label.items, -(height - words) / 2 - down)
    return Strip(height, tuple(items), lines=len(ends), overfull=any(label.overfull for label in labels))


def _alone(typesetter: Typesetter, node: Node, end: _End, box: Box) -> Strip:
    """Draw an end on its own, with its label below, for want of room."""
    shape = end.shape(node.id, box, -end.height / 2)
    label = label_strip(typesetter, end.label, box)._replace(gap=_TO_LABEL_BELOW)
    # A length is never scaled; one that is wider than the box is reported.
    return stack([Strip(end.height, (shape,), overfull=end.length > box.width), label, Strip(_BELOW_LABEL)])


def _circle(owner: str, x: float, y: float, across: float) -> Item:
    """Draw a channel as a circle with its centre at ``y``; its line's outer edge is the channel's edge."""
    middle, r = x + across / 2, across / 2 - _LINE / 2
    k = r * CIRCLE_HANDLE
    segments = (
        ("m", middle + r, y),
        ("c", middle + r, y + k, middle + k, y + r, middle, y + r),
        ("c", middle - k, y + r, middle - r, y + k, middle - r, y),
        ("c", middle - r, y - k, middle - k, y - r, middle, y - r),
        ("c", middle + k, y - r, middle + r, y - k, middle + r, y),
        ("h",),
    )
    return PathItem(owner, segments, fill=TINT, stroke=ACCENT, stroke_width=_LINE)


def _ruler(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw the ruler, with marks above its line, and the words that explain it."""
    length = figure.RULER * MM
    x, line = box.left(0.0, length), -_END_TICK
    segments: list[tuple[str | float, ...]] = [("m", x, line), ("l", x + length, line)]
    for tick in figure.RULER_TICKS:
        high = _END_TICK if tick in (0, figure.RULER) else _TICK
        at = x + tick * MM
        segments += [("m", at, line), ("l", at, line + high)]
    ruler = PathItem(node.id, tuple(segments), stroke=INK, stroke_width=_RULER_LINE)
    label = node.label_of("check")
    words = typesetter.set_node(label, box, typesetter.type.small_label) if label else ()
    return stack([Strip(_RULER, (ruler,), lines=1), *words])._replace(gap=_ABOVE_RULER)
