"""What a template rendered, as elements, and how faults in it are told.

In: text, each tag marked with the template line it came from. Out: an element tree, or a fault with its
line. It is XML-strict and has no declarations, so no entities either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree import ElementTree

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

_HINT = "write it as the other templates do"


class Refuse(Protocol):
    """Takes down what is wrong with an element."""

    def __call__(self, element: ElementTree.Element, message: str, hint: str = ..., code: str = ...) -> None:
        """Refuse an element."""


class SaidWords(Protocol):
    """Knows what the program itself said: a :class:`~leaflets.document.ledger.Ledger`."""

    def has_said(self, element: ElementTree.Element) -> bool:
        """Tell whether the words of an element are what was said."""

    def has_told(self, words: str) -> bool:
        """Tell whether words were refused already."""

    def has_value(self, text: str) -> bool:
        """Tell whether a value or a number comes from the data."""

    def has_target(self, uri: str) -> bool:
        """Tell whether a telephone number comes from the data."""


@dataclass
class Faults:
    """What is wrong with one rendered page; ``said`` knows which words may stand there."""

    template: str
    said: SaidWords
    problems: list[Diagnostic] = field(default_factory=list)

    def refuse(
        self, element: ElementTree.Element, message: str, hint: str = _HINT, code: str = "template"
    ) -> None:
        """Note a fault of an element."""
        self.problems.append(Diagnostic(message, self.place(element), hint, code=code))

    def place(self, element: ElementTree.Element) -> Position:
        """Give the template line that an element came from."""
        name, _, line = element.get("line", self.template).rpartition(":")
        return Position(name, int(line)) if name and line.isdigit() else Position(self.template)


def parse_markup(text: str, template: str) -> ElementTree.Element:
    """Read rendered markup as XML.

    Raises:
        LeafletsError: it is not well-formed, or declares entities.
    """
    if found := re.search(r"<[!?]", text):
        message, hint = (
            "the template writes a declaration, which is not allowed",
            "a comment stands in {# … #}",
        )
        place = _place(text[: found.start()], template)
        raise LeafletsError(Diagnostic(message, place, hint, code="template"))
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - no declarations, so no entities
    except ElementTree.ParseError as error:
        line, column = error.position
        before = "\n".join([*text.split("\n")[: line - 1], text.split("\n")[line - 1][:column]])
        place = _place(before, template)
        reason = str(error).partition(":")[0]
        hint = "every tag that is opened is closed, inside the same element"
        raise LeafletsError(
            Diagnostic(f"the template writes broken markup ({reason})", place, hint, code="template")
        ) from error


def _place(before: str, template: str) -> Position:
    """Give the line of the last tag that was marked."""
    marks = re.findall(r'line="([^":]+):([0-9]+)"', before)
    return Position(marks[-1][0], int(marks[-1][1])) if marks else Position(template)


def listed(names: Iterable[str]) -> str:
    """Name elements for a person."""
    return ", ".join(f"<{name}>" for name in sorted(names)) or "words only"
