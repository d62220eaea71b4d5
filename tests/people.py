"""People who sign, with keys of their own: what tests need to make a leaflet final, without ssh-keygen.

The keys are made of fixed seeds, so that a list of reviewers is the same text in every process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from leaflets.approval.entries import Entry, make_entry
from leaflets.approval.statements import Approval, Revocation, Statement, sha256, write_statement
from leaflets.build import Job, read_and_localise
from leaflets.content.reading import read
from leaflets.content.reviewers import Reviewers
from leaflets.document.digest import canonical_words
from leaflets.document.nodes import Document
from leaflets.languages import Languages
from leaflets.session import current_day
from leaflets.workspace_files import data_path, signed_path
from tests.approval.keys import Key, ed25519_key, sshsig
from tests.workspaces import TODAY, open_session

SINCE, UNTIL = date(2026, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class Person:
    """Somebody who may sign; ``seed`` makes the key."""

    id: str
    name: str
    roles: tuple[str, ...]
    reads: tuple[str, ...]
    seed: int

    @property
    def key(self) -> Key:
        """The key of this person."""
        return key_of(self.seed)

    def row(self, *, since: date = SINCE, until: date = UNTIL, lines: Sequence[str] = ()) -> str:
        """Write the entry of this person in a list of reviewers, with other keys if they are given."""
        roles, reads = ", ".join(self.roles), ", ".join(self.reads)
        keys = (
            f'      - {{key: "{line}", from: {since}, until: {until}}}\n'
            for line in lines or (self.key.line,)
        )
        who = f"  - id: {self.id}\n    name: {self.name}\n    roles: [{roles}]\n"
        return f"{who}    reads: [{reads}]\n    keys:\n" + "".join(keys)


@cache
def key_of(seed: int) -> Key:
    """Make the key of a seed."""
    return ed25519_key(bytes([seed]) * 32)


AMINA = Person("amina-saleh", "Dr Amina Saleh", ("clinician",), ("en", "es", "ar"), 1)
ZAID = Person("zaid-haddad", "Zaid Haddad", ("translator", "second-translator"), ("en", "es", "ar"), 2)
# Who may do everything, but not for the same leaflet.
NOOR = Person("noor-khan", "Noor Khan", ("translator", "clinician"), ("en", "es", "ar"), 3)
# Who reads English alone.
ELLA = Person("ella-stone", "Dr Ella Stone", ("clinician",), ("en",), 4)
PEOPLE = (AMINA, ZAID, NOOR, ELLA)


def reviewers_yaml(*rows: str) -> str:
    """Write a list of reviewers, of all people if no rows are given."""
    return "reviewers:\n" + "".join(rows or (each.row() for each in PEOPLE))


def reviewers(*rows: str) -> Reviewers:
    """Make a list of reviewers."""
    return read(reviewers_yaml(*rows).encode(), "reviewers.yaml", Reviewers).value


def register(root: Path, *rows: str) -> None:
    """Put a list of reviewers into a workspace."""
    (root / data_path("reviewers")).write_text(reviewers_yaml(*rows), encoding="utf-8")


def approval_of(document: Document, person: Person, role: str, **changes: Any) -> Approval:
    """State that a person approves the words of a document, with changes."""
    values = {
        "leaflet": document.leaflet, "language": document.lang, "role": role, "reviewer": person.id,
        "name": person.name, "date": TODAY, "version": document.control.version,
        "words": sha256(document.content_hash), "structure": sha256(document.structure_hash),
    }  # fmt: skip
    return Approval(**{**values, **changes})


def signed(statement: Statement, key: Key, **options: Any) -> Entry:
    """Sign a statement with a key, in the place of its file."""
    locale = Languages().find(statement.language).locale
    return make_entry(locale, statement, sshsig(key, write_statement(statement).encode(), **options))


def approve(document: Document, person: Person, role: str, **changes: Any) -> Entry:
    """Approve the words of a document with the person's key."""
    return signed(approval_of(document, person, role, **changes), person.key)


def revoke(entry: Entry, person: Person, **changes: Any) -> Entry:
    """Revoke an approval with the person's key."""
    of = entry.statement
    values = {
        "leaflet": of.leaflet, "language": of.language, "reviewer": person.id, "name": person.name,
        "date": TODAY, "revokes": entry.hash, "reason": "the dose has changed",
    }  # fmt: skip
    return signed(Revocation(**{**values, **changes}), person.key)


def put(root: Path, *entries: Entry) -> None:
    """Write entries into a workspace."""
    for entry in entries:
        path = root / entry.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry.text, encoding="utf-8", newline="")


def sign_in(root: Path, leaflet: str, language: str, *signers: tuple[Person, str], day: date = TODAY) -> None:
    """Make a leaflet of a workspace signed by people in roles, as ``leaflets review sign`` would."""
    if not (root / data_path("reviewers")).exists():
        register(root)
    session = open_session(root, today=current_day())
    document = read_and_localise(session, Job(leaflet, language)).document
    kept = root / signed_path(session.languages.find(language).locale, document.content_hash)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(canonical_words(document))
    put(root, *(approve(document, person, role, date=day) for person, role in signers))
