"""Scripts of living languages have a face that holds them whole and sets their words without a fault."""

from __future__ import annotations

from itertools import pairwise

import pytest
import uharfbuzz as hb
import yaml
from babel.localedata import locale_identifiers
from fontTools.ttLib import TTFont

from leaflets.fonts.faces import PACKAGE_FONTS, FontLibrary
from leaflets.fonts.table import FONT_FILES, family_names, has_font
from leaflets.tags import likely_script, parse_tag
from leaflets.text.paragraph import Span, TextEngine, UndrawableError
from tests.scripts import WHOLE, WORDS, Words, characters, languages

# No community reads Deseret, Shavian or, outside of worship, Coptic. Sunuwar is younger (Unicode 16) than the
# tables of letters of the Pythons that the program runs on.
WITHOUT = {"Copt", "Dsrt", "Shaw", "Sunu"}

EACH = pytest.mark.parametrize("words", WORDS, ids=lambda words: words.tag)


@pytest.fixture(scope="module")
def engine() -> TextEngine:
    return TextEngine(FontLibrary(), languages())


def test_every_script_in_which_cldr_has_a_language_has_a_face() -> None:
    tags = (parse_tag(name) for name in locale_identifiers())
    scripts = {likely_script(tag) for tag in tags if tag} - {""}
    assert len(scripts) > 45
    assert {script for script in scripts if not has_font(FONT_FILES, script)} == WITHOUT


@pytest.mark.parametrize("face", WHOLE)
def test_a_face_holds_its_script_whole(face: str) -> None:
    with TTFont(PACKAGE_FONTS / f"{face}.ttf", lazy=True) as font:
        missing = set(characters(face)) - set(font.getBestCmap())
    assert [f"{code:X}" for code in sorted(missing)] == []


def test_a_character_that_a_face_lacks_would_be_found() -> None:
    assert {0x1B4C, 0x1B7F}.isdisjoint(characters("NotoSansBalinese"))
    with TTFont(PACKAGE_FONTS / "NotoSansBalinese.ttf", lazy=True) as font:
        assert {0x1B4C, 0x1B7F}.isdisjoint(font.getBestCmap())


@EACH
@pytest.mark.parametrize("weight", [400, 700])
def test_words_are_set_in_the_face_of_their_script(engine: TextEngine, words: Words, weight: int) -> None:
    """A missing glyph or a dotted circle would raise UndrawableError."""
    lines = engine.lay_out([Span(words.text, 12, weight=weight)], languages().find(words.tag), 200)
    fragments = [fragment for line in lines for fragment in line.fragments]
    faces = {fragment.instance.face.name for fragment in fragments}
    assert words.face in faces
    # Full stops, commas and digits that a script shares with others come from elsewhere.
    assert faces <= {words.face, "NotoSans", "NotoSansSC", "NotoNaskhArabic"}
    assert max(line.width for line in lines) <= 200


@EACH
def test_words_come_from_one_face_but_for_shared_signs(engine: TextEngine, words: Words) -> None:
    (line,) = engine.lay_out([Span(words.text, 12)], languages().find(words.tag), 10_000)
    others = "".join(
        word.text
        for fragment in line.fragments
        if fragment.instance.face.name != words.face
        for word in fragment.words
    )
    assert not [char for char in others if char.isalpha()]


@pytest.mark.parametrize(
    ("tag", "text"),
    [("or", "କ୍୍ାି"), ("bo", "ཀ \u0f7c"), ("jv-Java", "\ua9c0\ua9b6"), ("ccp", "\U00011107\U00011133\U00011133")],
)
def test_what_is_no_syllable_is_refused(engine: TextEngine, tag: str, text: str) -> None:
    with pytest.raises(UndrawableError):
        engine.lay_out([Span(text, 12)], languages().find(tag), 200)


@pytest.mark.parametrize(
    ("tag", "word"),
    [("syr", "ܡܪܝܐ"), ("nqo", "ߒߞߏߟߌ"), ("ff-Adlm", "𞤆𞤵𞤤𞤢𞤪"), ("rhg", "𐴌𐴗𐴙𐴚"), ("mn-Mong", "ᠨᠣᠮ")],
)
def test_letters_join_across_the_edge_of_a_weight(engine: TextEngine, tag: str, word: str) -> None:
    """The form of a letter is that of the whole word, wherever its strong part begins."""
    tongue = languages().find(tag)

    def forms(*spans: Span) -> list[int]:
        (line,) = engine.lay_out(spans, tongue, 500)
        return sorted(glyph.gid for part in line.fragments for each in part.words for glyph in each.glyphs)

    whole, alone = forms(Span(word, 12)), [forms(Span(char, 12))[0] for char in word]
    assert whole != sorted(alone)
    for at in range(1, len(word)):
        assert forms(Span(word[:at], 12), Span(word[at:], 12, weight=700)) == whole


def test_lines_of_javanese_and_balinese_end_between_syllables() -> None:
    """Neither has spaces: UAX #14 LB28a keeps a sign and a letter below with the letter above."""
    from leaflets.text.break_opportunities import OpportunityFinder

    for tag, below in (("jv-Java", "\ua9c0"), ("ban-Bali", "\u1b44")):
        text = next(words.text for words in WORDS if words.tag == tag)
        offsets = (0, *OpportunityFinder().find(text, tag).offsets)
        assert len(offsets) > 10
        assert [text[at - 1] for _, at in pairwise(offsets[:-1]) if text[at - 1] == below] == []


@pytest.mark.parametrize("sign", "，。！：")
def test_signs_of_a_square_in_yi_come_from_the_face_of_yi(engine: TextEngine, sign: str) -> None:
    (line,) = engine.lay_out([Span(f"ꆈꌠ{sign}ꉙ", 12)], languages().find("ii"), 500)
    assert [part.instance.face.name for part in line.fragments] == ["NotoSansYi"]
    (line,) = engine.lay_out([Span(f"手术{sign}您", 12)], languages().find("zh-Hans"), 500)
    assert [part.instance.face.name for part in line.fragments] == ["NotoSansSC"]


@pytest.mark.parametrize("face", ["NotoSansNKo", "NotoSansTifinagh", "NotoSansYi", "NotoSansMongolian"])
def test_a_bold_made_of_one_weight_is_heavier_and_no_wider(face: str) -> None:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(PACKAGE_FONTS / f"{face}.ttf"))))
    bold = hb.Font(font.face)
    bold.set_variations({"wght": 700})
    grown = 0
    for code in characters(face):
        gid = font.get_nominal_glyph(code)
        assert bold.get_glyph_h_advance(gid) == font.get_glyph_h_advance(gid)
        plain, heavy = font.get_glyph_extents(gid), bold.get_glyph_extents(gid)
        assert heavy.width >= plain.width
        grown += heavy.width > plain.width
    assert grown > 30


def test_web_pages_call_every_face_by_the_name_that_systems_know() -> None:
    rows = yaml.safe_load((PACKAGE_FONTS / "fonts.yaml").read_text(encoding="utf-8"))["fonts"]
    assert len(rows) > 50
    assert [row["family"] for row in rows if row["family"] not in family_names(row["file"][:-4])] == []
