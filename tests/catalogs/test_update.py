"""Catalogs brought up to the template: what a person wrote stays, nothing changes without a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from click.testing import CliRunner

from leaflets.catalogs.headers import Header, plural_forms, read_header, same_plurals
from leaflets.catalogs.po import read_po_file
from leaflets.catalogs.stats import stats
from leaflets.catalogs.template import extract, template_text
from leaflets.catalogs.update import new_catalog, update
from leaflets.cli import cli
from leaflets.diagnostics import LeafletsError
from leaflets.languages import language

ES = language("es")
OLD = """\
# Spanish, by a person
#
msgid ""
msgstr ""
"Project-Id-Version: Ward 3\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: Ana\\n"
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Generated-By: something\\n"
"X-Ward: kept \\"so\\"\\n"

# origin: human
# leaflets: ignore unit: there is none
#: old.yaml:1
msgctxt "a"
msgid "Do not drive for two days."
msgstr "No conduzca durante dos días."

msgctxt "a"
msgid "Ask your team about the operation."
msgstr "Pregunte a su equipo sobre la operación."

msgctxt "gone"
msgid "An old sentence that nobody needs."
msgstr "Una frase vieja."
"""


@pytest.fixture
def template() -> Catalog:
    """A template of three messages: one kept, one changed, one new."""
    found = Catalog(charset="utf-8")
    found.add(
        "Do not drive for two days.", context="a", locations=[("new.yaml", 7)], auto_comments=["Advice"]
    )
    found.add("Ask your team about this operation.", context="a", locations=[("new.yaml", 8)])
    found.add(("{n} day", "{n} days"), context="b", locations=[("new.yaml", 9)])
    return found


def test_update_keeps_what_a_person_wrote(template: Catalog) -> None:
    text = update(OLD.encode(), template, "x.po", ES).decode()
    assert text.startswith("# Spanish, by a person\n#\nmsgid")
    assert '"X-Ward: kept \\"so\\"\\n"' in text
    assert "# origin: human\n# leaflets: ignore unit: there is none\n#. Advice\n#: new.yaml:7\n" in text
    assert '"X-Leaflets-Origin: human\\n"' in text
    assert '#~ msgid "An old sentence that nobody needs."' in text
    for noise in ("POT-Creation-Date", "Generated-By", "old.yaml"):
        assert noise not in text


def test_a_changed_message_takes_its_translation_over_and_is_fuzzy(template: Catalog) -> None:
    po = read_po_file(update(OLD.encode(), template, "x.po", ES), "x.po", ES)
    kept, changed, new = po.messages
    assert (kept.fuzzy, changed.fuzzy, new.fuzzy) == (False, True, False)
    assert changed.texts == ("Pregunte a su equipo sobre la operación.",)
    assert (new.texts, new.is_translated) == (("", ""), False)
    assert kept.ignored == {"unit": "there is none"}


def test_an_update_twice_is_an_update_once(template: Catalog) -> None:
    once = update(OLD.encode(), template, "x.po", ES)
    assert update(once, template, "x.po", ES) == once
    assert template_text(template) == template_text(template)


def test_a_new_catalog_has_the_plural_forms_of_cldr(template: Catalog) -> None:
    for tag, count in (("ar", 6), ("hi", 2), ("th", 1), ("pl", 3)):
        po = read_po_file(new_catalog(template, language(tag)), "x.po", language(tag))
        assert len(po.messages[2].texts) == count
        assert po.header.get("Plural-Forms") == plural_forms(language(tag))
        assert po.header.get("Language") == tag


def test_plural_forms_follow_cldr() -> None:
    assert plural_forms(language("hi")) == "nplurals=2; plural=(n > 1);"
    assert plural_forms(language("es")) == "nplurals=2; plural=(n != 1);"
    assert plural_forms(language("zh-Hans")) == "nplurals=1; plural=0;"
    assert plural_forms(language("ar")).startswith("nplurals=6; plural=(n==0 ? 0 : n==1 ? 1")
    assert not same_plurals("nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n > 1);")
    for broken in ("", "nplurals=2", "nplurals=2; plural=n+;", "nplurals=1; plural=n;"):
        assert not same_plurals(broken, "nplurals=1; plural=0;")


def test_a_header_is_read_and_written_as_it_is() -> None:
    header = read_header(OLD)
    assert header.get("Last-Translator") == "Ana"
    assert header.get("X-Ward") == 'kept "so"'
    assert read_header(str(header)) == header
    assert read_header("") == Header("", ())
    assert header.with_field("Last-Translator", "Eva").get("Last-Translator") == "Eva"


def test_figures_of_a_catalog(template: Catalog) -> None:
    found = stats(read_po_file(update(OLD.encode(), template, "x.po", ES), "x.po", ES))
    assert (found.messages, found.translated, found.fuzzy, found.missing) == (3, 1, 1, 1)
    assert (found.words, found.words_translated) == (14, 6)
    assert (found.origin, found.review) == ("human", "none")


def test_the_template_has_places_examples_and_budgets(repository: Path) -> None:
    found = {(each.context, each.id): each for each in extract(repository) if each.id}
    fact = found["in short", "Ask your team"]
    assert any(note.startswith("at most about ") and "letters" in note for note in fact.auto_comments)
    assert all(name.startswith("templates/") and line for name, line in fact.locations)
    incision = next(each for (_, msgid), each in found.items() if "{incision}" in str(msgid))
    assert "{incision}: 6–8 mm" in incision.auto_comments
    page = found["footer", "Page {page} of {pages}"]
    assert any("{page}" in note for note in page.auto_comments)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["catalog", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def root(workspace: Path, repository: Path) -> Path:
    (workspace / "babel.cfg").write_bytes((repository / "babel.cfg").read_bytes())
    return workspace


def test_check_mode_changes_nothing_and_tells_what_is_stale(
    root: Path, spoil: Callable[[str, str, str], int]
) -> None:
    here = ("--workspace", str(root))
    run("update", *here)
    assert run("update", "--check", *here)[0] == 0
    spoil("data/site.yaml", "In an emergency", "In any emergency")
    before = {path: path.read_bytes() for path in root.rglob("*.po*")}
    for command in ("extract", "update"):
        code, words = run(command, "--check", *here)
        assert code == 1
        assert "leaflets.pot is stale" in words
    assert before == {path: path.read_bytes() for path in root.rglob("*.po*")}
    assert run("update", *here)[0] == 0
    assert run("update", "--check", *here)[0] == 0


def test_a_language_is_begun_once(root: Path) -> None:
    here = ("--workspace", str(root))
    assert run("init", "fr", *here)[0] == 0
    assert run("init", "fr", *here)[0] == 2
    assert run("init", "no such tag", *here)[0] == 2
    code, words = run("stats", "--language", "fr", *here)
    assert code == 0
    assert "0%" in words
    code, words = run("check", "--language", "fr", *here)
    assert code == 1
    assert "its lexicon lacks the words for: negation" in words


def test_broken_files_are_told_with_their_places(root: Path, spoil: Callable[[str, str, str], int]) -> None:
    here = ("--workspace", str(root))
    (root / "locales" / "es" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    for command in ("update", "check", "stats"):
        code, words = run(command, *here)
        assert code == 1
        assert "locales/es/LC_MESSAGES/leaflets.po:1: the catalog is broken" in words.replace(f"{root}/", "")
    line = spoil("templates/guide.html.j2", "{%- if", "{%- iff")
    with pytest.raises(LeafletsError, match=rf"templates/guide\.html\.j2:{line}: messages cannot be read"):
        extract(root)


def test_results_for_programs_come_on_standard_output(root: Path) -> None:
    for form, start in (("json", '{\n  "findings"'), ("sarif", '{\n  "$schema"')):
        result = CliRunner().invoke(cli, ["catalog", "check", "--format", form, "--workspace", str(root)])
        assert result.stdout.startswith(start)
