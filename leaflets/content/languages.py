"""``data/languages.yaml``: the rows with which a hospital adds a language, or overrides the package's.

In: a file. Out: the table of languages with its rows, and the problems of single rows, which only block
those languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from unicodedata2 import normalize

from leaflets.content.model import DataPath, LanguageTag, Model, PlacedError, Text
from leaflets.content.quantities import Number
from leaflets.content.reading import Located
from leaflets.diagnostics import Checked, Diagnostic, Position
from leaflets.languages import Direction, Language, Languages, UnknownLanguageError
from leaflets.leading import leading_of
from leaflets.tags import Tag, likely_script, parse_tag, script_name

# White space, soft hyphen, zero-width space, word joiner, zero-width no-break space: word separators and
# hints for a line breaker, which protected words do not reach.
_PARTED = re.compile("[\\s\u00ad\u200b\u2060\ufeff]")

Script = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")]


def _one_word(text: str) -> str:
    """Refuse what is not one word: white space, invisible break hints, no letters.

    Normalized to NFC, like the texts that it is compared with.
    """
    if _PARTED.search(text):
        raise PlacedError(
            "has a space or an invisible sign in it", hint="write one word; lines may always end at a space"
        )
    if not any(map(str.isalnum, text)) or text[0] == text[-1] == "-":
        raise PlacedError("is no word", hint="write a word, or a part of words with a hyphen at one side: ผู้-")
    return str(normalize("NFC", text))


ProtectedWord = Annotated[str, AfterValidator(_one_word)]
NumberingSystem = Annotated[str, StringConstraints(pattern=r"^[a-z]{3,8}$")]


class LanguageRow(Model):
    """How one language is set.

    ``script`` is an ISO 15924 code (``Mymr``); ``parent`` the language whose dates, numbers, units and
    plurals it uses, needed where CLDR has none; ``digits`` a CLDR numbering system (``latn``, ``mymr``);
    ``leading`` the distance of baselines in units of the type size, where the ink of letters does not need
    more; ``hyphenation`` says whether words may be divided, or by which patterns (``de_DE``); ``font`` is the
    name of a font file without its ending; ``words`` are those that no line divides, with or without a
    hyphen: a word, or a part of words with a hyphen where it is never parted from the rest (``ผู้-``, ``-မှု``).
    """

    name: Text | None = None
    script: Script | None = None
    direction: Direction | None = None
    parent: LanguageTag | None = None
    digits: NumberingSystem | None = None
    leading: Annotated[Number, Field(ge=1, le=4)] | None = None
    hyphenation: bool | str | None = None
    font: Text | None = None
    words: Annotated[tuple[ProtectedWord, ...], Field(max_length=2000)] = ()


class LanguageRows(Model):
    """``data/languages.yaml``: rows by language tag."""

    languages: dict[LanguageTag, LanguageRow]


def add_rows(found: Located[LanguageRows]) -> Checked[Languages]:
    """Add a workspace's rows to the package's table, with the problems of the rows left out."""
    builder = _Builder(found)
    for tag in found.value.languages:
        builder.language(tag, ())
    rows = (row for row in builder.rows.values() if row)
    return Checked(Languages().with_rows(rows), tuple(builder.problems))


@dataclass
class _Builder:
    """Makes languages from rows, parents before their children.

    ``rows`` are those made so far, None for one that is refused; ``problems`` say why.
    """

    found: Located[LanguageRows]
    rows: dict[str, Language | None] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def language(self, tag: str, below: tuple[str, ...]) -> Language | None:
        """Make the language of a row, once; ``below`` are the tags that inherit from it."""
        if tag not in self.rows:
            before = len(self.problems)
            language = self._language(tag, (*below, tag))
            # A problem of the row itself, or of the parent that it inherits from.
            self.rows[tag] = language if len(self.problems) == before else None
        return self.rows[tag]

    def _language(self, tag: str, below: tuple[str, ...]) -> Language:
        row = self.found.value.languages[tag]
        own = _known(tag)
        parent = self._parent(tag, row.parent, below) if row.parent else None
        if own is None and row.parent is None:
            hint = "name the language whose months, units and plurals it shares: parent: TAG"
            self._refuse(
                tag, (), f'"{tag}" is no language that CLDR knows, and its row names no parent', hint
            )
        language = _in_script(tag, row.script, own)
        if not script_name(language.script):
            hint = "write an ISO 15924 code such as Latn, Arab or Mymr: script: Latn"
            self._refuse(
                tag, ("script",), f'"{language.script or tag}" is no script that Unicode knows', hint
            )
        self._check_patterns(tag, row.hyphenation)
        self._check_digits(tag, row.digits)
        return _with_row(language, row, parent)

    def _parent(self, tag: str, parent: str, below: tuple[str, ...]) -> Language | None:
        if parent in below:  # a cycle
            chain = " → ".join((*below, parent))
            self._refuse(
                tag, ("parent",), f"a language cannot be its own parent: {chain}", "name another parent"
            )
            return None
        rows = self.found.value.languages
        language = self.language(parent, below) if parent in rows else _known(parent)
        if language is None:
            hint = "name a language that CLDR has, or give it a right row of its own"
            self._refuse(tag, ("parent",), f'the parent "{parent}" is no language', hint)
        return language

    def _check_patterns(self, tag: str, wanted: bool | str | None) -> None:
        if isinstance(wanted, str):
            import pyphen  # slow to import: it lists its folder of patterns

            if wanted not in pyphen.LANGUAGES:
                # Patterns of the same language, else three examples of names.
                near = [name for name in sorted(pyphen.LANGUAGES) if name[:2] == wanted[:2].lower()]
                known = ", ".join(near or ("de_DE", "nl_NL", "hu_HU"))
                message = f'there are no hyphenation patterns "{wanted}"'
                self._refuse(tag, ("hyphenation",), message, f"there are: {known}; or write true or false")

    def _check_digits(self, tag: str, digits: str | None) -> None:
        if digits and not _has_ten_digits(digits):
            message = f'"{digits}" is no numbering system with ten digits'
            self._refuse(
                tag, ("digits",), message, "write one of CLDR's such as latn, arab, arabext, deva or mymr"
            )

    def _refuse(self, tag: str, path: DataPath, message: str, hint: str) -> None:
        place = self.found.position(("languages", tag, *path))
        self.problems.append(Diagnostic(message, place, hint, code="language-row", language=tag))


def _known(tag: str) -> Language | None:
    """Find the language as the package or CLDR knows it; None if neither does."""
    try:
        return Languages().find(tag)
    except UnknownLanguageError:
        return None


def _in_script(tag: str, script: str | None, own: Language | None) -> Language:
    """Make a language in the script of its row, with that script's leading.

    The package's row is kept only for its own script: its leading and fonts would be wrong for another.
    """
    if own and script in (None, own.script):
        return own
    script = script or likely_script(parse_tag(tag) or Tag(tag))
    formats = own.cldr if own else ""
    return Language(
        tag, script, leading=leading_of(script), formats=formats, parent=own.parent if own else ""
    )


def _with_row(language: Language, row: LanguageRow, parent: Language | None) -> Language:
    """Override the fields of a language with those of a row."""
    if parent:
        language = replace(
            language,
            formats=parent.cldr,
            parent=parent.parent or parent.tag,
            numbering=parent.numbering,
        )
    hyphenation = row.hyphenation
    return replace(
        language,
        name=row.name or language.name,
        own_direction=row.direction or language.own_direction,
        numbering=row.digits or language.numbering,
        leading=float(row.leading or language.leading),
        hyphenate=language.hyphenate if hyphenation is None else bool(hyphenation),
        patterns=hyphenation if isinstance(hyphenation, str) else language.patterns,
        font=row.font or language.font,
        protected_words=tuple(
            dict.fromkeys(
                (*(parent.protected_words if parent else ()), *language.protected_words, *row.words)
            )
        ),
    )


def _has_ten_digits(system: str) -> bool:
    """Tell whether ICU writes the numbers 0 to 9 as ten digits of a numbering system.

    For algorithmic systems (Roman numerals) it falls back to European digits.
    """
    # Imported here because ICU is slow to load, and few rows set their digits.
    from leaflets.icu import MessageFormat

    try:
        form = MessageFormat(f"{{n, number, ::numbering-system/{system}}}", "en")
        digits = [str(form.format({"n": number})) for number in range(10)]
    except (RuntimeError, ValueError):
        return False
    is_european = "".join(digits) == "0123456789"
    return len(set(digits)) == len("".join(digits)) == 10 and is_european == (system == "latn")


def named_fonts(found: Located[LanguageRows]) -> Iterator[tuple[str, str, Position]]:
    """Yield tag, font and line of the rows that name a font, for the workspace to check."""
    for tag, row in found.value.languages.items():
        if row.font:
            yield tag, row.font, found.position(("languages", tag, "font"))
