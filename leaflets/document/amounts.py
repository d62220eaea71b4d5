"""Quantities in the words and digits of a language.

:class:`Numerals` formats numbers, units and dates; :class:`Wording` puts whole quantities into words.
In: a :class:`~leaflets.content.quantities.Quantity`. Out: markup whose numbers are never broken across lines.
Numbers, units and plurals are CLDR's (UTS #35 part 3 and 6), exact to the last digit; what CLDR does not
have comes from the language's catalog; the words around them ("about", "more than") are messages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from markupsafe import Markup

from leaflets.cldr import Count, NumberFormat, NumberRange, category
from leaflets.content.quantities import CLDR_UNITS, Amount, Quantity, exact
from leaflets.document.calendars import in_calendar
from leaflets.document.cldr_gaps import NO_FILLER, GapFiller, cldr_data, unit_patterns
from leaflets.languages import Language

# Quoted text or a field of a date pattern (UTS #35 part 4, 8); other characters are literal.
_FIELD = re.compile(r"'([^']*)'|(G+|y+|M+|d+)")
# The Arabic dual in the nominative and in the other cases.
_DUAL, _DUAL_OBLIQUE = "ان", "ين"

Numeric = int | float | Decimal
# The name of the phrase around some numbers, empty if they need none, and what it is given.
Said = tuple[str, tuple[object, ...]]


class Phrases(Protocol):
    """The words around an amount, as messages: what ``amounts.html.j2`` offers."""

    def offers(self, name: str) -> bool:
        """Tell whether there is a phrase of a name."""

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Say the phrase of a name (``about``, ``more_than``, ``between`` …)."""


class Numerals:
    """Numbers of one language: digits, grouping, units and dates.

    ``filler`` provides what CLDR does not have; by default that raises a LeafletsError.
    """

    def __init__(self, language: Language, filler: GapFiller = NO_FILLER) -> None:
        self._language = language
        self._filler = filler
        self._data = cldr_data(language)
        self._form: NumberFormat | None = self._data.numbers

    @property
    def digits(self) -> str:
        """The ten digits of the language in one string, zero first."""
        return self._numbers.digits

    def number(self, value: Numeric) -> str:
        """Write a number with the digits and grouping of the language, and all its decimals."""
        return self._numbers.write(exact(value))

    def amount(self, amount: Amount) -> str:
        """Write a number with a CLDR unit, in the plural form of the number."""
        return self._with_unit(amount.unit, amount.value, self.number(amount.value))

    def oblique(self, amount: Amount) -> str:
        """Write an amount after a preposition or a verb, as in "about two years".

        CLDR's Arabic unit patterns have the dual in the nominative only; in other cases it ends in ``-ayn``.
        """
        text = self.amount(amount)
        # Only the dual expresses its number in the noun, without a numeral.
        is_dual = self._language.code == "ar" and self.number(amount.value) not in text
        return f"{text.removesuffix(_DUAL)}{_DUAL_OBLIQUE}" if is_dual and text.endswith(_DUAL) else text

    def says_numeral(self, amount: Amount) -> bool:
        """Tell whether a number with its unit has a numeral; an Arabic month or two months are one word."""
        patterns = unit_patterns(self._language, amount.unit)
        return patterns is None or "{0}" in self._pattern(patterns, amount.value)

    def range(self, low: Numeric, high: Amount) -> str:
        """Write a range with one unit ("6–8 mm"), in the plural form of ranges."""
        return self._with_unit(high.unit, NumberRange(exact(low), high.value), self.pair(low, high.value))

    def pair(self, low: Numeric, high: Numeric) -> str:
        """Write the two ends of a range without a unit."""
        return self._numbers.range.format(self.number(low), self.number(high))

    def date(self, day: date) -> str:
        """Write a date in full, in the calendar and with the digits of the language."""
        form = self._data.date or self._filler.date(self._language)
        year, month, of_month = in_calendar(day, form)

        def written(field: re.Match[str]) -> str:
            # Only the fields of CLDR's long dates; a month of one or two letters is a number.
            match (field[2] or "'")[0]:
                case "y":
                    return self._ungrouped(year)
                case "M" if len(field[2]) > 2:
                    return form.months[month - 1]
                case "M":
                    return self._ungrouped(month, len(field[2]))
                case "d":
                    return self._ungrouped(of_month, len(field[2]))
                case "G":
                    return form.era
            return field[1] or "'"  # two quotes are a literal one

        return _FIELD.sub(written, form.pattern)

    @property
    def _numbers(self) -> NumberFormat:
        """The number format; if CLDR has none, it is read from the catalog on first use."""
        if self._form is None:
            self._form = self._filler.numbers(self._language)
        return self._form

    def _ungrouped(self, value: int, width: int = 1) -> str:
        """Write a number of a date: without grouping, padded with zeros."""
        return "".join(self.digits[int(figure)] for figure in f"{value:0{width}d}")

    def _with_unit(self, unit: str, count: Count, numbers: str) -> str:
        """Put a written number or range into the pattern of its unit, in the plural form of its count."""
        patterns = unit_patterns(self._language, unit)
        if patterns is None:
            return self._filler.amount(self._language, unit, count, numbers)
        pattern = self._pattern(patterns, count)
        # A form without a numeral (the Arabic dual) cannot express a range.
        if isinstance(count, NumberRange) and "{0}" not in pattern:
            pattern = patterns["other"]
        return pattern.replace("{0}", numbers)

    def _pattern(self, patterns: Mapping[str, str], count: Count) -> str:
        """Choose the pattern of a unit by the plural form of a count."""
        return patterns.get(category(self._data.name, count) or "other", patterns["other"])


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts quantities into words: numerals from CLDR, phrases from messages.

    Numbers become ``<num>``, which is never broken across lines (QRD 4.9).
    """

    numerals: Numerals
    phrases: Phrases

    def quantity(self, quantity: Quantity) -> Markup:
        """Say a whole quantity, with its "about" or "more than".

        The phrase that says most at once is taken (``more_than_operation_per_year``), because a translator
        can put the parts of one message into any order, but not those of messages inside each other.
        """
        qualifier = "about" if quantity.approximate else "more_than" if quantity.more_than else ""
        per = f"per_{quantity.per}" if quantity.per else ""
        inner, arguments = self._numbers(quantity)
        if self.phrases.offers(whole := _joined(qualifier, inner, per)):
            return self.phrases.phrase(whole, *arguments)
        text = self._said(inner, arguments)
        if self.phrases.offers(around := _joined(qualifier, per)):
            return self.phrases.phrase(around, text)
        return self._said(qualifier, (self._said(per, (text,)),))

    def amount(self, amount: Amount, *, alone: bool = True) -> Markup:
        """Say one number with its unit, kept together. ``alone`` is for labels."""
        return self._said(*self._number(amount, alone=alone))

    def _said(self, name: str, arguments: tuple[object, ...]) -> Markup:
        """Say a phrase; without a name, what would be said in it, which is then one text."""
        return self.phrases.phrase(name, *arguments) if name else Markup("{}").format(*arguments)

    def _number(self, amount: Amount, *, alone: bool) -> Said:
        """Write one number with its unit."""
        if amount.unit in CLDR_UNITS:
            write = self.numerals.amount if alone else self.numerals.oblique
            return "", (_atomic(write(amount)),)
        return amount.unit, (amount.value, _atomic(self.numerals.number(amount.value)))

    def _numbers(self, quantity: Quantity) -> Said:
        """Write the numbers of a quantity.

        A unit that both ends share is said once, unless the language says neither end with a numeral: Arabic
        has "a month to two months", where both are one word.
        """
        low, high = quantity.low, quantity.high
        if not quantity.is_range:
            return self._number(high, alone=False)
        if low.unit != high.unit or not any(self.numerals.says_numeral(end) for end in (low, high)):
            return "between", tuple(self.amount(end, alone=False) for end in (low, high))
        if high.unit in CLDR_UNITS:
            return "", (_atomic(self.numerals.range(low.value, high)),)
        pair = _atomic(self.numerals.pair(low.value, high.value))
        return high.unit, (NumberRange(low.value, high.value), pair)


def _joined(*names: str) -> str:
    """Join the names of phrases to the name of the phrase that says them at once."""
    return "_".join(filter(None, names))


def _atomic(text: str) -> Markup:
    """Mark a number with its unit as unbreakable."""
    return Markup("<num>{}</num>").format(text)
