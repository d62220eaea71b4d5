"""What the program must know about a language to set a page in it: a table, and CLDR for the rest.

Tags are BCP 47 (``zh-Hans``); locales are their gettext spelling (``zh_Hans``). Scripts are
ISO 15924 codes. A tag that is not listed is derived from its script and CLDR, so a hospital can add a
language by adding a catalog; a language that CLDR does not have needs a row in ``data/languages.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from leaflets.leading import LEADING, LEAST_LEADING, leading_of
from leaflets.tags import Tag, cldr_alias, cldr_locale, likely_script, parse_tag, shorter_tags

Direction = Literal["ltr", "rtl"]
# The language of the data and of the msgids: its catalog is the data itself.
SOURCE_LANGUAGE = "en"

# Scripts written from right to left (UAX #9) that living languages use.
RTL_SCRIPTS = frozenset({
    "Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
})  # fmt: skip


def direction_of(text: str) -> Direction | None:
    """Read a direction as HTML spells it (``ltr``, ``rtl``); None for anything else."""
    match text:
        case "ltr" | "rtl":
            return text
        case _:
            return None


class UnknownLanguageError(ValueError):
    """A tag that names no known language; ``hint`` says what to write instead, or where."""

    def __init__(self, message: str, hint: str) -> None:
        self.hint = hint
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the typesetter sees it.

    ``leading`` is the distance between baselines in units of the type size: tall scripts need
    more (see :mod:`leaflets.leading`). ``hyphenate`` says whether words may be hyphenated at all, and
    ``patterns`` with which of pyphen's patterns, if not the tag's. ``numbering`` is a CLDR numbering
    system, empty for the language's default in CLDR. ``formats`` is the CLDR locale of dates and numbers
    where it is not the tag's. ``parent`` is the tag of the language whose rules it follows, if not its
    own; ``own_direction`` the one it is written in, if not its script's; ``font`` the face that is tried
    first; ``name`` its English name, if a row gives one. ``protected_words`` are never broken or hyphenated,
    in addition to those that the package knows.
    """

    tag: str
    script: str
    leading: float = LEAST_LEADING
    hyphenate: bool = False
    numbering: str = ""
    formats: str = ""
    parent: str = ""
    own_direction: Direction | None = None
    patterns: str = ""
    font: str = ""
    name: str = ""
    protected_words: tuple[str, ...] = ()

    @property
    def direction(self) -> Direction:
        """The direction of the page and of its paragraphs: as its row says, else its script's."""
        return self.own_direction or ("rtl" if self.script in RTL_SCRIPTS else "ltr")

    @property
    def sentence_space(self) -> str:
        """The space between two sentences; empty in Chinese and Japanese."""
        return "" if self.script in ("Hans", "Hant", "Jpan") else " "

    @property
    def locale(self) -> str:
        """The gettext name (``zh_Hans``), which is also the folder in ``locales/``."""
        return self.tag.replace("-", "_")

    @property
    def cldr(self) -> str:
        """The CLDR locale whose dates, numbers and units the language uses."""
        return self.formats or self.locale

    @property
    def code(self) -> str:
        """The primary subtag of the language whose rules it follows: ``fa`` for Dari, ``prs``."""
        return (self.parent or self.tag).partition("-")[0]


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

# Pseudo-languages (catalogs/pseudo.py): English made longer, and English from right to left. CLDR reserves
# the regions XA and XB for this; numbers and dates stay English.
PSEUDO = (
    Language("en-XA", "Latn", formats="en_GB"),
    Language("ar-XB", "Arab", leading=LEADING["Arab"], formats="en_GB"),
)


def _listed() -> dict[str, Language]:
    return {language.tag: language for language in (*LISTED, *PSEUDO)}


@dataclass(frozen=True)
class Languages:
    """The languages of a workspace: the package's rows, the workspace's own, and those derived from CLDR."""

    rows: Mapping[str, Language] = field(default_factory=_listed)
    # By tag: derived rows are made once, so that caches see the same objects.
    _found: dict[str, Language] = field(default_factory=dict, repr=False, compare=False)

    def find(self, tag: str) -> Language:
        """Find the language of a BCP 47 tag, listed or derived from CLDR.

        Raises:
            UnknownLanguageError: the tag is not well-formed, not in canonical spelling, or unknown to CLDR.
        """
        if tag not in self._found:
            self._found[tag] = self.rows.get(tag) or _derived(tag, self.rows)
        return self._found[tag]

    def from_locale(self, name: str) -> Language:
        """Find the language of a folder in ``locales/`` (``zh_Hans`` is ``zh-Hans``).

        Raises:
            UnknownLanguageError: the name is not gettext's spelling, or its language is unknown.
        """
        tag = parse_tag(name)
        if tag and (right := str(tag).replace("-", "_")) != name:
            raise UnknownLanguageError(f'the folder "{name}" is spelt otherwise', f"call it {right}")
        return self.find(name.replace("_", "-"))

    def __contains__(self, tag: str) -> bool:
        try:
            self.find(tag)
        except UnknownLanguageError:
            return False
        return True

    def with_rows(self, rows: Iterable[Language]) -> Languages:
        """Make a table with more rows, which replace those of the same tag."""
        return Languages({**self.rows, **{row.tag: row for row in rows}})


@cache
def language(tag: str) -> Language:
    """Find a language in the package's own table (see :meth:`Languages.find`), without a workspace's rows."""
    return Languages().find(tag)


def well_spelt(text: str) -> Tag:
    """Parse a tag, and refuse one that is not in canonical spelling.

    Raises:
        UnknownLanguageError: it is not well-formed, or not in canonical spelling.
    """
    tag = parse_tag(text)
    if tag is None:
        raise UnknownLanguageError(f'"{text}" is no language tag', "write one such as fr, pt-BR or zh-Hans")
    if str(tag) != text:
        raise UnknownLanguageError(f'the language tag "{text}" is spelt otherwise', f"write {tag}")
    return tag


def _derived(text: str, rows: Mapping[str, Language]) -> Language:
    """Derive a row from that of a shorter tag of the same language, else from CLDR."""
    tag = well_spelt(text)
    if above := _nearest_row(tag, rows):
        own = cldr_locale(tag)
        # Dates and numbers of its own region, if CLDR has them: those of en-US differ from en-GB.
        is_own = bool(tag.region) and own.endswith(tag.region) and not above.parent
        return replace(above, tag=text, formats=own if is_own else above.cldr)
    if formats := cldr_locale(tag):
        script = likely_script(tag)
        return Language(text, script, leading=leading_of(script), formats=formats)
    if other := cldr_alias(tag):
        parent = rows.get(str(other)) or _derived(str(other), rows)
        return replace(parent, tag=text, parent=parent.parent or parent.tag, formats=parent.cldr)
    raise UnknownLanguageError(f'"{text}" is no language that CLDR knows', _suggested_row(tag))


def _nearest_row(tag: Tag, rows: Mapping[str, Language]) -> Language | None:
    """Find the row of a shorter tag of the same language in the same script."""
    script = likely_script(tag)
    for each in (*shorter_tags(tag), Tag(tag.language, script)):
        if row := rows.get(str(each)):
            # A row in another script ends the search: Punjabi in Arabic script takes nothing from Gurmukhi.
            same = tag.script == row.script if tag.script else script == likely_script(each)
            return row if same else None
    return None


def _suggested_row(tag: Tag) -> str:
    """Describe the row to write for a language that is not in CLDR, with its script if CLDR knows it."""
    row = f"{{script: {likely_script(tag) or 'CODE'}, parent: TAG}}"
    return (
        f'write a row in data/languages.yaml, below "languages:": {tag}: {row}, '
        "with a language that says months, units and plurals as it does for TAG"
    )
