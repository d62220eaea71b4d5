"""The bidirectional algorithm (UAX #9): from a text to levels, from levels to visual order.

In goes the text of a paragraph with its base direction; out comes a level for each character
(even: left to right, odd: right to left) as ``bytes``; then, for each line once it is known
where lines end, the runs in the order in which they stand on the page, from left to right.

What rule X9 removes (embedding controls, zero-width joiners and other boundary neutrals) gets
the level of the character before it (UAX #9, 5.2), so that a joiner never splits a run. Mirrored
glyphs (L4) are left to the shaper. Passes BidiCharacterTest.txt and BidiTest.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from leaflets.text.bidi_explicit import EXPLICIT, REMOVED, explicit_levels, first_strong, isolating_runs
from leaflets.text.bidi_resolve import resolve
from leaflets.text.unicode_data import bidi_letter

Base = Literal["ltr", "rtl", "auto"]

# Every character that can raise a level above 0 in a left-to-right paragraph lies in these
# ranges: right-to-left scripts, their marks and digits, embedding and isolate controls.
_NOT_LTR = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_SEPARATOR = re.compile("[\t\n\x0b\r\x1c-\x1f\x85\u2029]")  # Bidi_Class S and B
# L1, with what X9 removed: white space and the characters that one does not see.
_BLANK = frozenset("wiIfX") | REMOVED


def levels(text: str, base: Base = "auto") -> bytes:
    """Give the level of each character of a text (P1 to I2).

    ``base`` is the direction of the paragraph, or ``auto`` for that of its first strong
    character. A text of several paragraphs (P1) is taken one by one. A character is a code point.
    """
    if base != "rtl" and not _NOT_LTR.search(text):
        return bytes(len(text))
    letters = "".join(map(bidi_letter, text))
    parts = (_paragraph(text[a:b], letters[a:b], base) for a, b in _paragraphs(letters))
    return b"".join(parts)


def paragraph_level(text: str, base: Base = "auto") -> int:
    """Give the level of a paragraph: 0 for left to right, 1 for right to left (P2, P3)."""
    return _paragraph_level("".join(map(bidi_letter, text)) if base == "auto" else "", base)


def _paragraph_level(letters: str, base: Base) -> int:
    if base == "auto":
        return int(first_strong(letters) in ("R", "A"))
    return int(base == "rtl")


def _paragraphs(letters: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of paragraphs; a separator belongs to the one that it ends (P1)."""
    start = 0
    while start < len(letters):
        end = letters.find("p", start) + 1 or len(letters)
        yield start, end
        start = end


def _paragraph(text: str, letters: str, base: Base) -> bytes:
    level = _paragraph_level(letters, base)
    if EXPLICIT.search(letters):
        return _with_explicit(text, letters, level)
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
    """Give the levels of a paragraph with embeddings, overrides or isolates."""
    found = bytearray(len(text))
    explicit, changed = explicit_levels(letters, base)
    for run in isolating_runs(letters, explicit, base):
        level = explicit[run.offsets[0]]
        classes = "".join([changed[at] for at in run.offsets])
        chars = "".join([text[at] for at in run.offsets])
        sos, eos = "LR"[max(level, run.before) & 1], "LR"[max(level, run.after) & 1]
        for at, value in zip(run.offsets, resolve(classes, chars, level, sos, eos), strict=True):
            found[at] = value
    return _fill_removed(found, letters, base)


def _fill_removed(found: bytearray, letters: str, base: int) -> bytes:
    """Give removed characters the level of what stands before them (UAX #9, 5.2)."""
    before = base
    for at, letter in enumerate(letters):
        if letter in REMOVED:
            found[at] = before
        before = found[at]
    return bytes(found)


def line_levels(levels: bytes, text: str, start: int, end: int, base: Base = "auto") -> bytes:
    """Put separators, and blanks at the end of a line, back to the paragraph's level (L1).

    The line is ``text[start:end]``. Returns the levels of the whole text with those of this
    line changed, so that offsets stay what they are.
    """
    if base != "rtl" and levels.count(0) == len(levels):
        return levels
    level = _level_at(text, start, base)
    changed = bytearray(levels)
    _reset_before(changed, text, start, end, level)
    for match in _SEPARATOR.finditer(text, start, end):
        changed[match.start()] = level
        _reset_before(changed, text, start, match.start(), level)
    return bytes(changed)


def _level_at(text: str, at: int, base: Base) -> int:
    """Give the level of the paragraph that holds an offset."""
    if base != "auto":
        return paragraph_level("", base)
    letters = "".join(map(bidi_letter, text))
    start = letters.rfind("p", 0, at) + 1
    end = letters.find("p", at) + 1 or len(letters)
    return _paragraph_level(letters[start:end], base)


def _reset_before(changed: bytearray, text: str, start: int, end: int, level: int) -> None:
    """Set the blanks that end at ``end`` to the paragraph's level."""
    while end > start and bidi_letter(text[end - 1]) in _BLANK:
        end -= 1
        changed[end] = level


def visual_runs(levels: Sequence[int], start: int = 0, end: int | None = None) -> list[tuple[int, int, int]]:
    """Give the runs of one level of a line, from left to right (L2).

    ``levels`` are those of :func:`line_levels`; the line is ``start`` to ``end``. Returns
    tuples of first offset, last offset plus one, and level; the characters of a run with an odd
    level stand from right to left.
    """
    runs: list[tuple[int, int, int]] = []
    at = start
    for level, same in groupby(levels[start:end]):
        size = sum(1 for _ in same)
        runs.append((at, at + size, level))
        at += size
    if len(runs) > 1:
        _reverse_from_highest(runs)
    return runs


def _reverse_from_highest(runs: list[tuple[int, int, int]]) -> None:
    """Reverse every stretch of runs at each level or higher, down to the lowest odd one (L2)."""
    highest = max(level for _, _, level in runs)
    lowest_odd = min(level | 1 for _, _, level in runs)
    for threshold in range(highest, lowest_odd - 1, -1):
        at = 0
        for high, group in groupby(runs.copy(), key=lambda run: run[2] >= threshold):
            stretch = list(group)
            if high:
                runs[at : at + len(stretch)] = stretch[::-1]
            at += len(stretch)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Give the offsets of the characters of a line in visual order, from left to right (L2)."""
    order: list[int] = []
    for start, end, level in visual_runs(levels):
        order += range(end - 1, start - 1, -1) if level & 1 else range(start, end)
    return order
