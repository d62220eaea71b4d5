"""Names of people who sign: which are allowed, and which look like one another.

In: a name that somebody typed. Out: the reason why it is refused, or its skeleton: two names with one
skeleton cannot be told apart on paper. A name is in normal form C (UAX #15), has no invisible or direction
characters (UAX #9), no word of two scripts, and no word that another alphabet imitates (UTS #39 4, 5.1). The
table holds the letters that look like Latin ones in the fonts of screens, not all of Unicode's confusables.
"""

from __future__ import annotations

import re

import unicodedata2 as unicodedata

from leaflets.characters import describe_character

MAX_NAME = 100
# Accents of Latin, Greek and Cyrillic; Arabic vowel marks. The marks of Indic scripts are letters of a name.
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0652\u0670]")
# What stands between and in the words of names.
_SIGNS = frozenset(" -'’.,·‐")
# Scripts that one word may mix (UTS #39 5.1: Japanese and Korean).
_TOGETHER = ({"Hani", "Hira", "Kana"}, {"Hani", "Hang"}, {"Hani", "Bopo"})
_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
# Letters of Cyrillic, Greek, Armenian and Cherokee, by the Latin ones that they look like.
_LIKE_LATIN = {
    "A": "АΑᎪ", "B": "ВΒᏴ", "C": "СϹᏟ", "E": "ЕΕᎬ", "H": "НΗᎻ", "I": "ІӀΙ", "J": "ЈᎫ", "K": "КΚᏦ",
    "L": "Ꮮ", "M": "МΜᎷ", "N": "Ν", "O": "ОΟՕ", "P": "РΡᏢ", "Q": "Ԛ", "S": "ЅᏚՏ", "T": "ТΤᎢ", "U": "Ս",
    "V": "Ꮩ", "W": "ԜᎳ", "X": "ХΧ", "Y": "УҮΥ", "Z": "ΖᏃ", "a": "аα", "c": "сϲ", "d": "ԁ", "e": "е",
    "g": "ց", "h": "һհ", "i": "іι", "j": "јյ", "k": "κ", "l": "ӏ", "n": "ո", "o": "оοօ", "p": "рρ",
    "q": "ԛ", "s": "ѕ", "u": "υս", "v": "ν", "w": "ԝ", "x": "х", "y": "у",
}  # fmt: skip
_IMITATIONS = str.maketrans({each: latin for latin, alike in _LIKE_LATIN.items() for each in alike})
# Letters of one script that are taken for each other: capital i and l; Arabic, Persian and Urdu forms; and
# letters that look like two (UTS #39 maps m so).
_SAME = str.maketrans(
    {"I": "l", "ı": "i", "m": "rn", "w": "vv"}
    | dict.fromkeys("یىےې", "ي") | {"ک": "ك"} | dict.fromkeys("ہھةۃە", "ه") | dict.fromkeys("آأإٱ", "ا")
)  # fmt: skip


def normalise(name: str) -> str:
    """Write a name in normal form C, with single spaces: nobody sees the difference."""
    return " ".join(filter(None, unicodedata.normalize("NFC", name).split(" ")))


def fault_of(name: str) -> str:
    """Say why a name is refused, as the rest of a sentence; empty if it is a name."""
    if not name.strip():
        return "is blank"
    if len(name) > MAX_NAME:
        return f"is longer than {MAX_NAME} characters"
    if name != unicodedata.normalize("NFC", name):
        return "is not in normal form C (UAX #15)"
    strange = next((each for each in name if not _is_allowed(each)), "")
    if strange:
        return f"holds {describe_character(strange)}"
    if name != name.strip(" ") or "  " in name:
        return "has spaces at an end, or two together"
    return _mixed(name)


def skeleton(name: str) -> str:
    """Reduce a name to what it looks like: letters that are taken for each other become one."""
    words = " ".join(_without_signs(name).split())
    alike = words.translate(_IMITATIONS).translate(_SAME).casefold().translate(_SAME)
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", alike))


def _without_signs(name: str) -> str:
    """Replace what stands between words by spaces."""
    return "".join(" " if each in _SIGNS else each for each in name)


def _is_allowed(char: str) -> bool:
    return char in _SIGNS or unicodedata.category(char) in ("Lu", "Ll", "Lt", "Lo", "Lm", "Mn", "Mc")


def _mixed(name: str) -> str:
    """Find a word of several scripts, or one that imitates Latin letters beside Latin words."""
    words = _without_signs(name).split()
    scripts = [_scripts(word) for word in words]
    for word, found in zip(words, scripts, strict=True):
        if len(found) > 1 and not any(found <= together for together in _TOGETHER):
            return f'mixes letters of two scripts in "{word}"'
        is_imitated = "Latn" not in found and word.translate(_IMITATIONS).isascii()
        if is_imitated and any("Latn" in other for other in scripts):
            return f'has a word, "{word}", that only looks like Latin letters'
    return ""


def _scripts(word: str) -> set[str]:
    """Find the scripts of the letters of a word (UAX #24), without those that belong to every script."""
    from fontTools.unicodedata import script

    return {script(char) for char in word} - _NEUTRAL
