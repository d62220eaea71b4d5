"""Words by what they mean: folding, boundaries, phrases, doubt; and the lexicons themselves."""

from __future__ import annotations

import pytest

from leaflets.checks.lexicon import ConceptCount, Lexicon, LexiconFile, lexicon
from leaflets.checks.sentences import sentences
from leaflets.languages import language

TAGS = ("en", "es", "de", "zh-Hans", "ar", "hi", "th", "ur")


def made(**fields: object) -> Lexicon:
    concepts = {"negation": ("not",), "side.left": ("left", "left*side"), "number.1?": ("one",)}
    return Lexicon(LexiconFile.model_validate({"language": "en", "concepts": concepts} | fields))


def test_words_are_counted_whole_and_the_longest_wins() -> None:
    count = made().count_concepts
    assert count("not a knot") == {"negation": ConceptCount(1, 1)}
    assert count("LEFT, leftside, cleft") == {"side.left": ConceptCount(2, 2)}
    assert count("one") == {"number.1": ConceptCount(0, 1)}


def test_phrases_with_a_gap_take_both_their_ends() -> None:
    count = made(concepts={"negation": ("not",), "only.only": ("not … but",), "x.y": ("big",)}).count_concepts
    found = count("not a big cut but a small one")
    assert found == {
        "only.only": ConceptCount(1, 1),
        "x.y": ConceptCount(1, 1),
        "negation": ConceptCount(0, 1),
    }
    assert count("not. But no.") == {"negation": ConceptCount(1, 1)}


def test_a_phrase_around_a_negation_may_be_one() -> None:
    count = made(concepts={"negation": ("not",), "sure.uncertain": ("not certain",)}).count_concepts
    assert count("not certain") == {"sure.uncertain": ConceptCount(1, 1), "negation": ConceptCount(0, 1)}


def test_weak_words_count_only_where_nothing_else_says_it() -> None:
    count = made(concepts={"negation": ("no",), "negation~": ("nada",)}).count_concepts
    assert count("no deja nada") == {"negation": ConceptCount(1, 2)}
    assert count("nada") == {"negation": ConceptCount(1, 1)}
    # What may mean it does not say it for sure.
    count = made(concepts={"negation?": ("ever",), "negation~": ("nada",)}).count_concepts
    assert count("ever nada") == {"negation": ConceptCount(1, 2)}


def test_phrases_that_are_passed_over() -> None:
    assert made(ignore=("not only",)).count_concepts("not only") == {}


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_the_same_concepts(tag: str) -> None:
    found, source = lexicon(language(tag)), lexicon(language("en"))
    assert found is not None
    assert source is not None
    missing = source.concepts - found.concepts - {"quantity.no"}
    assert not missing


def test_scripts_are_folded() -> None:
    hindi, arabic, spanish = (lexicon(language(tag)) for tag in ("hi", "ar", "es"))
    assert hindi is not None
    assert arabic is not None
    assert spanish is not None
    assert "restriction.only" in hindi.count_concepts("सिर्फ़")
    assert "side.left" in hindi.count_concepts("बायाँ")
    assert arabic.count_concepts("لِلعُنُقِ")["region.neck"] == ConceptCount(1, 1)
    assert arabic.count_concepts("ولا")["negation"] == ConceptCount(1, 1)
    for prefix in ("", "ال", "بال", "وبال", "فكال", "ولل"):
        assert "region.neck" in arabic.count_concepts(f"{prefix}عنق")
    assert spanish.count_concepts("sólo")["restriction.only"] == ConceptCount(1, 1)
    assert "unit.year" in spanish.count_concepts("un año")


def test_a_regional_tag_has_the_lexicon_of_its_language() -> None:
    assert lexicon(language("es-MX")) is not None
    assert lexicon(language("fr")) is None


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
