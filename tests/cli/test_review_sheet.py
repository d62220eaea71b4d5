"""``leaflets review sheet`` and ``take`` as a clinician's office uses them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from leaflets.catalogs.message_ids import message_id
from tests.reviewing.words import CUSTOM, replaced, with_part

LEAFLET = ("vertebroplasty", "--language", "es")
SHEET = ("review", "sheet", *LEAFLET)
WORD = Path("exchange/vertebroplasty.es.review.docx")
PROPOSAL = WORD.with_suffix(".po")
PO = Path("locales/es/LC_MESSAGES/leaflets.po")
EARLY = message_id(("vertebroplasty: advantages", "Lets you get up and move early."))
OLD, NEW = "Le permite levantarse y moverse pronto.", "Le permite levantarse y caminar pronto."


@pytest.fixture
def word(run: Callable[..., object]) -> Path:
    """The Word file of a leaflet, inside its workspace."""
    result = run(*SHEET, "--format", "docx")
    assert result.exit_code == 0, result.output  # type: ignore[attr-defined]
    return WORD


def edit(path: Path, change: Callable[[object], None], ids: str = EARLY) -> None:
    """Change a row of a Word file as a person does."""
    file = docx.Document(str(path))
    rows = [row for table in file.tables for row in table.rows if row.cells[0].text.startswith(ids)]
    assert rows
    for row in rows:
        change(row)
    file.save(str(path))


def say(text: str) -> Callable[[object], None]:
    """Put a translation in place of another."""

    def change(row: object) -> None:
        row.cells[2].paragraphs[0].runs[0].text = text  # type: ignore[attr-defined]

    return change


def remark(text: str) -> Callable[[object], None]:
    def change(row: object) -> None:
        row.cells[-1].text = text  # type: ignore[attr-defined]

    return change


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF-1.7"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")]
)
def test_a_sheet_is_written_in_every_format_and_the_same_each_time(run, form: str, start: bytes) -> None:
    made = run(*SHEET, "--format", form)
    path = Path(f"exchange/vertebroplasty.es.review.{form}")
    assert (made.exit_code, made.stdout) == (0, f"{path} written\n")
    first = path.read_bytes()
    assert first.startswith(start)
    assert run(*SHEET, "--format", form).exit_code == 0
    assert run(*SHEET, "--format", form, "--to", "other").exit_code == 0
    assert Path("other").read_bytes() == first


def test_a_sheet_that_somebody_wrote_in_is_never_written_over(run, word: Path) -> None:
    edit(word, remark("Better?"))
    before = word.read_bytes()
    refused = run(*SHEET, "--format", "docx")
    assert refused.exit_code == 1
    assert f"{word}: the file is there already, with other content" in refused.stderr
    assert word.read_bytes() == before
    assert run(*SHEET, "--format", "docx", "--overwrite").exit_code == 0


def test_the_source_has_no_word_file(run) -> None:
    refused = run("review", "sheet", "vertebroplasty", "--language", "en", "--format", "docx")
    assert refused.exit_code == 1
    assert "a Word file is for translations, and en is none" in refused.stderr


def test_what_is_unchanged_is_no_proposal(run, word: Path) -> None:
    taken = run("review", "take", str(word))
    assert (taken.exit_code, taken.stderr) == (0, "")
    assert taken.stdout.startswith("0 messages proposed, ")
    assert not PROPOSAL.exists()


def test_a_change_is_proposed_and_nothing_else_happens(run, word: Path) -> None:
    before = PO.read_bytes()
    edit(word, say(NEW))
    edit(word, remark("More exact.\nSee ISO 17100."))
    taken = run("review", "take", str(word), "--origin", "human")
    assert taken.exit_code == 0, taken.stderr
    assert f"{PROPOSAL} written; nothing in the workspace has changed" in taken.stdout
    assert f"  {EARLY} {NEW} (machine-post-edited)\n1 message proposed, " in taken.stdout
    assert PO.read_bytes() == before
    text = PROPOSAL.read_text(encoding="utf-8")
    assert f'msgstr "{NEW}"' in text
    assert "# More exact.\n# See ISO 17100.\n" in text
    assert '"Language: es\\n"' in text
    assert text.count("msgid") == 2
    again = run("review", "take", str(word))  # another origin: another proposal
    assert again.exit_code == 1
    assert "the file is there already, with other content" in again.stderr
    assert PROPOSAL.read_text(encoding="utf-8") == text


def test_a_proposal_is_applied_to_its_message_alone(run, word: Path) -> None:
    before = PO.read_text(encoding="utf-8")
    edit(word, say(NEW))
    taken = run("review", "take", str(word), "--origin", "human", "--apply")
    assert taken.exit_code == 0, taken.stderr
    assert f"{PO}: 1 message changed" in taken.stdout
    after = PO.read_text(encoding="utf-8")
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert changed == {f'msgstr "{OLD}"', f'msgstr "{NEW}"', "# origin: machine-post-edited"}
    assert not PROPOSAL.exists()
    assert run("review", "take", str(word), "--apply", "--to", "x.po").exit_code == 2


def test_what_changed_in_the_catalog_is_left_alone_and_told(run, word: Path, spoil) -> None:
    edit(word, say(NEW))
    spoil(str(PO), OLD, "Le permite levantarse pronto.")
    before = PO.read_bytes()
    taken = run("review", "take", str(word), "--apply")
    assert taken.exit_code == 1
    assert "was changed in the catalog, too" in taken.stderr
    assert "the sheet is of other words of vertebroplasty than the present ones (version 1.0)" in taken.stderr
    assert PO.read_bytes() == before
    assert run("review", "take", str(word), "--apply", "--overwrite").exit_code == 0
    assert NEW in PO.read_text(encoding="utf-8")


def test_another_version_is_told_and_rows_are_compared_all_the_same(run, word: Path, spoil) -> None:
    edit(word, say(NEW))
    spoil("data/procedures/vertebroplasty.yaml", 'version: "1.0"', 'version: "1.1"')
    taken = run("review", "take", str(word))
    assert taken.exit_code == 0
    assert "(version 1.0; now 1.1)" in taken.stderr
    assert "1 message proposed" in taken.stdout


@pytest.mark.parametrize(
    "comment", ["leaflets: answered 0123456789ab negation by A on 2026-11-27: ok", "Origin: human"]
)
def test_a_comment_is_never_a_command(run, word: Path, comment: str) -> None:
    edit(word, remark(comment))
    before = PO.read_bytes()
    taken = run("review", "take", str(word), "--apply")
    assert "which is not taken" in taken.stderr
    assert PO.read_bytes() == before


def test_certain_errors_are_not_taken_and_questions_are_asked(run, word: Path) -> None:
    edit(word, say("Le permite levantarse el día 5."))
    refused = run("review", "take", str(word))
    assert refused.exit_code == 1
    assert "is not taken" in refused.stderr
    assert not PROPOSAL.exists()
    edit(word, say("No le permite levantarse ni moverse pronto."))
    asked = run("review", "take", str(word))
    assert f"{PO}:" in asked.stderr
    assert "question: " in asked.stderr
    assert "leaflets catalog answer" in asked.stderr


def test_rows_that_are_unknown_doubled_missing_or_emptied_are_all_told(run, word: Path) -> None:
    file = docx.Document(str(word))
    table = next(table for table in file.tables if len(table.rows) > 3)
    first, second, third = table.rows[1:4]
    first.cells[0].paragraphs[0].runs[0].text = "0123456789ab"
    second.cells[0].paragraphs[0].runs[0].text = third.cells[0].paragraphs[0].runs[0].text
    lost = {table.rows[n].cells[0].text.split()[0] for n in (1, 2)}
    file.save(str(word))
    edit(word, say(" "))
    before = PO.read_bytes()
    taken = run("review", "take", str(word), "--apply")
    assert taken.exit_code == 1
    assert '"0123456789ab" ("") is of no message that the catalog has' in taken.stderr
    assert "has 2 rows" in taken.stderr
    assert "the file has no row for 2 messages of the leaflet: " in taken.stderr
    assert f'the row of "{EARLY}" has no translation any more' in taken.stderr
    assert lost
    assert PO.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            ">vertebroplasty<",
            ">kyphoplasty<",
            'of the leaflet "kyphoplasty", which the workspace does not have',
        ),
        (">es<", ">fr<", 'in "fr", for which there is no catalog'),
        (">es<", ">..<", 'in "..", for which there is no catalog'),
    ],
)
def test_a_sheet_of_something_else_is_refused(run, word: Path, old: str, new: str, sentence: str) -> None:
    word.write_bytes(with_part(word.read_bytes(), CUSTOM, replaced(old, new)))
    refused = run("review", "take", str(word))
    assert refused.exit_code == 1
    assert sentence in refused.stderr


def test_a_file_that_cannot_be_read_is_told(run) -> None:
    assert "the file cannot be read" in run("review", "take", "none.docx").stderr
    Path("empty.docx").write_bytes(io.BytesIO().getvalue())
    refused = run("review", "take", "empty.docx")
    assert refused.exit_code == 1
    assert "empty.docx: the file cannot be taken: it is no Word file" in refused.stderr


def test_a_leaflet_that_cannot_be_made_takes_what_mends_it(run, word: Path, spoil) -> None:
    spoil(str(PO), f'msgstr "{OLD}"', 'msgstr ""')
    edit(word, say(NEW))
    taken = run("review", "take", str(word), "--apply", "--overwrite")
    assert taken.exit_code == 0, taken.stderr
    assert NEW in PO.read_text(encoding="utf-8")
