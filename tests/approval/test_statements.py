"""Statements and their files: one way to write each, and everything else refused with its line."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.approval.entries import Entry, file_name, make_entry, parse_entry
from leaflets.approval.old_record import OldApproval, make_note
from leaflets.approval.statements import (
    Approval,
    Note,
    Revocation,
    Statement,
    StatementError,
    hash_statement,
    parse_statement,
    write_statement,
)
from leaflets.diagnostics import LeafletsError
from leaflets.languages import Languages
from tests.people import AMINA, revoke, signed

HASH = f"sha256:{'0123456789abcdef' * 4}"
DAY = date(2026, 11, 24)
APPROVAL = Approval(
    "vertebroplasty", "zh-Hans", "clinician", "amina-saleh", "Dr Amina Saleh", DAY, "1.0", HASH, HASH
)
REVOCATION = Revocation("vertebroplasty", "zh-Hans", "amina-saleh", "زيد بن علي", DAY, HASH, "wrong dose")
NOTE = Note("vertebroplasty", "zh-Hans", "translator", "山田 花子", DAY, "1.0")
FULL = replace(APPROVAL, back_translation=HASH, note="«می‌خواند», read aloud: twice")

TEXT = f"""\
leaflets approval 1
leaflet: vertebroplasty
language: zh-Hans
role: clinician
reviewer: amina-saleh
name: Dr Amina Saleh
date: 2026-11-24
version: 1.0
words: {HASH}
structure: {HASH}
"""


def test_a_statement_is_text_that_a_person_can_read_and_is_written_so_in_every_release() -> None:
    """If it changes, every signature of every hospital is broken."""
    assert write_statement(APPROVAL) == TEXT
    assert (
        hash_statement(APPROVAL) == "sha256:f3a52b339d024dccc33b691fa342a101f44f99a4b0b124bd1fcb4bd9c68f9238"
    )
    assert file_name(APPROVAL) == "vertebroplasty.clinician.amina-saleh.f3a52b339d02.approval"


@pytest.mark.parametrize("statement", [APPROVAL, FULL, REVOCATION, NOTE, replace(NOTE, words=HASH, note="x")])
def test_what_is_written_is_read(statement: Statement) -> None:
    assert parse_statement(write_statement(statement)) == statement


def test_a_file_has_the_name_of_its_statement() -> None:
    assert file_name(REVOCATION).startswith("vertebroplasty.amina-saleh.")
    assert file_name(NOTE).startswith("vertebroplasty.translator.")
    assert {file_name(each).rpartition(".")[2] for each in (APPROVAL, REVOCATION, NOTE)} == {
        "approval", "revocation", "note",
    }  # fmt: skip
    assert make_entry("zh_Hans", NOTE).file == f"locales/zh_Hans/approvals/{file_name(NOTE)}"


WRONG = [
    ("leaflets approval 1", "leaflets approval 01", 1, "the first line"),
    ("leaflets approval 1", "leaflets approval 2", 1, "a later version"),
    ("leaflets approval 1", "Leaflets approval 1", 1, "the first line"),
    ("leaflets approval 1\n", "\ufeffleaflets approval 1\n", 1, "the first line"),
    ("leaflets approval 1", "leaflets note 1", 5, '"reviewer" is no key of a note'),
    ("role: clinician\n", "", 9, 'it has no "role"'),
    ("role: clinician\n", "role: clinician\nrole: clinician\n", 5, '"role" stands here twice'),
    (
        "role: clinician\nreviewer: amina-saleh\n",
        "reviewer: amina-saleh\nrole: clinician\n",
        5,
        "stands too late",
    ),
    ("role: clinician", "role: nurse", 4, '"role" is none of'),
    ("role: clinician", "role:clinician", 4, '"role:clinician" is no key'),
    ("role: clinician", "role:  clinician", 4, '"role" is none of'),
    ("role: clinician\n", "role: clinician\r\n", 4, '"role" is none of'),
    ("role: clinician\n", "\nrole: clinician\n", 4, '"" is no key'),
    ("leaflet: vertebroplasty", "leaflet: Vertebroplasty", 2, '"leaflet" is no id'),
    ("leaflet: vertebroplasty", "leaflet: ../x", 2, '"leaflet" is no id'),
    ("language: zh-Hans", "language: zh_Hans", 3, '"language" is no language tag'),
    ("language: zh-Hans", "language: zh-hans", 3, '"language" is no language tag'),
    ("date: 2026-11-24", "date: 20261124", 7, '"date" is no date'),
    ("date: 2026-11-24", "date: 2026-W48-2", 7, '"date" is no date'),
    ("date: 2026-11-24", "date: 2026-02-30", 7, '"date" is no date'),
    ("date: 2026-11-24", "date: ٢٠٢٦-11-24", 7, '"date" is no date'),
    ("version: 1.0", "version: 1.0 ", 8, '"version" is empty, or has spaces'),
    ("version: 1.0", "version: 1\x1b[2J", 8, '"version" holds U+001B'),
    ("version: 1.0", "version: 1\u202e0.1", 8, '"version" holds U+202E'),
    ("version: 1.0", "version: 1\u2028role: translator", 8, '"version" holds U+2028'),
    ("version: 1.0", f"version: {'1' * 501}", 8, "longer than"),
    ("version: 1.0", "version: e\u0301", 8, "normal form C"),
    ("Dr Amina Saleh", "Dr Аmina Saleh", 6, '"name" mixes letters of two scripts'),
    ("words: sha256:", "words: sha1:", 9, '"words" is not "sha256:"'),
    ("words: sha256:0", "words: sha256:A", 9, '"words" is not "sha256:"'),
    (f"structure: {HASH}\n", f"structure: {HASH}", 10, "the last line has no end"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG)
def test_what_is_written_otherwise_is_refused_with_its_line(
    old: str, new: str, line: int, words: str
) -> None:
    assert old in TEXT
    with pytest.raises(StatementError) as refused:
        parse_statement(TEXT.replace(old, new, 1))
    assert words in str(refused.value)
    assert refused.value.line == line


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_note_is_read_as_written_or_not_written(note: str) -> None:
    statement = replace(APPROVAL, note=note)
    try:
        text = write_statement(statement)
    except StatementError:
        return
    assert parse_statement(text) == statement
    assert text.count("\n") == (11 if note else 10)


@given(st.text(string.printable, max_size=60), st.integers(0, len(TEXT)))
def test_whatever_is_put_into_a_statement_gives_another_or_none(more: str, at: int) -> None:
    """No two texts are one statement: what was signed is what is read."""
    text = TEXT[:at] + more + TEXT[at:]
    try:
        found = parse_statement(text)
    except StatementError:
        return
    assert write_statement(found) == text


def entry() -> Entry:
    return signed(APPROVAL, AMINA.key)


def test_a_file_is_read_as_it_was_written() -> None:
    for each in (entry(), revoke(entry(), AMINA), make_entry("zh_Hans", NOTE)):
        assert parse_entry(each.file, each.text.encode()) == each


def test_line_ends_that_git_makes_on_windows_change_nothing() -> None:
    assert parse_entry(entry().file, entry().text.replace("\n", "\r\n").encode()) == entry()


def test_a_line_of_a_statement_has_its_place() -> None:
    assert str(entry().position("date")) == f"{entry().file}:7"
    assert str(entry().position()) == entry().file


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"\xff\xfe", 1, "not UTF-8"),
        (TEXT.encode() + b"\xff", 11, "not UTF-8"),
        (b"x" * 50_000, 0, "larger than"),
        (TEXT.encode(), 1, "all else has one"),
        (b"", 1, "the first line"),
    ],
)
def test_a_file_that_is_none_is_refused(content: bytes, line: int, words: str) -> None:
    with pytest.raises(StatementError, match=words) as refused:
        parse_entry("x", content)
    assert refused.value.line == line


def old(**changes: object) -> OldApproval:
    values = {
        "leaflet": "vertebroplasty", "role": "clinician", "reviewer": "Dr A", "date": DAY, "version": "1.0",
        "hash": "0" * 64, "note": "read aloud", "seal": "1" * 64,
    }  # fmt: skip
    return OldApproval.model_validate({**values, **changes})


def test_a_sign_off_of_an_older_release_becomes_a_note() -> None:
    spanish = Languages().find("es")
    statement = make_note(old(), spanish).statement
    assert statement == Note(
        "vertebroplasty", "es", "clinician", "Dr A", DAY, "1.0", f"sha256:{'0' * 64}", "read aloud"
    )
    assert make_note(old(note=None), spanish).statement.note == ""
    with pytest.raises(LeafletsError, match="U\\+202E"):
        make_note(old(reviewer="Dr \u202eA"), spanish)
