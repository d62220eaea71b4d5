"""The rows of CLDR's table, by locale: a language, its script if it is not the likely one, its region.

A region's row holds only what differs from the language's. Nothing is inherited between scripts or
languages: ``pa_Arab`` takes nothing from ``pa``, nor ``ht`` from ``fr``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

Calendar = Literal["gregorian", "persian", "buddhist"]
_ASSETS = files("leaflets") / "assets" / "cldr"


class Locale(NamedTuple):
    """The parts of a locale's name; an absent region is empty: ``ar`` is not the Arabic of one country."""

    language: str
    script: str
    region: str


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a language writes numbers (UTS #35 part 3).

    ``group_sizes`` are those of the last group and of the ones before it, ``minimum_grouping_digits`` the
    least number of digits before the first group mark; ``range`` is the pattern of two ends, with ``{0}``
    and ``{1}``.
    """

    digits: str
    decimal: str
    group: str
    group_sizes: tuple[int, int] = (3, 3)
    minimum_grouping_digits: int = 1
    range: str = "{0}–{1}"

    def write(self, number: Decimal) -> str:
        """Write a non-negative number with all its digits."""
        whole, _, fraction = f"{number:f}".partition(".")
        text = self.group.join(self._groups(whole)) + (self.decimal + fraction if fraction else "")
        return text.translate({ord("0") + value: digit for value, digit in enumerate(self.digits)})

    def _groups(self, whole: str) -> list[str]:
        # In India the last group has three digits, the others two: 12,34,567.
        last, others = self.group_sizes
        if len(whole) < last + self.minimum_grouping_digits:
            return [whole]
        groups = [whole[-last:]]
        rest = whole[:-last]
        while rest:
            groups.insert(0, rest[-others:])
            rest = rest[:-others]
        return groups


@dataclass(frozen=True, slots=True)
class DateFormat:
    """The long date of a language in one calendar: its pattern (UTS #35 part 4), its months, its era."""

    calendar: Calendar
    pattern: str
    months: tuple[str, ...]
    era: str = ""


@dataclass(frozen=True, slots=True)
class LocaleData:
    """A locale's own data; ``units`` holds a pattern for each plural category, by unit."""

    name: str
    numbers: NumberFormat | None = None
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    date: DateFormat | None = None


@cache
def locale_data(name: str, numbering: str = "") -> LocaleData:
    """Read the data of a CLDR locale; ``numbering`` overrides its numbering system.

    A part that the language does not have is None, or empty for units: nothing is inherited from root.
    """
    locale = canonical(name)
    found: dict[str, dict[str, Any]] = {"numbers": {}, "units": {}, "dates": {}}
    # From the language to the region, so that the region's values override.
    for row in reversed([_row(each) for each in _chain(name)]):
        for part in found:
            found[part] |= row.get(part, {})
    return LocaleData(
        name,
        _number_format(found["numbers"], numbering) if found["numbers"] else None,
        found["units"],
        _choose_date_format(found["dates"], locale.region or _likely_region(locale)),
    )


@cache
def has_locale(name: str) -> bool:
    """Tell whether CLDR knows the locale as a whole, with its region."""
    locale = canonical(name)
    # A likely region has no row of its own: the language's row is its data.
    return (bool(locale.region) and _likely_region(locale) == locale.region) or bool(_row(_chain(name)[0]))


@cache
def common() -> Mapping[str, Any]:
    """Read the data that no single locale owns: plural rules, digits, calendars, likely subtags."""
    found: dict[str, Any] = json.loads((_ASSETS / "common.json").read_text(encoding="utf-8"))
    return found


@cache
def canonical(name: str) -> Locale:
    """Divide a locale's name into its parts, with aliases replaced (UTS #35 part 1, Annex C)."""
    code, *rest = name.split("_")
    replaced, *more = str(common()["aliases"].get(code, code)).split("_")
    # A name with a script or region keeps them; a bare code takes those of its alias.
    rest = rest or more
    script = next((part.title() for part in rest if len(part) == 4 and part.isalpha()), "")
    region = next((part.upper() for part in rest if len(part) in (2, 3) and part.isalnum()), "")
    return Locale(replaced, script or _likely_script(replaced, region), region)


def _likely_script(language: str, region: str = "") -> str:
    return _likely(language, region)[0]


def _likely_region(locale: Locale) -> str:
    return _likely(locale.language, locale.script)[-1]


def _likely(language: str, other: str) -> list[str]:
    """Look up the likely script and region of a language; ``other`` is its script or region, if known."""
    likely = common()["likely"]
    names = (f"{language}_{other}", language)
    return str(next((likely[each] for each in names if each in likely), "_")).split("_")


def _chain(name: str) -> list[str]:
    """List the keys of a locale's rows, its own first."""
    language, script, region = canonical(name)
    base = language if script in ("", _likely_script(language)) else f"{language}_{script}"
    return [f"{base}_{region}", base] if region else [base]


@cache
def _row(key: str) -> Mapping[str, Any]:
    """Read one row of the table; empty if there is none. Rows are lines, so only this one is parsed."""
    head = f'{{"locale":"{key}"'
    for line in _lines():
        if line.startswith(head):
            found: dict[str, Any] = json.loads(line)
            return found
    return {}


@cache
def _lines() -> tuple[str, ...]:
    """Read the lines of the table, once for all locales."""
    return tuple((_ASSETS / "locales.jsonl").read_text(encoding="utf-8").splitlines())


def _number_format(found: Mapping[str, Any], numbering: str) -> NumberFormat:
    """Make the number format of a row, in its own numbering system or the given one."""
    digits = common()["digits"]
    # Marks depend on the digits: Persian groups its own with "٬", European ones with ",".
    system = numbering if numbering in digits else found["system"]
    first, others = found["sizes"]
    decimal, group = found["other"].get(system, (found["decimal"], found["group"]))
    return NumberFormat(digits[system], decimal, group, (first, others), found["minimum"], found["range"])


def _choose_date_format(found: Mapping[str, Any], region: str) -> DateFormat | None:
    """Choose the region's calendar if the language has names for its months, else the Gregorian one."""
    return next((_date_format(name, found[name]) for name in _calendars(region) if name in found), None)


def _calendars(region: str) -> Iterator[Calendar]:
    """Yield the civil calendars of a region, the preferred one first."""
    if region in common()["calendars"]:
        yield common()["calendars"][region]
    yield "gregorian"


def _date_format(calendar: Calendar, found: Mapping[str, Any]) -> DateFormat:
    return DateFormat(calendar, found["pattern"], tuple(found["months"]), found.get("era", ""))
