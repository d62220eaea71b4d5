"""Clinical numbers as data: a value or a range, with its unit.

``incision: {min: 6, max: 8, unit: millimeter}`` is written once; texts say ``{incision}``. Units are
CLDR's (UTS #35 part 6), or nouns that we count and translate ourselves.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from leaflets.model.base import Model

CldrUnit = Literal[
    "millimeter", "centimeter", "meter",
    "second", "minute", "hour", "day", "week", "month", "year",
    "microgram", "milligram", "gram", "kilogram",
    "milliliter", "liter",
    "percent", "celsius",
]  # fmt: skip
CountedUnit = Literal["times", "operation", "item"]
Unit = Literal[CldrUnit, CountedUnit]

CLDR_UNITS: frozenset[str] = frozenset(get_args(CldrUnit))
Number = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Amount(Model):
    """One number with its unit."""

    value: Number
    unit: Unit


class Quantity(Model):
    """A clinical number as the source states it: one value or a range, with a unit.

    ``min_unit`` is the unit of ``min`` where it is another than that of ``max``. ``approximate`` prints
    "about", ``more_than`` prints "more than"; ``per`` prints "a year" behind a count.
    """

    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    unit: Unit
    min_unit: Unit | None = None
    approximate: bool = False
    more_than: bool = False
    per: Literal["year"] | None = None
    source: str = Field(default="", description="the passage that states the number")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """Refuse half a range, a range that runs backwards, and two ways of being inexact."""
        is_range = self.min is not None and self.max is not None
        if (self.value is not None) == (self.min is not None or self.max is not None) or (
            self.value is None and not is_range
        ):
            raise ValueError("needs either a value, or both min and max")
        if is_range and self.min_unit is None and self.low.value >= self.high.value:
            raise ValueError("has a min that is not below its max")
        if self.approximate and self.more_than:
            raise ValueError("cannot be both approximate and more_than")
        return self

    @property
    def is_range(self) -> bool:
        """Tell a range from a single value."""
        return self.value is None

    @property
    def low(self) -> Amount:
        """Give the lower end, or the value."""
        number = self.value if self.min is None else self.min
        assert number is not None  # noqa: S101 - held by _whole
        return Amount(value=number, unit=self.min_unit or self.unit)

    @property
    def high(self) -> Amount:
        """Give the upper end, or the value."""
        number = self.value if self.max is None else self.max
        assert number is not None  # noqa: S101 - held by _whole
        return Amount(value=number, unit=self.unit)

    def figures(self) -> tuple[Decimal | str | bool | None, ...]:
        """Give what must agree with the register: the numbers, units and bounds, without the source."""
        numbers = (self.low.value, self.high.value)
        return (
            *(Decimal(str(number)).normalize() for number in numbers),
            self.low.unit, self.high.unit, self.approximate, self.more_than, self.per,
        )  # fmt: skip
