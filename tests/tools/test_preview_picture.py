"""The picture of the preview: small enough for a page, and of a catalog that says what is to be done."""

from __future__ import annotations

from leaflets.catalogs.po import by_key
from leaflets.catalogs.reading import read_po_file
from leaflets.languages import language
from tests.workspaces import FIXED
from tools import preview_picture


def test_the_picture_is_small_and_of_its_size() -> None:
    content = preview_picture.PICTURE.read_bytes()
    assert len(content) < 300_000
    # PNG 11.2.1: width and height are the first fields of the header.
    assert tuple(int.from_bytes(content[at : at + 4]) for at in (16, 20)) == preview_picture.SIZE


def test_one_message_is_made_fuzzy_and_another_is_emptied() -> None:
    text = (FIXED / "locales" / "ar" / "LC_MESSAGES" / "leaflets.po").read_text(encoding="utf-8")
    before = by_key(read_po_file(text.encode(), "x.po", language("ar")).messages)
    after = by_key(read_po_file(preview_picture.spoilt(text).encode(), "x.po", language("ar")).messages)
    fuzzy, emptied = sorted(
        (after[key] for key in before if after[key] != before[key]), key=lambda m: m.is_empty
    )
    assert fuzzy.context == preview_picture.CHANGED
    assert fuzzy.previous
    assert fuzzy.previous.msgid == preview_picture.PREVIOUS
    assert (emptied.msgid, emptied.is_empty) == (preview_picture.EMPTIED, True)
