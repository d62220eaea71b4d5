"""The bytes of a PO file as lines of text: byte order marks, character sets, line ends.

GNU gettext manual, "Filling in the Header Entry": the charset that a header names is the file's. In: bytes.
Out: the file's lines, or the reason why they cannot be read. Catalogs should be UTF-8; the other character
sets of gettext's list are read too, and an error is reported where the bytes contradict the header.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import NoReturn

# A hundred times the largest shipped catalog.
MAX_BYTES = 8_000_000
UTF_8 = "utf-8"
# Not str.splitlines, which also breaks lines at U+0085, U+2028 and form feeds, which occur inside texts.
_LINE_END = re.compile("\r\n|\r|\n")
# The header comes first; one longer than this has lost a quote.
_HEAD = 16_000
# Spaces around the equals sign are invalid in MIME, but people write them.
_CHARSET = re.compile(rb"charset\s*=\s*([^\s\"\\;]+)", re.IGNORECASE)
# Where a message begins: "charset=" in the second one belongs to its text, not to the header.
_MESSAGE = re.compile(rb"^(?:#~\s*)?msg(?:ctxt|id)\b", re.MULTILINE)
# UTF-32 first: the mark of UTF-16-LE is the beginning of that of UTF-32-LE.
_WIDE_BOMS = ((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
         (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"))  # fmt: skip
# The manual's list in Python's spelling; it excludes codecs that are no charsets (rot13, zip).
_KNOWN = frozenset({
    "ascii", "big5", "big5hkscs", "cp1133", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
    "cp1256", "cp1257", "cp1258", "cp850", "cp866", "cp874", "cp932", "cp949", "cp950", "euc_jp", "euc_kr",
    "gb18030", "gb2312", "gbk", "iso8859-1", "iso8859-13", "iso8859-14", "iso8859-15", "iso8859-2",
    "iso8859-3", "iso8859-4", "iso8859-5", "iso8859-6", "iso8859-7", "iso8859-8", "iso8859-9", "johab",
    "koi8-r", "koi8-t", "koi8-u", "shift_jis", "tis-620", "utf-8",
})  # fmt: skip
_SAVE = "save the catalog with the encoding UTF-8 and write charset=UTF-8 into its header"


@dataclass(frozen=True, slots=True)
class PoFault:
    """A fault on a line of a PO file (0: of the whole file).

    ``message`` is a phrase that follows "the catalog is broken:" in the diagnostic.
    """

    line: int
    message: str
    hint: str


class UnreadableError(ValueError):
    """The bytes cannot be read as text; ``fault`` says where and why."""

    def __init__(self, line: int, message: str, hint: str = _SAVE) -> None:
        self.fault = PoFault(line, message, hint)
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's lines without their ends, its charset, and the line end for writing it again.

    ``charset`` is spelt as by :func:`codecs.lookup`.
    """

    lines: tuple[str, ...]
    charset: str
    newline: str


def decode(content: bytes) -> DecodedText:
    """Decode the bytes of a PO file.

    Raises:
        UnreadableError: it is too large, or its bytes are not what its header says.
    """
    if len(content) > MAX_BYTES:
        hint = "take out what is obsolete, or split it"
        raise UnreadableError(0, f"it is larger than {MAX_BYTES:,} bytes", hint)
    for bom, name in _WIDE_BOMS:
        if content.startswith(bom):
            raise UnreadableError(1, f"the file is {name}")
    # UTF-16 without a mark, or a binary file: no charset of gettext's list has NUL bytes in a character.
    if b"\0" in content:
        raise UnreadableError(_line(content, content.index(b"\0")), "a NUL byte stands in the file")
    has_bom = content.startswith(codecs.BOM_UTF8)
    charset, line = _charset(content.removeprefix(codecs.BOM_UTF8))
    text = _decoded(content.removeprefix(codecs.BOM_UTF8), charset, line, has_bom)
    newline = "\r\n" if b"\r\n" in content else "\n"
    lines = _LINE_END.split(text)
    return DecodedText(tuple(lines[:-1] if not lines[-1] else lines), charset, newline)


def lines_of(content: bytes) -> list[bytes]:
    """Divide the bytes of a PO file into its lines, with their ends, as :func:`decode` counts them."""
    # No charset of gettext's list has these two bytes inside a character.
    return re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", content)


def _charset(content: bytes) -> tuple[str, int]:
    """Find the charset that the header names, as Python spells it, and its line; UTF-8 if it names none."""
    head = content[:_HEAD]
    # In a pattern ^ matches only after LF; the replacement keeps every offset.
    starts = [match.start() for match in _MESSAGE.finditer(head.replace(b"\r", b"\n"))]
    found = _CHARSET.search(head, 0, starts[1] if len(starts) > 1 else len(head))
    if found is None or found[1].upper() == b"CHARSET":  # xgettext's placeholder
        return UTF_8, 0
    line, name = _line(head, found.start()), found[1].decode("latin-1")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if known not in _KNOWN:
        raise UnreadableError(line, f'the header names the charset "{name}", which no catalog has')
    return known, line


def _decoded(content: bytes, charset: str, line: int, has_bom: bool) -> str:
    """Decode bytes by the charset of the header; a byte order mark means UTF-8 too."""
    # Single-byte sets decode anything, and would silently turn "é" into "Ã©".
    if charset != UTF_8 and not content.isascii() and (has_bom or _is_utf_8(content)):
        raise UnreadableError(line, f"the header says charset={charset}, but the text is UTF-8")
    try:
        return content.decode(charset)
    except UnicodeDecodeError as error:
        _refuse(content, error, charset)


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode(UTF_8)
    except UnicodeDecodeError:
        return False
    return True


def _refuse(content: bytes, error: UnicodeDecodeError, charset: str) -> NoReturn:
    name = "UTF-8" if charset == UTF_8 else f"{charset}, the charset of the header"
    where = _line(content, error.start)
    raise UnreadableError(where, f"byte 0x{content[error.start]:02X} is not {name}") from error


def _line(content: bytes, at: int) -> int:
    """Find the number of the line that a byte is on."""
    return len(re.findall(b"\r\n|\r|\n", content[:at])) + 1
