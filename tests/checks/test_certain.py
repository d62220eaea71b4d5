"""The checks that cannot be wrong: what they let pass, what they find, and that no comment silences them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.catalog import Catalog
from leaflets.catalogs.headers import Header
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.answers import Answer, finding_id
from leaflets.checks.check import Check
from leaflets.checks.checker import Checker, certain_errors
from leaflets.checks.table import CERTAIN_CHECKS
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.languages import Language, language
from tests.checks.examples import examples, row_id, rows

RIGHT = examples("certain")["right"]
FAULTS = (
    *rows(examples("certain")["faults"]),
    ("markup", "es", "Do not eat.", "<strong>" * 900 + "No" + "</strong>" * 900),
    ("far-too-long", "th", "Ask us.", "ถามเรา " * 400),
)
# Nothing is said in these, though they are not empty.
BLANK = (
    " ", "\u00a0", "\u3000", "\t\\n", "\u200b", "\u200e\u200f", "\u00ad", "\ufeff", "\u2060\u180e", "\u2800",
    "\u115f", "\u3164", "\u034f", "&#160;", "<strong> </strong>", "\u202a\u202c", "\ufe0f", "\U000e0061",
)  # fmt: skip

IDS = frozenset(each.id for each in CERTAIN_CHECKS)


def po(*messages: PoMessage, tag: str = "es") -> PoFile:
    return PoFile("x.po", language(tag), Header("", ()), messages, header_line=1)


def found(tag: str, source: str, target: str, **more: tuple[str, ...]) -> list[str]:
    message = PoMessage("a", source, "", (target,), (7,), **more)
    return [each.code for each in certain_errors(message, po(message, tag=tag))]


@pytest.mark.parametrize("row", RIGHT, ids=row_id)
def test_a_right_sentence_is_let_pass(row: list[str]) -> None:
    assert found(*row) == []


@pytest.mark.parametrize("row", FAULTS, ids=row_id)
def test_a_fault_is_found(row: tuple[str, str, str, str]) -> None:
    code, *rest = row
    assert code in found(*rest)


def test_every_certain_check_is_an_error_with_a_fault_of_its_own() -> None:
    # An origin is stated in a comment, not in a text: see test_an_origin_that_nobody_knows_is_an_error.
    assert {row[0] for row in FAULTS} == IDS - {"origin"}
    assert all(each.severity is Severity.ERROR and each.hint and each.pair for each in CERTAIN_CHECKS)


@pytest.mark.parametrize(
    "row",
    [{"catalog": lambda _: iter(())}, {"pair": lambda _: iter(()), "needs": "negation"}],
)
def test_only_a_check_of_a_pair_without_a_lexicon_can_give_errors(row: dict[str, Any]) -> None:
    # Any other would be listed as certain and never run where a catalog hands out its messages.
    assert Check("a", "A check").is_certain is False
    with pytest.raises(ValueError, match="a cannot give errors"):
        Check("a", "A check", severity=Severity.ERROR, **row)


def test_a_check_gives_errors_or_questions() -> None:
    with pytest.raises(ValueError, match="a gives neither errors nor questions"):
        Check("a", "A check", severity=Severity.WARNING)


def test_catalog_check_tells_the_same() -> None:
    checker = Checker()
    for _, tag, source, target in FAULTS[:-1:4]:
        message = PoMessage("a", source, "", (target,), (7,))
        sure = certain_errors(message, po(message, tag=tag))
        assert set(sure) <= set(checker.check_message(message, po(message, tag=tag), 1.0))


@pytest.mark.parametrize("code", ["sco", "pcm", "jam"])
def test_a_language_like_english_may_share_its_sentences(code: str) -> None:
    said = "You can go home today."
    message = PoMessage("a", said, "", (said,), (7,))
    assert certain_errors(message, replace(po(message), language=Language(code, "Latn"))) == ()


def test_a_month_may_touch_a_day() -> None:
    source, target = "{day} {month} {year}", "{year}年{month}{day}日"
    for context, codes in (("date", []), ("amount", ["touching"] * 2)):
        message = PoMessage(context, source, "", (target,), (7,))
        assert [each.code for each in certain_errors(message, po(message, tag="zh-Hant"))] == codes


def test_no_answer_silences_an_error() -> None:
    message = PoMessage("a", "You rest.", "", ("Descanse 2 días.",), (7,))
    name = finding_id("number-added", "the number 2 is not in the source", message, 0, "es")
    for comment in (
        Answer(name, "number-added", "Ana Ruiz", date(2026, 11, 27), "I know better").as_comment(),
        "leaflets: ignore number-added: I know better",
    ):
        assert found("es", "You rest.", "Descanse 2 días.", translator_comments=(comment,)) == [
            "number-added"
        ]
        answered = replace(message, translator_comments=(comment,))
        assert "number-added" in [each.code for each in Checker().run(po(answered)).problems]


def test_a_finding_says_where_and_in_which_language() -> None:
    message = PoMessage("a", "{n} day", "{n} days", ("{n} día", "{n}0 días"), (7, 8))
    errors = certain_errors(message, po(message))
    assert [each.code for each in errors] == ["number-added", "touching"]
    assert {(each.position, each.language, each.leaflet) for each in errors} == {
        (Position("x.po", 8), "es", "")
    }


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_a_blank_text_is_no_translation(text: str) -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog = Catalog(
        read_po_file(f'{head}msgid "a"\nmsgstr "{text}"\n'.encode(), "x.po", language("es")), certain_errors
    )
    told = catalog.find("a", "", Position("data/a.yaml", 3))
    assert isinstance(told, Diagnostic)
    assert told.code == "untranslated"
    report = Checker().run(catalog.po)
    assert "untranslated" in {each.code for each in report.problems}


def test_a_message_of_very_many_letters_takes_little_time() -> None:
    start = time.process_time()
    for source, target in (
        ("Ask your team about {size}.", "palabra {size} " * 20_000),
        ("Ask your team. " * 20_000, "Pregunte a su equipo. " * 15_000),
        ("1 2 3 " * 20_000, "4 5 6 " * 20_000),
        ("a", "<strong>" * 40_000),
        ("a", "{" * 300_000),
        ("a", "\u202e" * 300_000),
    ):
        found("es", source, target)
    assert time.process_time() - start < 30.0


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["es", "zh-Hans", "ar", "hi", "th", "he"]))
def test_no_text_makes_a_certain_check_fail(source: str, target: str, tag: str) -> None:
    assert set(found(tag, source, target)) <= IDS


@given(st.text(max_size=60))
def test_a_text_beside_itself_has_no_number_too_many(text: str) -> None:
    assert {"number-added", "touching"}.isdisjoint(found("es", text, text))
