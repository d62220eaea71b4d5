"""What counts as exact: every way in which a reader spoils a text is planted here, and must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.clients.blocks import Block, Part
from tools.clients.readers.base import Shape
from tools.clients.scoring import Score, nearest, score

# A line ends on paper before "the": there a line end may stand for the space.
TEXT = "You will be awake; the cut is small."
LINE = TEXT.index("the")


def block(text: str, *ends: int, page: int = 0) -> Block:
    return Block("b", "p", (Part(page, text, frozenset(ends)),))


def of(text: str, got: str, *ends: int, script: str = "Latn") -> Score:
    return score([block(text, *ends)], [got], script)


def blocks(found: Score) -> tuple[int, int, int]:
    return found.blocks, found.exact, found.near


@pytest.mark.parametrize(
    "got",
    [
        TEXT,
        f"Heading\n{TEXT}\nNext",
        TEXT.replace(" the", "\nthe"),
        TEXT.replace(" the", " \r\nthe"),
        TEXT.replace("You", "\u2067You\u2069"),  # marks of direction
        TEXT.replace("small", "sm\u200ball"),
        TEXT.replace("be awake", "be\u00a0awake"),
        TEXT.replace("awake", "a\u00ad\nwake"),  # a soft hyphen, and as pdfium says it
        TEXT.replace("awake", "a\ufffe\r\nwake"),
    ],
)
def test_what_may_differ_is_exact(got: str) -> None:
    assert blocks(of(TEXT, got, LINE)) == (1, 1, 1)


@pytest.mark.parametrize(
    "got",
    [
        TEXT.replace("be awake", "awake be"),
        TEXT.replace("awake", "awak"),
        TEXT.replace("awake", "a wake"),
        TEXT.replace("be awake", "be  awake"),
        TEXT.replace("be awake", "beawake"),
        TEXT.replace("be awake", "be\nawake"),  # no line ends there on paper
        TEXT.replace(" the", "the"),
        TEXT.replace(" the", "  the"),
        TEXT.replace("You", "you"),
        TEXT.replace(";", ","),
        f"Ward{TEXT}",  # glued to what stands before it
        f"7{TEXT}",
        "",
    ],
)
def test_every_planted_fault_is_found(got: str) -> None:
    assert blocks(of(TEXT, got, LINE)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("जाँच लेख", "जाच लेख"),
        ("जाँच लेख", "जाँ च लेख"),
        ("می‌شود", "میشود"),  # a non-joiner that is lost, or becomes a joiner
        ("می‌شود", "می\u200dشود"),
        ("ນ້ຳ", "ນ້ໍາ"),
        ("ﬁt", "fit"),  # compatibility and canonical equivalents are other characters
        ("é", "e\u0301"),
        ("العلاج (كبير)", "العلاج )كبير("),  # brackets mirrored twice, a word turned round
        ("مختصرا", "ارصتخم"),
    ],
)
def test_letters_and_marks_are_not_folded(text: str, got: str) -> None:
    assert blocks(of(text, text)) == (1, 1, 1)
    assert blocks(of(text, got)) == (1, 0, 0)


def test_a_mark_behind_the_block_is_glued_to_it() -> None:
    assert blocks(of("अस्पताल", "अस्पतालस्\nपाइन")) == (1, 0, 0)


def test_a_hyphen_ends_a_line_without_a_space() -> None:
    text, end = "an X-ray", 5
    assert blocks(of(text, "an X-\nray", end)) == (1, 1, 1)
    assert blocks(of(text, "an X- ray", end)) == (1, 0, 1)
    assert blocks(of(text, "an Xray", end)) == (1, 0, 0)


@pytest.mark.parametrize("between", ["\n", " ", "\r\n"])
def test_line_ends_of_scripts_without_spaces_are_forgiven_there_only(between: str) -> None:
    text, end = "คุณจะรู้สึกตัว", 5
    assert blocks(of(text, text, end, script="Thai")) == (1, 1, 1)
    assert blocks(of(text, text[:end] + between + text[end:], end, script="Thai")) == (1, 0, 1)
    assert blocks(of(text, text[:3] + between + text[3:], end, script="Thai")) == (1, 0, 0)


def test_a_number_is_right_in_its_order_and_as_often_as_on_the_page() -> None:
    text = "اتصل 020 7946 0112 الآن"
    assert (of(text, text).numbers, of(text, text).right) == (1, 1)
    assert of(text, "اتصل 0112 7946 020 الآن").right == 0
    assert of(text, "اتصل 020\u00a07946\u00a00112").right == 1
    assert of(text, "اتصل 4020 7946 0112").right == 0
    twice = score([block(text), block(text)], [text], "Arab")
    assert (twice.numbers, twice.right) == (2, 1)


def test_a_range_that_is_turned_is_wrong() -> None:
    assert of("٦–٨ مم", "٨–٦ مم").right == 0
    assert of("L4–L5", "5L–4L").right == 0
    assert of("6-8 mm", "6-8 mm").right == 1


def test_the_wrong_is_told_with_what_came() -> None:
    (wrong,) = of("Eat nothing before.", "Title\nEat nothing be fore.\nDrink").wrong
    assert (wrong.id, wrong.expected) == ("b", "Eat nothing before.")
    assert "Eat nothing be fore." in wrong.got


def test_a_block_that_the_end_of_a_page_parts_is_looked_for_on_both() -> None:
    parted = Block("b", "p", (Part(0, "Eat nothing"), Part(1, "after six.")))
    pages = ["Eat nothing\nPage 1", "after six.\nPage 2"]
    assert score([parted], pages, "Latn").exact == 1
    assert score([parted], pages[:1], "Latn").exact == 0
    assert score([parted], pages[::-1], "Latn").exact == 0
    assert score([parted], ["\n".join(pages)], "Latn", Shape.WHOLE).exact == 1
    assert score([parted], ["Eat nothing\nafter six."], "Latn", Shape.TREE).exact == 0


def test_the_tree_has_a_block_in_one_piece() -> None:
    parted = Block("b", "p", (Part(0, "Eat nothing "), Part(1, "after six.")))
    assert score([parted], ["Title\nEat nothing after six."], "Latn", Shape.TREE).exact == 1


def test_what_is_heard_has_no_spaces_but_every_letter_in_order() -> None:
    def heard(got: str) -> Score:
        return score([block("Cut 6–8 mm (L4) now")], [got], "Latn", Shape.HEARD)

    assert blocks(heard("Title Cut 6–8 mm ( L4 ) now Next")) == (1, 1, 1)
    assert blocks(heard("Cut 6–8 mm (L4 now")) == (1, 0, 0)
    assert blocks(heard("now Cut 6–8 mm (L4)")) == (1, 0, 0)
    assert heard("Cut 6–8").right == heard("Cut 6 – 8").right == 1
    assert heard("Cut 8 – 6").right == heard("Cut 68").right == 0
    assert heard("Cut 16–8").right == 0


@given(st.text(st.characters(categories=["Ll", "Lo", "Mn", "Nd", "Po", "Zs"]), min_size=1).map(str.strip))
def test_every_text_is_found_in_itself(text: str) -> None:
    if text:
        found = of(text, f"\n{text}\n")
        assert (found.exact, found.right) == (1, found.numbers)


@given(st.text("ab \n(", max_size=40), st.text("ab \n(", min_size=1, max_size=40))
def test_the_nearest_is_a_part_of_what_came(expected: str, got: str) -> None:
    assert nearest(expected, got) in got
