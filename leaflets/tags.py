"""Language tags (BCP 47): syntax, canonical spelling, and what CLDR knows about them.

In: a tag. Out: its parts, the script it is written in, the CLDR locale of its dates and numbers. CLDR's
tables are Babel's. Tags are spelt as RFC 5646 2.1.1 recommends: ``pt-BR``, ``zh-Hant-HK``, ``ca-valencia``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

# language, script, region, variants (RFC 5646 2.1); extensions and private use do not affect a page.
TAG_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$"
_PARTS = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
# Urdu is set in Nastaliq everywhere; CLDR only says Arabic script.
_HOUSE_SCRIPTS = {"ur": "Aran"}
# The codes that stand for a style or a mixture of Unicode's scripts (UAX #24, 4.2).
_STYLE_NAMES = {
    "Aran": "Arabic (Nastaliq)",
    "Hans": "Chinese (simplified)",
    "Hant": "Chinese (traditional)",
    "Jpan": "Japanese",
    "Kore": "Korean",
}


class Tag(NamedTuple):
    """The parts of a tag in canonical spelling; absent ones are empty."""

    language: str
    script: str = ""
    region: str = ""
    variants: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in self if part)


def parse_tag(text: str) -> Tag | None:
    """Parse a tag in any case, with hyphens or underscores; None if it is not well-formed."""
    match = _PARTS.fullmatch(text.replace("_", "-"))
    if match is None:
        return None
    code, script, region, variants = (part or "" for part in match.groups())
    return Tag(code.lower(), script.title(), region.upper(), variants[1:].lower())


def shorter_tags(tag: Tag) -> Iterator[Tag]:
    """Yield the shorter tags of a tag, longest first: ``zh-Hant`` and ``zh`` for ``zh-Hant-HK``."""
    if tag.variants:
        yield (tag := tag._replace(variants=""))
    if tag.region:
        yield (tag := tag._replace(region=""))
    if tag.script:
        yield tag._replace(script="")


def likely_script(tag: Tag) -> str:
    """Find the script of a tag (ISO 15924): the one it names, else CLDR's likely one, else empty."""
    if tag.script:
        return tag.script
    if tag.language in _HOUSE_SCRIPTS:
        return _HOUSE_SCRIPTS[tag.language]
    likely = _cldr("likely_subtags")
    found = likely.get(f"{tag.language}_{tag.region}") or likely.get(tag.language, "")
    # Four letters are a script; a subtag of four with a digit is a variant (RFC 5646 2.2.5).
    return next((part for part in found.split("_") if len(part) == 4 and part.isalpha()), "")


def cldr_alias(tag: Tag) -> Tag | None:
    """Look up the CLDR alias of a language: ``fa-AF`` for Dari, ``prs``; None if it has none."""
    found = parse_tag(_cldr("language_aliases").get(tag.language, ""))
    return (
        found._replace(script=tag.script or found.script, region=tag.region or found.region)
        if found
        else None
    )


def cldr_locale(tag: Tag) -> str:
    """Find the CLDR locale nearest to a tag, of the same language in the same script; empty if none is.

    Variants are ignored: their dates and numbers are the language's.
    """
    from babel.localedata import exists

    script = likely_script(tag)
    written = _unstyled(script)
    # With its region first: pt is Brazilian, so the dates of pt_PT differ.
    for region in dict.fromkeys((tag.region, "")):
        for named in ("", script):
            candidate = Tag(tag.language, named, region)
            name = "_".join(filter(None, candidate))
            if _unstyled(likely_script(candidate)) == written and exists(name):
                return name
    return ""


def _unstyled(script: str) -> str:
    """Return the script code that CLDR's locales use: Nastaliq is a style of Arabic script."""
    return "Arab" if script == "Aran" else script


def english_name(tag: str) -> str:
    """Look up the English name of a language in CLDR (``Chinese (Simplified)``); empty if it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or ""
    except (UnknownLocaleError, ValueError):
        return ""


def _cldr(table: Literal["likely_subtags", "language_aliases"]) -> Mapping[str, str]:
    """Read a CLDR table that Babel ships; its tags have underscores."""
    from babel.core import get_global

    return get_global(table)


def script_name(code: str) -> str:
    """Look up the English name of a script by its ISO 15924 code (``Tibetan``); empty if unknown."""
    from fontTools.unicodedata import Scripts

    if code.startswith("Z") and code != "Zanb":  # common, inherited, unknown
        return ""
    return _STYLE_NAMES.get(code) or str(Scripts.NAMES.get(code, "")).replace("_", " ")


def nearest_tag(text: str, known: Sequence[str]) -> str:
    """Find the tag that a tool means by its own: the same, or one of the same language in the same script.

    Tools write "es-ES", "zh-CN" or "ZH_HANS". Empty if none is meant.
    """
    tag = parse_tag(text)
    if tag is None:
        return ""
    if str(tag) in known:
        return str(tag)
    others = ((each, parse_tag(each)) for each in known)
    alike = (
        each
        for each, other in others
        if other and (other.language, likely_script(other)) == (tag.language, likely_script(tag))
    )
    return next(alike, "")
