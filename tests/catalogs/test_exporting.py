"""What an exported message says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflets.catalogs import message_ids
from leaflets.catalogs.exchange.units import State
from leaflets.catalogs.exporting import export_unit, export_units, fingerprint
from leaflets.catalogs.po import Previous
from leaflets.catalogs.reading import read_po_file
from leaflets.diagnostics import LeafletsError
from leaflets.languages import language
from tests.catalogs.samples import ES, po

MESSAGES = """\
# by Ana
#
#. a note
#: data/a.yaml:3 templates/b.html.j2:4
#, python-brace-format
msgctxt "a"
msgid "One {n}"
msgstr "Uno {n}"

# origin: machine
msgctxt "b"
msgid "Two"
msgstr "Dos"

#, fuzzy
#| msgctxt "old"
#| msgid "Threee"
msgctxt "c"
msgid "Three"
msgstr "Tres"

msgctxt "d"
msgid "Four"
msgstr ""

# origin: machine-post-edited
msgctxt "e"
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} día"
msgstr[1] ""

# origin: machine-post-edited
msgctxt "f"
msgid "Six"
msgstr "Seis"
"""
CATALOG = read_po_file(po(MESSAGES), "es.po", ES)


def test_a_unit_has_all_that_a_translator_needs() -> None:
    one, _, three, _, five, _ = export_units(CATALOG, CATALOG.messages).value
    assert (one.source, one.context, one.targets) == ("One {n}", "a", ("Uno {n}",))
    assert (one.notes, one.comments, one.flags) == (("a note",), ("by Ana",), ("python-brace-format",))
    assert (one.places, one.origin) == ("data/a.yaml:3 templates/b.html.j2:4", "human")
    assert three.previous == Previous("old", "Threee")
    assert (five.plural, five.targets) == ("{n} days", ("{n} día", ""))
    assert five.counts == ("for 1", "for 0, 2, 3, 4, 5, 6, 7, 8 …")


def test_the_states_of_messages() -> None:
    states = [each.state for each in export_units(CATALOG, CATALOG.messages).value]
    assert states == [
        State.TRANSLATED, State.MACHINE, State.FUZZY, State.MISSING, State.MISSING, State.TRANSLATED,
    ]  # fmt: skip


def test_a_form_for_numbers_with_decimals_says_so() -> None:
    text = po(
        'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\nmsgstr[3] ""\n'
    )
    rule = b"nplurals=4; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
    polish = read_po_file(text.replace(b"nplurals=2; plural=(n != 1);", rule), "pl.po", language("pl"))
    assert export_unit(polish.messages[0], polish).counts == (
        "for 1", "for 2, 3, 4, 12, 13, 14, 22, 23 …", "for 0, 5, 6, 7, 8, 9, 10, 11 …",
        "for numbers with decimals",
    )  # fmt: skip


def test_a_fingerprint_is_of_all_forms_and_the_fuzzy_mark() -> None:
    found = {
        fingerprint(texts, fuzzy=fuzzy)
        for texts in (("a", "b"), ("b", "a"), ("ab",), ("a", ""), ("",))
        for fuzzy in (False, True)
    }
    assert len(found) == 10


def test_what_no_file_can_hold_is_left_out_and_told() -> None:
    first, second, *_ = CATALOG.messages
    broken = (replace(first, texts=("Uno\x07",)), replace(second, translator_comments=("\ufffe",)))
    units, problems = export_units(CATALOG, (*broken, *CATALOG.messages[2:]))
    assert len(units) == 4
    assert [(str(each.position), each.message) for each in problems] == [
        (str(CATALOG.position(first)), '"One {n}" is left out: it holds U+0007'),
        (str(CATALOG.position(second)), '"Two" is left out: it holds U+FFFE'),
    ]


def test_ids_that_collide_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(message_ids, "message_id", lambda _key: "0" * 12)
    with pytest.raises(LeafletsError, match="have the same id"):
        export_units(CATALOG, CATALOG.messages)
