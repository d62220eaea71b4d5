"""The bidirectional algorithm (UAX #9): from a text to levels, from levels to visual order.

In: the text of a paragraph with its base direction. Out: a level for each character (even: left to right,
odd: right to left) as ``bytes``; then, once line ends are known, the order of the parts of each line, from
left to right. White space at the end of a line (L1) is handled in :mod:`leaflets.text.placement`.

Characters that rule X9 removes (embedding controls, zero-width joiners and other boundary neutrals) get the
level of the character before them (UAX #9, 5.2), so that a joiner never splits a run. Mirrored glyphs (L4)
are left to the shaper. Passes BidiCharacterTest.txt and BidiTest.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from leaflets.text.bidi_data import bidi_letter
from leaflets.text.bidi_explicit import (
    EXPLICIT,
    REMOVED,
    explicit_levels,
    first_strong,
    isolating_run_sequences,
)
from leaflets.text.bidi_resolve import resolve

Base = Literal["ltr", "rtl", "auto"]

# Every character that can raise a level above 0 in a left-to-right paragraph lies in these
# ranges: right-to-left scripts, their marks and digits, embedding and isolate controls.
_NOT_LTR = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def resolve_levels(text: str, base: Base = "auto") -> bytes:
    """Find the level of each character of a text (P1 to I2), as a byte for each.

    ``base`` is the direction of the paragraph, or ``auto`` for that of its first strong
    character. Several paragraphs (P1) are resolved one by one. A character is a code point.
    """
    if base != "rtl" and not _NOT_LTR.search(text):
        return bytes(len(text))
    letters = "".join(map(bidi_letter, text))
    parts = (_levels_of_paragraph(text[a:b], letters[a:b], base) for a, b in _paragraph_ranges(letters))
    return b"".join(parts)


def _paragraph_level(letters: str, base: Base) -> int:
    if base == "auto":
        return int(first_strong(letters) in ("R", "A"))
    return int(base == "rtl")


def _paragraph_ranges(letters: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of paragraphs, each with the separator that ends it (P1)."""
    start = 0
    while start < len(letters):
        end = letters.find("p", start) + 1 or len(letters)
        yield start, end
        start = end


def _levels_of_paragraph(text: str, letters: str, base: Base) -> bytes:
    level = _paragraph_level(letters, base)
    if EXPLICIT.search(letters):
        return _with_explicit(text, letters, level)
    # Without explicit controls the paragraph is one isolating run sequence.
    side = "LR"[level]
    if "b" not in letters:
        return resolve(letters, text, level, side, side)
    kept = [at for at, letter in enumerate(letters) if letter != "b"]
    seen = "".join([text[at] for at in kept])
    found = bytearray(len(text))
    for at, value in zip(kept, resolve(letters.replace("b", ""), seen, level, side, side), strict=True):
        found[at] = value
    return _fill_removed(found, letters, level)


def _with_explicit(text: str, letters: str, base: int) -> bytes:
    """Find the levels of a paragraph with embeddings, overrides or isolates, sequence by sequence (X10)."""
    found = bytearray(len(text))
    explicit, changed = explicit_levels(letters, base)
    for sequence in isolating_run_sequences(letters, explicit, base):
        level = explicit[sequence.offsets[0]]
        classes = "".join([changed[at] for at in sequence.offsets])
        chars = "".join([text[at] for at in sequence.offsets])
        sos, eos = "LR"[max(level, sequence.before) & 1], "LR"[max(level, sequence.after) & 1]
        for at, value in zip(sequence.offsets, resolve(classes, chars, level, sos, eos), strict=True):
            found[at] = value
    return _fill_removed(found, letters, base)


def _fill_removed(found: bytearray, letters: str, base: int) -> bytes:
    """Set the level of removed characters to that of the character before them (UAX #9, 5.2)."""
    before = base
    for at, letter in enumerate(letters):
        if letter in REMOVED:
            found[at] = before
        before = found[at]
    return bytes(found)


class _LevelRun(NamedTuple):
    """Neighbours of one level in a line (BD7); with an odd level they run from right to left."""

    start: int
    end: int
    level: int


def _visual_runs(levels: Sequence[int]) -> list[_LevelRun]:
    """Find the level runs of a line, from left to right (L2)."""
    runs: list[_LevelRun] = []
    at = 0
    for level, same in groupby(levels):
        size = sum(1 for _ in same)
        runs.append(_LevelRun(at, at + size, level))
        at += size
    if len(runs) > 1:
        _reverse_from_highest(runs)
    return runs


def _reverse_from_highest(runs: list[_LevelRun]) -> None:
    """Reverse every stretch of runs at each level or higher, down to the lowest odd one (L2)."""
    # From the highest down: an inner run is reversed again at every level around it.
    highest = max(run.level for run in runs)
    lowest_odd = min(run.level | 1 for run in runs)
    for threshold in range(highest, lowest_odd - 1, -1):
        at = 0
        for high, group in groupby(runs.copy(), key=lambda run: run.level >= threshold):
            stretch = list(group)
            if high:
                runs[at : at + len(stretch)] = stretch[::-1]
            at += len(stretch)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Sort the offsets of a line's characters, or of other items with levels, from left to right (L2)."""
    order: list[int] = []
    for start, end, level in _visual_runs(levels):
        order += range(end - 1, start - 1, -1) if level & 1 else range(start, end)
    return order
