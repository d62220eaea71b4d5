"""Weak and neutral characters of one isolating run sequence (UAX #9, W1-W7, N0-N2, I1-I2).

In: the class letters and the characters of the sequence, its level, and ``sos`` and ``eos``. Out: its levels,
one byte per character. Characters removed by X9 are not in the sequence. The letters are those of
:mod:`leaflets.text.bidi_data`; the rules work on the string of letters with ``sos`` in front, which makes
"search backward" a regular expression.
"""

from __future__ import annotations

import re
from functools import cache

from leaflets.text.bidi_data import BRACKETS, CLOSING, canonical_bracket

# BD16: the bracket stack has exactly this many places.
_OPEN_BRACKETS = 63

_NSM = re.compile("m+")
_EN_AFTER_AL = re.compile("A[^LRA1]*1[^LRA]*")
_SEPARATOR = re.compile("[sc](?<=1[sc])(?=1)")
_COMMA = re.compile("c(?<=2c)(?=2)")
_TERMINATORS = re.compile("t+")
_LEFTOVERS = str.maketrans("stc", "nnn")
_EN_AFTER_L = re.compile("L[^LR1]*1[^LR]*")

# NI: white space, separators, other neutrals and isolate characters.
_NEUTRALS = "npgwiIfX"
# Neutrals between two strong characters that both go against the embedding direction (N1).
_AGAINST_LTR = re.compile(f"[{_NEUTRALS}](?<=[R12].)[{_NEUTRALS}]*(?=[R12])")
_AGAINST_RTL = re.compile(f"[{_NEUTRALS}](?<=L.)[{_NEUTRALS}]*(?=L)")

_BRACKET = re.compile(f"[{re.escape(''.join(sorted(BRACKETS)))}]")


def resolve(letters: str, chars: str, level: int, sos: str, eos: str) -> bytes:
    """Find the level of each character of an isolating run sequence (W1 to I2), as a byte for each.

    ``letters`` are the classes of ``chars`` after overrides, one for one; ``sos`` and ``eos`` are ``L`` or
    ``R`` (X10).
    """
    weak = _weak(sos + letters)
    if _BRACKET.search(chars):
        weak = _brackets(weak, letters, chars, level)
    strong = _neutral(weak + eos, level)
    return strong[1:-1].encode("ascii").translate(_levels_of(level))


def _weak(line: str) -> str:
    """Apply W1 to W7; the first letter is ``sos``."""
    if "m" in line:
        line = _NSM.sub(_mark, line)
    if "A" in line:
        if "1" in line:
            line = _EN_AFTER_AL.sub(lambda match: match[0].replace("1", "2"), line)  # W2
        line = line.replace("A", "R")  # W3
    if "1" in line:
        line = _SEPARATOR.sub("1", line)  # W4
    if "2" in line:
        line = _COMMA.sub("2", line)  # W4
    if "t" in line:
        line = _TERMINATORS.sub(_terminators, line)  # W5
    line = line.translate(_LEFTOVERS)  # W6
    if "1" in line:
        line = _EN_AFTER_L.sub(lambda match: match[0].replace("1", "L"), line)  # W7
    return line


def _mark(match: re.Match[str]) -> str:
    """Replace marks by the class of the character before them (W1)."""
    before = match.string[match.start() - 1]
    return ("n" if before in "iIfX" else before) * len(match[0])


def _terminators(match: re.Match[str]) -> str:
    """Make terminators next to a European number part of it (W5)."""
    line, start, end = match.string, match.start(), match.end()
    beside = line[start - 1] == "1" or line[end : end + 1] == "1"
    return ("1" if beside else "n") * (end - start)


def _bracket_pairs(weak: str, chars: str) -> list[tuple[int, int]]:
    """Find the pairs of brackets as offsets into ``weak``, sorted by the opening bracket (BD16)."""
    open_brackets: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET.finditer(chars):
        at, char = match.start() + 1, match[0]  # ``weak`` begins with sos
        if weak[at] != "n":  # BD14, BD15: only brackets that are still neutral
            continue
        if char in CLOSING:
            if len(open_brackets) == _OPEN_BRACKETS:
                return []
            open_brackets.append((CLOSING[char], at))
            continue
        closing = canonical_bracket(char)
        for depth in range(len(open_brackets) - 1, -1, -1):
            if open_brackets[depth][0] == closing:
                pairs.append((open_brackets[depth][1], at))
                del open_brackets[depth:]
                break
    return sorted(pairs)


def _brackets(weak: str, letters: str, chars: str, level: int) -> str:
    """Set each pair of brackets to the direction of what it holds (N0)."""
    line = list(weak)
    for opening, closing in _bracket_pairs(weak, chars):
        direction = _pair_direction(line, opening, closing, "LR"[level & 1])
        if not direction:
            continue
        for at in (opening, closing):
            line[at] = direction
            # Marks on a bracket follow it; ``letters`` has no sos, so its indices are one less.
            while letters[at : at + 1] == "m":
                at += 1  # noqa: PLW2901
                line[at] = direction
    return "".join(line)


def _pair_direction(line: list[str], opening: int, closing: int, embedding: str) -> str:
    """Choose ``L``, ``R`` or an empty string for a pair of brackets (N0 b, c, d)."""
    inside = {_strong(letter) for letter in set(line[opening + 1 : closing])}
    if embedding in inside:
        return embedding
    opposite = "L" if embedding == "R" else "R"
    if opposite not in inside:
        return ""
    before = next(filter(None, map(_strong, reversed(line[:opening]))))
    return opposite if before == opposite else embedding


def _strong(letter: str) -> str:
    """Find the strong direction of a letter, empty if none; numbers count as right-to-left (N0)."""
    if letter == "L":
        return "L"
    return "R" if letter in "R12" else ""


def _neutral(line: str, level: int) -> str:
    """Apply N1; what it leaves neutral takes the embedding direction (N2)."""
    if level & 1:
        return _AGAINST_RTL.sub(lambda match: "L" * len(match[0]), line)
    return _AGAINST_LTR.sub(lambda match: "R" * len(match[0]), line)


@cache
def _levels_of(level: int) -> bytes:
    """Make the ``translate`` table from letters to levels (I1 for even, I2 for odd levels, N2)."""
    table = bytearray([level]) * 256
    for letter in "L12" if level & 1 else "R":
        table[ord(letter)] = level + 1
    if not level & 1:
        table[ord("1")] = table[ord("2")] = level + 2
    return bytes(table)
