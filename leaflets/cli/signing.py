"""``leaflets review key`` and ``sign``: a person's key, and a signature with it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import (
    file_type,
    id_argument,
    key_option,
    language_option,
    open_leaflet,
    reviewer_option,
    reviewers_option,
    role_option,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.workspace_files import signed_path

if TYPE_CHECKING:
    from leaflets.approval.entries import Entry
    from leaflets.approval.statements import Statement
    from leaflets.content.site import Role
    from leaflets.document.nodes import Document
    from leaflets.session import Session

_DEFAULT_KEY = Path(".ssh", "leaflets")  # below the home folder
_YEARS = timedelta(days=2 * 365)  # how long a new key is proposed to be in force


@click.command()
@click.option(
    "--to", "file", type=file_type, metavar="FILE", help="Where to keep it. [default: ~/.ssh/leaflets]"
)
def key(file: Path | None) -> None:
    """Make a key to sign with, for whoever has none.

    It is an Ed25519 key of OpenSSH, kept in FILE and FILE.pub; the passphrase that it asks for protects it.
    Nothing is written over. Who has a key for ssh already, in a file, an agent or a hardware key, can sign
    with that.

    \b
    Examples:
      leaflets review key
      leaflets review key --to /media/stick/leaflets
    """  # noqa: D301
    from leaflets.approval.ssh_keygen import make_key
    from leaflets.output.writing import path_error, write_new_file
    from leaflets.session import current_day

    where = file or Path.home() / _DEFAULT_KEY
    public_file = where.with_name(f"{where.name}.pub")
    taken = next((each for each in (where, public_file) if each.exists()), None)
    if taken:
        raise path_error("there is a file already", taken, "name another: --to FILE", "key")
    private, public = make_key(where)
    # Only its owner may read it, or ssh-keygen would refuse to use it.
    if not write_new_file(where, private, 0o600):
        raise path_error("there is a file already", where, "name another: --to FILE", "key")
    write_new_file(public_file, f"{public}\n".encode())
    today = current_day()
    click.echo(f"{printable(str(where))} is your key: keep it, and its passphrase, to yourself.")
    click.echo("Whoever keeps data/reviewers.yaml adds to your entry there, below keys:")
    click.echo(f'      - {{key: "{public}", from: {today}, until: {today + _YEARS}}}')


@click.command()
@id_argument
@language_option
@role_option
@reviewer_option
@key_option
@click.option(
    "--note",
    default="",
    metavar="TEXT",
    help="A remark that is signed with it, and stands in every final file.",
)
@reviewers_option
@workspace_option
def sign(
    leaflet: str,
    language: str,
    role: Role,
    reviewer: str,
    key_file: Path,
    note: str,
    reviewers: Path | None,
    workspace: Path | None,
) -> None:
    """Sign exactly the words that the leaflet has now, with your key.

    data/reviewers.yaml lists who may sign what, with which keys. What would not count is refused before
    anything is written.

    \b
    Examples:
      leaflets review sign vertebroplasty --language ar --role clinician --reviewer amina-saleh --key ~/.ssh/leaflets
      leaflets review sign vertebroplasty --language ar --role clinician --reviewer amina-saleh --key ~/.ssh/id_ed25519_sk
    """  # noqa: D301, E501
    from leaflets.approval.entries import make_entry
    from leaflets.approval.signing import check_counts, check_key, find_person, state_approval
    from leaflets.build import find_trust, read_and_localise, refuse_questions

    session, job = open_leaflet(workspace, leaflet, language, reviewers)
    document, standing = read_and_localise(session, job)
    refuse_questions(session, job, document)
    trust = find_trust(session, document)
    person = find_person(reviewer, trust)
    approval = state_approval(document, person, role, note, trust)
    check_key(key_file, person, trust)
    armour = sign_statement(approval, key_file)
    entry = make_entry(session.languages.find(language).locale, approval, armour)
    check_counts(entry, session.approvals(language), document, standing.demands, trust)
    _keep_words(session, document)
    keep_entry(session, entry)
    click.echo(f"{person.name} ({role}) signed {leaflet} [{language}], hash {document.short_hash}")
    click.echo(f"    {entry.file}")


def sign_statement(statement: Statement, key_file: Path) -> str:
    """Sign a statement with a key; a hardware key is announced, because it waits to be touched.

    Raises:
        LeafletsError: the statement cannot be written, or ssh-keygen does not sign.
    """
    from leaflets.approval import ssh_keygen
    from leaflets.approval.signing import write_signable

    message = write_signable(statement)
    if key_file.name.removesuffix(".pub").endswith("_sk"):
        click.echo("touch the hardware key when it blinks", err=True)
    return ssh_keygen.sign(message, key_file)


def keep_entry(session: Session, entry: Entry) -> None:
    """Write the file of an entry, unless the same statement is there: who signs it twice has signed it.

    Raises:
        LeafletsError: it cannot be written, or a file of that name states something else.
    """
    from leaflets.approval.entries import parse_entry
    from leaflets.approval.statements import StatementError
    from leaflets.files import read_file
    from leaflets.output.writing import path_error, write_new_file

    path = session.root / entry.file
    if write_new_file(path, entry.text.encode()):
        return
    try:
        same = parse_entry(entry.file, read_file(path)).statement == entry.statement
    except (OSError, StatementError):
        same = False
    if not same:
        raise path_error("another file has this name", path, "see what it is, and take it away", "approval")


def _keep_words(session: Session, document: Document) -> None:
    """Keep the words before the signature: without them nobody could show later what changed."""
    from leaflets.document.digest import canonical_words
    from leaflets.output.writing import write_file

    kept = signed_path(session.languages.find(document.lang).locale, document.content_hash)
    write_file(session.root / kept, canonical_words(document))
