"""The one reader of catalogs: for documents, checks, updates, statistics and the preview.

In: the bytes of a PO file. Out: a frozen :class:`~leaflets.catalogs.po.PoFile`, or all of its faults at once,
each with its line. The steps are :mod:`leaflets.catalogs.decoding` (bytes to lines),
:mod:`leaflets.catalogs.grammar` (lines to entries), this module (entries to messages) and
:mod:`leaflets.catalogs.header_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaflets.catalogs.decoding import PoFault, UnreadableError, decode
from leaflets.catalogs.grammar import Entry, EntryPart, parse, unescaped
from leaflets.catalogs.header_checks import header_faults
from leaflets.catalogs.headers import Header, parse_header
from leaflets.catalogs.po import FUZZY, TOOL_MARKS, Key, OriginalLines, PoFile, PoMessage, Previous
from leaflets.diagnostics import Diagnostic, LeafletsError, Position, shortened
from leaflets.languages import Language

# GNU's tools separate flags by commas or spaces; a range of numbers contains a space.
_FLAG = re.compile(r"range:\s*\d+\s*\.\.\s*\d+|[^\s,]+")
# A file name with spaces is enclosed in isolates (gettext 0.23).
_REFERENCE = re.compile("\u2068[^\u2069]*\u2069(?::\\d+)?|\\S+")
_FIELD = re.compile(r"([^:\s]+):")


def read_po_file(content: bytes, file: str, language: Language) -> PoFile:
    """Read a PO file.

    Raises:
        LeafletsError: it is too large, not what its charset says, or not a PO file whose header and
            messages agree.
    """
    found = parse_po(content, file, language)
    raise_faults(header_faults(found), file, language)
    return found


def parse_po(content: bytes, file: str, language: Language) -> PoFile:
    """Read a PO file whose header may be incomplete, as before an update.

    Raises:
        LeafletsError: it is too large, not what its charset says, or not a PO file.
    """
    try:
        text = decode(content)
    except UnreadableError as error:
        raise LeafletsError(_problem(error.fault, file, language)) from error
    parsed = parse(text)
    made = [_message(entry, text.charset) for entry in parsed.entries]
    messages = [message for message, _ in made]
    live = [each for each in messages if not each.obsolete]
    escapes = (fault for _, faults in made for fault in faults)
    raise_faults((*parsed.faults, *escapes, *_duplicates(live)), file, language)
    head = next((each for each in live if each.key == ("", "")), None)
    return PoFile(
        file,
        language,
        _header(head),
        tuple(each for each in live if each is not head),
        tuple(each for each in messages if each.obsolete),
        header_line=head.line if head else 0,
        header_lines=_field_lines(parsed.entries[messages.index(head)]) if head else {},
        original_header=head.original if head else None,
        trailing=parsed.trailing,
        charset=text.charset,
        newline=text.newline,
    )


def raise_faults(found: Iterable[PoFault], file: str, language: Language) -> None:
    """Raise all faults of a catalog, in the order of its lines.

    Raises:
        LeafletsError: there is a fault.
    """
    problems = [_problem(each, file, language) for each in sorted(found, key=lambda each: each.line)]
    if problems:
        raise LeafletsError(problems)


def _problem(fault: PoFault, file: str, language: Language) -> Diagnostic:
    message = f"the catalog is broken: {fault.message}"
    return Diagnostic(message, Position(file, fault.line), fault.hint, code="po", language=language.tag)


def _message(entry: Entry, charset: str) -> tuple[PoMessage, tuple[PoFault, ...]]:
    """Turn an entry into a message; return it with its invalid escapes, whose texts are left empty."""
    source, source_faults = _texts_by_keyword(entry.parts, charset)
    previous, previous_faults = _texts_by_keyword(entry.previous, charset)
    strings = [part for part in entry.parts if part.keyword.startswith("msgstr")]
    translated = [_text(part, charset) for part in strings]
    faults = tuple(fault for _, fault in translated if fault)
    line = next((part.line for part in entry.parts if part.keyword == "msgid"), 1)
    flags = [*_among(entry.comments, ("#,", "#="), _FLAG)]
    message = PoMessage(
        *source,
        texts=tuple(text for text, _ in translated) or ("",),
        lines=tuple(part.line for part in strings) or (line,),
        fuzzy=FUZZY in flags,
        extracted_comments=tuple(row[2:].strip() for row in entry.comments if row.startswith("#.")),
        translator_comments=tuple(row[1:].strip() for row in entry.comments if row[1:2] not in TOOL_MARKS),
        references=tuple(_among(entry.comments, ("#:",), _REFERENCE)),
        flags=tuple(dict.fromkeys(flag for flag in flags if flag != FUZZY)),
        previous=Previous(*previous) if entry.previous else None,
        line=line,
        obsolete=entry.obsolete,
        original=OriginalLines(tuple(entry.lines), tuple(entry.comments), tuple(entry.body)),
    )
    return message, (*source_faults, *faults, *previous_faults)


def _texts_by_keyword(
    parts: Iterable[EntryPart], charset: str
) -> tuple[tuple[str, str, str], tuple[PoFault, ...]]:
    """Read context, msgid and plural, each empty if it is missing, and their faults."""
    first: dict[str, EntryPart] = {}
    for part in parts:
        first.setdefault(part.keyword, part)
    read = [
        _text(first[keyword], charset) if keyword in first else ("", None)
        for keyword in ("msgctxt", "msgid", "msgid_plural")
    ]
    (context, _), (msgid, _), (plural, _) = read
    return (context, msgid, plural), tuple(fault for _, fault in read if fault)


def _text(part: EntryPart, charset: str) -> tuple[str, PoFault | None]:
    """Read the text of a part; empty, with a fault, if an escape is invalid."""
    try:
        return unescaped(part, charset), None
    except UnicodeDecodeError:  # a subclass of ValueError, so caught first
        message, hint = f"an escape with numbers is not {charset}", "write the character itself"
    except ValueError as error:
        message, hint = f"{error} is no escape", "write \\\\ for a backslash"
    return "", PoFault(part.line, message, hint)


def _among(comments: Iterable[str], marks: tuple[str, ...], pattern: re.Pattern[str]) -> Iterator[str]:
    """Yield the matches of a pattern in the comments that begin with one of the marks."""
    for row in comments:
        if row.startswith(marks):
            yield from pattern.findall(row[2:])


def _duplicates(live: Iterable[PoMessage]) -> Iterator[PoFault]:
    """Yield a fault for each repeated message; obsolete ones are unused and may repeat."""
    first: dict[Key, PoMessage] = {}
    for each in live:
        other = first.setdefault(each.key, each)
        if other is not each:
            name = f'"{shortened(each.msgid)}"' if each.msgid else "the header"
            message = f"{name} stands twice: it is on line {other.line}, too"
            yield PoFault(each.line, message, "keep the one that is right")


def _header(message: PoMessage | None) -> Header:
    if message is None or message.original is None:
        return Header("", ())
    # The fuzzy flag is kept as a value, and written again by Header.
    own = (f"{row}\n" for row in message.original.comments if not row.startswith(("#,", "#=")))
    return parse_header(message.texts[0], "".join(own), message.fuzzy)


def _field_lines(entry: Entry) -> dict[str, int]:
    """Find the line of each field of a header; for a repeated field, that of the last."""
    part = entry.parts[-1]
    found = (
        (_FIELD.match(string), line) for string, line in zip(part.strings, part.string_lines, strict=True)
    )
    return {match[1].casefold(): line for match, line in found if match}
