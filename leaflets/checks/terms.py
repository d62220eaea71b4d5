"""The glossary: agreed translations that are not used, and words that are forbidden.

In: a catalog and the terms of ``data/glossary.yaml``. A term is matched without accents and vowel signs,
as the lexicon of the language folds them, and with plural endings in Latin script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from leaflets.catalogs.po import PoMessage
from leaflets.checks.check import CatalogView, Finding, quoted
from leaflets.checks.lexicon import lexicon
from leaflets.languages import SOURCE_LANGUAGE, Language, language


def term_not_used(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find messages whose source has a term and whose translation has none of its agreed words."""
    target, english = catalog.po.language, language(SOURCE_LANGUAGE)
    for term in catalog.terms:
        agreed = term.languages.get(target.tag)
        if agreed is None:
            continue
        for message in catalog.po.messages:
            if not message.is_finished or not _says(message.msgid, term.names, english):
                continue
            # One plural form with the term is enough.
            if not any(_says(text, agreed.use, target) for text in message.texts):
                wanted = " or ".join(agreed.use[:3])  # a hint is one line
                sentence = f'"{term.term}" is not translated as agreed in {quoted(message.texts[0])}'
                yield message, Finding(sentence, f"agreed: {wanted}")


def forbidden_term(catalog: CatalogView) -> Iterator[tuple[PoMessage, Finding]]:
    """Find words that the glossary forbids in the language, in fuzzy translations as well."""
    target = catalog.po.language
    for term in catalog.terms:
        agreed = term.languages.get(target.tag)
        if agreed is None:
            continue
        for word in agreed.forbid:
            for message in catalog.po.messages:
                if any(_says(text, (word,), target) for text in message.texts):
                    sentence = f'"{word}" is not to be used for "{term.term}"'
                    yield message, Finding(sentence, f"agreed: {agreed.use[0]}")


def _says(text: str, words: tuple[str, ...], language: Language) -> bool:
    return any(_pattern(word, language).search(_folded(text, language)) for word in words)


def _folded(text: str, language: Language) -> str:
    known = lexicon(language)
    return known.fold(text) if known else text.casefold()


@cache
def _pattern(word: str, language: Language) -> re.Pattern[str]:
    """Compile a term: whole words in Latin script, perhaps with a plural ending; else any part of a word.

    Other scripts join articles and prepositions to words (Arabic), or do not use spaces (Chinese).
    """
    letters = re.escape(_folded(word, language)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    if language.script == "Latn":
        return re.compile(rf"(?<!\w){letters}(?:e?n?s|es)?(?!\w)")
    return re.compile(letters)
