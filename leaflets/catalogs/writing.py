"""Messages as the lines of a PO file, broken as gettext's and Babel's tools break them.

What nobody changed is written as it stood, line by line, so that a diff shows a change and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from textwrap import wrap

from leaflets.catalogs.po import FUZZY, PoMessage, Previous, Written

WIDTH = 76
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\a": "\\a", "\b": "\\b",
     "\f": "\\f", "\v": "\\v"}
)  # fmt: skip
_LINES = re.compile("[^\n]*\n|[^\n]+")
# Behind a space, a hyphen between words, or before a dash of hyphens (as Babel and textwrap break).
_CHUNKS = re.compile(r"(\s+|[^\s\w]*\w+[a-zA-Z]-(?=\w+[a-zA-Z])|(?<=[\w!\"'&.,?])-{2,}(?=\w))")


def message_lines(message: PoMessage, before: PoMessage | None = None) -> list[str]:
    """Write a message; ``before`` is what its lines in the file said, of which all that is equal is kept."""
    written = message.written
    if before is None or written is None:
        return [*_commented(message, None, message), *_words(message)]
    if message == before:
        return list(written.lines[written.blanks :])
    said = list(written.said) if _same_words(message, before) else _words(message)
    return [*_commented(message, written, before), *said]


def file_text(parts: Iterable[str], newline: str = "\n") -> bytes:
    """Write lines as the bytes of a file, in UTF-8."""
    return "".join(f"{line}{newline}" for line in parts).encode()


def _same_words(one: PoMessage, other: PoMessage) -> bool:
    return (*one.key, one.plural, one.texts, one.obsolete) == (
        *other.key,
        other.plural,
        other.texts,
        other.obsolete,
    )


def _commented(message: PoMessage, written: Written | None, before: PoMessage) -> Iterator[str]:
    """Yield the lines above a message, in gettext's order; of those that did not change the old ones."""

    def kept(*marks: str) -> list[str] | None:
        return None if written is None else [row for row in written.comments if row.startswith(marks)]

    own = None
    if written and message.comments == before.comments:
        own = [row for row in written.comments if row[1:2] not in tuple(".:,=|~")]
    yield from own if own is not None else (f"# {each}".rstrip() for each in message.comments)
    if message.obsolete:
        yield from (*_flags(message), *_previous(message.previous, "#~| "))
        return
    rows = kept("#.") if message.notes == before.notes else None
    yield from rows if rows is not None else (f"#. {row}" for note in message.notes for row in _wrapped(note))
    rows = kept("#:") if message.references == before.references else None
    yield from rows if rows is not None else (f"#: {row}" for row in _wrapped(" ".join(message.references)))
    same_flags = (message.flags, message.fuzzy) == (before.flags, before.fuzzy)
    rows = kept("#,", "#=") if same_flags else None
    yield from rows if rows is not None else _flags(message)
    rows = kept("#|") if message.previous == before.previous else None
    yield from rows if rows is not None else _previous(message.previous, "#| ")


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _flags(message: PoMessage) -> Iterator[str]:
    flags = [*((FUZZY,) if message.fuzzy else ()), *message.flags]
    if flags:
        yield f"#, {', '.join(flags)}"


def _previous(previous: Previous | None, mark: str) -> Iterator[str]:
    if previous is None:
        return
    if previous.context:
        yield from _said("msgctxt", previous.context, mark)
    yield from _said("msgid", previous.msgid, mark)
    if previous.plural:
        yield from _said("msgid_plural", previous.plural, mark)


def _words(message: PoMessage) -> list[str]:
    mark = "#~ " if message.obsolete else ""
    rows: list[str] = []
    if message.context:
        rows += _said("msgctxt", message.context, mark)
    rows += _said("msgid", message.msgid, mark)
    if not message.plural:
        return [*rows, *_said("msgstr", message.texts[0], mark)]
    rows += _said("msgid_plural", message.plural, mark)
    for form, text in enumerate(message.texts):
        rows += _said(f"msgstr[{form}]", text, mark)
    return rows


def _said(keyword: str, text: str, mark: str) -> list[str]:
    """Write a keyword and its text, on several lines if the text is long or has line ends."""
    lines = [piece for line in _LINES.findall(text) for piece in _broken(line, len(mark))]
    if len(lines) <= 1:
        return [f'{mark}{keyword} "{text.translate(_ESCAPES)}"']
    return [f'{mark}{keyword} ""', *(f'{mark}"{line.translate(_ESCAPES)}"' for line in lines)]


def _broken(line: str, indent: int) -> Iterator[str]:
    """Break a line at its words, where it is longer than the width with its quotes."""
    if len(line.translate(_ESCAPES)) + 2 + indent <= WIDTH:
        yield line
        return
    piece, size = "", 2
    for chunk in _CHUNKS.split(line):
        length = len(chunk.translate(_ESCAPES)) + indent
        if piece and size + length >= WIDTH:
            yield piece
            piece, size = "", 2
        piece, size = piece + chunk, size + length
    yield piece
