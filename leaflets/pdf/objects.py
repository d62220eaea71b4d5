"""Objects of the file: ReportLab's, with numbers that can be given out ahead.

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

# What an object number can stand for: an object of ReportLab's, or one that is written already.
Body: TypeAlias = bytes | pdfdoc.PDFObject

# zlib's own default, said here so that it cannot change bytes.
_DEFLATE_LEVEL = 6


def number(value: float) -> str:
    """Format a number in the shortest way, to a hundredth and without an exponent (ISO 32000-1 7.3.3)."""
    text = f"{value:.2f}"
    if text.endswith(".00"):
        return "0" if text == "-0.00" else text[:-3]
    return text[:-1] if text[-1] == "0" else text


def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1 7.9.2.2): ASCII as it is, all else as UTF-16 with its mark."""
    return _literal(text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be"))


def byte_string(text: str) -> bytes:
    """Write an ASCII string: a URI, a date, a language tag. UnicodeEncodeError for anything else."""
    return _literal(text.encode("ascii"))


def _literal(data: bytes) -> bytes:
    """Write bytes in parentheses; a bare carriage return would be read as a line feed (7.3.4.2)."""
    data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def reference(object_number: int) -> bytes:
    """Write an indirect reference (ISO 32000-1 7.3.10)."""
    # Generation 0: only files that are changed have others.
    return b"%d 0 R" % object_number


class Dictionary(pdfdoc.PDFDictionary):
    """ReportLab's dictionary for names that need no escapes, which takes half the time."""

    def format(self, document: pdfdoc.PDFDocument, IND: bytes = b"\n") -> bytes:  # noqa: N803 - ReportLab's
        """Write the entries, ordered by name, so that bytes do not depend on who put what in first."""
        entries = sorted(self.dict.items())
        rows = [b"/%s %s" % (name.encode(), pdfdoc.format(value, document)) for name, value in entries]
        return b"<<" + IND.join(rows) + b">>"


def dictionary(entries: Mapping[str, object]) -> Dictionary:
    """Make a dictionary from names without their slash; a value is bytes, a number or an object."""
    return Dictionary(dict(entries))


class Stream(pdfdoc.PDFStream):
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


def compressed_stream(data: bytes, **entries: object) -> Stream:
    """Make a compressed stream; the same data always gives the same bytes."""
    return precompressed_stream(compress(data), **entries)


def compress(data: bytes) -> bytes:
    """Compress data as every stream is (ISO 32000-1 7.4.4), to be kept and put in later files again."""
    return zlib.compress(data, _DEFLATE_LEVEL)


def precompressed_stream(data: bytes, **entries: object) -> Stream:
    """Make a stream of data that is compressed already (:func:`compress`)."""
    return Stream(dictionary({**entries, "Filter": b"/FlateDecode"}), data)


def plain_stream(data: bytes, **entries: object) -> Stream:
    """Make a stream without a filter (metadata has to be one: ISO 19005-2 6.6.2.1)."""
    return Stream(dictionary(entries), data)


# ReportLab takes these from the machine: from RL_ variables, ~/.reportlab_settings, a module of that name.
# Without comments, ASCII85 and line breaks a file is smaller; invariant keeps the time out of it.
_SETTINGS = {"invariant": 1, "pageCompression": 1, "pdfComments": 0, "pdfMultiLine": 0, "useA85": 0}


@contextmanager
def _own_settings() -> Iterator[None]:
    """Keep ReportLab from the settings and the clock of the machine, which would reach bytes of the file.

    It reads ``SOURCE_DATE_EPOCH``, and fails if that is no number.
    """
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    # Put back afterwards: whoever uses ReportLab in the same process has settings of their own.
    kept = {name: getattr(rl_config, name) for name in _SETTINGS}
    vars(rl_config).update(_SETTINGS)
    try:
        yield
    finally:
        vars(rl_config).update(kept)
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


class File(pdfdoc.PDFDocument):
    """ReportLab's document, without its clock, its catalog and its Helvetica."""

    def __init__(self) -> None:
        with _own_settings():
            super().__init__(dummyoutline=1, compression=1, invariant=1, pdfVersion=(1, 7))
        # ReportLab's own signature begins with the time of day.
        self.signature = hashlib.sha256()

    def put(self, body: Body) -> int:
        """Add an object; returns its number."""
        object_number = self.reserve()
        self.fill(object_number, body)
        return object_number

    def reserve(self) -> int:
        """Take the next number for an object that :meth:`fill` brings later."""
        # ReportLab counts the names that it is asked for, and this is the next.
        object_number = int(self.objectcounter) + 1
        self.Reference(b"null", f"L{object_number}")
        return object_number

    def fill(self, object_number: int, body: Body) -> None:
        """Put an object in the place that was kept for it."""
        # Streams let their data count when they are written.
        if isinstance(body, bytes):
            self.updateSignature(body)
        self.idToObject[f"L{object_number}"] = body

    def close(self, catalog: pdfdoc.PDFDictionary, info: pdfdoc.PDFDictionary) -> bytes:
        """Write the whole file, with cross-reference table and trailer; nothing can be added afterwards."""
        self.Catalog, self.info = catalog, info
        with _own_settings():
            return bytes(self.format())

    def ID(self) -> bytes:  # noqa: N802 - ReportLab asks for it by this name
        """Write the file identifier, a digest of the content (ISO 32000-1 14.4).

        Both parts are the same in a file that was never changed.
        """
        digest = self.signature.hexdigest()[:32].upper().encode()
        return b"[<" + digest + b"><" + digest + b">]"
