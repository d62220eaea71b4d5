"""Which plural form of a catalog a count takes, and which counts a form stands for.

A Plural-Forms of gettext knows whole numbers only. For 1.5 and for 3–11 the form is found through CLDR: it
is the one that whole numbers of the same plural category take (UTS #35 part 3, 5).
"""

from __future__ import annotations

from decimal import Decimal

from leaflets.catalogs.plural_rules import ALL_COUNTS, PluralRule
from leaflets.cldr import Count, NumberRange, category


def form_of(count: Count, forms: int, rule: PluralRule, locale: str) -> int | None:
    """Give the form that a count takes; None if the catalog has none for it.

    A form that no whole number takes is the one of numbers with decimals (Polish "1,5 zabiegu").
    """
    if not isinstance(count, NumberRange) and count == int(count):
        return rule.form(int(count))
    if forms == 1:
        return 0
    wanted = category(locale, count)
    taken = {rule.form(each) for each in ALL_COUNTS if category(locale, each) == wanted} if wanted else set()
    if len(taken) == 1:
        return taken.pop()
    if isinstance(count, NumberRange):
        end = form_of(count.high, forms, rule, locale)
        return end if end in taken or wanted is None else None
    spare = set(range(forms)) - {rule.form(each) for each in ALL_COUNTS}
    return spare.pop() if len(spare) == 1 and not taken else None


def counts_of(form: int, rule: PluralRule) -> tuple[int, ...]:
    """Give the whole numbers that a form stands for, of a sample of them."""
    return tuple(count for count in ALL_COUNTS if rule.form(count) == form)


def only_count(form: int, rule: PluralRule | None) -> int | None:
    """Give the number of a form that stands for one number only, such as the Arabic dual."""
    counts = counts_of(form, rule) if rule else ()
    return counts[0] if len(counts) == 1 else None


def shown(count: Count) -> str:
    """Write a count for a message to people."""
    return str(count) if isinstance(count, NumberRange) else f"{Decimal(count):f}"
