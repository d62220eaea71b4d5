from __future__ import annotations

from decimal import Decimal

import pytest
from babel import Locale, UnknownLocaleError
from hypothesis import given
from hypothesis import strategies as st

from leaflets.cldr import NumberRange, category, is_singular, plural_rules
from leaflets.cldr.locales import common


def span(low: str, high: str) -> NumberRange:
    return NumberRange(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("name", "number", "found"),
    [
        ("en", "1", "one"), ("en", "1.5", "other"), ("en", "0.5", "other"), ("en", "0", "other"),
        ("fr", "0", "one"), ("fr", "1.5", "one"), ("fr", "2", "other"), ("fr", "1000000", "many"),
        ("pl", "1", "one"), ("pl", "3", "few"), ("pl", "5", "many"), ("pl", "1.5", "other"),
        ("ar", "2", "two"), ("ar", "3", "few"), ("ar", "11", "many"), ("ar", "100", "other"),
        ("ar", "3.5", "other"), ("lv", "11.5", "other"),
        ("da", "0.5", "one"), ("da", "1.5", "one"), ("da", "2.5", "other"),
        ("lv", "0", "zero"), ("lv", "11", "zero"), ("lv", "0.1", "one"),
        ("lv", "0.011", "one"), ("lv", "0.05", "other"), ("lv", "0.11", "zero"),
        ("sl", "2.5", "few"), ("hi", "0.5", "one"), ("pt", "1.5", "one"), ("pt_PT", "1.5", "other"),
        ("ja", "1", "other"), ("cs", "1.5", "many"), ("lt", "1.5", "many"), ("is", "0.05", "other"),
    ],
)  # fmt: skip
def test_categories_of_exact_numbers(name: str, number: str, found: str) -> None:
    assert category(name, Decimal(number)) == found


@pytest.mark.parametrize(
    ("name", "count", "found"),
    [
        ("en", span("0.5", "1"), "other"), ("en", span("1", "2"), "other"), ("lv", span("3", "11"), "other"),
        ("ar", span("1", "2"), "other"), ("ar", span("0", "2"), "zero"), ("ar", span("3", "11"), "many"),
        ("fr", span("0", "1.5"), "one"), ("ru", span("1", "2"), "few"), ("he", span("1", "2"), "other"),
        ("ja", span("1", "2"), "other"), ("sl", span("1", "2"), "two"),
        ("eo", span("0", "1"), "one"),  # where CLDR says nothing of ranges, it is the end
    ],
)  # fmt: skip
def test_categories_of_ranges(name: str, count: NumberRange, found: str) -> None:
    assert category(name, count) == found


@pytest.mark.parametrize("name", ["rw", "ht", "nv", "qu", "tt", "zz"])
def test_a_language_without_a_rule_has_no_category(name: str) -> None:
    assert plural_rules(name) is None
    assert category(name, 1) is None


def test_the_source_has_a_singular_for_one_only() -> None:
    assert is_singular(1)
    assert is_singular(Decimal(1))
    assert not any(map(is_singular, (0, 2, Decimal("1.5"), Decimal("0.5"), span("0.5", "1"))))


@given(st.integers(0, 10**7))
def test_every_rule_can_be_read(number: int) -> None:
    for name in common()["plurals"]:
        assert category(name, number) in {"zero", "one", "two", "few", "many", "other"}
        assert category(name, Decimal(number) / 1000) in {"zero", "one", "two", "few", "many", "other"}


@given(st.integers(0, 1000))
def test_whole_numbers_are_as_another_reader_of_cldr_has_them(number: int) -> None:
    for name in ("ar", "br", "cs", "cy", "ga", "gv", "lt", "lv", "mt", "pl", "ru", "sl", "sr"):
        try:
            rule = Locale.parse(name).plural_form
        except UnknownLocaleError:
            continue
        assert category(name, number) == rule(number), name
