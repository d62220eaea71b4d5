"""Clinical numbers as data: a value or a range, with its unit.

``incision: {min: 6, max: 8, unit: millimeter}`` is written once; texts refer to ``{incision}``. Units
are CLDR's (UTS #35 part 6), or counted nouns with messages of their own. Numbers are decimals from the
file to the page, never floats: they are printed as written, except for trailing zeros (1.0 is 1: "1.0
mg" is read as 10 mg; ISMP, List of Error-Prone Abbreviations, Symbols and Dose Designations).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, Self, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from leaflets.content.model import Model
from leaflets.content.unit_comparison import Order, compare

# CLDR's names, without the prefix of its data: "length-millimeter".
CldrUnit = Literal[
    "millimeter", "centimeter", "meter",
    "second", "minute", "hour", "day", "week", "month", "year",
    "microgram", "milligram", "gram", "kilogram",
    "milliliter", "liter",
    "percent", "celsius",
]  # fmt: skip
# Units that CLDR does not have: plural messages of ``templates/amounts.html.j2``.
CountedUnit = Literal["times", "operation", "item"]
Unit = Literal[CldrUnit, CountedUnit]

CLDR_UNITS: frozenset[str] = frozenset(get_args(CldrUnit))
# More digits than any leaflet needs; numbers are written out in full, so they are limited.
_WHOLE, _FRACTION = 12, 9


def exact(number: int | float | Decimal) -> Decimal:
    """Convert a number to a decimal without trailing zeros and without an exponent.

    A float becomes its shortest decimal representation, so 0.1 is 0.1.
    """
    value = Decimal(str(number)) if isinstance(number, float) else Decimal(number)
    # normalize() alone turns 100 into 1E+2, and keeps the sign of a zero.
    return Decimal(f"{value.normalize():f}") if value else Decimal(0)


def _number(value: object) -> Decimal:
    """Refuse what is not a finite number of limited length.

    Raises:
        PydanticCustomError: with pydantic's own error types for numbers, or ``digits``.
    """
    # A bool is an int in Python, but "true" does not mean 1.
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("decimal_type", "Input should be a valid number")
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise PydanticCustomError("finite_number", "Input should be a finite number")
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101 - it is finite
    if number and (number.adjusted() >= _WHOLE or exponent < -_FRACTION or len(digits) > _WHOLE + _FRACTION):
        message = "Input should have at most {whole} digits before the point, and {fraction} behind it"
        raise PydanticCustomError("digits", message, {"whole": _WHOLE, "fraction": _FRACTION})
    return exact(number)


Number = Annotated[
    Decimal, BeforeValidator(_number), Field(ge=0), WithJsonSchema({"minimum": 0, "type": "number"})
]


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
    def _check_fields(self) -> Self:
        """Refuse half a range, a min_unit without a min, and two qualifiers at once."""
        is_range = self.min is not None and self.max is not None
        if (self.value is not None) == (self.min is not None or self.max is not None) or (
            self.value is None and not is_range
        ):
            raise ValueError("needs either a value, or both min and max")
        if self.min_unit is not None and not is_range:
            raise ValueError("has a min_unit, but no min")
        if self.approximate and self.more_than:
            raise ValueError("cannot be both approximate and more_than")
        return self

    @model_validator(mode="after")
    def _check_ascending(self) -> Self:
        """Refuse a range that is not certainly ascending, across units."""
        if self.min is None or self.max is None:
            return self
        found = compare(self.low.value, self.low.unit, self.high.value, self.high.unit)
        if found is Order.INCOMPARABLE:
            raise ValueError(f"runs from {self.low.unit} to {self.unit}, which cannot be compared")
        if found is Order.UNSURE:
            raise ValueError(
                "has a min that may be as long as its max, since months and years differ in days"
            )
        if found is Order.BACKWARDS:
            raise ValueError("has a min that is not below its max")
        return self

    @property
    def is_range(self) -> bool:
        """Whether it is a range, with both ends."""
        return self.value is None

    @property
    def low(self) -> Amount:
        """The lower end of a range in its own unit, or the value."""
        number = self.value if self.min is None else self.min
        assert number is not None  # noqa: S101 - held by _check_fields
        return Amount(value=number, unit=self.min_unit or self.unit)

    @property
    def high(self) -> Amount:
        """The upper end of a range, or the value."""
        number = self.value if self.max is None else self.max
        assert number is not None  # noqa: S101 - held by _check_fields
        return Amount(value=number, unit=self.unit)

    def as_stated(self) -> tuple[Decimal | str | bool | None, ...]:
        """Return what must match the register: the numbers, units and bounds, without the source."""
        return (
            self.is_range, self.low.value, self.high.value,
            self.low.unit, self.high.unit, self.approximate, self.more_than, self.per,
        )  # fmt: skip
