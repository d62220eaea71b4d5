"""The hop ``compose``: a document to pages, every item placed and owned.

In: nodes. Out: frozen :class:`~leaflets.layout.pages.Page` values. No file is touched. If drawing gaps and
lines together saves a page, they are drawn together.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.diagnostics import LeafletsError
from leaflets.document.digest import short_hash
from leaflets.document.nodes import Document, Kind, Node
from leaflets.layout.coverage import missing_characters, undrawn
from leaflets.layout.furniture import draft_band, footer, masthead
from leaflets.layout.pages import Item, LinkArea, Page
from leaflets.layout.paginate import paginate
from leaflets.layout.sections import story
from leaflets.layout.setting import Setter
from leaflets.layout.strips import Strip, height_of, shifted, shifted_links
from leaflets.layout.styles import RULED_LINE, Geometry
from leaflets.text.paragraph import MissingGlyphError, TextEngine

# How far the gaps, and then the lines of tall scripts, may be drawn together to save a page.
_SCALES = ((1.0, 1.0), (0.8, 1.0), (0.6, 1.0), (0.6, 0.96), (0.5, 0.92))
_MORE_RULED_LINES = 12


def compose(document: Document, engine: TextEngine) -> tuple[Page, ...]:
    """Set a document in type.

    Raises:
        LeafletsError: a part of the document cannot be drawn.
    """
    try:
        return _composed(document, engine)
    except MissingGlyphError as error:
        found = missing_characters(document, engine) or undrawn(document, error.missing)
        raise LeafletsError(found) from None


def _composed(document: Document, engine: TextEngine) -> tuple[Page, ...]:
    best: tuple[Setter, list[list[Strip]], Strip] | None = None
    setter = Setter(engine, document, Geometry())
    for scale, leading in _SCALES:
        setter = setter.spaced(Geometry(scale=scale, leading=leading))
        head, pages = _divided(setter)
        if best is None or len(pages) < len(best[1]):
            best = (setter, pages, head)
        if len(pages) <= 2:
            break
    assert best is not None  # noqa: S101 - there is at least one scale
    setter, pages, head = best
    digest = short_hash(document)
    return tuple(_page(setter, strips, head, index, len(pages), digest) for index, strips in enumerate(pages))


def _divided(setter: Setter) -> tuple[Strip, list[list[Strip]]]:
    """Cut the document into strips and share them among pages."""
    header, rest = _split_header(setter.document.root)
    head = masthead(setter, header) if header else Strip(0.0)
    geometry = setter.geometry
    room = geometry.height - geometry.bottom
    first = room - head.height - geometry.gap(12.0)
    other = room - max(geometry.top, draft_band(setter).height + 14.0)
    pages = paginate(story(setter, rest), first, other)
    rooms = [first, *[other] * (len(pages) - 1)]
    return head, [_ruled(strips, space) for strips, space in zip(pages, rooms, strict=True)]


def _split_header(root: Node) -> tuple[Node | None, Sequence[Node]]:
    if root.children and root.children[0].kind is Kind.HEADER:
        return root.children[0], root.children[1:]
    return None, root.children


def _ruled(strips: list[Strip], room: float) -> list[Strip]:
    """Fill what is left of a page with more lines to write on, where it has such lines."""
    spare = int((room - height_of(strips)) // RULED_LINE)
    for index, strip in enumerate(strips):
        if strip.ruled and spare > 0:
            more = [strip._replace(gap=0.0)] * min(spare, _MORE_RULED_LINES)
            return [*strips[: index + 1], *more, *strips[index + 1 :]]
    return strips


def _page(setter: Setter, strips: Sequence[Strip], head: Strip, index: int, count: int, digest: str) -> Page:
    geometry = setter.geometry
    items: list[Item] = []
    links: list[LinkArea] = []
    if index == 0:
        items += shifted(head.items, geometry.height)
        y = geometry.height - head.height - geometry.gap(12.0)
    else:
        band = draft_band(setter)
        items += shifted(band.items, geometry.height)
        y = geometry.height - max(geometry.top, band.height + 14.0)
    for number, strip in enumerate(strips):
        y -= strip.gap if number else 0.0
        items += shifted(strip.items, y)
        links += shifted_links(strip.links, y)
        y -= strip.height
    items += footer(setter, index + 1, count, digest)
    return Page(geometry.width, geometry.height, tuple(items), tuple(links))
