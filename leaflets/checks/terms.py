"""The glossary: agreed translations that are not used, and words that are forbidden.

In: a catalog and the terms of ``data/glossary.yaml``. A term is matched without accents and vowel signs,
as the lexicon of the language folds them, and with plural endings in Latin script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflets.catalogs.po import PoMessage
from leaflets.checks.check import CatalogView, Finding, quoted
from leaflets.checks.lexicon import Lexicons
from leaflets.languages import SOURCE_LANGUAGE, Language, language

_SOURCE = language(SOURCE_LANGUAGE)


def term_not_used(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find messages whose source has a term and whose translation has none of its agreed words."""
    target, english = (_Speech(catalog.lexicons, each) for each in (catalog.po.language, _SOURCE))
    for term in catalog.terms:
        agreed = term.languages.get(catalog.po.language.tag)
        if agreed is None:
            continue
        for message in catalog.po.messages:
            if not message.is_finished or not english.says(message.msgid, term.names):
                continue
            # One plural form with the term is enough.
            if not any(target.says(text, agreed.use) for text in message.texts):
                wanted = " or ".join(agreed.use[:3])  # a hint is one line
                sentence = f'"{term.term}" is not translated as agreed in {quoted(message.texts[0])}'
                yield message, Finding(sentence, f"agreed: {wanted}", f"{term.id}: {' '.join(agreed.use)}")


def forbidden_term(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find words that the glossary forbids in the language, in fuzzy translations as well."""
    target = _Speech(catalog.lexicons, catalog.po.language)
    for term in catalog.terms:
        agreed = term.languages.get(catalog.po.language.tag)
        if agreed is None:
            continue
        for word in agreed.forbid:
            for message in catalog.po.messages:
                if any(target.says(text, (word,)) for text in message.texts):
                    sentence = f'"{word}" is not to be used for "{term.term}"'
                    yield message, Finding(sentence, f"agreed: {agreed.use[0]}", f"{term.id}: {word}")


class _Speech:
    """Finds the words of one language in texts, folded as its lexicon folds them."""

    def __init__(self, lexicons: Lexicons, language: Language) -> None:
        known = lexicons.find(language)
        self._fold = known.fold if known else str.casefold
        self._is_latin = language.script == "Latn"
        self._patterns: dict[str, re.Pattern[str]] = {}

    def says(self, text: str, words: tuple[str, ...]) -> bool:
        """Tell whether a text has one of the words or phrases."""
        folded = self._fold(text)
        return any(self._pattern(word).search(folded) for word in words)

    def _pattern(self, word: str) -> re.Pattern[str]:
        """Compile a term: whole words in Latin script, perhaps with a plural ending; else any part of a word.

        Other scripts join articles and prepositions to words (Arabic), or do not use spaces (Chinese).
        """
        if word not in self._patterns:
            letters = re.escape(self._fold(word)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
            whole = rf"(?<!\w){letters}(?:e?n?s|es)?(?!\w)" if self._is_latin else letters
            self._patterns[word] = re.compile(whole)
        return self._patterns[word]
