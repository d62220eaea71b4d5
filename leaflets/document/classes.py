"""The classes that elements may have: a closed table.

A class is a look or a role that layout and the HTML twin know. Another one is a mistake of the template: what
it was meant to do would not happen, and nobody would see that.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from xml.etree import ElementTree

from leaflets.document.elements import Refuse
from leaflets.document.nodes import DRAFT
from leaflets.figures.form import FigureForm
from leaflets.figures.table import FIGURES

CLASSES: Mapping[str, frozenset[str]] = MappingProxyType({
    "section": frozenset({
        "facts", "balance", "help", "glossary", "wide", "contents", "questions", "ask", "source",
        "advantages", "limitations",
    }),
    "div": frozenset({"balance", "question", "emergency"}),
    "p": frozenset({DRAFT, "hospital", "department", "purpose", "small", "ask", "notes", "interpreter"}),
    "figure": frozenset(FIGURES),
    "label": frozenset().union(*(form.labels for form in FIGURES.values())),
})  # fmt: skip


Problem = tuple[str, str]  # a sentence and a hint


def check_classes(root: ElementTree.Element, refuse: Refuse) -> None:
    """Refuse classes that nothing is made for, and figures that cannot be drawn as their class says."""
    for message, hint in _class_problems(root, ""):
        refuse(root, message, hint, "class")
    for parent in root.iter():
        for child in parent:
            for message, hint in _class_problems(child, parent.tag):
                refuse(child, message, hint, "class")
        if parent.tag == "figure":
            for message, hint in _figure_problems(parent):
                refuse(parent, message, hint, "figure")


def _class_problems(element: ElementTree.Element, parent: str) -> Iterator[Problem]:
    """Yield what is wrong with the class of an element that stands in a ``parent``."""
    name = element.get("class", "")
    known = CLASSES.get(element.tag, frozenset())
    if name and name not in known:
        yield (
            f'<{element.tag}> cannot have the class "{name}"',
            f"allowed: {', '.join(sorted(known)) or 'none'}",
        )
    elif name == DRAFT and parent != "header":
        yield f'the class "{DRAFT}" stands outside the header', "it is taken out when the words are approved"
    if element.tag == "figure" and not name:
        yield "a figure has no class", f"write one of: {', '.join(sorted(FIGURES))}"


def _figure_problems(figure: ElementTree.Element) -> Iterator[Problem]:
    """Yield what keeps a figure from being drawn as its class says."""
    form = FIGURES.get(figure.get("class", ""))
    if form is None:
        return  # the class itself is told already
    counts = Counter(label.get("class", "") for label in figure.iter("label"))
    for name in sorted(counts):
        if name not in form.labels:
            yield _said(figure, f'has no place for the label "{name}"'), f"it has: {_listed(form.labels)}"
        elif counts[name] > 1 and name not in form.many:
            yield _said(figure, f'has the label "{name}" {counts[name]} times'), "keep one of them"
    for name in sorted(form.needed - set(counts)):
        yield _said(figure, f'has no label "{name}"'), f"it has: {_listed(form.labels)}"
    yield from _mark_problems(figure, form)


def _mark_problems(figure: ElementTree.Element, form: FigureForm) -> Iterator[Problem]:
    found = [_number(figure.get(f"data-{name}", "")) for name in form.marks]
    for name, value in zip(form.marks, found, strict=True):
        if value is None:
            yield _said(figure, f"has no number in data-{name}"), f'write data-{name}="6"'
    numbers = [value for value in found if value is not None]
    if len(numbers) == len(form.marks) and (numbers != sorted(numbers) or 0 in numbers[-1:]):
        yield _said(figure, "has ends that run backwards, or no length"), "write the lower end first"


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def _said(figure: ElementTree.Element, what: str) -> str:
    return f'a figure of the class "{figure.get("class")}" {what}'


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))
