"""What words say, one data file per language: the concepts that each word or phrase may express.

In: ``assets/lexicons/<tag>.yaml``, and a workspace's own words (``data/lexicons/<tag>.yaml``). Out: the
concepts that a text mentions, and its words that no entry knows. The two languages of a message are compared
by their concepts alone (:mod:`leaflets.checks.meaning`), so no bilingual dictionary is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

import unicodedata2 as unicodedata

from leaflets.content.lexicons import LexiconFile, names, package_lexicon
from leaflets.languages import Language

GAP = " … "  # in a phrase with two separate ends: "not … but"
# Letters and their marks: Python's \w does not match vowel signs (UAX #29, WB4).
_LETTER = (
    r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u097f"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d]"
)
_WORD = re.compile(rf"{_LETTER}+(?:['’-]{_LETTER}+)*")
# A Thai vowel or tone mark changes the syllable of the letters before it.
_THAI_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ئ": "ي", "ؤ": "و", "ى": "ي", "ۓ": "ے", "ۂ": "ہ"}
)
_THAT_NOT = re.compile(r"(?<!\w)([وف]?)ألا(?!\w)")
_ARABIC_MARKS = dict.fromkeys((*range(0x0610, 0x061B), 0x0640, *range(0x064B, 0x0660), 0x0670))
# What may join the parts of a compound (German -s-, -n-, -en-), and the longest ending behind the last.
_LINKS, _ENDING = ("", "s", "n", "en", "e", "es", "er", "ens"), 2
_SHORTEST_PART = 3
# How many letters of an entry it is found by.
_KEY = 5
# Between two ways to divide a text without spaces the one with fewer words wins, and a letter that belongs to
# no word is worse than two words more.
_UNKNOWN_LETTER = 2.5


class Mention(NamedTuple):
    """A word or phrase of a text: where it stands in the folded text, and the concepts that it may express.

    ``certain`` are those of them that are not doubtful; one without any may as well express nothing.
    """

    start: int
    end: int
    concepts: frozenset[str]
    certain: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """What a text mentions, in order, and its words that the lexicon does not know."""

    text: str
    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]

    def words_of(self, mention: Mention) -> str:
        """Cut the words of a mention out of the folded text."""
        return self.text[mention.start : mention.end]


@dataclass(slots=True)
class _Meaning:
    """What is collected for one word while a lexicon is built."""

    certain: set[str] = field(default_factory=set)
    uncertain: set[str] = field(default_factory=set)
    ignored: bool = False

    def mention(self, start: int, end: int) -> Mention:
        """Make a mention of a place in a text."""
        certain = frozenset() if self.ignored else frozenset(self.certain - self.uncertain)
        return Mention(start, end, frozenset(self.certain | self.uncertain), certain)

    def joined(self, other: _Meaning) -> _Meaning:
        """Combine what two entries say of one text: it may say what either says."""
        ignored = self.ignored or other.ignored
        return _Meaning(self.certain | other.certain, self.uncertain | other.uncertain, ignored)


@dataclass
class _Pattern:
    """A word or phrase and what it may say.

    ``head`` is the text that it begins with, ``tail`` what its last word has to have: a text without them is
    not searched. ``literal`` is its length without stars: the longest wins.
    """

    head: str
    tail: str
    expression: str
    literal: int
    meaning: _Meaning

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression: of the thousands of a lexicon a text needs a few."""
        return re.compile(self.expression)

    def joined(self, other: _Pattern) -> _Pattern:
        """Combine two patterns of one text."""
        return _Pattern(
            self.head, self.tail, self.expression, self.literal, self.meaning.joined(other.meaning)
        )


class _Step(NamedTuple):
    """A step through a text without spaces: to ``end``, over the words of an entry or one letter of none."""

    end: int
    pattern: _Pattern | None = None


class Lexicon:
    """The words of one language by what they say, ready for reading texts.

    ``concepts`` are the names of all concepts, ``groups`` the parts of the names before the full stop.
    """

    def __init__(self, source: LexiconFile) -> None:
        self.language = source.language
        self.concepts = names(source)
        self.groups = frozenset(name.partition(".")[0] for name in self.concepts)
        self._spaced = source.spaced
        self._folds = source.fold
        self._prefix = re.compile(source.prefix) if source.prefix else None
        self._suffix = f"(?:{source.suffix})?" if source.suffix else ""
        # Arabic joins up to four letters: "and with the …". The longest is tried first.
        self._prefix_lengths = (4, 3, 2, 1) if source.prefix else ()
        meanings = self._meanings(source)
        # The longest first, as everywhere.
        gapped = sorted((word for word in meanings if GAP in word), key=len, reverse=True)
        self._gaps = [self._gap(word, meanings[word]) for word in gapped]
        self._index = self._indexed({word: found for word, found in meanings.items() if GAP not in word})
        self._parts = self._compound_parts(meanings) if source.compounds else {}

    def _meanings(self, source: LexiconFile) -> dict[str, _Meaning]:
        """Collect what each word may say, by its folded form."""
        found: dict[str, _Meaning] = {}
        for concept, words in source.concepts.items():
            for word in words:
                meaning = found.setdefault(self.fold(word), _Meaning())
                (meaning.uncertain if concept.endswith("?") else meaning.certain).add(concept.rstrip("?"))
        for taught in source.taught:
            found.setdefault(self.fold(taught.word), _Meaning()).certain.add(taught.concept)
        for word in source.ignore:
            found.setdefault(self.fold(word), _Meaning()).ignored = True
        return found

    def fold(self, text: str) -> str:
        """Bring a text to the form in which words are compared."""
        if text.isascii():
            return text.casefold()
        text = unicodedata.normalize("NFC", text).casefold()
        if "accents" in self._folds:
            # The acute of Spanish vowels only: ñ and ü are letters of their own.
            text = unicodedata.normalize("NFC", re.sub(r"(?<=[aeiou])\u0301", "", _decomposed(text)))
        if "arabic" in self._folds:
            # "that not" is written as one word, which would otherwise look like "except".
            text = text.translate(_ARABIC_MARKS)
            text = (_THAT_NOT.sub(r"\1ان لا", text) if "ألا" in text else text).translate(_ARABIC)
        if "devanagari" in self._folds:
            # The nukta is often left out, and candrabindu and anusvara are interchangeable.
            text = _decomposed(text).replace("\u093c", "").replace("\u0901", "\u0902")
        return text

    def read(self, text: str) -> Reading:
        """Read a text: the concepts that it mentions, and its words that no entry knows."""
        folded = self.fold(text)
        # Phrases with a gap first: their ends ("not … but") mean something else on their own.
        rest, mentions = self._take_gaps(folded)
        unknown: list[str] = []
        for found in self._scan_words(rest) if self._spaced else self._segment(rest):
            if isinstance(found, str):
                unknown.append(found)
            elif found.concepts:
                mentions.append(found)
        return Reading(folded, tuple(sorted(mentions, key=lambda each: each[:2])), tuple(unknown))

    def _take_gaps(self, text: str) -> tuple[str, list[Mention]]:
        """Find the phrases with a gap, and blank out their ends."""
        found: list[Mention] = []
        for regex, meaning in self._gaps:
            while match := regex.search(text):
                found.append(meaning.mention(match.start(1), match.end(1)))
                for group in (1, 2):
                    start, end = match.span(group)
                    text = text[:start] + " " * (end - start) + text[end:]
        return text, found

    def _scan_words(self, text: str) -> Iterator[Mention | str]:
        """Yield the entries of a text with spaces, the longest at each place, and the words that are none."""
        at = 0
        while word := _WORD.search(text, at):
            start = word.start()
            pattern, end = self._at(text, start)
            if pattern is not None:
                yield pattern.meaning.mention(start, end)
                at = end
                continue
            at = word.end()
            parts = self._divided(word[0]) if self._parts else ()
            yield from (each.mention(start, at) for each in parts)
            if not parts and any(map(str.isalpha, word[0])):
                yield word[0]

    def _segment(self, text: str) -> Iterator[Mention | str]:
        """Divide a text without spaces into the fewest entries that leave the fewest letters over."""
        at = rest = 0
        for end, pattern in self._cheapest_steps(text):
            if pattern is not None:
                yield from _words_in(text[rest:at])
                yield pattern.meaning.mention(at, end)
                rest = end
            at = end
        yield from _words_in(text[rest:])

    def _cheapest_steps(self, text: str) -> list[_Step]:
        """Find the cheapest way through a text, from its end to its start (dynamic programming)."""
        size = len(text)
        cost: list[float] = [0.0] * (size + 1)
        steps: list[_Step] = [_Step(0)] * size
        for at in range(size - 1, -1, -1):
            cost[at], steps[at] = (
                cost[at + 1] + (_UNKNOWN_LETTER if _is_letter(text[at]) else 0),
                _Step(at + 1),
            )
            for pattern, end in self._matches(text, at):
                before = steps[at]
                if cost[end] + 1 < cost[at]:
                    cost[at], steps[at] = cost[end] + 1, _Step(end, pattern)
                elif before.end == end and before.pattern is not None:
                    steps[at] = _Step(end, before.pattern.joined(pattern))
        found: list[_Step] = []
        at = 0
        while at < size:
            found.append(steps[at])
            at = steps[at].end
        return found

    def _at(self, text: str, at: int) -> tuple[_Pattern | None, int]:
        """Find the longest entry at a place, with or without a prefix, and where it ends."""
        best, end = self._longest(text, at)
        if self._prefix:
            for length in self._prefix_lengths:
                if self._prefix.fullmatch(text, at, at + length):
                    other, other_end = self._longest(text, at + length)
                    if other and other_end > end:
                        best, end = other, other_end
        return best, end

    def _longest(self, text: str, at: int) -> tuple[_Pattern | None, int]:
        """Find the entry that begins at a place and is longest; of two, the one with fewer stars."""
        best, best_end = None, at
        for pattern, end in self._matches(text, at):
            if best is None or (end, pattern.literal) > (best_end, best.literal):
                best, best_end = pattern, end
            elif (end, pattern.literal) == (best_end, best.literal):
                best = best.joined(pattern)
        return best, best_end

    def _matches(self, text: str, at: int) -> Iterator[tuple[_Pattern, int]]:
        for length in range(_KEY, -1, -1):
            for pattern in self._index.get(text[at : at + length], ()) if at + length <= len(text) else ():
                is_there = text.startswith(pattern.head, at) and text.find(pattern.tail, at) >= 0
                if is_there and (match := pattern.regex.match(text, at)):
                    yield pattern, match.end()

    def _divided(self, word: str) -> tuple[_Meaning, ...]:
        """Divide a compound into words of the lexicon; empty if it is none."""
        best: dict[int, tuple[_Meaning, ...]] = {0: ()}
        for at in range(len(word)):
            if at not in best:
                continue
            for length in range(_SHORTEST_PART, len(word) - at + 1):
                meaning = self._parts.get(word[at : at + length])
                if meaning is None:
                    continue
                for link in _LINKS:
                    end = at + length + len(link)
                    if word.startswith(link, at + length) and (
                        end not in best or len(best[end]) > len(best[at]) + 1
                    ):
                        best[end] = (*best[at], meaning)
        ends = [end for end in best if len(word) - end <= _ENDING and len(best[end]) > 1]
        return best[max(ends)] if ends else ()

    @staticmethod
    def _compound_parts(meanings: Mapping[str, _Meaning]) -> dict[str, _Meaning]:
        """Collect the words that may be part of a compound, without stars."""
        parts = {word.strip("*"): each for word, each in meanings.items() if " " not in word}
        return {word: each for word, each in parts.items() if len(word) >= _SHORTEST_PART}

    def _indexed(self, meanings: Mapping[str, _Meaning]) -> dict[str, tuple[_Pattern, ...]]:
        """Index the words by their first letters, so that few patterns are tried at each place."""
        index: dict[str, list[_Pattern]] = {}
        for word, meaning in meanings.items():
            head = re.split(r"[*$ ]", word, maxsplit=1)[0]
            tail = word.removesuffix("$").rpartition(" ")[2].strip("*").partition("*")[0]
            pattern = _Pattern(head, tail, self._expression(word), len(word.replace("*", "")), meaning)
            index.setdefault(head[:_KEY], []).append(pattern)
        return {first: tuple(found) for first, found in index.items()}

    def _gap(self, word: str, meaning: _Meaning) -> tuple[re.Pattern[str], _Meaning]:
        """Compile a phrase with a gap: its ends are groups 1 and 2, in one sentence."""
        first, second = (self._expression(part) for part in word.split(GAP))
        before = f"(?<!{_LETTER})" if self._spaced else ""
        lead = f"(?:{self._prefix.pattern})" if self._prefix else ""
        return re.compile(f"{before}{lead}({first})[^.!?؟۔।。]*?{before}({second})"), meaning

    def _expression(self, word: str) -> str:
        """Write the pattern of a word or phrase; brackets and quotation marks may separate its words."""
        prefix = f"(?:{self._prefix.pattern})?" if self._prefix else ""
        between = rf"{self._suffix}[\s,()«»“”\"]*[\s-]+[(«“\"]?{prefix}"
        plain = re.escape(word.removesuffix("$"))
        letters = plain.replace(r"\*", f"{_LETTER}*").replace(r"\ ", between) + self._suffix
        letters += r"(?=[\s.!?؟۔।。]*$)" if word.endswith("$") else ""
        if not self._spaced:
            return f"{letters}(?!{_THAI_MARK})"
        return letters if word.endswith("*") else f"{letters}(?!{_LETTER})"


def _words_in(text: str) -> Iterator[str]:
    """Yield the runs of letters in a part of a text that no entry covers."""
    yield from (run for run in _WORD.findall(text) if any(map(str.isalpha, run)))


def _is_letter(char: str) -> bool:
    return char.isalpha() or re.match(_THAI_MARK, char) is not None


def _decomposed(text: str) -> str:
    return str(unicodedata.normalize("NFD", text))


class Lexicons:
    """The lexicons of all languages: the package's, with the words that a workspace adds to them.

    ``own`` are those of the workspace, by the tag of their language.
    """

    def __init__(self, own: Mapping[str, LexiconFile] = MappingProxyType({})) -> None:
        self._own = own
        self._made: dict[str, Lexicon | None] = {}

    def find(self, language: Language) -> Lexicon | None:
        """Find the lexicon of a language; None if neither the package nor the workspace has one."""
        if language.tag not in self._made:
            self._made[language.tag] = self._make(language)
        return self._made[language.tag]

    def _make(self, language: Language) -> Lexicon | None:
        shipped = package_lexicon(language)
        own = self._own.get(language.tag) or self._own.get(language.code)
        if own is None:
            return _of_package(language) if shipped else None
        return Lexicon(shipped.extended(own) if shipped else own)


@cache
def _of_package(language: Language) -> Lexicon:
    """Make the package's own lexicon of a language, once for a process."""
    found = package_lexicon(language)
    if found is None:
        raise LookupError(language.tag)
    return Lexicon(found)
