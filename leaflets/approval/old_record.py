"""The record of sign-offs that older releases wrote (``locales/<locale>/review.yaml``), and notes made of it.

In: the record. Out: a note for each of its sign-offs, and what is left of the record. Its "seal" was a hash
over the entry's own fields, which anybody could compute: nothing proves who signed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import yaml
from pydantic import StringConstraints

from leaflets.approval.entries import Entry, make_entry
from leaflets.approval.signing import write_signable
from leaflets.approval.statement_values import MAX_LINE
from leaflets.approval.statements import Note, sha256
from leaflets.content.model import Id, Model, Text
from leaflets.content.person_names import normalise
from leaflets.content.site import Role
from leaflets.languages import Language

# SHA-256 in lower-case hexadecimal digits, as hashlib writes it.
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class OldApproval(Model):
    """A sign-off by name; ``hash`` is that of the words in a form that is used no more."""

    leaflet: Id
    role: Role
    reviewer: Text
    date: date
    version: Text
    hash: _Hash
    note: Text | None = None
    seal: str


class BackTranslation(Model):
    """The leaflet translated back into the source language, by somebody who had not seen the source."""

    leaflet: Id
    reviewer: Text
    text: Annotated[str, StringConstraints(min_length=1)]


class OldRecord(Model):
    """``review.yaml``: sign-offs and back-translations of one language."""

    approvals: tuple[OldApproval, ...] = ()
    back_translations: tuple[BackTranslation, ...] = ()


def make_note(old: OldApproval, language: Language) -> Entry:
    """Make a note of a sign-off.

    Raises:
        LeafletsError: a value of it cannot stand in a note.
    """
    words, remark = sha256(old.hash), (old.note or "")[:MAX_LINE].strip()
    note = Note(
        old.leaflet, language.tag, old.role, normalise(old.reviewer), old.date, old.version, words, remark
    )
    write_signable(note)
    return make_entry(language.locale, note)


class _Dumper(yaml.SafeDumper):
    """Writes an object that occurs twice, such as a date, in full each time: our reader refuses aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def write_record(record: OldRecord) -> bytes:
    """Write what is left of a record, as YAML; empty if nothing is."""
    data = {key: list(value) for key, value in record.model_dump(exclude_none=True).items() if value}
    if not data:
        return b""
    dumped: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return dumped.encode()
