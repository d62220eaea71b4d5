"""Rendered templates as elements, and the faults found in them.

In: text, each tag marked with the template line it came from. Out: an element tree, or a fault with its line.
The text is strict XML without declarations, so without entities. :mod:`leaflets.document.markup` defines the
allowed elements and makes nodes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree import ElementTree

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

# White space that HTML collapses; no-break and fixed-width spaces are ordinary characters.
HTML_SPACE = re.compile(r"[ \t\r\n]+")
_HINT = "write it as the other templates do"


class Refuse(Protocol):
    """Records a fault of an element, with the template's line: :meth:`Faults.refuse`."""

    def __call__(self, element: ElementTree.Element, message: str, hint: str = ..., code: str = ...) -> None:
        """Record one fault; reading continues, so that all are reported at once."""


class SaidWords(Protocol):
    """Knows the words that the program said: a :class:`~leaflets.document.ledger.Ledger`.

    A protocol, so that tests of the structure can accept all words.
    """

    def has_said(self, element: ElementTree.Element) -> bool:
        """Tell whether the words of an element are what was said."""

    def was_refused(self, words: str) -> bool:
        """Tell whether words were refused already."""

    def has_value(self, text: str) -> bool:
        """Tell whether a value or a number comes from the data."""

    def has_target(self, uri: str) -> bool:
        """Tell whether a telephone number comes from the data."""


@dataclass
class Faults:
    """The faults of one rendered page, collected while it is read.

    ``template`` is the file to name if an element has no line; ``said`` knows which words are allowed on
    the page.
    """

    template: str
    said: SaidWords
    problems: list[Diagnostic] = field(default_factory=list)

    def refuse(
        self, element: ElementTree.Element, message: str, hint: str = _HINT, code: str = "template"
    ) -> None:
        """Record a fault of an element."""
        self.problems.append(Diagnostic(message, self.place(element), hint, code=code))

    def place(self, element: ElementTree.Element) -> Position:
        """Find the template line that an element came from; the file alone if it is not marked."""
        name, _, line = element.get("line", self.template).rpartition(":")
        return Position(name, int(line)) if name and line.isdigit() else Position(self.template)


def parse_markup(text: str, template: str) -> ElementTree.Element:
    """Read rendered markup as XML.

    Raises:
        LeafletsError: it is not well-formed, or declares entities.
    """
    # Declarations, comments and processing instructions: a declared entity could expand without limit.
    if found := re.search(r"<[!?]", text):
        message = "the template writes a declaration, which is not allowed"
        hint = "a comment stands in {# … #}"
        place = _place(text[: found.start()], template)
        raise LeafletsError(Diagnostic(message, place, hint, code="template"))
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - no declarations, so no entities
    except ElementTree.ParseError as error:
        line, column = error.position
        # The parser counts lines of the rendered text; the ``line`` marks name lines of files.
        before = "\n".join([*text.split("\n")[: line - 1], text.split("\n")[line - 1][:column]])
        place = _place(before, template)
        reason = str(error).partition(":")[0]
        hint = "every tag that is opened is closed, inside the same element"
        raise LeafletsError(
            Diagnostic(f"the template writes broken markup ({reason})", place, hint, code="template")
        ) from error


def _place(before: str, template: str) -> Position:
    """Find the template line of the last tag in a stretch of rendered text."""
    marks = re.findall(r'line="([^":]+):([0-9]+)"', before)
    if not marks:
        return Position(template)
    name, line = marks[-1]
    return Position(name, int(line))


def listed(names: Iterable[str]) -> str:
    """List elements for a hint, in alphabetical order: ``<dd>, <dt>``."""
    return ", ".join(f"<{name}>" for name in sorted(names)) or "words only"
