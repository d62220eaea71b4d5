from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.messageformat import MessageFormat

from leaflets.cldr import DateFormat
from leaflets.document.calendars import in_calendar

PERSIAN = DateFormat("persian", "d MMMM y", ())


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 23), (1405, 9, 2)),
        (date(2026, 3, 21), (1405, 1, 1)),
        (date(2026, 3, 20), (1404, 12, 29)),
        (date(2025, 3, 20), (1403, 12, 30)),  # a leap year
        (date(2025, 3, 21), (1404, 1, 1)),
        (date(2021, 3, 20), (1399, 12, 30)),
        (date(2029, 3, 20), (1408, 1, 1)),  # the last leap year of a cycle was five years before
        (date(1979, 2, 11), (1357, 11, 22)),
    ],
)
def test_days_of_the_solar_hijri_calendar(day: date, found: tuple[int, int, int]) -> None:
    assert in_calendar(day, PERSIAN) == found


@given(st.dates(date(1900, 1, 1), date(2123, 12, 31)))
def test_the_solar_hijri_calendar_is_that_of_icu(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12).astimezone()  # ICU shows the local day
    year, month, of_month = in_calendar(day, PERSIAN)
    shown = MessageFormat("{d, date, ::yyyyMMdd}", "en@calendar=persian").format({"d": noon})
    assert f"{month:02}/{of_month:02}/{year}" in shown


def test_the_buddhist_calendar_differs_in_its_years() -> None:
    assert in_calendar(date(2026, 11, 23), DateFormat("buddhist", "", ())) == (2569, 11, 23)
