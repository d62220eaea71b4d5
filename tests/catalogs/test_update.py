"""Catalogs brought up to the template: what a person wrote stays, nothing changes without a reason."""

from __future__ import annotations

import re
import time

import pytest

from leaflets.catalogs.headers import parse_header
from leaflets.catalogs.length_budgets import budget_for
from leaflets.catalogs.plurals import plural_forms, read_rule, same_plurals
from leaflets.catalogs.po import Previous, Template
from leaflets.catalogs.pot import extract_template, template_bytes
from leaflets.catalogs.reading import parse_po, read_po_file
from leaflets.catalogs.stats import stats
from leaflets.catalogs.update import new_catalog, update
from leaflets.diagnostics import LeafletsError
from leaflets.languages import language
from tests.catalogs.samples import ES, HOUSE, po, wanted
from tests.workspaces import FIXED

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
def template() -> Template:
    """A template of three messages: one kept, one changed, one new."""
    return (
        wanted("a", "Do not drive for two days.", references=("new.yaml:7",), extracted_comments=("Advice",)),
        wanted("a", "Ask your team about this operation.", references=("new.yaml:8",)),
        wanted("b", "{n} day", "{n} days", references=("new.yaml:9",)),
    )


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
    assert (new.texts, new.is_complete) == (("", ""), False)
    assert "leaflets: ignore unit: there is none" in kept.translator_comments


def test_an_update_twice_is_an_update_once(template: Template) -> None:
    once = update(OLD.encode(), template, "x.po", ES)
    assert update(once, template, "x.po", ES) == once
    assert template_bytes(template) == template_bytes(template)


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
    # Neither is a rule that has more forms, or fewer.
    finer = "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);"
    assert not same_plurals(finer, "nplurals=2; plural=(n != 1);")
    assert not same_plurals("nplurals=2; plural=(n != 1);", finer)
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
    assert parse_header("").fields == ()
    assert header.with_field("last-translator", "Eva").get("Last-Translator") == "Eva"


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
    kept = wanted("old: title", "Two words", extracted_comments=notes, references=("data/a.yaml:3",))
    header = '"X-Ward: kept\\n"\n"a line that is no field\\n"\n'
    for content in (po(loose, header), po(loose, header).replace(b"\n", b"\r\n"), po(HOUSE)):
        wants = (
            kept
            if b"Ward" in content
            else wanted(
                "old: title", "Two words", extracted_comments=("a note",), references=("data/a.yaml:3",)
            )
        )
        assert update(content, (wants,), "x.po", ES) == content


def test_a_header_keeps_its_comment_its_fuzzy_mark_and_all_its_fields() -> None:
    content = b"# FIRST AUTHOR\n#, fuzzy\n" + po(HOUSE, '"X-Generator: Poedit 3\\n"\n')
    text = update(content, (wanted("new", "Else"),), "x.po", ES)
    assert text.startswith(content.partition(b"\n\n")[0])


def test_only_the_lines_that_change_are_written_anew() -> None:
    content = po(HOUSE.replace('"Two words"', '""\n"Two "\n"words"'))
    new = wanted("old: title", "Two words", extracted_comments=("a note",), references=("data/a.yaml:44",))
    assert update(content, (new,), "x.po", ES) == content.replace(b"a.yaml:3", b"a.yaml:44")


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
    assert (found.words.total, found.words.translated) == (14, 6)
    assert (found.origin, found.review) == ("human", "none")
    # What a header does not say nobody knows.
    silent = stats(parse_po(OLD.encode(), "x.po", ES))
    assert (silent.origin, silent.review) == ("unknown", "unknown")


def test_a_message_of_which_one_plural_form_is_empty_is_not_translated() -> None:
    text = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\nmsgstr[1] "%s"\n'
    whole, part = (read_po_file(po(text % form), "x.po", ES) for form in ("{n} días", "<strong> </strong>"))
    assert [(each.is_complete, each.is_empty) for each in (*whole.messages, *part.messages)] == [
        (True, False), (False, False),
    ]  # fmt: skip
    assert [(stats(each).translated, stats(each).missing) for each in (whole, part)] == [(1, 0), (0, 1)]


def test_the_template_has_places_examples_and_budgets() -> None:
    found = {each.key: each for each in extract_template(FIXED)}
    fact = found["in short", "Ask your team"]
    assert any(note.startswith("at most about ") and "letters" in note for note in fact.extracted_comments)
    assert all(re.fullmatch(r"templates/.+:[1-9]\d*", each) for each in fact.references)
    incision = next(each for (_, msgid), each in found.items() if "{incision}" in msgid)
    assert "{incision}: 6–8 mm" in incision.extracted_comments
    page = found["footer", "Page {page} of {pages}"]
    assert any("{page}" in note for note in page.extracted_comments)


def test_a_message_has_its_plural_in_all_its_places_if_it_has_it_in_one(workspace) -> None:
    places = (
        '{{ pgettext("c", "One way") }}\n'
        '{{ npgettext("c", "One way", "{n} ways", 2) }}\n'
        '{{ pgettext("c", "One way") }}\n'
    )
    (workspace / "templates" / "new.html.j2").write_text(places, encoding="utf-8")
    found = {each.key: each for each in extract_template(workspace)}["c", "One way"]
    assert (found.plural, found.texts) == ("{n} ways", ("", ""))
    assert found.references == tuple(f"templates/new.html.j2:{line}" for line in (1, 2, 3))


def test_the_name_of_a_file_with_spaces_is_enclosed_in_isolates(workspace) -> None:
    (workspace / "templates" / "a b.html.j2").write_text('{{ pgettext("c", "One way") }}', encoding="utf-8")
    found = {each.key: each for each in extract_template(workspace)}["c", "One way"]
    assert found.references == ("\u2068templates/a b.html.j2\u2069:1",)


@pytest.mark.parametrize(
    ("context", "msgid", "place", "letters"),
    [
        ("in short", "x", "a key fact", 32),
        ("in short: age", "x", "a key fact", 32),
        ("key fact", "x", "the label of a key fact", 48),
        ("heading", "x", "a heading beside the text", 74),
        ("spine: why heading", "x", "a heading beside the text", 74),
        ("spine: title", "x", "the title", 97),
        ("spine: short_title", "x", "a step of the ladder", 82),
        ("figure: ladder", "x", "an end of the ladder", 30),
        ("figure: time", "x" * 23, "the start of the time line", 25),
    ],
)
def test_a_translator_is_told_how_much_room_a_text_has(context, msgid, place, letters) -> None:
    budget = budget_for(context, msgid, ("neck", "spine", "disc"))
    assert budget is not None
    assert (budget.name, budget.letters) == (place, letters)


@pytest.mark.parametrize(
    ("context", "msgid"),
    [
        # Another text of a figure is a sentence for whoever cannot see it.
        ("figure: time", "x" * 24), ("figure: ladder", "x" * 24), ("figure: bars", "x"),
        ("sources: document title", "x"), ("arm: short_title", "x"), ("spine: about", "x"), ("", "x"),
    ],
)  # fmt: skip
def test_other_texts_have_all_the_room_they_need(context, msgid) -> None:
    assert budget_for(context, msgid, ("neck", "spine", "disc")) is None
