"""The register of sources: every passage that statements may cite, in our own words.

:mod:`leaflets.content.library` compares the leaflets with it, in both directions: every quantity must equal a
figure that its passage states, and every figure must be printed or say why not.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from leaflets.content.model import Model, Name, PassageId, PlacedError, Text, Translate
from leaflets.content.quantities import Quantity


class Figure(Quantity):
    """A number that a passage states; ``unused`` gives the reason if no leaflet prints it."""

    unused: Text | None = None


class Passage(Model):
    """One place of the source: where it stands, what it states, with which figures.

    ``wording`` gives the reason if leaflets on purpose say something otherwise than it, or leave it out.
    """

    id: PassageId
    place: Text
    states: Text
    wording: Text | None = None
    figures: dict[Name, Figure] = Field(default_factory=dict)


class SourceDocument(Model):
    """The document itself, as the back of a leaflet names it; ``dated`` is absent where it has no date."""

    title: Annotated[Text, Translate("Title of the document that the leaflet rests on")]
    dated: date | None = None


class Sources(Model):
    """``data/sources.yaml``."""

    document: SourceDocument
    passages: tuple[Passage, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_unique(self) -> Self:
        seen: set[str] = set()
        # Citations of a duplicate id would be ambiguous.
        for index, passage in enumerate(self.passages):
            if passage.id in seen:
                raise PlacedError(f'is "{passage.id}", which is taken', "passages", index, "id")
            seen.add(passage.id)
        return self
