"""The regions of messages on pages, for pointing at them.

In: a document and its pages. Out: for every page the regions of its messages, each as boxes, one for each
line of text. Units are points; ``top`` is measured from the page's upper edge, as on screens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.layout.pages import Artifact, Item, Page, TextItem, bounding_box

_PAD = 1.5  # points around words, so that a frame does not touch them


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a page."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Region:
    """The boxes of one message on one page; ``message`` is its index in the document's messages."""

    message: int
    areas: tuple[Area, ...]


def regions(document: Document, pages: Sequence[Page]) -> tuple[tuple[Region, ...], ...]:
    """Find the regions of every page from back to front: the footer, the figures, the words.

    In SVG later elements are in front, so the words in a figure can be pointed at separately.
    """
    nodes = {node.id: node for node in document.root.walk()}
    behind = _alternatives(nodes.values())
    shown = {run.message for node in nodes.values() for run in (*node.runs, *node.alt_runs)}
    said = {document.messages[at] for at in shown if at >= 0}
    # The footer is one finished text that does not refer to its messages; what a file says of itself is said
    # on its pages as well.
    elsewhere = [at for at, each in enumerate(document.messages) if at not in shown and each not in said]
    return tuple(
        (
            *(Region(at, (foot,)) for at in elsewhere if (foot := _foot(page))),
            *(Region(at, (area,)) for at, ids in behind if (area := _around(page, ids))),
            *_words(page, nodes),
        )
        for page in pages
    )


def spoken(document: Document) -> dict[int, str]:
    """Collect the text of every message of a document, by its index, except those of the footer."""
    said: dict[int, str] = {}
    for node in document.root.walk():
        for run in (*node.runs, *node.alt_runs):
            said[run.message] = said.get(run.message, "") + run.text
    # Runs without a message: numbers and names.
    said.pop(-1, None)
    return said


def _alternatives(nodes: Iterable[Node]) -> list[tuple[int, frozenset[str]]]:
    """Collect the messages of figures' text alternatives, with the ids of all that a figure shows."""
    figures = [node for node in nodes if node.kind is Kind.FIGURE]
    return [
        (at, frozenset(each.id for each in node.walk()))
        for node in figures
        for at in dict.fromkeys(run.message for run in node.alt_runs)
        if at >= 0
    ]


def _words(page: Page, nodes: dict[str, Node]) -> Iterator[Region]:
    """Yield the regions of the words of a page, in reading order."""
    found: dict[int, list[tuple[float, Area]]] = {}
    for item in page.items:
        if not isinstance(item, TextItem) or isinstance(item.owner, Artifact):
            continue
        run = _run(nodes.get(item.owner), item.run)
        if run and run.message >= 0:
            found.setdefault(run.message, []).append((item.y, _area(page, item)))
    for message, lines in found.items():
        yield Region(message, tuple(_join_lines(lines)))


def _run(node: Node | None, index: int) -> Run | None:
    """Find the run that an item comes from; None for a bullet, whose owner is not the id of a node."""
    return node.runs[index] if node and index < len(node.runs) else None


def _join_lines(lines: Sequence[tuple[float, Area]]) -> Iterator[Area]:
    """Join the areas on each baseline to one box, from the top down."""
    # Rounded, because sums of heights differ in their last digits.
    rows: dict[float, list[Area]] = {}
    for baseline, area in lines:
        rows.setdefault(round(baseline, 1), []).append(area)
    return _separate(sorted((_union(row) for row in rows.values()), key=lambda area: area.top))


def _separate(areas: Sequence[Area]) -> Iterator[Area]:
    """Yield boxes from top to bottom that do not overlap: tall faces reach into their neighbours' lines."""
    top = areas[0].top
    for area, below in pairwise(areas):
        bottom = area.top + area.height
        overlaps = below.top < bottom
        # Where two lines overlap the border is in the middle between them.
        end = (bottom + below.top) / 2 if overlaps else bottom
        yield replace(area, top=top, height=end - top)
        top = end if overlaps else below.top
    last = areas[-1]
    yield replace(last, top=top, height=last.top + last.height - top)


def _foot(page: Page) -> Area | None:
    """Find the box around a page's footer."""
    areas = [_area(page, item) for item in page.items if item.owner is Artifact.FOOTER]
    return _union(areas) if areas else None


def _around(page: Page, ids: frozenset[str]) -> Area | None:
    areas = [_area(page, item) for item in page.items if item.owner in ids]
    return _union(areas) if areas else None


def _area(page: Page, item: Item) -> Area:
    left, bottom, right, top = bounding_box(item)
    return Area(left - _PAD, page.height - top - _PAD, right - left + 2 * _PAD, top - bottom + 2 * _PAD)


def _union(areas: Sequence[Area]) -> Area:
    left, top = min(area.left for area in areas), min(area.top for area in areas)
    right = max(area.left + area.width for area in areas)
    bottom = max(area.top + area.height for area in areas)
    return Area(left, top, right - left, bottom - top)
