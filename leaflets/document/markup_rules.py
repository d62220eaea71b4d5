"""What a template may write: closed tables of elements, attributes and classes, and rules on them.

In: the element tree of a rendered template. Out: violations, each at its element. The tables say what is
allowed where; :mod:`leaflets.document.markup` checks every element against them while it makes nodes. The
rules here involve more than one element: nothing on the page is empty, a table's rows have equal length, a
heading has content below it, a figure can be drawn as its class requires.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree.ElementTree import Element

from leaflets.characters import is_blank
from leaflets.document.nodes import DRAFT
from leaflets.figures.form import FigureForm
from leaflets.figures.table import FIGURES

HEADINGS: Mapping[str, int] = MappingProxyType({"h1": 1, "h2": 2, "h3": 3})
# Elements that hold words; all others hold elements.
LEAVES = frozenset({*HEADINGS, "p", "dt", "dd", "th", "td", "caption", "label"})
_FLOW = frozenset({*HEADINGS, "section", "div", "p", "ul", "ol", "dl", "table", "figure", "hr"})
CHILDREN: Mapping[str, frozenset[str]] = MappingProxyType({
    "article": _FLOW | {"header"},
    "header": _FLOW,
    "section": _FLOW,
    "div": _FLOW,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "li": frozenset({"p", "ul", "ol"}),
    "dl": frozenset({"div"}),
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "figure": frozenset({"alt", "caption", "label"}),
})  # fmt: skip
# The children of a <div> in a <dl>, where it is a pair: one fact.
FACT_CHILDREN = frozenset({"dt", "dd"})
# Allowed on every element; ``line`` is the template line that wrote it.
COMMON_ATTRIBUTES = frozenset({"id", "class", "lang", "dir", "line"})
# Allowed on single elements; figures and labels may also have any ``data-`` attribute.
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType({
    "th": frozenset({"scope"}), "hr": frozenset({"data-lines"}),
})  # fmt: skip
# A class is a look or a role that layout and the HTML twin know. An unknown one is an error, because it would
# silently have no effect.
CLASSES: Mapping[str, frozenset[str]] = MappingProxyType({
    "section": frozenset({
        "facts", "balance", "help", "glossary", "wide", "contents", "questions", "ask", "source",
        "advantages", "limitations", "own-page",
    }),
    "div": frozenset({"balance", "question", "emergency"}),
    "p": frozenset({
        DRAFT, "hospital", "department", "purpose", "small", "ask", "notes", "interpreter", "tick",
    }),
    "figure": frozenset(FIGURES),
    "label": frozenset().union(*(form.labels for form in FIGURES.values())),
})  # fmt: skip
# Elements that print nothing themselves, with what they need.
_HOLDERS: Mapping[str, str] = MappingProxyType({
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
})  # fmt: skip
_PRINTING = frozenset({"figure", "hr"})
_WHEN = "write it only where there is something to say: {% if … %}"


@dataclass(frozen=True, slots=True)
class Violation:
    """What is wrong with an element: the message, hint and code of its diagnostic."""

    element: Element
    message: str
    hint: str
    code: str


def violations(root: Element) -> Iterator[Violation]:
    """Yield every element that breaks a rule, in the order of the rules and then of the page."""
    yield from _empty_and_uneven(root)
    headings, _ = _headings_without_content(root, ())
    for heading in headings:
        words = " ".join("".join(heading.itertext()).split())
        yield Violation(heading, f'nothing stands below the heading "{words}"', _WHEN, "empty")
    yield from _wrong_classes(root)


def _empty_and_uneven(root: Element) -> Iterator[Violation]:
    """Yield every element that would print nothing, and every incomplete table or pair."""
    for element in root.iter():
        if element.tag in LEAVES and is_blank("".join(element.itertext())):
            yield Violation(element, f"<{element.tag}> is empty", _WHEN, "empty")
        elif element.tag in _HOLDERS and len(element) == 0 and is_blank(element.text or ""):
            yield Violation(
                element, f"<{element.tag}> is empty", f"it needs {_HOLDERS[element.tag]}", "empty"
            )
        elif element.tag == "table":
            yield from _uneven_rows(element)
        elif element.tag == "dl":
            yield from _broken_pairs(element)


def _uneven_rows(table: Element) -> Iterator[Violation]:
    body = table.findall("tbody/tr")
    if len(table) and table.find("tbody") is None:
        yield Violation(
            table, "a table has no rows below its head", "it needs <tbody> with rows: <tr>", "empty"
        )
    rows = [*table.findall("thead/tr"), *body]
    # Cells cannot span columns, so every row has as many cells as the first.
    wanted = len(rows[0]) if rows else 0
    for row in rows:
        if 0 < len(row) != wanted > 0:  # a row without cells is reported as empty
            message = f"a row has {len(row)} cells, the first row of the table has {wanted}"
            yield Violation(row, message, "give every row a cell for every column", "table-row")


def _broken_pairs(pairs: Element) -> Iterator[Violation]:
    for pair in pairs.findall("div"):
        tags = [part.tag for part in pair]
        if tags and tags != ["dt", "dd"]:
            hint = "write <dt>…</dt><dd>…</dd>"
            yield Violation(pair, "a pair is not one <dt> and one <dd>", hint, "pair")


def _headings_without_content(
    parent: Element, waiting: tuple[Element, ...]
) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """Find the headings without words before the next heading of their level, or in their section.

    ``waiting`` are the headings without content so far; those that still wait after ``parent`` are returned
    as the second value. The title (level 1) is for the whole leaflet and never waits.
    """
    found: list[Element] = []
    for child in parent:
        level = HEADINGS.get(child.tag, 0)
        if level > 1:
            found += (each for each in waiting if HEADINGS[each.tag] >= level)
            waiting = (*(each for each in waiting if HEADINGS[each.tag] < level), child)
        elif child.tag in _PRINTING or (child.tag in LEAVES and level == 0):
            waiting = ()
        elif level == 0:
            inside, still = _headings_without_content(child, waiting)
            found += inside
            if child.tag == "section":
                found += (each for each in still if each not in waiting)
                still = tuple(each for each in still if each in waiting)
            waiting = still
    if parent.tag == "article":
        found += waiting
    return tuple(found), waiting


def _wrong_classes(root: Element) -> Iterator[Violation]:
    """Yield unknown classes, and figures that cannot be drawn as their class requires."""
    yield from _wrong_class(root, "")
    for parent in root.iter():
        # Elements have no link to their parent, so each is checked from the parent.
        for child in parent:
            yield from _wrong_class(child, parent.tag)
        if parent.tag == "figure":
            yield from _undrawable(parent)


def _wrong_class(element: Element, parent: str) -> Iterator[Violation]:
    """Yield what is wrong with the class of an element in a ``parent``."""
    name = element.get("class", "")
    known = CLASSES.get(element.tag, frozenset())
    if name and name not in known:
        message = f'<{element.tag}> cannot have the class "{name}"'
        yield Violation(element, message, f"allowed: {', '.join(sorted(known)) or 'none'}", "class")
    elif name == DRAFT and parent != "header":
        message = f'the class "{DRAFT}" stands outside the header'
        yield Violation(element, message, "it is taken out when the words are approved", "class")
    if element.tag == "figure" and not name:
        yield Violation(
            element, "a figure has no class", f"write one of: {', '.join(sorted(FIGURES))}", "class"
        )


def _undrawable(figure: Element) -> Iterator[Violation]:
    """Yield the reasons why a figure cannot be drawn as its class requires."""
    form = FIGURES.get(figure.get("class", ""))
    if form is None:
        return  # the class itself is already reported
    known = f"it has: {', '.join(sorted(form.labels))}"
    counts = Counter(label.get("class", "") for label in figure.iter("label"))
    for name in sorted(counts):
        if name not in form.labels:
            yield _of_figure(figure, f'has no place for the label "{name}"', known)
        elif counts[name] > 1 and name not in form.repeatable:
            yield _of_figure(figure, f'has the label "{name}" {counts[name]} times', "keep one of them")
    for name in sorted(form.required - set(counts)):
        yield _of_figure(figure, f'has no label "{name}"', known)
    yield from _wrong_numbers(figure, form)


def _wrong_numbers(figure: Element, form: FigureForm) -> Iterator[Violation]:
    """Yield the numbers of a figure that are none, descend, or have no length."""
    found = [_number(figure.get(f"data-{name}", "")) for name in form.numbers]
    for name, value in zip(form.numbers, found, strict=True):
        if value is None:
            yield _of_figure(figure, f"has no number in data-{name}", f'write data-{name}="6"')
    numbers = [value for value in found if value is not None]
    if len(numbers) == len(form.numbers) and (numbers != sorted(numbers) or 0 in numbers[-1:]):
        yield _of_figure(figure, "has ends that run backwards, or no length", "write the lower end first")


def _of_figure(figure: Element, what: str, hint: str) -> Violation:
    return Violation(figure, f'a figure of the class "{figure.get("class")}" {what}', hint, "figure")


def _number(text: str) -> float | None:
    """Read a length: finite and non-negative; None for anything else."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None
