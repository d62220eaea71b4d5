"""What an element must hold, so that nothing on the page is empty or leads to nothing.

In: the element tree of a rendered template. Out: refusals, each at its element. The rules need no nodes and
no fonts: a list has items, a table's rows are equally long, a heading stands above something.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from leaflets.characters import is_blank
from leaflets.document.elements import Refuse

HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
LEAVES = frozenset({"h1", "h2", "h3", "p", "dt", "dd", "th", "td", "caption", "label"})
# Elements that print nothing of their own, with what they need.
_HOLDERS = {
    "article": "sections",
    "header": "words",
    "section": "words",
    "div": "words",
    "ul": "items: <li>",
    "ol": "items: <li>",
    "li": "words: <p>",
    "dl": "pairs: <div><dt>…</dt><dd>…</dd></div>",
    "table": "a head and rows: <thead>, <tbody>",
    "thead": "a row: <tr>",
    "tbody": "rows: <tr>",
    "tr": "cells: <th> or <td>",
}
_PRINTING = frozenset({"figure", "hr"})
_WHEN = "write it only where there is something to say: {% if … %}"


def check_structure(root: Element, refuse: Refuse) -> None:
    """Refuse every element that would print nothing, and every table or pair that is not whole."""
    for element in root.iter():
        if element.tag in LEAVES and is_blank("".join(element.itertext())):
            refuse(element, f"<{element.tag}> is empty", _WHEN, "empty")
        elif element.tag in _HOLDERS and len(element) == 0 and is_blank(element.text or ""):
            refuse(element, f"<{element.tag}> is empty", f"it needs {_HOLDERS[element.tag]}", "empty")
        elif element.tag == "table":
            _check_table(element, refuse)
        elif element.tag == "dl":
            _check_pairs(element, refuse)
    for heading in _headings_for_nothing(root, []):
        words = " ".join("".join(heading.itertext()).split())
        refuse(heading, f'nothing stands below the heading "{words}"', _WHEN, "empty")


def _check_table(table: Element, refuse: Refuse) -> None:
    body = table.findall("tbody/tr")
    if len(table) and table.find("tbody") is None:
        refuse(table, "a table has no rows below its head", "it needs <tbody> with rows: <tr>", "empty")
    rows = [*table.findall("thead/tr"), *body]
    wanted = len(rows[0]) if rows else 0
    for row in rows:
        if 0 < len(row) != wanted > 0:
            message = f"a row has {len(row)} cells, the first row of the table has {wanted}"
            refuse(row, message, "give every row a cell for every column", "table-row")


def _check_pairs(pairs: Element, refuse: Refuse) -> None:
    for pair in pairs.findall("div"):
        tags = [part.tag for part in pair]
        if tags and tags != ["dt", "dd"]:
            refuse(pair, "a pair is not one <dt> and one <dd>", "write <dt>…</dt><dd>…</dd>", "pair")


def _headings_for_nothing(parent: Element, waiting: list[Element]) -> Iterator[Element]:
    """Yield the headings that no words follow before the next heading of their level, or in their section.

    ``waiting`` holds the headings that stand open; the title (level 1) is for the whole leaflet.
    """
    for child in parent:
        level = HEADINGS.get(child.tag, 0)
        if level > 1:
            yield from (each for each in waiting if HEADINGS[each.tag] >= level)
            waiting[:] = [*(each for each in waiting if HEADINGS[each.tag] < level), child]
        elif child.tag in _PRINTING or (child.tag in LEAVES and level == 0):
            waiting.clear()
        elif child.tag == "section":
            outside = list(waiting)
            yield from _headings_for_nothing(child, waiting)
            yield from (each for each in waiting if each not in outside)
            waiting[:] = [each for each in waiting if each in outside]
        elif level == 0:
            yield from _headings_for_nothing(child, waiting)
    if parent.tag == "article":
        yield from waiting
