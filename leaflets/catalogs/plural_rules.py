"""Plural rules: what a catalog's header says, what CLDR says, and whether both mean the same.

GNU gettext manual, "Plural forms"; Unicode CLDR, "Language Plural Rules".
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from dataclasses import dataclass

from babel.messages.plurals import get_plural
from babel.plural import PluralRule as CldrRule
from babel.plural import to_gettext

from leaflets.cldr import category, plural_rules
from leaflets.languages import Language

# As the GNU gettext manual and the translators' tools spell them ("Plural forms").
_FAMILIAR = (
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
)
# Whole numbers that take every form that the rules of gettext and CLDR know; leaflets do not count millions.
COUNTS = (*range(250), 1000, 1001, 1002, 10_000, 100_000)
ALL_COUNTS = (*COUNTS, 10**6, 2 * 10**6)
# CLDR knows six categories.
_MOST_FORMS = 6
_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d{1,9})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PluralRule:
    """How many forms a language has, and which of them belongs to a count."""

    forms: int
    choose: Callable[[int], int]

    def form(self, count: int) -> int | None:
        """Give the form for a count; None where the rule cannot be worked out (it divides by nothing)."""
        try:
            form = int(self.choose(count))
        except (ArithmeticError, ValueError):
            return None
        return form if 0 <= form < self.forms else None


def read_rule(forms: str) -> PluralRule | str:
    """Read a Plural-Forms field; say what is wrong with one that is broken."""
    match = _FORMS.fullmatch(forms)
    if match is None:
        return "it is not nplurals=NUMBER; plural=EXPRESSION;"
    count = int(match[1])
    if not 1 <= count <= _MOST_FORMS:
        return f"no language has {count} forms"
    try:
        rule = PluralRule(count, gettext.c2py(match[2]))
    except (ValueError, RecursionError) as error:
        return str(error) or "the expression is too deep"
    bad = next((each for each in ALL_COUNTS if rule.form(each) is None), None)
    return rule if bad is None else f"it has no form for {bad}"


def plural_forms(language: Language) -> str:
    """Give the Plural-Forms of a language by CLDR, in the short spelling that tools know where there is one.

    Categories that no whole number below a million takes are left out (Spanish "many"). Empty if CLDR has no
    plural rule of the language: its translator must write one.
    """
    rules = plural_rules(language.cldr)
    if rules is None:
        return ""
    used = {category(language.cldr, count) for count in COUNTS}
    exact = _tight(to_gettext(CldrRule({name: rule for name, rule in rules.items() if name in used})))
    count, expression, *_ = get_plural(language.cldr)
    # How Babel spells an expression changes with its version; what it means does not.
    tools = _tight(f"nplurals={count}; plural={expression};")
    return next((each for each in (*_FAMILIAR, tools) if _chosen(each) == _chosen(exact)), exact)


def same_plurals(first: str, second: str) -> bool:
    """Tell whether two Plural-Forms keep the same counts together; the forms may be numbered otherwise."""
    one, two = _chosen(first), _chosen(second)
    pairs = set(zip(one, two, strict=False))
    return bool(one and two) and len(pairs) == len(set(one)) == len(set(two))


def _tight(forms: str) -> str:
    """Spell a rule as gettext's manual does: no spaces around comparisons."""
    return re.sub(r"\s*(==|!=|<=|>=|<|>|%)\s*", r"\1", forms)


def _chosen(forms: str) -> tuple[int | None, ...]:
    """Give the forms that a Plural-Forms chooses for a row of counts; none if it is broken."""
    rule = read_rule(forms)
    return () if isinstance(rule, str) else tuple(rule.form(count) for count in COUNTS)
