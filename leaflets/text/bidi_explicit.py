"""Embeddings, overrides and isolates of a paragraph (UAX #9, X1-X10).

In: the class letters of a paragraph and its level. Out: the explicit levels, the letters after overrides, and
the isolating run sequences as lists of offsets.
The letters are those of :mod:`leaflets.text.bidi_data`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

# BD2: the deepest level of embeddings and isolates. Deeper ones are only counted, so that their end closes
# nothing else.
MAX_DEPTH = 125

REMOVED = frozenset("eEoOxb")  # X9
INITIATORS = frozenset("iIf")
EXPLICIT = re.compile("[eEoOxiIfX]")


def first_strong(letters: str, start: int = 0, *, isolate: bool = False) -> str:
    """Find the first ``L``, ``R`` or ``A`` outside isolates, from ``start`` (P2).

    With ``isolate`` the search ends at the PDI that closes the isolate begun before ``start``
    (X5c). Returns an empty string if there is none.
    """
    depth = 0
    for letter in letters[start:]:
        if letter in INITIATORS:
            depth += 1
        elif letter == "X":
            if not depth and isolate:
                return ""
            depth = max(depth - 1, 0)
        elif not depth and letter in "LRA":
            return letter
    return ""


class _Status(NamedTuple):
    """An entry of the directional status stack (X1): ``override`` is ``L``, ``R`` or empty."""

    level: int
    override: str = ""
    isolate: bool = False


@dataclass(slots=True)
class _StatusStack:
    """The directional status stack with its three counters (X1); the first entry is the paragraph's own."""

    entries: list[_Status]
    overflow_isolates: int = 0
    overflow_embeddings: int = 0
    isolates: int = 0

    def _next_level(self, rtl: bool) -> int:
        """Find the next odd or even level above the innermost one, or 0 if it would be too deep."""
        level = self.entries[-1].level
        level = (level + 1) | 1 if rtl else (level + 2) & ~1
        full = level > MAX_DEPTH or self.overflow_isolates or self.overflow_embeddings
        return 0 if full else level

    def embed(self, letter: str) -> None:
        """Open an embedding or override (X2 to X5)."""
        if level := self._next_level(letter in "EO"):
            override = {"o": "L", "O": "R"}.get(letter, "")
            self.entries.append(_Status(level, override))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, rtl: bool) -> None:
        """Open an isolate (X5a to X5c)."""
        if level := self._next_level(rtl):
            self.isolates += 1
            self.entries.append(_Status(level, isolate=True))
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        """Close the innermost isolate and the embeddings left open in it (X6a)."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.isolates:
            self.overflow_embeddings = 0
            while not self.entries[-1].isolate:
                self.entries.pop()
            self.entries.pop()
            self.isolates -= 1

    def end_embedding(self) -> None:
        """Close the innermost embedding or override (X7)."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.entries[-1].isolate and len(self.entries) > 1:
            self.entries.pop()


def explicit_levels(letters: str, base: int) -> tuple[list[int], list[str]]:
    """Find the explicit level of each character, and its letter after overrides (X1 to X8).

    Characters that X9 removes keep their letter; their level has no meaning.
    """
    stack = _StatusStack([_Status(base)])
    levels: list[int] = []
    changed: list[str] = []
    for at, letter in enumerate(letters):
        if letter == "X":
            stack.end_isolate()
        status = stack.entries[-1]
        # An initiator and its PDI have the level outside the isolate (X5a, X6a).
        levels.append(base if letter == "p" else status.level)
        changed.append(letter if letter in REMOVED or letter == "p" else status.override or letter)
        if letter in INITIATORS:
            strong = first_strong(letters, at + 1, isolate=True) if letter == "f" else ""
            stack.isolate(letter == "I" or strong in ("R", "A"))
        elif letter == "x":
            stack.end_embedding()
        elif letter in "eEoO":
            stack.embed(letter)
    return levels, changed


@dataclass(slots=True)
class IsolatingRunSequence:
    """An isolating run sequence (BD13): the offsets of its characters and its surroundings.

    ``before`` and ``after`` are the levels that decide ``sos`` and ``eos`` (X10).
    """

    before: int
    after: int
    offsets: list[int] = field(default_factory=list)


def isolating_run_sequences(letters: str, levels: list[int], base: int) -> list[IsolatingRunSequence]:
    """Join the level runs of a paragraph into isolating run sequences (BD13, X10).

    ``letters`` are those before overrides: an overridden isolate initiator still is one.
    """
    sequences: list[IsolatingRunSequence] = []
    waiting: list[IsolatingRunSequence] = []  # sequences that end in an initiator, innermost last
    for before, run, after in _level_runs(letters, levels, base):
        # A matched PDI is always first in its level run, and closes the innermost open isolate (BD9).
        if letters[run[0]] == "X" and waiting:
            sequence = waiting.pop()
        else:
            sequence = IsolatingRunSequence(before, after)
            sequences.append(sequence)
        sequence.offsets += run
        sequence.after = after
        if letters[run[-1]] in INITIATORS:
            # Without a PDI the sequence ends with the paragraph (X10); a later PDI overwrites this.
            sequence.after = base
            waiting.append(sequence)
    return sequences


def _level_runs(letters: str, levels: list[int], base: int) -> Iterator[tuple[int, list[int], int]]:
    """Yield the level before, the offsets and the level after each level run (BD7)."""
    kept = [at for at, letter in enumerate(letters) if letter not in REMOVED]
    runs = [list(run) for _, run in groupby(kept, key=levels.__getitem__)]
    edges = [base, *(levels[run[0]] for run in runs), base]
    for at, run in enumerate(runs):
        yield edges[at], run, edges[at + 2]
