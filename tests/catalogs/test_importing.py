"""Whose words enter a catalog by an import, as what, and which stay out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from leaflets.catalogs.exchange.units import ExchangeUnit, State
from leaflets.catalogs.exporting import export_units
from leaflets.catalogs.importing import Imported, ImportRules, import_units, propose
from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from tests.catalogs.samples import ES, po

MESSAGES = """\
# by Ana
msgctxt "a"
msgid "A bone of your spine."
msgstr "Un hueso de la columna."

msgctxt "b"
msgid "Ask {who} about {what}."
msgstr ""

#, fuzzy
#| msgid "The cut was small."
msgctxt "c"
msgid "The cut is small."
msgstr "El corte era pequeño."

# origin: machine
msgctxt "d"
msgid "You may go home."
msgstr "Puede irse a casa."

msgctxt "e"
msgid "{number} operation"
msgid_plural "{number} operations"
msgstr[0] ""
msgstr[1] ""
"""
CATALOG = read_po_file(po(MESSAGES), "es.po", ES)
UNITS = {each.context: each for each in export_units(CATALOG, CATALOG.messages).value}
HUMAN, NOBODY = ImportRules("human"), ImportRules()


def taken(*units: ExchangeUnit, rules: ImportRules = NOBODY, catalog: PoFile = CATALOG) -> Imported:
    return import_units(catalog, units, "es.xlf", rules, certain_errors)


def only(imported: Imported) -> PoMessage:
    assert imported.problems == ()
    (message,) = imported.changed.values()
    return message


def translated(context: str, *targets: str, state: State = State.TRANSLATED, **more: object) -> ExchangeUnit:
    return replace(UNITS[context], targets=targets, state=state, **more)  # type: ignore[arg-type]


def test_an_untouched_export_changes_nothing() -> None:
    imported = taken(*UNITS.values(), rules=HUMAN)
    assert imported == Imported({}, (), same=3, untranslated=2)


# What the importer says; what the file says; who made the words in the end.
@pytest.mark.parametrize(
    ("origin", "context", "state", "expected"),
    [
        ("", "b", State.TRANSLATED, "machine"),
        ("", "a", State.TRANSLATED, "machine"),
        ("human", "b", State.TRANSLATED, ""),  # as the header says
        ("human", "b", State.MACHINE, "machine"),
        ("human", "d", State.TRANSLATED, ""),
        # A tool that changes no state still calls the machine's words the machine's.
        ("human", "d", State.MACHINE, "machine-post-edited"),
        ("machine-post-edited", "a", State.TRANSLATED, "machine-post-edited"),
        ("machine", "b", State.MACHINE, "machine"),
    ],
)
def test_new_words_are_a_machines_unless_a_person_vouches_for_them(
    origin: str, context: str, state: State, expected: str
) -> None:
    words = {"a": "Hueso de la columna.", "b": "Pregunte a {who} por {what}.", "d": "Ya puede irse."}
    message = only(taken(translated(context, words[context], state=state), rules=ImportRules(origin)))
    assert (message.texts, message.origin, message.fuzzy) == ((words[context],), expected, False)


@pytest.mark.parametrize("state", [State.TRANSLATED, State.MACHINE])
@pytest.mark.parametrize("origin", ["", "human"])
def test_words_of_a_machine_that_nobody_changed_stay_a_machines(state: State, origin: str) -> None:
    unit = replace(UNITS["d"], state=state, done=state is State.TRANSLATED, exported="")
    assert taken(unit, rules=ImportRules(origin)).changed == {}


@pytest.mark.parametrize("origin", ["", "human"])
def test_a_space_that_a_tool_changed_makes_nobody_else_the_author(origin: str) -> None:
    rules = ImportRules(origin)
    assert (
        only(taken(translated("d", " Puede irse\u00a0a casa.", done=True), rules=rules)).origin == "machine"
    )
    assert only(taken(translated("a", "Un hueso  de la columna."), rules=rules)).origin == ""


def test_a_header_of_a_machine_is_answered_by_a_comment() -> None:
    machine = po(MESSAGES).decode().replace("Origin: human", "Origin: machine").encode()
    catalog = read_po_file(machine, "es.po", ES)
    unit = translated("b", "Pregunte a {who} por {what}.")
    assert only(taken(unit, rules=HUMAN, catalog=catalog)).translator_comments == ("origin: human",)
    assert only(taken(unit, catalog=catalog)).translator_comments == ("origin: machine",)


def test_comments_of_translators_stay_and_their_notes_are_added() -> None:
    unit = translated("a", "Hueso.", comments=("by Ana", "better with the article?\nask Ben", "by Ana"))
    message = only(taken(unit, rules=HUMAN))
    assert message.translator_comments == ("by Ana", "better with the article?", "ask Ben")
    # Also where no word is new.
    noted = only(taken(replace(UNITS["a"], comments=("by Ana", "good"))))
    assert (noted.texts, noted.translator_comments) == (CATALOG.messages[0].texts, ("by Ana", "good"))


@pytest.mark.parametrize(
    "note", ["origin: human", "leaflets: ignore negation: it is right", "x Leaflets: answered"]
)
def test_a_note_cannot_switch_off_a_check_or_say_who_translated(note: str) -> None:
    imported = taken(replace(UNITS["d"], comments=(note,)), rules=HUMAN)
    assert imported.changed == {}
    (problem,) = imported.problems
    assert not problem.is_error
    assert note in problem.message


def fuzzy_after(unit: ExchangeUnit, rules: ImportRules = HUMAN) -> bool:
    changed = taken(unit, rules=rules).changed
    return changed["c", "The cut is small."].fuzzy if changed else CATALOG.messages[2].fuzzy


def test_a_fuzzy_mark_goes_when_the_file_says_that_somebody_compared() -> None:
    same, new = CATALOG.messages[2].texts, ("El corte es pequeño.",)
    states = {
        (same, State.FUZZY, False): True,
        (same, State.TRANSLATED, True): False,
        # A tool that drops states has compared nothing.
        (same, State.TRANSLATED, False): True,
        (new, State.TRANSLATED, False): False,
        (new, State.FUZZY, False): True,
    }
    for (targets, state, done), expected in states.items():
        unit = replace(UNITS["c"], targets=targets, state=state, done=done)
        assert fuzzy_after(unit) is expected, (targets, state, done)
    changed = replace(UNITS["c"], targets=new, state=State.FUZZY)
    assert not fuzzy_after(changed, ImportRules("human", accept_changed=True))
    finished = only(taken(translated("c", *new), rules=HUMAN))
    assert finished.previous is None
    assert only(taken(changed, rules=HUMAN)).previous == CATALOG.messages[2].previous


def test_a_finished_message_that_a_reviewer_doubts_becomes_fuzzy() -> None:
    assert only(taken(replace(UNITS["a"], state=State.FUZZY))).fuzzy


def changed_catalog(context: str, text: str) -> PoFile:
    messages = tuple(
        replace(each, texts=(text,)) if each.context == context else each for each in CATALOG.messages
    )
    return replace(CATALOG, messages=messages)


def test_what_changed_in_the_catalog_since_the_export_is_a_conflict() -> None:
    catalog, unit = changed_catalog("a", "Hueso de aquí."), translated("a", "Hueso de allí.")
    imported = taken(unit, rules=HUMAN, catalog=catalog)
    assert imported.changed == {}
    (problem,) = imported.problems
    assert "was changed in the catalog, too (es.po:" in problem.message
    overwritten = taken(unit, rules=ImportRules("human", overwrite=True), catalog=catalog)
    assert only(overwritten).texts == ("Hueso de allí.",)
    # Nobody changed it in the file, so the catalog is simply newer.
    assert taken(UNITS["a"], catalog=catalog) == Imported({}, (), same=1, untranslated=0)
    # Both changed it to the same.
    assert taken(translated("a", "Hueso de aquí."), catalog=catalog).problems == ()


def test_a_file_that_does_not_say_what_it_replaces_fills_only_what_is_empty() -> None:
    (problem,) = taken(translated("a", "Hueso.", exported=""), rules=HUMAN).problems
    assert "has a translation in the catalog (es.po:" in problem.message
    assert only(taken(translated("b", "Pregunte a {who} por {what}.", exported=""), rules=HUMAN))


REFUSED: dict[str, tuple[Callable[[], ExchangeUnit], str]] = {
    "unknown": (lambda: replace(UNITS["a"], id="0" * 12), "is of no message that the catalog has"),
    "other source": (lambda: translated("a", "x", source="A rib."), "has another source"),
    "other plural": (lambda: translated("e", "x", "y", plural="ops"), "has another source"),
    "too many forms": (lambda: translated("e", "{number} a", "{number} b", "x"), "has 3 plural forms"),
    "placeholder lost": (lambda: translated("b", "Pregunte a {who}."), "the placeholder {what} is missing"),
    "markup": (lambda: translated("a", "Un <b>hueso</b>."), "uses <b>"),
    "private use": (lambda: translated("a", "Un \ue000."), "holds U+E000"),
    "digit": (lambda: translated("a", "Un hueso de 7 cm."), "7"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_right_stays_out_and_the_rest_is_taken(name: str) -> None:
    make, reason = REFUSED[name]
    unit, good = replace(make(), line=7), translated("d", "Ya puede irse.")
    imported = taken(unit, good, rules=HUMAN)
    assert [message.context for message in imported.changed.values()] == ["d"]
    assert imported.problems
    for problem in imported.problems:
        assert str(problem.position) == "es.xlf:7"
        assert f'the unit "{unit.id}"' in problem.message
    assert any(reason in problem.message for problem in imported.problems)


def test_white_space_that_a_tool_changed_in_a_source_is_no_other_source() -> None:
    assert only(taken(translated("d", "Ya puede irse.", source="You  may\ngo home. "), rules=HUMAN))


def test_a_source_in_the_place_of_a_translation_is_none() -> None:
    # OmegaT writes the source where nothing was translated.
    unit = translated("b", "Ask {who} about {what}.")
    assert taken(unit) == Imported({}, (), same=0, untranslated=1)
    # Unless the file says that it is meant: then the checks judge it.
    assert only(taken(replace(unit, done=True))).texts == unit.targets


def test_all_forms_of_a_plural_are_taken_together() -> None:
    unit = translated("e", "{number} operación", "{number} operaciones")
    assert only(taken(unit, rules=HUMAN)).texts == ("{number} operación", "{number} operaciones")


def memory(source: str, target: str, **more: object) -> ExchangeUnit:
    return ExchangeUnit("", source, targets=(target,), state=State.TRANSLATED, **more)  # type: ignore[arg-type]


def test_a_memory_fills_only_what_is_empty_with_fuzzy_proposals() -> None:
    units = [
        memory("Ask {who} about {what}.", "Consulte a {who} por {what}.", context="z"),
        memory("Ask {who} about {what}.", "Pregunte a {who} por {what}.", context="b"),
        memory("Ask {who} about {what}", "no es lo mismo"),
        memory("A bone of your spine.", "otro"),
        memory("{number} operation", "una"),
    ]
    proposal = only(propose(CATALOG, units, "m.tmx", ImportRules(), certain_errors))
    assert (proposal.context, proposal.texts, proposal.fuzzy, proposal.origin) == (
        "b", ("Pregunte a {who} por {what}.",), True, "machine",
    )  # fmt: skip
    (problem,) = propose(
        CATALOG, [memory("Ask {who} about {what}.", "Nada.")], "m", HUMAN, certain_errors
    ).problems[:1]
    assert "the placeholder {what} is missing" in problem.message
