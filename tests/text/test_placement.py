"""What stands where on a line: fragments from left to right, their looks, and how far their ink reaches."""

from __future__ import annotations

import pytest

from leaflets.text.paragraph import Span
from tests.text.setting import lay_out, seen


def test_right_to_left_words_stand_from_right_to_left() -> None:
    (line,) = lay_out("ar", "الجراح يفحص ظهرك")
    (part,) = line.fragments
    assert part.rtl
    assert [word.text for word in part.words] == ["ظهرك", "يفحص ", "الجراح "]
    assert (part.x, part.width) == (0, line.width)


def test_white_space_hangs_over_the_left_edge_of_a_right_to_left_line() -> None:
    first, _ = lay_out("ar", "الجراح يفحص", width=45)
    (part,) = first.fragments
    assert part.x < 0
    assert part.x + part.width == pytest.approx(first.width)


def test_a_telephone_number_keeps_its_order_in_arabic() -> None:
    phone = Span("+49 30 123456", 12, direction="ltr", atomic=True)
    (line,) = lay_out("ar", "اتصل بالرقم ", phone, " الآن")
    assert seen((line,)) == [" الآن|+49 30 123456|اتصل بالرقم "]
    assert [fragment.span for fragment in line.fragments] == [2, 1, 0]
    assert [fragment.rtl for fragment in line.fragments] == [True, False, True]


def test_brackets_are_mirrored_in_right_to_left_text() -> None:
    (line,) = lay_out("ar", "ظهر (ألم)")
    (latin,) = lay_out("en", Span("()", 12, lang="en"))
    glyphs = {glyph.text: glyph for part in line.fragments for word in part.words for glyph in word.glyphs}
    face = line.fragments[0].instance
    assert glyphs["("].gid == face.font.get_nominal_glyph(ord(")"))
    assert glyphs[")"].gid == face.font.get_nominal_glyph(ord("("))
    assert [glyph.text for glyph in latin.fragments[0].words[0].glyphs] == ["(", ")"]


def test_white_space_after_a_latin_word_goes_to_the_end_of_an_arabic_line() -> None:
    first, _ = lay_out("ar", "ظهر ABC ", "ظهر", width=60)
    # Left to right: the space (L1), the Latin word, the Arabic one.
    assert seen((first,)) == [" |ABC|ظهر "]
    assert first.fragments[0].x < 0
    assert first.fragments[1].x == pytest.approx(0)


def test_an_arabic_word_at_the_end_of_an_english_line() -> None:
    first, _ = lay_out("en", "say مرحبا now", width=62)
    assert seen((first,)) == ["say |مرحبا| "]
    assert first.fragments[2].x == pytest.approx(first.width)


def test_nastaliq_reaches_far_above_and_below() -> None:
    (urdu,) = lay_out("ur", "ریڑھ کی ہڈی")
    (english,) = lay_out("en", "spine")
    assert urdu.fragments[0].instance.name == "NotoNastaliqUrdu-Regular"
    assert urdu.above + urdu.below > 1.5 * (english.above + english.below)
    assert any(glyph.dy for word in urdu.fragments[0].words for glyph in word.glyphs)


def test_a_line_knows_how_far_its_ink_reaches() -> None:
    (line,) = lay_out("en", "xp", Span("2", 24))
    # The outlines of NotoSans: "2" is 0.724 em tall, "p" 0.24 em deep.
    assert line.above == pytest.approx(24 * 0.724)
    assert line.below == pytest.approx(12 * 0.24)


def test_fragments_keep_span_size_and_colour() -> None:
    (line,) = lay_out("en", "a ", Span("b", 18, 700, "#ff0000"), " c")
    looks = [(part.span, part.size, part.colour, part.instance.weight) for part in line.fragments]
    assert looks == [(0, 12, "#000000", 400), (1, 18, "#ff0000", 700), (2, 12, "#000000", 400)]
    assert [(part.start, part.end) for part in line.fragments] == [(0, 2), (2, 3), (3, 5)]
