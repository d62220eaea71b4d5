"""What a machine may fill, and how it is marked."""

from __future__ import annotations

import pytest

from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.po import PoMessage
from leaflets.catalogs.pretranslation import Filled, fill, fillable, questions_for
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from tests.catalogs.samples import ES, po

MESSAGES = """\
# a remark
#. a note
msgctxt "heading"
msgid "Advantages"
msgstr ""

msgctxt "b"
msgid "Ask {who} about {what}."
msgstr ""

#, fuzzy
msgctxt "by hand"
msgid "The cut is small."
msgstr "El corte era pequeño."

# origin: machine
#, fuzzy
#| msgid "You can go home."
msgctxt "by machine"
msgid "You may go home."
msgstr "Puede irse a casa."

msgctxt "e"
msgid "{number} operation"
msgid_plural "{number} operations"
msgstr[0] ""
msgstr[1] ""

msgctxt "begun by hand"
msgid "{number} time"
msgid_plural "{number} times"
msgstr[0] "{number} vez"
msgstr[1] ""
"""
CATALOG = read_po_file(po(MESSAGES), "es.po", ES)
HEADING, ASK, BY_HAND, BY_MACHINE, PLURAL, BEGUN = CATALOG.messages


def name(message: PoMessage, form: str = "") -> str:
    return f"{message_id(message.key)}{form}"


def filled(message: PoMessage, *targets: str) -> Filled:
    answers = {name(message, f".{n}" if message.plural else ""): text for n, text in enumerate(targets)}
    return fill(CATALOG, [message], answers, certain_errors)


def test_only_what_has_no_words_is_filled_or_what_a_machine_made_fuzzy() -> None:
    assert fillable(CATALOG, CATALOG.messages, fuzzy=False) == [HEADING, ASK, PLURAL]
    assert fillable(CATALOG, CATALOG.messages, fuzzy=True) == [HEADING, ASK, BY_MACHINE, PLURAL]


def test_a_question_says_what_a_translator_would_want_to_know() -> None:
    heading, ask, *forms = questions_for(CATALOG, [HEADING, ASK, PLURAL], ())
    assert (heading.id, heading.source, heading.context) == (name(HEADING), "Advantages", "heading")
    assert (heading.source_language, heading.language) == ("en", "es")
    assert heading.comments == ("a note",)
    assert heading.longest > 20
    assert (ask.placeholders, ask.longest) == (("who", "what"), 0)
    assert [(each.id, each.source, each.counts) for each in forms] == [
        (name(PLURAL, ".0"), "{number} operation", "for 1"),
        (name(PLURAL, ".1"), "{number} operations", "for 0, 2, 3, 4, 5, 6, 7, 8 …"),
    ]


def test_an_answer_is_taken_as_a_machines() -> None:
    (new,) = filled(HEADING, "Ventajas").changed.values()
    assert (new.texts, new.translator_comments, new.fuzzy) == (
        ("Ventajas",),
        ("a remark", "origin: machine"),
        False,
    )
    (new,) = filled(BY_MACHINE, "Ya puede irse.").changed.values()
    assert (new.texts, new.origin, new.fuzzy, new.previous) == (("Ya puede irse.",), "machine", False, None)
    (new,) = filled(PLURAL, "{number} operación", "{number} operaciones").changed.values()
    assert new.texts == ("{number} operación", "{number} operaciones")


def test_what_is_not_answered_is_counted() -> None:
    assert fill(CATALOG, [HEADING, PLURAL], {}, certain_errors) == Filled({}, (), 2)


@pytest.mark.parametrize(
    ("message", "targets", "reason"),
    [
        (ASK, ("Pregunte a {who}.",), "the placeholder {what} is missing"),
        (ASK, ("Pregunte a {who} por {what} el 3.",), "3"),
        (HEADING, (" ",), "it has not all its words"),
        (HEADING, ("<b>Ventajas</b>",), "uses <b>"),
        (HEADING, ("Ven\x07tajas",), "U+0007"),
        (PLURAL, ("{number} operación",), "it has not all its words"),
        (PLURAL, ("{number} operación", "operaciones"), "the placeholder {number} is missing"),
    ],
)
def test_an_answer_that_cannot_be_right_is_not_taken(
    message: PoMessage, targets: tuple[str, ...], reason: str
) -> None:
    found = filled(message, *targets)
    assert found.changed == {}
    assert any(reason in each.message for each in found.problems), found.problems
    for each in found.problems:
        assert "is not taken: " in each.message
        assert str(each.position).startswith("es.po:")
        assert each.hint
