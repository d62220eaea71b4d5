"""What a person is about to sign, and whether it would count, before anything is written.

In: a document, a person, a signature. Out: statements, or the problems for which an approval would not count.
The rules are those of :mod:`leaflets.approval.standing`; here they are only asked in advance.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from leaflets.approval.demands import Demands
from leaflets.approval.entries import Entry
from leaflets.approval.judging import Flaw, Reason, Trust, judge_revocation, permission_flaws
from leaflets.approval.standing import Subject, determine_standing
from leaflets.approval.statements import (
    Approval,
    Revocation,
    Statement,
    StatementError,
    sha256,
    write_statement,
)
from leaflets.content.reviewers import Reviewer
from leaflets.content.site import Role
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.nodes import Document
from leaflets.files import read_file
from leaflets.ssh.keys import PublicKey, parse_line
from leaflets.ssh.wire import UnusableError

_LISTED = Position("data/reviewers.yaml")


def find_person(name: str, trust: Trust) -> Reviewer:
    """Look up who signs.

    Raises:
        LeafletsError: nobody with this id is listed.
    """
    person = trust.reviewers.find(name)
    if person is None:
        known = ", ".join(each.id for each in trust.reviewers.reviewers) or "nobody"
        message = f'nobody with the id "{name}" is listed as a reviewer'
        raise LeafletsError(Diagnostic(message, _LISTED, f"listed: {known}", code="unknown-reviewer"))
    return person


def state_approval(document: Document, person: Reviewer, role: Role, note: str, trust: Trust) -> Approval:
    """State what a person is about to sign: the words that the document has now.

    Raises:
        LeafletsError: the person may not sign this, with any key.
    """
    reads = person.can_read(document.lang)
    back = "" if reads else trust.back_translation(document.leaflet, document.lang) or ""
    approval = Approval(
        document.leaflet, document.lang, role, person.id, person.name, trust.today, document.control.version,
        sha256(document.content_hash), sha256(document.structure_hash), back, note,
    )  # fmt: skip
    flaws = tuple(permission_flaws(person, approval, trust))
    if flaws:
        raise LeafletsError(_problem(approval, each) for each in flaws)
    return approval


def write_signable(statement: Statement) -> bytes:
    """Write the bytes of a statement that somebody is about to sign or to note.

    Raises:
        LeafletsError: one of its values cannot stand in a statement.
    """
    try:
        return write_statement(statement).encode()
    except StatementError as error:
        message, hint = f"this cannot be written: {error}", "use plain letters, on one line"
        raise LeafletsError(Diagnostic(message, None, hint, code="statement")) from error


def check_key(path: Path, person: Reviewer, trust: Trust) -> None:
    """Check a key by its public half, before anybody types a passphrase; one without ``.pub`` is not checked.

    Raises:
        LeafletsError: it is not one of the person's, or not in force today.
    """
    public = _read_public(path)
    if public is None:
        return
    key = next((each for each in person.keys if each.public == public), None)
    if key is None:
        message = f"the key is not one of those of {person.name}: {public.fingerprint}"
        hint = f'whoever keeps data/reviewers.yaml adds it to "{person.id}"'
    elif not key.is_in_force(trust.today):
        message = f"the key is in force from {key.since} until {key.until}, not today ({trust.today})"
        hint = "make a new one: leaflets review key"
    else:
        return
    raise LeafletsError(Diagnostic(message, Position(str(path)), hint, code="key"))


def check_counts(
    entry: Entry, entries: Sequence[Entry], document: Document, demands: Demands, trust: Trust
) -> None:
    """Check that an approval would count beside all others of its language.

    Raises:
        LeafletsError: it would not, or it would take the place of another one of the same person.
    """
    approval = entry.statement
    assert isinstance(approval, Approval)  # noqa: S101 - nothing else can count
    standing = determine_standing((*entries, entry), Subject.of(document), demands, trust)
    flaws = [
        flaw
        for other, flaw in standing.discounted
        if other == entry or (flaw.reason is Reason.SAME_PERSON and other.signer == approval.reviewer)
    ]
    if flaws:
        raise LeafletsError(_problem(approval, each) for each in flaws)


def check_revokes(entry: Entry, statement: Revocation, trust: Trust) -> None:
    """Check that a revocation would hold.

    Raises:
        LeafletsError: it would not.
    """
    if flaw := judge_revocation(entry, statement, trust):
        message = f"this revocation would not hold: {flaw.message}"
        raise LeafletsError(Diagnostic(message, _LISTED, flaw.hint, code=flaw.reason.value))


def _problem(approval: Approval, flaw: Flaw) -> Diagnostic:
    message = f"this sign-off would not count: {flaw.message}"
    return Diagnostic(
        message,
        _LISTED,
        flaw.hint,
        code=flaw.reason.value,
        leaflet=approval.leaflet,
        language=approval.language,
    )


def _read_public(path: Path) -> PublicKey | None:
    """Read the public half of a key: the file itself, or the one beside it; None if neither is one."""
    for each in (path, path.with_name(f"{path.name}.pub")):
        try:
            return parse_line(read_file(each).decode("utf-8", "replace"))
        except (OSError, UnusableError):
            continue
    return None
