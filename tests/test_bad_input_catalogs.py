"""Planted faults in a catalog, through the command line.

Every test wants one sentence with file and line, a hint below it, exit code 1, no traceback, and what was
built earlier untouched.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.planted import CATALOG, EARLIER, TEMPLATE, assert_intact, assert_told


def in_catalog(workspace: Path, msgid: str, said: str) -> int:
    """Change what a message says in Spanish; give the line of the message."""
    path = workspace / CATALOG
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(f'msgid "{msgid}"\nmsgstr "{msgid}"\n')
    assert found
    path.write_text(f'{before}msgid "{msgid}"\nmsgstr "{said}"\n{after}', encoding="utf-8")
    return before.count("\n") + 1


@pytest.mark.parametrize(
    ("msgid", "said", "words", "hint"),
    [
        ("Advantages", "", '"Advantages" is not translated', "translate it"),
        ("Advantages", "   ", '"Advantages" is not translated', "translate it"),
        ("Advantages", "<script>a</script>", "uses <script>, which is not allowed", "<strong>"),
        ("Advantages", "<b>a</b>", "uses <b>, which is not allowed", "<strong>"),
        ("Advantages", "<strong class='a'>b</strong>", "gives <strong> an attribute", "<strong>"),
        ("Advantages", "<strong>a", "has broken markup", "<strong>"),
        ("Advantages", "a &foo; b", "has broken markup", "<strong>"),
        ("Advantages", "a {dose} b", "the placeholder {dose} is not one of the message", "it has: none"),
        ("Advantages", "a } b", "a brace is open or alone", "placeholder"),
        ("Page {page} of {pages}", "Página {page}", "the placeholder {pages} is missing", "put {pages}"),
        ("Page {page} of {pages}", "{page} {pages} {0}", "the placeholder {0} is not one", "{page}, {pages}"),
        ("Advantages", "\U000130c0", "U+130C0", "another character"),
        ("Advantages", "a \ue000", "U+E000", "another character"),
        ("Advantages", "Ventajas \ufffd", "U+FFFD", "another character"),
    ],
)
def test_a_translation_that_is_wrong_is_refused(
    workspace, fill_catalog, build, msgid, said, words, hint
) -> None:
    fill_catalog("es")
    line = in_catalog(workspace, msgid, said)
    assert_told(build("vertebroplasty", "--language", "es"), f"{CATALOG}:{line}", words, hint)
    assert_intact(workspace, "vertebroplasty", "es")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgid "Advantages"', 'msgid "Advantages', "is no line of a catalog"),
        ('msgid "Advantages"', "msgid Advantages", "is no line of a catalog"),
        ('msgid "Advantages"', '<<<<<<< HEAD\nmsgid "Advantages"', "is no line of a catalog"),
        ('msgid "Advantages"', 'msgid "Advantages"\nmsgid "Twice"', "the catalog is broken"),
    ],
)
def test_a_broken_catalog_is_refused(workspace, spoil, fill_catalog, build, old, new, words) -> None:
    fill_catalog("es")
    line = spoil(CATALOG, old, new)
    result = build("vertebroplasty", "--language", "es", "--language", "en")
    places = [f"{CATALOG}:{line + more}" for more in (-1, 0, 1)]
    place = next((each for each in places if f"{each}: " in result.stderr), places[0])
    assert_told(result, place, words)
    assert_intact(workspace, "vertebroplasty", "es")
    # The other language was made all the same.
    assert (workspace / "output" / "en" / "vertebroplasty.pdf").read_bytes() != EARLIER


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("nplurals=2; plural=__import__('os').abort();", "the catalog is broken"),
        ("nplurals=2; plural=(n;", "the catalog is broken"),
        ("nplurals=2; plural=n/0;", "the catalog is broken"),
    ],
)
def test_a_hostile_plural_rule_is_refused_or_harmless(fill_catalog, build, rule, words) -> None:
    path = fill_catalog("es")
    text = re.sub(r"nplurals=[^\\]*", lambda _: rule, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    result = build("spinal-endoscopy", "--language", "es")
    assert "Traceback" not in result.output
    assert "failed (" not in result.output
    if result.exit_code:
        assert words in result.stderr


def test_a_fuzzy_message_is_refused(workspace, spoil, fill_catalog, build) -> None:
    fill_catalog("es")
    line = spoil(
        CATALOG, 'msgctxt "heading"\nmsgid "Advantages"', '#, fuzzy\nmsgctxt "heading"\nmsgid "Advantages"'
    )
    result = build("vertebroplasty", "--language", "es")
    place = next(f"{CATALOG}:{n}" for n in (line, line + 1, line + 2) if f"{CATALOG}:{n}: " in result.stderr)
    assert_told(result, place, 'the translation of "Advantages" is fuzzy', "compare it")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_catalog_that_is_not_utf_8_too_large_or_gone_is_refused(workspace, build, fill_catalog) -> None:
    path = fill_catalog("es")
    content = path.read_bytes()
    line = content[: content.index(b"Advantages")].count(b"\n") + 1
    path.write_bytes(content.replace(b'"Advantages"', b'"Advantages\xe9"', 1))
    assert_told(build("--language", "es"), f"{CATALOG}:{line}", "byte 0xE9 is not UTF-8", "UTF-8")
    path.write_bytes(b"#" * 8_000_001)
    assert_told(build("--language", "es"), CATALOG, "larger than 8,000,000 bytes", "obsolete")
    path.unlink()
    assert_told(build("--language", "es"), CATALOG, "the file is not there", "leaflets catalog init es")
    assert_intact(workspace, "vertebroplasty", "es")


def test_a_message_that_the_catalog_does_not_have_is_refused(workspace, spoil, fill_catalog, build) -> None:
    fill_catalog("es")
    spoil(TEMPLATE, 'pgettext("heading", "What it is")', 'pgettext("heading", "Brand new")')
    result = build("vertebroplasty", "--language", "es")
    assert_told(result, CATALOG, '"Brand new" is not in the catalog', f"the message stands in {TEMPLATE}:6")
    assert_intact(workspace, "vertebroplasty", "es")
