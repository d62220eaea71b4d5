"""The document as values: a tree of nodes with ids, roles, languages and words.

The hinge of the program. On its left is content; everything on its right (pages, tags, HTML, the hash that is
signed) is made from these values and nothing else, so all of them say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property

from leaflets.diagnostics import Diagnostic, Position
from leaflets.languages import Direction

# The style of the band that says that nobody approved the words: taken out when somebody did, so it can hold
# nothing else.
DRAFT = "draft"
# How many digits of the hash the footer of a page shows: 48 bits, enough to tell versions of a leaflet apart.
_SHORT = 12


class Kind(Enum):
    """What a node is; the value is its element in our closed subset of HTML.

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
    """Where a piece of text comes from: the message that a translator can change.

    ``position`` is the line of the catalog (of the data file for the source language).
    """

    msgid: str
    context: str
    position: Position


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share marks: the leaves of the tree.

    ``lang`` and ``direction`` are empty where they are the block's; a run with a direction of
    its own is a bidi isolate (UAX #9 2.4.2), and one with a language of its own has a direction.
    ``message`` is an index into :attr:`Document.messages`, -1 for words of no message (a number, a
    name). ``atomic`` runs (numbers with their unit, telephone numbers) are never divided between lines.
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
    """Leave out what speaks to the line breaker only: soft hyphens and word joiners.

    A place without lines (a title, a bookmark, an attribute) would show them as hyphens or boxes, and no
    search would find the word. A zero-width space stays: it parts words of Khmer, for search and speech.
    """
    return text.translate(_BREAKER)


def isolated(runs: Iterable[Run], around: Direction) -> str:
    """Join the words of runs to one plain text, for places that know no marks and no lines (a bookmark).

    A run whose direction is not the one ``around`` it stands between isolates (U+2066, U+2067, U+2069;
    UAX #9 2.4.2), or a telephone number among Arabic words would change the order of its parts.
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

    ``lang`` and ``direction`` are empty where they are its parent's; what is in another language has both.
    ``label`` is an item's bullet or number; ``level`` is a heading's (1 to 3); ``scope`` is ``row``
    or ``col`` on header cells; ``alt`` is a figure's text alternative and ``marks`` are the numbers
    that it is drawn from; ``lines`` is how many ruled lines to leave for handwriting. ``position`` is the
    template's line that writes it, which is no part of what it says.
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
    marks: tuple[tuple[str, str], ...] = ()
    lines: int = 0
    # Out of comparison: documents are equal when they say the same, whatever line wrote it.
    position: Position | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The node's own words, without its children's; empty for a node that has children."""
        return "".join(run.text for run in self.runs)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Control:
    """Document control: what the footer of every page says, and the file's metadata.

    ``page_pattern`` holds ``{page}`` and ``{pages}``; ``stamp`` is the line with identifier, version
    and dates, ready in the document's language, without the hash; ``digits`` are its ten digits.
    ``draft`` is the band's text, empty once the words are approved.
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
    draft: str = ""


# Without slots, which leave no room for the cached hash.
@dataclass(frozen=True)
class Document:
    """One leaflet in one language.

    ``root`` is an ARTICLE node. ``messages`` says where words come from; it is no part of what
    the document says and not of its hash. ``remarks`` are what a person should know of how it was made.
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
        """The hash of what the document says, as 64 hexadecimal digits; computed when first asked for.

        The signature, the footer, the manifest, the web page: all take it from here.
        """
        from leaflets.document.digest import content_hash  # which reads the classes of this module

        return content_hash(self)

    @property
    def short_hash(self) -> str:
        """The first digits of the hash, as the footer shows them."""
        return self.content_hash[:_SHORT]

    def without_draft_band(self) -> Document:
        """Take the band out, on the first page and on later ones: for words that are final."""

        def kept(node: Node) -> Node:
            children = tuple(kept(child) for child in node.children if child.style != DRAFT)
            return replace(node, children=children)

        final = replace(self, root=kept(self.root), control=replace(self.control, draft=""))
        # The band is no part of the hash, so the one that is known stays right.
        final.__dict__["content_hash"] = self.content_hash
        return final

    def blocks(self) -> Iterator[Node]:
        """Yield the nodes that hold words, in reading order: what a page has blocks of."""
        return (node for node in self.root.walk() if node.runs)
