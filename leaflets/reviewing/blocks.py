"""The blocks of a document that a reviewer judges one by one, each with a name for what it is.

In: a document. Out: its blocks in reading order: whatever has words of its own, and every drawing by its text
alternative. Names are for people: the value of a key fact is named by its label, a cell by the heads of its
row and column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from leaflets.document.nodes import DRAFT, Document, Kind, Node, Run

_NAMES = {
    Kind.HEADING: "Heading",
    Kind.PARAGRAPH: "Paragraph",
    Kind.TERM: "Label",
    Kind.CAPTION: "Caption",
    Kind.LABEL: "Label in a drawing",
    Kind.FIGURE: "Drawing, as it is read aloud",
    Kind.HEADER_CELL: "Head in a table",
    Kind.CELL: "Cell of a table",
}


# The words of document control that a leaflet prints or its file carries, by the names that changes have.
_CONTROL = {
    "stamp": "Foot of every page",
    "pages": "Page number at the foot",
    "subject": "Subject, in the properties of the file",
    "author": "Author, in the properties of the file",
}


class NamedBlock(NamedTuple):
    """A block: the id of its node, what it is, its words, and the level of a heading (0 for any other).

    ``messages`` are the indices of the messages that it says, each once.
    """

    id: str
    what: str
    runs: tuple[Run, ...]
    level: int = 0
    messages: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words of the block."""
        return "".join(run.text for run in self.runs)

    def text_of(self, messages: Collection[int]) -> str:
        """The words from the first to the last that these messages say; all words if none says any."""
        own = [at for at, run in enumerate(self.runs) if run.message in messages]
        said = self.runs[own[0] : own[-1] + 1] if own else self.runs
        return "".join(run.text for run in said)


def list_blocks(document: Document) -> Iterator[NamedBlock]:
    """Yield the blocks of a document, the draft band among them: it is printed, though nobody signs it."""
    return _blocks(document.root, "")


def list_control(document: Document) -> Iterator[NamedBlock]:
    """Yield the words of document control, which are finished texts that do not refer to their messages.

    Each has all messages that no block says: one of them at least is its own.
    """
    control = document.control
    texts = {
        "stamp": control.stamp,
        "pages": control.page_pattern,
        "subject": control.subject,
        "author": control.author,
    }
    said = {run.message for node in document.root.walk() for run in (*node.runs, *node.alt_runs)}
    left = [index for index in range(len(document.messages)) if index not in said]
    for name, what in _CONTROL.items():
        runs = (Run(texts[name]),)
        yield NamedBlock(f"control.{name}", what, runs, messages=tuple(left))


def _blocks(node: Node, name: str) -> Iterator[NamedBlock]:
    """Yield a node and those below it; ``name`` is what it is, if its place says more than its kind."""
    runs = node.alt_runs if node.kind is Kind.FIGURE else node.runs
    if runs:
        messages = dict.fromkeys(run.message for run in runs if run.message >= 0)
        yield NamedBlock(node.id, name or _name(node), runs, node.level, tuple(messages))
    if node.kind is Kind.TABLE:
        yield from _table(node)
        return
    label = next((child.text for child in node.children if child.kind is Kind.TERM), "")
    for child in node.children:
        inner = "Item of a list" if node.kind is Kind.ITEM and child.kind is Kind.PARAGRAPH else ""
        yield from _blocks(child, f"Value of “{label}”" if child.kind is Kind.VALUE else inner)


def _table(table: Node) -> Iterator[NamedBlock]:
    """Yield the caption and the cells of a table, cells named by their heads."""
    columns: list[str] = []
    for row in table.children:
        if row.kind is not Kind.ROW:
            yield from _blocks(row, "")
            continue
        if row.is_head_row:
            columns = [cell.text for cell in row.children]
        head = next((cell.text for cell in row.children if cell.scope == "row"), "")
        for index, cell in enumerate(row.children):
            column = columns[index] if index < len(columns) else ""
            heads = " / ".join(f"“{each}”" for each in (head, column) if each)
            yield from _blocks(cell, f"Cell of {heads}" if cell.kind is Kind.CELL and heads else "")


def _name(node: Node) -> str:
    if node.style == DRAFT:
        return "Band of a draft"
    return "Title" if node.kind is Kind.HEADING and node.level == 1 else _NAMES.get(node.kind, "Words")
