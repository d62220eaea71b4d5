"""Quantities as figures draw them: the ends as plain numbers in one unit, and the words of the labels.

In: a quantity, and how much of the figure's unit each of its units is. Out: millimetres for a figure at true
size, months for a time axis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from markupsafe import Markup

from leaflets.content.quantities import Amount, Quantity, exact
from leaflets.content.unit_comparison import FACTORS
from leaflets.document.voice import Voice
from leaflets.figures import true_size

# The length of the ruler below a figure at true size, which reveals a printer's scaling.
RULER = Amount(value=Decimal(true_size.RULER), unit="millimeter")
# The limits of a drawing at true size, in millimetres: visible, and within the text column of A4.
DRAWN_FROM, DRAWN_TO = Decimal("0.5"), Decimal(130)
MILLIMETERS = FACTORS["length"]
# Units of a time axis, in months. A year of 52 weeks or 365 days is exact enough for a drawing.
MONTHS: Mapping[str, Decimal] = MappingProxyType({
    "month": Decimal(1), "year": Decimal(12), "week": Decimal(12) / 52, "day": Decimal(12) / 365,
})  # fmt: skip
# Far below the precision of print.
_PRECISION = Decimal("0.000001")


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
        return self._number(self._low)

    @property
    def high(self) -> str:
        """The upper end in millimetres or months, as a plain number in ASCII."""
        return self._number(self._high)

    @property
    def fits(self) -> bool:
        """Whether a length can be drawn at true size: visible, and within the column."""
        return self._low >= DRAWN_FROM and self._high <= DRAWN_TO

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

    @property
    def _low(self) -> Decimal:
        return self.quantity.low.value * self.low_factor

    @property
    def _high(self) -> Decimal:
        return self.quantity.high.value * self.high_factor

    def _number(self, value: Decimal) -> str:
        return self.voice.speaker.ledger.value(f"{exact(value.quantize(_PRECISION)):f}")
