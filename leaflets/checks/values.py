"""What no translation may add to the values of placeholders: digits, signs, adjacent letters.

Numbers are data: translators move their placeholders but write no numbers themselves. So a digit that the
source lacks is always wrong, and so is anything that changes an adjacent value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import unicodedata2 as unicodedata
from fontTools.unicodedata import script

from leaflets.characters import SQUARED_UNITS, without_markup
from leaflets.checks.check import VALUE_SIGN, Finding, Pair
from leaflets.checks.tokens import numbers_beside
from leaflets.content.model import PLACEHOLDER
from leaflets.languages import Language

# Signs that turn adjacent text into a number or quantity; equivalent signs map to one.
_SIGNS = {
    "%": "%", "٪": "%", "﹪": "%", "％": "%", "‰": "‰", "؉": "‰", "‱": "‱", "؊": "‱",
    "⁄": "⁄", "∕": "⁄", "№": "№", "ℓ": "ℓ", "µ": "µ", "℃": "℃", "℉": "℉",
}  # fmt: skip
_MU = "\u03bc"  # the Greek letter: a sign in every other script
_SQUARED_UNITS = re.compile(f"[{SQUARED_UNITS}]")
_ANY_SIGN = re.compile(f"[{''.join(_SIGNS)}{_MU}]|{_SQUARED_UNITS.pattern}")

# Scripts with spaces between words and no endings on figures: a letter next to a value is a slip.
_APART = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor"})
# Scripts whose endings, counters and postpositions directly follow a figure (Bengali ৫টি, Hindi 5वें).
_ENDINGS = frozenset({"Deva", "Beng", "Gujr", "Guru", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh"})
# Arabic و ف ب ك ل س ال and Hebrew ו ב כ ל מ ש ה are words that are joined to the next one.
_PREFIXES = {
    "Arab": re.compile("[وف]?(?:[بكلس]|ال|لل|[بك]ال)?ـ*"),
    "Hebr": re.compile("[ובכלמשה]{1,3}"),
}
# Languages in Latin script that put endings on figures (Basque 2026ko, Estonian 5aastane, German 2fach).
_LATIN_ENDINGS = {"eu": re.compile(r"\w*"), "et": re.compile(r"\w*"), "de": re.compile("fach")}
_WORD_BEFORE, _WORD_AFTER = re.compile(r"(?:[^\W\d_]|\u0640)*$"), re.compile(r"[^\W\d_]*")
_TATWEEL, _MARKS = "\u0640", frozenset(".,٫٬−")
# "24 heures sur 24", "7 giorni su 7" and "24h/24" repeat one number.
_OUT_OF = re.compile(r"\b(\d+)(\s*[^\W\d]*)\s*(?:/|\bsu|\bsur)\s*\1\b")
# "Day and night" is 24 hours in many languages, or 24/7.
_DAY_AND_NIGHT, _HOURS = re.compile(r"\bday and night\b|\baround the clock\b", re.IGNORECASE), ("24", "7")
# A point, comma or minus before a value changes it: .5, ,5, −5.
_SIGN_BEFORE = re.compile(r"(?:(?<!\S)[.,٫٬]|[−])$")


def added_number(pair: Pair) -> Iterator[Finding]:
    """Find numbers, number signs and fractions that the source lacks, in any digits."""
    if not (any(map(str.isnumeric, pair.target.bare)) or _ANY_SIGN.search(pair.target.bare)):
        return
    if _is_sample(pair.source.bare) and _figures(pair.source.bare) == _figures(pair.target.bare):
        return
    # Counted, because a number that both texts have may be repeated in one of them.
    target = _OUT_OF.sub(r"\1\2", pair.target.bare)
    gained = Counter(numbers_beside(target, pair.source.bare))
    gained -= Counter(numbers_beside(pair.source.bare, target))
    if _DAY_AND_NIGHT.search(pair.source.bare):
        gained -= Counter(_HOURS)
    if gained:
        listed = ", ".join(sorted(gained.elements()))
        yield Finding(f"the number {listed} is not in the source")
    signs = Counter(_signs(pair.target.bare, pair.language))
    signs -= Counter(_signs(pair.source.bare, pair.source.language))
    if signs:
        yield Finding(f"the sign {' '.join(sorted(signs))} is not in the source")


def _is_sample(text: str) -> bool:
    """Tell whether a text is only a number, as a sample of how a language writes it (1’234.5)."""
    return not any(letter.isalpha() or letter == VALUE_SIGN for letter in text)


def _figures(text: str) -> list[int]:
    return [unicodedata.decimal(letter) for letter in text if unicodedata.category(letter) == "Nd"]


def _signs(text: str, language: Language) -> Iterator[str]:
    """Yield the signs of a text that form numbers or units: fractions, circled or Roman numbers, %."""
    for letter in text:
        if letter.isascii() and letter != "%":
            continue
        if letter in _SIGNS:
            yield _SIGNS[letter]
        elif letter == _MU and language.script != "Grek":
            yield "µ"
        elif unicodedata.category(letter) in ("Nl", "No") or _SQUARED_UNITS.match(letter):
            yield letter


def touching(pair: Pair) -> Iterator[Finding]:
    """Find placeholders with an adjacent digit, letter or placeholder that changes the value.

    What is adjacent in the source may be adjacent in the translation. Scripts without spaces between words
    are skipped, and so are endings and prefixes that a language joins to figures.
    """
    if "{" not in pair.target.text:
        return
    source = _neighbours(pair.source.text)
    for name, before, after in _neighbours(pair.target.text):
        own = [each for each in source if each.name == name]
        fault = _fault_before(before)
        if fault and not _is_allowed(fault, {_kind(each.before[-1:]) for each in own}, pair):
            yield Finding(f'{fault.words} touches {{{name}}} in "{before[-12:]}{{{name}}}"')
        fault = _fault_after(after, pair.language)
        if fault and not _is_allowed(fault, {_kind(each.after[:1]) for each in own}, pair):
            yield Finding(f'{fault.words} touches {{{name}}} in "{{{name}}}{after[:12]}"')


class _Neighbours(NamedTuple):
    """A placeholder with the text before and after it, or a brace for an adjacent placeholder."""

    name: str
    before: str
    after: str


class _Fault(NamedTuple):
    """What is wrongly adjacent to a value: its kind, and its description in messages."""

    kind: str
    words: str


def _is_allowed(fault: _Fault, kinds: set[str], pair: Pair) -> bool:
    """Tell whether the source has the same kind of neighbour, or two parts of a date are adjacent."""
    # Chinese and Japanese write dates without spaces: {year}年{month}{day}日.
    return fault.kind in kinds or (fault.kind == "value" and pair.message.context == "date")


def _neighbours(text: str) -> list[_Neighbours]:
    """List the placeholders of a text, each with the visible text around it."""
    # The pattern has one group, so every second part is a name.
    parts = PLACEHOLDER.split(text)
    texts = [_visible(without_markup(part)) if at % 2 == 0 else part for at, part in enumerate(parts)]
    last = len(parts) - 1
    return [
        _Neighbours(
            texts[at],
            texts[at - 1] or ("}" if at > 1 else ""),
            texts[at + 1] or ("{" if at + 1 < last else ""),
        )
        for at in range(1, last, 2)
    ]


def _visible(text: str) -> str:
    """Remove invisible format characters: isolates, joiners, soft hyphens."""
    if text.isascii():
        return text
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


def _kind(letter: str) -> str:
    """Classify a character next to a placeholder; empty for a space, a bracket or no character."""
    if letter in ("{", "}"):
        return "value"
    if letter and letter in _MARKS:
        return "mark"
    category = unicodedata.category(letter)[0] if letter else ""
    return {"N": "digit", "L": "word", "M": "word"}.get(category, "")


def _fault_before(text: str) -> _Fault | None:
    """Find a fault at the end of a text that comes before a value; None if there is none."""
    letter, kind = text[-1:], _kind(text[-1:])
    if kind == "value":
        return _Fault(kind, "another value")
    if kind == "digit":
        return _Fault(kind, f'the digit "{letter}"')
    if mark := _SIGN_BEFORE.search(text):
        return _Fault("mark", f'the mark "{mark[0]}"')
    word = _WORD_BEFORE.search(text)
    if word is None or not word[0]:
        return None
    # A tatweel, which stretches an Arabic prefix up to the figure, has the script Common in UAX #24.
    code = script(word[0][-1]) if word[0][-1] != _TATWEEL else "Arab"
    prefix = _PREFIXES.get(code)
    is_wrong = not prefix.fullmatch(word[0]) if prefix else code in _APART | _ENDINGS
    return _Fault(kind, f'the word "{word[0]}"') if is_wrong else None


def _fault_after(text: str, language: Language) -> _Fault | None:
    """Find a fault at the start of a text that comes after a value; None if there is none."""
    letter, kind = text[:1], _kind(text[:1])
    if kind == "value":
        return _Fault(kind, "another value")
    if kind == "digit":
        return _Fault(kind, f'the digit "{letter}"')
    word = _WORD_AFTER.match(text)
    if word is None or not word[0]:
        return None
    code = script(word[0][0])
    allowed = _LATIN_ENDINGS.get(language.code)
    if code == "Latn" and allowed and allowed.fullmatch(word[0]):
        return None
    # Persian, Kurdish and Urdu put endings on figures; Arabic and Hebrew do not.
    is_apart = code in _APART or code == "Hebr" or (code == "Arab" and language.code == "ar")
    return _Fault(kind, f'the word "{word[0]}"') if is_apart else None
