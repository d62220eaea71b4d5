from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from leaflets.content.quantities import Amount, Quantity
from tests.dependencies import (
    PYDANTIC_INFINITE,
    PYDANTIC_LEAST,
    PYDANTIC_MISSING,
    PYDANTIC_NO_CHOICE,
    PYDANTIC_NO_NUMBER,
    PYDANTIC_UNKNOWN,
)


def quantity(**parts: object) -> Quantity:
    return Quantity.model_validate(parts)


def test_a_value_is_both_ends() -> None:
    found = quantity(value=20, unit="year", more_than=True)
    assert not found.is_range
    assert found.low == found.high == Amount(value=20, unit="year")


def test_a_range_may_have_two_units() -> None:
    found = quantity(min=6, max=2, unit="year", min_unit="month")
    assert (found.low, found.high) == (Amount(value=6, unit="month"), Amount(value=2, unit="year"))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"unit": "month"}, "needs either a value, or both min and max"),
        ({"value": 1, "min": 1, "max": 2, "unit": "month"}, "needs either"),
        ({"value": 1, "max": 2, "unit": "month"}, "needs either"),
        ({"min": 1, "unit": "month"}, "needs either"),
        ({"max": 1, "unit": "month"}, "needs either"),
        ({"min": 2, "max": 1, "unit": "month"}, "min that is not below its max"),
        ({"min": 2, "max": 2, "unit": "month"}, "min that is not below its max"),
        ({"value": 1, "unit": "month", "approximate": True, "more_than": True}, "cannot be both"),
    ],
)
def test_what_is_no_quantity(parts: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        quantity(**parts)


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"value": -1, "unit": "month"}, PYDANTIC_LEAST),
        ({"value": float("-inf"), "unit": "month"}, PYDANTIC_INFINITE),
        ({"value": float("nan"), "unit": "month"}, PYDANTIC_INFINITE),
        ({"value": float("inf"), "unit": "month"}, PYDANTIC_INFINITE),
        ({"value": "1", "unit": "month"}, PYDANTIC_NO_NUMBER),
        ({"value": True, "unit": "month"}, PYDANTIC_NO_NUMBER),
        ({"value": 10**12, "unit": "month"}, "digits"),
        ({"value": Decimal("1e-10"), "unit": "month"}, "digits"),
        ({"value": 1}, PYDANTIC_MISSING),
        ({"value": 1, "unit": "moon"}, PYDANTIC_NO_CHOICE),
        ({"value": 1, "unit": "month", "per": "day"}, PYDANTIC_NO_CHOICE),
        ({"value": 1, "unit": "month", "note": "x"}, PYDANTIC_UNKNOWN),
    ],
)
def test_what_is_no_part_of_a_quantity(parts: dict[str, object], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        quantity(**parts)
    assert kind in {error["type"] for error in caught.value.errors()}


@pytest.mark.parametrize("value", [10**12 - 1, Decimal("1e-9")])
def test_a_number_may_have_twelve_digits_before_the_point_and_nine_behind_it(value: int | Decimal) -> None:
    assert quantity(value=value, unit="month").low.value == value


numbers = st.decimals(0, 10**9, places=6)


@given(numbers, numbers)
def test_figures_agree_with_themselves_and_with_nothing_else(one: float, other: float) -> None:
    first, second = (quantity(value=value, unit="month", source=str(value)) for value in (one, other))
    assert (first.as_stated() == second.as_stated()) == (one == other)


@pytest.mark.parametrize(
    "other",
    [
        {"min": 6, "max": 9, "unit": "millimeter"},
        {"min": 5, "max": 8, "unit": "millimeter"},
        {"value": 8, "unit": "millimeter"},
        {"min": 6, "max": 8, "unit": "centimeter"},
        {"min": 6, "max": 8, "unit": "millimeter", "approximate": True},
        {"min": 6, "max": 8, "unit": "millimeter", "more_than": True},
        {"min": 6, "max": 8, "unit": "centimeter", "min_unit": "millimeter"},
        {"min": 6, "max": 8, "unit": "millimeter", "per": "year"},
    ],
)
def test_every_part_of_a_figure_counts(other: dict[str, object]) -> None:
    ours = quantity(min=6, max=8, unit="millimeter")
    assert quantity(**other).as_stated() != ours.as_stated()
    wide, mixed = (
        {"min": 6, "max": 8, "unit": "centimeter"} | each for each in ({}, {"min_unit": "millimeter"})
    )
    assert quantity(**wide).as_stated() != quantity(**mixed).as_stated()
    assert quantity(min=6.0, max=8, unit="millimeter", source="x").as_stated() == ours.as_stated()
