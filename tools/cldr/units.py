"""Which sign or name of a unit is safe to print to a patient, in each language.

A name that is the root's or another language's is not kept. Short is only what nobody can misread: the
signs of the SI in Latin script, a language's own signs elsewhere; all else is written out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import unicodedata2 as unicodedata

from tools.cldr.packages import Source

UNITS = {
    "millimeter": "length", "centimeter": "length", "meter": "length",
    "second": "duration", "minute": "duration", "hour": "duration", "day": "duration",
    "week": "duration", "month": "duration", "year": "duration",
    "microgram": "mass", "milligram": "mass", "gram": "mass", "kilogram": "mass",
    "milliliter": "volume", "liter": "volume", "percent": "concentr", "celsius": "temperature",
}  # fmt: skip
# The signs of the SI (BIPM, The International System of Units, 5.2), which are no abbreviations and no
# language's. Micrograms are left out (the sign is read as mg: ISMP, Error-Prone Abbreviations), litres too
# ("1 l" reads as 11), metres (the letter is the month's and the minute's, too), and times.
SIGNS = {
    "millimeter": {"mm"}, "centimeter": {"cm"}, "milligram": {"mg"}, "gram": {"g"}, "kilogram": {"kg"},
    "milliliter": {"ml", "mL"}, "percent": {"%", "٪"}, "celsius": {"°C"},
}  # fmt: skip
# Full names that are abbreviations, though nothing in them shows it.
ABBREVIATED = {
    ("am", "microgram"), ("ga", "hour"), ("ga", "week"), ("ga", "year"), ("yo", "day"), ("yo", "hour"),
    ("yo", "minute"), ("yo", "week"),
}  # fmt: skip
# Singulars that were filled from the short names.
FILLED = {
    *(("cv", unit) for unit in UNITS), ("kok", "liter"), ("kok", "meter"), ("kok", "minute"),
}  # fmt: skip


def _patterns(units: Mapping[str, Any], width: str, unit: str) -> dict[str, str]:
    found = units.get(width, {}).get(f"{UNITS[unit]}-{unit}", {})
    head = "unitPattern-count-"
    return {key.removeprefix(head): text for key, text in found.items() if key.startswith(head)}


def _plain(pattern: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u200e\u200f]", "", pattern.replace("{0}", ""))


def _own(source: Source, name: str, width: str, unit: str) -> dict[str, str]:
    """Select the patterns of a unit that are the language's: not the root's, not another language's."""
    others = {"und", source.parent(name)}
    foreign = {
        _plain(text)
        for other in others
        for each in ("long", "short")
        for text in _patterns(source.main("cldr-units-full", other, "units")["units"], each, unit).values()
    }
    given = _patterns(source.main("cldr-units-full", name, "units")["units"], width, unit)
    # A category that is missing is said as "other" is (UTS #35 part 2, 4.1.2, lateral inheritance).
    return {key: text for key, text in given.items() if _plain(text) not in foreign}


def _is_word(source: Source, name: str, unit: str, pattern: str) -> bool:
    """Tell a name that is written out, in the language's script, from an abbreviation."""
    text = _plain(pattern)
    letters = [each for each in text if each.isalpha()]
    is_latin = any("LATIN" in unicodedata.name(each, "") for each in letters)
    if re.search(r"[./]", text) or (name.split("-", maxsplit=1)[0], unit) in ABBREVIATED:
        return False
    return (source.script(name) == "Latn" and len(letters) > 1) or (bool(letters) and not is_latin)


def _sign(source: Source, name: str, unit: str) -> dict[str, str]:
    """Find the sign of a unit, if one is safe: the SI's in Latin script, else the language's own."""
    if unit not in SIGNS:
        return {}
    if source.script(name) == "Latn" or unit in ("percent", "celsius"):
        given = _patterns(source.main("cldr-units-full", name, "units")["units"], "short", unit)
        if given and all(_plain(text) in SIGNS[unit] for text in given.values()):
            return given
    # One letter says too little: the gram is written out where its sign is not the SI's.
    if source.script(name) == "Latn" or unit == "gram":
        return {}
    own = _own(source, name, "short", unit)
    is_clear = all(
        sum(unicodedata.category(letter) == "Lo" or letter.isalpha() for letter in _plain(text)) > 1
        and "LATIN" not in "".join(unicodedata.name(letter, "") for letter in _plain(text))
        for text in own.values()
    )
    return own if "other" in own and is_clear else {}


def unit(source: Source, name: str, which: str) -> dict[str, str]:
    """Choose the patterns that a unit is printed with, by plural category; none if the language lacks it."""
    found = _sign(source, name, which) or _words(source, name, which)
    return {"other": found["other"]} if len(set(found.values())) == 1 else found


def _words(source: Source, name: str, which: str) -> dict[str, str]:
    """Find the full name of a unit, by plural category; none if the language does not have it itself."""
    words = _own(source, name, "long", which)
    short = _patterns(source.main("cldr-units-full", name, "units")["units"], "short", which)
    if (name.split("-", maxsplit=1)[0], which) in FILLED:
        words = {key: text for key, text in words.items() if text != short.get(key)} or words
    is_whole = "other" in words and all(_is_word(source, name, which, text) for text in words.values())
    return words if is_whole else {}
