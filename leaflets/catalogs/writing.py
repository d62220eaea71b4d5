"""Messages as the lines of a PO file, broken as gettext's and Babel's tools break them.

In: messages, each with the lines that it was read from, if any. Out: lines. Unchanged lines are written as
they were, so that a diff shows only the changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from leaflets.catalogs.decoding import lines_of
from leaflets.catalogs.po import FUZZY, TOOL_MARKS, Key, OriginalLines, PoFile, PoMessage, Previous

# Babel's default; gettext's is 79. A message keeps its breaks until it changes.
_WIDTH = 76
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b",
     "\f": "\\f", "\v": "\\v"}
)  # fmt: skip
# A string ends after each line end of its text, as in all tools.
_LINES = re.compile("[^\n]*\n|[^\n]+")
# After a space or a hyphen between words, or before a dash of hyphens (as in Babel and textwrap).
_CHUNKS = re.compile(r"(\s+|[^\s\w]*\w+[a-zA-Z]-(?=\w+[a-zA-Z])|(?<=[\w!\"'&.,?])-{2,}(?=\w))")


def message_lines(message: PoMessage, before: PoMessage | None = None) -> list[str]:
    """Write a message; ``before`` is how it was read, and whatever is unchanged keeps its lines.

    The blank lines before it are left to the caller.
    """
    original = message.original
    if before is None or original is None:
        return [*_comment_lines(message, None, message), *_body(message)]
    if message == before:
        return list(original.lines[original.blanks :])
    body = list(original.body) if _has_same_body(message, before) else _body(message)
    return [*_comment_lines(message, original, before), *body]


def file_bytes(lines: Iterable[str], newline: str = "\n", charset: str = "utf-8") -> bytes:
    """Write lines as the bytes of a file, each with its end.

    Raises:
        UnicodeEncodeError: the charset lacks a letter.
    """
    return "".join(f"{line}{newline}" for line in lines).encode(charset)


def with_changes(content: bytes, po: PoFile, changed: Mapping[Key, PoMessage]) -> bytes:
    """Write a catalog with some of its messages changed; every other byte stays as it was.

    ``po`` is what was read from ``content``.

    Raises:
        UnicodeEncodeError: the charset of the file lacks a letter of a change.
    """
    rows = lines_of(content)
    written: list[bytes] = []
    start = 0
    for message, original in _in_order(po):
        own = rows[start : start + len(original.lines)]
        start += len(own)
        new = changed.get(message.key) if message and not message.obsolete else None
        if new:
            lines = (f"{row}{po.newline}" for row in message_lines(new, message))
            own = [*own[: original.blanks], *(row.encode(po.charset) for row in lines)]
        written += own
    return b"".join((*written, *rows[start:]))


def _in_order(po: PoFile) -> Iterator[tuple[PoMessage | None, OriginalLines]]:
    """Yield the entries of a file with their lines, which have no gaps between them; the header is None."""
    entries: list[tuple[int, PoMessage | None, OriginalLines | None]]
    entries = [(each.line, each, each.original) for each in (*po.messages, *po.obsolete)]
    entries.append((po.header_line, None, po.original_header))
    for _, message, original in sorted(entries, key=lambda each: each[0]):
        if original:
            yield message, original


def _has_same_body(one: PoMessage, other: PoMessage) -> bool:
    return (*one.key, one.plural, one.texts, one.obsolete) == (
        *other.key,
        other.plural,
        other.texts,
        other.obsolete,
    )


def _comment_lines(message: PoMessage, original: OriginalLines | None, before: PoMessage) -> Iterator[str]:
    """Yield the lines above a message, in gettext's order; unchanged kinds keep their old lines.

    The order is a translator's comments, notes (``#.``), references (``#:``), flags (``#,``), the previous
    source (``#|``). Each kind is kept or rewritten on its own, so a new reference leaves the notes alone.
    """

    def kept(is_same: bool, marks: tuple[str, ...], new: Iterable[str]) -> Iterable[str]:
        """Return the old lines with these marks if their kind is unchanged, else the new ones."""
        if original is None or not is_same:
            return new
        return (row for row in original.comments if row.startswith(marks))

    if original and message.translator_comments == before.translator_comments:
        yield from (row for row in original.comments if row[1:2] not in TOOL_MARKS)
    else:
        yield from (f"# {each}".rstrip() for each in message.translator_comments)
    if message.obsolete:
        # The notes and references of an unused message would only become outdated.
        yield from (*_flags(message), *_previous(message.previous, "#~| "))
        return
    notes = (f"#. {row}" for note in message.extracted_comments for row in _wrapped(note))
    yield from kept(message.extracted_comments == before.extracted_comments, ("#.",), notes)
    references = (f"#: {row}" for row in _wrapped(" ".join(message.references)))
    yield from kept(message.references == before.references, ("#:",), references)
    same_flags = (message.flags, message.fuzzy) == (before.flags, before.fuzzy)
    yield from kept(same_flags, ("#,", "#="), _flags(message))
    yield from kept(message.previous == before.previous, ("#|",), _previous(message.previous, "#| "))


def _wrapped(text: str) -> list[str]:
    # A long path is not broken: half a reference names no file.
    return wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _flags(message: PoMessage) -> Iterator[str]:
    flags = [*((FUZZY,) if message.fuzzy else ()), *message.flags]
    if flags:
        yield f"#, {', '.join(flags)}"


def _previous(previous: Previous | None, mark: str) -> Iterator[str]:
    if previous is None:
        return
    yield from _source(previous.context, previous.msgid, previous.plural, mark)


def _source(context: str, msgid: str, plural: str, mark: str) -> Iterator[str]:
    if context:
        yield from _keyword_lines("msgctxt", context, mark)
    yield from _keyword_lines("msgid", msgid, mark)
    if plural:
        yield from _keyword_lines("msgid_plural", plural, mark)


def _body(message: PoMessage) -> list[str]:
    """Write the keywords and strings of a message."""
    mark = "#~ " if message.obsolete else ""
    rows = [*_source(message.context, message.msgid, message.plural, mark)]
    if not message.plural:
        return [*rows, *_keyword_lines("msgstr", message.texts[0], mark)]
    for form, text in enumerate(message.texts):
        rows += _keyword_lines(f"msgstr[{form}]", text, mark)
    return rows


def _keyword_lines(keyword: str, text: str, mark: str) -> list[str]:
    """Write a keyword and its text, on several lines if the text is long or has line ends."""
    lines = [piece for line in _LINES.findall(text) for piece in _broken(line, len(mark))]
    # The first of several strings is empty, so that all the text is aligned.
    if len(lines) <= 1:
        return [f'{mark}{keyword} "{text.translate(_ESCAPES)}"']
    return [f'{mark}{keyword} ""', *(f'{mark}"{line.translate(_ESCAPES)}"' for line in lines)]


def _broken(line: str, indent: int) -> Iterator[str]:
    """Break a line between words if it is longer, with its quotes, than the width."""
    # The keyword does not count: a text that fits on a line of its own is not broken after its keyword.
    if len(line.translate(_ESCAPES)) + 2 + indent <= _WIDTH:
        yield line
        return
    piece, size = "", 2  # its quotes
    for chunk in _CHUNKS.split(line):
        length = len(chunk.translate(_ESCAPES)) + indent
        if piece and size + length >= _WIDTH:
            yield piece
            piece, size = "", 2
        piece, size = piece + chunk, size + length
    yield piece
