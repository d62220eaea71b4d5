"""Opens Word files from strangers: a bounded ZIP archive without programs, whose parts declare nothing.

In: bytes. Out: the parts that were asked for, as XML trees. Nothing is unpacked but these parts, and never
more of one than its directory entry promised. A file with macros, embedded objects, links to other files or
document types is refused; hyperlinks are let through, because Word makes one of every address, and nobody
follows them. Standard: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from typing import NoReturn

from leaflets.catalogs.exchange.xml_reading import XmlElement, parse_xml
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

MAX_BYTES = 20_000_000  # of the file; a sheet of a long leaflet has 60 kB
_MAX_PARTS = 500
_MAX_TOTAL = 100_000_000  # bytes, unpacked
_MAX_PART = 40_000_000
_MAX_RATIO = 200  # XML of Word shrinks to a twentieth; a bomb to a thousandth
_SMALL = 1_000_000  # bytes that do no harm, whatever their ratio
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"  # a compound file: a .doc, or a .docx with a password
_TYPES = "[Content_Types].xml"
_PROGRAMS = ("vbaproject", "vbadata", "/activex/", "/embeddings/", "/afchunk", "oleobject")
_SAVE_AGAIN = "save it as a plain Word document (.docx), and take it again"


class WordPackage:
    """An opened Word file; every part is read when it is asked for."""

    def __init__(self, content: bytes, file: str) -> None:
        """Open a file and look at all that can be told without unpacking it.

        Raises:
            LeafletsError: it is no Word file, larger than any sheet, or holds more than text.
        """
        self._file = file
        self._archive = self._open(content)
        self._check_directory()
        self._check_types()
        for name in self._archive.namelist():
            if name.endswith(".rels"):
                self._check_relationships(name)

    def part(self, name: str) -> XmlElement | None:
        """Read a part as XML; None if the file has none of this name."""
        if name not in self._archive.namelist():
            return None
        content = self._read(name)
        # Also in UTF-16, whose letters have a zero byte each.
        if b"<!DOCTYPE" in content.replace(b"\0", b""):
            self.refuse(f"{name} declares a document type, which may be an attack")
        return parse_xml(content, self._file)

    def refuse(self, reason: str, hint: str = _SAVE_AGAIN) -> NoReturn:
        """Refuse the file.

        Raises:
            LeafletsError: always.
        """
        message = f"the file cannot be taken: {reason}"
        raise LeafletsError(Diagnostic(message, Position(self._file), hint, code="word"))

    def _open(self, content: bytes) -> zipfile.ZipFile:
        if content.startswith(_OLD_OR_LOCKED):
            self.refuse("it has a password, or is of an old Word (.doc)")
        try:
            return zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            self.refuse("it is no Word file, or a part of one", "take the .docx that came back")

    def _check_directory(self) -> None:
        entries = self._archive.infolist()
        if len(entries) > _MAX_PARTS:
            self.refuse(f"it has more than {_MAX_PARTS} parts")
        if doubled := [
            name for name, times in Counter(each.filename for each in entries).items() if times > 1
        ]:
            self.refuse(f"it has two parts with the name {doubled[0][:60]!r}")
        if sum(each.file_size for each in entries) > _MAX_TOTAL:
            self.refuse(f"unpacked it would have more than {_MAX_TOTAL:,} bytes")
        for each in entries:
            if each.file_size > _SMALL and each.file_size > _MAX_RATIO * max(1, each.compress_size):
                self.refuse("it is packed so tightly that it may be an attack")
            if any(part in f"/{each.filename.lower()}" for part in _PROGRAMS):
                self.refuse("it holds macros or embedded objects")

    def _check_types(self) -> None:
        types = self.part(_TYPES)
        if types is None or self.part("word/document.xml") is None:
            self.refuse("it is no Word document", "take the .docx that came back")
        if any("macroenabled" in each.get("ContentType").lower() for each in types.elements):
            self.refuse("it holds macros or embedded objects")

    def _check_relationships(self, name: str) -> None:
        relationships = self.part(name)
        for each in relationships.elements if relationships else ():
            is_link = each.get("Type").endswith("/hyperlink")
            if each.get("TargetMode").lower() == "external" and not is_link:
                self.refuse("it refers to another file, which would be loaded with it")

    def _read(self, name: str) -> bytes:
        try:
            with self._archive.open(name) as part:
                content = part.read(_MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            # RuntimeError: encrypted; NotImplementedError, one of its kind: another compression.
            self.refuse(f"its part {name} is broken ({type(error).__name__})")
        if len(content) > _MAX_PART:
            self.refuse(f"its part {name} has more than {_MAX_PART:,} bytes")
        return content
