from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.catalog import MAX_BYTES, Catalog, SourceCatalog, read_catalog
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.messages import Translation
from leaflets.languages import language

FILE = "locales/de/LC_MESSAGES/leaflets.po"
SOURCE = Position("data/a.yaml", 3)
HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
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
    return read_catalog(text.encode(), FILE, language("de"))


def refused(content: bytes | str) -> Diagnostic:
    with pytest.raises(LeafletsError) as caught:
        read_catalog(content.encode() if isinstance(content, str) else content, FILE, language("de"))
    (problem,) = caught.value.diagnostics
    assert (problem.language, problem.leaflet) == ("de", "")
    assert problem.position is not None
    assert problem.position.file == FILE
    assert problem.hint
    return problem


def test_a_message_is_found_by_its_context() -> None:
    assert catalog().find("One", "a: title", SOURCE) == Translation("Eins", Position(FILE, 7))


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
    assert found.position in (Position(FILE, line), Position(FILE, line - 1))
    assert found.hint


@pytest.mark.parametrize(
    ("count", "text"), [(1, "{number} Mal"), (0, "{number} Male"), (12.0, "{number} Male")]
)
def test_the_plural_form_is_chosen_by_the_catalog(count: float, text: str) -> None:
    found = catalog().find_plural("{number} time", "{number} times", "amount", count, SOURCE)
    assert isinstance(found, Translation)
    assert found.text == text


def test_a_plural_with_too_few_forms_is_not_translated() -> None:
    text = HEADER.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=2") + BODY
    found = catalog(text).find_plural("{number} time", "{number} times", "amount", 5, SOURCE)
    assert isinstance(found, Diagnostic)
    assert found.code == "untranslated"


def test_the_source_language_says_itself() -> None:
    source = SourceCatalog(language("en"))
    assert source.find("One", "c", SOURCE) == Translation("One", SOURCE)
    assert source.find_plural("one", "many", "c", 1, SOURCE) == Translation("one", SOURCE)
    assert source.find_plural("one", "many", "c", 12, SOURCE) == Translation("many", SOURCE)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ((HEADER + BODY).replace('msgid "Two"', "msgid Two"), 12),
        ((HEADER + BODY).replace('msgstr "Zwei"', 'msgstr "Zwei'), 13),
        ((HEADER + BODY).replace('msgid "Two"', 'mesgid "Two"'), 12),
        (HEADER + "<<<<<<< HEAD\n" + BODY, 6),
        ((HEADER + BODY).replace("Zwei", "Zw\xe9i").encode("latin-1"), 13),
        ((HEADER + BODY).encode("utf-16"), 1),
        (HEADER + BODY + "\0", 24),
    ],
    ids=["no quotes", "open quote", "keyword", "conflict", "latin-1", "utf-16", "nul"],
)
def test_a_broken_file_is_refused_with_its_line(content: bytes | str, line: int) -> None:
    problem = refused(content)
    assert problem.position is not None
    assert problem.position.line in (line, line - 1, line + 1)


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=2; plural=__import__('os').system('true');",
        "nplurals=2; plural=n.__class__;",
        "nplurals=2; plural=(n != 1",
        "nplurals=x; plural=y;",
        "nplurals=2; plural=" + "(" * 500 + "n" + ")" * 500 + ";",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=9**9**9;",
    ],
)
def test_a_hostile_plural_rule_does_nothing(rule: str) -> None:
    text = (HEADER + BODY).replace("nplurals=2; plural=(n != 1);", rule)
    try:
        found = catalog(text).find_plural("{number} time", "{number} times", "amount", 12, SOURCE)
    except LeafletsError as error:
        assert error.diagnostics[0].position == Position(FILE)  # noqa: PT017
    else:
        assert isinstance(found, Translation | Diagnostic)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    assert refused(b"#" * (MAX_BYTES + 1)).message == "the catalog is larger than 8,000,000 bytes"


def test_an_empty_file_has_no_messages() -> None:
    assert catalog("").entries == {}


@given(st.text('msgidstrctxplu[]01 "\\\n#,:~|<>é', max_size=80).map(str.encode) | st.binary(max_size=60))
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    try:
        read_catalog(content, FILE, language("de"))
    except LeafletsError as error:
        assert all(problem.hint for problem in error.diagnostics)  # noqa: PT017
