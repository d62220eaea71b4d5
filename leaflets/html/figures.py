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
from leaflets.figures.ladder import STEP, UNNAMED, step_starts
from leaflets.figures.true_size import RULER, RULER_TICKS, Profile, true_size
from leaflets.html.inline import attributes, start_tag, words
from leaflets.languages import Direction

# At true size, in millimetres. A bar of one thickness stands for a cut of any length, as on paper.
_STROKE, _CUT = 0.4, 1.4
# The ruler: its height and line; how high the marks at its ends and those between them begin and end.
_RULER_HEIGHT, _RULER_LINE = 3, 0.3
_RULER_FOOT, _TICK_TOP = 2.85, 1.2  # the foot is half a line above the edge, or the line would be cut off
# The time line, in CSS pixels from its top: the bar, the axis, the foot of its marks, half an arrow head.
_TIME_HEIGHT, _BAR_TOP, _BAR, _AXIS, _TICK_FOOT, _ARROW = 36, 4, 18, 29, 34, 6
# Percent of the axis that the longest time takes; the rest is for the arrow.
_LONGEST = 89.0
_INSET = 0.09  # of the width: the indent of each step of the ladder; paper has room for less
_UNNAMED_STEP = "1.5rem"  # the height of a step that bears no name


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The input of a drawing: the figure's node, the direction of the drawing, its title element."""

    node: Node
    direction: Direction
    title: str

    @property
    def dataset(self) -> dict[str, str]:
        """The numbers that the figure is drawn from, by their names."""
        return dict(self.node.dataset)

    def left(self, start: float, width: float = 0.0) -> str:
        """Write the left edge of what begins at ``start``, in percent: SVG has no start side."""
        return f"{100 - start - width if self.direction == 'rtl' else start:g}%"


def figure(node: Node, direction: Direction) -> str:
    """Write a figure: its caption, its drawing with a text alternative, and the text outside the image."""
    captions = (child for child in node.children if child.kind is Kind.CAPTION)
    caption = "".join(
        f"{start_tag(each, 'figcaption')}{words(each.runs)}</figcaption>\n" for each in captions
    )
    name = f"{node.id}.title"
    title = f"<title{attributes(id=name)}>{escape(node.alt)}</title>"
    drawing, beside = DRAWINGS[node.style](_Sheet(node, direction, title))
    image = f'<div class="drawing" role="img"{attributes(("aria-labelledby", name))}>\n{drawing}\n</div>'
    return f"{start_tag(node, 'figure')}\n{caption}{image}\n{beside}</figure>"


def _svg(width: str, height: str, shapes: str, title: str = "", box: str = "", look: str = "") -> str:
    """Write an SVG element; ``look`` is its class, ``box`` its view box."""
    named = attributes(("width", width), ("height", height), ("viewBox", box))
    return f"<svg{attributes(('class', look))}{named}>{title}{shapes}</svg>"


def _text(label: Node | None, place: str = "") -> str:
    """Write a label's words, if there is a label; ``place`` is the CSS that positions it."""
    if label is None:
        return ""
    return f"{start_tag(label, 'span', ('style', place))}{words(label.runs)}</span>"


def _true_size(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ends of a range at true size, each with its label, above a ruler for checking the print."""
    drawing = true_size(sheet.dataset)
    drawn = [
        # The title names the whole image (aria-labelledby), so only the first drawing has it.
        f'<span class="end">{_profile(drawing.profile, end.length, "" if index else sheet.title)}'
        f"{_text(sheet.node.label_of(end.label))}</span>"
        for index, end in enumerate(drawing.ends)
    ]
    check = sheet.node.label_of("check")
    # Everyone has to read what to do with the ruler, so it is outside the image.
    beside = f"{start_tag(check, 'p')}{words(check.runs)}</p>\n" if check else ""
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
    ticks = "".join(f"M{at} {_RULER_HEIGHT}V{_TICK_TOP}" for at in RULER_TICKS if 0 < at < length)
    ends = f"M{half} 0V{_RULER_FOOT}H{length - half}V0"
    shape = f'<path class="line" d="{ends}{ticks}" stroke-width="{_RULER_LINE}"/>'
    box = f"0 0 {length} {_RULER_HEIGHT}"
    return _svg(f"{length}mm", f"{_RULER_HEIGHT}mm", shape, box=box, look="ruler")


def _duration(sheet: _Sheet) -> tuple[str, str]:
    """Draw how long relief lasts: a bar that is full up to the lower end and light up to the upper end."""
    time = duration(sheet.dataset)
    low, light = time.low * _LONGEST, time.light * _LONGEST
    bars = "".join(
        f'<rect class="{look}" x="{sheet.left(at, size)}" y="{_BAR_TOP}" width="{size:g}%" height="{_BAR}"/>'
        for look, at, size in (("full", 0, low), ("light", low, light))
    )
    edges = [sheet.left(tick * _LONGEST) for tick in time.ticks]
    ticks = "".join(f'<line class="line" x1="{x}" y1="0" x2="{x}" y2="{_TICK_FOOT}"/>' for x in edges)
    axis = f'<line class="line" x1="0" y1="{_AXIS}" x2="100%" y2="{_AXIS}"/>'
    # The arrow head is in a nested SVG whose origin is the end of the axis.
    barb = _ARROW if sheet.direction == "rtl" else -_ARROW
    tip = f"M{barb} {_AXIS - _ARROW}L0 {_AXIS}L{barb} {_AXIS + _ARROW}"
    arrow = f'<svg x="{sheet.left(100)}" y="0"><path class="line" d="{tip}"/></svg>'
    drawing = _svg("100%", f"{_TIME_HEIGHT}", f"{bars}{ticks}{axis}{arrow}", sheet.title)
    # The label of the lower end is above the bar, the others below, so that no two overlap.
    near = (
        f"padding-inline-start:{low:g}%" if low <= 50 else f"padding-inline-end:{100 - low:g}%;text-align:end"
    )
    above = _text(sheet.node.label_of("low"), near)
    rest = _text(sheet.node.label_of("high"), f"padding-inline-end:{100 - _LONGEST:g}%")
    return "\n".join(part for part in (_text(sheet.node.label_of("start")), above, drawing, rest) if part), ""


def _ladder(sheet: _Sheet) -> tuple[str, str]:
    """Draw the ladder as a staircase that rises towards the end side, one step in each row."""
    steps = sheet.node.labels(STEP)
    starts = [start * 100 for start in step_starts(len(steps) or UNNAMED, _INSET)]
    shapes = "".join(_tread(sheet, starts, index) for index in range(len(starts)))
    drawing = _svg("100%", "100%", shapes, sheet.title)
    words_of = "\n".join(
        _text(step, f"grid-row:{len(steps) - index};padding-inline-start:{start:g}%")
        for index, (step, start) in enumerate(zip(steps, starts, strict=False))
    )
    # Rows without words would have no height.
    tall = "" if steps else f"grid-template-rows:repeat({UNNAMED},{_UNNAMED_STEP})"
    stairs = f'<span class="stairs"{attributes(("style", tall))}>{drawing}\n{words_of}\n</span>'
    return "\n".join((_text(sheet.node.label_of("low")), stairs, _text(sheet.node.label_of("high")))), ""


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
