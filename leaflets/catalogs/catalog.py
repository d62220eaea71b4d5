"""A gettext catalog as a document uses it: the text of a message, or why there is none.

In: the bytes of a PO file (read by Babel). Out: a frozen :class:`Catalog`. The file may be hostile or
half edited; then it is refused as a whole, with the line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from babel.messages.pofile import PoFileError, read_po

from leaflets.catalogs.headers import plural_forms, read_header
from leaflets.catalogs.plurals import Rule, form_of, only_count, parse_forms, shown
from leaflets.catalogs.syntax import first_bad_line
from leaflets.cldr import Count, is_singular
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.messages import Translation
from leaflets.languages import Language

MAX_BYTES = 8_000_000
_HEADER_BYTES = 8_000
Key = tuple[str, str]

# Who wrote a translation: said in the catalog's header (``X-Leaflets-Origin``) and, where it differs, in
# a translator's comment of the message (``# origin: human``). What nobody claims is a machine's.
HUMAN, MACHINE = "human", "machine"
ORIGINS = (HUMAN, MACHINE, "machine-post-edited")
_HEADER_ORIGIN = re.compile(rb'"X-Leaflets-Origin: *([a-z-]+) *\\\\n"')
_COMMENT_ORIGIN = re.compile(r"origin: *([a-z-]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog: its texts (one a plural form), whether it is fuzzy, its line.

    ``origin`` says who wrote it where that is not the catalog's own origin.
    """

    texts: tuple[str, ...]
    fuzzy: bool
    line: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All messages of one language, by context and msgid."""

    language: Language
    file: str
    entries: dict[Key, Entry]
    plural: Rule | None
    origin: str = MACHINE

    def is_machine_made(self, keys: Iterable[Key]) -> bool:
        """Tell whether a machine had a part in any of the messages (context, msgid)."""
        entries = (self.entries.get(key) for key in keys)
        return any((entry.origin or self.origin) != HUMAN for entry in entries if entry)

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Give the translation of a message, or say why there is none."""
        return self._found(msgid, context, 0, source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Give the plural form for a count, by the catalog's own plural rule."""
        del many
        if self.plural is None:
            return self._without_rule()
        entry = self.entries.get((context, one))
        form = form_of(count, len(entry.texts) if entry else 0, self.plural, self.language.cldr)
        found = self._found(one, context, form or 0, source)
        if isinstance(found, Diagnostic):
            return found
        if form is None:
            return self._without_form(one, count, found)
        return replace(found, only=only_count(form, self.plural))

    def _without_rule(self) -> Diagnostic:
        rule = plural_forms(self.language) or "nplurals=INTEGER; plural=EXPRESSION;"
        hint = f"write into its header, with the rule of the language: Plural-Forms: {rule}"
        message = "the catalog does not say which plural form a number takes"
        return self._missing(message, 0, hint, "plural-rule")

    def _without_form(self, one: str, count: Count, found: Translation) -> Diagnostic:
        message = f'"{_short(one)}" has no plural form for {shown(count)}'
        hint = "give every plural message one form more, for numbers with decimals, and count it in nplurals"
        return self._missing(message, found.position.line, hint, "plural-form")

    def _found(self, msgid: str, context: str, form: int, source: Position) -> Translation | Diagnostic:
        entry = self.entries.get((context, msgid))
        if entry is None:
            hint = f"update the catalog; the message stands in {source}"
            return self._missing(f'"{_short(msgid)}" is not in the catalog', 0, hint, "not-in-catalog")
        if entry.fuzzy:
            hint = "compare it with the source, then take the fuzzy mark out"
            return self._missing(f'the translation of "{_short(msgid)}" is fuzzy', entry.line, hint, "fuzzy")
        text = entry.texts[form] if form < len(entry.texts) else ""
        if not text.strip():
            hint = f"translate it; the source stands in {source}"
            return self._missing(f'"{_short(msgid)}" is not translated', entry.line, hint, "untranslated")
        return Translation(text, Position(self.file, entry.line))

    def _missing(self, message: str, line: int, hint: str, code: str) -> Diagnostic:
        return Diagnostic(message, Position(self.file, line), hint, code=code, language=self.language.tag)


@dataclass(frozen=True, slots=True)
class SourceCatalog:
    """The source language: every message is its own translation."""

    language: Language

    def is_machine_made(self, keys: Iterable[Key]) -> bool:
        """Tell that no machine translated anything."""
        del keys
        return False

    def find(self, msgid: str, context: str, source: Position) -> Translation | Diagnostic:
        """Give the message itself."""
        del context
        return Translation(msgid, source)

    def find_plural(
        self, one: str, many: str, context: str, count: Count, source: Position
    ) -> Translation | Diagnostic:
        """Give the singular for one, the plural for the rest."""
        del context
        return Translation(one if is_singular(count) else many, source)


def read_catalog(content: bytes, file: str, language: Language) -> Catalog:
    """Read a PO file.

    Raises:
        LeafletsError: it is too large, not UTF-8, or not a PO file.
    """
    if len(content) > MAX_BYTES:
        message = f"the catalog is larger than {MAX_BYTES:,} bytes"
        raise _broken(message, file, 0, language, "take out what is obsolete, or split it")
    try:
        _check_lines(content.decode("utf-8-sig"), file, language)
        found = read_po(io.BytesIO(content), locale=None, abort_invalid=True)
        forms = read_header(content.decode("utf-8-sig")).get("Plural-Forms")
        plural = parse_forms(forms)
        if forms and plural is None:
            raise ValueError(f'"{forms}" is no plural rule')
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise _broken(message, file, line, language, "save the catalog with the encoding UTF-8") from error
    except PoFileError as error:
        reason = str(error).partition(" on ")[0] or "it cannot be read"
        raise _broken(f"the catalog is broken: {reason}", file, error.lineno or 0, language) from error
    except LeafletsError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise _broken(f"the catalog is broken: {reason}", file, 0, language) from error
    entries = {
        (message.context or "", _msgid(message.id)): Entry(
            _texts(message.string), message.fuzzy, message.lineno or 0, _origin(message.user_comments)
        )
        for message in found
        if message.id
    }
    stated = _HEADER_ORIGIN.search(content[:_HEADER_BYTES])
    origin = stated[1].decode() if stated and stated[1].decode() in ORIGINS else MACHINE
    return Catalog(language, file, entries, plural, origin)


def _origin(comments: Iterable[str]) -> str:
    """Give the origin that a translator's comment states, or nothing."""
    found = (match[1] for comment in comments if (match := _COMMENT_ORIGIN.search(comment)))
    return next((origin for origin in found if origin in ORIGINS), "")


def _check_lines(text: str, file: str, language: Language) -> None:
    if bad := first_bad_line(text):
        message = f'the catalog is broken: "{_short(bad[1])}" is no line of a catalog'
        hint = 'a text stands in quotes on one line; a quote inside it is written \\"'
        raise _broken(message, file, bad[0], language, hint)


def _broken(message: str, file: str, line: int, language: Language, hint: str = "") -> LeafletsError:
    hint = hint or "msgfmt -c names the place, too"
    place = Position(file, line)
    return LeafletsError(Diagnostic(message, place, hint, code="po", language=language.tag))


def _msgid(value: str | tuple[str, ...] | list[str]) -> str:
    return value if isinstance(value, str) else value[0]


def _texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ("",)
    return (value,) if isinstance(value, str) else tuple(value)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
