"""Make leaflets/assets/cldr from the Unicode Consortium's own npm packages of CLDR, once for each version.

    npm install --legacy-peer-deps --prefix DIR cldr-core@48.2.0 cldr-units-full@48.2.0 \
        cldr-numbers-full@48.2.0 cldr-dates-full@48.2.0 cldr-cal-persian-full@46.1.0 \
        cldr-cal-buddhist-full@39.0.0
    python -m tools.cldr.make DIR/node_modules

The packages are resolved: what a language does not say is filled from ``und`` (CLDR's root) or from the
parent locale. Here it is taken out again, so that the program can tell: a word that is the root's or
another language's is not kept, and numbers only of languages that CLDR itself calls covered.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.cldr.packages import Source
from tools.cldr.units import UNITS, unit

TARGET = Path(__file__).parents[2] / "leaflets" / "assets" / "cldr"
# What people of the field write where CLDR says otherwise.
RANGES = {"zh": "{0}～{1}"}  # GB/T 15835-2011, 5.1.4: the wave dash stands between two numbers
# CLDR 48 lost the long date of Pashto, and kept the same words in the full one.
DATES = {"ps": "د y د MMMM d"}


def numbers(source: Source, name: str) -> dict[str, Any]:
    """Collect how numbers are written; nothing for a language that CLDR does not call covered."""
    if not source.is_covered(name):
        return {}
    found = source.main("cldr-numbers-full", name, "numbers")["numbers"]
    system = found["defaultNumberingSystem"]
    pattern: str = found[f"decimalFormats-numberSystem-{system}"]["standard"]
    # The pattern of India is "#,##,##0.###": between its commas stand the sizes of the groups.
    second, first = ["", *pattern.split(".", maxsplit=1)[0].split(",")][-2:]
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
    """Collect the long date of each calendar whose months the language names itself."""
    pattern = DATES.get(name.split("-", maxsplit=1)[0]) or _date(source, "cldr-dates-full", name, "gregorian")
    months = _months(source, "cldr-dates-full", name, "gregorian")
    root = _date(source, "cldr-dates-full", "und", "gregorian")
    if not months or (pattern == root and not source.is_covered(name)):
        return {}
    # The era is left out where nobody writes it: in the calendar of everyday life.
    plain = pattern.replace(" G", "")
    found: dict[str, Any] = {"gregorian": {"pattern": plain, "months": months}}
    if persian := _months(source, "cldr-cal-persian-full", name, "persian"):
        found["persian"] = {"pattern": plain, "months": persian}
    if name.split("-", maxsplit=1)[0] == "th":
        era = source.main("cldr-cal-buddhist-full", name, "ca-buddhist")["dates"]["calendars"]["buddhist"]
        found["buddhist"] = {"pattern": pattern, "months": months, "era": era["eras"]["eraAbbr"]["0"]}
    return found


def _date(source: Source, package: str, name: str, calendar: str) -> str:
    found = source.main(package, name, f"ca-{calendar}")
    long = found["dates"]["calendars"][calendar]["dateFormats"]["long"] if found else ""
    return long if isinstance(long, str) else long["_value"]


def _months(source: Source, package: str, name: str, calendar: str) -> list[str]:
    """List the twelve months as they stand in a date; none if they are the root's or another language's."""
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
    """Collect all that the program needs of a locale: numbers, units, dates."""
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
    """Collect what is no locale's own: plural rules, digits, first calendars, likely scripts and regions."""
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
    return {
        code.replace("-", "_"): {
            # Behind "@" stand samples, which are no part of the rule (UTS #35 part 3, 5.1).
            key.removeprefix(head): text.split("@")[0].strip()
            for key, text in rules.items()
            if key != f"{head}other"
        }
        for code, rules in source.supplemental("plurals")["plurals-type-cardinal"].items()
        if code != "und"
    }


def _ranges(source: Source) -> dict[str, dict[str, str]]:
    """Collect the plural forms of ranges where they are not that of the end (UTS #35 part 3, 5.3)."""
    found: dict[str, dict[str, str]] = {}
    for code, ranges in source.supplemental("pluralRanges")["plurals"].items():
        for key, result in ranges.items():
            _, _, start, _, end = key.split("-")
            if result != end:
                found.setdefault(code, {})[f"{start} {end}"] = result
    return found


def _aliases(source: Source, codes: set[str]) -> dict[str, str]:
    """Collect the languages that CLDR keeps under another code (kmr is ku, prs is fa_AF)."""
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
