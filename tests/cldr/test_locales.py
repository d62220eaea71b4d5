from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
import unicodedata2 as unicodedata
from hypothesis import given
from hypothesis import strategies as st

from leaflets.cldr import has_locale, locale_data
from leaflets.content.quantities import CLDR_UNITS

ROWS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (files("leaflets") / "assets/cldr/locales.jsonl").read_text(encoding="utf-8").splitlines()
]
NAMES = [row["locale"] for row in ROWS]
THIRTY = (
    "en", "ar", "ar_EG", "as", "bn", "de", "de_CH", "en_IN", "es", "es_MX", "fa", "fr", "hi", "hu",
    "dz", "ja", "km", "lv", "mr", "my", "nb", "ne", "pl", "ps", "pt_PT", "ru", "sl", "ta", "th", "ur",
)  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"[\s\u200e\u200f]", "", text.replace("{0}", ""))


@pytest.mark.parametrize(
    ("name", "number", "text"),
    [
        ("en", "1000000", "1,000,000"),
        ("en_IN", "1000000", "10,00,000"),
        ("es", "1000", "1000"),
        ("es", "10000", "10.000"),
        ("es_MX", "1000", "1,000"),
        ("pl", "1234.5", "1234,5"),
        ("de_CH", "1234567.5", "1'234'567.5"),
        ("de_AT", "0.0125", "0,0125"),
        ("fr", "1234567.0004", "1\u202f234\u202f567,0004"),
        ("fa", "1234.5", "۱٬۲۳۴٫۵"),
        ("ar", "1234.5", "1,234.5"),
        ("ar_EG", "1234.5", "١٬٢٣٤٫٥"),
        ("mr", "1234567", "१२,३४,५६७"),
        ("my", "0.000000001", "၀.၀၀၀၀၀၀၀၀၁"),
    ],
)
def test_numbers_are_written_in_full_as_in_the_language(name: str, number: str, text: str) -> None:
    numbers = locale_data(name).numbers
    assert numbers
    assert numbers.write(Decimal(number)) == text


@given(
    name=st.sampled_from([name for name in THIRTY if locale_data(name).numbers]),
    number=st.decimals(0, 10**12 - 1, places=9).map(lambda each: each.normalize()),
)
def test_the_digits_printed_are_the_number(name: str, number: Decimal) -> None:
    numbers = locale_data(name).numbers
    assert numbers
    text = numbers.write(number).replace(numbers.group, "").replace(numbers.decimal, ".")
    assert Decimal("".join(str(unicodedata.decimal(each, each)) for each in text)) == number


def test_other_digits_come_with_their_own_marks() -> None:
    numbers = locale_data("ar", "arab").numbers
    assert numbers
    assert numbers.write(Decimal("1234.5")) == "١٬٢٣٤٫٥"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("ht", "month"), ("ckb", "month"), ("mt", "hour"), ("rw", "year"), ("ps", "hour"),
        ("pa_Arab", "month"), ("ta", "hour"), ("ti", "month"), ("nv", "day"), ("wo", "week"),
        ("xh", "minute"), ("lo", "microgram"),
        ("zz", "millimeter"),
    ],
)  # fmt: skip
def test_what_a_language_does_not_say_itself_is_not_there(name: str, unit: str) -> None:
    assert unit not in locale_data(name).units


@pytest.mark.parametrize("name", ["ckb", "nv", "pa_Arab", "uz_Arab", "mzn", "zz"])
def test_numbers_of_languages_that_cldr_does_not_cover_are_not_there(name: str) -> None:
    assert locale_data(name).numbers is None


@pytest.mark.parametrize("name", ["ht", "nv", "gaa_XX", "zz"])
def test_dates_of_languages_without_months_are_not_there(name: str) -> None:
    found = locale_data(name).date
    assert found is None or not re.search(r"M\d|janvier", " ".join(found.months))


@pytest.mark.parametrize(
    ("name", "calendar"),
    [
        ("fa", "persian"), ("fa_AF", "persian"), ("prs", "persian"), ("ps", "persian"),
        ("ps_PK", "gregorian"), ("ckb", "gregorian"), ("ckb_IR", "persian"), ("th", "buddhist"),
        ("ar_SA", "gregorian"),
        ("en_US", "gregorian"), ("am", "gregorian"),
    ],
)  # fmt: skip
def test_the_calendar_is_that_of_the_region(name: str, calendar: str) -> None:
    found = locale_data(name).date
    assert found
    assert found.calendar == calendar


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("kmr", "ku"),
        ("prs", "fa_AF"),
        ("zh_TW", "zh_Hant_TW"),
        ("no", "nb"),
        ("sr_Cyrl", "sr"),
        ("sh", "sr_Latn"),
    ],
)
def test_one_language_under_two_names_is_one(name: str, same: str) -> None:
    assert locale_data(name).units == locale_data(same).units
    assert locale_data(name).numbers == locale_data(same).numbers


def test_scripts_do_not_inherit_from_each_other() -> None:
    assert locale_data("sr_Latn").units["month"]["other"] == "{0} meseci"
    assert locale_data("sr").units["month"]["other"] == "{0} месеци"
    assert "month" not in locale_data("az_Cyrl").units


def test_known_locales() -> None:
    assert has_locale("en_US")
    assert has_locale("en_PR")
    assert not has_locale("en_XA")
    assert not has_locale("xx")


UNSAFE = re.compile(r"(?:[µμ]g|mcg|l|L|m|h|d|w|y|s|min|gm?r?|cc|IU|dl)\.?", re.IGNORECASE)
SIGNS = {"mm", "cm", "mg", "g", "kg", "ml", "mL", "%", "°C", "٪"}


def test_every_unit_in_every_language_is_safe_to_read() -> None:
    """ISMP's error-prone abbreviations, and single letters that are another unit elsewhere."""
    for row in ROWS:
        for unit, patterns in row.get("units", {}).items():
            assert unit in CLDR_UNITS
            for text in map(letters, patterns.values()):
                assert text, (row["locale"], unit)
                assert text in SIGNS or not UNSAFE.fullmatch(text), (row["locale"], unit, text)
                assert "µ" not in text
                assert "μg" not in text


def test_latin_letters_are_no_unit_of_another_script() -> None:
    for row in ROWS:
        for unit, patterns in row.get("units", {}).items():
            shown = {letters(text) for text in patterns.values()} - {"°C"}
            scripts = {unicodedata.name(each).split()[0] for text in shown for each in text if each.isalpha()}
            assert len(scripts - {"MODIFIER", "KATAKANA-HIRAGANA"}) <= 2, (row["locale"], unit)
            assert not ("LATIN" in scripts and len(scripts - {"LATIN", "MODIFIER"})), (row["locale"], unit)


def test_no_language_says_two_units_alike() -> None:
    for row in ROWS:
        units = row.get("units", {})
        said = Counter(
            text for patterns in units.values() for text in {letters(each) for each in patterns.values()}
        )
        assert max(said.values(), default=1) == 1, row["locale"]


def test_every_pattern_can_be_filled() -> None:
    for row in ROWS:
        for patterns in row.get("units", {}).values():
            assert all(text.count("{0}") <= 1 for text in patterns.values())
            if "_" not in row["locale"]:
                assert "{0}" in patterns["other"], row["locale"]
        for form in row.get("dates", {}).values():
            bare = re.sub(r"'[^']*'", "", form["pattern"])
            assert set(re.findall(r"[A-Za-z]", bare)) <= set("GyMd")
            assert {"y", "M", "d"} <= set(bare)
            assert len(form["months"]) == len(set(form["months"])) == 12
        mark = row.get("numbers", {}).get("range", "{0}–{1}")
        assert mark.startswith("{0}")
        assert mark.endswith("{1}")
