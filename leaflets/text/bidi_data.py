"""The character data of the bidirectional algorithm (UAX #44).

In: a character. Out: one letter for its Bidi_Class, so that the classes of a
paragraph are a string and the rules of UAX #9 can be regular expressions. The classes come
from ``unicodedata2``, not from the Python version in use, so that every machine sets the same
lines. Bracket pairs are in no Python package and are listed here.
"""

from __future__ import annotations

from functools import cache

from unicodedata2 import bidirectional

# Bidi_Class -> letter. Removed by X9: e E o O x b; isolates: i I f, closed by X.
LETTERS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "1",
    "AN": "2",
    "ES": "s",
    "ET": "t",
    "CS": "c",
    "NSM": "m",
    "BN": "b",
    "B": "p",
    "S": "g",
    "WS": "w",
    "ON": "n",
    "LRE": "e",
    "RLE": "E",
    "LRO": "o",
    "RLO": "O",
    "PDF": "x",
    "LRI": "i",
    "RLI": "I",
    "FSI": "f",
    "PDI": "X",
}

# The classes of code points without a character: first, last, letter; all others are L
# (the @missing lines of DerivedBidiClass.txt and its note on those that default to BN).
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "A"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "A"),
    (0x2065, 0x2065, "b"),
    (0x20A0, 0x20CF, "t"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "A"),
    (0xFDD0, 0xFDEF, "b"),
    (0xFDF0, 0xFDFF, "A"),
    (0xFE70, 0xFEFF, "A"),
    (0xFFF0, 0xFFF8, "b"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "A"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "A"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "A"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "A"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "A"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "A"),
    (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "b"),
)

# Pairs, opening then closing: the 64 of BidiBrackets.txt (Unicode 15.0) and U+2E62, U+2E63 of
# Unicode 18, which that file's rule calls for: gc Ps and Pe, bc ON, mirrored.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309"
    "\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772"
    "\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef"
    "\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d\u2990\u298f\u298e\u2991"
    "\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db\u29fc\u29fd\u2e22\u2e23"
    "\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008"
    "\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019"
    "\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f"
    "\uff60\uff62\uff63\u2e62\u2e63"
)

# Canonical equivalents count as the same bracket (BD15, BD16).
_EQUIVALENT = {"\u2329": "\u3008", "\u232a": "\u3009"}


def _closing_brackets() -> dict[str, str]:
    return {a: _EQUIVALENT.get(b, b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}


# Opening bracket -> its closing bracket.
CLOSING = _closing_brackets()
BRACKETS = frozenset(_PAIRS)


def canonical_bracket(char: str) -> str:
    """Normalize a bracket to its canonical equivalent (UAX #9 BD16); mostly itself."""
    return _EQUIVALENT.get(char, char)


@cache
def bidi_letter(char: str) -> str:
    """Look up the letter for the Bidi_Class of one character (see :data:`LETTERS`)."""
    name = bidirectional(char)
    return LETTERS[name] if name else _unassigned_letter(ord(char))


def _unassigned_letter(code: int) -> str:
    if code & 0xFFFE == 0xFFFE:  # noncharacters at the end of each plane
        return "b"
    return next((letter for first, last, letter in _UNASSIGNED if first <= code <= last), "L")
