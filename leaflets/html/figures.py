"""Figures as inline SVG: the shapes of :mod:`leaflets.figures` in millimetres or percent, with their labels.

A cut or a channel is drawn in millimetres (CSS Values 4, 6.2), so that a print has the true size; the time
line and the ladder are drawn in percent of the available width. Labels are HTML text outside the SVG, so that
they wrap, zoom and keep their language. To a screen reader drawing and labels are one image, whose name is
the SVG's title, the text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from leaflets.document.nodes import Kind, Node
from leaflets.figures.duration import duration
from leaflets.figures.ladder import STEP, step_starts
from leaflets.figures.true_size import RULER, RULER_TICKS, Profile, true_size
from leaflets.html.inline import attributes, common, words
from leaflets.languages import Direction

_STROKE = 0.4  # mm
_CUT = 1.4  # mm: the thickness of the bar that stands for a cut, as on paper
_RULER_LINE = 0.3  # mm
_INSET = 0.09  # of the width: the indent of each step of the ladder (0.06 on paper)
_LONGEST = 89.0  # percent of the axis that the longest time takes (1/1.12 on paper)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The input of a drawing: the figure's node, the direction of the drawing, its title element."""

    node: Node
    direction: Direction
    title: str

    @property
    def marks(self) -> dict[str, str]:
        """The numbers that the figure is drawn from, by their names."""
        return dict(self.node.marks)

    def label(self, style: str) -> Node | None:
        """Find the first label of a class; many classes are optional."""
        return next(iter(self.labels(style)), None)

    def labels(self, style: str) -> list[Node]:
        """Find all labels of a class, in reading order."""
        return [child for child in self.node.children if child.kind is Kind.LABEL and child.style == style]

    def left(self, start: float, width: float = 0.0) -> str:
        """Write the left edge of what begins at ``start``, in percent: SVG has no start side."""
        return f"{100 - start - width if self.direction == 'rtl' else start:g}%"


def figure(node: Node, direction: Direction) -> str:
    """Write a figure: its caption, its drawing with a text alternative, and the text outside the image."""
    captions = (child for child in node.children if child.kind is Kind.CAPTION)
    caption = "".join(f"{common(each, 'figcaption')}{words(each.runs)}</figcaption>\n" for each in captions)
    name = f"{node.id}.title"
    title = f"<title{attributes(id=name)}>{escape(node.alt)}</title>"
    drawing, beside = DRAWINGS[node.style](_Sheet(node, direction, title))
    image = f'<div class="drawing" role="img"{attributes(("aria-labelledby", name))}>\n{drawing}\n</div>'
    return f"{common(node, 'figure')}\n{caption}{image}\n{beside}</figure>"


def _svg(width: str, height: str, shapes: str, title: str = "", box: str = "") -> str:
    sized = attributes(width=width, height=height, viewBox=box)
    return f"<svg{sized}>{title}{shapes}</svg>"


def _text(label: Node | None, place: str = "") -> str:
    """Write a label's words, if there is a label; ``place`` is the CSS that positions it."""
    if label is None:
        return ""
    start = common(label, "span").removesuffix(">")
    return f"{start}{attributes(style=place)}>{words(label.runs)}</span>"


def _true_size(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ends of a range at true size, each with its label, above a ruler for checking the print."""
    drawing = true_size(sheet.marks)
    drawn = [
        # The title names the whole image (aria-labelledby), so only the first drawing has it.
        f'<span class="end">{_profile(drawing.profile, end.length, "" if index else sheet.title)}'
        f"{_text(sheet.label(end.label))}</span>"
        for index, end in enumerate(drawing.ends)
    ]
    check = sheet.label("check")
    # Everyone has to read what to do with the ruler, so it is outside the image.
    beside = f"{common(check, 'p')}{words(check.runs)}</p>\n" if check else ""
    return "\n".join(['<span class="ends">', *drawn, "</span>", _ruler()]), beside


def _profile(profile: Profile, length: float, title: str) -> str:
    match profile:
        case Profile.BAR:
            return _bar(length, title)
        case Profile.CIRCLE:
            return _circle(length, title)


def _circle(across: float, title: str) -> str:
    # The outer edge of the line is the edge of the channel.
    middle, radius = f"{across / 2:g}", f"{(across - _STROKE) / 2:g}"
    shape = f'<circle class="light" cx="{middle}" cy="{middle}" r="{radius}" stroke-width="{_STROKE}"/>'
    return _svg(f"{across:g}mm", f"{across:g}mm", shape, title, f"0 0 {across:g} {across:g}")


def _bar(length: float, title: str) -> str:
    shape = f'<rect class="full" width="{length:g}" height="{_CUT:g}"/>'
    return _svg(f"{length:g}mm", f"{_CUT:g}mm", shape, title, f"0 0 {length:g} {_CUT:g}")


def _ruler() -> str:
    """Draw the ruler; its length is between the outer edges of the marks at its ends."""
    half, length = _RULER_LINE / 2, RULER
    ticks = "".join(f"M{at} 3V1.2" for at in RULER_TICKS if 0 < at < length)
    ends = f"M{half} 0V2.85H{length - half}V0"
    shape = f'<path class="line" d="{ends}{ticks}" stroke-width="{_RULER_LINE}"/>'
    return _svg(f"{length}mm", "3mm", shape, box=f"0 0 {length} 3").replace("<svg", '<svg class="ruler"')


def _duration(sheet: _Sheet) -> tuple[str, str]:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper end."""
    time = duration(sheet.marks)
    low, light = time.low * _LONGEST, time.light * _LONGEST
    bars = (
        f'<rect class="full" x="{sheet.left(0, low)}" y="4" width="{low:g}%" height="18"/>'
        f'<rect class="light" x="{sheet.left(low, light)}" y="4" width="{light:g}%" height="18"/>'
    )
    marks = [tick * _LONGEST for tick in time.ticks]
    ticks = "".join(
        f'<line class="line" x1="{sheet.left(at)}" y1="0" x2="{sheet.left(at)}" y2="34"/>' for at in marks
    )
    # The arrow head is in a nested SVG whose origin is the end of the axis.
    tip = "M6 23L0 29L6 35" if sheet.direction == "rtl" else "M-6 23L0 29L-6 35"
    axis = f'<line class="line" x1="0" y1="29" x2="100%" y2="29"/><svg x="{sheet.left(100)}" y="0">'
    drawing = _svg("100%", "36", f'{bars}{ticks}{axis}<path class="line" d="{tip}"/></svg>', sheet.title)
    # The label of the lower end is above the bar, the others below, so that no two overlap.
    near = (
        f"padding-inline-start:{low:g}%" if low <= 50 else f"padding-inline-end:{100 - low:g}%;text-align:end"
    )
    above = _text(sheet.label("low"), near)
    rest = _text(sheet.label("high"), f"padding-inline-end:{100 - _LONGEST:g}%")
    return "\n".join(part for part in (_text(sheet.label("start")), above, drawing, rest) if part), ""


def _ladder(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ladder as a staircase that rises towards the end side, one step in each row."""
    steps = sheet.labels(STEP)
    starts = [start * 100 for start in step_starts(len(steps), _INSET)]
    shapes = "".join(_tread(sheet, starts, index) for index in range(len(starts)))
    drawing = _svg("100%", "100%", shapes, sheet.title)
    words_of = "\n".join(
        _text(step, f"grid-row:{len(steps) - index};padding-inline-start:{start:g}%")
        for index, (step, start) in enumerate(zip(steps, starts, strict=True))
    )
    stairs = f'<span class="stairs">{drawing}\n{words_of}\n</span>'
    return "\n".join((_text(sheet.label("low")), stairs, _text(sheet.label("high")))), ""


def _tread(sheet: _Sheet, starts: Sequence[float], index: int) -> str:
    count, start, tall = len(starts), starts[index], 100 / len(starts)
    x, width = sheet.left(start, 100 - start), f"{100 - start:g}%"
    top = f"{(count - 1 - index) * tall:g}%"
    return f'<rect class="light" x="{x}" y="{top}" width="{width}" height="{tall:g}%"/>'


DRAWINGS: Mapping[str, Callable[[_Sheet], tuple[str, str]]] = MappingProxyType({
    "true-size": _true_size,
    "duration": _duration,
    "ladder": _ladder,
})  # fmt: skip
