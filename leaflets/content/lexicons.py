"""Lexicons as they are written: what the words of a language say, concept by concept.

The package has one for each shipped language (``assets/lexicons/<tag>.yaml``); a workspace adds its own words
in ``data/lexicons/<tag>.yaml``, or a whole lexicon for another language. :mod:`leaflets.checks.lexicon` reads
texts with them; ``docs/lexicons.md`` leads through a new one.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from leaflets.content.model import LanguageTag, Model, PlacedError, Text
from leaflets.content.reading import read
from leaflets.languages import Language

Fold = Literal["accents", "arabic", "devanagari"]
# A group and a pole ("side.left"); a few groups have no poles ("negation").
Concept = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*(\.[a-z0-9-]+)?$")]
ConceptKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*(\.[a-z0-9-]+)?\??$")]


# Groups of concepts that only translations have: words that address the reader as a friend or a child, and
# words of neighbouring languages ("foreign.portuguese").
TARGET_GROUPS = frozenset({"address", "foreign"})


def _check_pattern(text: str) -> str:
    """Refuse what is no regular expression."""
    try:
        re.compile(text)
    except re.error as error:
        raise PlacedError(f"is no regular expression ({error})") from error
    return text


Pattern = Annotated[str, AfterValidator(_check_pattern)]


class Taught(Model):
    """A word that a person added when answering a question: it says ``concept``; who said so, and when."""

    word: Text
    concept: Concept
    by: Text
    on: date


class LexiconFile(Model):
    """A lexicon as it is written.

    ``concepts`` lists the words and phrases of each concept, a group and a pole (``side.left``). Those of a
    concept with ``?`` may say it or nothing. A word may stand under several concepts: then it may say any of
    them. In a word ``*`` stands for letters, `` … `` for a gap, ``$`` for the end of the sentence. Words and
    phrases of ``ignore`` say nothing on their own ("the", "not only"). ``spaced`` says that spaces separate
    words, ``prefix`` and ``suffix`` are patterns of what may be joined to any word, ``compounds`` says that
    words may be joined to new ones, and ``fold`` names what is left out before words are compared.
    ``taught`` are the words that people added, one by one.
    """

    language: LanguageTag
    spaced: bool = True
    fold: tuple[Fold, ...] = ()
    prefix: Pattern = ""
    suffix: Pattern = ""
    compounds: bool = False
    ignore: tuple[Text, ...] = ()
    concepts: dict[ConceptKey, tuple[Text, ...]] = Field(default_factory=dict)
    taught: tuple[Taught, ...] = ()

    def extended(self, own: LexiconFile) -> LexiconFile:
        """Add a workspace's words; how words are read stays as it is."""
        concepts = {key: (*words, *own.concepts.get(key, ())) for key, words in self.concepts.items()}
        concepts |= {key: words for key, words in own.concepts.items() if key not in concepts}
        added = {"ignore": (*self.ignore, *own.ignore), "concepts": concepts, "taught": own.taught}
        return self.model_copy(update=added)


def names(lexicon: LexiconFile) -> frozenset[str]:
    """Collect the concepts that a lexicon lists words for."""
    return frozenset(key.rstrip("?") for key in lexicon.concepts)


@cache
def package_lexicon(language: Language) -> LexiconFile | None:
    """Read the package's lexicon of a language, by its tag or by the bare language; None if there is none."""
    for tag in dict.fromkeys((language.tag, language.code)):
        source = files("leaflets") / "assets" / "lexicons" / f"{tag}.yaml"
        if source.is_file():
            return read(source.read_bytes(), f"{tag}.yaml", LexiconFile).value
    return None
