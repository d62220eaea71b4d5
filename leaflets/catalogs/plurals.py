"""Plural forms: the rule of a catalog's header, CLDR's rule, and the form that a count takes.

GNU gettext manual, "Plural forms"; Unicode CLDR, "Language Plural Rules". Gettext's Plural-Forms covers only
whole numbers. For 1.5 and for 3–11 the form is found through CLDR: it is the one that whole numbers of the
same plural category take (UTS #35 part 3, 5).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from babel.messages.plurals import get_plural
from babel.plural import PluralRule as CldrRule
from babel.plural import to_gettext

from leaflets.cldr import Count, NumberRange, category, plural_rules
from leaflets.languages import Language

# The spelling of the GNU gettext manual ("Plural forms") and of translators' tools.
_FAMILIAR = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
)
# Whole numbers that take every form of gettext's and CLDR's rules below a million. Nearly all rules depend on
# the last two digits, so two rounds of a hundred suffice.
_COUNTS = (*range(250), 1000, 1001, 1002, 10_000, 100_000)
# Millions have their own form in Spanish, French and others, but a catalog need not have it.
_COUNTS_WITH_MILLIONS = (*_COUNTS, 10**6, 2 * 10**6)
# CLDR has six categories; a header that claims more is hostile or broken.
_MOST_FORMS = 6
_FIELD = re.compile(r"\s*nplurals\s*=\s*(\d{1,9})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """How many plural forms a language has, and which of them a count takes.

    ``choose`` is gettext's expression, compiled; it may fail, or return a form that does not exist.
    """

    nplurals: int
    choose: Callable[[int], int]

    def form(self, count: int) -> int | None:
        """Find the form of a count, from 0; None if the rule fails (division by zero) or names no form."""
        try:
            form = int(self.choose(count))
        except (ArithmeticError, ValueError):
            return None
        return form if 0 <= form < self.nplurals else None


def read_rule(field: str) -> PluralRule | str:
    """Read a Plural-Forms field; for a broken one return a phrase that says what is wrong.

    The expression is tried on a series of counts, so that a rule that is returned has a form for each.
    """
    match = _FIELD.fullmatch(field)
    if match is None:
        return "it is not nplurals=NUMBER; plural=EXPRESSION;"
    nplurals = int(match[1])
    if not 1 <= nplurals <= _MOST_FORMS:
        return f"no language has {nplurals} forms"
    try:
        # The standard library's compiler accepts only numbers, n and operators, so no code can be injected.
        rule = PluralRule(nplurals, gettext.c2py(match[2]))
    except (ValueError, RecursionError) as error:
        return str(error) or "the expression is too deep"
    bad = next((each for each in _COUNTS_WITH_MILLIONS if rule.form(each) is None), None)
    return rule if bad is None else f"it has no form for {bad}"


def plural_forms(language: Language) -> str:
    """Write the Plural-Forms of a language by CLDR, in the usual short spelling where there is one.

    Categories that no whole number below a million takes are left out (Spanish "many"). Empty if CLDR has no
    plural rule for the language: its translator must then write one.
    """
    rules = plural_rules(language.cldr)
    if rules is None:
        return ""
    used = {category(language.cldr, count) for count in _COUNTS}
    exact = _without_spaces(
        to_gettext(CldrRule({name: rule for name, rule in rules.items() if name in used}))
    )
    count, expression, *_ = get_plural(language.cldr)
    # Babel spells expressions differently from version to version, so they are compared by meaning.
    tools = _without_spaces(f"nplurals={count}; plural={expression};")
    return next(
        (each for each in (*_FAMILIAR, tools) if _forms_by_count(each) == _forms_by_count(exact)), exact
    )


def same_plurals(first: str, second: str) -> bool:
    """Tell whether two Plural-Forms group counts alike; the numbers of the forms may differ."""
    # The pairs are as many as the forms of each rule if and only if the rules differ in numbering alone.
    one, two = _forms_by_count(first), _forms_by_count(second)
    pairs = set(zip(one, two, strict=False))
    return bool(one and two) and len(pairs) == len(set(one)) == len(set(two))


def _without_spaces(field: str) -> str:
    """Spell a rule as gettext's manual does, without spaces around comparisons."""
    return re.sub(r"\s*(==|!=|<=|>=|<|>|%)\s*", r"\1", field)


def _forms_by_count(field: str) -> tuple[int | None, ...]:
    """List the forms that a Plural-Forms chooses for a series of counts; empty if it is broken.

    Two rules with the same list mean the same, however their expressions are written.
    """
    rule = read_rule(field)
    return () if isinstance(rule, str) else tuple(rule.form(count) for count in _COUNTS)


def form_of(count: Count, forms: int, rule: PluralRule, locale: str) -> int | None:
    """Find the form that a count takes; None if the catalog has none for it.

    A form that no whole number takes is the one of numbers with decimals (Polish "1,5 zabiegu"). ``forms``
    is how many a message has, ``locale`` CLDR's name of the language.
    """
    if not isinstance(count, NumberRange) and count == int(count):
        return rule.form(int(count))
    if forms == 1:
        return 0
    wanted = category(locale, count)
    taken = (
        {rule.form(each) for each in _COUNTS_WITH_MILLIONS if category(locale, each) == wanted}
        if wanted
        else set()
    )
    if len(taken) == 1:
        return taken.pop()
    # The catalog splits the category, or CLDR has no rule: in most languages the end of a range decides.
    if isinstance(count, NumberRange):
        end = form_of(count.high, forms, rule, locale)
        return end if end in taken or wanted is None else None
    spare = set(range(forms)) - {rule.form(each) for each in _COUNTS_WITH_MILLIONS}
    return spare.pop() if len(spare) == 1 and not taken else None


def counts_of(form: int, rule: PluralRule) -> tuple[int, ...]:
    """List the whole numbers that take a form, from a sample up to two million."""
    return tuple(count for count in _COUNTS_WITH_MILLIONS if rule.form(count) == form)


def only_count(form: int, rule: PluralRule | None) -> int | None:
    """Find the one number that a form stands for (2 for the Arabic dual); None if it stands for several.

    The text of such a form may leave out its numeral.
    """
    counts = counts_of(form, rule) if rule else ()
    return counts[0] if len(counts) == 1 else None


def format_count(count: Count) -> str:
    """Format a count for a message."""
    return str(count) if isinstance(count, NumberRange) else f"{Decimal(count):f}"
