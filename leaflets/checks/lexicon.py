"""What words mean, one data file per language: negations, sides, numbers, units, opposites.

In: ``assets/lexicons/<tag>.yaml``. Out: how often a sentence expresses each concept. The two languages of a
message are compared by these counts alone, so no bilingual dictionary is needed. Words may be uncertain
(``concept?``), so a count is a range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

import unicodedata2 as unicodedata

from leaflets.content.model import Model
from leaflets.content.reading import read
from leaflets.languages import Language

Fold = Literal["accents", "arabic", "devanagari"]
GAP = " … "  # in a phrase with two separate ends: "not … but"
# Letters and their marks: Python's \w does not match vowel signs (UAX #29, WB4).
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u097f\u200c\u200d]"
_WORD = re.compile(f"{_LETTER}+")
# A Thai vowel or tone mark changes the syllable of the letters before it.
_THAI_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ئ": "ي", "ؤ": "و", "ى": "ي", "ۓ": "ے", "ۂ": "ہ"}
)
_THAT_NOT = re.compile(r"(?<!\w)([وف]?)ألا(?!\w)")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")


class ConceptCount(NamedTuple):
    """How often a concept is expressed: at least and at most."""

    low: int = 0
    high: int = 0

    def plus(self, other: ConceptCount) -> ConceptCount:
        """Add two counts."""
        return ConceptCount(self.low + other.low, self.high + other.high)


ConceptCounts = Mapping[str, ConceptCount]


class LexiconFile(Model):
    """``assets/lexicons/<tag>.yaml``, as it is written.

    ``concepts`` lists the words and phrases of each concept, a group and a pole (``side.left``). A concept
    with ``?`` may be meant, one with ``~`` is meant only if nothing else in the sentence means it. In a word
    ``*`` stands for letters, `` … `` for a gap, ``$`` for the end of the sentence. Phrases of ``ignore`` mean
    nothing ("not only"). ``spaced`` says that spaces separate words, ``prefix`` is a pattern of what may be
    joined to any word, and ``fold`` names what is left out before words are compared.
    """

    language: str
    spaced: bool = True
    fold: tuple[Fold, ...] = ()
    prefix: str = ""
    ignore: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A word or phrase and what it may mean; without ``concepts`` it is skipped.

    ``length`` is that of the word as written in the lexicon: longer ones are tried first.
    """

    regex: re.Pattern[str]
    length: int
    concepts: tuple[str, ...]

    def joined(self, other: _Pattern) -> _Pattern:
        """Combine two patterns of one text: it means what both mean, or nothing if either is skipped."""
        if not (self.concepts and other.concepts):
            return _Pattern(self.regex, self.length, ())
        return _Pattern(self.regex, self.length, _prefer_uncertain([*self.concepts, *other.concepts]))


class Lexicon:
    """The words of one language by meaning, ready for reading sentences.

    ``concepts`` are the names of all concepts, ``groups`` the parts of the names before the full stop.
    """

    def __init__(self, source: LexiconFile) -> None:
        self.language = source.language
        self.concepts = frozenset(_name_of(concept) for concept in source.concepts)
        self.groups = frozenset(name.partition(".")[0] for name in self.concepts)
        self._spaced = source.spaced
        self._folds = source.fold
        self._prefix = re.compile(source.prefix) if source.prefix else None
        # Arabic joins up to four letters: "and with the …". The longest is tried first.
        self._prefix_lengths = (4, 3, 2, 1) if source.prefix else ()
        meanings: dict[str, list[str]] = {self.fold(word): [] for word in source.ignore}
        for concept, words in source.concepts.items():
            for word in words:
                meanings.setdefault(self.fold(word), []).append(concept)
        self._add_uncertain_negations(meanings)
        self._gaps = [self._gap(word, names) for word, names in meanings.items() if GAP in word]
        self._index = self._indexed({word: names for word, names in meanings.items() if GAP not in word})

    def _add_uncertain_negations(self, meanings: dict[str, list[str]]) -> None:
        """Make negations optional in phrases ("not certain"), because the other text may say "uncertain"."""
        plain = {word for word, names in meanings.items() if "negation" in names and GAP not in word}
        for phrase, names in meanings.items():
            if not names or phrase in plain or any(name.startswith(("negation", "hardly")) for name in names):
                continue
            parts = phrase.split() if self._spaced else [word for word in plain if word in phrase]
            if plain.intersection(parts):
                names.append("negation?")

    def fold(self, text: str) -> str:
        """Bring a text to the form in which words are compared."""
        text = unicodedata.normalize("NFC", text).casefold()
        if "accents" in self._folds:
            # The acute of Spanish vowels only: ñ and ü are letters of their own.
            text = unicodedata.normalize("NFC", re.sub(r"(?<=[aeiou])\u0301", "", _decomposed(text)))
        if "arabic" in self._folds:
            # "that not" is written as one word, which would otherwise look like "except".
            text = _THAT_NOT.sub(r"\1ان لا", _ARABIC_MARKS.sub("", text)).translate(_ARABIC)
        if "devanagari" in self._folds:
            # The nukta is often left out, and candrabindu and anusvara are interchangeable.
            text = _decomposed(text).replace("\u093c", "").replace("\u0901", "\u0902")
        return text

    def count_concepts(self, sentence: str) -> dict[str, ConceptCount]:
        """Count the concepts that a sentence expresses, by name."""
        text = self.fold(sentence)
        found: dict[str, ConceptCount] = {}
        weak: list[str] = []
        # Phrases with a gap first: their ends ("not … but") mean something else on their own.
        text = self._take_gaps(text, found, weak)
        for pattern in self._scan(text):
            _note(pattern.concepts, found, weak)
        for concept in weak:
            there = found.get(concept, ConceptCount())
            found[concept] = there.plus(ConceptCount(0 if there.low else 1, 1))
        return found

    def _take_gaps(self, text: str, found: dict[str, ConceptCount], weak: list[str]) -> str:
        """Count the phrases with a gap, and blank out their ends."""
        for regex, concepts in self._gaps:
            while match := regex.search(text):
                _note(concepts, found, weak)
                for group in (1, 2):
                    start, end = match.span(group)
                    text = text[:start] + " " * (end - start) + text[end:]
        return text

    def _scan(self, text: str) -> Iterator[_Pattern]:
        """Yield the patterns of a text from its start, the longest at each place, without overlaps."""
        at = 0
        while at < len(text):
            pattern, end = self._at(text, at)
            if pattern is not None:
                yield pattern
                at = end
            elif self._spaced:
                at = _next_word(text, at)
            else:
                at += 1

    def _at(self, text: str, at: int) -> tuple[_Pattern | None, int]:
        """Find the longest word at a place, with or without a prefix, and where it ends."""
        best, end = self._longest(text, at)
        if self._prefix:
            for length in self._prefix_lengths:
                if self._prefix.fullmatch(text, at, at + length):
                    other, other_end = self._longest(text, at + length)
                    if other and other_end > end:
                        best, end = other, other_end
        return best, end

    def _longest(self, text: str, at: int) -> tuple[_Pattern | None, int]:
        """Find the longest word that begins at a place, and where it ends."""
        # Patterns are sorted longest first, but one with a star may match more than its length.
        best, end = None, at
        for pattern in self._index.get(text[at : at + 1], ()):
            match = pattern.regex.match(text, at)
            if match and match.end() > end:
                best, end = pattern, match.end()
            elif match and best and match.end() == end:
                best = best.joined(pattern)  # "improbable" and "improbable*" mean what both say
        return best, end

    def _indexed(self, meanings: Mapping[str, list[str]]) -> dict[str, tuple[_Pattern, ...]]:
        """Index the words by their first letter, so that few patterns are tried at each place."""
        index: dict[str, list[_Pattern]] = {}
        for word, names in meanings.items():
            pattern = _Pattern(re.compile(self._regex(word)), len(word), _prefer_uncertain(names))
            # Only languages in Latin script have endings that are searched for (English "*n't").
            firsts = "abcdefghijklmnopqrstuvwxyzäöü" if word.startswith("*") else word[0]
            for first in firsts:
                index.setdefault(first, []).append(pattern)
        return {first: tuple(sorted(found, key=lambda each: -each.length)) for first, found in index.items()}

    def _gap(self, word: str, names: list[str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
        """Compile a phrase with a gap: its ends are groups 1 and 2, in one sentence."""
        first, second = (self._regex(part) for part in word.split(GAP))
        before = f"(?<!{_LETTER})" if self._spaced else ""
        lead = f"(?:{self._prefix.pattern})" if self._prefix else ""
        return re.compile(f"{before}{lead}({first})[^.!?؟]*?{before}({second})"), _prefer_uncertain(names)

    def _regex(self, word: str) -> str:
        """Write the pattern of a word or phrase; brackets and quotation marks may separate its words."""
        plain = re.escape(word.removesuffix("$"))
        letters = plain.replace(r"\*", f"{_LETTER}*").replace(r"\ ", r"[\s,()«»“”\"]*[\s-]+[(«“\"]?")
        letters += r"(?=\s*$)" if word.endswith("$") else ""
        if not self._spaced:
            return f"{letters}(?!{_THAI_MARK})"
        return letters if word.endswith("*") else f"{letters}(?!{_LETTER})"


def _note(concepts: tuple[str, ...], found: dict[str, ConceptCount], weak: list[str]) -> None:
    """Count concepts; weak ones are set aside until the rest of the sentence has been read."""
    for concept in concepts:
        name = _name_of(concept)
        if concept.endswith("~"):
            weak.append(name)
        else:
            found[name] = found.get(name, ConceptCount()).plus(
                ConceptCount(0 if concept.endswith("?") else 1, 1)
            )


def _prefer_uncertain(names: list[str]) -> tuple[str, ...]:
    """Drop the certain meaning of a word if it is listed as uncertain too."""
    uncertain = {_name_of(name) for name in names if name[-1] in "?~"}
    return tuple(dict.fromkeys(name for name in names if name not in uncertain))


def _name_of(concept: str) -> str:
    """Take off the mark by which a lexicon says that a concept is uncertain (``?``) or weak (``~``)."""
    return concept.rstrip("?~")


def _decomposed(text: str) -> str:
    return str(unicodedata.normalize("NFD", text))


def _next_word(text: str, at: int) -> int:
    """Find the start of the next word after the one at a place; the end of the text if there is none."""
    word = _WORD.match(text, at)
    at = word.end() if word else at + 1
    following = _WORD.search(text, at)
    return following.start() if following else len(text)


@cache
def lexicon(language: Language) -> Lexicon | None:
    """Load the lexicon of a language, by its tag or by the bare language; None if there is none."""
    for tag in dict.fromkeys((language.tag, language.code)):
        source = files("leaflets") / "assets" / "lexicons" / f"{tag}.yaml"
        if source.is_file():
            return Lexicon(read(source.read_bytes(), f"{tag}.yaml", LexiconFile).value)
    return None
