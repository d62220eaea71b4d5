"""Composition: a document to pages, on which every item has its position and its owner.

In: nodes. Out: frozen :class:`~leaflets.layout.pages.Page` values. Nothing of the workspace is read
but its fonts. The document is laid out once; gaps and lines are drawn together only if that saves a page.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import Document
from leaflets.layout.editions import STANDARD, Edition, Geometry
from leaflets.layout.footer import footer
from leaflets.layout.masthead import draft_band
from leaflets.layout.missing_glyphs import missing_characters, undrawn
from leaflets.layout.pages import Item, LinkArea, Owner, Page, shifted, shifted_links
from leaflets.layout.paginate import paginate
from leaflets.layout.sections import story
from leaflets.layout.strips import LOOSE, Piece, Spacing, Strip, length_of, placed
from leaflets.layout.styles import UNPRINTED
from leaflets.layout.typesetter import Typesetter
from leaflets.layout.witness import what_is_lost
from leaflets.text.paragraph import TextEngine, UndrawableError

_MORE_RULED_LINES = 12  # an almost empty page is not ruled down to its foot
# Points between the story and what repeats on every page.
_BELOW_BAND = 14.0
_ABOVE_FOOTER = 11.0
_MOST_PAGES = 99  # its numbers are as wide as those of any leaflet


def compose(document: Document, engine: TextEngine, edition: Edition = STANDARD) -> tuple[Page, ...]:
    """Set a document in type, for an edition.

    Raises:
        LeafletsError: no font has a character of the document, or words are lost or too wide.
    """
    try:
        # Shaping stops at the first missing glyph; only then are all others searched for and reported.
        pages, too_wide = _compose_pages(document, engine, edition)
    except UndrawableError as error:
        found = missing_characters(document, engine) or undrawn(document, error.parts)
        raise LeafletsError(found) from None
    if lost := what_is_lost(document, pages, too_wide, edition.geometry):
        raise LeafletsError(lost)
    return pages


def _compose_pages(
    document: Document, engine: TextEngine, edition: Edition
) -> tuple[tuple[Page, ...], set[Owner]]:
    """Set a document: its pages, and the owners of lines that are wider than their box."""
    geometry = edition.geometry
    typesetter = Typesetter(engine, document, edition)
    band = draft_band(typesetter)
    short_hash = document.short_hash
    # The height of the footer is needed before the number of pages in it is known.
    foot = length_of(footer(typesetter, _MOST_PAGES, _MOST_PAGES, short_hash), LOOSE)
    bottom = max(geometry.bottom, _ABOVE_FOOTER + foot + UNPRINTED)
    room = geometry.height - bottom
    top = max(geometry.top, length_of(band, LOOSE) + _BELOW_BAND)
    spacing, pages = _spread_over_pages(story(typesetter), room, room - top, edition)
    made: list[Page] = []
    too_wide: set[Owner] = set()
    for index, pieces in enumerate(pages):
        start = top if index else 0.0
        own = placed(
            _add_ruled_lines(pieces, room - start, spacing, edition.gaps.ruled_line),
            geometry.height - start,
            spacing,
        )
        # The story comes first: readers without tags read in content order.
        repeated = (
            *placed(band if index else (), geometry.height, LOOSE),
            *placed(footer(typesetter, index + 1, len(pages), short_hash), bottom - _ABOVE_FOOTER, LOOSE),
        )
        strips = (*own, *repeated)
        made.append(_page(geometry, strips))
        too_wide.update(item.owner for strip, _ in strips if strip.overfull for item in strip.items)
    return tuple(made), too_wide


def _spread_over_pages(
    story: Sequence[Piece], first: float, other: float, edition: Edition
) -> tuple[Spacing, list[list[Piece]]]:
    """Spread a story over the pages of one sheet, or else over as few as any spacing makes.

    The loosest spacing that does so is taken.
    """
    loosest, *tighter = edition.spacings
    best = loosest, paginate(story, first, other, loosest)
    for spacing in tighter:
        if len(best[1]) <= edition.pages:
            break
        pages = paginate(story, first, other, spacing)
        if len(pages) < len(best[1]):
            best = spacing, pages
    return best


def _add_ruled_lines(page: list[Piece], room: float, spacing: Spacing, height: float) -> list[Piece]:
    """Fill the rest of a page with more ruled lines, if it has a strip that may be repeated.

    ``height`` is that of a ruled line, in points.
    """
    spare = int((room - length_of(page, spacing)) // height)
    for index, piece in enumerate(page):
        if isinstance(piece, Strip) and piece.ruled and spare > 0:
            more = [piece._replace(gap=0.0, aside=())] * min(spare, _MORE_RULED_LINES)
            return [*page[: index + 1], *more, *page[index + 1 :]]
    return page


def _page(geometry: Geometry, strips: Sequence[tuple[Strip, float]]) -> Page:
    """Move the content of strips from coordinates relative to their top edges to those of the page."""
    items: list[Item] = []
    links: list[LinkArea] = []
    for strip, top in strips:
        items += shifted(strip.items, top)
        links += shifted_links(strip.links, top)
    return Page(geometry.width, geometry.height, tuple(items), tuple(links))
