"""Reads a review sheet back from a Word file: which translations it has now, and what was remarked.

In: the bytes of a .docx file. Out: what it is of, and a row for each message. Tracked changes are read as if
they were accepted: what was put in counts, what was taken out does not. Remarks are the texts of the column
for them, and Word's own comments on anything in the row. Standard: ISO/IEC 29500-1 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflets.catalogs.exchange.xml_reading import XmlElement
from leaflets.content.spacing import collapsed
from leaflets.reviewing.word import form
from leaflets.reviewing.word.package import WordPackage

# What tracked changes took out, copies of what is there already, and what is no text of the paragraph.
_SKIPPED = frozenset({
    "del", "moveFrom", "Fallback", "instrText", "delText", "drawing", "pict", "object", "footnoteReference",
})  # fmt: skip
_CHARACTERS: Mapping[str, str] = {
    "tab": " ",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_COMMENTED = ("commentRangeStart", "commentReference")


@dataclass(frozen=True, slots=True)
class WordRow:
    """A row of the file: the id of its segment, its translation, and what was remarked on it.

    ``exported`` is the fingerprint of the translation that it was made with; ``number`` counts rows with
    messages, from 1.
    """

    id: str
    exported: str
    translation: str
    comments: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class WordSheet:
    """What was read: what the file is of, its rows, and remarks that belong to no row.

    ``tracked`` says that it has tracked changes.
    """

    properties: form.Properties
    rows: tuple[WordRow, ...]
    loose_comments: tuple[str, ...] = ()
    tracked: bool = False


def read_word(content: bytes, file: str) -> WordSheet:
    """Read a sheet.

    Raises:
        LeafletsError: the file is hostile, broken, or none of ours.
    """
    package = WordPackage(content, file)
    properties = _properties(package)
    document = package.part("word/document.xml")
    assert document is not None  # noqa: S101 - the package has been looked at
    comments = _comments(package)
    rows = tuple(_rows(document, comments))
    if not rows:
        package.refuse(
            "it has no table with the columns of a review sheet", "leave the heads of the columns as they are"
        )
    used = {name for row in _table_rows(document) for name in _comment_ids(row)}
    loose = tuple(text for name, text in comments.items() if name not in used)
    tracked = next(document.below(*_TRACKED), None) is not None
    return WordSheet(properties, rows, loose, tracked)


def _properties(package: WordPackage) -> form.Properties:
    """Read what the file is of."""
    part = package.part("docProps/custom.xml")
    found = {
        each.get("name").removeprefix(form.PREFIX): each.text().strip()
        for each in (part.all("property") if part else ())
        if each.get("name").startswith(form.PREFIX)
    }
    if missing := [name for name in form.NAMES if not found.get(name)]:
        package.refuse(
            f"its properties do not say what it is a sheet of ({form.PREFIX}{missing[0]} is missing)",
            "take the file that leaflets review sheet wrote, saved by Word or LibreOffice",
        )
    if found["format"] != form.FORMAT:
        package.refuse("another release of Leaflets wrote it", "make the sheet anew: leaflets review sheet")
    return form.Properties(**{name: found[name] for name in form.NAMES})


def _comments(package: WordPackage) -> dict[str, str]:
    """Read Word's comments by their ids, each with its author."""
    part = package.part("word/comments.xml")
    found: dict[str, str] = {}
    for each in part.below("comment") if part else ():
        author, text = _attribute(each, "author").strip(), collapsed(_text(each))
        if text:
            found[_attribute(each, "id")] = f"{author}: {text}" if author else text
    return found


def _rows(document: XmlElement, comments: Mapping[str, str]) -> Iterator[WordRow]:
    """Yield the rows of all tables that have the columns of a sheet."""
    number = 0
    for table in document.below("tbl"):
        columns: Mapping[str, int] = {}
        for row in table.below("tr"):
            cells = list(row.below("tc"))
            if not columns:
                columns = _columns(cells)
                if not columns:
                    break  # a table of the reviewer's own
                continue
            if not _is_taken_out(row):
                number += 1
                yield _row(row, cells, columns, comments, number)


def _row(
    row: XmlElement,
    cells: Sequence[XmlElement],
    columns: Mapping[str, int],
    comments: Mapping[str, str],
    number: int,
) -> WordRow:
    def cell(title: str) -> XmlElement | None:
        index = columns[title]
        return cells[index] if index < len(cells) else None

    # Below the id stands what the row is of.
    first = next(iter(_paragraphs(cell(form.MESSAGE))), "")
    name = form.read_id(collapsed(first))
    lines = (line for each in _paragraphs(cell(form.COMMENT)) for line in each.splitlines())
    remark = "\n".join(filter(None, map(collapsed, lines)))
    others = (comments[each] for each in dict.fromkeys(_comment_ids(row)) if each in comments)
    translation = collapsed("\n".join(_paragraphs(cell(form.TRANSLATION))))
    return WordRow(name.segment, name.exported, translation, tuple(filter(None, (remark, *others))), number)


def _columns(cells: Sequence[XmlElement]) -> dict[str, int]:
    """Find the columns by their heads, wherever they stand; empty if one that is needed is missing."""
    titles = {collapsed(_text(cell)): index for index, cell in enumerate(cells)}
    return titles if all(title in titles for title in form.NEEDED) else {}


def _table_rows(document: XmlElement) -> Iterator[XmlElement]:
    for table in document.below("tbl"):
        yield from table.below("tr")


def _is_taken_out(row: XmlElement) -> bool:
    """Tell whether a tracked change took a whole row out (17.13.5.12)."""
    properties = row.first("trPr")
    return properties is not None and properties.first("del") is not None


def _comment_ids(row: XmlElement) -> list[str]:
    return [_attribute(each, "id") for each in row.below(*_COMMENTED)]


def _paragraphs(cell: XmlElement | None) -> list[str]:
    return [_text(each) for each in cell.below("p")] if cell else []


def _text(element: XmlElement) -> str:
    """Join the text inside an element as it would be with all changes accepted."""
    parts: list[str] = []
    for each in element.elements:
        if each.name in _SKIPPED:
            continue
        if each.name == "t":
            parts.append(each.text())
        elif each.name in _CHARACTERS:
            parts.append(_CHARACTERS[each.name])
        else:
            parts.append(_text(each))
            parts.append("\n" if each.name == "p" else "")
    return "".join(parts)


def _attribute(element: XmlElement, name: str) -> str:
    """Look up an attribute of WordprocessingML, whose names have the namespace of their element."""
    return element.get(f"{element.namespace}{name}")
