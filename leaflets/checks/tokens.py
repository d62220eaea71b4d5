"""What a translation must repeat from its source: placeholders, markup, levels of the spine, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import unicodedata2 as unicodedata

from leaflets.characters import without_markup
from leaflets.checks.check import Finding, Pair, quoted
from leaflets.content.model import PLACEHOLDER, placeholders
from leaflets.document.cldr_gaps import AMOUNT, SAMPLE
from leaflets.document.speaking import INLINE_MARKUP, markup_problem

# Tags with a name; "<" before a number is reported as broken markup.
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# "&#123;" is a brace too.
_HAS_BRACE = re.compile(r"[{}]|&#")
# Vertebrae: cervical, thoracic, lumbar, sacral. A Thai or Chinese letter may be adjacent.
_LEVEL = re.compile(r"(?<![A-Za-z])([CTLS])[\s\u00a0\u202f-]?(\d{1,2})(?!\d)", re.ASCII)
# Six or more characters: digits, and separators between them.
_PHONE = re.compile(r"(?<![\w{])\+?\d[\d\s()./\u00a0\u202f-]{4,}\d")
# A mark or space between digits is part of the number, an apostrophe only before three digits (de-CH).
_NUMBER = re.compile(r"\d+(?:[.,٫٬ \u00a0\u202f]\d+|['’]\d{3}(?!\d))*")
_SEPARATOR = re.compile("[.,٫٬'’ \u00a0\u202f]")
# Grouped thousands are not a telephone number, which would begin with 0 or +.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+")
_UNITS = re.compile(r"(?<=\d)[\s\u00a0\u202f]?(µg|mcg|mg|kg|g|ml|mL|dl|l|mm|cm|m|%|°C)(?![\w])")
# Patterns of dates and amounts, whose parts stand as each language has them.
_PATTERNS = ("date", "amount")


def placeholder(pair: Pair) -> Iterator[Finding]:
    """Find placeholders lost, added or doubled, and braces that belong to none."""
    if not _HAS_BRACE.search(pair.source.text + pair.target.text):
        return
    wanted, given = Counter(placeholders(pair.source.text)), Counter(placeholders(pair.target.text))
    for name in sorted(wanted | given):
        if not given[name] and name in pair.optional_placeholders:
            continue
        if not given[name]:
            message = f"the placeholder {{{name}}} is missing in {quoted(pair.target.text)}"
            yield Finding(message, f"put {{{name}}} where the value belongs")
        elif not wanted[name]:
            known = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "none"
            message = f"the placeholder {{{name}}} is not one of the message {quoted(pair.source.text)}"
            yield Finding(message, f"it has: {known}")
        elif given[name] != wanted[name]:
            message = f"the placeholder {{{name}}} stands {given[name]} times, in the source {wanted[name]}"
            yield Finding(message)
    rest = without_markup(PLACEHOLDER.sub("", pair.target.text))
    if "{" in rest or "}" in rest:
        hint = "braces stand only around the name of a placeholder"
        yield Finding(f"a brace is open or alone in {quoted(pair.target.text)}", hint)


def placeholder_order(pair: Pair) -> Iterator[Finding]:
    """Find two values that changed places: {low} must come before {high}, as in the source."""
    if pair.message.context.startswith(_PATTERNS) and "low" not in placeholders(pair.source.text):
        return
    target = list(dict.fromkeys(placeholders(pair.target.text)))
    source = [name for name in dict.fromkeys(placeholders(pair.source.text)) if name in target]
    for first, second in pairwise(source):
        if target.index(second) < target.index(first):
            hint = "see that each value keeps its words"
            yield Finding(f"{{{second}}} stands before {{{first}}}", hint, f"{second} {first}")


def markup(pair: Pair) -> Iterator[Finding]:
    """Find tags lost, added or broken, and tags that no text may have."""
    if "<" not in pair.source.text + pair.target.text and "&" not in pair.target.text:
        return
    if problem := markup_problem(pair.target.text):
        allowed = ", ".join(f"<{tag}>" for tag in sorted(INLINE_MARKUP))
        yield Finding(f"{quoted(pair.target.text)} {problem}", f"allowed: {allowed}")
        return
    # Their order may differ between languages; markup_problem has checked the nesting.
    wanted, given = Counter(_TAG.findall(pair.source.text)), Counter(_TAG.findall(pair.target.text))
    for tag in sorted((wanted | given) - (wanted & given)):
        word = "missing" if wanted[tag] > given[tag] else "not in the source"
        yield Finding(f"the markup {tag} is {word}")


def level(pair: Pair) -> Iterator[Finding]:
    """Find a level of the spine (L4–L5) that differs in the translation."""
    wanted, given = _levels(pair.source.bare), _levels(pair.target.bare)
    if wanted != given:
        yield Finding(f"the source names {_listed(wanted)}, the translation {_listed(given)}")


def _levels(text: str) -> list[str]:
    return [f"{letter}{number}" for letter, number in _LEVEL.findall(_digits(text))]


def phone(pair: Pair) -> Iterator[Finding]:
    """Find a telephone number that differs in the translation."""
    wanted, given = _phones(pair.source.bare), _phones(pair.target.bare)
    # In order: two swapped numbers would reach the wrong desks.
    if wanted != given:
        yield Finding(f"the source has the number {_listed(wanted)}, the translation {_listed(given)}")


def _phones(text: str) -> list[str]:
    found = (number for number in _PHONE.findall(_digits(text)) if not _THOUSANDS.fullmatch(number))
    return [re.sub(r"\D", "", number) for number in found]


def number(pair: Pair) -> Iterator[Finding]:
    """Find numbers of the source that the translation does not write in digits."""
    if (pair.message.context, pair.message.msgid) == (AMOUNT, SAMPLE):
        return  # a sample of how the language writes numbers
    given = Counter(numbers_beside(pair.target.bare, pair.source.bare))
    lost = Counter(numbers_beside(pair.source.bare, pair.target.bare)) - given
    if lost:
        yield Finding(f"the number {_listed(sorted(lost.elements()))} of the source is lost")


def unit_sign(pair: Pair) -> Iterator[Finding]:
    """Find a unit after digits that differs in the translation (mg, g)."""
    wanted, given = (Counter(_UNITS.findall(_digits(reading.bare))) for reading in (pair.source, pair.target))
    # Other scripts write units in their own letters, which the lexicons have.
    if pair.language.script == "Latn" and wanted != given:
        lost, gained = sorted((wanted - given).elements()), sorted((given - wanted).elements())
        yield Finding(f"the source has the unit {_listed(lost)}, the translation {_listed(gained)}")


def numbers_beside(text: str, other: str) -> Iterator[str]:
    """Yield the numbers of a text by value, without the levels and telephone numbers that both texts have."""
    text, other = _digits(text), _digits(other)
    for pattern, read in ((_PHONE, _phones), (_LEVEL, _levels)):
        shared = set(read(text)) & set(read(other))
        text = pattern.sub(lambda match: " " if set(read(match[0])) & shared else match[0], text)  # noqa: B023
    for found in _NUMBER.findall(text):
        yield _value(found)


def _value(number: str) -> str:
    """Normalise a number: no grouping, and a point before decimals: 1,000 is 1000, 2,5 is 2.5.

    Groups are of three digits, or of two before the last (the lakhs of India: 2,50,000). "1,000" is read as
    a thousand in every language: no leaflet has decimals of three digits.
    """
    whole, parts = number, _SEPARATOR.split(number)
    if is_grouped := len(parts) > 1 and _is_grouped(parts):
        whole = "".join(parts)
    marks = _SEPARATOR.findall(number)
    # A last mark that differs from those before it is the decimal mark.
    if len(marks) > 1 and marks[-1] not in marks[:-1] and _is_grouped(parts[:-1]):
        whole = f"{''.join(parts[:-1])}.{parts[-1]}"
    elif not is_grouped:
        whole = ".".join(parts)
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _is_grouped(parts: Sequence[str]) -> bool:
    """Tell whether all groups but the first have three digits, or two before a last group of three."""
    return len(parts[-1]) == 3 and {len(part) for part in parts[1:-1]} in (set(), {2}, {3})


def _digits(text: str) -> str:
    """Replace the decimal digits of every script by European ones; other characters are kept."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text)


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items) or "none"
