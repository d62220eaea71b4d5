"""Texts are measured by the real layout: what does not fit its place is told."""

from __future__ import annotations

import pytest

from leaflets.checks.checker import Checker
from leaflets.checks.fit import Fitting
from tests.checks.catalogs import po


def test_a_key_fact_that_does_not_fit_is_told_by_the_real_layout() -> None:
    text = 'msgctxt "in short"\nmsgid "Ask your team"\nmsgstr "{}"\n'
    long = "Pregunte a las personas de su equipo médico en la consulta"
    for words, found in (("Pregunte a su equipo", []), (long, ["too-long"])):
        report = Checker(fitting=Fitting()).run(po(text.format(words)))
        assert [each.code for each in report.problems if each.code == "too-long"] == found


def test_a_text_with_a_value_is_not_measured_because_its_width_varies() -> None:
    long = "Pregunte a las personas de su equipo médico en la consulta"
    text = f'msgctxt "in short"\nmsgid "Ask {{n}}"\nmsgstr "{long} {{n}}"\n'
    assert "too-long" not in {each.code for each in Checker(fitting=Fitting()).run(po(text)).problems}


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("de", "takes 4 lines where there is room for 2 in a key fact"),
        # Without hyphens nothing divides it.
        ("vi", "has a word too wide by 203 points for a key fact"),
    ],
)
def test_a_word_that_is_wider_than_its_place_is_told(tag: str, words: str) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    file = po(f'msgctxt "in short"\nmsgid "Ask"\nmsgstr "{word}"\n', tag)
    found = [each for each in Checker(fitting=Fitting()).run(file).problems if each.code == "too-long"]
    assert [(each.message, str(each.position)) for each in found] == [(f'"{word}" {words}', "x.po:8")]
