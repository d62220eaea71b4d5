"""The words inside a block: inline elements to runs, white space folded as in HTML (CSS Text 4.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import get_args
from xml.etree import ElementTree

from leaflets.document.nodes import Run
from leaflets.languages import Direction, language
from leaflets.model.spacing import breaks

_SPACE = re.compile(r"[ \t\r\n]+")
_ATTRIBUTES = {
    "t": {"m"},
    "strong": set(),
    "num": set(),
    "span": {"lang", "dir"},
    "a": {"href"},
}
Refuse = Callable[[ElementTree.Element, str], None]


@dataclass(frozen=True, slots=True)
class _Marks:
    strong: bool = False
    lang: str = ""
    direction: Direction | None = None
    href: str = ""
    atomic: bool = False
    message: int = -1

    def run(self, text: str) -> Run:
        return Run(text, self.strong, self.lang, self.direction, self.href, self.atomic, self.message)


def gather(element: ElementTree.Element, refuse: Refuse) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Give the runs of a block's words, and the targets of its links."""
    folded = tuple(_folded(_pieces(element, _Marks(), refuse)))
    return folded, tuple(dict.fromkeys(run.href for run in folded if run.href))


def _pieces(element: ElementTree.Element, marks: _Marks, refuse: Refuse) -> Iterator[Run]:
    if element.text:
        yield marks.run(element.text)
    for child in element:
        yield from _pieces(child, _inner(child, marks, refuse), refuse)
        if child.tail:
            yield marks.run(child.tail)


def _inner(child: ElementTree.Element, marks: _Marks, refuse: Refuse) -> _Marks:
    if child.tag not in _ATTRIBUTES:
        refuse(child, f"<{child.tag}> is not allowed among words")
        return marks
    for key in set(child.attrib) - _ATTRIBUTES[child.tag] - {"line"}:
        refuse(child, f'<{child.tag}> cannot have the attribute "{key}"')
    match child.tag:
        case "t":
            return replace(marks, message=int(child.get("m", "-1")))
        case "strong":
            return replace(marks, strong=True)
        case "num":
            return replace(marks, atomic=True)
        case "a":
            return replace(marks, href=child.get("href", ""))
    return _spanned(child, marks, refuse)


def _spanned(child: ElementTree.Element, marks: _Marks, refuse: Refuse) -> _Marks:
    lang, direction = child.get("lang", marks.lang), child.get("dir", marks.direction)
    if lang:
        try:
            language(lang)
        except ValueError:
            refuse(child, f'"{lang}" is no language tag')
            lang = marks.lang
    if direction is not None and direction not in get_args(Direction):
        refuse(child, f'"{direction}" is no direction')
        direction = None
    # A telephone number is given a direction of its own; it is also one piece.
    atomic = marks.atomic or (direction is not None and not child.get("lang"))
    return replace(marks, lang=lang, direction=direction, atomic=atomic)  # type: ignore[arg-type]


def _folded(runs: Iterator[Run]) -> Iterator[Run]:
    """Fold white space over the borders of runs, and join neighbours with the same marks."""
    kept: list[Run] = []
    for run in _unbroken(list(runs)):
        text = _SPACE.sub(" ", run.text)
        if not kept or kept[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if not text:
            continue
        if kept and replace(kept[-1], text="") == replace(run, text=""):
            kept[-1] = replace(run, text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    if kept and kept[-1].text.endswith(" "):
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return iter([run for run in kept if run.text])


def _unbroken(runs: list[Run]) -> Iterator[Run]:
    """Take out the line ends that stand for nothing, also where they touch the border of a run."""
    gone = {at for span in breaks("".join(run.text for run in runs)) for at in range(*span)}
    start = 0
    for run in runs:
        letters = (letter for at, letter in enumerate(run.text, start) if at not in gone)
        yield replace(run, text="".join(letters)) if gone else run
        start += len(run.text)
