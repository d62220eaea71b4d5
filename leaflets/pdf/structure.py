"""The structure tree as values, from the document's tree.

In: a :class:`~leaflets.document.nodes.Document` and its pages. Out: structure elements (ISO 32000-1 14.7,
14.8.4; ISO 14289-1 clause 7). The tree follows the document, never the pages: a paragraph on two pages is one
element with content on both. :mod:`leaflets.pdf.structure_objects` writes it as objects of the file.

An element has two sorts of kids: elements, and slots, which mark the place of its own words among them. A
paragraph with a link in its middle has three kids: slot, ``Link``, slot. :mod:`leaflets.pdf.content` fills
the slots while it writes the pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple, TypeAlias

from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.layout.pages import Artifact, Item, Page, TextItem, bounding_box, label_owner
from leaflets.pdf.objects import number
from leaflets.pdf.roles import KEPT_WHEN_EMPTY, attributes, role

# The id of a node and the index of one of its runs; a figure's drawing is run 0.
RunId: TypeAlias = tuple[str, int]


@dataclass(slots=True, eq=False)
class Slot:
    """A place for marked content among the kids of an element.

    ``content`` lists (page, MCID) in the order in which the sequences were written; pages count from 0.
    Slots are compared by identity.
    """

    parent: Element
    content: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Element:
    """A structure element while the file is written (ISO 32000-1 table 323).

    ``role`` is its structure type; ``lang`` is empty where the parent's applies. ``actual`` is its
    ActualText, ``attributes`` the content of its attribute object. ``links`` lists (page, object number)
    of annotations; pages count from 0. ``object_number`` is given when the file is written.
    """

    role: str
    lang: str = ""
    alt: str = ""
    actual: str = ""
    attributes: str = ""
    kids: list[Element | Slot] = field(default_factory=list)
    links: list[tuple[int, int]] = field(default_factory=list)
    parent: Element | None = None
    object_number: int = 0

    def add(self, kid: Element) -> Element:
        """Append an element as the last kid, and return it."""
        kid.parent = self
        self.kids.append(kid)
        return kid

    def add_slot(self) -> Slot:
        """Append a slot for content of this element."""
        slot = Slot(self)
        self.kids.append(slot)
        return slot

    def walk(self) -> Iterator[Element]:
        """Yield the element and its descendants in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element, and the slot for the content of each run."""

    root: Element
    slots: Mapping[RunId, Slot]

    def slot(self, owner: str, run: int) -> Slot:
        """Find the slot of a run.

        Raises:
            ValueError: the document has no such words.
        """
        try:
            return self.slots[owner, run]
        except KeyError:
            raise ValueError(
                f"an item of a page belongs to run {run} of {owner!r}, which is not there"
            ) from None


def build_tree(document: Document, pages: Sequence[Page]) -> Tree:
    """Make the structure tree of a document, without what is on no page."""
    builder = _TreeBuilder(_find_placed(pages))
    builder.find_nodes_on_pages(document.root)
    # The file must have a tree, even if no node is on any page.
    root = builder.make_element(document.root, document.lang) or Element("Document")
    tree = Tree(root, builder.slots)
    _state_figure_boxes(tree, pages)
    return tree


@dataclass(frozen=True, slots=True)
class _PlacedRuns:
    """The runs that are on pages; those that are links; those whose line is not in logical order."""

    placed: frozenset[RunId]
    linked: frozenset[RunId]
    reordered: frozenset[RunId]


def _find_placed(pages: Sequence[Page]) -> _PlacedRuns:
    placed: set[RunId] = set()
    linked: set[RunId] = set()
    reordered: set[RunId] = set()
    for page in pages:
        linked.update((link.owner, link.run) for link in page.links)
        for item in page.items:
            if isinstance(item.owner, Artifact):
                continue
            run = (item.owner, item.run if isinstance(item, TextItem) else 0)
            placed.add(run)
            # Left-to-right words embedded in a right-to-left line are reordered too (UAX #9 L2).
            if isinstance(item, TextItem) and (item.fragment.rtl or item.fragment.embedded):
                reordered.add(run)
    return _PlacedRuns(frozenset(placed), frozenset(linked), frozenset(reordered))


class _Inline(NamedTuple):
    """What a run is inside its block: its role, empty for plain words, and its language if different.

    Equal neighbours become one element; ``link`` differs from link to link, so that two are never joined.
    """

    role: str
    lang: str
    link: int = -1


class _TreeBuilder:
    """Makes elements from nodes, and records the slot of each run."""

    def __init__(self, runs: _PlacedRuns) -> None:
        self.slots: dict[RunId, Slot] = {}
        self._runs = runs
        self._owners = {owner for owner, _ in runs.placed}
        self._nodes_on_pages: set[str] = set()

    def find_nodes_on_pages(self, node: Node) -> bool:
        """Find which nodes of a subtree are on a page, with content of their own or of a descendant."""
        # A list, not a generator: any() must not stop before every child is visited.
        below = [self.find_nodes_on_pages(child) for child in node.children]
        is_on_page = any(below) or node.id in self._owners or label_owner(node.id) in self._owners
        if is_on_page:
            self._nodes_on_pages.add(node.id)
        return is_on_page

    def make_element(self, node: Node, lang: str) -> Element | None:
        """Make the element of a node with its descendants; None for what is on no page.

        ``lang`` is the language around it; an element states its own only if that differs.
        """
        if node.kind not in KEPT_WHEN_EMPTY and node.id not in self._nodes_on_pages:
            return None
        inner = node.lang or lang
        element = Element(role(node), lang=node.lang if node.lang != lang else "", alt=node.alt)
        element.attributes = attributes(node)
        holder = self._add_item_body(node, element) if node.kind is Kind.ITEM else element
        # The drawing of a figure comes last: if it were first, pdf.js would expose only the Alt text.
        if node.kind is not Kind.FIGURE:
            self._add_words(node, inner, holder)
        for child in node.children:
            kid = self.make_element(child, inner)
            if kid is not None:
                holder.add(kid)
        if node.kind is Kind.FIGURE:
            self._add_words(node, inner, holder)
        return element

    def _add_item_body(self, node: Node, item: Element) -> Element:
        """Divide a list item into its label, if one is drawn, and its body (ISO 32000-1 table 336)."""
        run = (label_owner(node.id), 0)
        if run in self._runs.placed:
            words = {run: Run(node.label)}
            label = item.add(Element("Lbl", actual=self._actual_text(words)))
            self._open_slot(label, words)
        return item.add(Element("LBody"))

    def _add_words(self, node: Node, lang: str, parent: Element) -> None:
        """Add the slots of a node's own words or, for a figure, of its drawing."""
        if node.id not in self._owners:
            return
        # A drawing takes the place of one empty run.
        runs = {(node.id, index): run for index, run in enumerate(node.runs or (Run(""),))}
        inlines = [self._classify(id_, run, lang) for id_, run in runs.items()]
        if not any(inline.role for inline in inlines):
            parent.actual = self._actual_text(runs)
            self._open_slot(parent, runs)
            return
        for inline, group in groupby(zip(inlines, runs.items(), strict=True), lambda pair: pair[0]):
            self._add_inline(inline, dict(run for _, run in group), parent)

    def _classify(self, run_id: RunId, run: Run, lang: str) -> _Inline:
        foreign = run.lang if run.lang != lang else ""
        if run_id in self._runs.linked:
            return _Inline("Link", foreign, run_id[1])
        return _Inline("Span" if foreign else "", foreign)

    def _add_inline(self, inline: _Inline, runs: Mapping[RunId, Run], parent: Element) -> None:
        """Add the slot of neighbouring runs, in an element of their own if they need one."""
        if self._runs.placed.isdisjoint(runs):
            return  # white space at a line break
        actual = self._actual_text(runs)
        # ActualText on the block would hide its other elements, so these words need their own.
        if inline.role or actual:
            parent = parent.add(Element(inline.role or "Span", lang=inline.lang, actual=actual))
        self._open_slot(parent, runs)

    def _actual_text(self, runs: Mapping[RunId, Run]) -> str:
        """Join the words of runs in logical order, if their order on the page differs; else nothing.

        ActualText is on the element (ISO 32000-1 14.9.4): poppler and pdfium would reverse it a second time
        in the content stream.
        """
        if self._runs.reordered.isdisjoint(runs):
            return ""
        return "".join(run.text for run in runs.values())

    def _open_slot(self, parent: Element, runs: Mapping[RunId, Run]) -> None:
        self.slots.update(dict.fromkeys(runs, parent.add_slot()))


def _state_figure_boxes(tree: Tree, pages: Sequence[Page]) -> None:
    """Set the BBox of every figure, on the page where it begins (ISO 14289-1 7.3)."""
    first_pages: dict[Element, int] = {}
    boxes: dict[Element, list[tuple[float, float, float, float]]] = {}
    for index, page in enumerate(pages):
        for item in page.items:
            if not isinstance(item.owner, Artifact):
                figure = _find_figure(tree, item)
                if figure and first_pages.setdefault(figure, index) == index:
                    boxes.setdefault(figure, []).append(bounding_box(item))
    for figure, own_boxes in boxes.items():
        left, bottom, right, top = zip(*own_boxes, strict=True)
        corners = (min(left), min(bottom), max(right), max(top))
        box = " ".join(number(corner) for corner in corners)
        figure.attributes = f"/O/Layout/Placement/Block/BBox[{box}]"


def _find_figure(tree: Tree, item: Item) -> Element | None:
    """Find the figure that an item belongs to: its drawing, or the words of a label inside it."""
    run = item.run if isinstance(item, TextItem) else 0
    element: Element | None = tree.slot(str(item.owner), run).parent
    while element and element.role != "Figure":
        element = element.parent
    return element
