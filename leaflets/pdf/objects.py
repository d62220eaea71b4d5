"""Objects of the file: ReportLab's, with numbers that can be reserved in advance.

In: dictionaries, streams and serialised objects. Out: a PDF 1.7 file with ReportLab's cross-reference table
and trailer (ISO 32000-1 7.5). Thousands of small objects (structure elements) are plain bytes: formatting
them through dictionaries would take a fifth of the time of a whole leaflet.
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

_DEFLATE_LEVEL = 6  # zlib's default, explicit so that the bytes cannot change with it


def number(value: float) -> str:
    """Format a number in the shortest way, to a hundredth and without an exponent (ISO 32000-1 7.3.3)."""
    text = f"{value:.2f}"
    if text.endswith(".00"):
        return "0" if text == "-0.00" else text[:-3]
    return text[:-1] if text[-1] == "0" else text


def text_string(text: str) -> bytes:
    """Write a text string (ISO 32000-1 7.9.2.2): ASCII as it is, all else as UTF-16 with a BOM."""
    return _literal(text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be"))


def byte_string(text: str) -> bytes:
    """Write an ASCII string: a URI, a date, a language tag.

    Raises:
        UnicodeEncodeError: it has any other character.
    """
    return _literal(text.encode("ascii"))


def _literal(data: bytes) -> bytes:
    """Write bytes in parentheses; a bare carriage return would be read as a line feed (7.3.4.2)."""
    data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + data.replace(b"\r", b"\\r") + b")"


def reference(object_number: int) -> bytes:
    """Write an indirect reference (ISO 32000-1 7.3.10)."""
    return b"%d 0 R" % object_number


class Dictionary(pdfdoc.PDFDictionary):
    """ReportLab's dictionary for names that need no escapes, which takes half the time."""

    def format(self, document: pdfdoc.PDFDocument, IND: bytes = b"\n") -> bytes:  # noqa: N803 - ReportLab's
        """Write the entries sorted by name, so that the bytes do not depend on insertion order."""
        entries = sorted(self.dict.items())
        rows = [b"/%s %s" % (name.encode(), pdfdoc.format(value, document)) for name, value in entries]
        return b"<<" + IND.join(rows) + b">>"


def dictionary(entries: Mapping[str, object]) -> Dictionary:
    """Make a dictionary from names without their slash; a value is bytes, a number or an object."""
    return Dictionary(dict(entries))


class Stream(pdfdoc.PDFStream):
    """A stream whose data is final, compressed or not.

    ReportLab writes no end-of-line before ``endstream``; ISO 19005-2 6.1.7.1 requires one.
    """

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write dictionary and data, and include the data in the file's identifier."""
        document.updateSignature(self.content)
        self.dictionary["Length"] = len(self.content)
        head: bytes = self.dictionary.format(document)
        data: bytes = self.content
        return head + b"\nstream\n" + data + b"\nendstream\n"


def compressed_stream(data: bytes, **entries: object) -> Stream:
    """Make a compressed stream; the same data always makes the same bytes."""
    return precompressed_stream(compress(data), **entries)


def compress(data: bytes) -> bytes:
    """Compress the data of a stream (ISO 32000-1 7.4.4); the result may be reused in later files."""
    return zlib.compress(data, _DEFLATE_LEVEL)


def precompressed_stream(data: bytes, **entries: object) -> Stream:
    """Make a stream of data that :func:`compress` has compressed."""
    return Stream(dictionary({**entries, "Filter": b"/FlateDecode"}), data)


def plain_stream(data: bytes, **entries: object) -> Stream:
    """Make a stream without a filter, as metadata must be (ISO 19005-2 6.6.2.1)."""
    return Stream(dictionary(entries), data)


# ReportLab would read these from RL_ variables, ~/.reportlab_settings or a module of that name. With
# "invariant" the file has no time and no random identifier; the others keep comments and ASCII85 out of it.
_SETTINGS = {"invariant": 1, "pageCompression": 1, "pdfComments": 0, "pdfMultiLine": 0, "useA85": 0}


@contextmanager
def _own_settings() -> Iterator[None]:
    """Shield ReportLab from the settings and the clock of the machine, which would change the file's bytes.

    It reads ``SOURCE_DATE_EPOCH``, and fails if that is not a number.
    """
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    # Restored afterwards: other code in the process may use ReportLab with its own settings.
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
        # ReportLab's own signature includes the time.
        self.signature = hashlib.sha256()

    def put(self, body: Body) -> int:
        """Add an object; returns its number."""
        object_number = self.reserve()
        self.fill(object_number, body)
        return object_number

    def reserve(self) -> int:
        """Reserve the next number for an object that :meth:`fill` adds later."""
        # ReportLab numbers the names that it is asked for in order.
        object_number = int(self.objectcounter) + 1
        self.Reference(b"null", f"L{object_number}")
        return object_number

    def fill(self, object_number: int, body: Body) -> None:
        """Set the object of a reserved number."""
        # Streams update the signature when they are written.
        if isinstance(body, bytes):
            self.updateSignature(body)
        self.idToObject[f"L{object_number}"] = body

    def name_font(self, name: bytes, object_number: int) -> None:
        """Name a font in :attr:`fonts`, the one dictionary of them that all pages share."""
        self.idToObject[pdfdoc.BasicFonts][name.decode()] = reference(object_number)

    @property
    def fonts(self) -> pdfdoc.PDFObjectReference:
        """The reference to the dictionary of fonts, for the resources of a page."""
        return pdfdoc.PDFObjectReference(pdfdoc.BasicFonts)

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
