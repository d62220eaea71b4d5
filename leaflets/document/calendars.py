"""Conversion of Gregorian days to other calendars.

Arithmetic only: no clock, no time zone. The Solar Hijri calendar follows the cycle of 33 years, which is
the official one from 1799 to 2123 (K. M. Borkowski, Earth, Moon, and Planets 74, 1996).
"""

from __future__ import annotations

from datetime import date

from leaflets.cldr import DateFormat

# The day before 1 Farvardin of year 1, as in date.toordinal; the days in a cycle of 33 years.
_SOLAR_EPOCH, _CYCLE = 226_895, 12_053
_DAYS_OF_LONG_MONTHS = 6 * 31
# The Thai solar calendar counts from 543 BC, with Gregorian months and days.
_BUDDHIST_YEARS = 543


def in_calendar(day: date, form: DateFormat) -> tuple[int, int, int]:
    """Convert a day to year, month and day of the month in the calendar of a date format."""
    match form.calendar:
        case "persian":
            return _solar_hijri(day)
        case "buddhist":
            return day.year + _BUDDHIST_YEARS, day.month, day.day
        case "gregorian":
            return day.year, day.month, day.day


def _solar_hijri(day: date) -> tuple[int, int, int]:
    """Convert a day to the Solar Hijri calendar: eight leap years in a cycle of 33."""
    passed = day.toordinal() - _SOLAR_EPOCH
    year = 1 + (33 * passed + 3) // _CYCLE
    of_year = passed - (365 * (year - 1) + (8 * year + 21) // 33)
    # Six months of 31 days, five of 30, and the last with the rest.
    if of_year < _DAYS_OF_LONG_MONTHS:
        month, of_month = divmod(of_year, 31)
        return year, month + 1, of_month + 1
    month, of_month = divmod(of_year - _DAYS_OF_LONG_MONTHS, 30)
    return year, month + 7, of_month + 1
