"""Figures as inline SVG, from the numbers of the data; their labels stay words of the page.

Lengths of a figure at true size are in millimetres, so that a printed page can be checked. The
drawing is one image with a title (WAI-ARIA 1.2 ``img``); labels stand beside it as text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from leaflets.document.nodes import Kind, Node

Write = Callable[[Node], str]
RULER_MM = 50


def drawing(node: Node, write: Write) -> str:
    """Write the drawing of a figure with its labels; ``write`` writes a label."""
    labels = [child for child in node.children if child.kind is Kind.LABEL]
    return _DRAWINGS.get(node.style, _plain)(node, labels, write)


def _svg(node: Node, width: str, height: str, box: str, shapes: str, *, first: bool = True) -> str:
    """Write an SVG; the first of a figure carries its title, the others are silent."""
    name = f"{node.id}-title"
    told = f'role="img" aria-labelledby="{name}"' if first else 'aria-hidden="true"'
    title = f'<title id="{name}">{escape(node.alt)}</title>' if first else ""
    size = f'width="{width}" height="{height}" viewBox="{box}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {told} {size}>{title}{shapes}</svg>'


def _plain(node: Node, labels: Sequence[Node], write: Write) -> str:
    return _svg(node, "1", "1", "0 0 1 1", "") + _row("labels", labels, write)


def _row(name: str, labels: Sequence[Node], write: Write) -> str:
    return f'<div class="{name}">' + " ".join(write(label) for label in labels) + "</div>"


def _true_size(node: Node, labels: Sequence[Node], write: Write) -> str:
    marks = dict(node.marks)
    lengths = [mark for name in ("low", "high") if (mark := marks.get(name))]
    ends = [label for label in labels if label.style in ("low", "high")]
    shape = _circle if marks.get("shape") == "channel" else _line
    drawn = (
        f'<div class="end">{shape(node, float(length), first=index == 0)}{write(label)}</div>'
        for index, (length, label) in enumerate(zip(lengths[-len(ends) :], ends, strict=True))
    )
    check = "".join(write(label) for label in labels if label.style == "check")
    return f'<div class="ends">{" ".join(drawn)}</div><div class="check">{_ruler(node)}{check}</div>'


def _line(node: Node, length: float, *, first: bool) -> str:
    shape = f'<rect width="{length:g}" height="1.4" class="full"/>'
    return _svg(node, f"{length:g}mm", "1.4mm", f"0 0 {length:g} 1.4", shape, first=first)


def _circle(node: Node, across: float, *, first: bool) -> str:
    r = across / 2
    shape = f'<circle cx="{r:g}" cy="{r:g}" r="{r - 0.2:g}" class="light" stroke-width="0.4"/>'
    return _svg(node, f"{across:g}mm", f"{across:g}mm", f"0 0 {across:g} {across:g}", shape, first=first)


def _ruler(node: Node) -> str:
    ticks = "".join(f"M{at} 3V{0 if at in (0, RULER_MM) else 1}" for at in range(0, RULER_MM + 1, 10))
    shape = f'<path d="M0 3H{RULER_MM}{ticks}" class="rule" stroke-width="0.3"/>'
    return _svg(node, f"{RULER_MM}mm", "3mm", f"-0.2 0 {RULER_MM + 0.4} 3.2", shape, first=False)


def _duration(node: Node, labels: Sequence[Node], write: Write) -> str:
    marks = dict(node.marks)
    scale = 100 / float(marks["high"])
    low = float(marks.get("low", marks["high"])) * scale
    bars = f'<rect x="{low:g}" width="{100 - low:g}" height="8" class="light"/>'
    bars += f'<rect width="{low:g}" height="8" class="full"/>'
    return _svg(node, "100%", "1.2rem", "0 0 100 8", bars) + _row("ends spread", labels, write)


def _ladder(node: Node, labels: Sequence[Node], write: Write) -> str:
    steps = sum(label.style == "step" for label in labels)
    bars = "".join(
        f'<rect x="{at}" y="{steps - 1 - at}" width="1" height="{at + 1.5}" class="light"/>'
        for at in range(steps)
    )
    return _svg(node, "100%", "7rem", f"0 0 {steps} {steps + 0.5}", bars) + _row("ends spread", labels, write)


_DRAWINGS: dict[str, Callable[[Node, Sequence[Node], Write], str]] = {
    "true-size": _true_size,
    "duration": _duration,
    "ladder": _ladder,
}
