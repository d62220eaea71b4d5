"""Make leaflets/assets/cldr from the Unicode Consortium's own npm packages of CLDR, once for each version.

    npm install --legacy-peer-deps --prefix DIR cldr-core@48.2.0 cldr-units-full@48.2.0 \
        cldr-numbers-full@48.2.0 cldr-dates-full@48.2.0 cldr-cal-persian-full@46.1.0 \
        cldr-cal-buddhist-full@39.0.0
    python tools/cldr.py DIR/node_modules

The packages are resolved: what a language does not say is filled from ``und`` (CLDR's root) or from the
parent locale. Here it is taken out again, so that the program can tell: a word that is the root's or
another language's is not kept, and numbers only of languages that CLDR itself calls covered. Which sign
of a unit is safe to print to a patient is decided here, too, and nowhere else.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "leaflets" / "assets" / "cldr"
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
# What people of the field write where CLDR says otherwise.
RANGES = {"zh": "{0}～{1}"}  # GB/T 15835-2011, 5.1.4: the wave dash stands between two numbers
# CLDR 48 lost the long date of Pashto, and kept the same words in the full one.
DATES = {"ps": "د y د MMMM d"}
COVERED = {"basic", "moderate", "modern"}
# Languages whose parent in CLDR is another language; Bokmål and Nynorsk are both Norwegian.
FOREIGN = {"ht": "fr", "hi-Latn": "en"}


class Source:
    """The npm packages, as they lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.coverage = self.load("cldr-core/coverageLevels.json")["effectiveCoverageLevels"]
        self.likely = self.supplemental("likelySubtags")["likelySubtags"]
        self.names = sorted(
            path.name
            for path in (folder / "cldr-units-full" / "main").iterdir()
            if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", path.name)
        )

    @cache  # noqa: B019 - one source for one run
    def load(self, path: str) -> dict[str, Any]:
        return json.loads((self.folder / path).read_text(encoding="utf-8"))

    def supplemental(self, name: str) -> dict[str, Any]:
        return self.load(f"cldr-core/supplemental/{name}.json")["supplemental"]

    def main(self, package: str, name: str, file: str) -> dict[str, Any]:
        path = f"{package}/main/{name}/{file}.json"
        return self.load(path)["main"][name] if (self.folder / path).exists() else {}

    def script(self, name: str) -> str:
        code, *rest = name.split("-")
        named = [part for part in rest if len(part) == 4]
        return named[0] if named else self.likely.get(name, self.likely.get(code, "und-Latn")).split("-")[1]

    def key(self, name: str) -> str:
        """Name a locale without the script that its language is written in anyway."""
        code, *rest = name.split("-")
        kept = [part for part in rest if len(part) != 4]
        script = self.script(name)
        return "_".join([code, *([script] if script != self.script(code) else []), *kept])

    def parent(self, name: str) -> str:
        """Name the locale of another language, or the root, that words must not come from."""
        code = name.split("-")[0]
        return FOREIGN.get(name) or FOREIGN.get(code) or "und"

    def is_covered(self, name: str) -> bool:
        code = name.split("-")[0]
        is_usual = self.script(name) == self.script(code)
        levels = (
            self.coverage.get(each) for each in (f"{code}-{self.script(name)}", code if is_usual else name)
        )
        return any(level in COVERED for level in levels)


def _patterns(units: Mapping[str, Any], width: str, unit: str) -> dict[str, str]:
    found = units.get(width, {}).get(f"{UNITS[unit]}-{unit}", {})
    head = "unitPattern-count-"
    return {key.removeprefix(head): text for key, text in found.items() if key.startswith(head)}


def _plain(pattern: str) -> str:
    return re.sub(r"[\s\u00a0\u202f\u200e\u200f]", "", pattern.replace("{0}", ""))


def _own(source: Source, name: str, width: str, unit: str) -> dict[str, str]:
    """Give the patterns of a unit that are the language's: not the root's, not another language's."""
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
    if re.search(r"[./]", text) or (name.split("-")[0], unit) in ABBREVIATED:
        return False
    return (source.script(name) == "Latn" and len(letters) > 1) or (bool(letters) and not is_latin)


def _sign(source: Source, name: str, unit: str) -> dict[str, str]:
    """Give the sign of a unit if it is safe: the SI's in Latin script, else the language's own."""
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
    """Give the patterns that a unit is printed with; none if the language does not have it."""
    found = _sign(source, name, which) or _words(source, name, which)
    return {"other": found["other"]} if len(set(found.values())) == 1 else found


def _words(source: Source, name: str, which: str) -> dict[str, str]:
    """Give the full name of a unit, if the language has it itself."""
    words = _own(source, name, "long", which)
    short = _patterns(source.main("cldr-units-full", name, "units")["units"], "short", which)
    # Where "other" is written out, a category with the sign of all numbers was filled from the short names.
    if words.get("other") != short.get("other"):
        sign = _plain(short.get("other", ""))
        words = {key: text for key, text in words.items() if _plain(text) != sign}
    is_whole = "other" in words and all(_is_word(source, name, which, text) for text in words.values())
    return words if is_whole else {}


def numbers(source: Source, name: str) -> dict[str, Any]:
    """Give how numbers are written; nothing for a language that CLDR does not call covered."""
    if not source.is_covered(name):
        return {}
    found = source.main("cldr-numbers-full", name, "numbers")["numbers"]
    system = found["defaultNumberingSystem"]
    pattern = found[f"decimalFormats-numberSystem-{system}"]["standard"]
    *_, second, first = ("", *pattern.split(".")[0].split(","))
    range_mark = found.get(f"miscPatterns-numberSystem-{system}", {}).get("range", "")
    symbols = found[f"symbols-numberSystem-{system}"]
    return {
        "system": system,
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "sizes": [len(first), len(second.replace("#,", "")) if pattern.count(",") > 1 else len(first)],
        "minimum": int(found["minimumGroupingDigits"]),
        "range": RANGES.get(source.key(name), range_mark),
        "other": {
            key.removeprefix("symbols-numberSystem-"): [each["decimal"], each["group"]]
            for key, each in found.items()
            if key.startswith("symbols-") and not key.endswith(f"-{system}")
        },
    }


def dates(source: Source, name: str) -> dict[str, Any]:
    """Give the long date of each calendar whose months the language names itself."""
    pattern = DATES.get(name.split("-")[0]) or _date(source, "cldr-dates-full", name, "gregorian")
    months = _months(source, "cldr-dates-full", name, "gregorian")
    root = _date(source, "cldr-dates-full", "und", "gregorian")
    if not months or (pattern == root and not source.is_covered(name)):
        return {}
    # The era is left out where nobody writes it: in the calendar of everyday life.
    plain = pattern.replace(" G", "")
    found: dict[str, Any] = {"gregorian": {"pattern": plain, "months": months}}
    if persian := _months(source, "cldr-cal-persian-full", name, "persian"):
        found["persian"] = {"pattern": plain, "months": persian}
    if name.split("-")[0] == "th":
        era = source.main("cldr-cal-buddhist-full", name, "ca-buddhist")["dates"]["calendars"]["buddhist"]
        found["buddhist"] = {"pattern": pattern, "months": months, "era": era["eras"]["eraAbbr"]["0"]}
    return found


def _date(source: Source, package: str, name: str, calendar: str) -> str:
    found = source.main(package, name, f"ca-{calendar}")
    long = found["dates"]["calendars"][calendar]["dateFormats"]["long"] if found else ""
    return long if isinstance(long, str) else long["_value"]


def _months(source: Source, package: str, name: str, calendar: str) -> list[str]:
    """Give the twelve months as they stand in a date; none if they are the root's or another language's."""
    found = source.main(package, name, f"ca-{calendar}")
    if not found:
        return []

    def wide(data: Mapping[str, Any]) -> list[str]:
        return list(data["dates"]["calendars"][calendar]["months"]["format"]["wide"].values())

    months = wide(found)
    others = {"und", source.parent(name)} if calendar == "gregorian" or name[:2] != "en" else set()
    foreign = {month for other in others for month in wide(source.main(package, other, f"ca-{calendar}"))}
    return [] if foreign & set(months) else months


def row(source: Source, name: str) -> dict[str, Any]:
    """Give all that the program needs of a locale."""
    units = {which: found for which in UNITS if (found := unit(source, name, which))}
    return {"numbers": numbers(source, name), "units": units, "dates": dates(source, name)}


def rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield a row for each locale: of one with a region only what differs from its language."""
    whole: dict[str, dict[str, Any]] = {}
    for name in source.names:
        key = source.key(name)
        if name == "und" or key in whole:
            continue
        whole[key] = row(source, name)
        base = whole.get(key.rpartition("_")[0], {}) if re.search(r"_([A-Z]{2}|[0-9]{3})$", key) else {}
        yield {"locale": key} | _difference(whole[key], base)


def _difference(found: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    return {
        part: kept
        for part, values in found.items()
        if (kept := {key: value for key, value in values.items() if value != base.get(part, {}).get(key)})
    }


def common(source: Source, codes: set[str]) -> dict[str, Any]:
    """Give what is no locale's own: plural rules, digits, first calendars, likely scripts and regions."""
    preference = source.supplemental("calendarPreferenceData")["calendarPreferenceData"]
    systems = source.supplemental("numberingSystems")["numberingSystems"]
    return {
        "version": source.supplemental("plurals")["version"]["_cldrVersion"],
        "calendars": {
            region: order[0]
            for region, order in preference.items()
            if order[0] != "gregorian" and region != "001"
        },
        "digits": {name: each["_digits"] for name, each in systems.items() if each["_type"] == "numeric"},
        "aliases": _aliases(source, codes),
        "likely": {
            name.replace("-", "_"): "_".join(full.split("-")[1:])
            for name, full in source.likely.items()
            if name.split("-")[0] in codes
        },
        "plurals": _plurals(source),
        "ranges": _ranges(source),
    }


def _plurals(source: Source) -> dict[str, dict[str, str]]:
    head = "pluralRule-count-"
    found = {
        code.replace("-", "_"): {
            key.removeprefix(head): text.split("@")[0].strip()
            for key, text in rules.items()
            if key != f"{head}other"
        }
        for code, rules in source.supplemental("plurals")["plurals-type-cardinal"].items()
        if code != "und"
    }
    for child, parent in source.supplemental("parentLocales")["parentLocales"]["parentLocale"].items():
        name = parent.replace("-", "_")
        if name in found and "_" in name:
            found.setdefault(child.replace("-", "_"), found[name])
    return found


def _ranges(source: Source) -> dict[str, dict[str, str]]:
    """Give the plural forms of ranges where they are not that of the end (UTS #35 part 3, 5.3)."""
    found: dict[str, dict[str, str]] = {}
    for code, ranges in source.supplemental("pluralRanges")["plurals"].items():
        for key, result in ranges.items():
            _, _, start, _, end = key.split("-")
            if result != end:
                found.setdefault(code, {})[f"{start} {end}"] = result
    return found


def _aliases(source: Source, codes: set[str]) -> dict[str, str]:
    """Give the languages that CLDR keeps under another code (kmr is ku, prs is fa_AF)."""
    aliases = source.supplemental("aliases")["metadata"]["alias"]["languageAlias"]
    return {
        code: each["_replacement"].replace("-", "_")
        for code, each in aliases.items()
        if re.fullmatch("[a-z]{2,3}", code)
        and code not in codes
        and each["_replacement"].split("-")[0] in codes
        and " " not in each["_replacement"]
    }


def main(folder: str) -> None:
    """Write the table."""
    source = Source(Path(folder))
    found = list(rows(source))
    codes = {each["locale"].split("_")[0] for each in found}
    lines = (json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in found)
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "locales.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    text = json.dumps(common(source, codes), ensure_ascii=False, indent=0, sort_keys=True)
    (TARGET / "common.json").write_text(f"{text}\n", "utf-8", newline="\n")
    print(f"{len(found)} locales written")


if __name__ == "__main__":
    main(*sys.argv[1:])
