"""XML as text, the same bytes for the same values: XML 1.0, UTF-8, two spaces for a level.

In: names, attributes and contents. Out: lines. The standard library's writer leaves a carriage return as it
is, which every reader turns into a line feed (XML 1.0, 2.11), so the few lines are our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Char of XML 1.0, 2.2: no control but three, no surrogate, no U+FFFE or U+FFFF.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# A reader turns white space in attributes into spaces (3.3.3).
_ATTRIBUTE_ESCAPES = {**_ESCAPES, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def unwritable(text: str) -> str:
    """Find the first character that XML cannot hold; empty if there is none."""
    found = _UNWRITABLE.search(text)
    return found[0] if found else ""


def escaped(text: str) -> str:
    """Escape a text as the content of an element."""
    return text.translate(_ESCAPES)


def start_tag(name: str, /, **attributes: str | None) -> str:
    """Write a start tag; an attribute that is None is left out, "xml_lang" becomes "xml:lang"."""
    written = (
        f' {key.replace("xml_", "xml:").replace("_", "-")}="{value.translate(_ATTRIBUTE_ESCAPES)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{''.join(written)}>"


def element(name: str, content: str = "", /, **attributes: str | None) -> str:
    """Write an element on one line; its content is XML already."""
    start = start_tag(name, **attributes)
    return f"{start}{content}</{name}>" if content else f"{start[:-1]}/>"


def block(name: str, rows: Iterable[str], /, **attributes: str | None) -> Iterator[str]:
    """Yield the lines of an element with an element on each of its rows."""
    yield start_tag(name, **attributes)
    yield from (f"  {row}" for row in rows)
    yield f"</{name}>"


def document(rows: Iterable[str]) -> bytes:
    """Write the lines of a document as bytes."""
    return "".join(f"{row}\n" for row in (DECLARATION, *rows)).encode()
