"""The figure of a cut or a channel at its true size: 1 mm on paper is 1 mm.

In: a figure's node with the ends of a length in millimetres. Out: a strip. Beneath stands a ruler by which
the printer can be checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.baselines import drops
from leaflets.layout.pages import Item, PathItem, RectItem, shifted
from leaflets.layout.strips import Strip, stack
from leaflets.layout.typesetter import Box, Typesetter

# A circle of four Bézier curves: the usual constant, off by 0.03 % at the most.
_KAPPA = 0.5522847498
RULER_MM = 50
_LINE = 1.2
_CUT = 4.0
_TO_LABEL = 7.0
_BETWEEN = 30.0


def true_size(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw the two ends of a length at true size, each with its label, above a check ruler."""
    ends = [*_ends(node)]
    is_channel = dict(node.marks).get("shape") == "channel"
    shape = _circle if is_channel else _bar
    widths = [length + _TO_LABEL + _width(typesetter, label) for length, label in ends]
    if sum(widths) + _BETWEEN * (len(ends) - 1) <= box.width:
        starts = [box.start + sum(widths[:n]) + _BETWEEN * n for n in range(len(ends))]
        drawn = _row(typesetter, node, [*zip(starts, ends, strict=True)], shape)
    else:
        drawn = stack([_alone(typesetter, node, end, box, shape) for end in ends])
    return stack([drawn, _ruler(typesetter, node, box)])


def label_of(node: Node, style: str) -> Node | None:
    """Find the label of a class in a figure."""
    return next((child for child in node.children if child.kind is Kind.LABEL and child.style == style), None)


def mark(node: Node, name: str) -> float:
    """Give one of the numbers that a figure is drawn from."""
    return float(dict(node.marks)[name])


def label_strip(typesetter: Typesetter, label: Node | None, box: Box, align: str = "start") -> Strip:
    """Set a label's words; an empty strip where there is no label."""
    return stack(typesetter.node(label, box, styles.LABEL, align)) if label else Strip(0.0)


_End = tuple[float, Node | None]
_Shape = Callable[[str, float, float, float], Item]


def _ends(node: Node) -> Iterator[_End]:
    """Yield the lengths to draw, in points, with their labels; one if the quantity is one value."""
    low, high = mark(node, "low"), mark(node, "high")
    if low < high:
        yield low * styles.MM, label_of(node, "low")
    yield high * styles.MM, label_of(node, "high")


def _width(typesetter: Typesetter, label: Node | None) -> float:
    return typesetter.width_of(label.runs, styles.LABEL)[1] + 1.0 if label else 0.0


def _row(typesetter: Typesetter, node: Node, ends: Sequence[tuple[float, _End]], shape: _Shape) -> Strip:
    """Draw ends side by side, each label behind its shape, all on one middle and one baseline."""
    labels = [
        label_strip(typesetter, label, Box(start + length + _TO_LABEL, _width(typesetter, label)))
        for start, (length, label) in ends
    ]
    lowered = drops(labels)
    words = max(down + label.height for down, label in zip(lowered, labels, strict=True))
    height = max(words, max(length for _, (length, _) in ends) if shape is _circle else _CUT)
    items: list[Item] = []
    for (start, (length, _)), label, down in zip(ends, labels, lowered, strict=True):
        items.append(shape(node.id, typesetter.left(start, length), -height / 2, length))
        items += shifted(label.items, -(height - words) / 2 - down)
    return Strip(height, tuple(items), lines=len(ends), over=any(label.over for label in labels))


def _alone(typesetter: Typesetter, node: Node, end: _End, box: Box, shape: _Shape) -> Strip:
    """Draw an end that has no room for others beside it; its label stands below."""
    length, label = end
    height = length if shape is _circle else _CUT
    drawn = shape(node.id, typesetter.left(box.start, length), -height / 2, length)
    return stack(
        [
            Strip(height, (drawn,), over=length > box.width),
            label_strip(typesetter, label, box)._replace(gap=2.0),
            Strip(6.0),
        ]
    )


def _bar(owner: str, x: float, y: float, length: float) -> Item:
    """Draw a cut as a line with square ends, whose middle is ``y`` up."""
    return RectItem(owner, x, y - _CUT / 2, length, _CUT, fill=styles.ACCENT)


def _circle(owner: str, x: float, y: float, across: float) -> Item:
    """Draw a channel as a circle whose middle is ``y`` up; its line's outer edge is the channel's edge."""
    middle, r = x + across / 2, across / 2 - _LINE / 2
    k = r * _KAPPA
    segments = (
        ("m", middle + r, y),
        ("c", middle + r, y + k, middle + k, y + r, middle, y + r),
        ("c", middle - k, y + r, middle - r, y + k, middle - r, y),
        ("c", middle - r, y - k, middle - k, y - r, middle, y - r),
        ("c", middle + k, y - r, middle + r, y - k, middle + r, y),
        ("h",),
    )
    return PathItem(owner, segments, fill=styles.TINT, stroke=styles.ACCENT, stroke_width=_LINE)


def _ruler(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Draw a ruler of 50 mm with a mark every 10 mm, and the words that say what it is for."""
    length = RULER_MM * styles.MM
    x = typesetter.left(box.start, length)
    line = [("m", x, -8.0), ("l", x + length, -8.0)]
    for tick in range(0, RULER_MM + 1, 10):
        high = 8.0 if tick in (0, RULER_MM) else 5.0
        at = x + tick * styles.MM
        line += [("m", at, -8.0), ("l", at, -8.0 + high)]
    ruler = PathItem(node.id, tuple(line), stroke=styles.INK, stroke_width=0.8)
    label = label_of(node, "check")
    words = typesetter.node(label, box, styles.SMALL_LABEL) if label else ()
    return stack([Strip(10.0, (ruler,), lines=1), *words])._replace(gap=8.0)
