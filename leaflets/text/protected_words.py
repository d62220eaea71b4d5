"""Protected words, which are never broken or hyphenated.

In: a list of words, from ``assets/words`` or a workspace's ``data/languages.yaml``. Out: the offsets of a
text that they close. ICU's dictionaries divide some single words (``กระดูก|สัน|หลัง``). An entry may be part
of a word: ``ผู้-`` is never separated from what follows, ``-မှု`` never from what precedes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from unicodedata2 import category

PART = "-"  # marks the side on which the word goes on
# Languages whose words ICU finds with a dictionary, sometimes splitting one.
_LANGUAGES = ("km", "lo", "my", "th")
# Scripts without spaces between words: there a word is found anywhere, elsewhere only as a whole word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff"
    "\ua000-\ua4cf\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LISTED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")


class ProtectedWords:
    """A list of protected words, compiled to patterns."""

    def __init__(self, words: Sequence[str]) -> None:
        self._whole = _pattern(word for word in words if PART not in (word[0], word[-1]))
        self._starts = _pattern(word[:-1] for word in words if word[-1] == PART)
        self._ends = _pattern(word[1:] for word in words if word[0] == PART)

    def closed(self, text: str) -> Iterator[int]:
        """Yield the offsets at which a text may not be divided, once for each word that closes them.

        The offset where a word part meets the rest comes twice, so that an emergency reopens it last.
        """
        for start, end in _found(self._whole, text):
            if not (_goes_on_before(text, start) or _goes_on_after(text, end)):
                yield from range(start + 1, end)
        for start, end in _found(self._starts, text):
            if not _goes_on_before(text, start) and _is_letter(text[end : end + 1]):
                yield from (*range(start + 1, end + 1), end)
        for start, end in _found(self._ends, text):
            if not _goes_on_after(text, end) and _is_letter(text[:start][-1:]):
                yield from (*range(start, end), start)


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Make a pattern that finds the longest word at each offset, overlapping ones included."""
    longest = sorted(set(words), key=lambda word: (-len(word), word))
    if not longest:
        return None
    # A look-ahead for the first letters rejects most offsets quickly.
    firsts = "".join(re.escape(char) for char in sorted({word[0] for word in longest}))
    return re.compile(f"(?=[{firsts}])(?=({'|'.join(map(re.escape, longest))}))", re.IGNORECASE)


def _found(pattern: re.Pattern[str] | None, text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text) if pattern else ():
        yield match.span(1)


def _goes_on_before(text: str, start: int) -> bool:
    """Tell whether what begins at an offset is only the end of a word."""
    return _is_letter(text[:start][-1:]) and not _UNSPACED.match(text[start])


def _goes_on_after(text: str, end: int) -> bool:
    """Tell whether what ends at an offset is only the beginning of a word."""
    following = text[end : end + 1]
    if not _is_letter(following):
        return False
    # Without spaces between words, only a mark shows that a word continues.
    return not _UNSPACED.match(text[end - 1]) or category(following)[0] == "M"


def _is_letter(char: str) -> bool:
    """Tell whether a character, if there is one, is part of a word: a letter, a mark or a digit."""
    return bool(char) and category(char)[0] in "LMN"


@cache
def _of_row(words: tuple[str, ...]) -> ProtectedWords:
    """Compile the words of a language's row, once for each list."""
    return ProtectedWords(words)


@cache
def _shipped() -> ProtectedWords:
    """Read the lists of the package. They apply to every text: English text may contain Thai words."""
    folder = files("leaflets") / "assets" / "words"
    lines = (
        line.strip()
        for name in _LANGUAGES
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    )
    return ProtectedWords([line for line in lines if line and not line.startswith("#")])


def closed(text: str, words: tuple[str, ...]) -> Iterator[int]:
    """Yield the offsets that the package's words and those of a language's row close."""
    if _LISTED.search(text):
        yield from _shipped().closed(text)
    if words:
        yield from _of_row(words).closed(text)
