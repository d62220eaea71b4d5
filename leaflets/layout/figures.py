"""Figures, drawn as vectors from the numbers of the data; labels are the document's own.

A cut or a channel is drawn at its true size (1 mm on paper is 1 mm) beside a ruler by which the
printer can be checked; time is drawn to scale; the ladder is drawn as a staircase. All of a
figure's ink belongs to its node, so that a screen reader meets one figure and its text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from leaflets.document.nodes import Kind, Node
from leaflets.layout import styles
from leaflets.layout.pages import Item, PathItem, RectItem
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, shifted, stack

# A circle of four Bézier curves: the usual constant, off by 0.03 % at the most.
_KAPPA = 0.5522847498
RULER_MM = 50
_LINE = 1.2


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The ink and words of a figure, ``height`` points tall, from the figure's own start edge."""

    height: float
    items: tuple[Item, ...]
    lines: int = 0


def figure(setter: Setter, node: Node, box: Box) -> Strip:
    """Set a figure: its caption, then the drawing, on one strip."""
    caption = [child for child in node.children if child.kind is Kind.CAPTION]
    head = [strip for part in caption for strip in setter.node(part, box, styles.CAPTION)]
    drawing = _DRAWINGS[node.style](setter, node, box) if node.style in _DRAWINGS else _Drawing(0.0, ())
    return stack([*head, Strip(drawing.height, drawing.items, gap=3.0, lines=drawing.lines)])


def _label(node: Node, style: str) -> Node | None:
    return next((child for child in node.children if child.kind is Kind.LABEL and child.style == style), None)


def _mark(node: Node, name: str) -> float:
    return float(dict(node.marks)[name])


def _set_label(
    setter: Setter, label: Node | None, box: Box, down: float, align: str = "start"
) -> tuple[Item, ...]:
    """Set a label's words with their top ``down`` points below the drawing's top."""
    if label is None:
        return ()
    return shifted(stack(setter.node(label, box, styles.LABEL, align)).items, -down)


def _label_height(setter: Setter, label: Node | None, width: float) -> float:
    return stack(setter.node(label, Box(0.0, width), styles.LABEL)).height if label else 0.0


def _true_size(setter: Setter, node: Node, box: Box) -> _Drawing:
    """Draw the two ends of a length at true size, each with its label, above a check ruler."""
    shapes = _channel if dict(node.marks).get("shape") == "channel" else _cut
    top = shapes(setter, node, box)
    ruler = _ruler(setter, node, box, top.height + 8.0)
    return _Drawing(ruler.height, (*top.items, *ruler.items), top.lines + ruler.lines)


def _ends(node: Node) -> list[tuple[float, Node | None]]:
    """Give the lengths to draw, in points, with their labels; one if the quantity is one value."""
    low, high = _mark(node, "low"), _mark(node, "high")
    ends = [(low, _label(node, "low"))] if low < high else []
    return [(length * styles.MM, label) for length, label in [*ends, (high, _label(node, "high"))]]


def _cut(setter: Setter, node: Node, box: Box) -> _Drawing:
    """Draw each end of a cut's length as a line with square ends."""
    items: list[Item] = []
    start, height = box.start, 0.0
    for length, label in _ends(node):
        tall = _label_height(setter, label, box.width)
        x = setter.left(start, length)
        items.append(RectItem(node.id, x, -tall / 2 - 2.0, length, 4.0, fill=styles.ACCENT))
        room = 100.0
        items += _set_label(setter, label, Box(start + length + 7.0, room), 0.0)
        start, height = start + length + room, max(height, tall)
    return _Drawing(height, tuple(items), 1)


def _channel(setter: Setter, node: Node, box: Box) -> _Drawing:
    """Draw each end of a channel's width as a circle."""
    items: list[Item] = []
    tallest = max(length for length, _ in _ends(node))
    start = box.start
    for across, label in _ends(node):
        x = setter.left(start, across)
        # The outer edge of the line is the edge of the channel.
        items.append(_circle(node.id, x + across / 2, -tallest / 2, across / 2 - _LINE / 2))
        tall = _label_height(setter, label, box.width)
        room = 78.0
        items += _set_label(setter, label, Box(start + across + 8.0, room), tallest / 2 - tall / 2)
        start += across + room
    return _Drawing(tallest + 2.0, tuple(items), 3)


def _circle(owner: str, x: float, y: float, r: float) -> PathItem:
    k = r * _KAPPA
    segments = (
        ("m", x + r, y),
        ("c", x + r, y + k, x + k, y + r, x, y + r),
        ("c", x - k, y + r, x - r, y + k, x - r, y),
        ("c", x - r, y - k, x - k, y - r, x, y - r),
        ("c", x + k, y - r, x + r, y - k, x + r, y),
        ("h",),
    )
    return PathItem(owner, segments, fill=styles.TINT, stroke=styles.ACCENT, stroke_width=_LINE)


def _ruler(setter: Setter, node: Node, box: Box, down: float) -> _Drawing:
    """Draw a ruler of 50 mm with a mark every 10 mm, and the words that say what it is for."""
    length = RULER_MM * styles.MM
    x = setter.left(box.start, length)
    line = [("m", x, -down - 8.0), ("l", x + length, -down - 8.0)]
    for tick in range(0, RULER_MM + 1, 10):
        high = 8.0 if tick in (0, RULER_MM) else 5.0
        at = x + tick * styles.MM
        line += [("m", at, -down - 8.0), ("l", at, -down - 8.0 + high)]
    ruler = PathItem(node.id, tuple(line), stroke=styles.INK, stroke_width=0.8)
    label = _label(node, "check")
    small = replace(styles.SMALL_TEXT)
    words = stack(setter.node(label, box, small)) if label else Strip(0.0)
    return _Drawing(down + 10.0 + words.height, (ruler, *shifted(words.items, -down - 10.0)), 1 + words.lines)


def _duration(setter: Setter, node: Node, box: Box) -> _Drawing:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper."""
    low, high = _mark(node, "low"), _mark(node, "high")
    start_label, low_label, high_label = (_label(node, name) for name in ("start", "low", "high"))
    length = box.width - 40.0
    scale = length / (high * 1.12)
    bar, down = 13.0, 2.0
    items: list[Item] = [
        _bar(setter, node, box.start + low * scale, (high - low) * scale, down, bar, light=True),
        _bar(setter, node, box.start, low * scale, down, bar, light=False),
        _axis(setter, node, box, length, down + bar + 5.0, (0.0, low * scale, high * scale)),
    ]
    under = down + bar + 11.0
    places = [
        (start_label, 0.0, "start"),
        (low_label, low * scale, "center"),
        (high_label, high * scale, "center"),
    ]
    rows, height = _spread(setter, box, [place for place in places if place[0] is not None])
    items += shifted(rows, -under)
    return _Drawing(under + height, tuple(items), 3)


def _spread(
    setter: Setter, box: Box, places: Sequence[tuple[Node | None, float, str]]
) -> tuple[list[Item], float]:
    """Set labels under their marks; one that would touch its neighbour goes a line lower."""
    items: list[Item] = []
    height, reach, row = 0.0, -1.0, 0.0
    for label, at, align in places:
        assert label is not None  # noqa: S101 - the caller leaves out what is not there
        width = setter.width_of(label.runs, styles.LABEL)[1] + 1.0
        start = max(0.0, min(at - (width / 2 if align == "center" else 0.0), box.width - width))
        tall = _label_height(setter, label, width)
        row = row + tall if start < reach else 0.0
        items += _set_label(setter, label, Box(box.start + start, width), row)
        reach, height = max(reach, start + width + 6.0), max(height, row + tall)
    return items, height


def _bar(
    setter: Setter, node: Node, start: float, width: float, down: float, height: float, *, light: bool
) -> Item:
    x = setter.left(start, width)
    fill = styles.TINT if light else styles.ACCENT
    return RectItem(
        node.id, x, -down - height, width, height, fill=fill, stroke=styles.ACCENT, stroke_width=0.8
    )


def _axis(
    setter: Setter, node: Node, box: Box, length: float, down: float, ticks: Sequence[float]
) -> PathItem:
    """Draw an axis with marks and an arrow head at its far end."""
    side = -1.0 if setter.rtl else 1.0
    origin = setter.left(box.start, 0.0)
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


def _ladder(setter: Setter, node: Node, box: Box) -> _Drawing:
    """Draw the ladder of treatments as a staircase that rises towards the end side."""
    steps = [child for child in node.children if child.kind is Kind.LABEL and child.style == "step"]
    width = box.width / max(1, len(steps))
    pad, rise = 6.0, 22.0
    words = [stack(setter.node(step, Box(0.0, width - 2 * pad), styles.LABEL)).height for step in steps]
    base = max(words, default=0.0) + 2 * pad
    high, low = _label(node, "high"), _label(node, "low")
    # The words at both ends stand above the first and the last step.
    total = base + rise * (len(steps) - 1) + _label_height(setter, high, box.width) + 2.0
    down = total - base - _label_height(setter, low, box.width) - 2.0
    items: list[Item] = list(_set_label(setter, low, box, max(0.0, down)))
    for index, step in enumerate(steps):
        tall = base + rise * index
        start = box.start + index * width
        x = setter.left(start, width)
        items.append(RectItem(node.id, x, -total, width, tall, fill=styles.TINT, stroke=styles.ACCENT))
        items += _set_label(setter, step, Box(start + pad, width - 2 * pad), total - tall + pad)
    return _Drawing(total, (*items, *_set_label(setter, high, box, 0.0, "end")), 3 + len(steps))


_DRAWINGS: dict[str, Callable[[Setter, Node, Box], _Drawing]] = {
    "true-size": _true_size,
    "duration": _duration,
    "ladder": _ladder,
}
