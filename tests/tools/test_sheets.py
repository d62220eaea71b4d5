"""The pictures of review sheets: of the pages as they are, and small enough for a page of text."""

from __future__ import annotations

import json

from leaflets.session import Session
from tools import sheets


def test_the_pictures_show_the_sheets_as_they_are_now() -> None:
    noted = json.loads(sheets.RECORD.read_text(encoding="utf-8"))
    now = sheets.record(Session(sheets.WORKSPACE, today=sheets.DAY))
    assert now == noted, "the pictures are stale: run python -m tools.sheets"


def test_the_pictures_are_small() -> None:
    for tag in sheets.BEFORE:
        assert 10_000 < sheets.picture(tag).stat().st_size < 300_000
