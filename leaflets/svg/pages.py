"""Pages as SVG: the same glyphs that the PDF embeds, as outlines, sharp at any size.

In: frozen :class:`~leaflets.layout.pages.Page` values. Out: the content of an ``<svg>`` element (SVG 1.1,
8.3 for paths) whose unit is the point; self-contained, without fonts and styles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import uharfbuzz as hb

from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Item, Page, PathItem, RectItem, TextItem


@dataclass(slots=True)
class _Pen:
    """Writes path data with relative coordinates: its position, and where its contour began."""

    written: list[str] = field(default_factory=list)
    at: tuple[int, int] = (0, 0)
    contour: tuple[int, int] = (0, 0)

    def draw(self, operator: str, *numbers: float) -> None:
        """Write an operator and move to its last point."""
        # Coordinates are rounded before the subtraction, so that errors do not add up along an outline.
        places = [round(value) for value in numbers]
        # All points of a curve are relative to its start (SVG 1.1, 8.3).
        moves = [value - self.at[index % 2] for index, value in enumerate(places)]
        self.written.append(operator + " ".join(map(str, moves)))
        self.at = places[-2], places[-1]

    def move(self, x: float, y: float) -> None:
        """Begin a contour."""
        self.draw("m", x, y)
        self.contour = self.at

    def close(self) -> None:
        """End the contour, which moves the pen back to where it began."""
        self.written.append("z")
        self.at = self.contour


class PageWriter:
    """Writes pages, and caches the outlines of glyphs; one lives as long as the server.

    An outline is path data that begins with a relative move, so that it can follow any position of the pen.
    Units are the face's own, y points up.
    """

    def __init__(self) -> None:
        self._outlines: dict[Instance, dict[int, str]] = {}
        self._functions = _draw_functions()

    def write(self, page: Page) -> str:
        """Write a page's items as one group, flipped: y points up in PDF and down in SVG (7.3)."""
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
        """Write a fragment as one path: every glyph after a move of the pen."""
        fragment = item.fragment
        data = "".join(self._glyphs(item))
        scale = fragment.size / fragment.instance.face.upem
        place = f"matrix({scale:.6g} 0 0 {scale:.6g} {_n(item.x)} {_n(item.y)})"
        return f'<path transform="{place}" fill="{escape(fragment.colour)}" d="{data}"/>' if data else ""

    def _glyphs(self, item: TextItem) -> Iterator[str]:
        instance = item.fragment.instance
        outlines = self._outlines.setdefault(instance, {})
        # Advances are in thousandths of an em, outlines in units of the face, often 1000 or 2048 to an em.
        units = instance.face.upem / 1000
        x = 0.0  # rounded only when written, so that errors do not add up along a line
        for word in item.fragment.words:
            for glyph in word.glyphs:
                if glyph.gid not in outlines:
                    outlines[glyph.gid] = self._outline(instance, glyph.gid)
                if outline := outlines[glyph.gid]:
                    yield f"M{round((x + glyph.dx) * units)} {round(glyph.dy * units)}{outline}"
                x += glyph.advance

    def _outline(self, instance: Instance, gid: int) -> str:
        pen = _Pen()
        instance.font.draw_glyph(gid, self._functions, pen)
        return "".join(pen.written)


def _draw_functions() -> Any:
    """Make HarfBuzz's drawing callbacks, which call a :class:`_Pen`."""
    functions = hb.DrawFuncs()
    functions.set_move_to_func(lambda x, y, pen: pen.move(x, y))
    functions.set_line_to_func(lambda x, y, pen: pen.draw("l", x, y))
    functions.set_quadratic_to_func(lambda a, b, x, y, pen: pen.draw("q", a, b, x, y))
    functions.set_cubic_to_func(lambda a, b, c, d, x, y, pen: pen.draw("c", a, b, c, d, x, y))
    functions.set_close_path_func(lambda pen: pen.close())
    return functions


def _segments(item: PathItem) -> str:
    """Write the segments of a path; SVG uses the operators of PDF, except Z for h."""
    parts = (
        ("Z" if name == "h" else str(name).upper()) + " ".join(_n(float(value)) for value in rest)
        for name, *rest in item.segments
    )
    return "".join(parts)


def _paint(item: RectItem | PathItem) -> str:
    """Write fill and stroke as attributes; without "none" SVG would fill with black (11.3)."""
    stroke = f' stroke="{escape(item.stroke)}" stroke-width="{_n(item.stroke_width)}"' if item.stroke else ""
    dash = item.dash if isinstance(item, PathItem) else ()
    dashes = f' stroke-dasharray="{" ".join(map(_n, dash))}"' if dash else ""
    return f' fill="{escape(item.fill or "none")}"{stroke}{dashes}'


def _n(value: float) -> str:
    """Write a number to a hundredth of a point, as in the PDF, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
