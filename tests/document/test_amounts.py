from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from leaflets.content.quantities import Amount, Quantity
from leaflets.document.amounts import Numerals, Wording
from leaflets.document.figure_measures import MONTHS
from leaflets.languages import language


def _markup(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup("{}").format(value)


class Shown:
    """Phrases that show which one was asked for; ``joint`` are those that say several at once."""

    def __init__(self, *joint: str) -> None:
        self._joint = joint

    def offers(self, name: str) -> bool:
        return name in self._joint

    def phrase(self, name: str, *arguments: object) -> Markup:
        return Markup("{}({})").format(name, Markup(", ").join(map(_markup, arguments)))


def numerals(tag: str) -> Numerals:
    return Numerals(language(tag))


def said(tag: str, *joint: str, **quantity: object) -> str:
    return str(Wording(numerals(tag), Shown(*joint)).quantity(Quantity.model_validate(quantity)))


@pytest.mark.parametrize(
    ("tag", "digits"),
    [
        ("en", "0123456789"),
        ("ar", "0123456789"),
        ("hi", "0123456789"),
        ("bn", "০১২৩৪৫৬৭৮৯"),
        ("fa", "۰۱۲۳۴۵۶۷۸۹"),
        ("my", "၀၁၂၃၄၅၆၇၈၉"),
    ],
)
def test_digits_are_those_of_the_language(tag: str, digits: str) -> None:
    assert numerals(tag).digits == digits


@pytest.mark.parametrize(
    ("tag", "thousand", "large", "half"),
    [
        ("en", "1,000", "1,234,567", "2.5"),
        ("de", "1.000", "1.234.567", "2,5"),
        ("hi", "1,000", "12,34,567", "2.5"),
        ("bn", "১,০০০", "১২,৩৪,৫৬৭", "২.৫"),
        ("he", "1,000", "1,234,567", "2.5"),
        ("zh-Hans", "1,000", "1,234,567", "2.5"),
    ],
)
def test_numbers_are_grouped_as_in_the_language(tag: str, thousand: str, large: str, half: str) -> None:
    write = numerals(tag).number
    assert (write(1000), write(1234567), write(2.5)) == (thousand, large, half)


@pytest.mark.parametrize(
    ("tag", "one", "two", "three", "eleven", "hundred"),
    [
        ("en", "1 month", "2 months", "3 months", "11 months", "100 months"),
        ("ar", "شهر", "شهران", "3 أشهر", "11 شهرًا", "100 شهر"),
        ("hi", "1 महीना", "2 महीने", "3 महीने", "11 महीने", "100 महीने"),
        ("th", "1 เดือน", "2 เดือน", "3 เดือน", "11 เดือน", "100 เดือน"),
        ("zh-Hans", "1个月", "2个月", "3个月", "11个月", "100个月"),
        ("de", "1 Monat", "2 Monate", "3 Monate", "11 Monate", "100 Monate"),
        ("he", "1 חודש", "חודשיים", "3 חודשים", "11 חודשים", "100 חודשים"),
        ("bn", "১ মাস", "২ মাস", "৩ মাস", "১১ মাস", "১০০ মাস"),
    ],
)
def test_units_take_the_plural_of_the_language(
    tag: str, one: str, two: str, three: str, eleven: str, hundred: str
) -> None:
    write = numerals(tag).amount
    found = [write(Amount(value=value, unit="month")) for value in (1, 2, 3, 11, 100)]
    assert found == [one, two, three, eleven, hundred]


@pytest.mark.parametrize(
    ("tag", "times", "lengths"),
    [
        ("en", "1–2 months", "6–8 mm"),
        ("de", "1–2 Monate", "6–8 mm"),
        # CLDR's Arabic for two months is one word without a number: a range must show both numbers.
        ("ar", "1–2 شهر", "6–8 مم"),
        ("he", "1–2 חודשים", "6–8 מ״מ"),
        ("hi", "1–2 महीने", "6–8 मि॰मी॰"),
        ("th", "1-2 เดือน", "6-8 มม."),
        ("es", "1-2 meses", "6-8 mm"),
        ("ja", "1～2 か月", "6～8 ミリメートル"),
        ("ko", "1~2개월", "6~8밀리미터"),
        # GB/T 15835: the wave dash stands between the ends of a range.
        ("zh-Hans", "1～2个月", "6～8毫米"),
        ("bn", "১–২ মাস", "৬–৮ মিমি"),
    ],
)
def test_ranges_show_both_ends(tag: str, times: str, lengths: str) -> None:
    write = numerals(tag).range
    assert write(1, Amount(value=2, unit="month")) == times
    assert write(6, Amount(value=8, unit="millimeter")) == lengths


@given(
    tag=st.sampled_from(["en", "ar", "hi", "th", "zh-Hans", "de", "he", "bn", "fa", "ur"]),
    low=st.integers(1, 500),
    more=st.integers(1, 500),
    unit=st.sampled_from(["month", "year", "millimeter", "day"]),
)
def test_every_range_holds_both_numbers(tag: str, low: int, more: int, unit: str) -> None:
    write = numerals(tag)
    text = write.range(low, Amount(value=low + more, unit=unit))
    assert write.pair(low, low + more) in text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "23 November 2026"),
        ("de", "23. November 2026"),
        ("zh-Hans", "2026年11月23日"),
        ("bn", "২৩ নভেম্বর, ২০২৬"),
        ("fa", "۲ آذر ۱۴۰۵"),
        ("fa-AF", "۲ قوس ۱۴۰۵"),
        ("ps", "د ۱۴۰۵ د لیندۍ ۲"),
        ("en-US", "November 23, 2026"),
        ("en-IE", "23 November 2026"),
        ("lv", "2026. gada 23. novembris"),
        ("my", "၂၀၂၆ နိုဝင်ဘာ ၂၃"),
        ("ar", "23 نوفمبر 2026"),
    ],
)
def test_dates_are_written_in_full_with_the_digits_of_the_language(tag: str, text: str) -> None:
    assert numerals(tag).date(date(2026, 11, 23)) == text


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        ({"value": 6, "unit": "millimeter"}, "<num>6 mm</num>"),
        ({"min": 6, "max": 8, "unit": "millimeter"}, "<num>6–8 mm</num>"),
        ({"min": 1, "max": 2, "unit": "month", "approximate": True}, "about(<num>1–2 months</num>)"),
        ({"value": 20, "unit": "year", "more_than": True}, "more_than(<num>20 years</num>)"),
        (
            {"min": 6, "max": 2, "unit": "year", "min_unit": "month"},
            "between(<num>6 months</num>, <num>2 years</num>)",
        ),
        ({"min": 10, "max": 12, "unit": "times"}, "times(10–12, <num>10–12</num>)"),
        (
            {"value": 1000, "unit": "operation", "more_than": True, "per": "year"},
            "more_than(per_year(operation(1000, <num>1,000</num>)))",
        ),
    ],
)
def test_quantities_are_put_into_phrases(quantity: dict[str, object], text: str) -> None:
    assert said("en", **quantity) == text


_MANY = {"value": 1000, "unit": "operation", "more_than": True, "per": "year"}
_SPAN = {"min": 6, "max": 2, "unit": "year", "min_unit": "month", "approximate": True}


@pytest.mark.parametrize(
    ("joint", "quantity", "text"),
    [
        ("more_than_operation_per_year", _MANY, "more_than_operation_per_year(1000, <num>1,000</num>)"),
        ("more_than_per_year", _MANY, "more_than_per_year(operation(1000, <num>1,000</num>))"),
        ("operation_per_year", _MANY, "more_than(per_year(operation(1000, <num>1,000</num>)))"),
        ("about_between", _SPAN, "about_between(<num>6 months</num>, <num>2 years</num>)"),
        ("about_per_year", _SPAN, "about(between(<num>6 months</num>, <num>2 years</num>))"),
    ],
)
def test_the_phrase_that_says_most_at_once_is_taken(
    joint: str, quantity: dict[str, object], text: str
) -> None:
    assert said("en", joint, **quantity) == text


@pytest.mark.parametrize(
    ("tag", "low", "high", "unit", "text"),
    [
        ("ar", 1, 2, "month", "between(<num>شهر</num>, <num>شهرين</num>)"),
        ("ar", 1, 2, "year", "between(<num>سنة</num>, <num>سنتين</num>)"),
        # One end that has a numeral is enough for both to have theirs.
        ("ar", 1, 3, "month", "<num>1–3 أشهر</num>"),
        ("ar", 2, 4, "week", "<num>2–4 أسابيع</num>"),
        ("ar", 1, 2, "millimeter", "<num>1–2 مم</num>"),
        ("ar", 1, 2, "operation", "operation(1–2, <num>1–2</num>)"),
        ("he", 1, 2, "month", "<num>1–2 חודשים</num>"),
        ("en", 1, 2, "month", "<num>1–2 months</num>"),
        ("de", 1, 2, "month", "<num>1–2 Monate</num>"),
        ("zh-Hans", 1, 2, "month", "<num>1～2个月</num>"),
    ],
)
def test_a_range_of_two_amounts_that_are_said_without_numerals_says_both(
    tag: str, low: int, high: int, unit: str, text: str
) -> None:
    assert said(tag, min=low, max=high, unit=unit) == text


@pytest.mark.parametrize(
    ("tag", "quantity", "text"),
    [
        ("en", {"min": "0.0125", "max": "0.025", "unit": "milligram"}, "0.0125–0.025 mg"),
        ("en", {"value": "0.0004", "unit": "milligram"}, "0.0004 mg"),
        ("en", {"value": "1.0", "unit": "milligram"}, "1 mg"),
        ("en", {"value": "1000000", "unit": "item"}, "item(1000000, <num>1,000,000</num>)"),
        ("de", {"value": "0.0125", "unit": "milligram"}, "0,0125 mg"),
        ("fa", {"value": "0.0125", "unit": "milligram"}, "۰٫۰۱۲۵ میلی\u200cگرم"),
        ("en", {"value": 1, "unit": "liter"}, "1 litre"),
        ("en-US", {"value": 1, "unit": "liter"}, "1 liter"),
        ("de", {"value": 1, "unit": "liter"}, "1 Liter"),
        ("th", {"value": 1, "unit": "liter"}, "1 ลิตร"),
        ("fr", {"value": "1.5", "unit": "liter"}, "1,5\u00a0litre"),
        ("en", {"value": 50, "unit": "microgram"}, "50 micrograms"),
        ("ru", {"value": 50, "unit": "microgram"}, "50 микрограмм"),
        ("ja", {"value": 50, "unit": "microgram"}, "50 マイクログラム"),
        ("pl", {"value": "1.5", "unit": "month"}, "1,5 miesiąca"),
        ("lv", {"min": 3, "max": 11, "unit": "month"}, "3–11 mēneši"),
        ("en", {"min": "0.5", "max": 1, "unit": "hour"}, "0.5–1 hours"),
        ("az", {"value": 5, "unit": "milligram"}, "5 milliqram"),
        ("to", {"value": 5, "unit": "centimeter"}, "senitimita ʻe 5"),
        ("kmr", {"min": 1, "max": 2, "unit": "month"}, "1–2 meh"),
    ],
)
def test_amounts_are_exact_and_safe_to_read(tag: str, quantity: dict[str, object], text: str) -> None:
    exact = {
        key: Decimal(value) if key in ("value", "min", "max") else value for key, value in quantity.items()
    }
    found = said(tag, **exact)
    assert found.removeprefix("<num>").removesuffix("</num>") == text.removeprefix("<num>")


def test_plain_numbers_are_taken_too() -> None:
    assert numerals("en").range(0.1, Amount(value=0.3, unit="hour")) == "0.1–0.3 hours"


def test_months_measure_a_time_axis() -> None:
    assert 2 * MONTHS["year"] == 24
    assert 52 * MONTHS["week"] == pytest.approx(12)
    assert 365 * MONTHS["day"] == pytest.approx(12)


def test_a_day_has_two_figures_where_the_language_writes_them() -> None:
    assert numerals("en-ZA").date(date(2026, 3, 5)) == "05 March 2026"
    assert numerals("en").date(date(2026, 3, 5)) == "5 March 2026"


def test_thai_dates_count_from_the_buddhist_era() -> None:
    assert Numerals(language("th")).date(date(2026, 11, 23)) == "23 พฤศจิกายน พ.ศ. 2569"


def test_a_range_takes_the_plural_form_of_its_own() -> None:
    """CLDR's plural ranges: few to few is few in Arabic, one to two is other in Hebrew."""
    assert numerals("ar").range(3, Amount(value=5, unit="month")) == "3–5 أشهر"
    assert numerals("ar").range(1, Amount(value=2, unit="month")) == "1–2 شهر"
    assert numerals("he").range(1, Amount(value=2, unit="week")) == "1–2 שבועות"


def test_a_range_shows_its_numbers_where_one_alone_needs_no_numeral() -> None:
    assert numerals("ka").amount(Amount(value=1, unit="microgram")) == "მიკროგრამი"
    assert numerals("ka").range(1, Amount(value=2, unit="microgram")) == "1-2 მიკროგრამი"


@given(
    st.sampled_from(["ar", "ar-EG", "he", "sl", "cy"]),
    st.sampled_from(["hour", "day", "week", "month", "millimeter"]),
    st.decimals(0, 12, places=1),
    st.decimals(0, 12, places=1),
)
def test_a_range_has_both_its_numbers(tag: str, unit: str, low: Decimal, high: Decimal) -> None:
    """Forms without a numeral, such as a dual, cannot say one."""
    written = numerals(tag).range(low, Amount(value=high, unit=unit))
    assert numerals(tag).pair(low, high) in written
