"""A PO file with all that a check or a tool wants to know of its messages.

In: the bytes of a PO file (read by Babel). Out: frozen :class:`PoMessage` values with the lines of
their texts, and the file's header.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from leaflets.catalogs.catalog import MAX_BYTES
from leaflets.catalogs.headers import Header, read_header
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import Language

_MSGSTR = re.compile(r"msgstr(\[\d+\])?\s")
_IGNORE = re.compile(r"leaflets:\s*ignore\s+(?P<code>[a-z-]+)\s*(?::\s*(?P<reason>\S.*))?")


@dataclass(frozen=True, slots=True)
class PoMessage:
    """One message of a PO file; ``texts`` and ``lines`` have one item for each plural form."""

    context: str
    msgid: str
    plural: str
    texts: tuple[str, ...]
    lines: tuple[int, ...]
    fuzzy: bool = False
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Tell whether every form has words; an empty plural is missing."""
        return all(text.strip() for text in self.texts)

    @property
    def ignored(self) -> dict[str, str]:
        """Give the checks that a translator has switched off for this message, with the reasons."""
        found = (_IGNORE.search(comment) for comment in self.comments)
        return {match["code"]: (match["reason"] or "").strip() for match in found if match}


@dataclass(frozen=True, slots=True)
class PoFile:
    """A catalog as a file: its header and its messages, in order."""

    file: str
    language: Language
    header: Header
    messages: tuple[PoMessage, ...]

    def position(self, message: PoMessage, form: int = 0) -> Position:
        """Give the line on which a text of a message begins."""
        return Position(self.file, message.lines[min(form, len(message.lines) - 1)])


def read_po_file(content: bytes, file: str, language: Language) -> PoFile:
    """Read a PO file.

    Raises:
        LeafletsError: it is too large, not UTF-8, or not a PO file.
    """
    babel = parse_po(content, file, language)
    rows = content.decode("utf-8-sig").split("\n")
    messages = tuple(_message(each, rows) for each in babel if each.id)
    return PoFile(file, language, read_header(content.decode("utf-8-sig")), messages)


def parse_po(content: bytes, file: str, language: Language) -> BabelCatalog:
    """Let Babel read a PO file; what it says about a broken one gets its place.

    Raises:
        LeafletsError: it is too large, not UTF-8, or not a PO file.
    """
    try:
        if len(content) > MAX_BYTES:
            raise ValueError(f"it is larger than {MAX_BYTES:,} bytes")
        content.decode("utf-8-sig")
        found = read_po(io.BytesIO(content), locale=None, abort_invalid=True)
        for message in (*found, *found.obsolete.values()):
            # Babel takes msgmerge's "#| msgid" for a translator's comment.
            message.user_comments = [each for each in message.user_comments if not each.startswith("|")]
        return found
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reason, hint = f"byte 0x{content[error.start]:02X} is not UTF-8", "save it with the encoding UTF-8"
    except PoFileError as error:
        line, reason = (error.lineno or 0) + 1, str(error).partition(" on ")[0] or "it cannot be read"
        hint = "msgfmt -c names the place, too"  # Babel counts lines from 0
    except Exception as error:  # noqa: BLE001 - Babel raises what it meets; to people all of it is a broken file
        line, reason, hint = 0, f"{type(error).__name__}: {error}", "msgfmt -c names the place, too"
    message, place = f"the catalog is broken: {reason}", Position(file, line)
    raise LeafletsError(Diagnostic(message, place, hint, code="po", language=language.tag))


def _message(message: Message, rows: list[str]) -> PoMessage:
    ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    string = message.string or ""
    texts = (string,) if isinstance(string, str) else tuple(string)
    return PoMessage(
        message.context or "",
        ids[0],
        ids[1] if len(ids) > 1 else "",
        texts or ("",),
        _lines(rows, message.lineno or 1, len(texts)),
        message.fuzzy,
        tuple(message.auto_comments),
        tuple(message.user_comments),
        tuple(_reference(file, line) for file, line in message.locations),
    )


def _lines(rows: list[str], start: int, count: int) -> tuple[int, ...]:
    """Give the lines of a message's texts, from the line of its msgid on (Babel counts that one)."""
    found: list[int] = []
    for number in range(start, min(start + 400, len(rows) + 1)):
        if _MSGSTR.match(rows[number - 1]):
            found.append(number)
        if len(found) == count:
            break
    return tuple(found) or (start,)


def _reference(file: str, line: int | None) -> str:
    return f"{file}:{line}" if line else file


def by_key(messages: Iterable[PoMessage]) -> dict[tuple[str, str], PoMessage]:
    """Give messages by context and msgid."""
    return {(message.context, message.msgid): message for message in messages}
