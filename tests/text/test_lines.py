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


def test_an_address_takes_no_hyphen_for_it_would_become_part_of_it() -> None:
    """An address has a direction of its own, but no language."""
    address = Span("bandscheibenvorfall.de", 12, direction="ltr")
    assert lay_out("de", "siehe Seite ", address.text, width=150)[0].hyphenated
    assert texts(lay_out("de", "siehe Seite ", address, width=150)) == ["siehe Seite ", address.text]
