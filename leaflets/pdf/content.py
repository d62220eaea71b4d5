"""Content streams: a page's items as operators, every one of them marked.

What comes in is a :class:`~leaflets.layout.pages.Page` and the structure tree; what goes out are
the bytes of its content stream and the element of each MCID (ISO 32000-1 14.6, 14.7.4).
Neighbouring items of one element share a marked-content sequence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Artifact, Item, Owner, Page, PathItem, RectItem, TextItem
from leaflets.pdf.graphics import colour, numbers, rectangle, segments
from leaflets.pdf.objects import number
from leaflets.pdf.steps import mark_of_space
from leaflets.pdf.structure import Element, Tree
from leaflets.pdf.words import FontCodes

# Properties of artifacts that need no numbers (ISO 32000-1 table 330).
_ARTIFACTS = MappingProxyType({
    Artifact.HEADER: "/Type/Pagination/Subtype/Header/Attached[/Top]",
    Artifact.FOOTER: "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
    Artifact.LAYOUT: "/Type/Layout",
})  # fmt: skip
# Points between two fragments that nobody sees.
_JOINED = 0.01


@dataclass(slots=True)
class Fonts:
    """The fonts of one file: their resource names in the order in which pages ask for them."""

    open_codes: Callable[[Instance], FontCodes]
    codes: dict[Instance, tuple[bytes, FontCodes]] = field(default_factory=dict)

    def get(self, instance: Instance) -> tuple[bytes, FontCodes]:
        """Give a font's resource name and its codes."""
        known = self.codes.get(instance)
        if known is None:
            name = b"F%d" % (len(self.codes) + 1)
            known = self.codes[instance] = (name, self.open_codes(instance))
        return known


class _Show(NamedTuple):
    """Codes to show at a place: font, by its resource name, size, colour, and the inside of a TJ array.

    ``spaced`` are the codes whose space follows on its left if it is the last of its node, if any does.
    """

    font: bytes
    size: float
    colour: str
    x: float
    y: float
    width: float
    rtl: bool
    shown: bytes
    spaced: FontCodes | None = None

    def meets(self, other: _Show) -> bool:
        """Tell whether another that looks the same begins where this ends."""
        look, others = ((each.font, each.size, each.colour, each.rtl, each.y) for each in (self, other))
        return look == others and abs(self.x + self.width - other.x) < _JOINED

    def joined(self, other: _Show) -> _Show:
        """Show this and, to its right, another as one string: pdfium loses a space that is shown alone."""
        return self._replace(width=self.width + other.width, shown=self.shown + other.shown)


class PageContent:
    """Writes the items of one page; the graphics state is remembered, to say nothing twice.

    ``tree`` is None for a file without tags. ``marks`` is the element of each MCID.
    """

    def __init__(self, page: Page, index: int, tree: Tree | None, fonts: Fonts) -> None:
        self.marks: list[Element] = []
        self._page = page
        self._index = index
        self._tree = tree
        self._fonts = fonts
        self._out: list[bytes] = []
        self._state: dict[str, object] = {}
        self._mark: object = None
        self._pen: tuple[float, float] | None = None
        self._held: _Show | None = None
        self._owner: Owner | None = None

    def write(self) -> bytes:
        """Give the content stream, not yet compressed."""
        for item in self._page.items:
            self._open(item)
            if isinstance(item, TextItem):
                self._text(item)
            else:
                self._end_text()
                self._shape(item)
        self._close()
        return b"".join(self._out)

    def _open(self, item: Item) -> None:
        """Begin the marked-content sequence of an item, unless it is open already."""
        if item.owner != self._owner:
            self._release(ends=True)
            self._owner = item.owner
        if self._tree is None:
            return
        mark, opening = self._sequence(item, self._tree)
        if mark is self._mark or mark == self._mark:
            return
        self._close()
        self._mark = mark
        if isinstance(mark, Element):
            mark.content.append((self._index, len(self.marks)))
            opening = f"/{mark.tag}<</MCID {len(self.marks)}>>BDC\n"
            self.marks.append(mark)
        self._out.append(opening.encode())

    def _sequence(self, item: Item, tree: Tree) -> tuple[object, str]:
        """Find what an item's sequence is: an element, or the words that open an artifact."""
        if isinstance(item.owner, Artifact):
            opening = f"/Artifact<<{self._artifact(item.owner)}>>BDC\n"
            return opening, opening
        element = tree.at(item.owner, item.run if isinstance(item, TextItem) else 0)
        if not isinstance(item, TextItem) and element.tag != "Figure":
            raise ValueError(f"a drawing belongs to {item.owner!r}, which is no figure")
        return element, ""

    def _artifact(self, owner: Artifact) -> str:
        """Write an artifact's properties (ISO 32000-1 table 330)."""
        if owner is Artifact.BACKGROUND:
            # A background has to state its box; the page's holds for any of them.
            box = f"0 0 {number(self._page.width)} {number(self._page.height)}"
            return f"/Type/Background/BBox[{box}]"
        return _ARTIFACTS[owner]

    def _close(self) -> None:
        self._end_text()
        if self._mark is not None:
            self._out.append(b"EMC\n")
            self._mark = None

    def _end_text(self) -> None:
        self._release()
        if self._pen is not None:
            self._out.append(b"ET\n")
            self._pen = None

    def _text(self, item: TextItem) -> None:
        """Show a fragment, once it is known what else looks like it and stands beside it."""
        fragment = item.fragment
        if not fragment.words:
            return
        name, codes = self._fonts.get(fragment.instance)
        words = fragment.words[:-1] if item.hyphen else fragment.words
        if fragment.rtl:
            marks = map(mark_of_space, words, (None, *words[:-1]))
            shown = b"".join(map(codes.show, words, marks))
        else:
            shown = b"".join(map(codes.show, words))
        if item.hyphen:
            shown += codes.show_hyphen(fragment.words[-1])
        show = _Show(
            name, fragment.size, fragment.colour, item.x, item.y, fragment.width, fragment.rtl, shown
        )
        held = self._held
        if held and held.rtl and show.meets(held):
            self._held = show.joined(held)
        elif held and not held.rtl and held.meets(show):
            self._held = held.joined(show)
        else:
            self._release()
            self._held = show._replace(shown=codes.guide + shown) if fragment.embedded else show
        if fragment.rtl or fragment.embedded:
            # pdf.js sees no space where the next node stands to the left on the same line.
            has_space = fragment.rtl and fragment.words[0].text[-1:].isspace()
            self._held = self._held._replace(spaced=None if has_space else codes)

    def _release(self, *, ends: bool = False) -> None:
        """Show what has waited; ``ends`` says that it is the last of its node."""
        if self._held:
            held, self._held = self._held, None
            self._show(held)
            if ends and held.spaced:
                self._show(held._replace(shown=held.spaced.space))

    def _show(self, show: _Show) -> None:
        """Write font and colour if they change, a move, one TJ array."""
        out = self._out
        if self._pen is None:
            out.append(b"BT\n")
            self._pen = (0.0, 0.0)
        if self._changes("font", (show.font, show.size)):
            out.append(b"/%s %s Tf " % (show.font, number(show.size).encode()))
        if self._changes("fill", show.colour):
            out.append(colour(show.colour, "rg"))
        x, y = round(show.x, 2), round(show.y, 2)
        out.append(f"{number(x - self._pen[0])} {number(y - self._pen[1])} Td[".encode())
        self._pen = (x, y)
        # One string where words follow each other without a move between them.
        out.append((show.shown + b"]TJ\n").replace(b"><", b""))

    def _changes(self, what: str, value: object) -> bool:
        """Tell whether something of the graphics state is not so already; then it is now."""
        if self._state.get(what) == value:
            return False
        self._state[what] = value
        return True

    def _shape(self, item: RectItem | PathItem) -> None:
        """Paint a rectangle or a path (ISO 32000-1 8.5)."""
        out = self._out
        if item.fill and self._changes("fill", item.fill):
            out.append(colour(item.fill, "rg"))
        if item.stroke:
            dash = item.dash if isinstance(item, PathItem) else ()
            if self._changes("stroke", item.stroke):
                out.append(colour(item.stroke, "RG"))
            if self._changes("width", item.stroke_width):
                out.append(f"{number(item.stroke_width)} w ".encode())
            if (dash or "dash" in self._state) and self._changes("dash", dash):
                out.append(f"[{numbers(dash)}]0 d ".encode())
        if item.fill or item.stroke:
            path = rectangle(item) if isinstance(item, RectItem) else segments(item.segments)
            operator = "B" if item.fill and item.stroke else "f" if item.fill else "S"
            self._out.append(f"{path}{operator}\n".encode())
