"""One table: what the program must know of a language before it can set a page in it.

Tags are BCP 47 (``zh-Hans``); locales are their gettext spelling (``zh_Hans``). Scripts are
ISO 15924 codes. ``numbering`` is a CLDR numbering system, empty for the one that CLDR gives
the language. A tag that is not listed gets what its script needs, so a hospital can add a
language by adding a catalog.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

# Scripts written from right to left (UAX #9); the ones that a hospital may meet today.
RTL_SCRIPTS = frozenset({"Arab", "Aran", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the typesetter sees it.

    ``leading`` is the distance between baselines in units of the type size: tall scripts take
    more (house rule: 1.3 or more). ``hyphenate`` says whether words may be divided at all.
    ``formats`` is the CLDR locale of dates and numbers where it is another than the tag's.
    """

    tag: str
    script: str
    leading: float = 1.3
    hyphenate: bool = False
    numbering: str = ""
    formats: str = ""

    @property
    def direction(self) -> Direction:
        """Give the direction of the page and of its paragraphs."""
        return "rtl" if self.script in RTL_SCRIPTS else "ltr"

    @property
    def sentence_space(self) -> str:
        """Give what stands between two sentences: nothing in Chinese and Japanese."""
        return "" if self.script in ("Hans", "Hant", "Jpan") else " "

    @property
    def locale(self) -> str:
        """Give the gettext name, which is also the folder below ``locales/``."""
        return self.tag.replace("-", "_")

    @property
    def cldr(self) -> str:
        """Give the CLDR locale whose dates, numbers and units the language uses."""
        return self.formats or self.locale

    @property
    def code(self) -> str:
        """Give the bare language, the first subtag."""
        return self.tag.partition("-")[0]


# Baseline distance by script, judged on printed pages: nothing may touch its neighbour.
LEADING = {
    "Arab": 1.6,
    "Aran": 2.2,
    "Beng": 1.5,
    "Deva": 1.5,
    "Ethi": 1.5,
    "Hans": 1.55,
    "Hant": 1.55,
    "Hebr": 1.4,
    "Jpan": 1.55,
    "Khmr": 1.8,
    "Kore": 1.5,
    "Laoo": 1.65,
    "Mymr": 1.85,
    "Taml": 1.5,
    "Telu": 1.65,
    "Thai": 1.6,
}

# Urdu is set in Nastaliq wherever it is read; CLDR only says Arabic script.
_SCRIPTS = {"ur": "Aran", "zh": "Hans", "ja": "Jpan", "ko": "Kore"}

LISTED = (
    Language("en", "Latn", formats="en_GB"),
    Language("es", "Latn"),
    Language("de", "Latn", hyphenate=True),
    Language("zh-Hans", "Hans", leading=LEADING["Hans"]),
    Language("ar", "Arab", leading=LEADING["Arab"]),
    Language("ur", "Aran", leading=LEADING["Aran"]),
    Language("hi", "Deva", leading=LEADING["Deva"]),
    Language("th", "Thai", leading=LEADING["Thai"]),
)

# Not languages but trials of the pages: English made longer, English from right to left (made by
# catalogs/pseudo.py). XA and XB are regions that CLDR keeps for this; numbers and dates stay English.
PSEUDO = (
    Language("en-XA", "Latn", formats="en_GB"),
    Language("ar-XB", "Arab", leading=LEADING["Arab"], formats="en_GB"),
)


def _listed() -> dict[str, Language]:
    return {language.tag: language for language in (*LISTED, *PSEUDO)}


def likely_script(tag: str) -> str:
    """Give the script that a tag is written in: the one it names, else CLDR's likely one."""
    code, *rest = tag.split("-")
    named = [part for part in rest if len(part) == 4 and part.isalpha()]
    if named:
        return named[0].title()
    if code in _SCRIPTS and not rest:
        return _SCRIPTS[code]
    from babel import Locale, UnknownLocaleError

    try:
        maximal = Locale.parse(tag, sep="-", resolve_likely_subtags=True)
    except (UnknownLocaleError, ValueError):
        return "Latn"
    return maximal.script or _likely_from_cldr(code)


def _likely_from_cldr(code: str) -> str:
    """Look the bare language up in CLDR's likely subtags (``hi`` is ``hi_Deva_IN``)."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(code, "")
    parts = [part for part in likely.split("_") if len(part) == 4]
    script = _SCRIPTS.get(code) or (parts[0] if parts else "Latn")
    return str(script)


@cache
def language(tag: str) -> Language:
    """Give the language of a BCP 47 tag, listed or derived from CLDR.

    Raises:
        ValueError: the tag is not a well-formed one that CLDR knows.
    """
    listed = _listed()
    if tag in listed:
        return listed[tag]
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise ValueError(f"{tag!r} is not a language tag that CLDR knows") from error
    script = likely_script(tag)
    parent = listed.get(tag.partition("-")[0])
    if parent and parent.script == script:
        return replace(parent, tag=tag)
    return Language(tag, script, leading=LEADING.get(script, 1.3))


def from_locale(name: str) -> Language:
    """Give the language of a folder below ``locales/`` (``zh_Hans`` is ``zh-Hans``)."""
    return language(name.replace("_", "-"))
