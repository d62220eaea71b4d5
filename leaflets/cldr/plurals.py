"""Plural categories of exact numbers and of ranges (UTS #35 part 3, 5: Language Plural Rules).

Babel reads the rules too, but treats 0.05 as having one decimal; so the operands are computed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from leaflets.cldr.locales import canonical, common

_RELATION = re.compile(r"(?P<operand>[nivwftce])(?: % (?P<modulus>\d+))? (?P<sign>!?=) (?P<values>[\d.,]+)")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A range of numbers, which has plural rules of its own: "0.5–1 hours"."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        return f"{self.low}–{self.high}"


Count = int | Decimal | NumberRange


def category(name: str, count: Count) -> str | None:
    """Find the plural category of a count in a CLDR locale; None if CLDR has no rules for the language."""
    rules = plural_rules(name)
    if rules is None:
        return None
    if isinstance(count, NumberRange):
        low, high = _category(rules, count.low), _category(rules, count.high)
        # By default a range takes the plural of its end (UTS #35 part 3, 5.3).
        ranges: Mapping[str, str] = common()["ranges"].get(canonical(name).language, {})
        return ranges.get(f"{low} {high}", high)
    return _category(rules, Decimal(count))


def is_singular(count: Count) -> bool:
    """Tell whether the English source uses the singular for a count."""
    return category("en", count) == "one"


def plural_rules(name: str) -> Mapping[str, str] | None:
    """Look up the rules of a CLDR locale by category, without "other"; None if CLDR has none."""
    language, _, region = canonical(name)
    rules = common()["plurals"]
    found: Mapping[str, str] | None = rules.get(f"{language}_{region}", rules.get(language))
    return found


def plurals_differ(name: str, patterns: Mapping[str, str]) -> bool:
    """Tell whether a choice between the patterns needs plural rules that CLDR does not have."""
    return len(set(patterns.values())) > 1 and plural_rules(name) is None


def _category(rules: Mapping[str, str], number: Decimal) -> str:
    operands = _operands(number)
    return next((name for name, rule in rules.items() if _holds(rule, operands)), "other")


def _operands(number: Decimal) -> Mapping[str, Decimal]:
    """Compute the operands of a number (UTS #35 part 3, 5.1.1); ``c`` and ``e`` (compact forms) are 0."""
    # Trailing zeros count in v and f, not in w and t: "1.0" may have another plural than "1".
    whole, _, visible = f"{number:f}".partition(".")
    kept = visible.rstrip("0")
    values: dict[str, Decimal | str | int] = {
        "n": number, "i": whole, "v": len(visible), "w": len(kept), "f": visible or 0, "t": kept or 0,
        "c": 0, "e": 0,
    }  # fmt: skip
    return {name: Decimal(value) for name, value in values.items()}


def _holds(rule: str, operands: Mapping[str, Decimal]) -> bool:
    return any(
        all(_is_true(relation, operands) for relation in condition.split(" and "))
        for condition in rule.split(" or ")
    )


def _is_true(relation: str, operands: Mapping[str, Decimal]) -> bool:
    operand, modulus, sign, ranges = _parse_relation(relation)
    value = operands[operand] % modulus if modulus else operands[operand]
    # A range in a rule contains integers only (UTS #35 part 3, 5.1.1).
    is_in = any(low <= value <= high and value == value.to_integral_value() for low, high in ranges)
    return is_in == (sign == "=")


@cache
def _parse_relation(relation: str) -> tuple[str, int, str, tuple[tuple[int, int], ...]]:
    found = _RELATION.fullmatch(relation.strip())
    assert found, relation  # noqa: S101 - tests read every rule of the table
    ends = (part.split("..") for part in found["values"].split(","))
    ranges = tuple((int(each[0]), int(each[-1])) for each in ends)
    return found["operand"], int(found["modulus"] or 0), found["sign"], ranges
