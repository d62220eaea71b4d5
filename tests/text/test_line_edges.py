"""What may not begin a line, held against Unicode's own tables."""

from __future__ import annotations

import re
from functools import cache

from unicodedata2 import category

from leaflets.text import line_edges
from tests.text.unicode_files import codes_of

# Line_Break classes before which no line ends even behind spaces (LB13, LB15d).
NEVER = {"EX", "IS", "CL", "CP"}
# Scripts that nobody has written for five hundred years, and middle dots.
LEFT_OUT = re.compile(
    "[\u00b7\u0387\U00010000-\U00010fff\U000111cd-\U0001123c\U000112a9\U000115c2-\U000115d7\U00011944-\U00011f44"
    "\U00012470-\U00012474\U00016e97\U00016e98\U0001bc9f\U0001da87-\U0001da8a]"
)
# Extenders that lengthen a vowel or a stroke; those that are marks never leave their cluster.
LENGTHENERS = set("ːˑـߺ᠊ᡃᱻーꘌｰ\U0001135d\U0001e13d")
# Repeat signs of vertical text, of Tangut, Nushu and Old Chinese; that of Yi (U+A015) is not closed as yet.
OTHER_REPEATS = set("〱〲〳〴〵\U00016fe0\U00016fe1\U00016fe3")


@cache
def closed_before() -> frozenset[str]:
    """Find the characters that begin no line behind a space."""
    text = "".join(f" {chr(code)}" for code in range(0x110000))
    return frozenset(text[at] for at in line_edges.closed(text) if at % 2)


def test_every_stop_of_a_living_script_is_closed() -> None:
    classes = codes_of("LineBreak.txt")
    stops = codes_of("PropList.txt", "Terminal_Punctuation")
    wanted = {chr(code) for code in stops if classes.get(code) not in NEVER}
    assert {char for char in wanted - closed_before() if not LEFT_OUT.match(char)} == set()


def test_every_sign_that_repeats_what_stands_before_it_is_closed() -> None:
    extenders = map(chr, codes_of("PropList.txt", "Extender"))
    wanted = {char for char in extenders if category(char)[0] != "M" and not LEFT_OUT.match(char)}
    assert wanted - LENGTHENERS - OTHER_REPEATS - closed_before() == set()


def test_what_is_closed_is_a_stop_a_repeat_or_known_here() -> None:
    known = codes_of("PropList.txt", "Terminal_Punctuation") | codes_of("PropList.txt", "Extender")
    others = closed_before() - set(map(chr, known))
    assert "".join(sorted(others)) == (
        "\u055b\u055c\u055d\u055e\u0e2f\u0e30\u0e32\u0e33\u0e45\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0f0b\u0f0c\u0f34\u0fd2\u104c\u104d\u104f\u17d7\u17d8"
    )


def test_vowels_before_their_consonant_and_letters_that_end_no_syllable_end_no_line() -> None:
    found = codes_of("PropList.txt", "Logical_Order_Exception")
    thai_and_lao = {chr(code) for code in found if code < 0x1000}
    chars = map(chr, range(0xE00, 0xF00))
    assert {char for char in chars if 1 in line_edges.closed(f"{char}ก")} == thai_and_lao | {*"ฉฌผฝหฮຂຖຜຝຫຮ"}
