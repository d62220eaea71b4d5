"""Content streams: a page's items as operators, every one of them marked.

In: a :class:`~leaflets.layout.pages.Page` and the structure tree. Out: the bytes of its content stream and
the slot of each MCID (ISO 32000-1 14.6, 14.7.4). Neighbouring items of one element share a marked-content
sequence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Artifact, Item, Owner, Page, PathItem, RectItem, TextItem
from leaflets.pdf.format_characters import mark_of_space
from leaflets.pdf.graphics import write_colour, write_numbers, write_rectangle, write_segments
from leaflets.pdf.objects import number
from leaflets.pdf.structure import Slot, Tree
from leaflets.pdf.words import FontCodes

# ISO 32000-1 table 330.
_ARTIFACTS = MappingProxyType({
    Artifact.HEADER: "/Type/Pagination/Subtype/Header/Attached[/Top]",
    Artifact.FOOTER: "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
    Artifact.LAYOUT: "/Type/Layout",
})  # fmt: skip
_INVISIBLE_GAP = 0.01  # points


@dataclass(slots=True)
class FontResources:
    """The fonts of one file: their resource names (ISO 32000-1 7.8.3), numbered as pages first use them.

    All pages share them, so that a name means one font in the whole file.
    """

    open_codes: Callable[[Instance], FontCodes]
    by_instance: dict[Instance, tuple[bytes, FontCodes]] = field(default_factory=dict)

    def get(self, instance: Instance) -> tuple[bytes, FontCodes]:
        """Look up a font's resource name and its codes, which are empty at first."""
        known = self.by_instance.get(instance)
        if known is None:
            name = b"F%d" % (len(self.by_instance) + 1)
            known = self.by_instance[instance] = (name, self.open_codes(instance))
        return known


@dataclass(frozen=True, slots=True)
class PageContent:
    """The uncompressed content stream of a page, and the slot of each MCID."""

    stream: bytes
    slots: tuple[Slot, ...]


def write_content(page: Page, index: int, tree: Tree | None, fonts: FontResources) -> PageContent:
    """Write the items of a page, and record in the tree where the content of its elements is.

    ``index`` counts pages from 0; ``tree`` is None for a file without tags.
    """
    writer = _ContentWriter(page, index, tree, fonts)
    return PageContent(writer.write(), tuple(writer.slots))


class _ShownText(NamedTuple):
    """Text to show at a position: resource name of the font, size, colour, and elements of a TJ array.

    ``space_codes`` are those of the font if the text is part of a right-to-left line and no space follows on
    its left: one may have to be shown there.
    """

    font: bytes
    size: float
    colour: str
    x: float
    y: float
    width: float
    rtl: bool
    elements: bytes
    space_codes: FontCodes | None = None

    def meets(self, other: _ShownText) -> bool:
        """Tell whether another text of the same style begins where this one ends."""
        look, others = ((each.font, each.size, each.colour, each.rtl, each.y) for each in (self, other))
        return look == others and abs(self.x + self.width - other.x) < _INVISIBLE_GAP

    def join(self, other: _ShownText) -> _ShownText:
        """Join this text with the one to its right: pdfium loses a space that is shown alone."""
        return self._replace(width=self.width + other.width, elements=self.elements + other.elements)


class _ContentWriter:
    """Writes the items of one page, and tracks the graphics state so that nothing is set twice."""

    def __init__(self, page: Page, index: int, tree: Tree | None, fonts: FontResources) -> None:
        self.slots: list[Slot] = []
        self._page = page
        self._index = index
        self._tree = tree
        self._fonts = fonts
        self._out: list[bytes] = []
        self._state: dict[str, object] = {}
        # The open marked-content sequence: the slot that it fills, or the opening of an artifact.
        self._sequence: Slot | str | None = None
        # The start of the current line (ISO 32000-1 9.4.1); None outside a text object.
        self._line_start: tuple[float, float] | None = None
        self._pending: _ShownText | None = None
        self._owner: Owner | None = None

    def write(self) -> bytes:
        """Write all items in order, which is both reading and painting order."""
        for item in self._page.items:
            self._begin_sequence(item)
            if isinstance(item, TextItem):
                self._add_text(item)
            else:
                self._end_text()  # no paths inside a text object (ISO 32000-1 figure 9)
                self._paint(item)
        self._end_sequence()
        return b"".join(self._out)

    def _begin_sequence(self, item: Item) -> None:
        """Begin the marked-content sequence of an item, unless it is open already."""
        if item.owner != self._owner:
            self._flush_text(ends_node=True)
            self._owner = item.owner
        if self._tree is None:
            return
        sequence = self._sequence_of(item, self._tree)
        if sequence == self._sequence:
            return
        self._end_sequence()
        self._sequence = sequence
        if isinstance(sequence, Slot):
            # An MCID is an index into the page's entry in the parent tree (14.7.4.4), from 0.
            mcid = len(self.slots)
            sequence.content.append((self._index, mcid))
            self.slots.append(sequence)
            sequence = f"/{sequence.parent.role}<</MCID {mcid}>>BDC\n"
        self._out.append(sequence.encode())

    def _sequence_of(self, item: Item, tree: Tree) -> Slot | str:
        """Find an item's sequence: the slot of an element, or the operator that opens an artifact."""
        if isinstance(item.owner, Artifact):
            return f"/Artifact<<{self._artifact(item.owner)}>>BDC\n"
        slot = tree.slot(item.owner, item.run if isinstance(item, TextItem) else 0)
        if not isinstance(item, TextItem) and slot.parent.role != "Figure":
            raise ValueError(f"a drawing belongs to {item.owner!r}, which is no figure")
        return slot

    def _artifact(self, owner: Artifact) -> str:
        """Write an artifact's properties (ISO 32000-1 table 330)."""
        if owner is Artifact.BACKGROUND:
            # A background must have a BBox; that of the page holds for all.
            box = f"0 0 {number(self._page.width)} {number(self._page.height)}"
            return f"/Type/Background/BBox[{box}]"
        return _ARTIFACTS[owner]

    def _end_sequence(self) -> None:
        """End the text object and the marked-content sequence that are open, if any."""
        self._end_text()  # text objects and sequences must nest (ISO 32000-1 14.6.1)
        if self._sequence is not None:
            self._out.append(b"EMC\n")
            self._sequence = None

    def _end_text(self) -> None:
        """Show the pending text, and end the open text object, if any."""
        self._flush_text()
        if self._line_start is not None:
            self._out.append(b"ET\n")
            self._line_start = None

    def _add_text(self, item: TextItem) -> None:
        """Join a fragment to the pending text if the two can be one string; if not, it is pending next."""
        fragment = item.fragment
        if not fragment.words:
            return
        name, codes = self._fonts.get(fragment.instance)
        look = (name, fragment.size, fragment.colour)
        text = _ShownText(*look, item.x, item.y, fragment.width, fragment.rtl, _write_elements(item, codes))
        before = self._pending
        # Items come in reading order: in right-to-left text the next one is on the left.
        if before and before.rtl and text.meets(before):
            self._pending = text.join(before)
        elif before and not before.rtl and before.meets(text):
            self._pending = before.join(text)
        else:
            self._flush_text()
            # Readers judge a line's direction by its characters: the guide marks its left-to-right words.
            self._pending = text._replace(elements=codes.guide + text.elements) if fragment.embedded else text
        if fragment.rtl or fragment.embedded:
            has_space = fragment.rtl and fragment.words[0].text[-1:].isspace()
            self._pending = self._pending._replace(space_codes=None if has_space else codes)

    def _flush_text(self, *, ends_node: bool = False) -> None:
        """Show the pending text; ``ends_node`` says that it is the last of its node."""
        if self._pending:
            text, self._pending = self._pending, None
            self._show(text)
            # pdf.js sees no space before a next node to the left on the same line.
            if ends_node and text.space_codes:
                self._show(text._replace(elements=text.space_codes.narrow_space))

    def _show(self, text: _ShownText) -> None:
        """Write font and colour if they change, a move, and one TJ array (ISO 32000-1 9.4.2, 9.4.3)."""
        out = self._out
        if self._line_start is None:
            out.append(b"BT\n")
            self._line_start = (0.0, 0.0)
        if self._set_state("font", (text.font, text.size)):
            out.append(b"/%s %s Tf " % (text.font, number(text.size).encode()))
        if self._set_state("fill", text.colour):
            out.append(write_colour(text.colour, "rg"))
        # Td is relative to the start of the previous line. Rounding comes before the subtraction, or errors
        # would add up down the page.
        x, y = round(text.x, 2), round(text.y, 2)
        out.append(f"{number(x - self._line_start[0])} {number(y - self._line_start[1])} Td[".encode())
        self._line_start = (x, y)
        out.append((text.elements + b"]TJ\n").replace(b"><", b""))

    def _set_state(self, what: str, value: object) -> bool:
        """Set a parameter of the graphics state in our record; returns whether it has to be written."""
        if self._state.get(what) == value:
            return False
        self._state[what] = value
        return True

    def _paint(self, item: RectItem | PathItem) -> None:
        """Paint a rectangle or a path (ISO 32000-1 8.5)."""
        out = self._out
        if item.fill and self._set_state("fill", item.fill):
            out.append(write_colour(item.fill, "rg"))
        if item.stroke:
            dash = item.dash if isinstance(item, PathItem) else ()
            if self._set_state("stroke", item.stroke):
                out.append(write_colour(item.stroke, "RG"))
            if self._set_state("width", item.stroke_width):
                out.append(f"{number(item.stroke_width)} w ".encode())
            # Lines are solid by default (ISO 32000-1 table 52).
            if (dash or "dash" in self._state) and self._set_state("dash", dash):
                out.append(f"[{write_numbers(dash)}]0 d ".encode())
        if item.fill or item.stroke:
            path = write_rectangle(item) if isinstance(item, RectItem) else write_segments(item.segments)
            # ISO 32000-1 table 60.
            operator = "B" if item.fill and item.stroke else "f" if item.fill else "S"
            out.append(f"{path}{operator}\n".encode())


def _write_elements(item: TextItem, codes: FontCodes) -> bytes:
    """Write the words of an item as elements of one TJ array, from left to right."""
    fragment = item.fragment
    words = fragment.words[:-1] if item.hyphen else fragment.words
    if fragment.rtl:
        following = (None, *words[:-1])
        elements = b"".join(map(codes.show, words, map(mark_of_space, words, following)))
    else:
        elements = b"".join(map(codes.show, words))
    return elements + codes.show_hyphen(fragment.words[-1]) if item.hyphen else elements
