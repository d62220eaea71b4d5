from __future__ import annotations

from decimal import Decimal

import pytest

from leaflets.catalogs.catalog import Catalog
from leaflets.catalogs.plurals import PluralRule, counts_of, form_of, only_count, plural_forms, read_rule
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from leaflets.cldr import NumberRange
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.speaking import Translation
from leaflets.languages import language

ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
LATVIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"
FRENCH, GERMAN, ONE = "nplurals=2; plural=(n > 1);", "nplurals=2; plural=(n != 1);", "nplurals=1; plural=0;"
SPLIT = "nplurals=4; plural=(n==1 ? 0 : n%2 ? 1 : 2);"
SOURCE = Position("templates/amounts.html.j2", 1)


def form(rule: str, tag: str, count: str | NumberRange, forms: int) -> int | None:
    counted = count if isinstance(count, NumberRange) else Decimal(count)
    return form_of(counted, forms, read(rule), tag)


def read(rule: str) -> PluralRule:
    found = read_rule(rule)
    assert isinstance(found, PluralRule), found
    return found


def span(low: str, high: str) -> NumberRange:
    return NumberRange(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("rule", "tag", "count", "forms", "found"),
    [
        (FRENCH, "fr", "1.5", 2, 0),
        (FRENCH, "fr", "0.5", 2, 0),
        (FRENCH, "fr", "2.5", 2, 1),
        (GERMAN, "de", "1.5", 2, 1),
        (GERMAN, "de", "0.5", 2, 1),
        (GERMAN, "da", "0.5", 2, 0),
        (GERMAN, "de", span("0.5", "1"), 2, 0),
        (GERMAN, "es", span("0.5", "1"), 2, 1),
        (POLISH, "pl", "5", 3, 2),
        (POLISH, "pl", "1.5", 3, None),
        (POLISH.replace("nplurals=3", "nplurals=4"), "pl", "1.5", 4, 3),
        (POLISH, "pl", span("1", "2"), 3, 1),
        (LATVIAN, "lv", span("3", "11"), 3, 1),
        (ARABIC, "ar", span("10", "12"), 6, 4),
        (ARABIC, "ar", span("1", "2"), 6, 5),
        (ARABIC, "ar", "1.5", 6, 5),
        (ONE, "ja", "1.5", 1, 0),
        (ONE, "ksw", "1.5", 1, 0),
        (GERMAN, "rw", "1.5", 2, None),
        (GERMAN, "rw", span("1", "2"), 2, 1),
        # CLDR says "other" of 1.5 and of 0.5–1, which this catalog has in two forms.
        (SPLIT, "es", "1.5", 4, None),
        (SPLIT, "es", span("0.5", "1"), 4, None),
        (SPLIT, "es", span("2", "3"), 4, 1),
    ],
)
def test_decimals_and_ranges_take_the_form_of_their_category(
    rule: str, tag: str, count: str | NumberRange, forms: int, found: int | None
) -> None:
    assert form(rule, tag, count, forms) == found


@pytest.mark.parametrize(
    ("rule", "number", "only"),
    [
        (ARABIC, 0, 0), (ARABIC, 1, 1), (ARABIC, 2, 2), (ARABIC, 3, None), (ARABIC, 5, None),
        (GERMAN, 0, 1), (GERMAN, 1, None), (FRENCH, 0, None), (POLISH, 0, 1), (LATVIAN, 0, None),
    ],
)  # fmt: skip
def test_forms_that_stand_for_one_number(rule: str, number: int, only: int | None) -> None:
    assert only_count(number, read(rule)) == only


def test_a_form_stands_for_these_counts() -> None:
    assert counts_of(0, read(FRENCH)) == (0, 1)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "nplurals=2",
        "nplurals=2; plural=n",
        "nplurals=2; plural=1/n;",
        "nplurals=x; plural=0;",
        "plural=0;",
    ],
)
def test_broken_rules_are_no_rules(rule: str) -> None:
    assert isinstance(read_rule(rule), str)


def catalog(tag: str, rule: str, *forms: str):
    header = f'"Plural-Forms: {rule}\\n"\n' if rule else ""
    texts = "".join(f'msgstr[{number}] "{text}"\n' for number, text in enumerate(forms))
    text = (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{header}\n'
        f'msgctxt "amount"\nmsgid "{{number}} time"\nmsgid_plural "{{number}} times"\n{texts}'
    )
    return Catalog(read_po_file(text.encode(), "x.po", language(tag)), certain_errors)


def asked(tag: str, rule: str, count: str, *forms: str) -> Translation | Diagnostic:
    found = catalog(tag, rule, *forms)
    return found.find_plural("{number} time", "{number} times", "amount", Decimal(count), SOURCE)


def test_a_number_without_a_form_is_told() -> None:
    found = asked("pl", POLISH, "1.5", "raz", "razy", "razy")
    assert isinstance(found, Diagnostic)
    assert "has no plural form for 1.5" in found.message
    assert found.position
    assert found.position.line
    assert "nplurals" in found.hint


def test_a_catalog_without_a_rule_is_told() -> None:
    with pytest.raises(LeafletsError) as raised:
        asked("rw", "", "2", "a", "b")
    (found,) = raised.value.diagnostics
    assert "its header has none" in found.message
    assert "Plural-Forms" in found.hint


def test_the_form_of_one_number_says_so() -> None:
    found = asked("ar", ARABIC, "2", "a", "b", "c", "d", "e", "f")
    assert isinstance(found, Translation)
    assert (found.text, found.only_count) == ("c", 2)


def test_a_language_without_a_rule_of_cldr_gets_none() -> None:
    assert plural_forms(language("rw")) == ""
    assert plural_forms(language("mt")).startswith("nplurals=5;")
