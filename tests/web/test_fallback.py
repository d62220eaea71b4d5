from __future__ import annotations

import pytest

from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.catalogs.headers import Header
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.checks.checker import certain_errors
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Message
from leaflets.document.speaking import Translation
from leaflets.languages import language
from leaflets.web.fallback import FallbackTranslations

SOURCE = Position("data/a.yaml", 3)


def catalog(tag: str, *messages: PoMessage) -> Catalog:
    header = Header("", (("Plural-Forms", "nplurals=2; plural=(n != 1);"),))
    return Catalog(PoFile(f"{tag}.po", language(tag), header, messages), certain_errors)


def lenient(text: str, *, fuzzy: bool = False, refused: bool = False) -> FallbackTranslations:
    said = catalog(
        "de",
        PoMessage("c", "a {x}", "", (text,), (7,), fuzzy),
        PoMessage("c", "{n} day", "{n} days", (text, ""), (9, 10)),
    )
    return FallbackTranslations(said, {Position("de.po", 7): Diagnostic("no glyph")} if refused else {})


def test_a_translation_that_is_right_is_given() -> None:
    said = lenient("b {x}")
    assert said.find("a {x}", "c", SOURCE) == Translation("b {x}", Position("de.po", 7))
    assert (said.unfinished, said.texts) == ({}, {("c", "a {x}"): "b {x}"})


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "untranslated"), ("b", "placeholder"), ("b {x} {y}", "placeholder"), ("<b>{x}</b>", "markup")],
)
def test_where_it_is_wrong_the_source_speaks(text: str, code: str) -> None:
    said = lenient(text)
    found = said.find("a {x}", "c", SOURCE)
    assert found == Translation("a {x}", Position("de.po", 7))
    assert [problem.code for problem in said.unfinished["c", "a {x}"]] == [code]
    assert said.texts == {("c", "a {x}"): "a {x}"}


def test_fuzzy_absent_and_refused_messages_are_unfinished() -> None:
    assert lenient("b {x}", fuzzy=True).find("a {x}", "c", SOURCE).text == "a {x}"
    refused = lenient("b {x}", refused=True)
    assert refused.find("a {x}", "c", SOURCE).text == "a {x}"
    assert refused.unfinished["c", "a {x}"][0].message == "no glyph"
    absent = lenient("b {x}")
    assert absent.find("other", "c", SOURCE) == Translation("other", Position("de.po"))
    assert absent.unfinished["c", "other"][0].code == "not-in-catalog"


@pytest.mark.parametrize(("count", "text"), [(1, "{n} Tag"), (2, "{n} days")])
def test_a_plural_that_is_missing_is_the_source_s(count: int, text: str) -> None:
    said = lenient("{n} Tag")
    assert said.find_plural("{n} day", "{n} days", "c", count, SOURCE).text == text
    assert (("c", "{n} day") in said.unfinished) == (count == 2)


def test_the_source_language_is_always_finished() -> None:
    said = FallbackTranslations(SourceCatalog(language("en")))
    assert said.find("a {x}", "c", SOURCE) == Translation("a {x}", SOURCE)
    assert said.language.tag == "en"
    assert not said.unfinished


def test_of_other_languages_only_what_is_right_is_said() -> None:
    hindi = catalog("hi", PoMessage("c", "a", "", ("x",), (3,)), PoMessage("c", "b", "", ("<b>",), (5,)))
    said = lenient("b {x}")
    own, other = said.in_all_languages([lenient("b {x}"), hindi])
    assert own is said
    assert other.find("a", "c", SOURCE) == Translation("x", Position("hi.po", 3))
    assert isinstance(other.find("b", "c", SOURCE), Diagnostic)
    assert isinstance(other.find("c", "c", SOURCE), Diagnostic)


def test_another_language_s_message_is_not_unfinished_for_ours() -> None:
    said = lenient("")
    said.find("a {x}", "c", SOURCE)
    assert said.problems(Message("a {x}", "c", Position("de.po", 7)))
    assert not said.problems(Message("a {x}", "c", Position("hi.po", 7)))
    assert not said.problems(Message("b", "c", Position("de.po", 7)))


def test_on_a_page_from_right_to_left_the_source_is_isolated() -> None:
    said = FallbackTranslations(catalog("ar", PoMessage("c", "a {x}.", "", ("",), (7,))))
    assert said.find("a {x}.", "c", SOURCE).text == "\u2066a {x}.\u2069"
