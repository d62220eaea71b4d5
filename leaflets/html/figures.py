"""Figures as inline SVG, drawn from the same numbers as on paper.

A cut or a channel is drawn in millimetres (CSS Values 4, 6.2), so that a print has the true size;
time is drawn to scale; the ladder is a staircase. Labels are HTML text beside the drawing, so that
they wrap, grow and keep their language. Drawing and labels are one image for a screen reader, whose
name is the SVG's title: the text alternative.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from leaflets.document.nodes import Kind, Node
from leaflets.html.inline import attributes, common, words
from leaflets.languages import Direction

RULER_MM = 50
_STROKE_MM = 0.4
_STEP_PERCENT = 9.0  # how far each step of the ladder stands in
_TIME_PERCENT = 89.0  # where the longest time ends on its axis, as on paper


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a drawing is made from: the figure's node, its direction, its title element."""

    node: Node
    direction: Direction
    title: str

    def mark(self, name: str) -> float:
        """Give one of the numbers that the figure is drawn from."""
        return float(dict(self.node.marks)[name])

    def label(self, style: str) -> Node | None:
        """Give the label of a style, if there is one."""
        return next((label for label in self.labels if label.style == style), None)

    @property
    def labels(self) -> list[Node]:
        """Give all labels in reading order."""
        return [child for child in self.node.children if child.kind is Kind.LABEL]

    def left(self, start: float, width: float = 0.0) -> str:
        """Give the left edge of what begins at ``start``, all in percent: mirrored from right to left."""
        return f"{100 - start - width if self.direction == 'rtl' else start:g}%"


def figure(node: Node, direction: Direction) -> str:
    """Write a figure: its caption, its drawing with a text alternative, and what belongs beside it."""
    captions = (child for child in node.children if child.kind is Kind.CAPTION)
    caption = "".join(f"{common(each, 'figcaption')}{words(each.runs)}</figcaption>\n" for each in captions)
    name = f"{node.id}.title"
    title = f"<title{attributes(id=name)}>{escape(node.alt)}</title>"
    drawing, beside = _DRAWINGS[node.style](_Sheet(node, direction, title))
    image = f'<div class="drawing" role="img"{attributes(("aria-labelledby", name))}>\n{drawing}\n</div>'
    return f"{common(node, 'figure')}\n{caption}{image}\n{beside}</figure>"


def _svg(width: str, height: str, shapes: str, title: str = "", box: str = "") -> str:
    sized = attributes(width=width, height=height, viewBox=box)
    return f"<svg{sized}>{title}{shapes}</svg>"


def _text(label: Node | None, place: str = "") -> str:
    """Write a label's words; ``place`` is CSS."""
    if label is None:
        return ""
    start = common(label, "span").removesuffix(">")
    return f"{start}{attributes(style=place)}>{words(label.runs)}</span>"


def _true_size(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ends of a length at true size, each with its label, above a ruler to check the print by."""
    low, high = sheet.mark("low"), sheet.mark("high")
    ends = [(low, sheet.label("low"))] if low < high else []
    shape = _circle if dict(sheet.node.marks).get("shape") == "channel" else _bar
    drawn = [
        f'<span class="end">{shape(length, "" if index else sheet.title)}{_text(label)}</span>'
        for index, (length, label) in enumerate([*ends, (high, sheet.label("high"))])
    ]
    check = sheet.label("check")
    # What to do with the ruler is for everyone, so it stands outside the image.
    beside = f"{common(check, 'p')}{words(check.runs)}</p>\n" if check else ""
    return "\n".join(['<span class="ends">', *drawn, "</span>", _ruler()]), beside


def _circle(across: float, title: str) -> str:
    middle, radius = f"{across / 2:g}", f"{(across - _STROKE_MM) / 2:g}"
    shape = f'<circle class="light" cx="{middle}" cy="{middle}" r="{radius}" stroke-width="{_STROKE_MM}"/>'
    return _svg(f"{across:g}mm", f"{across:g}mm", shape, title, f"0 0 {across:g} {across:g}")


def _bar(length: float, title: str) -> str:
    shape = f'<rect class="full" width="{length:g}" height="1.4"/>'
    return _svg(f"{length:g}mm", "1.4mm", shape, title, f"0 0 {length:g} 1.4")


def _ruler() -> str:
    """Draw a ruler with a mark every 10 mm; the outer edges of its end marks are its length apart."""
    half, length = 0.15, RULER_MM
    ticks = "".join(f"M{at} 3V1.2" for at in range(10, length, 10))
    ends = f"M{half} 0V2.85H{length - half}V0"
    shape = f'<path class="line" d="{ends}{ticks}" stroke-width="{2 * half}"/>'
    return _svg(f"{length}mm", "3mm", shape, box=f"0 0 {length} 3").replace("<svg", '<svg class="ruler"')


def _duration(sheet: _Sheet) -> tuple[str, str]:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper."""
    low, high = (sheet.mark(name) / sheet.mark("high") * _TIME_PERCENT for name in ("low", "high"))
    bars = (
        f'<rect class="full" x="{sheet.left(0, low)}" y="4" width="{low:g}%" height="18"/>'
        f'<rect class="light" x="{sheet.left(low, high - low)}" y="4" width="{high - low:g}%" height="18"/>'
    )
    marks = dict.fromkeys((0.0, low, high))
    ticks = "".join(
        f'<line class="line" x1="{sheet.left(at)}" y1="0" x2="{sheet.left(at)}" y2="34"/>' for at in marks
    )
    tip = "M6 23L0 29L6 35" if sheet.direction == "rtl" else "M-6 23L0 29L-6 35"
    axis = f'<line class="line" x1="0" y1="29" x2="100%" y2="29"/><svg x="{sheet.left(100)}" y="0">'
    drawing = _svg("100%", "36", f'{bars}{ticks}{axis}<path class="line" d="{tip}"/></svg>', sheet.title)
    # The lower end stands above the bar, the others below, so that no two can meet.
    near = (
        f"padding-inline-start:{low:g}%" if low <= 50 else f"padding-inline-end:{100 - low:g}%;text-align:end"
    )
    above = _text(sheet.label("low"), near)
    rest = _text(sheet.label("high"), f"padding-inline-end:{100 - high:g}%")
    return "\n".join(part for part in (_text(sheet.label("start")), above, drawing, rest) if part), ""


def _ladder(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ladder as a staircase that rises towards the end side, a step in each of its rows."""
    steps = [label for label in sheet.labels if label.style == "step"]
    count = max(1, len(steps))
    shapes = "".join(_tread(sheet, index, count) for index in range(len(steps)))
    drawing = _svg("100%", "100%", shapes, sheet.title)
    words_of = "\n".join(
        _text(step, f"grid-row:{count - index};padding-inline-start:{index * _STEP_PERCENT:g}%")
        for index, step in enumerate(steps)
    )
    stairs = f'<span class="stairs">{drawing}\n{words_of}\n</span>'
    return "\n".join((_text(sheet.label("low")), stairs, _text(sheet.label("high")))), ""


def _tread(sheet: _Sheet, index: int, count: int) -> str:
    start, tall = index * _STEP_PERCENT, 100 / count
    x, width = sheet.left(start, 100 - start), f"{100 - start:g}%"
    top = f"{(count - 1 - index) * tall:g}%"
    return f'<rect class="light" x="{x}" y="{top}" width="{width}" height="{tall:g}%"/>'


_DRAWINGS: dict[str, Callable[[_Sheet], tuple[str, str]]] = {
    "true-size": _true_size,
    "duration": _duration,
    "ladder": _ladder,
}
