"""The foot of a page: document control in small type, each part of it in one piece."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, product, takewhile

import pytest

from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Artifact, Page, TextItem
from tests.layout.documents import ENGINE, document

STAMPS = {
    "en": "Leaflet a-leaflet-of-a-long-name · Version 1.0 · Issued 23 November 2026 · Next review 3 May 2028",
    "de": "Merkblatt ein-langer-name · Fassung 1.0 · Stand 23. November 2026 · Nächste Prüfung 3. Mai 2028",
    "th": "เอกสาร a-long-name · ฉบับที่ 1.0 · ออกเมื่อ 23 พฤศจิกายน พ.ศ. 2569 · ทบทวนครั้งต่อไป 3 มกราคม พ.ศ. 2571",
    "ur": f"کتابچہ a{'-long-name' * 6} · نسخہ 1.0 · اجرا 23 نومبر 2026 · اگلا جائزہ 3 مئی 2028",
}


def lines_of_stamp(stamp: str, lang: str) -> list[str]:
    """Set a stamp; return its lines from the top."""
    made = document("<p>story</p>", lang)
    (page,) = compose(replace(made, control=replace(made.control, stamp=stamp)), ENGINE)
    return lines_of(page)


def lines_of(page: Page) -> list[str]:
    """Collect the lines of a page's stamp; behind it stands the number of the page."""
    lines = groupby(takewhile(lambda item: "Page" not in text_of(item), foot_of(page)), lambda item: item.y)
    return ["".join(map(text_of, line)).strip() for _, line in lines]


def foot_of(page: Page) -> list[TextItem]:
    return [item for item in page.items if isinstance(item, TextItem) and item.owner is Artifact.FOOTER]


def text_of(item: TextItem) -> str:
    words = item.fragment.words
    return "".join(word.text for word in (reversed(words) if item.fragment.rtl else words))


@pytest.mark.parametrize("lang", STAMPS)
def test_what_stands_between_two_dots_is_not_parted(lang: str) -> None:
    lines = lines_of_stamp(STAMPS[lang], lang)
    assert len(lines) == 2
    assert " ".join(lines) == STAMPS[lang]
    assert lines[0].endswith(" ·")


@pytest.mark.parametrize("lang", ["en", "ur", "kn", "si"])
def test_the_page_makes_room_for_a_foot_of_many_lines(lang: str) -> None:
    """In Urdu two lines are as tall as four in English: the story ends higher, nothing is refused."""
    stamp = f"a{'-long-name' * 30} · {'بات ' * 9 if lang == 'ur' else 'word ' * 9}"
    assert len(lines_of_stamp(stamp, lang)) > 3


def test_a_part_that_is_longer_than_a_line_is_divided() -> None:
    stamp = f"Leaflet {'with a name of many words ' * 8}· Version 1.0"
    lines = lines_of_stamp(stamp, "en")
    assert len(lines) >= 3
    assert " ".join(lines) == stamp


def test_parts_are_rather_parted_than_on_a_line_more() -> None:
    part = "words that take more than half a line of the foot"
    stamp = " · ".join([part] * 3)
    lines = lines_of_stamp(stamp, "en")
    assert " ".join(lines) == stamp
    assert len(lines) == 2
    assert not lines[0].endswith("·")


def test_the_page_makes_room_for_a_foot_that_takes_a_line_more_from_page_ten_on() -> None:
    """The wider the number of the page, the less room is left for the stamp beside it."""
    made = document("<p>story</p>" * 420, "ur")
    counts = set()
    # Letters make the last line as full as it must be, however wide the hash beside it is.
    for words, letters in product(range(46, 50), range(3)):
        stamp = "بات " * words + "ب" * letters
        pages = compose(replace(made, control=replace(made.control, stamp=stamp)), ENGINE)
        counts.add((len(pages) >= 10, len(lines_of(pages[0])), len(lines_of(pages[-1]))))
    assert (True, 2, 3) in counts


def test_a_page_says_its_number_in_the_digits_of_the_language() -> None:
    made = document("<p>story</p>" * 40, "ur")
    control = replace(made.control, page_pattern="صفحہ {page} از {pages}", digits="۰۱۲۳۴۵۶۷۸۹")
    pages = compose(replace(made, control=control), ENGINE)
    said = ["".join(map(text_of, foot_of(page))) for page in pages]
    assert [each.removeprefix("Leaflet test").partition(" · ")[0] for each in said] == [
        "صفحہ ۱ از ۲",
        "صفحہ ۲ از ۲",
    ]


@pytest.mark.parametrize("pattern", ["صفحة {page} من {pages}", "Page {page} of {pages}"])
def test_the_hash_ends_the_foot_of_an_arabic_page(pattern: str) -> None:
    """Behind Latin words, too: it is an isolate (UAX #9), which they do not draw to themselves."""
    made = document("<p>story</p>", "ar")
    made = replace(made, control=replace(made.control, page_pattern=pattern))
    (page,) = compose(made, ENGINE)
    leftmost = min(foot_of(page), key=lambda item: item.x)
    assert text_of(leftmost) == made.short_hash
    assert leftmost.x == pytest.approx(STANDARD.geometry.side)
