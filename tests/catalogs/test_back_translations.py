"""Back-translations: what is kept of them, and when they are stale."""

from __future__ import annotations

import json
from datetime import date

import pytest

from leaflets.build import Job, find_back_translation, read_and_localise
from leaflets.catalogs.back_translating import Recorded, Recording, questions_for, read_texts, record, sheet
from leaflets.catalogs.back_translations import (
    BackTranslation,
    BackTranslations,
    Currency,
    name_problem,
    of_leaflet,
    read_back_translations,
    words_hash,
    write_back_translations,
)
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.reading import read_po_file
from leaflets.diagnostics import LeafletsError
from tests.catalogs.samples import ES, po
from tests.workspaces import open_session

TEXT = """\
msgctxt "a"
msgid "A bone of your spine."
msgstr "Un hueso de la columna."

msgctxt "b"
msgid "{number} operation"
msgid_plural "{number} operations"
msgstr[0] "{number} operación"
msgstr[1] "{number} operaciones"
"""
CATALOG = read_po_file(po(TEXT), "es.po", ES)
BONE, OPERATIONS = CATALOG.messages
DAY = date(2026, 11, 24)
ANA = Recording("Ana", DAY)
BONE_ID, OPERATIONS_ID = message_id(BONE.key), message_id(OPERATIONS.key)
TEXTS = {
    BONE_ID: "A bone of the spine.",
    f"{OPERATIONS_ID}.0": "{number} surgery",
    f"{OPERATIONS_ID}.1": "surgeries",
}
NONE = BackTranslations()


def recorded(texts: dict[str, str], found: BackTranslations = NONE, how: Recording = ANA) -> Recorded:
    return record(CATALOG, CATALOG.messages, texts, found, how)


BOTH = NONE.with_entries(recorded(TEXTS).entries)


def test_a_text_is_kept_with_the_words_that_it_renders() -> None:
    bone, operations = recorded(TEXTS).entries
    assert bone == BackTranslation(
        id=BONE_ID, words=words_hash(BONE.texts), by="Ana", date=DAY, texts=("A bone of the spine.",)
    )
    assert operations.texts == ("{number} surgery", "surgeries")
    assert recorded({}).lacking == 2
    again = recorded(TEXTS, BOTH)
    assert (again.entries, again.problems, again.same) == ((), (), 2)


def test_only_the_present_words_have_a_current_back_translation() -> None:
    assert [BOTH.currency(each) for each in CATALOG.messages] == [Currency.CURRENT] * 2
    changed = read_po_file(po(TEXT.replace("operaciones", "intervenciones")), "es.po", ES)
    assert [BOTH.currency(each) for each in changed.messages] == [Currency.CURRENT, Currency.STALE]
    assert BOTH.current(changed.messages[1]) is None
    reworded = read_po_file(po(TEXT.replace("of your spine", "of the spine")), "es.po", ES)
    assert BOTH.currency(reworded.messages[0]) is Currency.LACKING
    # Moving a plural form is another translation, too.
    assert words_hash(("a", "b")) != words_hash(("b", "a")) != words_hash(("ab",))


def test_a_current_one_is_replaced_only_on_demand() -> None:
    other = recorded({BONE_ID: "A spinal bone."}, BOTH)
    assert other.entries == ()
    assert "has a current back-translation already, by Ana" in other.problems[0].message
    (entry,) = recorded({BONE_ID: "A spinal bone."}, BOTH, Recording("Ben", DAY, overwrite=True)).entries
    assert BOTH.with_entries([entry]).by_id[BONE_ID].by == "Ben"


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({f"{OPERATIONS_ID}.0": "one"}, "has 2 plural forms, and not all are put back"),
        ({BONE_ID: "A \x07bone."}, "holds U+0007"),
        ({BONE_ID: "<strong></strong>"}, "is blank"),
    ],
)
def test_what_says_nothing_is_not_kept(texts: dict[str, str], reason: str) -> None:
    found = recorded(texts)
    assert found.entries == ()
    assert reason in found.problems[0].message


def test_a_leaflet_has_one_hash_when_all_its_messages_are_put_back() -> None:
    whole = of_leaflet(CATALOG.messages, BOTH)
    assert whole.content_hash
    assert of_leaflet((OPERATIONS, BONE, BONE), BOTH).content_hash == whole.content_hash
    assert of_leaflet((BONE,), BOTH).content_hash not in (None, whole.content_hash)
    assert of_leaflet((), BOTH).content_hash is None
    assert of_leaflet(CATALOG.messages, NONE.with_entries([BOTH.by_id[BONE_ID]])).content_hash is None
    stale = read_po_file(po(TEXT.replace("Un hueso", "El hueso")), "es.po", ES)
    assert of_leaflet(stale.messages, BOTH).content_hash is None
    assert of_leaflet(stale.messages, BOTH).rows == (
        (stale.messages[0], None),
        (OPERATIONS, BOTH.by_id[OPERATIONS_ID]),
    )
    by_ben = recorded(TEXTS, how=Recording("Ben", DAY)).entries
    assert of_leaflet(CATALOG.messages, NONE.with_entries(by_ben)).content_hash != whole.content_hash


def test_a_leaflet_of_a_workspace_is_put_back_whole_or_not(workspace) -> None:
    session = open_session(workspace)
    document = read_and_localise(session, Job("vertebroplasty", "es")).document
    found = find_back_translation(session, document)
    assert {(each.context, each.msgid) for each, _ in found.rows} == {
        (each.context, each.msgid) for each in document.messages
    }
    assert found.content_hash is None
    catalog = session.workspace.po_file(session.languages.find("es")).value
    assert catalog is not None
    texts = {each.id: "put back" for each in questions_for(catalog, catalog.messages)}
    made = record(catalog, catalog.messages, texts, NONE, ANA)
    path = workspace / "locales" / "es" / "back-translations.jsonl"
    path.write_bytes(write_back_translations(NONE.with_entries(made.entries)))
    assert find_back_translation(open_session(workspace), document).content_hash
    for language in ("en", "ar-XB"):
        other = read_and_localise(session, Job("vertebroplasty", language)).document
        assert find_back_translation(session, other).content_hash is None


def test_a_file_is_a_line_a_message_sorted_by_id() -> None:
    content = write_back_translations(BOTH)
    rows = [json.loads(line) for line in content.splitlines()]
    assert [row["id"] for row in rows] == sorted([BONE_ID, OPERATIONS_ID])
    assert {tuple(row) for row in rows} == {("id", "words", "by", "date", "texts")}
    assert read_back_translations(content, "x", "es") == (BOTH, ())
    assert read_back_translations(content.replace(b"\n", b"\r\n\r\n"), "x", "es") == (BOTH, ())


GOOD = write_back_translations(BOTH).splitlines()[0].decode()
BROKEN = {
    "<<<<<<< HEAD": "it is no JSON",
    "[]": "it is no JSON",
    GOOD: "stands twice",
    GOOD.replace("2026-11-24", "yesterday"): '"date"',
    GOOD.replace('"by": "Ana", ', ""): '"by"',
    GOOD.replace("Ana", "A\\u202ena"): "U+202E",
    GOOD.replace("Ana", "x" * 101): '"by"',
    GOOD.replace('"words": "', '"words": "g'): '"words"',
    GOOD.replace('"by"', '"more": 1, "by"'): '"more"',
    "[" * 100_000: "it is no JSON",
    "\udcff": "it is no JSON",
}


@pytest.mark.parametrize("line", BROKEN, ids=BROKEN.values())
def test_a_line_that_is_wrong_costs_no_other(line: str) -> None:
    content = f"{GOOD}\n{line}\n".encode(errors="surrogateescape")
    found, problems = read_back_translations(content, "back-translations.jsonl", "es")
    assert len(found.by_id) == 1
    (problem,) = problems
    assert str(problem.position) == "back-translations.jsonl:2"
    assert BROKEN[line] in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize("name", ["", " ", "A\u200bna", "A\x00na", "x" * 101, "\u202eana"])
def test_a_name_is_one_that_everybody_sees_alike(name: str) -> None:
    assert name_problem(name)
    assert name_problem("Dr Omar Haddad – عمر") == ""


def test_a_sheet_shows_no_source_and_comes_back() -> None:
    content = sheet(CATALOG, CATALOG.messages, NONE)
    text = content.decode("utf-8-sig")
    assert "bone" not in text
    assert "operation" not in text
    filled = text.replace("Un hueso de la columna.,", "Un hueso de la columna.,A bone of the spine.")
    assert read_texts(filled.encode(), "s.csv", CATALOG, CATALOG.messages) == (
        {BONE_ID: "A bone of the spine."},
        (),
    )
    # What is current is filled in already.
    texts, problems = read_texts(sheet(CATALOG, CATALOG.messages, BOTH), "s.csv", CATALOG, CATALOG.messages)
    assert (texts, problems) == (TEXTS, ())


def test_rows_of_other_words_are_not_taken() -> None:
    content = sheet(CATALOG, CATALOG.messages, BOTH)
    changed = read_po_file(po(TEXT.replace("Un hueso", "El hueso")), "es.po", ES)
    texts, (problem,) = read_texts(content, "s.csv", changed, changed.messages)
    assert BONE_ID not in texts
    assert len(texts) == 2
    assert "renders other words than the present ones" in problem.message
    assert str(problem.position) == "s.csv:2"
    doubled = content + content.splitlines(keepends=True)[1] + f"#{'0' * 12},,,,x\n".encode()
    reasons = [each.message for each in read_texts(doubled, "s.csv", CATALOG, CATALOG.messages).problems]
    assert [reason.split('" ')[1] for reason in reasons] == [
        "is there twice",
        "is of no message that can be put back",
    ]


def test_answers_of_a_program_are_taken_from_a_file_too() -> None:
    lines = "".join(json.dumps({"id": name, "target": text}) + "\n" for name, text in TEXTS.items())
    assert read_texts(lines.encode(), "a.jsonl", CATALOG, CATALOG.messages) == (TEXTS, ())
    texts, (problem,) = read_texts(f"{lines}no\n".encode(), "a.jsonl", CATALOG, CATALOG.messages)
    assert texts == TEXTS
    assert str(problem.position) == "a.jsonl:4"
    with pytest.raises(LeafletsError, match='no column "id"'):
        read_texts(b"no\n", "a.jsonl", CATALOG, CATALOG.messages)


def test_a_program_is_asked_for_the_words_alone() -> None:
    bone, *_ = questions_for(CATALOG, CATALOG.messages)
    assert (bone.source, bone.source_language, bone.language) == ("Un hueso de la columna.", "es", "en")
    assert (bone.context, bone.comments) == ("", ())
