"""The structure tree: from the document's tree to what a screen reader walks.

What comes in is a :class:`~leaflets.document.nodes.Document` and which of its nodes stand on the
pages; what goes out are structure elements (ISO 32000-1 14.7, 14.8.4; ISO 14289-1 clause 7).
The tree follows the document, never the pages: a paragraph on two pages is one element whose
content lies on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.layout.pages import Artifact, Page, TextItem, label_owner

# ISO 32000-1 14.8.4: the standard types, so that no role map is needed.
ROLES: Mapping[Kind, str] = {
    Kind.ARTICLE: "Document",
    Kind.HEADER: "Div",
    Kind.SECTION: "Sect",
    Kind.DIV: "Div",
    Kind.PARAGRAPH: "P",
    Kind.LIST: "L",
    Kind.ORDERED_LIST: "L",
    Kind.ITEM: "LI",
    Kind.FACTS: "L",
    Kind.FACT: "LI",
    Kind.TERM: "Lbl",
    Kind.VALUE: "LBody",
    Kind.TABLE: "Table",
    Kind.CAPTION: "Caption",
    Kind.ROW: "TR",
    Kind.HEADER_CELL: "TH",
    Kind.CELL: "TD",
    Kind.FIGURE: "Figure",
    Kind.LABEL: "P",
}

# ISO 32000-1 table 347; "None" is for labels that are no numbering, such as terms.
NUMBERING = {Kind.LIST: "Disc", Kind.ORDERED_LIST: "Decimal", Kind.FACTS: "None"}

# A cell without words stays, or its row would be shorter than the others (ISO 14289-1 7.5).
KEPT = frozenset({Kind.CELL, Kind.HEADER_CELL})

RunPlace = tuple[str, int]
MarkedRun = tuple[Run, RunPlace]


@dataclass(slots=True, eq=False)
class Element:
    """A structure element while the pages are written.

    An element without a ``role`` only keeps the place of its content among its parent's kids;
    ``tag`` is then the parent's role. ``content`` lists (page, MCID), ``links`` lists (page,
    object number) of annotations; pages count from 0.
    """

    role: str = ""
    tag: str = ""
    lang: str = ""
    alt: str = ""
    actual: str = ""
    attributes: str = ""
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    parent: Element | None = None
    number: int = 0

    def add(self, kid: Element) -> Element:
        """Take an element as the last kid, and give it back."""
        kid.parent = self
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it that have a role, in reading order."""
        if self.role:
            yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Survey:
    """What the pages hold of the document: places with content, with links, and with
    words that run from right to left.
    """

    placed: frozenset[RunPlace]
    links: frozenset[RunPlace]
    turned: frozenset[RunPlace]


class Mark(NamedTuple):
    """What makes runs an element inside their block; links never join (``link`` differs)."""

    role: str
    lang: str
    link: int = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element, and the element that takes the content of each (owner, run)."""

    root: Element
    places: Mapping[RunPlace, Element]

    def at(self, owner: str, run: int) -> Element:
        """Find the element for a place; ValueError if the document has no such words."""
        try:
            return self.places[owner, run]
        except KeyError:
            raise ValueError(
                f"an item of a page belongs to run {run} of {owner!r}, which is not there"
            ) from None


def survey(pages: Sequence[Page]) -> Survey:
    """Look through the pages for what stands on them."""
    placed: set[RunPlace] = set()
    links: set[RunPlace] = set()
    turned: set[RunPlace] = set()
    for page in pages:
        links.update((link.owner, link.run) for link in page.links)
        for item in page.items:
            if isinstance(item.owner, Artifact):
                continue
            place = (item.owner, item.run if isinstance(item, TextItem) else 0)
            placed.add(place)
            if isinstance(item, TextItem) and (item.fragment.rtl or item.fragment.embedded):
                turned.add(place)
    return Survey(frozenset(placed), frozenset(links), frozenset(turned))


def build(document: Document, pages: Sequence[Page]) -> Tree:
    """Make the structure tree of a document, without what stands on no page."""
    grower = _Grower(survey(pages))
    grower.note(document.root)
    root = grower.grow(document.root, document.lang) or Element("Document")
    return Tree(root, grower.places)


class _Grower:
    """Grows elements from nodes, and notes where the content of each place will go."""

    def __init__(self, seen: Survey) -> None:
        self.places: dict[RunPlace, Element] = {}
        self._seen = seen
        self._owners = {owner for owner, _ in seen.placed}
        self._standing: set[str] = set()

    def note(self, node: Node) -> bool:
        """Note which nodes stand on a page, with words of their own or below them."""
        below = [self.note(child) for child in node.children]
        stands = any(below) or node.id in self._owners or label_owner(node.id) in self._owners
        if stands:
            self._standing.add(node.id)
        return stands

    def grow(self, node: Node, lang: str) -> Element | None:
        """Make the element of a node and of all below; None for what stands on no page."""
        if node.kind not in KEPT and node.id not in self._standing:
            return None
        inner = node.lang or lang
        element = Element(role(node), lang=node.lang if node.lang != lang else "", alt=node.alt)
        element.attributes = _attributes(node)
        holder = self._item_body(node, element) if node.kind is Kind.ITEM else element
        # A figure's caption and labels come before its drawing: of a figure that begins with its drawing
        # pdf.js tells assistive technology nothing but the text alternative.
        if node.kind is not Kind.FIGURE:
            self._words(node, inner, holder)
        for child in node.children:
            kid = self.grow(child, inner)
            if kid is not None:
                holder.add(kid)
        if node.kind is Kind.FIGURE:
            self._words(node, inner, holder)
        return element

    def _item_body(self, node: Node, item: Element) -> Element:
        """Divide a list item into its label, if one is drawn, and its body (table 336)."""
        place = (label_owner(node.id), 0)
        if place in self._seen.placed:
            label = item.add(Element("Lbl"))
            part = (Run(node.label), place)
            label.actual = self._actual([part])
            self._slot(label, [part])
        return item.add(Element("LBody"))

    def _words(self, node: Node, lang: str, parent: Element) -> None:
        """Give an element the places of its node's own words (or, of a figure, its drawing)."""
        if node.id not in self._owners:
            return
        parts = [(run, (node.id, index)) for index, run in enumerate(node.runs or (Run(""),))]
        marks = [self._mark(run, place, lang) for run, place in parts]
        if not any(mark.role for mark in marks):
            parent.actual = self._actual(parts)
            self._slot(parent, parts)
            return
        for mark, group in groupby(zip(marks, parts, strict=True), lambda pair: pair[0]):
            self._inline(mark, [part for _, part in group], parent)

    def _mark(self, run: Run, place: RunPlace, lang: str) -> Mark:
        foreign = run.lang if run.lang != lang else ""
        if place in self._seen.links:
            return Mark("Link", foreign, place[1])
        return Mark("Span" if foreign else "", foreign)

    def _inline(self, mark: Mark, group: Sequence[MarkedRun], parent: Element) -> None:
        """Give neighbouring runs an element of their own, if they need one."""
        if not any(place in self._seen.placed for _, place in group):
            return  # white space that no line kept
        actual = self._actual(group)
        if mark.role or actual:
            parent = parent.add(Element(mark.role or "Span", lang=mark.lang, actual=actual))
        self._slot(parent, group)

    def _actual(self, group: Sequence[MarkedRun]) -> str:
        """Give the words of runs in logical order, if they stand turned on the page.

        In the content stream it would be turned a second time by poppler and pdfium.
        """
        turned = any(place in self._seen.turned for _, place in group)
        return "".join(run.text for run, _ in group) if turned else ""

    def _slot(self, parent: Element, group: Sequence[MarkedRun]) -> None:
        """Keep the place for the content of runs, which belongs to the parent itself."""
        slot = parent.add(Element(tag=parent.role))
        self.places.update((place, slot) for _, place in group)


def role(node: Node) -> str:
    """Give the standard structure type of a node (ISO 32000-1 14.8.4)."""
    return f"H{node.level}" if node.kind is Kind.HEADING else ROLES[node.kind]


def _attributes(node: Node) -> str:
    """Write the attributes that the document decides; a figure's box comes from its page."""
    if node.kind in NUMBERING:
        return f"/O/List/ListNumbering/{NUMBERING[node.kind]}"
    if node.kind is Kind.HEADER_CELL:
        return f"/O/Table/Scope/{'Row' if node.scope == 'row' else 'Column'}"
    return ""
