"""How hard a leaflet is to read, by the formulas of three languages."""

from __future__ import annotations

import pytest

from leaflets.checks.checker import Checker
from leaflets.checks.readability import (
    FORMULAS,
    fernandez_huerta,
    flesch_kincaid,
    measure,
    syllables,
    wiener_sachtext,
)
from leaflets.languages import language
from tests.checks.catalogs import po


def test_measures_of_reading_difficulty() -> None:
    assert [syllables(word, "en") for word in ("spine", "anaesthesia", "table", "needle")] == [1, 4, 2, 2]
    assert [syllables(word, "es") for word in ("hueso", "operación", "día")] == [2, 4, 2]
    assert [syllables(word, "de") for word in ("Bandscheibe", "Bein", "Operation")] == [3, 1, 5]
    easy = ["You lose little blood. You can get up on the same day. It is free for you."] * 10
    hard = [
        "Percutaneous radiofrequency nucleoplasty necessitates intraoperative fluoroscopic visualisation."
    ] * 30
    for texts, is_hard in ((easy, False), (hard, True)):
        value = measure(texts, language("en"))
        assert value is not None
        assert (value > FORMULAS["en"].limit) is is_hard
    assert measure(easy, language("th")) is None
    assert measure(["Short."], language("en")) is None


def test_formulas_of_reading_difficulty_by_their_values() -> None:
    assert flesch_kincaid(["spine", "table"], 1) == pytest.approx(2.89)
    assert fernandez_huerta(["casa", "mesa"], 1) == pytest.approx(84.8)
    assert fernandez_huerta(["casa", "mesa"], 2) == pytest.approx(85.82)
    assert wiener_sachtext(["Operation", "Bein", "Haus", "Garten"], 2) == pytest.approx(5.9044)


def test_a_text_of_less_than_a_hundred_and_twenty_words_is_not_measured() -> None:
    assert measure(["spine " * 119], language("en")) is None
    assert measure(["spine " * 100, "{size} <strong>spine</strong> " * 20], language("en")) is not None


@pytest.mark.parametrize(
    ("tag", "easy", "hard", "said"),
    [
        (
            "es", "La casa es roja. ", "Radiofrecuencia percutánea intraoperatoria necesariamente. ",
            "neck is hard to read (Fernández Huerta -142.2; at least 60 is wanted)",
        ),
        (
            "de", "Das Haus ist rot. ", "Radiofrequenzbehandlung intraoperativer Bandscheibenvorfälle. ",
            "neck is hard to read (Wiener Sachtextformel 31.9; at most 10 is wanted)",
        ),
    ],
)  # fmt: skip
def test_a_leaflet_that_is_hard_to_read_is_warned_of_at_its_first_message(tag, easy, hard, said) -> None:
    message = 'msgctxt "{}"\nmsgid "{} {}"\nmsgstr "{}"\n\n'
    rows = [("spine: a", easy), ("neck: a", hard), ("spine: b", easy), ("neck: b", hard), ("heading", hard)]
    text = "".join(message.format(context, context, words, words * 40) for context, words in rows)
    found = [each for each in Checker().run(po(text, tag)).problems if each.code == "hard-to-read"]
    assert [(str(each.position), each.message, each.is_error) for each in found] == [("x.po:12", said, False)]
