"""How we tell people what is wrong: values for problems, with their place.

A problem is a :class:`Diagnostic`: one sentence, a place, often a hint. Code that meets
problems gathers them all and raises one :class:`LeafletsError`; only the command line
and the web page turn them into words on a screen. Any other exception is our own bug.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

# A message quotes so much of a text that a person finds it again, and still fits a line of a terminal.
_QUOTED = 60


class Severity(Enum):
    """How bad a problem is: an error refuses the leaflet, a warning is only said."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; ``line`` and ``column`` count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: what is wrong, where, and what to do about it.

    ``code`` is a short stable name such as ``missing-unit``; ``leaflet`` and ``language``
    say what the problem refuses (empty: everything that depends on the file).
    """

    message: str
    position: Position | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""
    leaflet: str = ""
    language: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the problem refuses what it touches."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        # The first line as compilers write theirs, which editors make links of; the hint indented below it.
        place = f"{self.position}: " if self.position else ""
        kind = "" if self.is_error else "warning: "
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}{kind}{self.message}{hint}"


T = TypeVar("T")


class Checked(NamedTuple, Generic[T]):
    """What a reader found: the value, and what is wrong with where it comes from.

    Readers return both. None gathers problems on the side, so whoever keeps a value keeps its problems.
    """

    value: T
    problems: tuple[Diagnostic, ...] = ()


class LeafletsError(Exception):
    """One or more problems in the content; never empty."""

    def __init__(self, diagnostics: Diagnostic | Iterable[Diagnostic]) -> None:
        found = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        # The same problem met twice (two leaflets, one catalog line) is one problem.
        self.diagnostics: tuple[Diagnostic, ...] = tuple(dict.fromkeys(found))
        super().__init__("\n".join(map(str, self.diagnostics)))


def shortened(text: str, length: int = 58) -> str:
    """Cut a text for a quotation: up to 60 characters stay, a longer one gets ``length`` in all."""
    return text if len(text) <= _QUOTED else f"{text[: length - 1]}…"
