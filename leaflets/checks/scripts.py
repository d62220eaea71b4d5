"""Characters that should not be there: other scripts, look-alikes, invisible ones, open bidi controls.

UTS #39 (confusables), UAX #24 (scripts), UAX #9 (bidi controls), UAX #15 (normalisation).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import unicodedata2 as unicodedata
from fontTools.unicodedata import script

from leaflets.characters import describe_character, unpaired_controls, without_markup
from leaflets.checks.check import Finding, Pair, quoted
from leaflets.checks.joiners import doubtful
from leaflets.content.model import PLACEHOLDER

# The Unicode scripts of the letters, by the ISO 15924 code of a language.
_OWN = {
    "Hans": {"Hani"},
    "Hant": {"Hani"},
    "Jpan": {"Hani", "Hira", "Kana"},
    "Kore": {"Hang", "Hani"},
    "Aran": {"Arab"},
}
# Common, Inherited and Unknown: marks, digits and the like belong to every script.
_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'-]+")
# A text with a smaller share of its language's letters is not written in its script; a sentence with Latin
# names of medicines and of a hospital has more.
_OWN_SHARE = 0.3
# Greek and Cyrillic have letters that look like Latin ones (а, е, ο). Next to a Latin letter they are a slip;
# a whole word is a name or a foreign text, which wrong_script reports.
_LIKE_LATIN = "[\u0370-\u03ff\u0400-\u04ff]"
_MIXED = re.compile(f"[A-Za-z\u00c0-\u024f]{_LIKE_LATIN}|{_LIKE_LATIN}[A-Za-z\u00c0-\u024f]")
# Letters from the keyboards of other Arabic-script languages, which look alike in some positions.
_LOOK_ALIKES = {
    "ar": {"ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ے": "ي"},
    "fa": {"ي": "ی", "ك": "ک", "ہ": "ه"},
    "ur": {"ي": "ی", "ك": "ک", "ه": "ہ", "ة": "ۃ", "ى": "ی"},
}
# Pairs that look like one character, but are not canonically equivalent to it, so normalisation keeps them.
_SEQUENCES = {"th": (("เเ", "แ"), ("ํา", "ำ")), "hi": (("अा", "आ"), ("अो", "ओ"), ("एे", "ऐ"))}
# Arabic presentation forms, CJK compatibility ideographs and radicals, full-width Latin letters.
_PRESENTATION = re.compile("[\ufb50-\ufdfb\ufe70-\ufefc\uf900-\ufaff\u2e80-\u2fdf\uff21-\uff3a\uff41-\uff5a]")
# Controls, fillers, line separators, invisible operators, deprecated format characters, selectors, byte order
# marks, private use and tags. Joiners and bidi controls may be valid and have their own checks.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u034f\u115f\u1160\u17b4\u17b5"
    "\u2028\u2029\u2061-\u2064\u206a-\u206f\ufe01-\ufe0f\ufeff\ufff9-\ufffd\ue000-\uf8ff"
    "\U000e0000-\U000e007f]"
)
# NFC replaces the Greek question mark and ano teleia by equivalent characters; ornate parentheses
# are in the block of presentation forms but are none.
_SAME = str.maketrans("\u037e\u0387", ";·", "\ufd3e\ufd3f")


def wrong_script(pair: Pair) -> Iterator[Finding]:
    """Find a text, or words in it, that are not in the script of the language."""
    letters = Counter(_scripts(_without_placeholders(pair)))
    own = _OWN.get(pair.language.script, {pair.language.script})
    total, ours = sum(letters.values()), sum(letters[code] for code in own)
    if total and ours / total < _OWN_SHARE and _has_words(pair.source.bare) and not _is_acronym(pair):
        yield Finding(f"{quoted(pair.target.text)} is not written in the script of the language")
        return
    for code in sorted(set(letters) - own - {"Latn"}):
        yield Finding(f"{letters[code]} letters of another script ({code}) stand in the text")
    if "Latn" in own:
        return
    for word in _LATIN_WORD.findall(_without_placeholders(pair)):
        # Names and abbreviations (CT, Royal Hospital), which have capitals, may stay in Latin letters.
        if word.islower() and not _is_explained(word, pair):
            yield Finding(f'the word "{word}" stands in the text in Latin letters')


def _is_acronym(pair: Pair) -> bool:
    return _without_placeholders(pair).strip().isupper()


def _is_explained(word: str, pair: Pair) -> bool:
    """Tell whether a Latin word is in brackets, as a medical term after its translation."""
    inside = "".join(re.findall(r"[(（]([^()（）]*)[)）]", pair.target.text))
    return word in inside


def _without_placeholders(pair: Pair) -> str:
    return PLACEHOLDER.sub(" ", without_markup(pair.target.text))


def _has_words(text: str) -> bool:
    """Tell whether a text has a word to translate; words in capitals are taken for abbreviations."""
    return not all(word.isupper() for word in re.findall(r"[^\W\d_]{2,}", text))


def _scripts(text: str) -> Iterator[str]:
    """Yield the script of each letter (UAX #24), as an ISO 15924 code."""
    for letter in text:
        if unicodedata.category(letter).startswith("L"):
            code = script(letter)
            if code not in _NEUTRAL:
                yield code


def look_alike(pair: Pair) -> Iterator[Finding]:
    """Find letters that only look like the right ones (UTS #39)."""
    text = _without_placeholders(pair).translate(_SAME)
    if pair.language.script == "Latn" and (mixed := _MIXED.search(text)):
        yield Finding(f'a letter of another alphabet looks like a Latin one in "{mixed[0]}"')
    for wrong, right in _LOOK_ALIKES.get(pair.language.code, {}).items():
        if wrong in text:
            yield Finding(
                f"{describe_character(wrong)} stands for {describe_character(right)}", f"write {right}"
            )
    for sequence, right in _SEQUENCES.get(pair.language.code, ()):
        if sequence in text:
            yield Finding(
                f'two characters ({" ".join(map(_code, sequence))}) stand for "{right}"', f"write {right}"
            )
    if strange := _PRESENTATION.search(text):
        right = unicodedata.normalize("NFKC", strange[0])
        yield Finding(f"{describe_character(strange[0])} is a form for old systems", f"write {right}")
    if unicodedata.normalize("NFC", text) != text:
        # Vietnamese, Punjabi and Hindi keyboards may type it; it prints the same, but a search misses it.
        yield Finding("the text is not in normal form C", "save it in NFC (UAX #15)")


def invisible(pair: Pair) -> Iterator[Finding]:
    """Find invisible characters, and joiners and the like that have no effect in their place."""
    for letter in dict.fromkeys(_INVISIBLE.findall(pair.target.text)):
        yield Finding(f"{describe_character(letter)} cannot be seen")
    yield from doubtful(pair)


def bidi_controls(pair: Pair) -> Iterator[Finding]:
    """Find bidi controls that are opened and not closed, or closed and never opened (UAX #9)."""
    yield from map(Finding, unpaired_controls(pair.target.text))


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"
