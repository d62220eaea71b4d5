"""Content streams: a page's items as operators, every one of them marked.

What comes in is a :class:`~leaflets.layout.pages.Page` and the structure tree; what goes out are
the bytes of its content stream and the element of each MCID (ISO 32000-1 14.6, 14.7.4).
Neighbouring items of one element share a marked-content sequence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from leaflets.fonts import Instance
from leaflets.layout.pages import Artifact, Item, Page, PathItem, RectItem, TextItem
from leaflets.pdf.objects import number
from leaflets.pdf.structure import Element, Tree
from leaflets.pdf.words import FontCodes

# How far a curve's handles reach, so that four of them make a circle.
_ROUND = 0.5523
# The part of a page's height, above and below, where running heads and feet stand.
_EDGE = 0.2
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


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
            opening = f"/Artifact<<{self._artifact(item)}>>BDC\n"
            return opening, opening
        element = tree.at(item.owner, item.run if isinstance(item, TextItem) else 0)
        if not isinstance(item, TextItem) and element.tag != "Figure":
            raise ValueError(f"a drawing belongs to {item.owner!r}, which is no figure")
        return element, ""

    def _artifact(self, item: Item) -> str:
        """Write an artifact's properties (ISO 32000-1 table 330)."""
        if item.owner is Artifact.PAGINATION:
            height = _bottom(item) / self._page.height
            if height < _EDGE:
                return "/Type/Pagination/Subtype/Footer/Attached[/Bottom]"
            return "/Type/Pagination" + ("/Subtype/Header/Attached[/Top]" if height > 1 - _EDGE else "")
        if item.owner is Artifact.BACKGROUND:
            # A background has to state its box; the page's holds for any of them.
            box = f"0 0 {number(self._page.width)} {number(self._page.height)}"
            return f"/Type/Background/BBox[{box}]"
        return "/Type/Layout"

    def _close(self) -> None:
        self._end_text()
        if self._mark is not None:
            self._out.append(b"EMC\n")
            self._mark = None

    def _end_text(self) -> None:
        if self._pen is not None:
            self._out.append(b"ET\n")
            self._pen = None

    def _text(self, item: TextItem) -> None:
        """Show a fragment: font and colour if they change, a move, one TJ array."""
        fragment = item.fragment
        if not fragment.words:
            return
        out = self._out
        if self._pen is None:
            out.append(b"BT\n")
            self._pen = (0.0, 0.0)
        name, codes = self._fonts.get(fragment.instance)
        if self._changes("font", (name, fragment.size)):
            out.append(b"/%s %s Tf " % (name, number(fragment.size).encode()))
        if self._changes("fill", fragment.colour):
            out.append(colour(fragment.colour, "rg"))
        x, y = round(item.x, 2), round(item.y, 2)
        out.append(f"{number(x - self._pen[0])} {number(y - self._pen[1])} Td[".encode())
        self._pen = (x, y)
        words = fragment.words
        shown = [codes.show(word) for word in (words[:-1] if item.hyphen else words)]
        if item.hyphen:
            shown.append(codes.show_hyphen(words[-1]))
        # One string where words follow each other without a move between them.
        out.append((b"".join(shown) + b"]TJ\n").replace(b"><", b""))

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
                out.append(f"[{_numbers(dash)}]0 d ".encode())
        if item.fill or item.stroke:
            path = rectangle(item) if isinstance(item, RectItem) else segments(item.segments)
            operator = "B" if item.fill and item.stroke else "f" if item.fill else "S"
            self._out.append(f"{path}{operator}\n".encode())


def colour(value: str, operator: str) -> bytes:
    """Write a colour such as ``#1c5d6e`` with its operator, in DeviceRGB."""
    if not _COLOUR.fullmatch(value):
        raise ValueError(f"{value!r} is no colour; write it as #rrggbb")
    parts = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{' '.join(f'{part:.3g}' for part in parts)} {operator} ".encode()


def segments(parts: Sequence[tuple[str | float, ...]]) -> str:
    """Write the segments of a path (ISO 32000-1 table 59)."""
    return "".join(f"{_numbers([float(value) for value in rest])} {name} ".lstrip() for name, *rest in parts)


def rectangle(item: RectItem) -> str:
    """Write a rectangle's path, with round corners if it has a radius."""
    x, y, width, height = item.x, item.y, item.width, item.height
    radius = min(item.radius, width / 2, height / 2)
    if radius <= 0:
        return f"{_numbers((x, y, width, height))} re "
    right, top, out = x + width, y + height, radius * (1 - _ROUND)
    return segments(
        (
            ("m", x + radius, y),
            ("l", right - radius, y),
            ("c", right - out, y, right, y + out, right, y + radius),
            ("l", right, top - radius),
            ("c", right, top - out, right - out, top, right - radius, top),
            ("l", x + radius, top),
            ("c", x + out, top, x, top - out, x, top - radius),
            ("l", x, y + radius),
            ("c", x, y + out, x + out, y, x + radius, y),
            ("h",),
        )
    )


def extent(item: Item) -> tuple[float, float, float, float]:
    """Give the box of an item: left, bottom, right, top in points."""
    if isinstance(item, TextItem):
        size, instance = item.fragment.size, item.fragment.instance
        bottom, top = item.y - instance.descent * size, item.y + instance.ascent * size
        return item.x, bottom, item.x + item.fragment.width, top
    if isinstance(item, RectItem):
        return item.x, item.y, item.x + item.width, item.y + item.height
    # A curve lies within its handles, so their box holds it.
    xs = [float(value) for part in item.segments for value in part[1::2]]
    ys = [float(value) for part in item.segments for value in part[2::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _bottom(item: Item) -> float:
    return item.y if isinstance(item, TextItem | RectItem) else extent(item)[1]


def _numbers(values: Sequence[float]) -> str:
    return " ".join(number(value) for value in values)
