"""Which plural form of a catalog a count takes, and which counts a form stands for.

A Plural-Forms of gettext knows whole numbers only. For 1.5 and for 3–11 the form is found through CLDR: it
is the one that whole numbers of the same plural category take (UTS #35 part 3, 5).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from decimal import Decimal

from leaflets.cldr import Count, Span, category

Rule = Callable[[int], int]
_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?);?\s*", re.DOTALL)
# Whole numbers that take every form that the rules of gettext and CLDR know.
COUNTS = (*range(250), 1000, 1001, 1002, 10_000, 100_000)
_MANY = (*COUNTS, 10**6, 2 * 10**6)


def parse_forms(forms: str) -> Rule | None:
    """Read which form a whole number takes by a Plural-Forms; None if it is broken."""
    match = _FORMS.fullmatch(forms)
    if match is None:
        return None
    try:
        choose = gettext.c2py(match[2])
        is_whole = all(0 <= choose(count) < int(match[1]) for count in _MANY)
    except (ValueError, ArithmeticError):
        return None
    return choose if is_whole else None


def form_of(count: Count, forms: int, choose: Rule, locale: str) -> int | None:
    """Give the form that a count takes; None if the catalog has none for it.

    A form that no whole number takes is the one of numbers with decimals (Polish "1,5 zabiegu").
    """
    if not isinstance(count, Span) and count == int(count):
        return choose(int(count))
    if forms == 1:
        return 0
    wanted = category(locale, count)
    taken = {choose(each) for each in _MANY if category(locale, each) == wanted} if wanted else set()
    if len(taken) == 1:
        return taken.pop()
    if isinstance(count, Span):
        end = form_of(count.high, forms, choose, locale)
        return end if end in taken or wanted is None else None
    spare = set(range(forms)) - {choose(each) for each in _MANY}
    return spare.pop() if len(spare) == 1 and not taken else None


def counts_of(form: int, choose: Rule) -> tuple[int, ...]:
    """Give the whole numbers that a form stands for, of a sample of them."""
    return tuple(count for count in _MANY if choose(count) == form)


def only_count(form: int, choose: Rule | None) -> int | None:
    """Give the number of a form that stands for one number only, such as the Arabic dual."""
    counts = counts_of(form, choose) if choose else ()
    return counts[0] if len(counts) == 1 else None


def shown(count: Count) -> str:
    """Write a count for a message to people."""
    return str(count) if isinstance(count, Span) else f"{Decimal(count):f}"
