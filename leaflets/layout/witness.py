"""The check that all content is on the pages, made for every leaflet after layout.

In: a document and its pages. Out: a problem for every node whose words are not all on the pages, once and
in order, and for everything that is too wide for its box or off the paper. Layout is not trusted: this finds
what it loses, whatever the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Document, Kind, Node
from leaflets.layout.editions import Geometry
from leaflets.layout.pages import LABEL_SUFFIX, Artifact, Owner, Page, TextItem, bounding_box, label_owner
from leaflets.layout.styles import UNPRINTED
from leaflets.text.isolates import NOT_SHAPED
from leaflets.workspace_files import TEMPLATES

_EPSILON = 0.5  # points: invisible, and as much as a line may be wider than its box
_TOUCHING = 3.0  # points by which neighbours on a line may overlap at either end: final spaces hang over
_GRAZING = 0.05  # points of overlapping ink: rounding only
_MOST_SHOWN = 60  # characters of a text in a message
_SHORTEN = "say it shorter, or divide it into several parts"


def what_is_lost(
    document: Document, pages: Sequence[Page], too_wide: Iterable[Owner], geometry: Geometry
) -> list[Diagnostic]:
    """Find what a reader of the pages would miss; empty if all is there.

    ``too_wide`` are the owners of lines that layout already knows to be wider than their box.
    """
    seen = _PageContents(geometry)
    for page in pages:
        seen.record(page)
    witness = _Witness(document, {node.id: node for node in document.root.walk()})
    found = [*witness.find_lost(seen)]
    # What is too wide may also be off the page or on other words: it is reported once.
    wide = set(too_wide)
    for owners, what in (
        (wide, "is wider than its place"),
        (seen.outside - wide, "reaches off the page"),
        (seen.covered - wide, "stands on other words"),
    ):
        found += [witness.report(owner, what, _SHORTEN) for owner in sorted(owners, key=str)]
    return list(dict.fromkeys(found))


class _PlacedInk(NamedTuple):
    """Where the ink of a fragment is on its page, in points, and its item."""

    bottom: float
    left: float
    right: float
    top: float
    item: TextItem


class _PageContents:
    """The content of the pages: each owner's words, the owners of drawings, and what is in a wrong place.

    Words are collected in the order of the items, over all pages, so a wrong order makes them differ from the
    document's, as missing words do.
    """

    def __init__(self, geometry: Geometry) -> None:
        self._left, self._right = UNPRINTED - _EPSILON, geometry.width - UNPRINTED + _EPSILON
        self._top = geometry.height - UNPRINTED + _EPSILON
        self._bottom = UNPRINTED - _EPSILON  # the footer's; the story ends higher
        self._story_bottom = geometry.bottom - _EPSILON
        self.words: dict[Owner, list[str]] = {}
        self.drawn: set[Owner] = set()
        self.outside: set[Owner] = set()
        self.covered: set[Owner] = set()

    def record(self, page: Page) -> None:
        """Record the items of a page."""
        lines = []
        for item in page.items:
            if isinstance(item, TextItem):
                if item.fragment.words:
                    lines.append(self._read(item))
            elif isinstance(item.owner, str):
                self.drawn.add(item.owner)
                self._check_bounds(item.owner, *bounding_box(item))
        self.covered.update(_find_covered(sorted(lines, key=attrgetter("bottom"))))

    def _read(self, item: TextItem) -> _PlacedInk:
        """Record the words of a fragment; return where its ink is."""
        owner, fragment, left, base = item.owner, item.fragment, item.x, item.y
        right = left + fragment.width
        if isinstance(owner, str):
            words = fragment.words[::-1] if fragment.rtl else fragment.words
            self.words.setdefault(owner, []).extend([word.text for word in words])
            self._check_bounds(owner, left, base, right, base)
        elif left < self._left or right > self._right or not self._bottom <= base <= self._top:
            self.outside.add(owner)  # a footer is below the story, where the words of a node must not be
        return _PlacedInk(base - fragment.below, left, right, base + fragment.above, item)

    def _check_bounds(self, owner: Owner, left: float, bottom: float, right: float, top: float) -> None:
        """Record what is outside the area for words and figures; backgrounds and rules may bleed."""
        if left < self._left or right > self._right or bottom < self._story_bottom or top > self._top:
            self.outside.add(owner)


def _find_covered(lines: Sequence[_PlacedInk]) -> Iterator[Owner]:
    """Yield the owners of words whose ink overlaps other words; the lines are sorted from the lowest up."""
    for index, low in enumerate(lines):
        for high in islice(lines, index + 1, None):
            # All others begin higher still.
            if high.bottom > low.top - _GRAZING:
                break
            # Only then are words compared: lines of Nastaliq overlap where words leave room.
            common = min(low.right, high.right) - max(low.left, high.left)
            if common > 2 * _TOUCHING and _overlap(low.item, high.item):
                yield high.item.owner


def _overlap(item: TextItem, other: TextItem) -> bool:
    """Tell whether the ink of any word in one line overlaps that of a word in another."""
    words = [*other.fragment.ink_of_words(other.x)]
    return any(
        other.y - word.below < item.y + ink.above - _GRAZING
        and item.y - ink.below < other.y + word.above - _GRAZING
        and word.left < ink.right
        and ink.left < word.right
        for ink in item.fragment.ink_of_words(item.x)
        for word in words
    )


def _bare(text: str) -> str:
    """Strip a text of white space, which line breaks remove, and of characters that are not drawn."""
    return NOT_SHAPED.sub("", "".join(text.split()))


class _Witness:
    """Compares pages with a document, and knows where each node comes from."""

    def __init__(self, document: Document, nodes: dict[str, Node]) -> None:
        self._document = document
        self._nodes = nodes

    def find_lost(self, seen: _PageContents) -> Iterator[Diagnostic]:
        """Yield a problem for every node whose words, bullet or drawing are missing or differ."""
        for node in self._nodes.values():
            if node.runs and not _same(node.text, "".join(seen.words.get(node.id, ()))):
                yield self.report(
                    node.id, "is not on the page", "the template puts it where nothing is printed"
                )
            if node.label and "".join(seen.words.get(label_owner(node.id), ())) != node.label:
                yield self.report(node.id, f'has the label "{node.label}", which is not on the page')
            if node.kind is Kind.FIGURE and node.id not in seen.drawn:
                yield self.report(node.id, "has no drawing on the page")

    def report(self, owner: Owner, what: str, hint: str = "") -> Diagnostic:
        """Say what is wrong with a node, at the line of its message or of the template."""
        node = None if isinstance(owner, Artifact) else self._nodes.get(owner.removesuffix(LABEL_SUFFIX))
        message = f"{_named(node)} {what}" if node else f"what stands on every page {what}"
        return Diagnostic(
            message,
            self._position(node),
            hint,
            code="not-placed",
            leaflet=self._document.leaflet,
            language=self._document.lang,
        )

    def _position(self, node: Node | None) -> Position:
        """Find the line of the first message of a node, else the line of the template that writes it."""
        runs = node.runs if node else ()
        message = next((run.message for run in runs if run.message >= 0), -1)
        if message >= 0:
            return self._document.messages[message].position
        return (node.position if node else None) or Position(TEMPLATES)


def _same(said: str, placed: str) -> bool:
    # Most texts are equal as they are, and equality is much cheaper.
    return said == placed or _bare(said) == _bare(placed)


def _named(node: Node) -> str:
    text = node.text if len(node.text) <= _MOST_SHOWN else f"{node.text[: _MOST_SHOWN - 3]}…"
    return f'"{text}" ({node.id})' if text else f"the {node.kind.name.lower()} {node.id}"
