"""A sheet in a terminal: sections, not ids; no line too wide; nothing but text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.reviewing.as_text import as_text, columns
from leaflets.reviewing.sheet import ReviewSheet
from tests.reviewing.conftest import LEAFLET, PO, sign_spanish

GOLDEN = Path(__file__).parent / "golden" / "vertebroplasty.ar.txt"
Make = Callable[..., ReviewSheet]


def test_the_text_of_a_sheet(sheet: Make, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN, "".join(f"{line}\n" for line in as_text(sheet("vertebroplasty", "ar"), 80)))


@pytest.mark.parametrize("language", ["en", "es", "de", "ar", "ur", "zh-Hans", "en-XA"])
@pytest.mark.parametrize("width", [80, 60])
def test_no_line_is_wider_than_the_terminal(sheet: Make, language: str, width: int) -> None:
    lines = list(as_text(sheet(LEAFLET, language), width))
    words = [line for line in lines if "sha256:" not in line]  # a hash is one word
    assert max(map(columns, words)) <= width
    assert not any(char < " " or char == "\x7f" for line in lines for char in line)


def test_all_words_of_all_rows_are_there(sheet: Make) -> None:
    made = sheet("minimally-invasive-spine-surgery", "zh-Hans")
    text = "".join("".join(as_text(made, 80)).split())
    for row in made.rows():
        for words in (row.source, row.text, *(each.states for each in row.passages)):
            assert "".join(words.split()) in text


def test_a_change_is_marked_in_plain_text(sheet: Make, hospital: Path, spoil: Callable[..., int]) -> None:
    sign_spanish(hospital)
    spoil(PO, 'msgstr "Ventajas"', 'msgstr "Puntos a favor"')
    made = sheet(LEAFLET, "es", hospital)
    lines = list(as_text(made.only_changed(), 80))
    assert "Changes are shown since Zaid Haddad (translator) signed on 2026-11-24." in lines
    assert any("[-Ventajas-]{+Puntos a favor+}" in line for line in lines)
    assert any("Heading" in line for line in lines)
    assert len(lines) < 25


@pytest.mark.parametrize(
    ("text", "wide"), [("abc", 3), ("椎体", 4), ("é", 1), ("e\u0301", 1), ("ﷺ", 1), ("\u200f", 0)]
)
def test_columns_are_counted_as_terminals_do(text: str, wide: int) -> None:
    assert columns(text) == wide
