"""What a check is: an id, a sentence, a severity, a hint, and a small pure function.

A check sees one text of a message together with its source (:class:`Pair`), or a whole catalog
(:class:`CatalogView`). It yields :class:`Finding` values; the caller (:mod:`leaflets.checks.checker`) finds
their lines in the PO file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import without_markup
from leaflets.checks.lexicon import ConceptCount, Lexicon
from leaflets.checks.sentences import sentences
from leaflets.content.glossary import Term
from leaflets.content.model import PLACEHOLDER
from leaflets.diagnostics import Severity, shortened
from leaflets.document.speaking import COUNTED
from leaflets.languages import Language

# They stand for a placeholder, which becomes a word or a number: the first among words (ReadText.bare), the
# second, the object replacement character, where single characters are checked.
VALUE_SIGN, VALUE_OBJECT = "¤", "\ufffc"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a sentence, and a hint or severity if it is not that of the check."""

    message: str
    hint: str = ""
    severity: Severity | None = None


# Without frozen slots, because cached properties need a dictionary: most checks share the readings of a text.
@dataclass(eq=False)
class ReadText:
    """A text in a language, parsed once: its sentences, and the concepts in each of them."""

    text: str
    language: Language
    lexicon: Lexicon | None

    @cached_property
    def bare(self) -> str:
        """The text without markup, as people read it; each placeholder is a mark (¤) between spaces."""
        return without_markup(PLACEHOLDER.sub(f" {VALUE_SIGN} ", self.text)).strip()

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in order, with their placeholders, which may be all that a sentence has."""
        return sentences(without_markup(self.text), self.language)

    @cached_property
    def sentence_counts(self) -> tuple[dict[str, ConceptCount], ...]:
        """How often each sentence expresses each concept; empty if the language has no lexicon."""
        if self.lexicon is None:
            return ()
        return tuple(self.lexicon.count_concepts(PLACEHOLDER.sub(" ", each)) for each in self.sentences)

    @cached_property
    def total_counts(self) -> dict[str, ConceptCount]:
        """How often the whole text expresses each concept."""
        found: dict[str, ConceptCount] = {}
        for counts in self.sentence_counts:
            for concept, count in counts.items():
                found[concept] = found.get(concept, ConceptCount()).plus(count)
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, which is one plural form of a message.

    ``form`` is the number of the form; ``length_ratio`` is the length of this catalog's translations relative
    to their sources; ``only_count`` is the count that the form stands for, if it is the only one.
    """

    source: ReadText
    target: ReadText
    message: PoMessage
    form: int = 0
    length_ratio: float = 1.0
    only_count: int | None = None

    @property
    def optional_placeholders(self) -> frozenset[str]:
        """The placeholders that the form may leave out, as the Arabic dual leaves out its numeral."""
        return COUNTED if self.only_count is not None else frozenset()

    @property
    def language(self) -> Language:
        """The language of the translation."""
        return self.target.language


@dataclass(frozen=True, slots=True)
class CatalogView:
    """A whole catalog, for checks that look at more than one message.

    ``terms`` are those of the glossary, ``certain`` the ids of the checks that comments cannot disable.
    """

    po: PoFile
    terms: tuple[Term, ...] = ()
    certain: frozenset[str] = frozenset()


PairCheck = Callable[[Pair], Iterator[Finding]]
CatalogCheck = Callable[[CatalogView], Iterator[tuple[PoMessage, Finding]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check in the table, with a function either for a ``pair`` or for a whole ``catalog``.

    ``id`` is what people write to disable it, and its code in machine-readable output; ``sentence`` says what
    is wrong; ``{id}`` in a ``hint`` stands for the id. ``needs`` is the group of concepts that a lexicon must
    have for the check. ``certain`` checks are never wrong: they run wherever a leaflet is made, and comments
    cannot disable them; so they look at a pair, need no lexicon, and are errors. The others need a person's
    judgement. ``unfinished`` ones also look at messages that are untranslated or fuzzy.
    """

    id: str
    sentence: str
    hint: str = ""
    pair: PairCheck | None = None
    catalog: CatalogCheck | None = None
    severity: Severity = Severity.ERROR
    needs: str = ""
    certain: bool = False
    unfinished: bool = False

    def __post_init__(self) -> None:
        if self.certain and (self.pair is None or self.needs or self.severity is not Severity.ERROR):
            raise ValueError(f"{self.id} cannot be certain: it is not an error of a pair without a lexicon")


def quoted(text: str) -> str:
    """Quote a text for a finding, shortened to 60 characters."""
    return f'"{shortened(text, 60)}"'
