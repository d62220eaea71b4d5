"""Characters that may not be at the edge of a line, even where UAX #14 allows it.

Stops of scripts that UAX #14 classes as letters or as break opportunities, and signs that repeat or shorten
the word before them: ``ต่าง ๆ``, ``ផ្សេងៗ``. A space before them is no opportunity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Armenian tone marks; Terminal_Punctuation (PropList.txt, Unicode 15) of the Line_Break classes that may
# begin a line after a space. Not the middle dot: it is between words as often as after one.
_STOPS = (
    "\u055b-\u055e\u05c3\u0700-\u070a\u070c\u0830-\u083e\u085e\u0964\u0965\u0e5a\u0e5b\u0f08\u0f12\u104a\u104b\u1361-\u1368"
    "\u166e\u16eb-\u16ed\u1735\u1736\u17d4-\u17d6\u17da\u1804\u1805\u1aa8-\u1aab\u1b5a\u1b5b\u1b5d-\u1b5f\u1b7d"
    "\u1b7e\u1c3b-\u1c3f\u1c7e\u1c7f\u203c\u203d\u2047-\u2049\u2e3c\u2e41\u2e4c\u2e4e\u2e4f\ua4fe\ua4ff\ua60d"
    "\ua60f\ua6f3-\ua6f7\ua8ce\ua8cf\ua92f\ua9c7-\ua9c9\uaa5d-\uaa5f\uaadf\uaaf0\uaaf1\uabeb\ufe51\ufe54\ufe55"
    "\uff1a\uff1b\U00011047-\U0001104d\U000110be-\U000110c1\U00011141-\U00011143\U000111c5\U000111c6"
    "\U0001144b-\U0001144d\U0001145a\U0001145b\U00011641\U00011642\U0001173c-\U0001173e\U00016a6e\U00016a6f"
    "\U00016af5\U00016b37-\U00016b39\U00016b44"
)
# Signs that repeat a word or syllable (Extender of PropList.txt, without lengtheners), and U+17D7.
_REPEATS = (
    "\u0e46\u0ec6\u17d7\u1aa7\u3005\u309d\u309e\u30fd\u30fe\ua015\ua9cf\ua9e6\uaa70\uaadd\uaaf3\uaaf4"
    "\U00016b42\U00016b43\U0001e13c"
)
# Lao and Khmer "and so on", Tibetan syllable and repetition marks, Burmese particles that are signs.
_SHORT = "\u0eaf\u17d8\u0f0b\u0f0c\u0f34\u0fd2\u104c\u104d\u104f"
# Thai paiyannoi shortens the word before it, except in one title that begins with it.
_PAIYANNOI, _EXCELLENCY = "\u0e2f", "\u0e2f\u0e1e\u0e13\u0e2f"

# Thai and Lao vowels that UAX #29 treats as letters: written after their consonant, and before it.
_VOWELS_BEHIND = "\u0e30\u0e32\u0e33\u0e45\u0eb0\u0eb2\u0eb3\u0ebd"
_VOWELS_BEFORE = "\u0e40-\u0e44\u0ec0-\u0ec4"  # Logical_Order_Exception of PropList.txt
# Letters that never end a syllable, in Thai (cho ching, pho phueng, fo fa and the like) and Lao.
_NEVER_FINAL = "\u0e09\u0e0c\u0e1c\u0e1d\u0e2b\u0e2e\u0e82\u0e96\u0e9c\u0e9d\u0eab\u0eae"

_NOT_FIRST = re.compile(f"[{_STOPS}{_REPEATS}{_SHORT}{_PAIYANNOI}{_VOWELS_BEHIND}]")
_NOT_LAST = re.compile(f"[{_VOWELS_BEFORE}{_NEVER_FINAL}](?=[\u0e01-\u0edf])")


def closed(text: str) -> Iterator[int]:
    """Yield the offsets at which no line may begin, because of the character before or after."""
    for match in _NOT_FIRST.finditer(text):
        if not text.startswith(_EXCELLENCY, match.start()):
            yield match.start()
    for match in _NOT_LAST.finditer(text):
        yield match.end()
