from __future__ import annotations

import pytest

from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.speaking import Translation
from leaflets.languages import language
from tests.catalogs.samples import GERMAN_FILE as FILE
from tests.catalogs.samples import GERMAN_HEADER as HEADER

SOURCE = Position("data/a.yaml", 3)
BODY = """\
msgctxt "a: title"
msgid "One"
msgstr "Eins"

#, fuzzy
msgctxt "a: title"
msgid "Two"
msgstr "Zwei"

msgctxt "b: title"
msgid "One"
msgstr ""

msgctxt "amount"
msgid "{number} time"
msgid_plural "{number} times"
msgstr[0] "{number} Mal"
msgstr[1] "{number} Male"
"""


def catalog(text: str = HEADER + BODY) -> Catalog:
    return Catalog(read_po_file(text.encode(), FILE, language("de")), certain_errors)


def test_a_message_is_found_by_its_context() -> None:
    assert catalog().find("One", "a: title", SOURCE) == Translation("Eins", Position(FILE, 8))


@pytest.mark.parametrize(
    ("msgid", "context", "code", "line", "words"),
    [
        ("Two", "a: title", "fuzzy", 13, 'the translation of "Two" is fuzzy'),
        ("One", "b: title", "untranslated", 17, '"One" is not translated'),
        ("One", "c: title", "not-in-catalog", 0, '"One" is not in the catalog'),
        ("Three", "a: title", "not-in-catalog", 0, '"Three" is not in the catalog'),
        ("x" * 99, "a", "not-in-catalog", 0, f'"{"x" * 57}…" is not in the catalog'),
    ],
)
def test_what_cannot_be_used_is_told(msgid: str, context: str, code: str, line: int, words: str) -> None:
    found = catalog().find(msgid, context, SOURCE)
    assert isinstance(found, Diagnostic)
    assert (found.code, found.language, found.message) == (code, "de", words)
    assert found.position == Position(FILE, line)
    assert found.hint


@pytest.mark.parametrize(
    ("count", "text"), [(1, "{number} Mal"), (0, "{number} Male"), (12.0, "{number} Male")]
)
def test_the_plural_form_is_chosen_by_the_catalog(count: float, text: str) -> None:
    found = catalog().find_plural("{number} time", "{number} times", "amount", count, SOURCE)
    assert isinstance(found, Translation)
    assert found.text == text


def test_a_count_that_the_plural_rule_cannot_work_out_is_told() -> None:
    rule = "nplurals=2; plural=n/(5000000-n)*0;"
    found = catalog(HEADER.replace("nplurals=2; plural=(n != 1);", rule) + BODY).find_plural(
        "{number} time", "{number} times", "amount", 5_000_000, SOURCE
    )
    assert isinstance(found, Diagnostic)
    assert found.code == "plural-form"


def test_what_cannot_be_right_is_given_with_the_text_and_found_once() -> None:
    text = BODY.replace("{number} Male", "{number}0 Male")
    said = catalog(HEADER + text)
    found = said.find_plural("{number} time", "{number} times", "amount", 1, SOURCE)
    assert isinstance(found, Translation)
    codes = [(each.code, each.position, each.language) for each in found.faults]
    assert codes == [("number-added", Position(FILE, 23), "de"), ("touching", Position(FILE, 23), "de")]
    again = said.find_plural("{number} time", "{number} times", "amount", 12, SOURCE)
    assert isinstance(again, Translation)
    assert again.faults is found.faults


@pytest.mark.parametrize(
    ("header", "comment", "is_machine"),
    [
        ("", "", True),
        ("X-Leaflets-Origin: human", "", False),
        ("x-leaflets-origin:Human ", "", False),
        ("X-Leaflets-Origin: machine", "", True),
        ("X-Leaflets-Origin: machine-post-edited", "", True),
        ("X-Leaflets-Origin: machine", "# origin: human\n", False),
        ("X-Leaflets-Origin: human", "# Origin: Machine\n", True),
        ("X-Leaflets-Origin: human", "# the origin: machine shops of old\n", False),
    ],
)
def test_who_made_a_translation_is_said_by_header_and_comment(header, comment, is_machine) -> None:
    field = f'"{header}\\n"\n\n' if header else "\n"
    text = HEADER.rstrip("\n") + "\n" + field + f'{comment}msgid "One"\nmsgstr "Eins"\n'
    assert catalog(text).is_machine_made([("", "One"), ("", "not there")]) is is_machine


def test_the_source_language_says_itself() -> None:
    source = SourceCatalog(language("en"))
    assert source.find("One", "c", SOURCE) == Translation("One", SOURCE)
    assert source.find_plural("one", "many", "c", 1, SOURCE) == Translation("one", SOURCE)
    assert source.find_plural("one", "many", "c", 12, SOURCE) == Translation("many", SOURCE)


def test_an_open_bidi_control_of_the_source_is_told() -> None:
    source = SourceCatalog(language("en"))
    found = source.find("Call \u202ethe ward", "c", SOURCE)
    assert isinstance(found, Translation)
    assert [(each.code, each.position) for each in found.faults] == [("bidi-control", SOURCE)]
    assert source.find("Call \u2066the\u2069 ward", "c", SOURCE) == Translation(
        "Call \u2066the\u2069 ward", SOURCE
    )
