"""Hyphenation: German words of the trade, and what must stay whole."""

from dataclasses import replace
from itertools import pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.languages import Language, Languages, language
from leaflets.text.hyphenation import Hyphenator, read_patterns

HYPHENATOR = Hyphenator()


def divided(word: str, lang: str = "de") -> str:
    return with_hyphens(word, HYPHENATOR.points(word, lang))


def with_hyphens(word: str, points: tuple[int, ...]) -> str:
    return "-".join(word[start:end] for start, end in pairwise((0, *points, len(word))))


@pytest.mark.parametrize(
    "expected",
    [
        "Band-schei-ben-vor-fall",
        "Len-den-wir-bel-säule",
        "Wir-bel-kör-per",
        "Voll-nar-kose",
        "Nar-ko-se-arzt",
        "Spi-nal-ka-nal-ste-nose",
        "Kran-ken-haus-auf-ent-halt",
        "Ner-ven-wur-zel-ent-zün-dung",
        "mini-mal-in-va-siv",
        "Rönt-gen-auf-nahme",
        "Rücken-schmer-zen",
        "Arthro-sko-pie",
        "radio-sko-pi-schen",
    ],
)
def test_german_words(expected: str) -> None:
    assert divided(expected.replace("-", "")) == expected


def test_punctuation_and_joined_words_keep_their_offsets() -> None:
    assert divided("(Wirbelkörper),") == "(Wir-bel-kör-per),"
    assert divided("Wirbelkörper-Operation") == "Wir-bel-kör-per-Ope-ra-tion"
    assert divided("L4-Wirbelkörper") == "L4-Wir-bel-kör-per"


@pytest.mark.parametrize(
    "word",
    [
        "",
        "Narkose",  # seven letters
        "(Narkose)",
        "Wirbel\u00adkörper",  # the author has spoken
        "Wirbelko\u0308rper",  # not NFC
        "WIRBELKÖRPER",
        "020 7946 0000",
        "İİİİİİİİİİ",  # longer in lower case
    ],
)
def test_left_whole(word: str) -> None:
    assert HYPHENATOR.points(word, "de") == ()


def test_a_protected_word_takes_no_hyphen() -> None:
    tongue = replace(language("de"), protected_words=("Operationssaal", "Knochen-"))
    hyphenator = Hyphenator(Languages().with_rows([tongue]))

    def points(word: str) -> str:
        return with_hyphens(word, hyphenator.points(word, "de"))

    assert divided("Operationssaal") == "Ope-ra-ti-ons-saal"
    assert points("Operationssaal.") == "Operationssaal."
    assert points("Operationssaales") == "Ope-ra-ti-ons-saa-les"  # another word
    assert divided("Knochenzement") == "Kno-chen-ze-ment"
    assert points("Knochenzement") == "Knochenze-ment"


def test_only_languages_that_want_it() -> None:
    assert HYPHENATOR.points("anaesthesia", "en") == ()
    assert HYPHENATOR.points("Wirbelkörper", "de-AT") == (3, 6, 9)
    with pytest.raises(ValueError, match="no language tag"):
        HYPHENATOR.points("Wirbelkörper", "x-not-a-language")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Dutch by its own patterns and by German ones; Serbo-Croatian by those of Serbian in Latin letters.
        (replace(language("nl"), hyphenate=True), "zie-ken-huis-op-name"),
        (replace(language("nl"), hyphenate=True, patterns="de_DE"), "Band-schei-ben-vor-fall"),
        (replace(language("sh"), hyphenate=True), "ope-ra-ci-jama"),
    ],
)
def test_a_row_names_its_patterns_or_takes_those_of_its_language_or_parent(
    row: Language, expected: str
) -> None:
    hyphenator = Hyphenator(Languages().with_rows([row]))
    word = expected.replace("-", "")
    assert with_hyphens(word, hyphenator.points(word, row.tag)) == expected


@pytest.mark.parametrize("word", ["hyphenation", "anaesthetist", "microdiscectomy", "surgeons"])
def test_patterns_of_one_level_give_what_pyphen_gives(word: str) -> None:
    assert read_patterns("en_GB").points(word) == pyphen.Pyphen(lang="en_GB").positions(word)


def test_every_dictionary_can_be_read() -> None:
    # Those of two levels or with an unusual encoding; reading all would take seconds.
    for name in ("de_CH", "fr", "ca", "bg_BG", "ru_RU", "sr"):
        assert read_patterns(name).levels


@given(st.text(alphabet=st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüß-.") | st.characters(), max_size=40))
def test_parts_have_three_letters(word: str) -> None:
    points = HYPHENATOR.points(word, "de")
    assert list(points) == sorted(set(points))
    for at in points:
        assert word[at - 3 : at + 3].isalpha()
        assert len(word[at - 3 : at + 3]) == 6
