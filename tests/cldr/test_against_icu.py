"""The table against another reader of the same release of CLDR: ICU 78, in every locale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from icu4py.messageformat import MessageFormat

try:
    from icu4py._version import icu_version
except ImportError:  # another release may hide it
    icu_version = ""

from leaflets.cldr import category, locale_data
from tests.cldr.test_locales import NAMES

NUMBERS = tuple(
    Decimal(each)
    for each in (
        "0",
        "1",
        "2",
        "3",
        "5",
        "11",
        "21",
        "100",
        "1000",
        "10000",
        "1234567",
        "1.5",
        "0.05",
        "1e-9",
    )
)
# Where ICU says "0 s" or "1 м", from CLDR's root or from the short names, we say the language's plural.
FILLED_BY_ICU = {"ak", "bal_Latn", "cv", "cy", "kok"}
# ICU writes percent with a pattern of its own.
OTHERWISE = {"percent"}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not icu_version.startswith("78."), reason="the table is CLDR 48, as ICU 78"),
]


@pytest.mark.parametrize("name", [name for name in NAMES if locale_data(name).numbers and name != "ht"])
def test_numbers_and_units_are_as_icu_writes_them(name: str) -> None:
    data = locale_data(name)
    assert data.numbers
    shown = MessageFormat("{n, number, ::precision-unlimited}", name)
    assert [data.numbers.write(each) for each in NUMBERS] == [shown.format({"n": each}) for each in NUMBERS]
    for unit, patterns in data.units.items():
        if unit in OTHERWISE or name.partition("_")[0] in FILLED_BY_ICU or name in FILLED_BY_ICU:
            continue
        ours = []
        for each in NUMBERS:
            pattern = patterns.get(category(name, each) or "other", patterns["other"])
            ours.append(pattern.replace("{0}", data.numbers.write(each)))
        widths = [
            MessageFormat(f"{{n, number, ::unit/{unit} unit-width-{width} precision-unlimited}}", name)
            for width in ("full-name", "short")
        ]
        assert ours in [[form.format({"n": each}) for each in NUMBERS] for form in widths], unit
