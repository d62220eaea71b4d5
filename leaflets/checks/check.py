"""What a check is: an id, a sentence, what it gives, a hint, and a small pure function.

A check sees one text of a message together with its source (:class:`Pair`), or a whole catalog
(:class:`CatalogView`). It yields :class:`Finding` values; the caller (:mod:`leaflets.checks.checker`) finds
their lines in the PO file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.characters import without_markup
from leaflets.checks.lexicon import Lexicon, Lexicons, Reading
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
    """What a check found: a sentence, and a hint if it is not that of the check.

    ``subject`` is what it is about, if a check can find several things in one text: an answer to one of them
    is none to the others.
    """

    message: str
    hint: str = ""
    subject: str = ""


# Without frozen slots, because cached properties need a dictionary: most checks share the readings of a text.
@dataclass(eq=False)
class ReadText:
    """A text in a language, parsed once: its sentences, and the concepts that it mentions."""

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
    def reading(self) -> Reading | None:
        """What the text mentions; None if the language has no lexicon. Placeholders are blanks."""
        if self.lexicon is None:
            return None
        return self.lexicon.read(PLACEHOLDER.sub(" ", without_markup(self.text)))


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
    """A whole catalog, for checks that look at more than one message, with the lexicon of its language.

    ``terms`` are those of the glossary.
    """

    po: PoFile
    terms: tuple[Term, ...] = ()
    lexicons: Lexicons = field(default_factory=Lexicons)


PairCheck = Callable[[Pair], Iterator[Finding]]
CatalogCheck = Callable[[CatalogView], Iterator[tuple[PoMessage, Finding]]]


@dataclass(frozen=True, slots=True)
class Check:
    """A check in the table, with a function either for a ``pair`` or for a whole ``catalog``.

    ``id`` is its code in all output; ``sentence`` says what is wrong. It gives errors or questions
    (``severity``). An error cannot be right: it is found wherever a leaflet is made, so its check looks at a
    pair and needs no lexicon. A question looks wrong: a person may answer it
    (:mod:`leaflets.checks.answers`). ``needs`` is the group of concepts that a lexicon must have for the
    check. ``unfinished`` ones also look at messages that are untranslated or fuzzy.
    """

    id: str
    sentence: str
    hint: str = ""
    pair: PairCheck | None = None
    catalog: CatalogCheck | None = None
    severity: Severity = Severity.QUESTION
    needs: str = ""
    unfinished: bool = False

    def __post_init__(self) -> None:
        if self.severity is Severity.WARNING:
            raise ValueError(f"{self.id} gives neither errors nor questions")
        if self.is_certain and (self.pair is None or self.needs):
            raise ValueError(f"{self.id} cannot give errors: it is no check of a pair without a lexicon")

    @property
    def is_certain(self) -> bool:
        """Whether what it finds cannot be right."""
        return self.severity is Severity.ERROR


def quoted(text: str) -> str:
    """Quote a text for a finding, shortened to 60 characters."""
    return f'"{shortened(text, 60)}"'
