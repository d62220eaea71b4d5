from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.content.unit_comparison import Order, compare


@pytest.mark.parametrize(
    ("low", "low_unit", "high", "high_unit", "found"),
    [
        (1, "year", 2, "day", Order.BACKWARDS),
        (6, "month", 2, "year", Order.FORWARD),
        (12, "month", 1, "year", Order.BACKWARDS),
        (11, "month", 1, "year", Order.FORWARD),
        (30, "day", 1, "month", Order.UNSURE),
        (4, "week", 1, "month", Order.UNSURE),
        (6, "week", 3, "month", Order.FORWARD),
        (11, "month", 337, "day", Order.UNSURE),  # from March to the end of January they are as long
        (59, "month", 1800, "day", Order.FORWARD),
        (119, "month", 3625, "day", Order.UNSURE),  # as long, if they begin in March 1999
        (3, "month", 6, "week", Order.BACKWARDS),
        (90, "minute", 2, "hour", Order.FORWARD),
        (120, "minute", 2, "hour", Order.BACKWARDS),
        (36, "hour", 1, "day", Order.BACKWARDS),
        (10, "millimeter", 1, "centimeter", Order.BACKWARDS),
        (5, "millimeter", 1, "centimeter", Order.FORWARD),
        (500, "microgram", 1, "milligram", Order.FORWARD),
        (2, "gram", 500, "milligram", Order.BACKWARDS),
        (500, "milliliter", 1, "liter", Order.FORWARD),
        (1, "millimeter", 1, "month", Order.INCOMPARABLE),
        (1, "gram", 2, "milliliter", Order.INCOMPARABLE),
        (1, "percent", 2, "celsius", Order.INCOMPARABLE),
        (1, "times", 2, "operation", Order.INCOMPARABLE),
        (2, "times", 3, "times", Order.FORWARD),
        (3, "celsius", 3, "celsius", Order.BACKWARDS),
    ],
)
def test_amounts_are_ordered_across_units(
    low: int, low_unit: str, high: int, high_unit: str, found: Order
) -> None:
    assert compare(Decimal(low), low_unit, Decimal(high), high_unit) is found


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 600), st.integers(-10, 10))
def test_what_is_said_of_months_and_days_holds_for_every_month(start: date, months: int, more: int) -> None:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
    end = min(following, date(year, month + 1, 1) + timedelta(days=start.day - 1))
    days = max(1, (end - start).days + more)
    found = compare(Decimal(months), "month", Decimal(days), "day")
    if found is Order.FORWARD:
        assert (end - start).days < days
    elif found is Order.BACKWARDS:
        assert (end - start).days >= days
