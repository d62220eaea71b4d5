"""Make the pictures of review sheets in docs/signatures.md, and note what was drawn in them.

In: the small workspace of the tests, with a few back-translations and one change put in by hand. Out: a page
in Arabic and one in Chinese as ``docs/sheet-<tag>.png``, and ``docs/sheets.json`` with the digests of the
pages as in :mod:`tools.pictures`, with which a test compares the pages as they are composed now.

Run ``python -m tools.sheets`` in the repository's root.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
from PIL import Image

from leaflets.approval.statements import Approval
from leaflets.build import Job
from leaflets.catalogs.back_translations import Currency
from leaflets.layout.compose import compose
from leaflets.layout.editions import REVIEW
from leaflets.layout.pages import Page, TextItem
from leaflets.pdf.writer import write
from leaflets.reviewing.as_document import as_document
from leaflets.reviewing.making import make_sheet
from leaflets.reviewing.sheet import ChangeKind, ReviewSheet, Row, RowChange
from leaflets.session import Session
from tools.pictures import ROOT, digest

WORKSPACE = ROOT / "tests" / "data" / "workspace"
RECORD = ROOT / "docs" / "sheets.json"
LEAFLET, DAY = "vertebroplasty", date(2026, 11, 24)
# The row that was changed after somebody signed, and what it said before, by language.
CHANGED = "Lets you get up and move early."
BEFORE = {"ar": "يتيح لك الحركة مبكرًا.", "zh-Hans": "可以很快活动。"}
BACK = {
    "Can be used for older people in poor health.": "It can be used for elderly people in weak health.",
    CHANGED: "It lets you get up and move early.",
    "Results in the long term are uncertain.": "The results over the long term are not certain.",
    "The treated bone, or one next to it, is likely to break again.": (
        "The treated bone will probably break again, or a bone beside it will break."
    ),
}
# Pixels an inch, and how many colours are kept.
RESOLUTION, COLOURS = 100, 32


def main() -> None:
    """Write the pictures and the record of what was drawn in them."""
    session = Session(WORKSPACE, today=DAY)
    for tag in BEFORE:
        picture(tag).parent.mkdir(exist_ok=True)
        _raster(session, tag).quantize(COLOURS).save(picture(tag), optimize=True)
        print(f"{picture(tag).relative_to(ROOT)}: a page of the sheet of {LEAFLET}")
    RECORD.write_text(json.dumps(record(session), indent=2) + "\n", encoding="utf-8", newline="\n")


def picture(tag: str) -> Path:
    """Name the picture of a language."""
    return ROOT / "docs" / f"sheet-{tag}.png"


def record(session: Session) -> Mapping[str, str]:
    """Note the digests of the pages in the pictures."""
    return {tag: digest(_shown(_pages(session, tag))[1]) for tag in BEFORE}


def example(session: Session, tag: str) -> ReviewSheet:
    """Make the sheet of the pictures: partly put back, and changed since somebody signed."""
    made = make_sheet(session, Job(LEAFLET, tag))
    sections = tuple(
        replace(each, rows=tuple(_filled(row, tag) for row in each.rows)) for each in made.sections
    )
    return replace(made, sections=sections)


def _filled(row: Row, tag: str) -> Row:
    back = BACK.get(row.source)
    if back is None:
        return row
    messages = tuple(replace(each, back=back, currency=Currency.CURRENT) for each in row.messages)
    changes: tuple[RowChange, ...] = ()
    if row.source == CHANGED:
        signed = Approval(
            LEAFLET, tag, "clinician", "amina-saleh", "Dr Amina Saleh", DAY, "1.0", "", "", "", ""
        )
        changes = (RowChange((signed,), ChangeKind.CHANGED, BEFORE[tag], row.text),)
    return replace(row, messages=messages, changes=changes)


def _pages(session: Session, tag: str) -> tuple[Page, ...]:
    return compose(as_document(example(session, tag)), session.engine, REVIEW)


def _shown(pages: Sequence[Page]) -> tuple[int, Page]:
    """Find the page that is shown, with its index: the one with the change on it."""
    return next(
        (index, page)
        for index, page in enumerate(pages)
        if any(
            "Amina" in word.text
            for item in page.items
            if isinstance(item, TextItem) and index
            for word in item.fragment.words
        )
    )


def _raster(session: Session, tag: str) -> Image.Image:
    pages = _pages(session, tag)
    file = pypdfium2.PdfDocument(write(as_document(example(session, tag)), pages, session.pdf_cache))
    image: Image.Image = file[_shown(pages)[0]].render(scale=RESOLUTION / 72).to_pil()
    return image


if __name__ == "__main__":
    main()
