"""The one reader of catalogs: for documents, checks, updates, figures and the preview alike.

In: the bytes of a PO file. Out: a frozen :class:`~leaflets.catalogs.po.PoFile`, or everything that is
wrong with it at once, each with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from leaflets.catalogs.decoding import PoFault, Text, UnreadableError, decode
from leaflets.catalogs.grammar import Entry, EntryPart, parse, unescaped
from leaflets.catalogs.header_checks import disagreements
from leaflets.catalogs.headers import Header, header_of
from leaflets.catalogs.po import FUZZY, Key, PoFile, PoMessage, Previous, Written
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import Language

# GNU's tools part flags by commas or spaces; a range of numbers holds a space itself.
_FLAG = re.compile(r"range:\s*\d+\s*\.\.\s*\d+|[^\s,]+")
# A file's name with spaces stands between isolates (gettext 0.23).
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069(?::\\d+)?|\\S+")
_FIELD = re.compile(r"([^:\s]+):")


def read_po_file(content: bytes, file: str, language: Language) -> PoFile:
    """Read a PO file.

    Raises:
        LeafletsError: it is too large, not what its charset says, or not a PO file whose header and
            messages agree.
    """
    found = parse_po(content, file, language)
    refuse(disagreements(found), file, language)
    return found


def parse_po(content: bytes, file: str, language: Language) -> PoFile:
    """Read a PO file whose header need not be whole yet, as an update may find it.

    Raises:
        LeafletsError: it is too large, not what its charset says, or not a PO file.
    """
    try:
        text = decode(content)
    except UnreadableError as error:
        problem = _problem(error.fault, file, language)
        raise LeafletsError(problem) from error
    parsed = parse(text)
    told = list(parsed.faults)
    made = [_message(block, text, told) for block in parsed.blocks]
    live = [each for each in made if not each.obsolete]
    refuse((*told, *_doubles(live)), file, language)
    head = next((each for each in live if each.key == ("", "")), None)
    return PoFile(
        file,
        language,
        _header(head),
        tuple(each for each in live if each is not head),
        tuple(each for each in made if each.obsolete),
        head.line if head else 0,
        _fields(parsed.blocks[made.index(head)]) if head else {},
        head.written if head else None,
        tuple(parsed.rest),
        text.charset,
        text.newline,
    )


def refuse(found: Iterable[PoFault], file: str, language: Language) -> None:
    """Raise what is wrong with a catalog, if anything is.

    Raises:
        LeafletsError: there is a fault.
    """
    problems = [_problem(each, file, language) for each in sorted(found, key=lambda each: each.line)]
    if problems:
        raise LeafletsError(problems)


def _problem(fault: PoFault, file: str, language: Language) -> Diagnostic:
    message = f"the catalog is broken: {fault.message}"
    return Diagnostic(message, Position(file, fault.line), fault.hint, code="po", language=language.tag)


def _message(block: Entry, text: Text, told: list[PoFault]) -> PoMessage:
    """Make a message of its lines; escapes that are none are told."""

    def said(part: EntryPart) -> str:
        return _unescaped(part, text.charset, told)

    def of(word: str, parts: Sequence[EntryPart]) -> str:
        return next((said(part) for part in parts if part.word == word), "")

    strings = [part for part in block.parts if part.word.startswith("msgstr")]
    old = block.previous
    start = next((part.line for part in block.parts if part.word == "msgid"), 1)
    flags = [*_among(block.comments, ("#,", "#="), _FLAG)]
    return PoMessage(
        of("msgctxt", block.parts),
        of("msgid", block.parts),
        of("msgid_plural", block.parts),
        tuple(map(said, strings)) or ("",),
        tuple(part.line for part in strings) or (start,),
        FUZZY in flags,
        tuple(row[2:].strip() for row in block.comments if row.startswith("#.")),
        tuple(row[1:].strip() for row in block.comments if row[1:2] not in tuple(".:,=|~")),
        tuple(_among(block.comments, ("#:",), _REFERENCE)),
        tuple(dict.fromkeys(flag for flag in flags if flag != FUZZY)),
        Previous(of("msgctxt", old), of("msgid", old), of("msgid_plural", old)) if old else None,
        start,
        block.obsolete,
        Written(tuple(block.lines), tuple(block.comments), tuple(block.said)),
    )


def _among(comments: Iterable[str], marks: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[str]:
    for row in comments:
        if row.startswith(marks):
            yield from pattern.findall(row[2:])


def _unescaped(part: EntryPart, charset: str, told: list[PoFault]) -> str:
    try:
        return unescaped(part, charset)
    except UnicodeDecodeError:
        message, hint = f"an escape with numbers is not {charset}", "write the character itself"
    except ValueError as error:
        message, hint = f"{error} is no escape", "write \\\\ for a backslash"
    told.append(PoFault(part.line, message, hint))
    return ""


def _doubles(live: Iterable[PoMessage]) -> Iterator[PoFault]:
    """Yield the messages that stand twice; obsolete ones may, since nobody uses them."""
    first: dict[Key, PoMessage] = {}
    for each in live:
        other = first.setdefault(each.key, each)
        if other is not each:
            name = f'"{_short(each.msgid)}"' if each.msgid else "the header"
            message = f"{name} stands twice: it is on line {other.line}, too"
            yield PoFault(each.line, message, "keep the one that is right")


def _header(message: PoMessage | None) -> Header:
    if message is None or message.written is None:
        return Header("", ())
    own = (f"{row}\n" for row in message.written.comments if not row.startswith(("#,", "#=")))
    return header_of(message.texts[0], "".join(own), message.fuzzy)


def _fields(block: Entry) -> dict[str, int]:
    """Give the line on which each field of a header stands; of one that stands twice the second."""
    part = block.parts[-1]
    found = ((_FIELD.match(piece), row) for piece, row in zip(part.pieces, part.rows, strict=True))
    return {match[1].casefold(): row for match, row in found if match}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
