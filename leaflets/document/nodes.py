"""The document as values: a tree of nodes with ids, roles, languages and words.

The central type of the program: it is made from content, and all output (pages, tags, HTML, the signed hash)
is made from these values only, so that all of them say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property

from leaflets.diagnostics import Diagnostic, Position
from leaflets.languages import Direction

# The style of the band that marks unapproved words. It is removed on approval, so it must hold nothing else.
DRAFT = "draft"
# Digits of the hash in the footer: 48 bits, enough to distinguish versions of a leaflet.
_SHORT = 12


class Kind(Enum):
    """The kind of a node; the value is its element in the closed subset of HTML.

    ``HEADING`` stands for ``h1`` to ``h3`` (see :attr:`Node.level`); ``FACT`` is the ``div`` of a ``dl``: a
    term and its value.
    """

    ARTICLE = "article"
    HEADER = "header"
    SECTION = "section"
    DIV = "div"
    HEADING = "h"
    PARAGRAPH = "p"
    LIST = "ul"
    ORDERED_LIST = "ol"
    ITEM = "li"
    FACTS = "dl"
    FACT = "fact"
    TERM = "dt"
    VALUE = "dd"
    TABLE = "table"
    CAPTION = "caption"
    ROW = "tr"
    HEADER_CELL = "th"
    CELL = "td"
    FIGURE = "figure"
    LABEL = "label"
    LINES = "hr"


@dataclass(frozen=True, slots=True)
class Message:
    """The message that a piece of text comes from, which a translator can change.

    ``position`` is the line of the catalog (of the data file for the source language).
    """

    msgid: str
    context: str
    position: Position


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same marks: the leaves of the tree.

    ``lang`` and ``direction`` are empty if they are the block's; a run with a direction of
    its own is a bidi isolate (UAX #9 2.4.2), and one with a language of its own has a direction.
    ``message`` is an index into :attr:`Document.messages`, -1 for words that are not from a message (a
    number, a name). ``atomic`` runs (numbers with units, telephone numbers) are never broken across lines.
    """

    text: str
    strong: bool = False
    lang: str = ""
    direction: Direction | None = None
    href: str = ""
    atomic: bool = False
    message: int = -1


# Soft hyphen and word joiner.
_BREAKER = {0x00AD: None, 0x2060: None}
# Left-to-right and right-to-left isolate; both end with U+2069.
_ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}


def plain(text: str) -> str:
    """Remove what is only for the line breaker: soft hyphens and word joiners.

    A title, a bookmark or an attribute would show them as hyphens or boxes, and searches would miss the
    word. A zero-width space stays: it separates Khmer words, for search and speech.
    """
    return text.translate(_BREAKER)


def isolated(runs: Iterable[Run], around: Direction) -> str:
    """Join the words of runs to one plain text, for places without markup or lines (a bookmark).

    A run whose direction differs from ``around`` is isolated (U+2066, U+2067, U+2069; UAX #9 2.4.2), or the
    parts of a telephone number in Arabic text would be reordered.
    """
    return "".join(
        f"{_ISOLATES[run.direction]}{plain(run.text)}\u2069"
        if run.direction and run.direction != around
        else plain(run.text)
        for run in runs
    )


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its kind, its id, its look (``style``), and words or children.

    ``lang`` and ``direction`` are empty if they are its parent's; a node in another language has both.
    ``label`` is an item's bullet or number; ``level`` is a heading's (1 to 3); ``scope`` is ``row``
    or ``col`` on header cells; ``alt`` is a figure's text alternative and ``dataset`` has the numbers
    that it is drawn from; ``lines`` is how many ruled lines to leave for handwriting. ``position`` is the
    template line that writes it, which is not part of the content.
    """

    kind: Kind
    id: str
    style: str = ""
    runs: tuple[Run, ...] = ()
    children: tuple[Node, ...] = ()
    lang: str = ""
    direction: Direction | None = None
    label: str = ""
    level: int = 0
    scope: str = ""
    alt: str = ""
    alt_runs: tuple[Run, ...] = ()
    dataset: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    # Not compared: documents are equal if they say the same, whichever line wrote it.
    position: Position | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The node's own words, without its children's; empty for a node that has children."""
        return "".join(run.text for run in self.runs)

    @property
    def is_head_row(self) -> bool:
        """Whether all cells of a row are headers of columns."""
        return all(cell.scope == "col" for cell in self.children)

    def labels(self, style: str) -> list[Node]:
        """Find a figure's labels of a class, in reading order."""
        return [child for child in self.children if child.kind is Kind.LABEL and child.style == style]

    def label_of(self, style: str) -> Node | None:
        """Find a figure's first label of a class; many classes are optional."""
        return next(iter(self.labels(style)), None)

    def walk(self) -> Iterator[Node]:
        """Yield the node and its descendants, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Control:
    """Document control: the footer of every page, and the file's metadata.

    ``page_pattern`` holds ``{page}`` and ``{pages}``; ``stamp`` is the line with identifier, version
    and dates, ready in the document's language, without the hash; ``digits`` are its ten digits.
    ``draft_band`` is the text of the draft band, empty once the words are approved. ``shown_hash`` is the
    hash in the footer if it is another document's: that of the leaflet which a review sheet is about.
    """

    identifier: str
    version: str
    issued: date
    review: date
    stamp: str
    page_pattern: str
    digits: str
    author: str
    subject: str
    draft_band: str = ""
    shown_hash: str = ""


# Without slots, which leave no room for the cached hash.
@dataclass(frozen=True)
class Document:
    """One leaflet in one language.

    ``root`` is an ARTICLE node. ``messages`` are those that its words come from; they are not hashed.
    ``remarks`` are warnings about how it was made.
    """

    leaflet: str
    lang: str
    direction: Direction
    title: str
    root: Node
    control: Control
    messages: tuple[Message, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()

    @cached_property
    def content_hash(self) -> str:
        """The hash of what the document says, as 64 hexadecimal digits; computed on first use.

        The signature, the footer, the manifest and the web page all use it.
        """
        from leaflets.document.digest import content_hash  # it imports this module

        return content_hash(self)

    @cached_property
    def structure_hash(self) -> str:
        """The hash of what orders the words without changing one; computed on first use."""
        from leaflets.document.digest import structure_hash  # it imports this module

        return structure_hash(self)

    @property
    def shown_hash(self) -> str:
        """The hash that the document gives as that of the words: its own, unless it is about another."""
        return self.control.shown_hash or self.content_hash

    @property
    def short_hash(self) -> str:
        """The first digits of the hash, as the footer shows them."""
        return self.shown_hash[:_SHORT]

    @property
    def is_draft(self) -> bool:
        """Whether the words are not approved, and the pages say so."""
        return bool(self.control.draft_band)

    def without_draft_band(self) -> Document:
        """Return the document without its draft band, on all pages: for approved words."""

        def kept(node: Node) -> Node:
            children = tuple(kept(child) for child in node.children if child.style != DRAFT)
            return replace(node, children=children)

        final = replace(self, root=kept(self.root), control=replace(self.control, draft_band=""))
        # The band is not hashed, so the cached hash stays valid.
        final.__dict__["content_hash"] = self.content_hash
        return final

    def blocks(self) -> Iterator[Node]:
        """Yield the nodes that hold words, in reading order."""
        return (node for node in self.root.walk() if node.runs)
