"""Make the README's picture of pages from the workspace, and note what was drawn in it.

In: the workspace of the repository. Out: ``docs/pages.png``, and ``docs/pages.json`` with the digest of that
file and of every page in it. A page's digest is of what stands on it (which glyph of which face, which shape,
where, in which colour), not of a file's bytes, which change with every release of what compresses and
rasterises them. A test compares the digests with the pages as they are composed now, so the picture cannot
grow stale unseen.

Run ``python -m tools.pictures`` in the repository's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import pypdfium2
from PIL import Image

from leaflets.build import Job, read_and_localise
from leaflets.layout.compose import compose
from leaflets.layout.pages import Item, Page, PathItem, RectItem, TextItem
from leaflets.pdf.writer import write
from leaflets.session import Session

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "pages.png"
RECORD = ROOT / "docs" / "pages.json"

LEAFLET = "spinal-endoscopy"
LANGUAGES = ("en", "ar", "hi", "th", "zh-Hans")
# A draft band that came or went with the calendar would make the picture stale: the day is fixed.
DAY = date(2026, 11, 23)

# Pixels an inch, pixels around a page, the colour behind the pages, and how many colours are kept.
RESOLUTION, GAP, GROUND, COLOURS = 60, 18, "#d8dee2", 32


def main() -> None:
    """Write the picture and the record of what was drawn in it."""
    session = Session(ROOT, today=DAY)
    pages = first_pages(session)
    _beside([_raster(session, language) for language in LANGUAGES]).save(PICTURE, optimize=True)
    RECORD.write_text(json.dumps(record(pages), indent=2) + "\n", encoding="utf-8", newline="\n")
    print(f"{PICTURE.relative_to(ROOT)}: the first page of {LEAFLET} in {', '.join(LANGUAGES)}")


def first_pages(session: Session) -> dict[str, Page]:
    """Compose the leaflet of the picture: its first page in each language."""
    return {
        tag: compose(read_and_localise(session, Job(LEAFLET, tag)).document, session.engine)[0]
        for tag in LANGUAGES
    }


def record(pages: Mapping[str, Page]) -> dict[str, object]:
    """Note the digests of the picture's file and of the pages in it."""
    drawn = {f"{LEAFLET}-{language}": digest(page) for language, page in pages.items()}
    return {"picture": sha256(PICTURE.read_bytes()).hexdigest(), "first pages": drawn}


def digest(page: Page) -> str:
    """Hash what a reader sees of a page, to a tenth of a point; not whose it is, nor what it links to."""
    lines = (f"{page.width:.1f} {page.height:.1f}", *(_seen(item) for item in page.items))
    return sha256("\n".join(lines).encode()).hexdigest()


def _seen(item: Item) -> str:
    """Write what an item draws, as a line of text.

    Raises:
        TypeError: it is of a kind that is not known here.
    """
    match item:
        case TextItem():
            fragment = item.fragment
            face = (fragment.instance.name, fragment.size, fragment.colour)
            return _line("text", item.x, item.y, *face, *_glyphs(item))
        case RectItem():
            ink = (item.fill, item.stroke, item.stroke_width, item.radius)
            return _line("rect", item.x, item.y, item.width, item.height, *ink)
        case PathItem():
            drawn = (part for segment in item.segments for part in segment)
            return _line("path", item.fill, item.stroke, item.stroke_width, *item.dash, *drawn)
    raise TypeError(f"{type(item).__name__} is not known here: say what of it is seen")


def _glyphs(item: TextItem) -> Iterator[int | float]:
    for word in item.fragment.words:
        for glyph in word.glyphs:
            yield from (glyph.gid, glyph.advance, glyph.dx, glyph.dy)


def _line(*parts: str | float) -> str:
    return " ".join(f"{part:.1f}" if isinstance(part, float) else str(part) for part in parts)


def _raster(session: Session, language: str) -> Image.Image:
    document = read_and_localise(session, Job(LEAFLET, language)).document
    file = pypdfium2.PdfDocument(write(document, compose(document, session.engine), session.pdf_cache))
    image: Image.Image = file[0].render(scale=RESOLUTION / 72).to_pil()
    return image


def _beside(images: Sequence[Image.Image]) -> Image.Image:
    width = sum(image.width + GAP for image in images) + GAP
    whole = Image.new("RGB", (width, max(image.height for image in images) + 2 * GAP), GROUND)
    left = GAP
    for image in images:
        whole.paste(image, (left, GAP))
        left += image.width + GAP
    return whole.quantize(COLOURS)


if __name__ == "__main__":
    main()
