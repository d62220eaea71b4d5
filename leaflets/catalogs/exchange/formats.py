"""The table of formats: to add one, write its module and add a row here.

A format writes segments; which format a file has that comes back is told from its content, never its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from leaflets.catalogs.exchange import csv_tables, tmx, xliff12, xliff21
from leaflets.catalogs.exchange.units import ReadFile, Segment
from leaflets.catalogs.exchange.xml_reading import XmlElement, parse_xml
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position

# Segments, the language, the source language, the name of the catalog.
Write = Callable[[Iterable[Segment], str, str, str], bytes]
ReadXml = Callable[[XmlElement, str], Checked[tuple[ReadFile, ...]]]
# A hundred times the largest shipped catalog.
MAX_BYTES = 32_000_000
# Spreadsheets, word processors and packages of translators' tools are ZIP archives.
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the command line, the ending of its files, and how it is written.

    ``is_memory`` says that it holds finished translations only, and is no way back for others.
    """

    name: str
    ending: str
    write: Write
    is_memory: bool = False


FORMATS = {
    each.name: each
    for each in (
        Format("xliff", ".xlf", xliff12.write),
        Format("xliff2", ".xliff2.xlf", xliff21.write),
        Format("tmx", ".tmx", tmx.write, is_memory=True),
        Format("csv", ".csv", csv_tables.write),
    )
}


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a file has for each of its languages; units of a memory are matched by their sources."""

    files: tuple[ReadFile, ...]
    is_memory: bool = False


def read_document(content: bytes, file: str) -> Checked[ReadDocument]:
    """Read a file in whichever format it is.

    Raises:
        LeafletsError: it is in none of them, in another version, broken, or hostile.
    """
    if content.startswith(_ARCHIVES):
        raise _refused("it is an archive or a spreadsheet", file, "unpack it, or save it as CSV or XLIFF")
    if not content.strip():
        raise _refused("it is empty", file, "export it again")
    if not _is_xml(content):
        found = csv_tables.read(content, file)
        return Checked(ReadDocument(found.value), found.problems)
    root = parse_xml(content, file)
    read = _reader(root, file)
    found = read(root, file)
    return Checked(ReadDocument(found.value, is_memory=root.name == "tmx"), found.problems)


def _is_xml(content: bytes) -> bool:
    # Also in UTF-16 and behind a byte order mark.
    return content[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _reader(root: XmlElement, file: str) -> ReadXml:
    version = root.get("version")
    if root.name == "tmx" and version in tmx.VERSIONS:
        return tmx.read
    for namespace, versions, read in (
        (xliff12.NAMESPACE, xliff12.VERSIONS, xliff12.read),
        (xliff21.NAMESPACE, xliff21.VERSIONS, xliff21.read),
    ):
        if root.name == "xliff" and root.namespace == namespace and version in versions:
            return read
    known = "export it as XLIFF 1.2, 2.0 or 2.1, TMX 1.4 or CSV"
    if root.name in ("xliff", "tmx"):
        raise _refused(f"it is {root.name.upper()} {version or 'without a version'}", file, known, root.line)
    raise _refused(f"it is neither XLIFF nor TMX: its first element is <{root.name}>", file, known, root.line)


def _refused(reason: str, file: str, hint: str, line: int = 0) -> LeafletsError:
    message = f"the file cannot be imported: {reason}"
    return LeafletsError(Diagnostic(message, Position(file, line), hint, code="exchange"))
