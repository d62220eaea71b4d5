"""Pages as SVG: the very glyphs that the PDF embeds, as outlines, sharp at any size.

In: frozen :class:`~leaflets.layout.pages.Page` values. Out: the inside of an ``<svg>`` element (SVG 1.1,
8.3 for paths) whose unit is the point; no fonts and no styles, so it needs nothing but itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import uharfbuzz as hb

from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Item, Page, PathItem, RectItem, TextItem

# What was written, and where the pen stands: x, y, and the x, y at which its contour began.
Pen = tuple[list[str], list[int]]


class Outlines:
    """Draws glyphs, each once; one lives as long as the server.

    An outline is the data of a path that begins with a relative move, so that it can stand behind
    any place of the pen. Units are the face's own, y points up.
    """

    def __init__(self) -> None:
        self._drawn: dict[Instance, dict[int, str]] = {}
        self._functions = _functions()

    def page(self, page: Page) -> str:
        """Write a page's items as one group, turned over: y points up in PDF and down in SVG (7.3)."""
        inside = "".join(filter(None, map(self._item, page.items)))
        return f'<g transform="matrix(1 0 0 -1 0 {_n(page.height)})">{inside}</g>'

    def _item(self, item: Item) -> str:
        if isinstance(item, TextItem):
            return self._text(item)
        if isinstance(item, RectItem):
            place = f'x="{_n(item.x)}" y="{_n(item.y)}" width="{_n(item.width)}" height="{_n(item.height)}"'
            radius = f' rx="{_n(item.radius)}"' if item.radius else ""
            return f"<rect {place}{radius}{_paint(item)}/>"
        return f'<path d="{_segments(item)}"{_paint(item)}/>'

    def _text(self, item: TextItem) -> str:
        """Write a fragment as one path: every glyph behind a move of the pen."""
        fragment = item.fragment
        data = "".join(self._glyphs(item))
        scale = fragment.size / fragment.instance.face.upem
        place = f"matrix({scale:.6g} 0 0 {scale:.6g} {_n(item.x)} {_n(item.y)})"
        return f'<path transform="{place}" fill="{escape(fragment.colour)}" d="{data}"/>' if data else ""

    def _glyphs(self, item: TextItem) -> Iterator[str]:
        instance = item.fragment.instance
        drawn = self._drawn.setdefault(instance, {})
        # Advances are in thousandths of an em, outlines in units of the face, often 1000 or 2048 to an em.
        units = instance.face.upem / 1000
        # The x is summed up before it is rounded, so that errors do not add up along a line.
        x = 0.0
        for word in item.fragment.words:
            for glyph in word.glyphs:
                if glyph.gid not in drawn:
                    drawn[glyph.gid] = self._outline(instance, glyph.gid)
                # A space has no outline.
                if outline := drawn[glyph.gid]:
                    yield f"M{round((x + glyph.dx) * units)} {round(glyph.dy * units)}{outline}"
                x += glyph.advance

    def _outline(self, instance: Instance, gid: int) -> str:
        pen: Pen = ([], [0, 0, 0, 0])
        instance.font.draw_glyph(gid, self._functions, pen)
        return "".join(pen[0])


# Any, because uharfbuzz has no types.
def _functions() -> Any:
    """Make what HarfBuzz calls while it draws: each writes its operator with relative numbers.

    A pen holds what was written, where it stands, and where the contour began, to which "z" goes back.
    """
    functions = hb.DrawFuncs()

    def to(operator: str, pen: Pen, *numbers: float) -> None:
        written, at = pen
        # A variable font has fractions at most weights; rounded, relative numbers sum up to rounded places.
        places = [round(value) for value in numbers]
        moves = [value - at[index % 2] for index, value in enumerate(places)]
        # All points of a curve count from where it begins, not each from the one before (SVG 1.1, 8.3).
        written.append(operator + " ".join(map(str, moves)))
        at[:2] = places[-2:]

    def move(x: float, y: float, pen: Pen) -> None:
        to("m", pen, x, y)
        pen[1][2:] = pen[1][:2]

    def close(pen: Pen) -> None:
        pen[0].append("z")
        pen[1][:2] = pen[1][2:]

    functions.set_move_to_func(move)
    functions.set_line_to_func(lambda x, y, pen: to("l", pen, x, y))
    functions.set_quadratic_to_func(lambda a, b, x, y, pen: to("q", pen, a, b, x, y))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, pen: to("c", pen, a, b, c, d, x, y))
    functions.set_close_path_func(close)
    return functions


def _segments(item: PathItem) -> str:
    """Write the segments of a path; SVG names them as PDF does (H is closing, which is Z)."""
    parts = (
        ("Z" if name == "h" else str(name).upper()) + " ".join(_n(float(value)) for value in rest)
        for name, *rest in item.segments
    )
    return "".join(parts)


def _paint(item: RectItem | PathItem) -> str:
    """Write fill and stroke as attributes; SVG would fill black what does not say "none" (11.3)."""
    stroke = f' stroke="{escape(item.stroke)}" stroke-width="{_n(item.stroke_width)}"' if item.stroke else ""
    dash = item.dash if isinstance(item, PathItem) else ()
    dashes = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return f' fill="{escape(item.fill or "none")}"{stroke}{dashes}'


def _n(value: float) -> str:
    """Write a number to a hundredth of a point, as the PDF has it, without zeros that say nothing."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
