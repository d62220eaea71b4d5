"""The glossary: words that patients may hear, with explanations and agreed translations.

Guides print it; the check ``terms`` compares translations with the agreed words.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from leaflets.content.model import Citations, Id, LanguageTag, Model, Text, Translate


class Agreed(Model):
    """How a term is said in one language: the first of ``use`` is printed, any of them is right."""

    use: Annotated[tuple[Text, ...], Field(min_length=1)]
    forbid: tuple[Text, ...] = ()


class Term(Model):
    """A term with a plain definition.

    ``forms`` are the words by which the English texts name it (the term itself, if none are given); ``*``
    stands for letters. A definition only explains a word; like every statement it names its passages.
    """

    id: Id
    term: Annotated[Text, Translate("A word that patients may hear; give the agreed translation")]
    definition: Annotated[Text, Translate("Explains a word that patients may hear")]
    sources: Citations
    forms: tuple[Text, ...] = ()
    forbid: tuple[Text, ...] = ()
    languages: dict[LanguageTag, Agreed] = Field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The words by which English texts name the term; ``*`` stands for letters."""
        return self.forms or (self.term,)


class Glossary(Model):
    """``data/glossary.yaml``."""

    terms: tuple[Term, ...]

    @model_validator(mode="after")
    def _check_unique(self) -> Self:
        seen: set[str] = set()
        # The id is in the context of the term's messages, so duplicates would be indistinguishable.
        for term in self.terms:
            if term.id in seen:
                raise ValueError(f'explains "{term.id}" twice')
            seen.add(term.id)
        return self
