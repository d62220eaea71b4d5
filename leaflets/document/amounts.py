"""Quantities in the words and digits of a language.

In: a :class:`~leaflets.model.Quantity`. Out: markup whose numbers hold together on a line. Numbers, units
and plurals are CLDR's, through ICU (UTS #35 part 3 and 6); the words around them ("about", "more
than") are messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from babel.dates import format_date
from markupsafe import Markup

from leaflets.icu import MessageFormat
from leaflets.languages import Language
from leaflets.model import Amount, Quantity
from leaflets.model.quantities import CLDR_UNITS

# Written short, as on a ruler; all others are written out ("2 months").
_SHORT = frozenset({
    "millimeter", "centimeter", "meter", "microgram", "milligram", "gram", "kilogram", "milliliter", "liter",
    "percent", "celsius",
})  # fmt: skip
# CLDR's first calendar of Thailand is the Buddhist one, which Babel does not write.
_ERAS = {"th": ("ค.ศ.", "พ.ศ.", 543)}
_DUAL, _DUAL_OBLIQUE = "ان", "ين"
_MONTHS = {"month": 1.0, "year": 12.0, "week": 12 / 52, "day": 12 / 365}


class Phrases(Protocol):
    """The words around an amount, as messages: what ``amounts.html.j2`` offers."""

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Say the phrase of that name (``about``, ``more_than``, ``between`` …)."""


class Numerals:
    """Numbers of one language: digits, grouping, units and dates; keeps ICU's compiled formats."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._formats: dict[str, MessageFormat] = {}
        self.digits = "".join(self.number(digit) for digit in range(10))

    def number(self, value: float) -> str:
        """Write a number with the digits and grouping of the language."""
        return self._formatted("", value)

    def amount(self, amount: Amount) -> str:
        """Write a number with a unit of CLDR, in the plural that the number takes."""
        return self._formatted(_skeleton(amount.unit), amount.value)

    def dependent(self, amount: Amount) -> str:
        """Write an amount that hangs on a preposition or a verb, as in "about two years".

        CLDR's unit patterns for Arabic have the dual in the nominative only; inside a sentence it ends
        in ``-ayn``.
        """
        text = self.amount(amount)
        is_dual = self._language.code == "ar" and self.number(amount.value) not in text
        return f"{text.removesuffix(_DUAL)}{_DUAL_OBLIQUE}" if is_dual and text.endswith(_DUAL) else text

    def range(self, low: float, high: Amount) -> str:
        """Write a range with one unit ("6–8 mm"), in the plural that its upper end takes.

        Where that plural holds no number (Arabic for two months is one word) the form for
        large numbers is taken, because a range must show both.
        """
        numbers = self.pair(low, high.value)
        for value in (high.value, 100.0):
            text = self._formatted(_skeleton(high.unit), value)
            if (digits := self.number(value)) in text:
                return text.replace(digits, numbers, 1)
        return f"{numbers} {text}"

    def pair(self, low: float, high: float) -> str:
        """Write the two ends of a range without a unit."""
        return f"{self.number(low)}{self._language.range_mark}{self.number(high)}"

    def date(self, day: date) -> str:
        """Write a date in full, with the digits of the language."""
        text = format_date(day, "long", locale=self._language.cldr)
        if self._language.code in _ERAS:
            common, own, years = _ERAS[self._language.code]
            text = text.replace(f"{common} {day.year}", f"{own} {day.year + years}")
        return text.translate({ord("0") + value: digit for value, digit in enumerate(self.digits)})

    def _formatted(self, skeleton: str, value: float) -> str:
        if skeleton not in self._formats:
            numbering = self._language.numbering
            stem = f"{skeleton} numbering-system/{numbering}" if numbering else skeleton
            pattern = f"{{n, number, ::{stem}}}" if stem else "{n, number}"
            self._formats[skeleton] = MessageFormat(pattern, self._language.cldr)
        number = int(value) if float(value).is_integer() else value
        return str(self._formats[skeleton].format({"n": number}))


def _skeleton(unit: str) -> str:
    width = "unit-width-short" if unit in _SHORT else "unit-width-full-name"
    return f"unit/{unit} {width}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts quantities into words: numerals by CLDR, phrases by messages."""

    numerals: Numerals
    phrases: Phrases

    def quantity(self, quantity: Quantity) -> Markup:
        """Say a whole quantity, with its "about" or "more than"."""
        text = self._plain(quantity)
        if quantity.per:
            text = self.phrases.phrase("per_year", text)
        if quantity.approximate:
            return self.phrases.phrase("about", text)
        return self.phrases.phrase("more_than", text) if quantity.more_than else text

    def amount(self, amount: Amount, *, alone: bool = True) -> Markup:
        """Say one number with its unit; the two are never parted. ``alone`` is for labels."""
        if amount.unit in CLDR_UNITS:
            write = self.numerals.amount if alone else self.numerals.dependent
            return _atomic(write(amount))
        number = _atomic(self.numerals.number(amount.value))
        return self.phrases.phrase(amount.unit, amount.value, number)

    def _plain(self, quantity: Quantity) -> Markup:
        low, high = quantity.low, quantity.high
        if not quantity.is_range:
            return self.amount(high, alone=False)
        if low.unit != high.unit:
            return self.phrases.phrase("between", *(self.amount(end, alone=False) for end in (low, high)))
        if high.unit in CLDR_UNITS:
            return _atomic(self.numerals.range(low.value, high))
        return self.phrases.phrase(high.unit, high.value, _atomic(self.numerals.pair(low.value, high.value)))


def _atomic(text: str) -> Markup:
    """Mark a number with its unit as one piece that no line may part."""
    return Markup("<num>{}</num>").format(text)


def months(amount: Amount) -> float:
    """Give the length of a time in months, for a time axis.

    Raises:
        ValueError: the unit is no unit of time that an axis can show.
    """
    if amount.unit not in _MONTHS:
        raise ValueError(f'"{amount.unit}" is no unit for a time axis')
    return amount.value * _MONTHS[amount.unit]
