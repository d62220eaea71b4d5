"""Where pages end: strips to pages, with nothing alone at an edge.

Strips that keep with the next form a group. Pages are filled group by group; the last page of
several holds at least six lines of text, so groups are drawn over to it if it has fewer.
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.layout.strips import Strip, height_of

LAST_PAGE_LINES = 6

Group = tuple[Strip, ...]


def paginate(strips: Sequence[Strip], first: float, other: float) -> list[list[Strip]]:
    """Share strips among pages of the heights ``first`` and ``other`` (all but the first)."""
    pages = _fill(_groups(strips, other), first, other)
    return [_with_head(page, index) for index, page in enumerate(_balanced(pages, other))]


def _groups(strips: Sequence[Strip], limit: float) -> list[Group]:
    """Gather strips that keep together; a group too tall for a page comes apart again."""
    groups: list[Group] = []
    current: list[Strip] = []
    for strip in strips:
        current.append(strip)
        if not strip.keep:
            groups.append(tuple(current))
            current = []
    if current:
        groups.append(tuple(current))
    return [part for group in groups for part in (_apart(group) if height_of(group) > limit else [group])]


def _apart(group: Group) -> list[Group]:
    return [(strip,) for strip in group]


def _fill(groups: Sequence[Group], first: float, other: float) -> list[list[Group]]:
    pages: list[list[Group]] = [[]]
    used = 0.0
    for group in groups:
        room = first if len(pages) == 1 else other
        head = group[0].head.height if group[0].head and not pages[-1] else 0.0
        tall = height_of(group) + (group[0].gap if pages[-1] else head)
        if pages[-1] and used + tall > room + 0.01:
            pages.append([])
            head = group[0].head.height if group[0].head else 0.0
            used, tall = 0.0, height_of(group) + head
        pages[-1].append(group)
        used += tall
    return pages


def _balanced(pages: list[list[Group]], room: float) -> list[list[Strip]]:
    """Draw groups over from the page before, until the last page is no orphan."""
    if len(pages) > 1:
        last, before = pages[-1], pages[-2]
        while len(before) > 1 and _lines(last) < LAST_PAGE_LINES and _height([before[-1], *last]) <= room:
            last.insert(0, before.pop())
    return [[strip for group in page for strip in group] for page in pages]


def _lines(page: Sequence[Group]) -> int:
    return sum(strip.lines for group in page for strip in group)


def _height(page: Sequence[Group]) -> float:
    return height_of([strip for group in page for strip in group])


def _with_head(page: list[Strip], index: int) -> list[Strip]:
    """Put a table's head above the first strip of a page that begins inside the table."""
    if index and page and page[0].head:
        return [page[0].head._replace(gap=0.0), page[0]._replace(gap=0.0), *page[1:]]
    return page
