"""``leaflets review revoke`` and ``note``: to take signatures back, and to say something without a key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import (
    ROLES,
    id_argument,
    key_option,
    language_option,
    open_leaflet,
    open_selection,
    reviewer_option,
    reviewers_option,
    role_option,
    workspace_option,
)
from leaflets.cli.report import count
from leaflets.cli.signing import keep_entry, sign_statement

if TYPE_CHECKING:
    from leaflets.approval.standing import Signed
    from leaflets.content.reviewers import Reviewer
    from leaflets.content.site import Role
    from leaflets.session import Session


@click.command()
@id_argument
@language_option
@click.option("--role", type=click.Choice(ROLES), help="Only the signatures of this role.")
@click.option("--of", "signer", metavar="ID", help="Only the signatures of this reviewer.")
@reviewer_option
@key_option
@click.option("--reason", required=True, metavar="TEXT", help="Why, for whoever reads it later.")
@reviewers_option
@workspace_option
def revoke(
    leaflet: str,
    language: str,
    role: Role | None,
    signer: str | None,
    reviewer: str,
    key_file: Path,
    reason: str,
    reviewers: Path | None,
    workspace: Path | None,
) -> None:
    """Take signatures of a leaflet back, your own or those of others, with your key.

    No file is removed: a revocation is written beside each signature, and holds even if the signature is
    put back. Whoever is listed as a reviewer may revoke.

    \b
    Example:
      leaflets review revoke vertebroplasty --language ar --reviewer amina-saleh --key ~/.ssh/leaflets \\
          --reason "the dose has changed"
    """  # noqa: D301
    from leaflets.approval.signing import check_key, find_person

    # Nothing is localised: a signature can be taken back from a leaflet that cannot be made any more.
    session, _, _ = open_selection(workspace, (leaflet,), (language,), reviewers)
    person = find_person(reviewer, session.trust)
    check_key(key_file, person, session.trust)
    wanted = [
        each
        for each in _standing_approvals(session, leaflet, language)
        if role in (None, each.approval.role) and signer in (None, each.approval.reviewer)
    ]
    for each in wanted:
        _revoke(session, each, person, key_file, reason)
    click.echo(f"{count(len(wanted), 'signature')} of {leaflet} [{language}] taken back")


def _standing_approvals(session: Session, leaflet: str, language: str) -> list[Signed]:
    """List the approvals of a leaflet that nobody has revoked, whichever words they are for."""
    from leaflets.approval.standing import list_unrevoked

    return list_unrevoked(session.approvals(language), leaflet, session.trust)


def _revoke(session: Session, signed: Signed, person: Reviewer, key_file: Path, reason: str) -> None:
    """Sign and write the revocation of one approval.

    Raises:
        LeafletsError: it would not hold, or cannot be written.
    """
    from leaflets.approval.entries import make_entry
    from leaflets.approval.signing import check_revokes
    from leaflets.approval.statements import Revocation

    approval, day = signed.approval, session.today
    statement = Revocation(
        approval.leaflet, approval.language, person.id, person.name, day, signed.entry.hash, reason
    )
    armour = sign_statement(statement, key_file)
    entry = make_entry(session.languages.find(approval.language).locale, statement, armour)
    check_revokes(entry, statement, session.trust)
    keep_entry(session, entry)
    click.echo(f"{approval.name} ({approval.role}, {approval.date}): revoked")


@click.command()
@id_argument
@language_option
@role_option
@click.option("--name", required=True, metavar="NAME", help="Who says it: a person's name.")
@click.option("--note", "text", default="", metavar="TEXT", help="What is said.")
@workspace_option
def note(leaflet: str, language: str, role: Role, name: str, text: str, workspace: Path | None) -> None:
    """Record that somebody without a key has read the words.

    A note is kept beside the signatures and makes nothing final.

    \b
    Example:
      leaflets review note vertebroplasty --language ar --role translator --name "Zaid Haddad" --note "two typos"
    """  # noqa: D301, E501
    from leaflets.approval.entries import make_entry
    from leaflets.approval.signing import write_signable
    from leaflets.approval.statements import Note, sha256
    from leaflets.build import read_and_localise
    from leaflets.content.person_names import normalise

    session, job = open_leaflet(workspace, leaflet, language)
    document = read_and_localise(session, job).document
    version, words = document.control.version, sha256(document.content_hash)
    statement = Note(leaflet, language, role, normalise(name), session.today, version, words, text.strip())
    write_signable(statement)
    entry = make_entry(session.languages.find(language).locale, statement)
    keep_entry(session, entry)
    click.echo(f"noted for {leaflet} [{language}]; a note makes nothing final")
    click.echo(f"    {entry.file}")
