"""The words inside a block: inline elements to runs, white space folded as in HTML (CSS Text 4.1).

Words that the program did not say itself are refused here (see :mod:`leaflets.document.ledger`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args
from xml.etree import ElementTree

from leaflets.characters import speaks
from leaflets.content.addresses import uri
from leaflets.content.model import PlacedError
from leaflets.content.spacing import breaks
from leaflets.document.elements import Refuse, SaidWords
from leaflets.document.nodes import Run
from leaflets.languages import Direction, Languages, UnknownLanguageError

_SPACE = re.compile(r"[ \t\r\n]+")
_ATTRIBUTES = {
    "t": {"m"},
    "strong": set(),
    "num": {"dir"},
    "v": {"dir"},
    "span": {"lang", "dir"},
    "a": {"href"},
}
_SAID = ("t", "num", "v")
_HINT = 'say words with pgettext("where it stands", "the words"), and numbers as quantities of the data'


@dataclass(frozen=True, slots=True)
class _Marks:
    said: bool = False
    strong: bool = False
    lang: str = ""
    direction: Direction | None = None
    href: str = ""
    atomic: bool = False
    message: int = -1

    def run(self, text: str) -> Run:
        return Run(text, self.strong, self.lang, self.direction, self.href, self.atomic, self.message)


def gather(
    element: ElementTree.Element, refuse: Refuse, said: SaidWords, languages: Languages
) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Give the runs of a block's words, and the targets of its links."""
    folded = tuple(_folded(_Gatherer(element, refuse, said, languages).pieces(element, _Marks())))
    return folded, tuple(dict.fromkeys(run.href for run in folded if run.href))


@dataclass(frozen=True, slots=True)
class _Gatherer:
    """Gathers the words of one block, and refuses what nobody said."""

    block: ElementTree.Element
    refuse: Refuse
    said: SaidWords
    languages: Languages

    def pieces(self, element: ElementTree.Element, marks: _Marks) -> Iterator[Run]:
        yield from self._words(element.text, marks)
        for child in element:
            yield from self.pieces(child, self._marks(child, marks))
            yield from self._words(child.tail, marks)

    def _words(self, text: str | None, marks: _Marks) -> Iterator[Run]:
        if text and not marks.said and speaks(text) and not self.said.has_told(text):
            shown = " ".join(text.split())
            message = (
                f'"{shown if len(shown) <= 60 else f"{shown[:57]}…"}" is no message and no value of the data'
            )
            self.refuse(self.block, message, _HINT, "template-words")
        if text:
            yield marks.run(text)

    def _marks(self, child: ElementTree.Element, marks: _Marks) -> _Marks:
        # What a filter or a function of Jinja2 wrote has no line of its own.
        child.attrib.setdefault("line", self.block.get("line", ""))
        if child.tag in _SAID and not marks.said and not self.said.has_said(child):
            shown = " ".join("".join(child.itertext()).split())
            message = f'"{shown if len(shown) <= 60 else f"{shown[:57]}…"}" is not what was said'
            hint = "print messages and values whole: no filter, slice or method may change them"
            self.refuse(self.block, message, hint, "template-words")
        return _inner(child, marks, self.refuse, self.languages)


def _inner(child: ElementTree.Element, marks: _Marks, refuse: Refuse, languages: Languages) -> _Marks:
    if child.tag not in _ATTRIBUTES:
        refuse(child, f"<{child.tag}> is not allowed among words")
        return marks
    for key in set(child.attrib) - _ATTRIBUTES[child.tag] - {"line"}:
        refuse(child, f'<{child.tag}> cannot have the attribute "{key}"')
    match child.tag:
        case "t":
            number = child.get("m", "")
            return replace(marks, said=True, message=int(number) if number.isdecimal() else -1)
        case "strong":
            return replace(marks, strong=True)
        case "a":
            return replace(marks, href=_target(child, refuse))
    spanned = _spanned(child, marks, refuse, languages)
    # A number is one piece; an address may be divided between lines, whatever its direction.
    is_whole = marks.atomic or child.tag == "num"
    return spanned if child.tag == "span" else replace(spanned, said=True, atomic=is_whole)


def _target(child: ElementTree.Element, refuse: Refuse) -> str:
    """Give where a link leads; a web address in ASCII, as a PDF file wants it (ISO 32000-1 12.6.4.7)."""
    href = child.get("href", "")
    if not href.startswith("https://"):
        return href
    try:
        return uri(href)
    except PlacedError as error:
        refuse(child, f"the link {error}", error.hint, "link")
        return ""


def _spanned(child: ElementTree.Element, marks: _Marks, refuse: Refuse, languages: Languages) -> _Marks:
    lang, direction = child.get("lang", ""), child.get("dir")
    own = marks.direction
    if lang:
        try:
            own = languages.find(lang).direction
        except UnknownLanguageError as error:
            refuse(child, str(error), error.hint, "language-tag")
            lang = ""
    if direction is not None and direction not in get_args(Direction):
        refuse(child, f'"{direction}" is no direction')
        direction = None
    # A telephone number is given a direction of its own; it is also one piece.
    atomic = marks.atomic or (direction is not None and not child.get("lang"))
    return replace(marks, lang=lang or marks.lang, direction=direction or own, atomic=atomic)  # type: ignore[arg-type]


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
