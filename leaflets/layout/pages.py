"""Pages as values: the position of every item, and the node of the document that owns it.

Coordinates are points from the page's lower left corner, as in PDF (ISO 32000-1 8.3.2.3). Every item either
belongs to a node of the document (``owner`` is that node's id) or is an artifact (ISO 32000-1 14.8.2.2).
Items are in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from leaflets.text.shaped import Fragment


class Artifact(Enum):
    """The kind of an item that belongs to no node, chosen by the code that places the item.

    A header or footer is a pagination artifact with a subtype (ISO 32000-1 table 330). A table head that is
    repeated at the top of a page counts as a header: both repeat what was read before, and a reader that
    skips the one should skip the other.
    """

    HEADER = "Header"
    FOOTER = "Footer"
    LAYOUT = "Layout"
    BACKGROUND = "Background"

    @property
    def type(self) -> str:
        """The artifact type of ISO 32000-1 table 330."""
        return "Pagination" if self in (Artifact.HEADER, Artifact.FOOTER) else self.value


Owner = str | Artifact

LABEL_SUFFIX = ".lbl"


def label_owner(node_id: str) -> str:
    """Return the owner of a list item's bullet or number, which has a tag of its own (``Lbl``)."""
    return node_id + LABEL_SUFFIX


@dataclass(frozen=True, slots=True)
class TextItem:
    """A fragment of one line; its left edge is at ``x``, its baseline at ``y``.

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


# Handle length of a Bézier quarter circle, of the radius: 4/3 (√2 - 1), which is off by 0.03 % at most.
CIRCLE_HANDLE = 0.5522847498


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
    """A rectangle to click on: it opens a web address, a telephone number or a place in the leaflet.

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


def bounding_box(item: Item) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of an item, in the order of a PDF rectangle (ISO 32000-1 7.9.5).

    The height of words is that of their face's ascent and descent, whatever their letters.
    """
    if isinstance(item, TextItem):
        size, instance = item.fragment.size, item.fragment.instance
        bottom, top = item.y - instance.descent * size, item.y + instance.ascent * size
        return item.x, bottom, item.x + item.fragment.width, top
    if isinstance(item, RectItem):
        return item.x, item.y, item.x + item.width, item.y + item.height
    # A Bézier curve lies within the hull of its control points, so their box holds it.
    xs = [float(value) for segment in item.segments for value in segment[1::2]]
    ys = [float(value) for segment in item.segments for value in segment[2::2]]
    return min(xs), min(ys), max(xs), max(ys)


def shifted(items: Iterable[Item], dy: float) -> tuple[Item, ...]:
    """Move items up by ``dy`` points."""
    return tuple(items) if not dy else tuple([_shifted(item, dy) for item in items])


def shifted_links(links: Iterable[LinkArea], dy: float) -> tuple[LinkArea, ...]:
    """Move link areas up by ``dy`` points."""
    return tuple(links) if not dy else tuple([replace(link, y=link.y + dy) for link in links])


def _shifted(item: Item, dy: float) -> Item:
    if isinstance(item, TextItem):
        # Most items are words: ``replace`` would take several times as long.
        return TextItem(item.owner, item.x, item.y + dy, item.fragment, item.run, item.hyphen)
    if isinstance(item, RectItem):
        return replace(item, y=item.y + dy)
    return replace(item, segments=tuple([_shifted_segment(segment, dy) for segment in item.segments]))


def _shifted_segment(segment: tuple[str | float, ...], dy: float) -> tuple[str | float, ...]:
    operator, *numbers = segment
    return (operator, *(float(n) + dy if i % 2 else n for i, n in enumerate(numbers)))
