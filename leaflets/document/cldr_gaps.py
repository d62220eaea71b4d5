"""Data that CLDR does not have for a language: the messages that ask for it, and the answers.

In: a language and the units in use. Out: the messages that its catalog must have (:func:`gap_messages`), and
a :class:`GapFiller` that reads their texts. Nothing is taken from CLDR's root or from another language.
Units, the number format, the range mark, the date and its months become messages with the contexts ``amount``
and ``date``, which ``leaflets catalog update`` adds only to the catalogs that need them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import unicodedata2 as unicodedata
from markupsafe import Markup

from leaflets.cldr import Count, DateFormat, LocaleData, NumberFormat, has_locale, locale_data, plurals_differ
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.speaking import Speaker
from leaflets.languages import Language

AMOUNT, DATE = "amount", "date"
# The sample number shows the group mark, the decimal mark and digits.
SAMPLE, RANGE, DAY = "1,234.5", "{low}–{high}", "{day} {month} {year}"
# The sample as a translator writes it: 1, the group mark if the language has one, 234, the decimal mark, 5.
_SAMPLE = re.compile(r"\d(?P<group>\D?)\d\d\d(?P<decimal>\D)\d")
# What must be quoted in a CLDR pattern, and the fields of our placeholders (UTS #35 part 4, 8).
_FIELD_OR_LETTER = re.compile(r"\{(day|month|year)\}|[A-Za-z']")
_PATTERN_FIELDS = {"day": "d", "month": "MMMM", "year": "y"}
_ENGLISH = "en_GB"
# The place of messages that are in no file of the workspace.
_PLACE = Position("CLDR")


def cldr_data(language: Language) -> LocaleData:
    """Look up the CLDR data of a language: of the tag's own region, else of its ``formats`` locale."""
    name = language.locale if has_locale(language.locale) and "_" in language.locale else language.cldr
    return locale_data(name, language.numbering)


def unit_patterns(language: Language, unit: str) -> Mapping[str, str] | None:
    """Look up the patterns of a unit by plural category; None if CLDR does not have them."""
    data = cldr_data(language)
    found = data.units.get(unit)
    # Patterns that differ by plural form are useless without plural rules for the language.
    return None if found is None or plurals_differ(data.name, found) else found


def unit_message(unit: str) -> tuple[str, str]:
    """Make the message that asks for a unit: its singular and plural in English, with ``{number}``."""
    patterns = locale_data(_ENGLISH).units[unit]
    one, many = patterns.get("one", patterns["other"]), patterns["other"]
    return one.replace("{0}", "{number}"), many.replace("{0}", "{number}")


def english_months() -> tuple[str, ...]:
    """List the months of the Gregorian calendar in English, January first: each is a message."""
    date = locale_data(_ENGLISH).date
    return date.months if date else ()


@dataclass(frozen=True, slots=True)
class GapMessage:
    """A message that stands in for missing CLDR data; ``plural`` is empty if it has no plural."""

    context: str
    msgid: str
    plural: str
    comment: str


def gap_messages(language: Language, units: frozenset[str]) -> Iterator[GapMessage]:
    """Yield the messages that a language needs in place of CLDR data, for the units in use."""
    data = cldr_data(language)
    if data.numbers is None:
        comment = "write this number with the digits, the group mark and the decimal mark of the language"
        yield GapMessage(AMOUNT, SAMPLE, "", comment)
        yield GapMessage(AMOUNT, RANGE, "", "a range of two numbers, such as 6–8")
    for unit in sorted(units):
        if unit_patterns(language, unit) is None:
            one, many = unit_message(unit)
            yield GapMessage(AMOUNT, one, many, "a number with its unit, written out")
    if data.date is None:
        yield GapMessage(DATE, DAY, "", "a whole date, such as 23 November 2026")
        for month in english_months():
            yield GapMessage(DATE, month, "", "a month as it stands in a date")


class GapFiller(Protocol):
    """Supplies missing CLDR data for one document: a :class:`CatalogFiller`, or none at all."""

    def amount(self, language: Language, unit: str, count: Count, numbers: str) -> str:
        """Say a number or a range with its unit."""

    def numbers(self, language: Language) -> NumberFormat:
        """Find the number format: digits, marks, groups, ranges."""

    def date(self, language: Language) -> DateFormat:
        """Find the format of a whole date, always in the Gregorian calendar."""


class _NoFiller:
    """Supplies nothing: without a catalog, missing CLDR data is an error at once."""

    def amount(self, language: Language, unit: str, count: Count, numbers: str) -> str:
        del count, numbers
        raise LeafletsError(_not_in_cldr(unit_message(unit)[0], language, _PLACE))

    def numbers(self, language: Language) -> NumberFormat:
        raise LeafletsError(_not_in_cldr(SAMPLE, language, _PLACE))

    def date(self, language: Language) -> DateFormat:
        raise LeafletsError(_not_in_cldr(DAY, language, _PLACE))


NO_FILLER: GapFiller = _NoFiller()


@dataclass(frozen=True, slots=True)
class CatalogFiller:
    """Supplies the translations of a catalog; missing ones are reported to the speaker.

    A placeholder value is then used, so that the rest of the document is read and its problems are reported
    too: a document with problems is never printed.
    """

    speaker: Speaker

    def amount(self, language: Language, unit: str, count: Count, numbers: str) -> str:
        """Say a number with its unit by the catalog's plural forms."""
        one, many = unit_message(unit)
        found = self.speaker.translations.find_plural(one, many, AMOUNT, count, _PLACE)
        if isinstance(found, Diagnostic):
            self.speaker.report(_with_reason(found, one, language))
            return numbers
        return self.speaker.fill(one, AMOUNT, found, {"number": Markup("{}").format(numbers)}, count)

    def numbers(self, language: Language) -> NumberFormat:
        """Infer the number format from the number that a translator wrote."""
        sample, mark = self._translated(SAMPLE, AMOUNT, language), self._translated(RANGE, AMOUNT, language)
        pattern = mark.replace("{low}", "{0}").replace("{high}", "{1}")
        found = _SAMPLE.fullmatch(sample)
        if found is None or not _is_counting(sample):
            message = f'"{sample}" does not show how {SAMPLE} is written in the language'
            hint = f"write the same number, {SAMPLE}, with the language's digits and marks"
            self.speaker.refuse(message, self._place(SAMPLE, AMOUNT), hint, "number-format")
            return NumberFormat("0123456789", ".", ",", range=pattern)
        # Unicode encodes the decimal digits of a script in sequence, so one determines the others.
        zero = ord(sample[0]) - 1
        digits = "".join(chr(zero + value) for value in range(10))
        return NumberFormat(digits, found["decimal"], found["group"], range=pattern)

    def date(self, language: Language) -> DateFormat:
        """Make the date format from its messages."""
        pattern = _FIELD_OR_LETTER.sub(_quoted, self._translated(DAY, DATE, language))
        months = tuple(self._translated(month, DATE, language) for month in english_months())
        return DateFormat("gregorian", pattern, months)

    def _translated(self, msgid: str, context: str, language: Language) -> str:
        found = self.speaker.translations.find(msgid, context, _PLACE)
        if isinstance(found, Diagnostic):
            self.speaker.report(_with_reason(found, msgid, language))
            return msgid
        return self.speaker.plain(msgid, context, found)

    def _place(self, msgid: str, context: str) -> Position:
        found = self.speaker.translations.find(msgid, context, _PLACE)
        return found.position or _PLACE


def _quoted(found: re.Match[str]) -> str:
    """Convert a placeholder to a field of CLDR date patterns, and quote a letter."""
    if found[1]:
        return _PATTERN_FIELDS[found[1]]
    return "''" if found[0] == "'" else f"'{found[0]}'"


def _is_counting(number: str) -> bool:
    """Tell whether the digits of a number are 12345, in one script."""
    figures = [letter for letter in number if letter.isdecimal()]
    steps = [ord(figure) - ord(figures[0]) for figure in figures]
    return steps == [0, 1, 2, 3, 4] and unicodedata.digit(figures[0], -1) == 1


def _not_in_cldr(msgid: str, language: Language, place: Position) -> Diagnostic:
    message = f'CLDR does not say "{msgid}" in {language.tag}, and nothing is borrowed from another language'
    hint = f"leaflets catalog update --language {language.tag} adds the message; translate it there"
    return Diagnostic(message, place, hint, code="not-in-cldr", language=language.tag)


def _with_reason(found: Diagnostic, msgid: str, language: Language) -> Diagnostic:
    """Explain that the message is needed because CLDR does not have it."""
    if found.code == "untranslated":
        return replace(found, hint=f"translate it: CLDR does not say it in {language.tag}")
    if found.code != "not-in-catalog":
        return found
    return replace(_not_in_cldr(msgid, language, found.position or _PLACE), position=found.position)
