"""Invisible characters that are valid only in some places: joiners, zero-width spaces, selectors.

Each is valid where the Unicode Standard defines an effect: the joiners in cursive scripts and after a virama
(UAX #31 2.3, contexts A and B; chapters 9, 12 and 23.2), the zero-width space between words of scripts
without spaces (chapters 16 and 23.2), the word joiner (UAX #14, WJ), the selectors and the vowel separator of
Mongolian (13.5), the Arabic letter mark (UAX #9 2.6), the soft hyphen in words that take hyphens (UAX #14
5.3). Elsewhere it is an error; one that is repeated or at the edge of a word, without effect, is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import unicodedata2 as unicodedata
from fontTools.unicodedata import script

from leaflets.characters import describe_character, without_markup
from leaflets.checks.check import VALUE_OBJECT, Finding, Pair
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import RTL_SCRIPTS

NON_JOINER, JOINER, ZERO_WIDTH, WORD_JOINER, LETTER_MARK = "\u200c", "\u200d", "\u200b", "\u2060", "\u061c"
SOFT_HYPHEN = "\u00ad"
# Characters of Default_Ignorable_Code_Point that text may contain; leaflets.checks.scripts finds the others.
_DOUBTFUL = re.compile("[\u00ad\u061c\u180b-\u180f\u200b-\u200d\u2060\ufe00]")
# Letters whose shape depends on their neighbours (ArabicShaping.txt, Joining_Type D and R).
_CURSIVE = frozenset({
    "Adlm", "Arab", "Chrs", "Mand", "Mani", "Mong", "Nkoo", "Ougr", "Phag", "Phlp", "Rohg", "Sogd", "Sogo",
    "Syrc",
})  # fmt: skip
# Letters that form conjuncts, or marks whose position a joiner determines.
_CONJUNCT = frozenset({
    "Bali", "Beng", "Cakm", "Deva", "Gujr", "Guru", "Java", "Khmr", "Knda", "Kthi", "Lana", "Mlym", "Mtei",
    "Mymr", "Newa", "Orya", "Sinh", "Sund", "Sylo", "Taml", "Telu", "Tirh",
})  # fmt: skip
# Scripts without spaces between words (UAX #14, class SA; Tibetan and Javanese break at marks).
SPACELESS = frozenset({
    "Ahom", "Bali", "Cham", "Java", "Khmr", "Lana", "Laoo", "Mymr", "Tale", "Talu", "Tavt", "Thai", "Tibt",
})  # fmt: skip
# Scripts whose words are never hyphenated.
_UNHYPHENATED = SPACELESS | RTL_SCRIPTS | {"Bopo", "Hang", "Hani", "Hira", "Kana", "Mong", "Yiii"}
_REPEATS = "ๆໆៗ"  # marks of repetition, which begin no line
_VIRAMA = 9  # Canonical_Combining_Class of every virama, coeng and stacker


class _Place(NamedTuple):
    """The surroundings of a character: its neighbours, and the scripts of the letters on both sides."""

    before: str
    after: str
    scripts: frozenset[str]

    @property
    def is_edge(self) -> bool:
        """Whether one side has no adjacent letter, number or value."""
        return not (_is_wordy(self.before) and _is_wordy(self.after))

    @property
    def follows_virama(self) -> bool:
        """Whether a virama is adjacent: UAX #31 contexts A2 and B, and the Bengali ya-phalaa."""
        return any(each and unicodedata.combining(each) == _VIRAMA for each in (self.before, self.after))


def doubtful(pair: Pair) -> Iterator[Finding]:
    """Find joiners and similar characters where they are invalid or have no effect."""
    text = PLACEHOLDER.sub(VALUE_OBJECT, without_markup(pair.target.text))
    findings: dict[Finding, None] = {}  # an ordered set: each finding once
    for match in _DOUBTFUL.finditer(text):
        place = _place(text, match.start())
        if text[match.start() - 1 : match.start()] == match[0]:
            findings[_without_effect(match[0], "stands twice")] = None
        elif problem := _problem(match[0], place, pair.language.script):
            findings[problem] = None
    yield from findings


def _problem(sign: str, place: _Place, own: str) -> Finding | None:
    """Report what is wrong with a character in its place; None if it has an effect there."""
    if sign == WORD_JOINER:
        alone = any(not each or each.isspace() for each in (place.before, place.after))
        return _without_effect(sign, "joins nothing") if alone else None
    if sign == LETTER_MARK:
        return None if own in RTL_SCRIPTS else _meaningless(sign)
    if sign == ZERO_WIDTH:
        return _zero_width(place, own)
    if sign == SOFT_HYPHEN:
        return _soft_hyphen(place, own)
    if sign in (NON_JOINER, JOINER):
        return _joiner(sign, place, own)
    wanted = "Mymr" if sign == "\ufe00" else "Mong"
    return None if place.before and script(place.before) == wanted else _meaningless(sign)


def _zero_width(place: _Place, own: str) -> Finding | None:
    # Between numbers or values the script of the language decides.
    if not ((place.scripts or {own}) & SPACELESS):
        return _meaningless(ZERO_WIDTH)
    if not place.before or not place.after:
        return _without_effect(ZERO_WIDTH, "stands at the beginning or the end")
    if unicodedata.category(place.after) in ("Pe", "Pf", "Po") or place.after in _REPEATS:
        return _without_effect(ZERO_WIDTH, f'lets a line begin with "{place.after}"')
    return None


def _soft_hyphen(place: _Place, own: str) -> Finding | None:
    if (place.scripts or {own}) & _UNHYPHENATED:
        return _meaningless(SOFT_HYPHEN)
    return _without_effect(SOFT_HYPHEN, "does nothing at the edge of a word") if place.is_edge else None


def _joiner(sign: str, place: _Place, own: str) -> Finding | None:
    """Report what is wrong with a joiner or non-joiner; None if it shapes a letter, conjunct or emoji."""
    if place.follows_virama:
        return None
    is_emoji = sign == JOINER and all(
        each and unicodedata.category(each) in ("So", "Sk") for each in (place.before, place.after)
    )
    # Without letters on either side the script of the language decides; Nastaliq (Aran) is a style of
    # Arabic, not a script of Unicode.
    scripts = place.scripts or {"Arab" if own == "Aran" else own}
    if is_emoji:
        return None
    if scripts & _CONJUNCT:
        return _beside_no_virama(sign, place)
    if not scripts & _CURSIVE:
        return _meaningless(sign)
    # At an edge a joiner changes the shape of a letter (heh for the Hijri year); a non-joiner does nothing.
    is_vain = sign == NON_JOINER and place.is_edge
    return _without_effect(sign, "does nothing at the edge of a word") if is_vain else None


def _beside_no_virama(sign: str, place: _Place) -> Finding | None:
    """Report what is wrong with a joiner of a script with conjuncts without an adjacent virama.

    Between a letter and a mark it may determine the position of the mark (Khmer), and non-joiners are typed
    between letters that form no conjunct (Bengali, Malayalam); a joiner between two letters has no effect.
    """
    if place.is_edge:
        return _without_effect(sign, "does nothing at the edge of a word")
    are_letters = all(unicodedata.category(each) == "Lo" for each in (place.before, place.after))
    return _without_effect(sign, "joins nothing without a virama") if sign == JOINER and are_letters else None


def _place(text: str, at: int) -> _Place:
    """Find the surroundings of the character at an index, skipping adjacent joiners and the like."""
    before = re.search("(.?)[\u200b-\u200f\u2060]*$", text[:at], re.DOTALL)
    after = re.match("[\u200b-\u200f\u2060]*(.?)", text[at + 1 :], re.DOTALL)
    letters = (_letter(reversed(text[:at])), _letter(text[at + 1 :]))
    scripts = frozenset(script(each) for each in letters if each)
    return _Place(before[1] if before else "", after[1] if after else "", scripts)


def _letter(text: Iterator[str] | str) -> str:
    """Find the next letter of the same word, skipping marks and joiners; empty if there is none."""
    for each in text:
        category = unicodedata.category(each)
        if category[0] == "L" and script(each) not in ("Zyyy", "Zinh"):
            return each
        if category[0] not in "MLN" and category != "Cf" and each != VALUE_OBJECT:
            return ""
    return ""


def _is_wordy(letter: str) -> bool:
    return letter == VALUE_OBJECT or (bool(letter) and unicodedata.category(letter)[0] in "LMN")


def _meaningless(sign: str) -> Finding:
    return Finding(f"{describe_character(sign)} has no meaning in this script")


def _without_effect(sign: str, sentence: str) -> Finding:
    return Finding(f"{describe_character(sign)} {sentence}")
