"""The words inside a block: inline elements to runs, white space collapsed as in HTML (CSS Text 3, 4.1.1).

In: a block's element. Out: its runs, each with the marks of the elements around its words. Words that
the program did not say are refused here (see :mod:`leaflets.document.ledger`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from leaflets.characters import says_something
from leaflets.content.addresses import uri
from leaflets.content.model import PlacedError
from leaflets.content.spacing import removed_breaks
from leaflets.diagnostics import shortened
from leaflets.document.elements import HTML_SPACE, Refuse, SaidWords
from leaflets.document.nodes import Run
from leaflets.languages import Languages, UnknownLanguageError, direction_of

# The inline elements and their attributes, in addition to ``line``.
_ATTRIBUTES = {
    "t": {"m"},
    "strong": set(),
    "num": {"dir"},
    "v": {"dir"},
    "span": {"lang", "dir"},
    "a": {"href"},
}
# Those that the ledger writes: a message, an unbreakable number, a value that is printed unchanged.
_SAID = ("t", "num", "v")
_HINT = 'say words with pgettext("where it stands", "the words"), and numbers as quantities of the data'


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks that surrounding elements put on words.

    ``run`` is an empty run with these marks. ``said`` is true inside an element of the ledger: its words were
    compared as a whole, so their parts need not be.
    """

    run: Run
    said: bool


def gather(
    element: ElementTree.Element, refuse: Refuse, said: SaidWords, languages: Languages
) -> tuple[Run, ...]:
    """Collect the runs of a block's words."""
    gatherer = _Gatherer(element, refuse, said, languages)
    return _collapsed(gatherer.pieces(element, _Marks(Run(""), said=False)))


@dataclass(frozen=True, slots=True)
class _Gatherer:
    """Collects the words of one block, and refuses those that are not in the ledger."""

    block: ElementTree.Element
    refuse: Refuse
    said: SaidWords
    languages: Languages

    def pieces(self, element: ElementTree.Element, marks: _Marks) -> Iterator[Run]:
        yield from self._words(element.text, marks)
        for child in element:
            yield from self.pieces(child, self._marks(child, marks))
            # The tail is what follows the child, so it has the marks of the parent.
            yield from self._words(child.tail, marks)

    def _words(self, text: str | None, marks: _Marks) -> Iterator[Run]:
        if text and not marks.said and says_something(text) and not self.said.was_refused(text):
            shown = shortened(" ".join(text.split()))
            message = f'"{shown}" is no message and no value of the data'
            self.refuse(self.block, message, _HINT, "template-words")
        if text:
            yield replace(marks.run, text=text)

    def _marks(self, child: ElementTree.Element, marks: _Marks) -> _Marks:
        # Elements written by a Jinja2 filter or function have no line of their own.
        child.attrib.setdefault("line", self.block.get("line", ""))
        if child.tag in _SAID and not marks.said and not self.said.has_said(child):
            shown = shortened(" ".join("".join(child.itertext()).split()))
            hint = "print messages and values whole: no filter, slice or method may change them"
            self.refuse(self.block, f'"{shown}" is not what was said', hint, "template-words")
        return _inner(child, marks, self.refuse, self.languages)


def _inner(child: ElementTree.Element, marks: _Marks, refuse: Refuse, languages: Languages) -> _Marks:
    """Find the marks inside an inline element: those around it and its own."""
    if child.tag not in _ATTRIBUTES:
        refuse(child, f"<{child.tag}> is not allowed among words")
        return marks
    for key in set(child.attrib) - _ATTRIBUTES[child.tag] - {"line"}:
        refuse(child, f'<{child.tag}> cannot have the attribute "{key}"')
    match child.tag:
        case "t":
            number = child.get("m", "")
            message = int(number) if number.isdecimal() else -1
            return _Marks(replace(marks.run, message=message), said=True)
        case "strong":
            return replace(marks, run=replace(marks.run, strong=True))
        case "a":
            return replace(marks, run=replace(marks.run, href=_target(child, refuse)))
        case "span":
            return replace(marks, run=_spanned(child, marks.run, refuse, languages))
    # A number is unbreakable; an address may be broken across lines, whatever its direction.
    atomic = marks.run.atomic or child.tag == "num"
    return _Marks(replace(_spanned(child, marks.run, refuse, languages), atomic=atomic), said=True)


def _target(child: ElementTree.Element, refuse: Refuse) -> str:
    """Read the target of a link; a web address in ASCII, as PDF requires (ISO 32000-1 12.6.4.7)."""
    href = child.get("href", "")
    if not href.startswith("https://"):
        return href
    try:
        return uri(href)
    except PlacedError as error:
        refuse(child, f"the link {error}", error.hint, "link")
        return ""


def _spanned(child: ElementTree.Element, run: Run, refuse: Refuse, languages: Languages) -> Run:
    """Add the language and direction of an element to the marks of a run."""
    lang, written = child.get("lang", ""), child.get("dir")
    own = run.direction
    if lang:
        try:
            # Another language always sets its direction, so that no later step looks it up.
            own = languages.find(lang).direction
        except UnknownLanguageError as error:
            refuse(child, str(error), error.hint, "language-tag")
            lang = ""
    direction = direction_of(written) if written is not None else None
    if written is not None and direction is None:
        refuse(child, f'"{written}" is no direction')
    # A direction without a language marks a telephone number, which is unbreakable.
    atomic = run.atomic or (direction is not None and not child.get("lang"))
    return replace(run, lang=lang or run.lang, direction=direction or own, atomic=atomic)


def _collapsed(runs: Iterator[Run]) -> tuple[Run, ...]:
    """Collapse white space across runs, and join neighbours with the same marks."""
    kept: list[Run] = []
    for run in _unbroken(list(runs)):
        text = HTML_SPACE.sub(" ", run.text)
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
    return tuple(run for run in kept if run.text)


def _unbroken(runs: list[Run]) -> Iterator[Run]:
    """Remove line ends that are not spaces, also at the edge of a run."""
    # Found in the joined text: whether a line end is a space depends on the characters on both sides.
    gone = {at for span in removed_breaks("".join(run.text for run in runs)) for at in range(*span)}
    start = 0
    for run in runs:
        letters = (letter for at, letter in enumerate(run.text, start) if at not in gone)
        yield replace(run, text="".join(letters)) if gone else run
        start += len(run.text)
