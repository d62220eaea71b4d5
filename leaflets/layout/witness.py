"""The law that everything said is placed, held on every leaflet when its pages are made.

In: a document and its pages. Out: a problem for every node whose words are not all on the pages, once and
in order, and for everything that reaches out of its place or off the paper. Layout is not trusted: what it
forgets is found here, whatever the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import itemgetter

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Document, Kind, Node
from leaflets.layout.pages import LABEL_SUFFIX, Artifact, Owner, Page, TextItem, bounding_box, label_owner
from leaflets.layout.styles import UNPRINTED, Geometry
from leaflets.text.isolates import UNSEEN

_EPSILON = 0.5  # points that nobody sees, and by which a line may be wider than its place
# Points by which neighbours on one line may overlap at either end: a blank at the end of a line hangs over.
_TOUCHING = 3.0
_GRAZING = 0.05  # points by which ink may meet ink: rounding, and no more
_MOST_SHOWN = 60  # characters of the words that are told
_SHORTEN = "say it shorter, or divide it into several parts"


def what_is_lost(
    document: Document, pages: Sequence[Page], too_wide: Iterable[Owner], geometry: Geometry
) -> list[Diagnostic]:
    """Find what a reader of the pages would miss; nothing if every word has its place.

    ``too_wide`` are the owners of lines that layout itself knows to be wider than their place.
    """
    seen = _Seen(geometry)
    for page in pages:
        seen.look(page)
    witness = _Witness(document, {node.id: node for node in document.root.walk()})
    found = [*witness.lost(seen)]
    # What is too wide may reach off the page or over other words as well: it is told once.
    wide = set(too_wide)
    for owners, what in (
        (wide, "is wider than its place"),
        (seen.outside - wide, "reaches off the page"),
        (seen.covered - wide, "stands on other words"),
    ):
        found += [witness.told(owner, what, _SHORTEN) for owner in sorted(owners, key=str)]
    return list(dict.fromkeys(found))


class _Seen:
    """What stands on the pages: each owner's words, whose ink is there, what is where it must not be.

    Words are gathered in the order of the items, over all pages, so words that stand in another order than
    they are said differ from the document's, as words that lack do.
    """

    def __init__(self, geometry: Geometry) -> None:
        self._left, self._right = UNPRINTED - _EPSILON, geometry.width - UNPRINTED + _EPSILON
        self._top = geometry.height - UNPRINTED + _EPSILON
        self._foot = geometry.bottom - _EPSILON
        self.words: dict[Owner, list[str]] = {}
        self.inked: set[Owner] = set()
        self.outside: set[Owner] = set()
        self.covered: set[Owner] = set()

    def look(self, page: Page) -> None:
        """Note the items of a page."""
        lines = []
        for item in page.items:
            if isinstance(item, TextItem):
                if item.fragment.words:
                    lines.append(self._read(item))
            elif isinstance(item.owner, str):
                self.inked.add(item.owner)
                self._place(item.owner, *bounding_box(item))
        self.covered.update(_covered(sorted(lines, key=itemgetter(0))))

    def _read(self, item: TextItem) -> _Line:
        """Note the words of a fragment; return where its ink is."""
        owner, fragment, left, base = item.owner, item.fragment, item.x, item.y
        right = left + fragment.width
        if isinstance(owner, str):
            # A fragment's words stand from left to right, and are compared as they are read.
            words = fragment.words[::-1] if fragment.rtl else fragment.words
            self.words.setdefault(owner, []).extend([word.text for word in words])
            self._place(owner, left, base, right, base)
        elif left < self._left or right > self._right or not self._left <= base <= self._top:
            self.outside.add(owner)  # a footer stands below the story, where no node's words may
        return base - fragment.below, left, right, base + fragment.above, item

    def _place(self, owner: Owner, left: float, bottom: float, right: float, top: float) -> None:
        """Note what leaves the room that words and figures have; grounds and rules may bleed."""
        if left < self._left or right > self._right or bottom < self._foot or top > self._top:
            self.outside.add(owner)


_Line = tuple[float, float, float, float, TextItem]  # bottom, left, right and top of its ink; what it is


def _covered(lines: Sequence[_Line]) -> Iterator[Owner]:
    """Yield the owners of words whose ink meets that of other words; the lines come from the lowest up."""
    for index, (_, left, right, top, item) in enumerate(lines):
        for bottom, other_left, other_right, _, other in islice(lines, index + 1, None):
            # All others begin higher still: without this every line would be compared with every other.
            if bottom > top - _GRAZING:
                break
            # Lines of Nastaliq reach into each other where words leave room: only then are words looked at.
            common = min(right, other_right) - max(left, other_left)
            if common > 2 * _TOUCHING and _meet(item, other):
                yield other.owner


def _meet(item: TextItem, other: TextItem) -> bool:
    """Tell whether any word of one line has ink where a word of another has."""
    words = [*other.fragment.inks(other.x)]
    return any(
        other.y - word.below < item.y + ink.above - _GRAZING
        and item.y - ink.below < other.y + word.above - _GRAZING
        and word.left < ink.right
        and ink.left < word.right
        for ink in item.fragment.inks(item.x)
        for word in words
    )


def _bare(text: str) -> str:
    """Strip a text of what is not seen: breaks of lines take spaces away, fonts draw no soft hyphens."""
    return UNSEEN.sub("", "".join(text.split()))


class _Witness:
    """Holds the pages against a document, and knows where each node comes from."""

    def __init__(self, document: Document, nodes: dict[str, Node]) -> None:
        self._document = document
        self._nodes = nodes

    def lost(self, seen: _Seen) -> Iterator[Diagnostic]:
        """Yield the nodes whose words, bullet or drawing are not on the pages, or not as they are."""
        for node in self._nodes.values():
            # Words that lack, stand twice, or stand for others: all that differs is not what was said.
            if node.runs and not _same(node.text, "".join(seen.words.get(node.id, ()))):
                yield self.told(
                    node.id, "is not on the page", "the template puts it where nothing is printed"
                )
            if node.label and "".join(seen.words.get(label_owner(node.id), ())) != node.label:
                yield self.told(node.id, f'has the label "{node.label}", which is not on the page')
            if node.kind is Kind.FIGURE and node.id not in seen.inked:
                yield self.told(node.id, "has no drawing on the page")

    def told(self, owner: Owner, what: str, hint: str = "") -> Diagnostic:
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
        return (node.position if node else None) or Position("templates")


def _same(said: str, placed: str) -> bool:
    # Most texts are equal as they stand, and equality is much the cheaper of the two.
    return said == placed or _bare(said) == _bare(placed)


def _named(node: Node) -> str:
    text = node.text if len(node.text) <= _MOST_SHOWN else f"{node.text[: _MOST_SHOWN - 3]}…"
    return f'"{text}" ({node.id})' if text else f"the {node.kind.name.lower()} {node.id}"
