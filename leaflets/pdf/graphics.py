"""Shapes and colours as operators of a content stream.

In: items of a :class:`~leaflets.layout.pages.Page`. Out: the operators of ISO 32000-1 8.5 (paths) and 8.6
(colour), in points from the page's lower left corner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaflets.layout.pages import RectItem
from leaflets.pdf.objects import number

# layout's CIRCLE_HANDLE, rounded: the exact number would move corners by 0.01 points in published files.
_CORNER_HANDLE = 0.5523
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def write_colour(value: str, operator: str) -> bytes:
    """Write a colour such as ``#1c5d6e`` in DeviceRGB (ISO 32000-1 8.6.4.3).

    ``operator`` is ``rg`` to fill or ``RG`` to stroke.

    Raises:
        ValueError: the colour is written in another way.
    """
    if not _COLOUR.fullmatch(value):
        raise ValueError(f"{value!r} is no colour; write it as #rrggbb")
    parts = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{' '.join(f'{part:.3g}' for part in parts)} {operator} ".encode()


def write_segments(parts: Sequence[tuple[str | float, ...]]) -> str:
    """Write the segments of a path: operands, then the operator (ISO 32000-1 table 59)."""
    return "".join(
        f"{write_numbers([float(value) for value in rest])} {name} ".lstrip() for name, *rest in parts
    )


def write_rectangle(item: RectItem) -> str:
    """Write a rectangle's path, with rounded corners if it has a radius."""
    x, y, width, height = item.x, item.y, item.width, item.height
    radius = min(item.radius, width / 2, height / 2)
    if radius <= 0:
        return f"{write_numbers((x, y, width, height))} re "
    # From the lower left, counter-clockwise; ``out`` is the distance of a corner's handles from its tip.
    right, top, out = x + width, y + height, radius * (1 - _CORNER_HANDLE)
    return write_segments(
        (
            ("m", x + radius, y),
            ("l", right - radius, y),
            ("c", right - out, y, right, y + out, right, y + radius),
            ("l", right, top - radius),
            ("c", right, top - out, right - out, top, right - radius, top),
            ("l", x + radius, top),
            ("c", x + out, top, x, top - out, x, top - radius),
            ("l", x, y + radius),
            ("c", x, y + out, x + out, y, x + radius, y),
            ("h",),
        )
    )


def write_numbers(values: Sequence[float]) -> str:
    """Write numbers with spaces between them."""
    return " ".join(number(value) for value in values)
