"""Styled text, the input of :mod:`leaflets.text.paragraph`."""

from __future__ import annotations

from typing import NamedTuple

from leaflets.languages import Direction


class Span(NamedTuple):
    """Text in one style: size in points, weight as in CSS, colour as ``#rrggbb``.

    ``lang`` is empty for the paragraph's. Spans with a direction or a language of their own are a
    bidi isolate (UAX #9 2.4.2); neighbours with the same of both share one. An ``atomic`` span is never
    divided between lines.
    """

    text: str
    size: float
    weight: int = 400
    colour: str = "#000000"
    lang: str = ""
    direction: Direction | None = None
    atomic: bool = False
