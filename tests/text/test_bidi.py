"""The bidirectional algorithm against Unicode's own cases and a few that one can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.text import bidi, bidi_data
from leaflets.text.bidi import Base, resolve_levels, visual_order
from tests.text.line_levels import line_levels, paragraph_level
from tests.text.unicode_files import codes_of, unicode_lines

BASES: tuple[Base, ...] = ("ltr", "rtl", "auto")
# One character of each Bidi_Class, with brackets, for texts that hypothesis makes up.
ONE_OF_EACH = (
    "aאا1+$,٠\u0300\u200b\u2029\t !()[〈〉\u2329\u202a\u202b\u202d\u202e\u202c\u2066\u2067\u2068\u2069"
)
bidi_texts = st.one_of(st.text(), st.text(alphabet=ONE_OF_EACH, max_size=40))


def differs(text: str, base: Base, expected: list[str], order: list[int]) -> bool:
    """Tell whether levels (``x``: removed) or visual order of a one-line text are not as expected."""
    found = line_levels(resolve_levels(text, base), text, 0, len(text), base)
    wrong = any(want not in ("x", str(got)) for want, got in zip(expected, found, strict=True))
    return wrong or [at for at in visual_order(found) if expected[at] != "x"] != order


@pytest.mark.slow
def test_every_case_of_bidi_character_test() -> None:
    failed, cases = [], 0
    for line in unicode_lines("BidiCharacterTest.txt"):
        codes, direction, paragraph, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        base = BASES[int(direction)]
        cases += 1
        if differs(text, base, expected.split(), [int(at) for at in order.split()]) or (
            paragraph_level(text, base) != int(paragraph)
        ):
            failed.append(line)
    assert failed == []
    assert cases >= 91_707


# A character for each class; BidiTest.txt names classes only.
SAMPLES = {
    "L": "a",
    "R": "\u05d0",
    "EN": "0",
    "ES": "+",
    "ET": "$",
    "AN": "\u0660",
    "CS": ",",
    "B": "\u2029",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "NSM": "\u0300",
    "AL": "\u0627",
    "BN": "\u200b",
    "LRE": "\u202a",
    "RLE": "\u202b",
    "LRO": "\u202d",
    "RLO": "\u202e",
    "PDF": "\u202c",
    "LRI": "\u2066",
    "RLI": "\u2067",
    "FSI": "\u2068",
    "PDI": "\u2069",
}


BITS: dict[Base, int] = {"auto": 1, "ltr": 2, "rtl": 4}


def failures_of_bidi_test(step: int) -> tuple[int, list[str]]:
    """Run every step-th line of BidiTest.txt; give the number of cases and what failed."""
    failed, cases = [], 0
    expected: list[str] = []
    order: list[int] = []
    for number, line in enumerate(unicode_lines("BidiTest.txt")):
        if line.startswith("@Levels:"):
            expected = line.removeprefix("@Levels:").split()
        elif line.startswith("@Reorder:"):
            order = [int(at) for at in line.removeprefix("@Reorder:").split()]
        elif number % step == 0:
            classes, directions = line.split(";")
            text = "".join(SAMPLES[name] for name in classes.split())
            for base in BASES:
                if int(directions, 16) & BITS[base]:
                    cases += 1
                    if differs(text, base, expected, order):
                        failed.append(f"{base}: {line}")
    return cases, failed


def test_a_sample_of_bidi_test() -> None:
    cases, failed = failures_of_bidi_test(37)
    assert failed == []
    assert cases > 20_000


@pytest.mark.slow
def test_every_case_of_bidi_test() -> None:
    cases, failed = failures_of_bidi_test(1)
    assert failed == []
    assert cases >= 770_241


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("", "ltr", ""),
        ("cut", "ltr", "000"),
        ("cut", "rtl", "222"),
        ("قص", "ltr", "11"),
        ("قص L4", "rtl", "11122"),
        ("قص 6–8", "rtl", "111212"),
        ("٦–٨", "rtl", "212"),
        ("+1", "rtl", "12"),
        ("1–2 قص", "auto", "212111"),
        # Brackets go with what they hold (N0) and with canonical equivalents of each other.
        ("ab (אב) c", "ltr", "000011000"),
        ("אב (ab) ג", "rtl", "111122111"),
        ("א\u2329a\u3009ב", "rtl", "11211"),
        # An isolate does not touch its surroundings; here "9" stays beside "a".
        ("a \u2067אב\u2069 9", "ltr", "000110" + "00"),
        ("א\u2066ab\u2069", "ltr", "10220"),
        # Overrides and embeddings.
        ("\u202eab\u202c", "ltr", "0111"),
        ("\u202bab\u202c", "ltr", "0222"),
        # Each paragraph has its own direction (P1).
        ("אב\u2029ab", "auto", "11100"),
    ],
)
def test_levels(text: str, base: Base, expected: str) -> None:
    assert "".join(map(str, resolve_levels(text, base))) == expected


def test_joiners_do_not_split_a_run() -> None:
    text = "می\u200cتوانید"
    assert resolve_levels(text, "rtl") == bytes([1]) * len(text)
    assert resolve_levels("קָ\u200dב", "ltr") == bytes([1]) * 4


def test_visual_order() -> None:
    assert visual_order([0, 0, 1, 1, 1]) == [0, 1, 4, 3, 2]
    assert visual_order([1, 2, 2, 1, 3, 2]) == [4, 5, 3, 1, 2, 0]
    assert visual_order([2, 2, 2]) == [0, 1, 2]


def test_the_first_strong_character_outside_isolates_says_the_direction() -> None:
    assert resolve_levels("\u2067אב\u2069 a", "auto")[-1] == 0
    assert resolve_levels("\u2066ab\u2069 א", "auto")[-1] == 1
    assert resolve_levels("12 …", "auto") == bytes(4)


def test_sixty_three_open_brackets_are_the_most() -> None:
    def nested(depth: int) -> bytes:
        return resolve_levels("a" + "(" * depth + "b" + ")" * depth, "rtl")

    assert nested(63) == bytes([2]) * 128
    assert nested(64)[-1] == 1


def test_embeddings_end_at_level_125() -> None:
    found = resolve_levels("\u202b" * 200 + "ab" + "\u202c" * 200 + "c", "ltr")
    assert found[200:202] == bytes([126, 126])
    assert found[-1] == 0


def test_no_character_that_matters_escapes_the_short_cut() -> None:
    letter = bidi_data.bidi_letter.__wrapped__
    harmless = set("L1stcmbpgwnxX")
    escaped = [
        code
        for code in range(0x110000)
        if letter(chr(code)) not in harmless and not bidi._NOT_LTR.match(chr(code))
    ]
    assert escaped == []


# What Unicode 16 and later class otherwise than 15: five nablas, and signs of Balinese and Ahom.
CLASSED_ANEW = {0x1D6C1, 0x1D6FB, 0x1D735, 0x1D76F, 0x1D7A9, 0x1B3A, 0x1B3C, 0x1B42, 0x1171E}


def test_classes_agree_with_derived_bidi_class() -> None:
    own = bidi_data.bidi_letter.__wrapped__
    classes = codes_of("extracted/DerivedBidiClass.txt")
    assert len(classes) > 100_000
    wrong = {code for code, name in classes.items() if bidi_data.LETTERS[name] != own(chr(code))}
    assert wrong <= CLASSED_ANEW


def test_unassigned_code_points_have_their_blocks_class() -> None:
    assert [bidi_data.bidi_letter(char) for char in "\u05ff\u07bf\u20cf\ufdd0\uffff\U000e0fff\u0378"] == [
        *"RAtbbbL"
    ]


def test_bracket_table() -> None:
    found = {}
    for line in unicode_lines("BidiBrackets.txt"):
        one, other, kind = (field.strip() for field in line.split(";"))
        if kind == "o":
            closing = bidi_data.canonical_bracket(chr(int(other, 16)))
            found[chr(int(one, 16))] = closing
    assert found.items() <= bidi_data.CLOSING.items()
    assert bidi_data.CLOSING.keys() - found.keys() <= {"\u2e62"}


@given(bidi_texts, st.sampled_from(BASES))
def test_any_text_has_levels(text: str, base: Base) -> None:
    found = resolve_levels(text, base)
    assert len(found) == len(text)
    assert max(found, default=0) <= 126
    assert sorted(visual_order(found)) == list(range(len(text)))


@given(st.text())
def test_the_short_cut_changes_nothing(text: str) -> None:
    # A Hebrew paragraph behind it forces the long way.
    assert resolve_levels(text + "\u2029א", "ltr")[: len(text)] == resolve_levels(text, "ltr")


@given(bidi_texts, bidi_texts, st.sampled_from(BASES))
def test_paragraphs_do_not_know_of_each_other(first: str, second: str, base: Base) -> None:
    both = resolve_levels(first + "\u2029" + second, base)
    assert both == resolve_levels(first + "\u2029", base) + resolve_levels(second, base)
