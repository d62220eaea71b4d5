from __future__ import annotations

from datetime import date

import pytest
from markupsafe import escape

from leaflets.diagnostics import Position
from leaflets.document.amounts import Numerals
from leaflets.document.speaking import Speaker, Translation
from leaflets.document.template_functions import TemplateFunctions
from leaflets.languages import Language, language


class Echo:
    """A catalog in which every message says itself."""

    def __init__(self, tag: str) -> None:
        self.language: Language = language(tag)

    def find(self, msgid: str, _context: str, source: Position) -> Translation:
        return Translation(msgid, source)

    def find_plural(
        self, one: str, _many: str, _context: str, _count: float, source: Position
    ) -> Translation:
        return Translation(one, source)


def calls(tag: str = "en", region: str = "") -> TemplateFunctions:
    return TemplateFunctions(Speaker(Echo(tag), "leaflet"), Numerals(language(tag)), tuple, region)


@pytest.mark.parametrize(("tag", "number"), [("en", "1,234"), ("de", "1.234"), ("fa", "۱٬۲۳۴")])
def test_a_whole_number_is_written_in_the_digits_of_the_language(tag: str, number: str) -> None:
    made = calls(tag)
    assert made.pgettext("a", "{n} leaflets", n=1234) == f'<t m="0"><num>{number}</num> leaflets</t>'
    assert made.npgettext("a", "{n} leaflet", "{n} leaflets", 2, n=1234).startswith('<t m="1"><num>')
    assert made.speaker.problems == []


def test_true_is_no_number() -> None:
    made = calls()
    made.pgettext("a", "{n} leaflets", n=True)
    (problem,) = made.speaker.problems
    assert "which is no message" in problem.message


def test_a_date_is_written_in_full_and_stays_on_one_line() -> None:
    made = calls()
    written = "23\u00a0November\u00a02026"
    assert escape(made.long_date(date(2026, 11, 23))) == f"<v>{written}</v>"
    assert made.pgettext("a", "on {day}", day=date(2026, 11, 23)) == f'<t m="0">on <v>{written}</v></t>'


def test_a_number_is_dialled_by_the_region_of_the_site() -> None:
    made = calls(region="GB")
    assert made.dialled("020 7946 0112") == "+442079460112"
    assert made.dialled("020 7946 0112", "12") == "+442079460112;ext=12"
    assert made.speaker.ledger.has_target("+442079460112;ext=12")
    assert made.dialled("7946 0112") == "0"  # the check of the data refuses it
