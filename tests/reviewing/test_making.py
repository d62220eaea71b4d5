"""The value of a sheet: every block once, beside its source, with all that is known about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.approval.changes import list_said
from leaflets.build import find_trust
from leaflets.catalogs.back_translations import Currency
from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import DRAFT
from leaflets.reviewing.notes import Mark, mark_words
from leaflets.reviewing.sheet import ChangeKind, ReviewSheet, Row
from leaflets.text.break_opportunities import OpportunityFinder
from tests.reviewing.conftest import LEAFLET, PO, put_back, sign_spanish
from tests.workspaces import open_session

EARLY = ("spinal-endoscopy: advantages", "")
Make = Callable[..., ReviewSheet]


def row_of(sheet: ReviewSheet, source: str) -> Row:
    (found,) = (row for row in sheet.rows() if row.source.startswith(source) and row.id.count("control") == 0)
    return found


def test_rows_stand_below_the_headings_of_the_leaflet(sheet: Make) -> None:
    made = sheet("vertebroplasty", "ar")
    headings = [section.heading for section in made.sections]
    assert headings[:3] == ["Vertebroplasty", "In short", "What it is"]
    assert "".join(run.text for run in made.sections[2].translation) == "ما هذا العلاج؟"
    assert [row.source for row in made.sections[1].rows] == ["Usually local", "The same day", "Ask your team"]
    assert [row.number for row in made.rows()] == list(range(1, len(list(made.rows())) + 1))


@pytest.mark.parametrize(("leaflet", "language"), [("vertebroplasty", "ar"), (LEAFLET, "zh-Hans"),
                                                   ("minimally-invasive-spine-surgery", "es")])  # fmt: skip
def test_everything_that_is_signed_has_a_row(sheet: Make, leaflet: str, language: str) -> None:
    made = sheet(leaflet, language)
    said = [each for each in list_said(made.document) if not each.id.startswith("control.")]
    ids = {row.id for row in made.rows()}
    nodes = {node.id: node for node in made.document.root.walk()}
    assert {each.id for each in said if nodes[each.id].runs or nodes[each.id].alt} <= ids
    assert {"control.stamp", "control.pages", "control.subject", "control.author"} <= ids
    assert {nodes[name].style for name in ids - {each.id for each in said} if name in nodes} == {DRAFT}
    assert all(row.source and row.text for row in made.rows())


def test_a_block_is_named_for_people(sheet: Make) -> None:
    made = sheet("minimally-invasive-spine-surgery", "es")
    named = {row.id: row.what for row in made.rows()}
    assert named["comparison-table.tbody.1.3"] == "Cell of “Nerve root block” / “Anaesthesia”"
    assert named["comparison-table.tbody.1.1"] == "Head in a table"
    assert named["ladder-figure"] == "Drawing, as it is read aloud"
    assert named["what.2"] == "Paragraph"
    own = sheet("vertebroplasty", "es")
    assert row_of(own, "Usually local").what == "Value of “Anaesthesia”"
    assert row_of(own, "Lets you get up").what == "Item of a list"


def test_a_statement_has_its_passages_and_interface_words_have_none(sheet: Make) -> None:
    made = sheet("vertebroplasty", "ar")
    (passage,) = row_of(made, "Lets you get up").passages
    assert passage.id == "vertebroplasty.advantages"
    assert row_of(made, "The same day").passages == ()
    guide = sheet("minimally-invasive-spine-surgery", "ar")
    found = row_of(guide, "Our team has done this kind of surgery").passages
    assert [each.id for each in found] == ["centre.experience", "centre.volume"]


def test_what_all_leaflets_of_a_kind_say_stands_together_at_the_end(sheet: Make) -> None:
    made = sheet("vertebroplasty", "es")
    common = {row.source for row in made.common}
    assert {"Example Hospital", "Where to get help", "020\u00a07946\u00a00999", "What it is"} <= common
    own = {row.source for section in made.sections for row in section.rows}
    assert {"Ask your team", "Usually local", "Vertebroplasty"} <= own
    assert made.common[-1].what == "Author, in the properties of the file"
    assert len(made.common[-1].messages) == 2


def test_the_only_leaflet_has_all_its_rows_in_place(sheet: Make, workspace: Path) -> None:
    for path in (workspace / "data" / "procedures").glob("*.yaml"):
        if path.stem != "vertebroplasty":
            path.unlink()
    for path in (workspace / "data" / "guides").glob("*.yaml"):
        path.unlink()
    register = workspace / "data" / "sources.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(text[: text.index("passages:")] + "passages:\n" + _passages(text), encoding="utf-8")
    (workspace / "data" / "exceptions.yaml").write_text("digits: []\n", encoding="utf-8")
    made = sheet("vertebroplasty", "es", workspace)
    assert {row.id for row in made.common} == {
        f"control.{n}" for n in ("stamp", "pages", "subject", "author")
    }


def _passages(text: str) -> str:
    """Take the figures out of a register: no leaflet is left to print them."""
    kept, skipping = [], False
    for line in text[text.index("passages:\n") + len("passages:\n") :].splitlines(keepends=True):
        skipping = line.startswith("    figures:") or (skipping and line.startswith("      "))
        if not skipping:
            kept.append(line)
    return "".join(kept)


def test_a_back_translation_has_the_numbers_of_the_source(sheet: Make, workspace: Path) -> None:
    made = sheet(LEAFLET, "es", workspace)
    row = next(
        row for row in made.rows() if any("{" in each.key[1] for each in row.messages) and row.passages
    )
    (message,) = row.messages
    assert (made.has_back_translations, row.currency, row.back) == (False, Currency.LACKING, "")
    names = message.key[1][message.key[1].index("{") : message.key[1].index("}") + 1]
    put_back(workspace, "es", {message.key: f"It says {names}."})
    again = sheet(LEAFLET, "es", workspace)
    now = next(each for each in again.rows() if each.id == row.id)
    assert again.has_back_translations
    assert now.currency is Currency.CURRENT
    assert now.back.startswith("It says ")
    assert "{" not in now.back
    assert now.back.removeprefix("It says ").removesuffix(".") in row.source


def test_a_stale_back_translation_is_never_shown(sheet: Make, workspace: Path) -> None:
    key = next(each.key for each in row_of(sheet("vertebroplasty", "es"), "Lets you").messages)
    put_back(workspace, "es", {key: "Allows to get up."}, stale=True)
    row = row_of(sheet("vertebroplasty", "es", workspace), "Lets you")
    assert (row.currency, row.back) == (Currency.STALE, "")


def test_a_row_is_put_back_only_if_all_its_messages_are(sheet: Make, workspace: Path) -> None:
    row = row_of(sheet("vertebroplasty", "es"), "No. There is also very little damage")
    first, second = (each.key for each in row.messages)
    put_back(workspace, "es", {first: "No."})
    assert row_of(sheet("vertebroplasty", "es", workspace), row.source).back == ""
    put_back(workspace, "es", {second: "Many are local."})
    assert row_of(sheet("vertebroplasty", "es", workspace), row.source).back == "No. Many are local."


def test_who_does_not_read_the_language_has_a_hash_to_sign_once_all_is_put_back(
    sheet: Make, hospital: Path
) -> None:
    made = sheet("vertebroplasty", "es", hospital)
    assert (made.back_translation, len(made.hashes)) == ("", 1)
    keys = {each.key for row in made.rows() for each in row.messages}
    put_back(hospital, "es", {key: f"Back: {key[1]}" for key in keys})
    whole = sheet("vertebroplasty", "es", hospital)
    assert all(row.back for row in whole.rows() if row.messages)
    assert whole.hashes[1] == f"Back-translation: sha256:{whole.back_translation}"
    session = open_session(hospital)
    trust = find_trust(session, whole.document)
    assert trust.back_translation("vertebroplasty", "es") == f"sha256:{whole.back_translation}"


def test_findings_are_those_of_the_checks_with_file_and_line(sheet: Make) -> None:
    made = sheet("vertebroplasty", "ar")
    row = row_of(made, "What it is")
    (found,) = row.findings
    assert found.problem.position is not None
    assert str(found.problem.position).startswith("locales/ar/LC_MESSAGES/leaflets.po:")
    assert found.problem.is_question
    assert found.problem not in made.remarks


def test_a_change_names_who_signed_and_what(sheet: Make, hospital: Path, spoil: Callable[..., int]) -> None:
    sign_spanish(hospital)
    assert [row for row in sheet(LEAFLET, "es", hospital).rows() if row.changes] == []
    before = next(row for row in sheet(LEAFLET, "es", hospital).sections[-1].rows if row.messages)
    text = before.messages[0].entry.texts[0]
    spoil(PO, f'"{text[:30]}', f'"Pues {text[:30]}')
    made = sheet(LEAFLET, "es", hospital)
    (row,) = (row for row in made.only_changed().rows())
    assert row.id == before.id
    (change,) = row.changes
    assert (change.kind, change.before, change.after) == (
        ChangeKind.CHANGED,
        before.text,
        f"Pues {before.text}",
    )
    assert [each.name for each in change.approvals] == ["Zaid Haddad", "Dr Amina Saleh"]
    assert change.since == (
        "Zaid Haddad (translator) signed on 2026-11-24, Dr Amina Saleh (clinician) signed on 2026-11-24"
    )
    assert made.further == ()


def test_what_is_new_gone_or_no_block_is_told_too(
    sheet: Make, hospital: Path, spoil: Callable[..., int]
) -> None:
    sign_spanish(hospital)
    file = f"data/procedures/{LEAFLET}.yaml"
    spoil(file, 'version: "1.0"', 'version: "1.1"')
    text = (hospital / file).read_text(encoding="utf-8")
    start = text.index("  - text:", text.index("advantages:"))
    end = text.index("  - text:", start + 5)
    (hospital / file).write_text(text[:start] + text[end:], encoding="utf-8")
    made = sheet(LEAFLET, "es", hospital)
    kinds = {each.kind for each in made.further}
    assert ChangeKind.GONE in kinds
    assert ("version", "1.0", "1.1") in {(each.where, each.before, each.after) for each in made.further}
    stamp = next(row for row in made.common if row.id == "control.stamp")
    assert stamp.changes[0].before != stamp.text


def test_words_that_were_not_kept_are_told(sheet: Make, hospital: Path, spoil: Callable[..., int]) -> None:
    sign_spanish(hospital)
    spoil(f"data/procedures/{LEAFLET}.yaml", 'version: "1.0"', 'version: "1.1"')
    (kept,) = (hospital / "locales" / "es" / "signed").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"1.0", b"1.2"))
    with pytest.raises(LeafletsError, match="was edited"):
        sheet(LEAFLET, "es", hospital)
    kept.unlink()
    made = sheet(LEAFLET, "es", hospital)
    assert [each.role for each in made.unkept] == ["translator", "clinician"]
    assert [row for row in made.rows() if row.changes] == []


def test_the_source_and_pseudo_languages_have_sheets(sheet: Make) -> None:
    english = sheet("vertebroplasty", "en")
    assert english.is_source
    assert {row.text for row in english.rows()} == {""}
    assert row_of(english, "Lets you").passages
    pseudo = sheet("vertebroplasty", "en-XA")
    assert all(row.text for row in pseudo.rows())
    assert not pseudo.has_back_translations


@pytest.mark.parametrize(
    ("tag", "before", "after", "marked"),
    [
        ("en", "Lets you get up and move early.", "Lets you get up early.",
         [("Lets you get up ", Mark.SAME), ("and move ", Mark.OUT), ("early.", Mark.SAME)]),
        ("zh-Hans", "当天可以走动", "次日可以走动",
         [("当天", Mark.OUT), ("次日", Mark.IN), ("可以走动", Mark.SAME)]),
        ("en", "", "New.", [("New.", Mark.IN)]),
        ("en", "Old.", "", [("Old.", Mark.OUT)]),
    ],
)  # fmt: skip
def test_changed_words_are_marked(tag: str, before: str, after: str, marked: list[tuple[str, Mark]]) -> None:
    assert [tuple(each) for each in mark_words(before, after, OpportunityFinder(), tag)] == marked
