"""The file itself: ReportLab's objects, with numbers that can be given out ahead.

What comes in are dictionaries, streams and ready bytes; what goes out is a PDF 1.7 file with
cross-reference table and trailer by ReportLab (ISO 32000-1 7.5). Thousands of small objects
(structure elements) are plain bytes here: formatting them through dictionaries would be a
fifth of the time of a whole leaflet.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeAlias

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

Body: TypeAlias = bytes | pdfdoc.PDFObject


def number(value: float) -> str:
    """Format a number in the shortest way, to a hundredth (ISO 32000-1 7.3.3)."""
    text = f"{value:.2f}"
    if text.endswith(".00"):
        return "0" if text == "-0.00" else text[:-3]
    return text[:-1] if text[-1] == "0" else text


def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1 7.9.2.2): ASCII as it is, all else as UTF-16 with its mark."""
    return _literal(text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be"))


def byte_string(text: str) -> bytes:
    """Write an ASCII string: a URI, a date, a language tag."""
    return _literal(text.encode("ascii"))


def _literal(data: bytes) -> bytes:
    """Write bytes in parentheses; a bare carriage return would be read as a line feed (7.3.4.2)."""
    data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def reference(given: int) -> bytes:
    """Write an indirect reference."""
    return b"%d 0 R" % given


class Dictionary(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """ReportLab's dictionary for names that need no escapes, which takes half the time."""

    def format(self, document: pdfdoc.PDFDocument, IND: bytes = b"\n") -> bytes:  # noqa: N803 - ReportLab's
        """Write the entries, ordered by name."""
        entries = sorted(self.dict.items())
        rows = [b"/%s %s" % (name.encode(), pdfdoc.format(value, document)) for name, value in entries]
        return b"<<" + IND.join(rows) + b">>"


def dictionary(entries: Mapping[str, object]) -> Dictionary:
    """Make a dictionary from names without their slash."""
    return Dictionary(dict(entries))


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream whose data is ready, compressed or not.

    ReportLab writes no end-of-line before ``endstream``, which ISO 19005-2 6.1.7.1 wants.
    """

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write dictionary and data, and let the data count in the file's identifier."""
        document.updateSignature(self.content)
        self.dictionary["Length"] = len(self.content)
        head: bytes = self.dictionary.format(document)
        data: bytes = self.content
        return head + b"\nstream\n" + data + b"\nendstream\n"


def deflate(data: bytes, **entries: object) -> Stream:
    """Make a compressed stream; the same data always gives the same bytes."""
    return deflated(compressed(data), **entries)


def compressed(data: bytes) -> bytes:
    """Compress data as every stream is."""
    return zlib.compress(data, 6)


def deflated(data: bytes, **entries: object) -> Stream:
    """Make a stream of data that is compressed already."""
    return Stream(dictionary({**entries, "Filter": b"/FlateDecode"}), data)


def plain(data: bytes, **entries: object) -> Stream:
    """Make a stream without a filter (metadata has to be one: ISO 19005-2 6.6.2.1)."""
    return Stream(dictionary(entries), data)


# ReportLab takes these from the machine: from RL_ variables, ~/.reportlab_settings, a module of that name.
_SETTINGS = {"invariant": 1, "pageCompression": 1, "pdfComments": 0, "pdfMultiLine": 0, "useA85": 0}


@contextmanager
def _own_settings() -> Iterator[None]:
    """Keep ReportLab from the settings and the clock of the machine, which would reach bytes of the file.

    It reads ``SOURCE_DATE_EPOCH``, and fails if that is no number.
    """
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    kept = {name: getattr(rl_config, name) for name in _SETTINGS}
    vars(rl_config).update(_SETTINGS)
    try:
        yield
    finally:
        vars(rl_config).update(kept)
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


class File(pdfdoc.PDFDocument):  # type: ignore[misc]
    """ReportLab's document, without its clock, its catalog and its Helvetica."""

    def __init__(self) -> None:
        with _own_settings():
            super().__init__(dummyoutline=1, compression=1, invariant=1, pdfVersion=(1, 7))
        # ReportLab's own signature begins with the time of day.
        self.signature = hashlib.sha256()

    @property
    def next(self) -> int:
        """Give the number that the next object gets."""
        return int(self.objectcounter) + 1

    def put(self, body: Body) -> int:
        """Add an object and give its number."""
        given = self.reserve()
        self.fill(given, body)
        return given

    def reserve(self) -> int:
        """Give out a number; :meth:`fill` brings its object later."""
        given = self.next
        self.Reference(b"null", f"L{given}")
        return given

    def fill(self, given: int, body: Body) -> None:
        """Put an object in the place that was kept for it."""
        if isinstance(body, bytes):
            self.updateSignature(body)
        self.idToObject[f"L{given}"] = body

    def close(self, catalog: pdfdoc.PDFDictionary, info: pdfdoc.PDFDictionary) -> bytes:
        """Give the whole file, with cross-reference table and trailer."""
        self.Catalog, self.info = catalog, info
        with _own_settings():
            return bytes(self.format())

    def ID(self) -> bytes:  # noqa: N802 - ReportLab asks for it by this name
        """Give the file identifier, a digest of the content (ISO 32000-1 14.4)."""
        digest = self.signature.hexdigest()[:32].upper().encode()
        return b"[<" + digest + b"><" + digest + b">]"
