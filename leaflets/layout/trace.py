"""Pages as readable text, for diffs in a review and for golden files.

There is a line for every item, in reading order: its position, owner, text and face, and optionally the glyph
ids, so that a change in shaping shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaflets.layout.pages import Artifact, Item, Page, RectItem, TextItem
from leaflets.text.shaped import Fragment


def trace(pages: Sequence[Page], *, glyphs: bool = False) -> str:
    """Write pages as text, with positions to a tenth of a point; ``glyphs`` adds the glyph ids.

    A tenth is finer than the eye can see, and coarser than errors of rounding.
    """
    lines = (line for number, page in enumerate(pages, 1) for line in _page(number, page, glyphs))
    return "".join(f"{line}\n" for line in lines)


def _page(number: int, page: Page, glyphs: bool) -> Iterator[str]:
    yield f"page {number} {page.width:g} x {page.height:g}"
    for item in page.items:
        yield _item(item, glyphs)
    for link in page.links:
        box = f"{link.x:.1f},{link.y:.1f} {link.width:.1f}x{link.height:.1f}"
        yield f"  link {link.owner} {box} {link.target}"


def _item(item: Item, glyphs: bool) -> str:
    # The id of a node has no parentheses.
    owner = f"({item.owner.type})" if isinstance(item.owner, Artifact) else item.owner
    if isinstance(item, TextItem):
        return f"  text {item.x:.1f},{item.y:.1f} {owner} {_fragment(item.fragment, glyphs)}"
    if isinstance(item, RectItem):
        box = f"{item.x:.1f},{item.y:.1f} {item.width:.1f}x{item.height:.1f}"
        return f"  rect {box} {owner} fill={item.fill or '-'} stroke={item.stroke or '-'}"
    place = " ".join(
        " ".join(f"{n:.1f}" if isinstance(n, float) else str(n) for n in s) for s in item.segments
    )
    return f"  path {owner} {place}"


def _fragment(fragment: Fragment, glyphs: bool) -> str:
    # The text is in reading order; the glyph ids are in visual order.
    words = reversed(fragment.words) if fragment.rtl else fragment.words
    text = "".join(word.text for word in words)
    ids = " ".join(str(glyph.gid) for word in fragment.words for glyph in word.glyphs)
    face = f"{fragment.instance.name} {fragment.size:g}"
    return (
        f"w={fragment.width:.1f} {face}{' rtl' if fragment.rtl else ''} |{text}|{f' {ids}' if glyphs else ''}"
    )
