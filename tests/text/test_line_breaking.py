"""Which lines end in a hyphen, and which words take one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leaflets.languages import Direction
from leaflets.text.paragraph import Span
from tests.text.setting import lay_out, texts


@pytest.mark.parametrize("width", [130, 150, 170, 220, 250])
def test_no_two_lines_running_end_in_a_hyphen_where_a_gap_will_do(width: int) -> None:
    lines = lay_out("de", "Bandscheibenvorfallsoperation " * 4, width=width)
    assert any(line.hyphenated for line in lines)
    assert not any(above.hyphenated and below.hyphenated for above, below in pairwise(lines))


@pytest.mark.parametrize("direction", [None, "ltr"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_foreign_word_takes_the_hyphens_of_its_own_language(tag: str, direction: Direction | None) -> None:
    word = Span("Bandscheibenvorfall", 12, lang="de", direction=direction)
    first, second = lay_out(tag, "seen by the ", word, width=120)
    assert texts((first, second)) == ["seen by the Band", "scheibenvorfall"]
    assert (first.hyphenated, second.hyphenated) == (True, False)


@pytest.mark.parametrize(
    ("tag", "word", "width", "parts"),
    [
        ("en", "Contraindications", 80, ["Contraindica", "tions"]),
        ("es", "Recomendaciones", 80, ["Recomenda", "ciones"]),
        ("ru", "объявление", 50, ["объяв", "ление"]),
        ("el", "αναισθησιολόγος", 60, ["αναισθη", "σιολόγος"]),
        ("pl", "znieczulenie", 50, ["znieczu", "lenie"]),
    ],
)
def test_a_word_wider_than_a_line_takes_hyphens_in_any_language_with_patterns(
    tag: str, word: str, width: float, parts: list[str]
) -> None:
    lines = lay_out(tag, word, width=width)
    assert texts(lines) == parts
    assert [line.hyphenated for line in lines] == [True, False]
    assert not any(line.hyphenated for line in lay_out(tag, f"{word} " * 6, width=width * 2.6))


def test_bold_words_take_a_hyphen_only_if_they_are_wider_than_a_line() -> None:
    words = "Wirbelsäulenoperation Bandscheibenvorfall Rückenmarkskanal " * 2
    assert any(line.hyphenated for line in lay_out("de", words, width=180))
    assert not any(line.hyphenated for line in lay_out("de", Span(words, 12, 700), width=180))
    assert any(line.hyphenated for line in lay_out("de", Span(words, 12, 700), width=80))


@pytest.mark.parametrize(
    "address",
    ["bandscheibenvorfall.de", "bandscheibenvorfall@klinik", "https://klinik.example/bandscheibenvorfall"],
)
@pytest.mark.parametrize("direction", [None, "ltr"])
def test_an_address_takes_no_hyphen_for_it_would_become_part_of_it(
    address: str, direction: Direction | None
) -> None:
    span = Span(address, 12, direction=direction)
    assert any(line.hyphenated for line in lay_out("de", "Bandscheibenvorfall", width=60))
    assert not any(line.hyphenated for line in lay_out("de", "siehe Seite ", span, width=150))
    assert not any(line.hyphenated for line in lay_out("de", span, width=60))
