"""Problems as values, with their place and a hint.

A problem is a :class:`Diagnostic`: one sentence, a place, often a hint. Code that finds
problems collects them all and raises one :class:`LeafletsError`; only the command line
and the web page display them. Any other exception is a bug of the program.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, TypeVar

# Enough of a text to find it again, and short enough for a message to fit a line of a terminal.
_QUOTED = 60


class Severity(Enum):
    """How bad a problem is.

    An error cannot be right and blocks the leaflet. A question looks wrong: a draft is made all the same, but
    nothing is signed or released until the words change or a person answers. A warning is only reported.
    """

    WARNING = "warning"
    QUESTION = "question"
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
    say what the problem blocks (empty: everything that depends on the file). ``id`` names a question, so that
    it can be answered.
    """

    message: str
    position: Position | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    code: str = ""
    leaflet: str = ""
    language: str = ""
    id: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the problem blocks the leaflets that it affects."""
        return self.severity is Severity.ERROR

    @property
    def is_question(self) -> bool:
        """Whether a person has to answer before the leaflets that it affects are signed or released."""
        return self.severity is Severity.QUESTION

    def __str__(self) -> str:
        # The first line is in compiler format, which editors turn into links; the hint is indented below.
        place = f"{self.position}: " if self.position else ""
        kind = "" if self.is_error else f"{self.severity.value}: "
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{place}{kind}{self.message}{hint}"


T = TypeVar("T")


class Checked(NamedTuple, Generic[T]):
    """What a reader found: the value, and the problems of its source.

    Readers return both, so code that caches a value caches its problems too.
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
    """Shorten a text for quotation: one of more than 60 characters is cut to ``length`` in all."""
    return text if len(text) <= _QUOTED else f"{text[: length - 1]}…"
