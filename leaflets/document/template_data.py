"""The data as a template sees it: every text translated, every number in words.

A :class:`LocalisedData` wraps a part of a model in a template: ``leaflet.relief.text``. Reading a translated
field says the message; a verbatim field prints itself; a model, or a list of them, is localised in turn;
anything else is the plain value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from leaflets.content import Amount, Leaflet, Quantity
from leaflets.content.library import Library
from leaflets.content.model import DataPath, Verbatim, extend_context, mark_of, placeholders
from leaflets.content.reading import Located
from leaflets.document.amounts import Wording, drawn, months
from leaflets.document.speaking import Speaker
from leaflets.figures import true_size

# The length of the ruler below a figure at true size, which reveals a printer's scaling.
RULER = Amount(value=Decimal(true_size.RULER), unit="millimeter")
_MILLIMETERS: Mapping[str, Decimal] = MappingProxyType({
    "millimeter": Decimal(1), "centimeter": Decimal(10), "meter": Decimal(1000),
})  # fmt: skip
# The limits of a drawing at true size, in millimetres: visible, and within the text column of A4.
DRAWN_FROM, DRAWN_TO = Decimal("0.5"), Decimal(130)


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the data of one document: the speaker for its texts, the wording for its numbers.

    One per document, shared by all its :class:`LocalisedData`.
    """

    speaker: Speaker
    wording: Wording
    library: Library

    def quantity(self, quantity: Quantity) -> Markup:
        """Say a quantity; its numbers may then appear on the page."""
        return self.speaker.ledger.numbers(self.wording.quantity(quantity))

    def amount(self, amount: Amount) -> Markup:
        """Say one number with its unit, as a label."""
        return self.speaker.ledger.numbers(self.wording.amount(amount))


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
        """The procedures on a guide's ladder, from mild to severe."""
        return self._named(self._source.value.ladder)

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
        quantity = self._source.value.quantities[name]
        if quantity.unit not in _MILLIMETERS or quantity.low.unit not in _MILLIMETERS:
            self._refuse(name, quantity, "length", "millimeter")
            # Continue as if it were correct, so that the other problems are reported too.
            quantity = _in_unit(quantity, "millimeter")
        # Each end has its own unit: 8 mm to 1.25 cm.
        units = _MILLIMETERS[quantity.low.unit], _MILLIMETERS[quantity.unit]
        measure = FigureMeasure(quantity, self._voice, *units)
        if not measure.fits:
            place = self._source.position(("quantities", name))
            message = f'"{name}" is said in words: its drawing at true size was left out'
            hint = f"drawn is what measures {DRAWN_FROM} to {DRAWN_TO} mm"
            self._voice.speaker.remark(message, place, hint, "not-drawn")
        return measure

    def time(self, name: str) -> FigureMeasure:
        """Measure a quantity of time in months, for a time axis."""
        quantity = self._source.value.quantities[name]
        try:
            # The factor of each end: the months in one of its unit.
            low, high = (
                months(Amount(value=Decimal(1), unit=end.unit)) for end in (quantity.low, quantity.high)
            )
        except ValueError:
            self._refuse(name, quantity, "time", "month")
            return FigureMeasure(_in_unit(quantity, "month"), self._voice, Decimal(1), Decimal(1))
        return FigureMeasure(quantity, self._voice, low, high)

    def _refuse(self, name: str, quantity: Quantity, what: str, unit: str) -> None:
        place = self._source.position(("quantities", name))
        message = f'"{name}" is drawn as a {what}, but its unit is {quantity.unit}'
        self._voice.speaker.refuse(message, place, f"use a unit such as {unit}", "unit-of-figure")


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    """Put both ends of a quantity into a unit that can be drawn, without converting them."""
    return quantity.model_copy(update={"unit": unit, "min_unit": None})


@dataclass(frozen=True, slots=True)
class FigureMeasure:
    """A quantity in a figure: its ends as plain numbers, and the words of its labels.

    The factors convert the two ends to the figure's unit, millimetres or months. The numbers are recorded in
    the ledger: a figure can only be drawn from the data.
    """

    quantity: Quantity
    voice: Voice
    low_factor: Decimal
    high_factor: Decimal

    @property
    def low(self) -> str:
        """The lower end in millimetres or months, as a plain number in ASCII."""
        return self.voice.speaker.ledger.value(drawn(self.quantity.low.value * self.low_factor))

    @property
    def high(self) -> str:
        """The upper end in millimetres or months, as a plain number in ASCII."""
        return self.voice.speaker.ledger.value(drawn(self.quantity.high.value * self.high_factor))

    @property
    def fits(self) -> bool:
        """Whether a length can be drawn at true size: visible, and within the column."""
        ends = self.quantity.low.value * self.low_factor, self.quantity.high.value * self.high_factor
        return ends[0] >= DRAWN_FROM and ends[1] <= DRAWN_TO

    @property
    def low_text(self) -> Markup:
        """The lower end in words, in the unit of the data."""
        return self.voice.amount(self.quantity.low)

    @property
    def high_text(self) -> Markup:
        """The upper end in words, in the unit of the data."""
        return self.voice.amount(self.quantity.high)

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ, so that both are drawn."""
        return self.quantity.is_range

    @property
    def ruler(self) -> Markup:
        """The length of the check ruler in words: measuring it reveals a printer's scaling."""
        return self.voice.amount(RULER)
