"""Marks and joiners of many languages: nothing is found in what is right, each fault is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaflets.catalogs.headers import Header
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.checks.checker import Checker
from leaflets.checks.end_marks import endings
from leaflets.checks.sentences import marks_every_end, sentences
from leaflets.diagnostics import Diagnostic
from leaflets.languages import Language, Languages
from tests import scripts
from tests.checks.examples import examples, row_id, rows

UDHR = json.loads((Path(__file__).parents[1] / "data" / "udhr.json").read_text("utf-8"))
# CLDR lacks some of these; the script alone is what the checks go by.
ROWS = scripts.ROWS | {
    "cu": "Cyrl",
    "syr": "Syrc",
    "mni-Mtei": "Mtei",
    "mn-Mong": "Mong",
    "vai": "Vaii",
    "nqo": "Nkoo",
}
MARKS = examples("marks")
QUESTIONS = rows(MARKS["questions"])
ASKED = "When can I go home again after this operation?"
WORDS = "Something to say that is too long for a heading"


def tongue(tag: str) -> Language:
    return Language(tag, ROWS[tag]) if tag in ROWS else Languages().find(tag)


# What words say is none of the marks' business: these texts are about other things than the lexicons.
OF_MARKS = frozenset(each.id for each in Checker().checks if not each.needs)


def told(tag: str, source: str, target: str, ratio: float = 1.0) -> list[Diagnostic]:
    message = PoMessage("a", source, "", (target,), (1,))
    po = PoFile("x.po", tongue(tag), Header("", ()), (message,), header_line=1)
    return [each for each in Checker().check_message(message, po, ratio) if each.code in OF_MARKS]


def of(code: str, found: list[Diagnostic]) -> list[Diagnostic]:
    return [each for each in found if each.code == code]


@pytest.mark.parametrize("row", QUESTIONS, ids=row_id)
def test_a_question_may_ask_as_its_language_asks(row: tuple[str, str, str, str]) -> None:
    kind, tag, asks, states = row
    ratio = len(asks) / len(ASKED)
    assert told(tag, ASKED, asks, ratio) == []
    # Where marks may be left out, nothing says that a statement is no question.
    assert bool(of("end-mark", told(tag, ASKED, states, ratio))) is (kind == "marked")
    # A statement that became a question is found as well, but where the words alone make it one.
    gained = of("end-mark", told(tag, f"{ASKED[:-1]}.", asks, ratio))
    assert bool(gained) is ("." not in endings(asks, tongue(tag)) and "" not in endings(asks, tongue(tag)))


@pytest.mark.parametrize("row", QUESTIONS, ids=row_id)
def test_a_question_before_the_last_sentence_has_to_ask_too(row: tuple[str, str, str, str]) -> None:
    kind, tag, asks, states = row
    source = "Are you in pain? Tell us."
    lost = "a question of the source asks nothing"
    assert lost not in [each.message for each in told(tag, source, f"{asks} {states}")]
    found = lost in [each.message for each in told(tag, source, f"{states} {states}")]
    # A Greek ano teleia joins what follows to the same sentence.
    assert found is (kind == "marked" and not states.endswith("·"))


def test_only_a_sentence_that_was_joined_to_the_next_may_ask_without_a_mark() -> None:
    for target, said in (
        ("Sie haben Schmerzen. Sagen Sie es uns gleich.", ["a question of the source asks nothing"]),
        ("Sagen Sie uns gleich, ob Sie Schmerzen haben.", []),
    ):
        found = of("end-mark", told("de", "Are you in pain? Tell us at once.", target))
        assert [each.message for each in found] == said


@pytest.mark.parametrize("row", rows(MARKS["ends"]), ids=row_id)
def test_marks_mean_what_their_script_means_by_them(row: tuple[str, str, str, str]) -> None:
    group, tag, source, target = row
    found = bool(of("end-mark", told(tag, WORDS + source, "x" * len(WORDS) + target)))
    assert found is (group == "different")


@pytest.mark.parametrize(
    ("source", "target", "is_asked"),
    [
        ("How is it done?", "Der Ablauf", False),
        ("The operation", "Wie läuft die Operation ab?", False),
        ("How is this operation done in your hospital?", "Der Ablauf dieser Operation bei Ihnen.", True),
        ("Is it safe? Ask us.", "Ist es sicher? Wen fragen?", True),  # of two sentences: no heading
    ],
)
def test_a_heading_may_ask_in_one_language_and_name_in_another(
    source: str, target: str, is_asked: bool
) -> None:
    assert bool(of("end-mark", told("de", source, target))) is is_asked


@pytest.mark.parametrize("row", rows(MARKS["joiners"]), ids=lambda row: ascii("-".join(row)))
def test_a_joiner_is_right_where_it_joins(row: tuple[str, str, str]) -> None:
    problem, tag, text = row
    source = text if text.isascii() else "back {n}" if "{n}" in text else "back"
    found = [each.message for each in of("invisible", told(tag, source, text))]
    assert [problem in each for each in found] == ([] if problem == "nothing" else [True])


@pytest.mark.parametrize("tag", UDHR["texts"])
def test_nothing_is_found_in_the_declaration_of_human_rights(tag: str) -> None:
    whole = UDHR["texts"][tag]
    ratio = sum(map(len, whole.values())) / sum(len(UDHR["en"][number]) for number in whole)
    for number, text in whole.items():
        assert told(tag, UDHR["en"][number], text, ratio) == []


def test_the_declaration_is_there_in_many_languages_and_scripts() -> None:
    assert len(UDHR["texts"]) >= 60
    assert len({tongue(tag).script for tag in UDHR["texts"]}) >= 25


@pytest.mark.parametrize("tag", [tag for tag, texts in UDHR["texts"].items() if "1" in texts])
def test_sentences_are_counted_in_every_script(tag: str) -> None:
    """Article 1 has two sentences; some languages make three of them, and Thai only tells parts."""
    count = len(sentences(UDHR["texts"][tag]["1"], tongue(tag)))
    assert count in (2, 3) if marks_every_end(tongue(tag)) else count >= 2


@pytest.mark.parametrize("tag", [tag for tag, texts in UDHR["texts"].items() if "1" in texts])
def test_a_lost_sentence_is_found_in_every_script(tag: str) -> None:
    text, language = UDHR["texts"][tag]["1"], tongue(tag)
    half = sentences(text, language)[0]
    ratio = len(text) / len(UDHR["en"]["1"])
    assert of("sentence-lost", told(tag, UDHR["en"]["1"], half, ratio))


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("fr", "Le mot « soin » convient : c’est dit !", False), ("fr", "Un mot , dit.", True),
        ("br", "Petra eo ?", False), ("de", "Was ist das ?", True), ("da", "Det er »godt« nu.", False),
        ("da", "Det er » godt« nu.", True), ("ru", "Это « хорошо» так.", True),
        ("fi", "Se on »hyvä» nyt.", False),
        ("ru", "Неужели?.. Да!..", False), ("ru", "Да.. нет", True), ("de-CH", "Das ist «gut» so.", False),
        ("de", "Das ist «gut» so.", True), ("el", "Γιατί?", True),
        ("hy", "Ինչու?", True), ("fa", "چرا?", True),
        ("ps", "دا, هغه", True), ("fa", "این، آن", False), ("he", "זה׃", True), ("bn", "এটি ভালো |", True),
        ("bn", "এটি ভালো ।", False), ("km", "ល្អ ។", False), ("hy", "Լավ է։", False), ("am", "ጥሩ ነው፡፡", False),
    ],
)  # fmt: skip
def test_spaces_and_marks_are_those_of_the_language(tag: str, text: str, found: bool) -> None:
    assert bool(of("punctuation", told(tag, WORDS, text))) is found


@pytest.mark.parametrize(
    ("tag", "text", "found"),
    [
        ("pl", "To jest „dobre” teraz", False), ("pl", "To jest „dobre teraz", True),
        ("de", "die „Leiter“ da", False),
        ("de", "die „Leiter” da", True), ("sv", "det är ”bra” nu", False), ("sv", "det är ”bra nu", True),
        ("fi", "se on »hyvä» nyt", False), ("da", "det er »godt« nu", False), ("he", "זה ”טוב” כאן", False),
        ("en-XA", "it is “good” now", False), ("es", "es «bueno ahora", True),
        ("ja", "それは「良い」です", False),
        ("sr", "то је ”добро” сад", False), ("bs", "to je ”dobro” sad", False),
        ("hr", "to je ”dobro” sad", False), ("hr", "to je ”dobro sad", True),
        ("lb", "dat ass „gutt“ elo", False), ("lb", "dat ass „gutt” elo", True),
        ("ja", "それは『良い』です", False), ("ja", "それは『良いです", True),
        ("ja", "それは「良いです", True), ("ar", "هذا ”جيد“ الآن", False), ("cs", "to je „dobré“ teď", False),
    ],
)  # fmt: skip
def test_quotation_marks_close_as_the_language_closes_them(tag: str, text: str, found: bool) -> None:
    assert bool(of("brackets", told(tag, WORDS, text))) is found


@pytest.mark.parametrize("pair", ["()", "（）", "[]", "《》", "「」", "『』", "【】"])
def test_every_kind_of_bracket_has_to_be_closed(pair: str) -> None:
    opened, closed = pair
    assert of("brackets", told("zh-Hans", WORDS, f"这是{opened}好{closed}的")) == []
    for text in (f"这是{opened}好的", f"这是好{closed}的"):
        (finding,) = of("brackets", told("zh-Hans", WORDS, text))
        assert finding.message == f"{opened} and {closed} do not come in pairs"


@pytest.mark.parametrize(
    ("tag", "target", "is_lost"),
    [
        ("de", "Fragen Sie uns", True),
        ("de", "Fragen Sie uns, denn das ist für Sie frei", False),
        # Three quarters as long as expected, which German may be that joins two sentences, and less.
        ("de", "Fragen Sie uns: frei", False),
        ("de", "Fragen Sie uns: fr", True),
        ("zh-Hans", "Fragen Sie uns gern frei", False),
        ("zh-Hans", "Fragen Sie uns", True),
    ],
)
def test_a_sentence_is_lost_where_the_rest_is_too_short_to_hold_it(
    tag: str, target: str, is_lost: bool
) -> None:
    found = of("sentence-lost", told(tag, "Ask us. It is free for you.", f"{target}."))
    assert [each.message for each in found] == ["the source has 2 sentences, the translation 1"] * is_lost


def test_a_sentence_of_little_more_than_half_its_usual_length_is_whole() -> None:
    source = f"{'a' * 99}."
    assert of("sentence-lost", told("es", source, f"{'a' * 55}.")) == []
    (finding,) = of("sentence-lost", told("es", source, f"{'a' * 53}."))
    assert finding.message.endswith("is much shorter than its source lets expect")
    # What is usual depends on the language, and a short source says too little.
    assert of("sentence-lost", told("es", source, f"{'a' * 53}.", ratio=0.9)) == []
    assert of("sentence-lost", told("es", f"{'a' * 48}.", f"{'a' * 9}.")) == []


@pytest.mark.parametrize(
    ("tag", "wrong", "right"),
    [
        ("ar", "ی", "ي"), ("ar", "ک", "ك"), ("ar", "ہ", "ه"), ("ar", "ھ", "ه"), ("ar", "ے", "ي"),
        ("fa", "ي", "ی"), ("fa", "ك", "ک"), ("fa", "ہ", "ه"),
        ("ur", "ي", "ی"), ("ur", "ك", "ک"), ("ur", "ه", "ہ"), ("ur", "ة", "ۃ"), ("ur", "ى", "ی"),
        ("th", "เเ", "แ"), ("th", "\u0e4d\u0e32", "ำ"),
        ("hi", "\u0905\u093e", "आ"), ("hi", "\u0905\u094b", "ओ"), ("hi", "\u090f\u0947", "ऐ"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_letter_is_told_with_the_letter(tag: str, wrong: str, right: str) -> None:
    (finding,) = of("look-alike", told(tag, "back", wrong))
    assert finding.hint.startswith(f"write {right}; if it is right")
    assert of("look-alike", told(tag, "back", right)) == []


def test_the_greek_question_mark_is_in_no_wrong_form() -> None:
    assert of("look-alike", told("el", "Why?", "Γιατί\u037e")) == []
    assert len(of("look-alike", told("de", "for", "fu\u0308r"))) == 1
