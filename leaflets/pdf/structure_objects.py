"""The structure tree as objects of the file: elements and parent tree.

In: a :class:`~leaflets.pdf.structure.Tree` whose slots were filled when the pages were written. Out: indirect
objects as bytes (ISO 32000-1 14.7.2 to 14.7.4). What the elements are is decided in
:mod:`leaflets.pdf.structure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.pdf.objects import File, byte_string, reference, text_string
from leaflets.pdf.structure import Element, Slot, Tree


@dataclass(slots=True)
class ParentTree:
    """The map from content back to its element (ISO 32000-1 14.7.4.4).

    The keys are StructParents of pages (their index) and, after them, StructParent of annotations.
    ``slots`` has the slots of each page, in the order of their MCIDs; ``owners`` the elements of annotations.
    """

    slots: Sequence[Sequence[Slot]]
    owners: list[Element] = field(default_factory=list)

    def add(self, element: Element) -> int:
        """Add an annotation of an element; returns its key."""
        self.owners.append(element)
        return len(self) - 1

    def __len__(self) -> int:
        return len(self.slots) + len(self.owners)

    def write(self) -> bytes:
        """Write the number tree as one node; elements must have their numbers."""
        pages = (
            b"[" + b" ".join(reference(slot.parent.object_number) for slot in slots) + b"]"
            for slots in self.slots
        )
        values = [*pages, *(reference(element.object_number) for element in self.owners)]
        rows = (b"%d %s" % row for row in enumerate(values))
        return b"<</Nums[" + b"\n".join(rows) + b"]>>"


def add_tree(file: File, tree: Tree, parents: ParentTree, pages: Sequence[int]) -> int:
    """Add all elements; returns the object number of the structure tree root.

    ``pages`` holds the pages' object numbers.
    """
    root = file.reserve()
    elements = list(tree.root.walk())
    # Elements refer to parents and kids alike, so all need a number before the first is written.
    for element in elements:
        element.object_number = file.reserve()
    for element in elements:
        file.fill(element.object_number, _write_element(element, root, pages))
    parent_tree = file.put(parents.write())
    entries = (reference(tree.root.object_number), reference(parent_tree), len(parents))
    file.fill(root, b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>" % entries)
    return root


def _write_element(element: Element, root: int, pages: Sequence[int]) -> bytes:
    """Write a structure element (ISO 32000-1 table 323)."""
    parent = element.parent.object_number if element.parent else root
    slots = (kid for kid in element.kids if isinstance(kid, Slot))
    # The page of the first content is Pg of the element; only content on other pages names its own.
    first = next((page for slot in slots for page, _ in slot.content), -1)
    out = [b"<</S/%s/P %d 0 R" % (element.role.encode(), parent)]
    if element.lang:
        out.append(b"/Lang" + byte_string(element.lang))
    if element.alt:
        out.append(b"/Alt" + text_string(element.alt))
    if element.actual:
        out.append(b"/ActualText" + text_string(element.actual))
    if element.attributes:
        out.append(b"/A<<%s>>" % element.attributes.encode())
    if first >= 0:
        out.append(b"/Pg %d 0 R" % pages[first])
    kids = list(_write_kids(element, first, pages))
    if kids:
        out.append(b"/K[" + b" ".join(kids) + b"]")
    return b"".join(out) + b">>"


def _write_kids(element: Element, first: int, pages: Sequence[int]) -> Iterator[bytes]:
    """Write an element's kids: elements, marked content, annotations (ISO 32000-1 14.7.2)."""
    for kid in element.kids:
        if isinstance(kid, Element):
            yield reference(kid.object_number)
            continue
        for page, mcid in kid.content:
            if page == first:
                yield b"%d" % mcid
            else:
                yield b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], mcid)
    # An annotation is content by an object reference (14.7.4.3).
    for page, annotation in element.links:
        yield b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[page], annotation)
