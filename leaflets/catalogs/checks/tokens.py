"""What must stand in a translation as it stands in the source: placeholders, markup, digits, names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from leaflets.catalogs.checks.base import BRACES, MARKUP, Finding, Pair
from leaflets.document.messages import markup_problem
from leaflets.document.supplied import AMOUNT, SAMPLE

_LEVEL = re.compile(r"(?<![A-Za-z])([CTLS])[\s\u00a0\u202f-]?(\d{1,2})(?!\d)", re.ASCII)
_PHONE = re.compile(r"(?<![\w{])\+?\d[\d\s()./\u00a0\u202f-]{4,}\d")
_NUMBER = re.compile(r"\d+(?:[.,٫٬ \u00a0\u202f]\d+)*")
_UNITS = re.compile(r"(?<=\d)[\s\u00a0\u202f]?(µg|mcg|mg|kg|g|ml|mL|dl|l|mm|cm|m|%|°C)(?![\w])")


def placeholder(pair: Pair) -> Iterator[Finding]:
    """Find placeholders lost, added or doubled, and braces that belong to none."""
    wanted, given = Counter(BRACES.findall(pair.source.text)), Counter(BRACES.findall(pair.target.text))
    for name in sorted(wanted | given):
        if not given[name] and name in pair.unsaid:
            continue
        if not given[name]:
            yield Finding(f"the placeholder {{{name}}} is missing", f"put {{{name}}} where the value belongs")
        elif not wanted[name]:
            known = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
            yield Finding(f"the placeholder {{{name}}} is not one of the source", f"it has: {known}")
        elif given[name] != wanted[name]:
            message = f"the placeholder {{{name}}} stands {given[name]} times, in the source {wanted[name]}"
            yield Finding(message)
    rest = BRACES.sub("", pair.target.text)
    if "{" in rest or "}" in rest:
        yield Finding("a brace is open or alone")


def placeholder_order(pair: Pair) -> Iterator[Finding]:
    """Find the ends of a range that changed places: {low} has to come before {high}."""
    names = BRACES.findall(pair.target.text)
    for first, second in (("low", "high"), ("page", "pages"), ("issued", "review"), ("size", "ruler")):
        if first in names and second in names and names.index(second) < names.index(first):
            source = BRACES.findall(pair.source.text)
            if source.index(first) < source.index(second) if {first, second} <= set(source) else False:
                yield Finding(
                    f"{{{second}}} stands before {{{first}}}", "see that each value keeps its words"
                )


def markup(pair: Pair) -> Iterator[Finding]:
    """Find tags lost, added or broken."""
    problem = markup_problem(pair.target.text)
    if problem:
        yield Finding(f"the translation {problem}")
        return
    wanted, given = Counter(MARKUP.findall(pair.source.text)), Counter(MARKUP.findall(pair.target.text))
    for tag in sorted((wanted | given) - (wanted & given)):
        word = "missing" if wanted[tag] > given[tag] else "not in the source"
        yield Finding(f"the markup {tag} is {word}")


def level(pair: Pair) -> Iterator[Finding]:
    """Find a level of the spine (L4–L5) that is another one in the translation."""
    wanted, given = _levels(pair.source.bare), _levels(pair.target.bare)
    if wanted != given:
        yield Finding(f"the source names {_listed(wanted)}, the translation {_listed(given)}")


def _levels(text: str) -> list[str]:
    return [f"{letter}{number}" for letter, number in _LEVEL.findall(_digits(text))]


def phone(pair: Pair) -> Iterator[Finding]:
    """Find a telephone number that is another one in the translation."""
    wanted, given = _phones(pair.source.bare), _phones(pair.target.bare)
    if wanted != given:
        yield Finding(f"the source has the number {_listed(wanted)}, the translation {_listed(given)}")


def _phones(text: str) -> list[str]:
    return [re.sub(r"\D", "", found) for found in _PHONE.findall(_digits(text))]


def number(pair: Pair) -> Iterator[Finding]:
    """Find digits that say another number in the translation."""
    if (pair.message.context, pair.message.msgid) == (AMOUNT, SAMPLE):
        return  # it shows how the language writes numbers; who reads it, checks it
    wanted, given = (Counter(_numbers(reading.bare)) for reading in (pair.source, pair.target))
    if wanted != given:
        lost, gained = sorted((wanted - given).elements()), sorted((given - wanted).elements())
        yield Finding(f"the source has the number {_listed(lost)}, the translation {_listed(gained)}")


def unit_sign(pair: Pair) -> Iterator[Finding]:
    """Find a unit behind digits that is another one in the translation (mg, g)."""
    wanted, given = (Counter(_UNITS.findall(_digits(reading.bare))) for reading in (pair.source, pair.target))
    if pair.language.script == "Latn" and wanted != given:
        lost, gained = sorted((wanted - given).elements()), sorted((given - wanted).elements())
        yield Finding(f"the source has the unit {_listed(lost)}, the translation {_listed(gained)}")


def _numbers(text: str) -> Iterator[str]:
    """Yield the numbers of a text by value; levels and telephone numbers have checks of their own."""
    text = _PHONE.sub(" ", _LEVEL.sub(" ", _digits(text)))
    for found in _NUMBER.findall(text):
        yield _value(found)


def _value(number: str) -> str:
    """Give a number without grouping, with a point before its decimals: 1,000 is 1000, 2,5 is 2.5."""
    parts = re.split(r"[.,٫٬ \u00a0\u202f]", number)
    is_grouped = len(parts) > 1 and all(len(part) == 3 for part in parts[1:])
    joined = "".join(parts) if is_grouped else ".".join(parts)
    return joined.rstrip("0").rstrip(".") if "." in joined else joined


def _digits(text: str) -> str:
    """Write all digits as European ones."""
    return "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or "none"
