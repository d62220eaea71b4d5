"""Words by what they say: folding, boundaries, phrases, doubt, compounds, texts without spaces."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.checks.lexicon import Lexicon, Lexicons
from leaflets.checks.sentences import sentences
from leaflets.content.lexicons import TARGET_GROUPS, LexiconFile, Taught, names, package_lexicon
from leaflets.languages import language

TAGS = ("en", "es", "de", "zh-Hans", "ar", "hi", "th", "ur")


def made(**fields: object) -> Lexicon:
    concepts = {"negation": ("not",), "side.left": ("left", "left*side"), "number.1?": ("one",)}
    return Lexicon(LexiconFile.model_validate({"language": "en", "concepts": concepts} | fields))


def said(lexicon: Lexicon, text: str) -> list[tuple[str, str, str]]:
    """What a text mentions: the words, the concepts they may say, those that they surely say."""
    found = lexicon.read(text)
    return [
        (found.words_of(each), " ".join(sorted(each.concepts)), " ".join(sorted(each.certain)))
        for each in found.mentions
    ]


def test_words_are_read_whole_and_the_longest_wins() -> None:
    assert said(made(), "not a knot") == [("not", "negation", "negation")]
    assert [words for words, *_ in said(made(), "LEFT, leftside, cleft")] == ["left", "leftside"]
    assert said(made(), "one") == [("one", "number.1", "")]


def test_of_two_entries_of_one_length_the_one_with_more_letters_wins() -> None:
    known = made(concepts={"a.bone": ("vertebr*",), "a.spine": ("vertebral*",), "b.c": ("vertebra",)})
    assert said(known, "vertebral") == [("vertebral", "a.spine", "a.spine")]
    # Two that fit equally well may both be meant.
    known = made(concepts={"a.b": ("leave",), "c.d": ("leave",), "e.f?": ("leave",)})
    assert said(known, "leave") == [("leave", "a.b c.d e.f", "a.b c.d")]


def test_words_that_no_entry_knows_are_told() -> None:
    assert made().read("not a knot, 5 left").unknown == ("a", "knot")
    assert made(ignore=("a", "knot")).read("not a knot").unknown == ()


def test_a_word_that_says_nothing_alone_may_still_say_something() -> None:
    known = made(concepts={"region.back": ("back",)}, ignore=("back", "at the back of it"))
    assert said(known, "back") == [("back", "region.back", "")]
    assert said(known, "at the back of it") == []


def test_phrases_with_a_gap_take_both_their_ends() -> None:
    known = made(concepts={"negation": ("not",), "only.only": ("not … but",), "x.y": ("big",)})
    assert [words for words, *_ in said(known, "not a big cut but a small one")] == ["not", "big"]
    assert said(known, "not a big cut but")[0] == ("not", "only.only", "only.only")
    assert said(known, "not. But no.") == [("not", "negation", "negation")]


def test_compounds_are_divided_into_words_of_the_lexicon() -> None:
    concepts = {
        "tissue.muscle": ("muskel*", "muskeln"),
        "region.back": ("rücken",),
        "disease.pain": ("schmerzen",),
    }
    known = made(language="de", compounds=True, concepts=concepts)
    assert [concept for _, concept, _ in said(known, "Rückenmuskelschmerzen")] == [
        "region.back", "tissue.muscle", "disease.pain",
    ]  # fmt: skip
    assert known.read("Rückenlehne").unknown == ("rückenlehne",)
    assert made(concepts=concepts).read("Rückenmuskeln").unknown == ("rückenmuskeln",)


def test_a_text_without_spaces_is_divided_where_it_leaves_the_fewest_letters() -> None:
    concepts = {
        "sure.uncertain": ("无法确定",),
        "negation": ("无", "不"),
        "likeness.different": ("不同",),
        "act.do": ("做",),
    }
    known = made(language="zh-Hans", spaced=False, concepts=concepts)
    assert [words for words, *_ in said(known, "无法确定")] == ["无法确定"]
    assert [words for words, *_ in said(known, "不同，不做")] == ["不同", "不", "做"]
    assert known.read("他不做饭").unknown == ("他", "饭")


@pytest.mark.parametrize("tag", TAGS[1:])
def test_every_lexicon_covers_every_concept_of_the_source_and_no_other(tag: str) -> None:
    found, source = package_lexicon(language(tag)), package_lexicon(language("en"))
    assert found
    assert source
    assert names(source) - names(found) == frozenset()
    own = names(found) - names(source)
    assert {name.partition(".")[0] for name in own} <= TARGET_GROUPS
    assert {name.partition(".")[0] for name in own} == TARGET_GROUPS


def test_scripts_are_folded() -> None:
    lexicons = Lexicons()
    hindi, arabic, spanish = (lexicons.find(language(tag)) for tag in ("hi", "ar", "es"))
    assert hindi
    assert arabic
    assert spanish
    assert "restriction.only" in said(hindi, "सिर्फ़")[0][1]
    assert "side.left" in said(hindi, "बायाँ")[0][1]
    assert "region.neck" in said(arabic, "لِلعُنُقِ")[0][1]
    assert "negation" in said(arabic, "ولا")[0][1]
    for prefix in ("", "ال", "بال", "وبال", "فكال", "ولل"):
        assert "region.neck" in said(arabic, f"{prefix}عنق")[0][1]
    assert "restriction.only" in said(spanish, "sólo")[0][1]
    assert "unit.year" in said(spanish, "un año")[-1][1]


def test_a_regional_tag_has_the_lexicon_of_its_language() -> None:
    assert Lexicons().find(language("es-MX")) is not None
    assert Lexicons().find(language("fr")) is None


def test_a_workspace_adds_words_and_whole_lexicons() -> None:
    taught = Taught(word="Wirbelkörperchen", concept="tissue.vertebra", by="Ana Ruiz", on=date(2026, 11, 27))
    own = LexiconFile(
        language="de", concepts={"side.left": ("backbord",)}, taught=(taught,), ignore=("ahoi",)
    )
    french = LexiconFile(language="fr", concepts={"negation": ("pas",)})
    lexicons = Lexicons({"de": own, "fr": french})
    german, other = lexicons.find(language("de")), lexicons.find(language("fr"))
    assert german
    assert other
    assert said(german, "Ahoi, backbord: Wirbelkörperchen") == [
        ("backbord", "side.left", "side.left"), ("wirbelkörperchen", "tissue.vertebra", "tissue.vertebra"),
    ]  # fmt: skip
    assert said(german, "links")  # the package's words stay
    assert said(other, "pas") == [("pas", "negation", "negation")]


@given(st.text(max_size=60), st.sampled_from(TAGS))
def test_every_letter_of_a_text_is_mentioned_ignored_or_unknown(text: str, tag: str) -> None:
    known = Lexicons().find(language(tag))
    assert known
    found = known.read(text)
    assert all(0 <= each.start < each.end <= len(found.text) for each in found.mentions)
    assert all(any(map(str.isalpha, word)) for word in found.unknown)


@pytest.mark.parametrize(
    ("tag", "text", "count"),
    [
        ("en", "One. Two? Three!", 3),
        ("en", "It is 2.5 mm.", 1),
        ("zh-Hans", "一。二？三！", 3),
        ("ar", "واحد. اثنان؟ ثلاثة.", 3),
        ("hi", "एक। दो?", 2),
        ("ur", "ایک۔ دو؟", 2),
        ("th", "หนึ่ง สอง สาม", 3),
        ("de", "Das hilft, z. B. Wärme. Gut.", 2),
        ("de", "Dr. Weiß und Prof. Schwarz helfen. Gut.", 2),
        ("es", "La Sra. Ruiz ayuda. Bien.", 2),
        ("es", "«Sí.» ¿No? (Bien.)", 3),
    ],
)
def test_sentences_end_where_the_language_ends_them(tag: str, text: str, count: int) -> None:
    assert len(sentences(text, language(tag))) == count
