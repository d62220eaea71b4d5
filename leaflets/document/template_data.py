"""The data as a template sees it: every text translated, every number in words.

A :class:`LocalisedData` wraps a part of a model in a template: ``leaflet.relief.text``. Reading a translated
field says the message; a verbatim field prints itself; a model, or a list of them, is localised in turn;
anything else is the plain value. Figures get their numbers from :mod:`leaflets.document.figure_measures`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from leaflets.content.leaflets import Leaflet
from leaflets.content.model import DataPath, Verbatim, extend_context, mark_of, placeholders
from leaflets.content.reading import Located
from leaflets.document.figure_measures import DRAWN_FROM, DRAWN_TO, MILLIMETERS, MONTHS, FigureMeasure
from leaflets.document.voice import Voice


class LocalisedData:
    """A part of a model in one language; its attributes are the fields of the model.

    ``source`` is the file's model with its lines, ``path`` the path from its top to this part, and
    ``context`` the prefix of the contexts of its messages, built as in extraction (:func:`extend_context`).
    """

    def __init__(
        self, voice: Voice, source: Located[Any], model: BaseModel, path: DataPath, context: str
    ) -> None:
        self._voice = voice
        self._source = source
        self._model = model
        self._path = path
        self._context = context

    def __getattr__(self, name: str) -> Any:
        # Jinja2 treats an AttributeError as an undefined name, which is reported with the template's line.
        if name not in type(self._model).model_fields:
            raise AttributeError(name)
        value = getattr(self._model, name)
        mark = mark_of(type(self._model), name)
        if isinstance(mark, Verbatim):
            # An absent optional field stays None, so that a template can test it.
            return value and self._voice.speaker.ledger.value(value, mark)
        is_text = mark is not None
        return self._localised(
            value, (*self._path, name), extend_context(self._context, name, value), is_text
        )

    def _localised(self, value: object, path: DataPath, context: str, is_text: bool) -> Any:
        """Localise the value of a field; ``is_text`` says that its texts are translated."""
        if isinstance(value, BaseModel):
            return LocalisedData(self._voice, self._source, value, path, context)
        if isinstance(value, tuple):
            parts = enumerate(value)
            return [
                self._localised(part, (*path, i), extend_context(context, i, part), is_text)
                for i, part in parts
            ]
        if isinstance(value, str) and is_text:
            return self._say(value, path, context)
        return value

    def _say(self, text: str, path: DataPath, context: str) -> Markup:
        # The speaker refuses a name that is not a quantity, with the line of the text.
        quantities = getattr(self._source.value, "quantities", {})
        named = (name for name in placeholders(text) if name in quantities)
        values = {name: self._voice.quantity(quantities[name]) for name in named}
        return self._voice.speaker.say(text, context, values, self._source.position(path))


class LocalisedLeaflet(LocalisedData):
    """A whole leaflet: its questions and procedures are looked up by id."""

    def __init__(self, voice: Voice, source: Located[Leaflet]) -> None:
        super().__init__(voice, source, source.value, (), f"{source.value.id}:")

    @property
    def questions(self) -> list[LocalisedData]:
        """The frequent questions that the leaflet names, in its order."""
        questions = self._voice.library.questions
        found = (self._voice.library.question(name) for name in self._source.value.questions)
        return [
            LocalisedData(
                self._voice,
                questions,
                question,
                ("questions", index),
                extend_context("questions:", index, question),
            )
            for index, question in filter(None, found)
        ]

    @property
    def procedures(self) -> list[LocalisedLeaflet]:
        """The procedures that a guide compares, each as a whole leaflet."""
        return self._named(self._source.value.procedures)

    @property
    def ladder(self) -> list[LocalisedLeaflet]:
        """The procedures on a guide's ladder, from mild to severe; none where its steps bear no names."""
        return self._named(self._source.value.ladder or ())

    def _named(self, names: tuple[str, ...]) -> list[LocalisedLeaflet]:
        leaflets = self._voice.library.leaflets
        return [LocalisedLeaflet(self._voice, leaflets[name]) for name in names if name in leaflets]

    def quantity(self, name: str) -> Markup:
        """Say one of the leaflet's quantities, by its name in the data."""
        return self._voice.quantity(self._source.value.quantities[name])

    def length(self, name: str) -> FigureMeasure:
        """Measure a quantity of length in millimetres, for a figure at true size.

        One that cannot be drawn gets a remark; the template says it in words (:attr:`FigureMeasure.fits`).
        """
        measure = self._measure(name, "length", MILLIMETERS, "millimeter")
        if not measure.fits:
            place = self._source.position(("quantities", name))
            message = f'"{name}" is said in words: its drawing at true size was left out'
            hint = f"drawn is what measures {DRAWN_FROM} to {DRAWN_TO} mm"
            self._voice.speaker.remark(message, place, hint, "not-drawn")
        return measure

    def time(self, name: str) -> FigureMeasure:
        """Measure a quantity of time in months, for a time axis."""
        return self._measure(name, "time", MONTHS, "month")

    def _measure(self, name: str, what: str, factors: Mapping[str, Decimal], unit: str) -> FigureMeasure:
        """Measure a quantity in a unit; ``factors`` are how much of it each unit is that can be drawn."""
        quantity = self._source.value.quantities[name]
        if not {quantity.low.unit, quantity.high.unit} <= factors.keys():
            place = self._source.position(("quantities", name))
            message = f'"{name}" is drawn as a {what}, but its unit is {quantity.unit}'
            self._voice.speaker.refuse(message, place, f"use a unit such as {unit}", "unit-of-figure")
            # Continue as if it were in the unit, so that the other problems are reported too.
            quantity = quantity.model_copy(update={"unit": unit, "min_unit": None})
        # Each end has its own unit: 8 mm to 1.25 cm.
        return FigureMeasure(quantity, self._voice, factors[quantity.low.unit], factors[quantity.high.unit])
