"""The structure tree as objects of the file: elements and parent tree.

What comes in is a :class:`~leaflets.pdf.structure.Tree` whose elements know their content; what
goes out are indirect objects, as ready bytes (ISO 32000-1 14.7.2 to 14.7.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from leaflets.pdf.objects import File, byte_string, reference, text_string
from leaflets.pdf.structure import Element, Tree


@dataclass(slots=True)
class ParentTree:
    """What finds the element of a piece of content again (ISO 32000-1 14.7.4.4).

    The keys are StructParents of pages (their index) and, after them, StructParent of annotations.
    """

    marks: Sequence[Sequence[Element]]
    owners: list[Element] = field(default_factory=list)

    def add(self, element: Element) -> int:
        """Give the key for an annotation that belongs to an element."""
        self.owners.append(element)
        return len(self.marks) + len(self.owners) - 1

    def write(self) -> bytes:
        """Write the number tree in one node; elements have to be numbered."""
        pages = (b"[" + b" ".join(_owner(slot) for slot in slots) + b"]" for slots in self.marks)
        values = [*pages, *(reference(element.number) for element in self.owners)]
        rows = (b"%d %s" % row for row in enumerate(values))
        return b"<</Nums[" + b"\n".join(rows) + b"]>>"


def add_tree(file: File, tree: Tree, parents: ParentTree, pages: Sequence[int]) -> int:
    """Add all elements and give the object number of the structure tree root.

    ``pages`` holds the pages' object numbers.
    """
    root = file.reserve()
    elements = list(tree.root.walk())
    for element in elements:
        element.number = file.reserve()
    for element in elements:
        file.fill(element.number, _element(element, root, pages))
    parent_tree = file.put(parents.write())
    entries = (reference(tree.root.number), reference(parent_tree), len(parents.marks) + len(parents.owners))
    file.fill(root, b"<</Type/StructTreeRoot/K %s/ParentTree %s/ParentTreeNextKey %d>>" % entries)
    return root


def _owner(slot: Element) -> bytes:
    """Refer to the element whose content a slot holds."""
    return b"null" if slot.parent is None else reference(slot.parent.number)


def _element(element: Element, root: int, pages: Sequence[int]) -> bytes:
    """Write a structure element (ISO 32000-1 table 323)."""
    parent = element.parent.number if element.parent else root
    first = next((page for kid in element.kids if not kid.role for page, _ in kid.content), -1)
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
    kids = list(_kids(element, first, pages))
    if kids:
        out.append(b"/K[" + b" ".join(kids) + b"]")
    return b"".join(out) + b">>"


def _kids(element: Element, first: int, pages: Sequence[int]) -> Iterator[bytes]:
    """Write an element's kids: elements, marked content, annotations (ISO 32000-1 14.7.2)."""
    for kid in element.kids:
        if kid.role:
            yield reference(kid.number)
        for page, mcid in kid.content:
            if page == first:
                yield b"%d" % mcid
            else:
                yield b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], mcid)
    for page, annotation in element.links:
        yield b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[page], annotation)
