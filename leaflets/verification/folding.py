"""Words as they are compared: without what a page may add or drop when it breaks lines.

In: words from a file or from what was signed. Out: the same without white space, soft hyphens and what guides
readers of right-to-left lines; and with all digits as those of ASCII, for the numbers of pages.
"""

from __future__ import annotations

import re

import unicodedata2 as unicodedata

# Soft hyphen, zero-width space, word joiner, byte order mark; bidi marks, embeddings and isolates (UAX #9 2).
_GUIDES = re.compile("[\\s\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")


def fold(text: str) -> str:
    """Remove from words what a line break may add or drop."""
    return _GUIDES.sub("", text)


def fold_digits(text: str) -> str:
    """Fold words, and write the digits of every script as those of ASCII."""
    return "".join(str(unicodedata.decimal(each, each)) for each in fold(text))
