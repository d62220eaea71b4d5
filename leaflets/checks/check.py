"""What a check is: an id, a sentence, a severity, a hint, and a small pure function.

A check sees one text of a message beside its source (:class:`Pair`), or a whole catalog
(:class:`CatalogView`). It yields :class:`Finding` values; where they stand in the PO file is found by the
caller (:mod:`leaflets.checks.checker`).
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


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a sentence; a hint or severity where it is not the check's own."""

    message: str
    hint: str = ""
    severity: Severity | None = None


# Not frozen slots, since the readings of a text are worked out at first use and kept: most checks ask for
# the same ones, and some texts are asked for none.
@dataclass(eq=False)
class ReadText:
    """A text in a language, read once: its sentences, and what each of them says."""

    text: str
    language: Language
    lexicon: Lexicon | None

    @cached_property
    def bare(self) -> str:
        """The text as it is read, without markup; a placeholder is a mark (¤) that no word touches."""
        return without_markup(PLACEHOLDER.sub(" ¤ ", self.text)).strip()

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in their order, with their placeholders, which may be all that one says."""
        return sentences(without_markup(self.text), self.language)

    @cached_property
    def counts(self) -> tuple[dict[str, ConceptCount], ...]:
        """How often each sentence says each concept; empty if the language has no lexicon."""
        if self.lexicon is None:
            return ()
        return tuple(self.lexicon.read(PLACEHOLDER.sub(" ", each)) for each in self.sentences)

    @cached_property
    def total(self) -> dict[str, ConceptCount]:
        """How often the whole text says each concept."""
        found: dict[str, ConceptCount] = {}
        for counts in self.counts:
            for concept, count in counts.items():
                found[concept] = found.get(concept, ConceptCount()).plus(count)
        return found


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, which is one plural form of a message.

    ``form`` is the number of the form; ``ratio`` how long translations of this catalog are, in parts of
    their sources; ``only`` the number that the form stands for, where it stands for one number only.
    """

    source: ReadText
    target: ReadText
    message: PoMessage
    form: int = 0
    ratio: float = 1.0
    only: int | None = None

    @property
    def unsaid(self) -> frozenset[str]:
        """The placeholders that the form may do without, as the Arabic dual does without its numeral."""
        return COUNTED if self.only is not None else frozenset()

    @property
    def language(self) -> Language:
        """The language of the translation."""
        return self.target.language


@dataclass(frozen=True, slots=True)
class CatalogView:
    """A whole catalog, for checks that look at more than one message.

    ``terms`` are those of the glossary, ``certain`` the ids of the checks that no comment switches off.
    """

    po: PoFile
    terms: tuple[Term, ...] = ()
    certain: frozenset[str] = frozenset()


PairCheck = Callable[[Pair], Iterator[Finding]]
CatalogCheck = Callable[[CatalogView], Iterator[tuple[PoMessage, Finding]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check in the table, with a function either for a ``pair`` or for a whole ``catalog``.

    ``id`` is what people write to switch it off and what programs see; ``sentence`` says what is wrong;
    ``{id}`` in a ``hint`` stands for the id. ``needs`` is the group of concepts that a lexicon must have to
    serve the check. ``certain`` checks cannot be wrong: they are made wherever a leaflet is made, and no
    comment switches them off; the others ask a person. ``unfinished`` ones look at messages that are not
    yet translated, or fuzzy.
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


def quoted(text: str) -> str:
    """Put a text between quotation marks for a finding, shortened to 60 characters."""
    return f'"{shortened(text, 60)}"'
