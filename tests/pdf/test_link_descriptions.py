"""What link annotations say of themselves, in the words of the document."""

from __future__ import annotations

from datetime import date

import pytest

from leaflets.document.nodes import Control, Document, Kind, Node, Run
from leaflets.pdf.link_descriptions import describe_links

PHONE = Run("020 7946 0999", direction="ltr", href="tel:02079460999", atomic=True)
CONTROL = Control("a", "1", date(2026, 1, 1), date(2027, 1, 1), "", "", "0123456789", "", "")


def names(*nodes: Node, lang: str = "en") -> list[str]:
    direction = "rtl" if lang == "ar" else "ltr"
    document = Document("a", lang, direction, "", Node(Kind.ARTICLE, "article", children=nodes), CONTROL)
    return list(describe_links(document).values())


def pair(term: str, *value: Run) -> Node:
    parts = (Node(Kind.TERM, "f.t", runs=(Run(term),)), Node(Kind.VALUE, "f.v", runs=value))
    return Node(Kind.FACT, "f", children=parts)


def paragraph(*runs: Run) -> Node:
    return Node(Kind.PARAGRAPH, "p", runs=runs)


@pytest.mark.parametrize(
    ("lang", "term", "name"),
    [
        ("en", "In an emergency", "In an emergency: 020 7946 0999"),
        ("en", "Call:", "Call: 020 7946 0999"),
        ("fr", "Urgences", "Urgences\u00a0: 020 7946 0999"),
        ("ja", "緊急", "緊急：020 7946 0999"),
        ("ar", "طوارئ", "طوارئ: \u2066020 7946 0999\u2069"),
    ],
)
def test_a_telephone_number_says_whose_it_is(lang: str, term: str, name: str) -> None:
    assert names(pair(term, PHONE), lang=lang) == [name]


def test_an_extension_belongs_to_the_number() -> None:
    extension = Run("12", direction="ltr", atomic=True)
    assert names(pair("Ward", PHONE, Run(" extension "), extension)) == ["Ward: 020 7946 0999 extension 12"]


def test_a_bare_address_is_described_by_its_sentence() -> None:
    web = Run("https://a.example", direction="ltr", href="https://a.example")
    assert names(paragraph(Run("Our website: "), web)) == ["Our website: https://a.example"]


def test_a_number_alone_is_described_by_its_heading_or_its_row() -> None:
    heading = Node(Kind.HEADING, "h", runs=(Run("Where to get help"),), level=2)
    assert names(heading, paragraph(PHONE)) == ["Where to get help: 020 7946 0999"]
    cells = (Node(Kind.HEADER_CELL, "c", runs=(Run("Ward"),)), Node(Kind.CELL, "d", runs=(PHONE,)))
    assert names(heading, Node(Kind.ROW, "r", children=cells)) == ["Ward: 020 7946 0999"]
    assert names(paragraph(PHONE)) == ["020 7946 0999"]


def test_words_that_are_a_link_describe_themselves() -> None:
    words = (Run("the ", href="https://a.example"), Run("ward", strong=True, href="https://a.example"))
    assert names(paragraph(Run("Ask "), *words)) == ["the ward", "the ward"]
    assert names(paragraph(Run("Section", href="#a"))) == ["Section"]
