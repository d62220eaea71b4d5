"""Navigation: destinations, link annotations, the outline.

In: the document's headings and the pages' link areas. Out: annotations with descriptions (ISO 14289-1
7.18.5), an outline (ISO 32000-1 12.3.3) and destinations (12.3.2). The descriptions of links come from
:mod:`leaflets.pdf.link_descriptions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from leaflets.document.nodes import Document, Kind, Node, isolated
from leaflets.layout.pages import Artifact, LinkArea, Page, bounding_box
from leaflets.pdf.objects import File, byte_string, number, reference, text_string


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to jump to: a page, counted from 0, and the y coordinate to show at the top."""

    page: int
    top: float


def find_destinations(document: Document, pages: Sequence[Page]) -> dict[str, Destination]:
    """Find where each node begins, by its id: the position of its first item, or of a descendant's.

    Nodes that are on no page have none.
    """
    owned: dict[str, Destination] = {}
    for index, page in enumerate(pages):
        for item in page.items:
            if not isinstance(item.owner, Artifact) and item.owner not in owned:
                *_, top = bounding_box(item)
                owned[item.owner] = Destination(index, top)
    _inherit(document.root, owned)
    return owned


def _inherit(node: Node, owned: dict[str, Destination]) -> None:
    """Let a node without items of its own, such as a section, begin where its first child does."""
    for child in node.children:
        _inherit(child, owned)
        if node.id not in owned and child.id in owned:
            owned[node.id] = owned[child.id]


def write_destination(destination: Destination, pages: Sequence[int]) -> bytes:
    """Write an explicit destination (ISO 32000-1 12.3.2.2); ``pages`` holds the pages' object numbers."""
    # null for left and zoom keeps the magnification.
    return b"[%d 0 R/XYZ null %s null]" % (pages[destination.page], number(destination.top).encode())


def join_areas(areas: Sequence[LinkArea]) -> list[LinkArea]:
    """Join the areas of a link on a line, so that the tab key stops there only once."""
    lines: dict[tuple[str, int, float], LinkArea] = {}
    for area in areas:
        # One rectangle around two lines would cover other words.
        key = (area.owner, area.run, area.y)
        known = lines.setdefault(key, area)
        left, right = min(known.x, area.x), max(known.x + known.width, area.x + area.width)
        lines[key] = replace(known, x=left, width=right - left)
    return list(lines.values())


def write_link(
    area: LinkArea, contents: str, destination: Destination | None, key: int | None, pages: Sequence[int]
) -> bytes:
    """Write a link annotation (ISO 32000-1 12.5.6.5).

    ``contents`` is its description, ``destination`` is None for a target outside the file, ``key`` is its
    StructParent, None in a file without tags. ``pages`` holds the pages' object numbers.
    """
    if area.target.startswith("#"):
        if destination is None:
            raise ValueError(f"a link leads to {area.target!r}, which stands on no page")
        action = b"/Dest" + write_destination(destination, pages)
    else:
        action = b"/A<</S/URI/URI" + byte_string(area.target) + b">>"
    corners = (area.x, area.y, area.x + area.width, area.y + area.height)
    box = " ".join(number(corner) for corner in corners).encode()
    # F 4: print (ISO 19005-2 6.3.2).
    head = b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[%s]/Contents" % box
    parent = b"" if key is None else b"/StructParent %d" % key
    return head + text_string(contents) + parent + action + b">>"


@dataclass(slots=True, eq=False)
class OutlineItem:
    """An item of the outline (ISO 32000-1 table 153); the root has neither title nor destination.

    ``level`` is its heading level, 0 for the root; ``object_number`` is given when the file is written.
    """

    title: str
    level: int
    destination: Destination | None
    kids: list[OutlineItem] = field(default_factory=list)
    object_number: int = 0

    def count(self) -> int:
        """Count all items below; a positive count in the file shows them open (table 153)."""
        return sum(1 + kid.count() for kid in self.kids)


def make_outline(document: Document, destinations: Mapping[str, Destination]) -> OutlineItem:
    """Make the outline's root, with an item for each heading that is on a page."""
    root = OutlineItem("", 0, None)
    # The path from the root to the last item; the root, of level 0, is never popped.
    open_items = [root]
    for node in document.root.walk():
        if node.kind is Kind.HEADING and node.id in destinations:
            while open_items[-1].level >= node.level > 0:
                open_items.pop()
            title = isolated(node.runs, document.direction)
            item = OutlineItem(title, node.level, destinations[node.id])
            open_items[-1].kids.append(item)
            open_items.append(item)
    return root


def add_outline(file: File, root: OutlineItem, pages: Sequence[int]) -> int:
    """Add the outline, an object for each item; returns the object number of its root."""
    root.object_number = file.reserve()
    _add_items(file, root, pages)
    file.fill(root.object_number, b"<</Type/Outlines" + _refer_to_kids(root) + b">>")
    return root.object_number


def _add_items(file: File, parent: OutlineItem, pages: Sequence[int]) -> None:
    # Siblings refer to each other, so all get their numbers first.
    for item in parent.kids:
        item.object_number = file.reserve()
    for index, item in enumerate(parent.kids):
        _add_items(file, item, pages)
        out = b"<</Title" + text_string(item.title) + b"/Parent " + reference(parent.object_number)
        if index:
            out += b"/Prev " + reference(parent.kids[index - 1].object_number)
        if index + 1 < len(parent.kids):
            out += b"/Next " + reference(parent.kids[index + 1].object_number)
        if item.destination:
            out += b"/Dest" + write_destination(item.destination, pages)
        file.fill(item.object_number, out + _refer_to_kids(item) + b">>")


def _refer_to_kids(item: OutlineItem) -> bytes:
    """Refer to the first and the last item below, and count them."""
    if not item.kids:
        return b""
    ends = (item.kids[0].object_number, item.kids[-1].object_number, item.count())
    return b"/First %d 0 R/Last %d 0 R/Count %d" % ends
