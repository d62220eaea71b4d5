"""Where a word that fits on no line may be divided, best places first.

In: the text between two opportunities, the offsets that only house rules closed, and the ranges that stay
whole. Out: offsets by rank. No rank divides a syllable that is drawn as one (UAX #29 GB9c, and what it omits:
Kannada, Sinhala, final consonants of Burmese, vowels of Thai and Lao, lam-alef), leaves
punctuation alone on a line, begins a line with a closing mark or ends one with an opening mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from unicodedata2 import category

from leaflets.characters import CURRENCIES
from leaflets.text import line_edges
from leaflets.text.boundaries import cluster_boundaries
from leaflets.text.faults import BURMESE_LETTER

# Behind these the next letter is part of the same syllable: Virama and Invisible_Stacker of
# IndicSyllabicCategory.txt (Unicode 15). In Tamil the sign is visible and joins nothing; in Sinhala it
# joins only with a joiner.
_LINKERS = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2\u1a60\u1b44\u1bab\ua806\ua8c4\ua9c0\uaaf6"
    "\U00010a3f\U00011046\U000110b9\U00011133\U000111c0\U00011235\U0001134d\U00011442\U000114c2\U000115bf"
    "\U0001163f\U000116b6\U00011839\U0001193e\U000119e0\U00011a47\U00011a99\U00011c3f\U00011d45\U00011d97\U00011f42"
)
_LAM, _ALEF = "\u0644\u06b5-\u06b8\u076a\u08a6", "\u0622\u0623\u0625\u0627\u0671-\u0673\u0675\u0773\u0774"
_ARABIC_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
# Each match ends inside a syllable.
_GOES_ON = re.compile(
    f"[{_LINKERS}]\u200d?(?=\\w)|\u0dca\u200d(?=\\w)|\u0b95\u0bcd(?=\u0bb7)|[\u0bb6\u0bb8]\u0bcd(?=\u0bb0)"
    # A consonant that has lost its vowel ends the syllable before it.
    f"|(?=\\w\u0bcd)|(?=\\w\u0dca(?!\u200d))|(?=[\u0d54-\u0d56\u0d7a-\u0d7f])"
    f"|(?=\\w[{_LINKERS}](?!\\w|\u200d))"
    f"|(?={BURMESE_LETTER}\u1037?[\u1039\u103a])"
    # Khmer bantoc, toandakhiat and kakabat, and the Thai and Lao signs of silence, stand on a syllable's end.
    "|(?=[\u1780-\u17a2][\u17cb\u17cd\u17ce])|(?=[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c)|(?=[\u0e81-\u0eae]\u0ecc)"
    # Mai han akat and similar vowels are followed by a consonant (Thai, Lao), perhaps after a tone mark.
    "|[\u0e31\u0e37\u0e47\u0eb1\u0ebb\u0ebd][\u0e48-\u0e4b\u0ec8-\u0ecb]?(?=[\u0e01-\u0e2e\u0e81-\u0eae\u0ebd])"
    f"|[{_LAM}][{_ARABIC_MARKS}]*(?=[{_ALEF}])"
)
# In Thai and Lao the first letter of a syllable has a vowel or tone on it or after it, or begins a pair that
# has one (กล, ปร, หม). Any other letter is as likely to end a syllable (แพทย์, หลอด).
_PAIRS = (
    "[\u0e01\u0e02\u0e04\u0e08\u0e0b\u0e15\u0e17\u0e1b\u0e1c\u0e1e\u0e28\u0e2a][\u0e23\u0e25\u0e27]"
    "|\u0e2b[\u0e07\u0e0d\u0e13\u0e19\u0e21\u0e22\u0e23\u0e25\u0e27]|[\u0e81\u0e82\u0e84]\u0ea7"
    "|\u0eab[\u0e87\u0e8d\u0e99\u0ea1\u0ea3\u0ea5\u0ea7]"
)
_LETTER = "[\u0e01-\u0e2e\u0e81-\u0eae\u0edc-\u0edf]"
# Vowels and tones, except the sign that silences a letter and vowels under that sign (พันธุ์).
_VOICED = "[\u0e30-\u0e3a\u0e45\u0e47-\u0e4b\u0e4d\u0eb0-\u0ebd\u0ec8-\u0ecb\u0ecd](?![\u0e4c\u0ecc])"
_DOUBTFUL = re.compile(
    f"(?<=[\u0e01-\u0ecd])(?={_LETTER})(?!(?:{_LETTER}|{_PAIRS}){_VOICED})|(?=(?:{_PAIRS}){_VOICED})."
)
# Small kana, the long-vowel mark, superscript digits, and signs that follow a number or a name.
_CLOSING = re.compile(
    "[\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u3095\u3096\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3"
    "\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fc\u31f0-\u31ff\u00b2\u00b3\u00b9\u2070-\u209c\u00b0\u00ae\u2120\u2122]"
)
_BEGINNING = frozenset("¡¿#@&*\\§¶†‡•")  # General_Category Po that may begin a line
_SIGN = f"[-+\u00b1\u2212\u2248~<>\u2264\u2265=#{CURRENCIES}]"
_NUMBER = re.compile(f"{_SIGN}{{0,2}}\\d(?:[.,:/'\u2019\u066b\u066c]?\\d)*[%\u2030\u066a\u00b0{CURRENCIES}]?")
_UNSAID_FIRST, _UNSAID_LAST = re.compile("^[^\\w]+"), re.compile("[^\\w]+$")
_ROW = re.compile(r"([^\w\s])\1{4,}")
# Signs that keep two words together: breaking after one is better than breaking a word.
_GLUE = re.compile("[\u00a0\u2007\u2011\u202f](?=.)", re.DOTALL)


def ranks(
    text: str, reopenable: Iterable[int] = (), whole: Iterable[tuple[int, int]] = ()
) -> Iterator[list[int]]:
    """Yield lists of offsets at which a text may be divided in an emergency, the best list first.

    ``reopenable`` are opportunities that a house rule closed, ``whole`` ranges that are never divided. First
    come these opportunities and no-break signs; then syllable ends with two syllables on either side; then
    all syllable ends that are certain and not in numbers; then all others; last, cluster ends in rows of dots
    and dashes.
    """
    inside = {at for start, end in whole for at in range(start + 1, end)}
    clusters = [at for at in cluster_boundaries(text)[:-1] if at not in inside]
    said = _count_said(text)
    places = [at for at in _syllables(text, clusters) if 0 < said[at] < said[-1]]
    wanted = {*reopenable, *(match.end() for match in _GLUE.finditer(text))}
    yield [at for at in places if at in wanted]
    numbers = {at for match in _NUMBER.finditer(text) for at in range(match.start() + 1, match.end())}
    doubtful = {match.end() for match in _DOUBTFUL.finditer(text)}
    words = [at for at in places if at not in numbers and at not in doubtful]
    syllables = [0, *words, len(text)]
    yield [at for at in words if _is_long(text, syllables, at)]
    yield words
    yield places
    rows = {at for match in _ROW.finditer(text) for at in range(match.start() + 1, match.end())}
    yield [at for at in clusters if at in rows] if said[-1] else clusters


def _count_said(text: str) -> list[int]:
    """Count the characters before each offset that are said, and in total."""
    return list(accumulate(map(_is_said, text), initial=0))


def _is_said(char: str) -> bool:
    """Tell whether a character is a letter, a digit, a mark or a symbol."""
    return category(char)[0] in "LMNS"


def _is_long(text: str, syllables: Sequence[int], at: int) -> bool:
    """Tell whether a word has two syllables on either side of an offset; a single one looks stray."""
    index = bisect_left(syllables, at)
    if index < 2 or index > len(syllables) - 3:
        return False
    before, behind = text[syllables[index - 2] : at], text[at : syllables[index + 2]]
    said = f"{_UNSAID_FIRST.sub('', before)}{_UNSAID_LAST.sub('', behind)}"
    return all(map(_is_said, said))


def _syllables(text: str, clusters: Iterable[int]) -> Iterator[int]:
    """Yield the cluster ends that end syllables and keep marks with their word."""
    shut = {*line_edges.closed(text), *(match.end() for match in _GOES_ON.finditer(text))}
    return (
        at for at in clusters if at not in shut and not (_is_closing(text[at]) or _is_opening(text, at - 1))
    )


def _is_closing(char: str) -> bool:
    """Tell whether a character may not begin a line."""
    kind = category(char)
    return (
        kind[0] == "M"
        or kind in ("Pe", "Pf", "Pd", "Pc", "Zs")
        or (kind == "Po" and char not in _BEGINNING)
        or bool(_CLOSING.match(char))
    )


def _is_opening(text: str, at: int) -> bool:
    """Tell whether the character at an offset may not end a line."""
    kind = category(text[at])
    if kind in ("Ps", "Pi", "Sc") or text[at] in _BEGINNING:
        return True
    return text[at] in "\"'" and not text[:at][-1:].isalnum()
