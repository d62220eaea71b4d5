"""White space of texts: what a key or an editor put there is collapsed, what somebody meant is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.content.phones import printed_number
from leaflets.content.reading import read
from leaflets.content.site import Site
from leaflets.content.spacing import collapsed

MEANT = "\u00a0\u202f\u2007\u2009\u3000\u2060\u2011"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("two  words\n  here ", "two words here"), ("\ta\r\nb\x85c\u2028d", "a b c d"),
        ("10\u00a0mg", "10\u00a0mg"), ("5\u202f000", "5\u202f000"), ("a\u00a0\u00a0b", "a\u00a0\u00a0b"),
        ("St\u00a0Mary’s\nHospital", "St\u00a0Mary’s Hospital"), ("治療\n終了", "治療終了"),
        ("ﾊﾞ\nﾘ", "ﾊﾞﾘ"), ("수술\n후", "수술 후"), ("หลัง\nของ", "หลัง ของ"),
        ("หลัง\u200b\nของ", "หลัง\u200bของ"), ("หลัง\n  \u200bของ", "หลัง\u200bของ"),
        ("L4\u2060–\u2060L5", "L4\u2060–\u2060L5"), ("  \u2007 5", "\u2007 5"),
    ],
)  # fmt: skip
def test_ordinary_white_space_is_collapsed_and_the_rest_kept(text: str, said: str) -> None:
    assert collapsed(text) == said


@given(st.text(st.sampled_from(f"ab \n\t{MEANT}"), max_size=12))
def test_nothing_meant_is_lost_whatever_stands_around_it(text: str) -> None:
    kept = collapsed(text)
    assert [each for each in kept if each in MEANT] == [each for each in text if each in MEANT]
    assert collapsed(kept) == kept
    assert "  " not in kept
    assert not kept.startswith(" ")


@pytest.mark.parametrize("style", ["{}", '"{}"', "'{}'", ">-\n  {}", "|\n  {}"])
def test_every_scalar_style_of_yaml_keeps_them(style: str) -> None:
    named = "St\u00a0Mary’s\u202fHouse"
    phones = 'phones: [{label: Ward, number: "020 7946 0112"}]'
    source = f"hospital: {style.format(named)}\ndepartment: D\nlanguages: [en]\n{phones}\n"
    assert read(source.encode(), "site.yaml", Site).value.hospital == named


def test_a_telephone_number_has_spaces_of_one_kind() -> None:
    assert printed_number("020\u00a07946\u202f0112") == "020 7946 0112"
