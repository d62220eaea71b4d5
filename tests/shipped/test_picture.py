"""The picture of pages in the README."""

from __future__ import annotations

import json

from leaflets.session import Session
from tools import pictures


def test_the_picture_shows_the_pages_as_they_are_now() -> None:
    pages = pictures.first_pages(Session(pictures.ROOT, today=pictures.DAY))
    noted = json.loads(pictures.RECORD.read_text(encoding="utf-8"))
    assert pictures.record(pages) == noted, "the picture is stale: run python -m tools.pictures"
