"""Catalogs brought up to the template: what a person wrote stays, nothing changes without a reason."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from leaflets.catalogs.headers import header_of
from leaflets.catalogs.plural_rules import plural_forms, read_rule, same_plurals
from leaflets.catalogs.po import PoFile, PoMessage, Previous
from leaflets.catalogs.reading import parse_po, read_po_file
from leaflets.catalogs.stats import stats
from leaflets.catalogs.template import extract, template_text
from leaflets.catalogs.update import Template, new_catalog, update
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


def wanted(context: str, msgid: str, plural: str = "", **more: tuple[str, ...]) -> PoMessage:
    """A message as a template has it."""
    return PoMessage(context, msgid, plural, ("", "") if plural else ("",), (0,), **more)


@pytest.fixture
def template() -> Template:
    """A template of three messages: one kept, one changed, one new."""
    return (
        wanted("a", "Do not drive for two days.", references=("new.yaml:7",), notes=("Advice",)),
        wanted("a", "Ask your team about this operation.", references=("new.yaml:8",)),
        wanted("b", "{n} day", "{n} days", references=("new.yaml:9",)),
    )


def po(messages: str, fields: str = "") -> bytes:
    plural = '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    rest = '"X-Leaflets-Origin: human\\n"\n"X-Leaflets-Review: none\\n"\n'
    head = 'msgid ""\nmsgstr ""\n"Language: es\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return f"{head}{plural}{rest}{fields}\n{messages}".encode()


def updated(content: bytes, *template: PoMessage) -> PoFile:
    """Update a catalog, twice to the same; give what it says then."""
    once = update(content, template, "x.po", ES)
    assert update(once, template, "x.po", ES) == once
    return read_po_file(once, "x.po", ES)


def test_update_keeps_what_a_person_wrote(template: Template) -> None:
    text = update(OLD.encode(), template, "x.po", ES).decode()
    assert text.startswith("# Spanish, by a person\n#\nmsgid")
    assert '"X-Ward: kept \\"so\\"\\n"' in text
    assert "# origin: human\n# leaflets: ignore unit: there is none\n#. Advice\n#: new.yaml:7\n" in text
    assert '"X-Leaflets-Origin: human\\n"' in text
    assert '#~ msgid "An old sentence that nobody needs."' in text
    for noise in ("POT-Creation-Date", "Generated-By", "old.yaml"):
        assert noise not in text


def test_a_changed_message_takes_its_translation_over_and_is_fuzzy(template: Template) -> None:
    po = read_po_file(update(OLD.encode(), template, "x.po", ES), "x.po", ES)
    kept, changed, new = po.messages
    assert (kept.fuzzy, changed.fuzzy, new.fuzzy) == (False, True, False)
    assert changed.texts == ("Pregunte a su equipo sobre la operación.",)
    assert changed.previous == Previous("a", "Ask your team about the operation.")
    assert (new.texts, new.is_translated) == (("", ""), False)
    assert kept.ignored == {"unit": "there is none"}


def test_an_update_twice_is_an_update_once(template: Template) -> None:
    once = update(OLD.encode(), template, "x.po", ES)
    assert update(once, template, "x.po", ES) == once
    assert template_text(template) == template_text(template)


def test_a_new_catalog_has_the_plural_forms_of_cldr(template: Template) -> None:
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


def test_the_plural_forms_of_many_languages_are_read_again() -> None:
    for tag in ("pl", "ru", "cy", "ga", "lt", "sl", "lv", "he", "ro", "mt", "ja", "fr", "cs", "br"):
        forms = plural_forms(language(tag))
        assert not isinstance(read_rule(forms), str), forms
        assert " ==" not in forms


def test_a_header_is_read_and_written_as_it_is() -> None:
    header = parse_po(OLD.encode(), "x.po", ES).header
    assert header.get("Last-Translator") == "Ana"
    assert header.get("x-ward") == 'kept "so"'
    assert parse_po(str(header).encode(), "x.po", ES).header == header
    assert header_of("").fields == ()
    assert header.with_field("last-translator", "Eva").get("Last-Translator") == "Eva"


HOUSE = """\
#. a note
#: data/a.yaml:3
msgctxt "old: title"
msgid "Two words"
msgstr "Dos palabras"
"""


def test_what_is_up_to_date_stays_byte_for_byte() -> None:
    loose = """\


#, no-wrap
# a remark
#. a note that some tool has broken
#. over two lines
#: data/a.yaml:3
msgctxt   "old: title"
msgid ""
"Two "
"words"
msgstr "Dos "
  "palabras"
#~ msgid "Old"
#~ msgstr "Viejo"
# the end
"""
    notes = ("a note that some tool has broken over two lines",)
    kept = wanted("old: title", "Two words", notes=notes, references=("data/a.yaml:3",))
    header = '"X-Ward: kept\\n"\n"a line that is no field\\n"\n'
    for content in (po(loose, header), po(loose, header).replace(b"\n", b"\r\n"), po(HOUSE)):
        wants = (
            kept
            if b"Ward" in content
            else wanted("old: title", "Two words", notes=("a note",), references=("data/a.yaml:3",))
        )
        assert update(content, (wants,), "x.po", ES) == content


def test_a_header_keeps_its_comment_its_fuzzy_mark_and_all_its_fields() -> None:
    content = b"# FIRST AUTHOR\n#, fuzzy\n" + po(HOUSE, '"X-Generator: Poedit 3\\n"\n')
    text = update(content, (wanted("new", "Else"),), "x.po", ES)
    assert text.startswith(content.partition(b"\n\n")[0])


def test_only_the_lines_that_change_are_written_anew() -> None:
    content = po(HOUSE.replace('"Two words"', '""\n"Two "\n"words"'))
    new = wanted("old: title", "Two words", notes=("a note",), references=("data/a.yaml:44",))
    assert update(content, (new,), "x.po", ES) == content.replace(b"a.yaml:3", b"a.yaml:44")


def test_a_message_that_only_moved_is_carried_over() -> None:
    old = HOUSE.replace("#. a note", "# a remark\n# leaflets: ignore unit: none\n#, no-wrap")
    po_file = updated(po(old), wanted("new: title", "Two words"))
    (moved,) = po_file.messages
    assert (moved.key, moved.texts, moved.fuzzy) == (("new: title", "Two words"), ("Dos palabras",), False)
    assert (moved.comments, moved.flags) == (("a remark", "leaflets: ignore unit: none"), ("no-wrap",))
    assert (moved.previous, po_file.obsolete) == (None, ())


def test_a_whole_leaflet_that_is_renamed_loses_nothing() -> None:
    names = [f"Sentence {letter} of a leaflet" for letter in "abcdefghijklmnopqrst"]
    old = "".join(f'msgctxt "old: {n}"\nmsgid "{n}"\nmsgstr "Frase {n[9]}"\n\n' for n in names)
    found = updated(po(old), *(wanted(f"new: {name}", name) for name in names))
    assert [each.texts for each in found.messages] == [(f"Frase {name[9]}",) for name in names]
    assert not any(each.fuzzy for each in found.messages)
    assert found.obsolete == ()


def test_a_message_that_moved_is_fuzzy_where_its_place_may_matter() -> None:
    two = HOUSE + '\nmsgctxt "other"\nmsgid "Two words"\nmsgstr "Un par de palabras"\n'
    # Two translations of one source: a person has to choose.
    (moved,) = updated(po(two), wanted("new", "Two words")).messages
    assert (moved.fuzzy, moved.texts) == (True, ("Dos palabras",))
    assert moved.previous == Previous("old: title", "Two words")
    # The old place is still there.
    stays, copy = updated(po(HOUSE), wanted("old: title", "Two words"), wanted("new", "Two words")).messages
    assert (stays.fuzzy, copy.fuzzy, copy.comments) == (False, True, ())
    # One old place, two new ones: only one of them can be it.
    one, other = updated(po(HOUSE), wanted("b", "Two words"), wanted("c", "Two words")).messages
    assert (one.fuzzy, other.fuzzy) == (False, True)
    # Another plural, or a fuzzy one, is not the same.
    (plural,) = updated(po(HOUSE), wanted("new", "Two words", "More words")).messages
    assert (plural.fuzzy, plural.texts) == (True, ("Dos palabras", ""))
    (fuzzy,) = updated(po(f"#, fuzzy\n{HOUSE}"), wanted("new", "Two words")).messages
    assert fuzzy.fuzzy


def test_a_fuzzy_message_that_changes_again_keeps_the_source_it_was_made_for() -> None:
    first = updated(po(HOUSE), wanted("old: title", "Two longer words"))
    (once,) = first.messages
    assert (once.fuzzy, once.previous) == (True, Previous("old: title", "Two words"))
    content = update(po(HOUSE), (wanted("old: title", "Two longer words"),), "x.po", ES)
    (twice,) = updated(content, wanted("old: title", "Two much longer words")).messages
    assert twice.previous == Previous("old: title", "Two words")
    assert b'#| msgctxt "old: title"\n#| msgid "Two words"\nmsgctxt' in content


def test_another_plural_makes_a_message_fuzzy() -> None:
    (message,) = updated(po(HOUSE), wanted("old: title", "Two words", "{n} words")).messages
    assert (message.fuzzy, message.texts) == (True, ("Dos palabras", ""))
    assert message.previous == Previous("old: title", "Two words")


def test_an_obsolete_message_that_comes_back_is_revived() -> None:
    gone = update(po(HOUSE), (wanted("x", "Something else entirely"),), "x.po", ES)
    assert b'#~ msgid "Two words"' in gone
    found = updated(gone, wanted("old: title", "Two words"))
    assert [(each.texts, each.fuzzy) for each in found.messages] == [(("Dos palabras",), False)]
    assert found.obsolete == ()


def test_what_an_old_version_left_twice_is_mended() -> None:
    obsolete = HOUSE.replace("#. a note\n#: data/a.yaml:3\n", "").replace("msg", "#~ msg")
    empty = HOUSE.replace("Dos palabras", "")
    (revived,) = updated(po(f"{empty}\n{obsolete}"), wanted("old: title", "Two words")).messages
    assert revived.texts == ("Dos palabras",)
    other = obsolete.replace("Dos", "2")
    found = updated(po(f"{HOUSE}\n{other}\n{obsolete}"), wanted("old: title", "Two words"))
    assert found.messages[0].comments == ("earlier translation: 2 palabras",)
    assert found.obsolete == ()
    gone = updated(po(f"{HOUSE}\n{other}"), wanted("x", "Something else entirely"))
    assert [each.texts for each in gone.obsolete] == [("Dos palabras",)]
    assert gone.obsolete[0].comments == ("earlier translation: 2 palabras",)


def test_a_file_in_another_charset_becomes_utf_8() -> None:
    content = po(HOUSE.replace("Dos", "Más de dos")).replace(b"UTF-8", b"ISO-8859-1")
    found = update(content.decode().encode("latin-1"), (wanted("old: title", "Two words"),), "x.po", ES)
    assert b"charset=UTF-8" in found
    assert "Más de dos".encode() in found


def test_what_a_header_lacks_is_written_into_it() -> None:
    new = update(HOUSE.encode(), (wanted("b", "{n} day", "{n} days"),), "x.po", language("pl"))
    header = read_po_file(new, "x.po", language("pl")).header
    assert (header.get("Language"), header.get("Plural-Forms")) == ("pl", plural_forms(language("pl")))
    assert header.get("Content-Type") == "text/plain; charset=UTF-8"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nplurals=2; plural=(n != 1);", "nplurals=2; plural=(n;"),
        ('"Dos palabras"', '"Dos palabras'),
        ('"Dos palabras"', 'Dos palabras"'),
        ("charset=UTF-8", "charset=ISO-8859-1"),
        ("X-Leaflets-Origin: human", "X-Leaflets-Origin: robot"),
    ],
)
def test_an_update_refuses_what_it_might_spoil(old: str, new: str) -> None:
    content = po(HOUSE + "\n# é\n").decode().replace(old, new)
    with pytest.raises(LeafletsError):
        update(content.encode(), (wanted("old: title", "Two words"),), "x.po", ES)


@pytest.mark.slow
def test_an_update_of_very_many_messages_takes_little_time() -> None:
    words = ["ask", "your", "team", "about", "the", "bed", "drive", "operation", "needle", "water", "morning"]
    many = "".join(
        f'msgid "{words[n % 11]} {words[n % 7]} the {n}"\nmsgstr "t{n}"\n\n' for n in range(10_000)
    )
    new = [wanted("new", f"{words[n % 11]} {words[n % 7]} a {n} more") for n in range(250)]
    start = time.process_time()
    found = read_po_file(update(po(many), tuple(new), "x.po", ES), "x.po", ES)
    assert time.process_time() - start < 30.0
    assert sum(each.fuzzy for each in found.messages) > 200


def test_figures_of_a_catalog(template: Template) -> None:
    found = stats(read_po_file(update(OLD.encode(), template, "x.po", ES), "x.po", ES))
    assert (found.messages, found.translated, found.fuzzy, found.missing) == (3, 1, 1, 1)
    assert (found.words, found.words_translated) == (14, 6)
    assert (found.origin, found.review) == ("human", "none")


def test_the_template_has_places_examples_and_budgets(repository: Path) -> None:
    found = {each.key: each for each in extract(repository)}
    fact = found["in short", "Ask your team"]
    assert any(note.startswith("at most about ") and "letters" in note for note in fact.notes)
    assert all(re.fullmatch(r"templates/.+:[1-9]\d*", each) for each in fact.references)
    incision = next(each for (_, msgid), each in found.items() if "{incision}" in msgid)
    assert "{incision}: 6–8 mm" in incision.notes
    page = found["footer", "Page {page} of {pages}"]
    assert any("{page}" in note for note in page.notes)


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
        code, words = run(command, "--language", "es", *here)
        assert code == 1
        assert "locales/es/LC_MESSAGES/leaflets.po:1: the catalog is broken" in words.replace(f"{root}/", "")
    line = spoil("templates/guide.html.j2", "{%- if", "{%- iff")
    with pytest.raises(LeafletsError, match=rf"templates/guide\.html\.j2:{line}: messages cannot be read"):
        extract(root)


def test_results_for_programs_come_on_standard_output(root: Path) -> None:
    for form, start in (("json", '{\n  "findings"'), ("sarif", '{\n  "$schema"')):
        result = CliRunner().invoke(
            cli, ["catalog", "check", "--format", form, "--language", "es", "--workspace", str(root)]
        )
        assert result.stdout.startswith(start)
