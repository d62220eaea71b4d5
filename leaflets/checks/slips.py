"""Slips of a tired hand: words and sentences that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.characters import without_markup
from leaflets.checks.check import VALUE_SIGN, Finding, Pair
from leaflets.checks.sentences import marks_every_end
from leaflets.content.model import PLACEHOLDER

_WORDS = re.compile(r"[^\W\d_][\w\u0300-\u036f\u0900-\u0963\u064b-\u065f\u0670\u200c\u200d'’-]*")
# Where no spaces divide words a doubled part is long enough to be no reduplication (看看, ช้าๆ).
_TWICE = {"Hani": re.compile(r"([\u3400-\u9fff]{2,})\1"), "Thai": re.compile(r"([\u0e00-\u0e7f]{5,})[ ]?\1")}
_SCRIPTS = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Thai": "Thai"}
# Two sentences that share this part of their words are the same one, said twice.
_SAME_SHARE = 0.8
_SHORTEST_SENTENCE, _SHORTEST_UNSPACED, _SHORTEST_UNMARKED = 3, 5, 25


def doubled_word(pair: Pair) -> Iterator[Finding]:
    """Find a word, or in scripts without spaces a part, that stands twice in a row."""
    text = PLACEHOLDER.sub(f" {VALUE_SIGN} ", without_markup(pair.target.text))
    if pattern := _TWICE.get(_SCRIPTS.get(pair.language.script, "")):
        match = pattern.search(text)
        # 一步一步 is one step after another.
        if match and not match[1].startswith("一"):
            yield Finding(f'"{match[1]}" stands twice', subject=match[1])
        return
    source = {word.casefold() for word in _doubled(pair.source.bare)}
    for word in _doubled(text):
        if word.casefold() not in source and not _may_stand_twice(word, pair):
            yield Finding(f'the word "{word}" stands twice', subject=word)


def doubled_sentence(pair: Pair) -> Iterator[Finding]:
    """Find a sentence that says again what one before it said."""
    said: list[frozenset[str]] = []
    spaced = pair.language.script not in _SCRIPTS
    # What Thai has between two spaces may be a word in quotation marks.
    unspaced = _SHORTEST_UNSPACED if marks_every_end(pair.language) else _SHORTEST_UNMARKED
    shortest = _SHORTEST_SENTENCE if spaced else unspaced
    for sentence in pair.target.sentences:
        text = sentence.casefold()
        words = frozenset(
            _WORDS.findall(text) if spaced else (text[at : at + 2] for at in range(len(text) - 1))
        )
        if len(words) >= shortest and any(_is_same(words, each) for each in said):
            yield Finding(f'"{sentence}" is said twice', subject=sentence)
        said.append(words)


def _doubled(text: str) -> Iterator[str]:
    """Yield the words that follow themselves with nothing but a space between."""
    before = None
    for match in _WORDS.finditer(text):
        if (
            before
            and before[0].casefold() == match[0].casefold()
            and text[before.end() : match.start()].isspace()
        ):
            yield match[0]
        before = match


def _may_stand_twice(word: str, pair: Pair) -> bool:
    """Tell whether a word may follow itself, as a phrase of the lexicon or by the habits of a language.

    Hindi and Urdu say a word twice for "each" or "very" (अलग अलग), German a pronoun after an article (die
    die).
    """
    known = pair.target.lexicon
    if known is None:
        return True
    reading = known.read(f"{word} {word}")
    is_phrase = len(reading.mentions) == 1 and len(reading.mentions[0].concepts) > 0
    doubles = pair.language.script in ("Deva", "Aran") and bool(known.read(word).mentions)
    return (
        is_phrase
        or doubles
        or (pair.language.code == "de" and word.casefold() in ("die", "das", "der", "sie"))
    )


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_SHARE * max(len(one), len(other))
