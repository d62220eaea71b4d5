"""Parts of the source left in a translation: whole texts and sentences, phrases, words in another script.

What :func:`source_left` and :func:`english_left` find cannot be a translation: names, lists of medicines and
words in brackets after their translation, which are the same in many languages, are left out. A person has to
judge what :func:`copied` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.characters import without_markup
from leaflets.checks.check import VALUE_SIGN, Finding, Pair, quoted
from leaflets.content.model import PLACEHOLDER

# Two Latin words, which any English sentence has: a quick test before the slow ones.
_LATIN = re.compile(r"[A-Za-z]+\W+[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
# The separators in a list of names; a part of several words is more than a name.
_SEPARATORS = re.compile(rf"[,;:·/()\[\]«»“”„\"–—{VALUE_SIGN}]|\band\b|\bor\b")
_SEVERAL = 3
_WORD = re.compile(r"[^\W\d_]{2,}")
# Names and terms of this many words ("Royal Example Hospital") are the same in many languages.
_LONGEST_NAME = 3
# Languages that share whole sentences with English: Scots, and the creoles of Nigeria and Jamaica.
_ENGLISH_LIKE = frozenset({"en", "sco", "pcm", "jam"})
_FUNCTION_WORDS = frozenset({
    "about", "after", "all", "and", "any", "are", "as", "at", "be", "been", "before", "but", "by", "can",
    "could", "do", "does", "during", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is",
    "it", "its", "may", "more", "most", "must", "not", "of", "on", "only", "or", "our", "should", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "until", "was",
    "we", "were", "what", "when", "where", "which", "who", "will", "with", "without", "would", "you",
    "your",
})  # fmt: skip
_SHORT = 3  # letters of an acronym that looks like a function word (IT, US, ALL)
# Latin words with single spaces between them: a run ends at any mark and any letter of another script.
_RUN = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ \u00a0][A-Za-z][A-Za-z'’-]*)*")
_BRACKETED = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
# "(filler of the bone)" is a term, "(may eat and drink with your family)" is not.
_LONGEST_TERM = 4


def copied(pair: Pair) -> Iterator[Finding]:
    """Find a source that was copied instead of translated, whole or in part."""
    source, target = _words(pair.source.text), _words(pair.target.text)
    # British and American English have most sentences in common.
    if not target or pair.language.code == pair.source.language.code:
        return
    if (source == target and len(source) > 1) or (source == target and source[0].islower()):
        yield Finding(f"{quoted(pair.target.text)} is the source itself")
    elif phrase := _shared(source, target):
        yield Finding(f'the words "{phrase}" were left as they are in the source')


def _words(text: str) -> list[str]:
    return _WORD.findall(without_markup(PLACEHOLDER.sub(" ", text)))


def _shared(source: list[str], target: list[str]) -> str:
    """Find the first run of words that both texts share and that is longer than a name; empty if none."""
    size = _LONGEST_NAME + 1
    there = {tuple(target[at : at + size]) for at in range(len(target) - size + 1)}
    for at in range(len(source) - size + 1):
        if tuple(source[at : at + size]) in there:
            return " ".join(source[at : at + size])
    return ""


def source_left(pair: Pair) -> Iterator[Finding]:
    """Find whole sentences of the source, of several words, in the translation."""
    source, language = pair.source.language, pair.language
    if language.code == source.code or (source.code == "en" and language.code in _ENGLISH_LIKE):
        return
    if source.script == "Latn" and not _LATIN.search(pair.target.bare):
        return
    # Spaces at both ends, so that only whole words match.
    said = f" {_joined(pair.target.bare)} "
    for sentence in dict.fromkeys(pair.source.sentences):
        words = _joined(PLACEHOLDER.sub(" ", sentence))
        if f" {words} " in said and _is_prose(sentence):
            yield Finding(f"{quoted(sentence)} was left as it is in the source")


def _joined(text: str) -> str:
    """Reduce a text to its words, without punctuation and capitals."""
    return " ".join(_LETTERS.findall(text.casefold()))


def _is_prose(sentence: str) -> bool:
    """Tell whether a sentence is more than a name or a list of names."""
    parts = [_LETTERS.findall(part) for part in _SEPARATORS.split(PLACEHOLDER.sub(VALUE_SIGN, sentence))]
    if max(map(len, parts)) < _SEVERAL:
        return False
    words = [word for part in parts for word in part]
    return any(word[0].islower() and len(word) > _SHORT for word in words) or any(
        word in _FUNCTION_WORDS for word in words
    )


def english_left(pair: Pair) -> Iterator[Finding]:
    """Find two or more English function words in a text of another script."""
    if pair.language.script == "Latn" or pair.source.language.code != "en":
        return
    text = _BRACKETED.sub(_without_term, pair.target.bare)
    found = [word for run in _RUN.findall(text) for word in _function_words(run)]
    if len(found) > 1:
        yield Finding(f"the English words {', '.join(dict.fromkeys(found))} stand in the text")


def _without_term(match: re.Match[str]) -> str:
    """Remove brackets that contain a term; keep those that contain a sentence."""
    return " " if len(match[1].split()) <= _LONGEST_TERM else match[0]


def _function_words(run: str) -> list[str]:
    """List the function words of a run of Latin words, unless the run is a name (College of the South)."""
    words = run.split()
    found = [word for word in words if word.casefold() in _FUNCTION_WORDS and not _is_acronym(word)]
    others = [word for word in words if word.casefold() not in _FUNCTION_WORDS]
    is_name = bool(others) and words[0] in others and all(word[0].isupper() for word in others)
    # In all capitals, names cannot be distinguished from sentences.
    return [] if is_name and not run.isupper() else found


def _is_acronym(word: str) -> bool:
    return word.isupper() and len(word) <= _SHORT and word not in ("THE", "AND", "YOU", "FOR", "NOT")
