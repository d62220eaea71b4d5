"""Numbers that must not be printed: each is refused with a sentence, at its line."""

from __future__ import annotations

import pytest

from tests.planted import BLOCK, GUIDE, SOURCES, assert_told

RELIEF = "relief: {min: 1, max: 2, unit: month, approximate: true, source: block.limitations}"


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        ("{min: 1, min_unit: year, max: 2, unit: day}", "has a min that is not below its max"),
        ("{min: 12, min_unit: month, max: 1, unit: year}", "has a min that is not below its max"),
        ("{min: 2000, min_unit: microgram, max: 2, unit: milligram}", "has a min that is not below its max"),
        ("{min: 1, min_unit: liter, max: 500, unit: milliliter}", "has a min that is not below its max"),
        ("{min: 1.50, max: 1.5, unit: milligram}", "has a min that is not below its max"),
        # A month has 28 to 31 days: whether this is a range depends on the month.
        ("{min: 30, min_unit: day, max: 1, unit: month}", "may be as long as its max"),
        ("{min: 6, min_unit: millimeter, max: 2, unit: month}", "which cannot be compared"),
        ("{value: 6, min_unit: month, unit: year}", "has a min_unit, but no min"),
        ("{value: 0.0000000001, unit: milligram}", "has more digits than a leaflet can print"),
        ("{value: 1.0e40, unit: milligram}", "has more digits than a leaflet can print"),
        ("{value: 1.0e-999999, unit: milligram}", "has more digits than a leaflet can print"),
        ("{value: 1234567890123, unit: milligram}", "has more digits than a leaflet can print"),
        ("{value: 12345678901234567890, unit: milligram}", "the number is too long"),
        ("{value: -0.5, unit: milligram}", "should be 0 or more"),
        ("{value: .inf, unit: milligram}", "should be a number"),
        ('{value: "1.5", unit: milligram}', "should be a number"),
        ("{value: 1e3, unit: milligram}", "should be a number"),
    ],
)
def test_numbers_that_are_refused(build, spoil, quantity: str, words: str) -> None:
    line = spoil(BLOCK, RELIEF, f"relief: {quantity}")
    assert_told(build("nerve-root-block", "--language", "en"), f"{BLOCK}:{line}", words)


@pytest.mark.parametrize(("stated", "printed"), [("0.0125", "0.012"), ("0.1", "0.10000001"), ("2", "2.5")])
def test_the_register_is_held_to_the_last_digit(build, spoil, stated: str, printed: str) -> None:
    spoil(SOURCES, "relief: {min: 1, max: 2, unit: month, approximate: true}",
          f"relief: {{value: {stated}, unit: milligram}}")  # fmt: skip
    line = spoil(BLOCK, RELIEF, f"relief: {{value: {printed}, unit: milligram, source: block.limitations}}")
    words = "does not state"
    assert_told(build("nerve-root-block", "--language", "en"), f"{BLOCK}:{line}", words)


def test_a_count_without_a_plural_form_is_refused(build, spoil, fill_catalog) -> None:
    # Polish has forms for one, few and many, which whole numbers take; CLDR has a fourth for fractions.
    path = fill_catalog("pl")
    spoil(SOURCES, "volume: {value: 1000,", "volume: {value: 1.5,")
    spoil(GUIDE, "volume: {value: 1000,", "volume: {value: 1.5,")
    before, _, _ = path.read_text(encoding="utf-8").partition('msgid "{number} operation"')
    # The translation begins two lines below its source: msgid, msgid_plural, msgstr[0].
    place = f"locales/pl/LC_MESSAGES/leaflets.po:{before.count(chr(10)) + 3}"
    result = build("minimally-invasive-spine-surgery", "--language", "pl")
    assert_told(result, place, "has no plural form for 1.5", "nplurals")
