"""The leaflets themselves: procedures, guides and frequent questions.

A :class:`Statement` says something medical and names its passages of the source. Plain text fields (a title,
a question to ask) state nothing. Topics that the source does not cover are ``stated: false``: then the page
says so kindly and leaves a line to write on.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from leaflets.content.model import (
    Citations,
    Id,
    Model,
    Name,
    PassageId,
    PlacedError,
    Text,
    Translate,
    Verbatim,
)
from leaflets.content.quantities import Quantity

# Quoted in YAML: as a number, 1.10 would be 1.1.
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$")]


class Statement(Model):
    """A sentence or two that patients may rely on, with the passages that support it."""

    text: Annotated[Text, Translate("")]
    sources: Citations


class Topic(Model):
    """Something every leaflet speaks of, whether or not the source does."""

    stated: bool
    text: Annotated[Text | None, Translate("")] = None
    sources: tuple[PassageId, ...] = ()

    @model_validator(mode="after")
    def _check_complete(self) -> Self:
        """Refuse a stated topic without text or sources, and an unstated one with either."""
        if self.stated and not (self.text and self.sources):
            raise ValueError("is stated, so it needs a text and its sources")
        if not self.stated and (self.text or self.sources):
            raise ValueError("is not stated, so it can have neither text nor sources")
        return self

    def _if_stated(self, is_given: bool, says: str) -> Self:
        """Refuse a topic that has its own field but is not stated, or the reverse."""
        # Tables print the field without the text, so it must not answer what the source does not state.
        if self.stated != is_given:
            raise ValueError(f"{says} if and only if it is stated")
        return self


class Anaesthesia(Topic):
    """How pain is kept away during the procedure; ``usually`` where the source says "usually"."""

    kinds: tuple[Literal["local", "general"], ...] = ()
    usually: bool = False

    @model_validator(mode="after")
    def _check_kinds(self) -> Self:
        return self._if_stated(bool(self.kinds), "names its kinds")


class Mobility(Topic):
    """Whether patients are on their feet on the same day."""

    same_day: bool | None = None

    @model_validator(mode="after")
    def _check_same_day(self) -> Self:
        return self._if_stated(self.same_day is not None, "says same_day")


class Relief(Topic):
    """How long relief from pain lasts; ``duration`` names a quantity."""

    duration: Name | None = None  # what a time axis is drawn from

    @model_validator(mode="after")
    def _check_duration(self) -> Self:
        # The reverse is allowed: a source may state relief without a duration.
        if self.duration and not self.stated:
            raise ValueError("has a duration but is not stated")
        return self


class Size(Model):
    """What is drawn at its true size: a cut or a round channel, and the quantity that measures it."""

    shape: Literal["cut", "channel"]
    quantity: Name


class Part(Model):
    """One stage of the stay; empty where the source says nothing about it."""

    statements: tuple[Statement, ...] = ()


class Expect(Model):
    """What to expect before, during and after the procedure."""

    before: Part = Part()
    during: Part = Part()
    after: Part = Part()


class Question(Model):
    """A frequent question and its answer."""

    id: Id
    question: Annotated[Text, Translate("A frequent question")]
    answer: Annotated[tuple[Statement, ...], Field(min_length=1)]


class Questions(Model):
    """``data/questions.yaml``."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1)]


class Leaflet(Model):
    """What every leaflet has: identity, control, purpose, questions."""

    id: Annotated[Id, Verbatim()]
    version: Annotated[Version, Verbatim()]
    issued: date
    review: date
    title: Annotated[Text, Translate("Title of the leaflet")]
    purpose: Annotated[Text, Translate("One sentence: what the leaflet is for")]
    quantities: dict[Name, Quantity] = Field(default_factory=dict)
    # Those of data/questions.yaml that it answers; ``ask`` are others, for patients to ask their team.
    questions: tuple[Id, ...] = ()
    ask: Annotated[tuple[Text, ...], Translate("A question that patients may want to ask their team")] = ()

    @model_validator(mode="after")
    def _check_dates(self) -> Self:
        if self.review <= self.issued:
            raise PlacedError("is not after the date of issue", "review")
        return self


class Procedure(Leaflet):
    """``data/procedures/*.yaml``: one operation."""

    short_title: Annotated[Text, Translate("Short name, for tables and figures")]
    about: Annotated[tuple[Statement, ...], Field(min_length=1)]
    treats: Annotated[tuple[Statement, ...], Field(min_length=1)]
    treats_in_short: Statement
    expect: Expect
    anaesthesia: Anaesthesia
    mobility: Mobility
    relief: Relief
    size: Size | None = None
    advantages: Annotated[tuple[Statement, ...], Field(min_length=1)]
    limitations: Annotated[tuple[Statement, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_quantities(self) -> Self:
        size = self.size.quantity if self.size else None
        for path, name in ((("relief", "duration"), self.relief.duration), (("size", "quantity"), size)):
            if name and name not in self.quantities:
                raise PlacedError(f'is "{name}", which is none of the quantities', *path)
        return self


class GuideSection(Model):
    """A chapter of a guide; ``shows`` puts a figure or table below its words."""

    id: Id
    heading: Annotated[Text, Translate("Heading of a section")]
    statements: tuple[Statement, ...] = ()
    points: tuple[Statement, ...] = ()
    shows: Literal["ladder", "comparison"] | None = None

    @model_validator(mode="after")
    def _check_not_empty(self) -> Self:
        if not (self.statements or self.points or self.shows):
            hint = "give it statements, points or something that it shows, or take it out"
            raise PlacedError("has a heading and nothing below it", hint=hint)
        return self


class Guide(Leaflet):
    """``data/guides/*.yaml``: choosing among procedures.

    ``ladder`` names the procedures that the source sets on the steps of its ladder, from mild to severe; it
    is empty where the source speaks of a ladder and sets none on a step.
    """

    procedures: Annotated[tuple[Id, ...], Field(min_length=1)]
    ladder: tuple[Id, ...] | None = None
    sections: Annotated[tuple[GuideSection, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check_steps(self) -> Self:
        for index, section in enumerate(self.sections):
            # Steps without names are drawn on purpose only.
            if section.shows == "ladder" and self.ladder is None:
                hint = "name the steps, from mild to severe: ladder: [id, id]; or none of them: ladder: []"
                raise PlacedError("is a ladder without steps", "sections", index, "shows", hint=hint)
        return self
