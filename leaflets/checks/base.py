"""What a check is: an id, a sentence, a severity, a hint, and a small pure function.

A check sees one text of a message beside its source (:class:`Pair`), or a whole catalog. It yields
:class:`Finding` values; where they stand in the PO file is found by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import without_markup
from leaflets.checks.lexicon import ConceptCount, Lexicon
from leaflets.checks.sentences import sentences
from leaflets.content.glossary import Term
from leaflets.diagnostics import Severity
from leaflets.document.speaking import COUNTED
from leaflets.languages import Language

BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a sentence; a hint or severity where it is not the check's own."""

    message: str
    hint: str = ""
    severity: Severity | None = None


@dataclass(eq=False)
class ReadText:
    """A text in a language, read once: its sentences, and what each of them says."""

    text: str
    language: Language
    lexicon: Lexicon | None

    @cached_property
    def bare(self) -> str:
        """Give the text as it is read, without markup; a placeholder is a mark that no word touches."""
        return without_markup(BRACES.sub(" ¤ ", self.text)).strip()

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """Give the sentences."""
        return sentences(without_markup(self.text), self.language)

    @cached_property
    def counts(self) -> tuple[dict[str, ConceptCount], ...]:
        """Count the concepts of each sentence."""
        if self.lexicon is None:
            return ()
        return tuple(self.lexicon.read(BRACES.sub(" ", each)) for each in self.sentences)

    @cached_property
    def total(self) -> dict[str, ConceptCount]:
        """Count the concepts of the whole text."""
        found: dict[str, ConceptCount] = {}
        for counts in self.counts:
            for concept, count in counts.items():
                found[concept] = found.get(concept, ConceptCount()).plus(count)
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation; ``form`` is the plural form.

    ``only`` is the number that the form stands for, where it stands for one number only.
    """

    source: ReadText
    target: ReadText
    message: PoMessage
    form: int = 0
    ratio: float = 1.0
    """How long translations of this catalog are, in parts of their sources."""
    only: int | None = None

    @property
    def unsaid(self) -> frozenset[str]:
        """Give the placeholders that the form may do without, as the Arabic dual does without its numeral."""
        return COUNTED if self.only is not None else frozenset()

    @property
    def language(self) -> Language:
        """Give the language of the translation."""
        return self.target.language


@dataclass(frozen=True, slots=True)
class CatalogView:
    """A whole catalog, for checks that look at more than one message."""

    po: PoFile
    terms: tuple[Term, ...] = ()
    certain: frozenset[str] = frozenset()
    """The checks that no comment switches off."""


PairCheck = Callable[[Pair], Iterator[Finding]]
CatalogCheck = Callable[[CatalogView], Iterator[tuple[PoMessage, Finding]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check in the table; ``needs`` is the group of a lexicon without which it cannot be made.

    ``certain`` checks cannot be wrong: they are made wherever a leaflet is made, and no comment switches
    them off. The others ask a person.
    """

    id: str
    sentence: str
    severity: Severity
    hint: str
    pair: PairCheck | None = None
    catalog: CatalogCheck | None = None
    needs: str = ""
    unfinished: bool = field(default=False)
    """Whether it looks at messages that are not yet translated, or fuzzy."""
    certain: bool = False


ReadTexts = Mapping[str, ReadText]


def short(text: str, length: int = 60) -> str:
    """Shorten a text for a message to people."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
