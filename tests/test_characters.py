from __future__ import annotations

import pytest
import unicodedata2 as unicodedata
from hypothesis import given
from hypothesis import strategies as st

from leaflets.characters import (
    first_invisible,
    is_blank,
    is_drawable,
    is_ignorable,
    number_signs,
    says_something,
    without_markup,
)
from tests.text.unicode_files import codes_of

BLANKS = [
    "", " ", "\t\n", "\u00a0", "\u202f", "\u3000", "\u2003", "\u200b", "\u200c\u200d", "\ufeff", "\u00ad",
    "\u200e\u200f", "\u202a\u202c", "\u2066 \u2069", "\u061c", "\ufe0f", "\U000e0100", "\u3164", "\u115f",
    "\uffa0", "\u2800", "\u180e", "\u17b4", "\u034f", "\u0301", "\u0e48", "\u0000", "\u2028",
]  # fmt: skip


@pytest.mark.parametrize("text", BLANKS)
def test_a_text_that_leaves_the_paper_white_is_blank(text: str) -> None:
    assert is_blank(text)
    assert is_blank(f"{text} {text}")
    assert not is_blank(f"{text}a")


@pytest.mark.parametrize("text", ["a", ".", "–", "5", "ก่", "\u0600", "☐", "한", "漢", "\ufffc"])
def test_whatever_takes_ink_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_characters_are_known_that_pythons_own_table_lacks() -> None:
    """Kawi (Unicode 15) and Garay (16): a Python that is older or newer gives no other answer."""
    assert all(map(says_something, "\U00011f12\U00010d50"))
    assert number_signs("\U00011f50 \U00010d40") == "\U00011f50\U00010d40"


@given(st.lists(st.sampled_from(BLANKS)).map("".join))
def test_blanks_together_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Stop 5 days before", "5"),
        ("٥ أيام, ۵, ५ दिन, ๕", "٥۵५๕"),
        ("½ tablet ⅓", "½⅓"),
        ("x² and CO₂", "²₂"),
        ("stage Ⅳ, step ①", "Ⅳ①"),
        ("１２", "１２"),
        ("5 % and 5 ٪ and 2‰", "5%5٪2‰"),
        ("№ 7", "№7"),
        ("二〇二六", "〇"),
        ("five, 五, L–S, a₊", ""),
        ("± {amount}", ""),
    ],
)
def test_signs_of_numbers_in_every_script(text: str, signs: str) -> None:
    assert number_signs(text) == signs


@given(st.text())
def test_every_digit_is_the_sign_of_a_number(text: str) -> None:
    assert number_signs(text) == "".join(
        each for each in text if unicodedata.category(each) in ("Nd", "Nl", "No") or each in "%‰‱٪؉؊﹪％№"
    )


@pytest.mark.parametrize("text", ["", " · ", "–", ": ", "()", "•", "→", "|", "☐ ", "\u200b", "…", "“”", "/"])
def test_ornaments_say_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize("text", ["a", "ع", "漢", "5", "½", "%", "≥", "±", "<", "=", " – and – ", "№"])
def test_letters_numbers_and_signs_before_numbers_speak(text: str) -> None:
    assert says_something(text)


def test_the_first_unseen_sign_is_given() -> None:
    assert first_invisible("020\u202a 7946\u200b") == "\u202a"
    assert first_invisible("020 7946\u00a00112") == ""


def test_words_without_markup() -> None:
    assert without_markup("a <strong>b</strong>") == "a b"
    assert without_markup("&#53; &amp; &lt;") == "5 & <"
    assert without_markup("<strong> </strong>") == " "
    assert without_markup("plain") == "plain"


@pytest.mark.parametrize(
    "char", "\u00ad\u034f\u115f\u17b4\u180b\u180f\u200d\u2066\u3164\ufe0f\ufeff\U000e0101"
)
def test_what_no_face_needs_to_draw_is_ignorable(char: str) -> None:
    assert is_ignorable(char)
    assert is_drawable(char)


@pytest.mark.parametrize("char", "a \u00a0\u0301\u0600\u1810\u2800\ufffc")
def test_what_is_seen_or_takes_room_is_not_ignorable(char: str) -> None:
    assert not is_ignorable(char)


def test_ignorables_are_those_of_unicode() -> None:
    known = codes_of("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point")
    assert {code for code in range(0x110000) if is_ignorable(chr(code))} == set(known)


@pytest.mark.parametrize(
    "char",
    [
        "\x00", "\t", "\n", "\x1b", "\x7f", "\x85",  # controls
        chr(0xD800), chr(0xDFFF), "\ue000", "\uf8ff", "\U000f0000", "\U0010fffd",  # surrogates, private use
        "\u0378", "\ufdd0", "\uffff", "\U0010ffff",  # no characters
        "\U000e0001", "\U000e0020", "\U000e0041", "\U000e007f",  # tags
        "\ufff9", "\ufffa", "\ufffb", "\ufffc", "\ufffd",  # marks of what was lost
    ],
)  # fmt: skip
def test_what_may_not_stand_in_a_leaflet_is_not_drawable(char: str) -> None:
    assert not is_drawable(char)


@pytest.mark.parametrize(
    "char", "a5é–漢ق\u0301\u0e48 \u00a0\u202f→☐€😀\U00011f12\U00010d50\u200b\u200d\u2066\U000e0100"
)
def test_letters_signs_spaces_and_format_controls_are_drawable(char: str) -> None:
    assert is_drawable(char)
