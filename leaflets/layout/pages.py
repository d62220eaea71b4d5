"""Pages as values: what stands where, and which node of the document owns it.

Coordinates are points from the page's lower left corner, as in PDF (ISO 32000-1 8.3.2.3).
An item belongs to a node of the document (``owner`` is that node's id) or is an artifact
(ISO 32000-1 14.8.2.2); it is never neither. Items stand in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from leaflets.text.shaped import Fragment


class Artifact(Enum):
    """What an item is that belongs to no node: the artifact types of ISO 32000-1 table 330."""

    PAGINATION = "Pagination"
    LAYOUT = "Layout"
    BACKGROUND = "Background"


Owner = str | Artifact


@dataclass(frozen=True, slots=True)
class TextItem:
    """A fragment whose left edge and baseline stand at ``x``, ``y``.

    ``run`` is the index of the inline run, inside the owner node, that the words come from
    (so that language spans and links find their text); ``hyphen`` marks a fragment whose last
    glyph is a hyphen that is not in the text.
    """

    owner: Owner
    x: float
    y: float
    fragment: Fragment
    run: int = 0
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class RectItem:
    """A filled and/or stroked rectangle, with corners of ``radius`` points."""

    owner: Owner
    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.5
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class PathItem:
    """A path of straight and curved segments.

    ``segments`` holds tuples ``("m", x, y)``, ``("l", x, y)``, ``("c", x1, y1, x2, y2, x3, y3)``
    and ``("h",)``, the operators of ISO 32000-1 table 59. ``dash`` is the dash array in points.
    """

    owner: Owner
    segments: tuple[tuple[str | float, ...], ...]
    fill: str = ""
    stroke: str = ""
    stroke_width: float = 0.5
    dash: tuple[float, ...] = ()


Item = TextItem | RectItem | PathItem


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle that opens a web address, a telephone number or a place in the leaflet.

    ``target`` is a URI, or ``#id`` for a node of the document. ``run`` is the index of the
    inline run in the owner node that is the link.
    """

    owner: str
    run: int
    x: float
    y: float
    width: float
    height: float
    target: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its items in reading order, its links."""

    width: float
    height: float
    items: tuple[Item, ...]
    links: tuple[LinkArea, ...] = ()
