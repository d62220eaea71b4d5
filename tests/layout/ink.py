"""Where the ink of a page is, by the outlines of its glyphs: nothing that layout says of itself is believed.

In: pages. Out: what touches what it must not; and first baselines of what stands side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from leaflets.document.nodes import Document, Kind, Node
from leaflets.fonts.faces import Instance
from leaflets.layout.pages import Artifact, Page, PathItem, RectItem, TextItem

# Less is taken for touching, in points: at 600 dots per inch a row of blank dots is 0.12.
NEAR = 0.12


class Ink(NamedTuple):
    """A box with ink, in points; words have the baseline that they stand on, rules and edges none."""

    left: float
    bottom: float
    right: float
    top: float
    what: str
    base: float | None = None


class Outlines:
    """The extents of glyphs, asked of the fonts once."""

    def __init__(self) -> None:
        self._found: dict[tuple[Instance, int], tuple[float, float, float, float] | None] = {}

    def words(self, page: Page) -> Iterator[Ink]:
        """Yield the glyphs of a page that leave ink."""
        for item in page.items:
            if isinstance(item, TextItem):
                yield from self._item(item)

    def _item(self, item: TextItem) -> Iterator[Ink]:
        fragment, pen = item.fragment, item.x
        scale = fragment.size / 1000
        for word in fragment.words:
            for glyph in word.glyphs:
                box = self._box(fragment.instance, glyph.gid)
                if box:
                    x, y = pen + glyph.dx * scale, item.y + glyph.dy * scale
                    left, bottom, right, top = (each * scale for each in box)
                    what = f"{item.owner}: {word.text}"
                    yield Ink(x + left, y + bottom, x + right, y + top, what, item.y)
                pen += glyph.advance * scale

    def _box(self, instance: Instance, gid: int) -> tuple[float, float, float, float] | None:
        key = instance, gid
        if key not in self._found:
            found = instance.font.get_glyph_extents(gid)
            scale = 1000 / instance.face.upem
            self._found[key] = None
            if found and found.width and found.height:
                left, top = found.x_bearing, found.y_bearing
                box = (left, top + found.height, left + found.width, top)
                self._found[key] = tuple(each * scale for each in box)  # type: ignore[assignment]
        return self._found[key]


def edges(page: Page) -> Iterator[Ink]:
    """Yield the rules of a page and the edges of its boxes and backgrounds, as thick as they are drawn."""
    for item in page.items:
        if isinstance(item, RectItem):
            half = item.stroke_width / 2 if item.stroke else 0.0
            left, right, bottom, top = item.x, item.x + item.width, item.y, item.y + item.height
            for a, b, c, d in (
                (left, bottom, right, bottom),
                (left, top, right, top),
                (left, bottom, left, top),
                (right, bottom, right, top),
            ):
                yield Ink(a - half, b - half, c + half, d + half, f"edge of {item.owner}")
        elif isinstance(item, PathItem):
            yield from _strokes(item)


def _strokes(item: PathItem) -> Iterator[Ink]:
    half, at = item.stroke_width / 2 if item.stroke else 0.0, (0.0, 0.0)
    for operator, *numbers in item.segments:
        points = [float(each) for each in numbers]
        xs, ys = [at[0], *points[::2]], [at[1], *points[1::2]]
        if operator in ("l", "c"):
            yield Ink(min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half, f"rule of {item.owner}")
        at = (xs[-1], ys[-1])


def touching(page: Page, outlines: Outlines) -> list[str]:
    """Find what touches on a page: the words of two lines, or words and a rule or an edge."""
    words = sorted(outlines.words(page))
    found = [*_meetings(words, words), *_meetings(words, sorted(edges(page)))]
    return sorted({f"{one.what} | {other.what}" for one, other in found})


def _meetings(some: Sequence[Ink], others: Sequence[Ink]) -> Iterator[tuple[Ink, Ink]]:
    """Yield what meets, of two sequences from left to right."""
    active: list[Ink] = []
    at = 0
    for one in some:
        while at < len(others) and others[at].left <= one.right + NEAR:
            active.append(others[at])
            at += 1
        active = [other for other in active if other.right > one.left - NEAR]
        for other in active:
            beside = other.left >= one.right + NEAR
            apart = other.bottom >= one.top + NEAR or one.bottom >= other.top + NEAR
            if not (beside or apart or _in_line(one, other)):
                yield one, other


def _in_line(one: Ink, other: Ink) -> bool:
    return one.base is not None and other.base is not None and abs(one.base - other.base) < 0.01


def uneven(document: Document, pages: Sequence[Page]) -> list[str]:
    """Find what stands side by side and does not begin on one baseline."""
    return [
        f"{name}: {places}" for page in pages for name, places in _rows(document, page) if _differ(places)
    ]


def _differ(places: Iterable[float]) -> bool:
    found = [*places]
    return max(found, default=0.0) - min(found, default=0.0) > 0.01


def _rows(document: Document, page: Page) -> Iterator[tuple[str, list[float]]]:
    """Yield what begins side by side on a page, with the first baselines."""
    first: dict[str, float] = {}
    for item in page.items:
        if isinstance(item, TextItem) and item.fragment.words and isinstance(item.owner, str):
            first[item.owner] = max(first.get(item.owner, -1.0), item.y)
    for node in document.root.walk():
        for names in _beside(node, hangs=node in document.root.children):
            places = [first[name] for name in names if name in first]
            if len(places) == len(names):
                yield " ".join(names), places
    yield from _cells(document, first)
    foot = [item.y for item in page.items if isinstance(item, TextItem) and item.owner is Artifact.FOOTER]
    yield "footer", [y for y in foot if y > max(foot, default=0.0) - 3]


def _beside(node: Node, *, hangs: bool) -> Iterator[list[str]]:
    """Yield the nodes that begin side by side: cells of a row, a label and its item, a heading and text."""
    if node.kind is Kind.ROW:
        yield [cell.id for cell in node.children if cell.runs]
    if node.label and (words := _first_words(node.children)):
        yield [f"{node.id}.lbl", words]
    if hangs and node.kind is Kind.SECTION and not node.style and node.children:
        heading, *rest = node.children
        if heading.kind is Kind.HEADING and rest and (words := _first_words(rest)):
            yield [heading.id, words]
    if node.style == "balance":
        yield [words for child in node.children if (words := _first_words([child]))]


def _first_words(nodes: Sequence[Node]) -> str:
    """Find the id of the words that a story begins with; nothing if it begins with a drawing."""
    for node in nodes:
        if node.label:
            return f"{node.id}.lbl"
        if node.runs:
            return node.id
        if node.kind is Kind.FIGURE and not any(child.kind is Kind.CAPTION for child in node.children):
            return ""
        if node.children:
            return _first_words(node.children)
    return ""


def _cells(document: Document, first: dict[str, float]) -> Iterator[tuple[str, list[float]]]:
    """Yield the values of facts and telephone numbers that stand in a row, and the labels beneath them.

    In a row is what is nearer than half a line of the smallest type.
    """
    for kind in (Kind.VALUE, Kind.TERM):
        rows: dict[int, list[float]] = defaultdict(list)
        for group in document.root.walk():
            if group.style in ("facts", "help"):
                for node in group.walk():
                    if node.kind is kind and node.id in first:
                        rows[round(first[node.id] / 12)].append(first[node.id])
        yield from ((kind.name, places) for places in rows.values())
