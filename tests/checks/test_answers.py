"""Answers to questions: written and read, bound to what was asked, lapsing when the words change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.answers import Answer, answers, finding_id, unreadable, with_answer
from leaflets.checks.checker import Checker, Report
from leaflets.languages import language
from tests.checks.catalogs import HEADER

DAY = date(2026, 11, 27)
WRONG = PoMessage("", "Do not drive.", "", ("Conduzca.",), (1,))


def catalog(*messages: PoMessage) -> PoFile:
    empty = read_po_file(HEADER.format("nplurals=2; plural=(n != 1);").encode(), "x.po", language("es"))
    return replace(empty, messages=messages)


def checked(message: PoMessage) -> Report:
    return Checker().run(catalog(message))


def answered(message: PoMessage, code: str = "negation") -> PoMessage:
    """Answer the question of a check about a message."""
    (asked,) = [each for each in checked(message).problems if each.code == code]
    return with_answer(message, Answer(asked.id, code, "Ana Ruiz", DAY, "the heading says it"))


def test_an_answer_is_a_comment_that_people_can_read() -> None:
    message = answered(WRONG)
    (comment,) = message.translator_comments
    assert comment.startswith("leaflets: answered ")
    assert comment.endswith(" negation by Ana Ruiz on 2026-11-27: the heading says it")
    (found,) = answers(message).values()
    assert (found.by, found.on, found.reason) == ("Ana Ruiz", DAY, "the heading says it")


def test_an_answered_question_is_told_with_its_answer_and_not_asked_again() -> None:
    report = checked(answered(WRONG))
    assert report.problems == ()
    (found,) = report.found
    assert found.answer is not None
    assert (found.problem.code, found.answer.by) == ("negation", "Ana Ruiz")
    assert report.open_questions({WRONG.key}) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"texts": ("Puede conducir.",)},
        {"msgid": "Do not drive today."},
        {"context": "elsewhere"},
        {"texts": ("Conduzca .",)},
    ],
)
def test_an_answer_lapses_when_source_translation_or_place_changes(change: dict[str, object]) -> None:
    report = checked(replace(answered(WRONG), **change))
    assert "negation" in {each.code for each in report.problems}


def test_an_answer_to_one_finding_is_none_to_another() -> None:
    message = PoMessage("", "Do not drive the left leg.", "", ("Conduzca la pierna.",), (1,))
    assert {each.code for each in checked(message).problems} >= {"negation", "side"}
    assert "side" in {each.code for each in checked(answered(message)).problems}


def test_a_second_answer_replaces_the_first_and_other_comments_stay() -> None:
    message = answered(replace(WRONG, translator_comments=("a remark",)))
    (first,) = answers(message).values()
    again = with_answer(message, replace(first, by="Ben", reason="seen again"))
    assert [each.by for each in answers(again).values()] == ["Ben"]
    assert again.translator_comments[0] == "a remark"
    assert len(again.translator_comments) == 2


@pytest.mark.parametrize(
    "comment",
    [
        "leaflets: ignore negation: the heading says it",
        "leaflets: answered",
        "leaflets: answered 0123456789ab negation by on 2026-11-27: x",
        "leaflets: answered 0123456789ab negation by Ana on 2026-13-27: x",
        "leaflets: answered 0123456789ab negation by Ana on 2026-11-27:",
        "leaflets: answered 0123 negation by Ana on 2026-11-27: x",
    ],
)
def test_what_only_looks_like_an_answer_is_told_and_changes_nothing(comment: str) -> None:
    message = replace(WRONG, translator_comments=(comment,))
    assert list(unreadable(message)) == [comment]
    assert {each.code for each in checked(message).problems} == {"no-answer", "negation"}


def test_an_answer_to_what_nobody_asks_is_harmless() -> None:
    comment = Answer("0123456789ab", "negation", "Ana", DAY, "x").as_comment()
    assert checked(replace(WRONG, texts=("No conduzca.",), translator_comments=(comment,))).problems == ()


def test_an_id_depends_on_everything_that_was_asked() -> None:
    ids = {
        finding_id("negation", "a", WRONG, 0, "es"),
        finding_id("side", "a", WRONG, 0, "es"),
        finding_id("negation", "b", WRONG, 0, "es"),
        finding_id("negation", "a", WRONG, 0, "pt"),
        finding_id("negation", "a", replace(WRONG, context="c"), 0, "es"),
        finding_id("negation", "a", replace(WRONG, texts=("Conduzca. ",)), 0, "es"),
        finding_id("negation", "a", replace(WRONG, msgid="Do not drive"), 0, "es"),
    }
    assert len(ids) == 7
    # Pinned: an id that changed would lapse the answers of every hospital.
    assert finding_id("negation", "negation>", WRONG, 0, "es") == "b95c8c92f997"


_LINE = (
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1)
    .map(str.strip)
    .filter(bool)
)


@given(by=_LINE.filter(lambda text: " on " not in f" {text} "), reason=_LINE)
def test_whatever_people_write_is_read_again(by: str, reason: str) -> None:
    answer = Answer("0123456789ab", "side", by, DAY, reason)
    assert answers(PoMessage("", "a", "", ("b",), (1,), translator_comments=(answer.as_comment(),))) == {
        answer.finding: answer
    }
