"""Comparison of two amounts across units of one kind, by a table of conversion factors.

Factors are exact (BIPM, The International System of Units; 60 minutes, 24 hours, 7 days). A month has no
fixed length, so it is compared with days by what holds for every month of the Gregorian calendar.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

# Conversion factors by kind. Months are a kind of their own: no number of days equals one.
FACTORS: Mapping[str, Mapping[str, Decimal]] = MappingProxyType({
    "length": {"millimeter": Decimal(1), "centimeter": Decimal(10), "meter": Decimal(1000)},
    "mass": {
        "microgram": Decimal(1), "milligram": Decimal(1000), "gram": Decimal(1_000_000),
        "kilogram": Decimal(1_000_000_000),
    },
    "volume": {"milliliter": Decimal(1), "liter": Decimal(1000)},
    "time": {
        "second": Decimal(1), "minute": Decimal(60), "hour": Decimal(3600), "day": Decimal(86_400),
        "week": Decimal(604_800),
    },
    "calendar": {"month": Decimal(1), "year": Decimal(12)},
})  # fmt: skip
_SECONDS_A_MONTH = Decimal("2629746")  # of the mean Gregorian year of 365.2425 days
# How many days shorter or longer than mean months a run of months is at the most. Found by trying all that
# begin in 1999 to 2098: 3.41 and 2.95 in runs of up to five years, 3.90 and 3.68 in those of up to a century.
_FIVE_YEARS = 60
_MOST_OFF = (Decimal("3.5"), Decimal(3))
_MOST_OFF_IN_LONG_RUNS = (Decimal(4), Decimal(4))
_DAY = 86_400


class Order(Enum):
    """How the first of two amounts compares to the second."""

    FORWARD = "smaller"
    BACKWARDS = "not smaller"
    UNSURE = "smaller in some months only"
    INCOMPARABLE = "of another kind"


def compare(low: Decimal, low_unit: str, high: Decimal, high_unit: str) -> Order:
    """Tell whether an amount is smaller than another for all possible months."""
    if low_unit == high_unit:  # also for units in no table, such as percent or times
        return _compare_intervals(low, low, high, high)
    one, other = _kind_of(low_unit), _kind_of(high_unit)
    if one and one == other:
        first, second = low * FACTORS[one][low_unit], high * FACTORS[one][high_unit]
        return _compare_intervals(first, first, second, second)
    if {one, other} == {"time", "calendar"}:
        return _compare_intervals(*_seconds(low, low_unit), *_seconds(high, high_unit))
    return Order.INCOMPARABLE


def _compare_intervals(least: Decimal, most: Decimal, least_high: Decimal, most_high: Decimal) -> Order:
    """Compare two intervals: exact amounts are points, and only overlaps are unsure."""
    if most < least_high:
        return Order.FORWARD
    return Order.BACKWARDS if least >= most_high else Order.UNSURE


def _seconds(value: Decimal, unit: str) -> tuple[Decimal, Decimal]:
    """Find the minimum and maximum length of a time, in seconds."""
    if unit in FACTORS["time"]:
        return (value * FACTORS["time"][unit],) * 2
    months = value * FACTORS["calendar"][unit]
    mean = months * _SECONDS_A_MONTH
    short, long = _MOST_OFF if months <= _FIVE_YEARS else _MOST_OFF_IN_LONG_RUNS
    return max(Decimal(0), mean - short * _DAY), mean + long * _DAY


def _kind_of(unit: str) -> str:
    """Name the kind of a unit (``length``, ``calendar``); empty if only comparable with itself."""
    return next((kind for kind, units in FACTORS.items() if unit in units), "")
