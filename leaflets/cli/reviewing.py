"""``leaflets review``: who has signed which words, what changed since, signing and revoking."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    id_argument,
    ids_argument,
    language_option,
    languages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import count, in_order, tell
from leaflets.diagnostics import Diagnostic, LeafletsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflets.approval.reviews import Reviews
    from leaflets.approval.signoff import Standing
    from leaflets.document.nodes import Document
    from leaflets.session import Job, Session

_ROLES = ("translator", "second-translator", "clinician")


@click.group()
def review() -> None:
    """See, give and take back the approval of words.

    An approval holds for exactly the words that were signed; it lapses when one of them changes.
    """


@review.command()
@ids_argument
@languages_option
@workspace_option
@click.pass_context
def status(
    ctx: click.Context, ids: tuple[str, ...], languages: tuple[str, ...], workspace: Path | None
) -> None:
    """Tell for every leaflet and language whether it is final, and what it lacks.

    \b
    Examples:
      leaflets review status
      leaflets review status vertebroplasty --language ar
    """  # noqa: D301
    from leaflets.session import Job

    session = open_workspace(workspace)
    tags = chosen_languages(session, languages)
    session.read(tags)
    told: list[Diagnostic] = []
    refused = False
    for name in chosen_leaflets(session, ids):
        for tag in tags:
            try:
                document = session.localise(Job(name, tag))
            except LeafletsError as error:
                refused = True
                problems = count(len(in_order(error.diagnostics)), "problem")
                click.echo(f"{name} [{tag}]: cannot be made ({problems}, see leaflets check)")
                # Of all that may be wrong with a leaflet, its record of sign-offs is what was asked about.
                record = session.workspace.review_file(tag).as_posix()
                told += [each for each in error.diagnostics if each.position and each.position.file == record]
                continue
            click.echo(f"{name} [{tag}]: {_summary(session, session.standing(document))}")
            told += session.warnings(document)
    tell(told)
    if refused:
        ctx.exit(1)


def _summary(session: Session, found: Standing) -> str:
    """Say in a line how a leaflet stands."""
    library = session.library
    if found.is_final and library is not None and library.site.value.example:
        return "draft, because the hospital is an example"
    if found.is_final:
        return "final, signed by " + ", ".join(f"{entry.reviewer} ({entry.role})" for entry in found.valid)
    reasons = [f"not signed by a {role}" for role in found.missing]
    reasons += ["its review date has passed"] if found.expired else []
    reasons += ["an entry was edited by hand"] if found.forged else []
    return "draft: " + ", ".join(reasons)


@review.command()
@id_argument
@language_option
@workspace_option
def show(leaflet: str, language: str, workspace: Path | None) -> None:
    """Show the words that wait for a signature, and what changed since they were last signed.

    Every block stands beside its source; a change shows what it was and what it is.

    \b
    Example:
      leaflets review show vertebroplasty --language ar
    """  # noqa: D301
    session, job, document = _localised(workspace, leaflet, language)
    found = session.standing(document)
    click.echo(f"{leaflet} [{language}], hash {found.hash[:12]}: {_summary(session, found)}")
    source = _source(session, job)
    for entry in found.lapsed:
        click.echo(f"\nChanged since {entry.reviewer} ({entry.role}) signed on {entry.date}:")
        for line in _changed(session, document, entry.hash, source):
            click.echo(line)
    if not found.lapsed:
        click.echo("")
        for line in _beside(document, source):
            click.echo(line)
    for back in session.reviews(language).back_translations:
        if back.leaflet == leaflet:
            click.echo(f"\nBack-translation by {back.reviewer}:\n{back.text}")


def _source(session: Session, job: Job) -> dict[str, str]:
    from leaflets.approval.signoff import snapshot
    from leaflets.session import Job as Wanted
    from leaflets.workspace.reader import SOURCE_LANGUAGE

    return dict(snapshot(session.localise(Wanted(job.leaflet, SOURCE_LANGUAGE))))


def _changed(session: Session, document: Document, hashed: str, source: dict[str, str]) -> Iterator[str]:
    from leaflets.approval.review_file import read_signed
    from leaflets.approval.signoff import changes, snapshot

    content = session.workspace.signed(document.lang, hashed)
    if content is None:
        yield "  (the signed words were not kept, so they cannot be compared)"
        return
    for change in changes(read_signed(content), snapshot(document)):
        yield f"  {change.id}"
        yield f"    source: {source.get(change.id, '-')}"
        yield f"    signed: {change.before or '-'}"
        yield f"    now:    {change.after or '-'}"


def _beside(document: Document, source: dict[str, str]) -> Iterator[str]:
    from leaflets.approval.signoff import snapshot

    for name, text in snapshot(document):
        yield f"  {name}"
        if source.get(name, text) != text:
            yield f"    source: {source[name]}"
        yield f"    now:    {text}"


@review.command()
@id_argument
@language_option
@click.option("--reviewer", required=True, metavar="NAME", help="Who signs: a person's name.")
@click.option("--role", required=True, type=click.Choice(_ROLES), help="In which role.")
@click.option("--note", metavar="TEXT", help="A remark that is kept with the signature.")
@workspace_option
def sign(
    leaflet: str, language: str, reviewer: str, role: str, note: str | None, workspace: Path | None
) -> None:
    """Sign exactly the words that the leaflet has now.

    \b
    Example:
      leaflets review sign vertebroplasty --language ar --reviewer "Dr Amina Saleh" --role clinician
    """  # noqa: D301
    from leaflets.approval.review_file import write_signed
    from leaflets.approval.signoff import sign as signed
    from leaflets.approval.signoff import snapshot
    from leaflets.document.digest import content_hash
    from leaflets.output.folder import write_file

    if not reviewer.strip():
        raise click.BadParameter("a signature needs a name", param_hint="--reviewer")
    session, _, document = _localised(workspace, leaflet, language)
    reviews = _readable(session, language)
    hashed = content_hash(document)
    write_file(
        session.root / session.workspace.signed_file(language, hashed), write_signed(snapshot(document))
    )
    _store(session, language, signed(reviews, document, role, reviewer.strip(), session.today, note))  # type: ignore[arg-type]
    click.echo(f"{reviewer} ({role}) signed {leaflet} [{language}], hash {hashed[:12]}")


@review.command()
@id_argument
@language_option
@click.option("--role", type=click.Choice(_ROLES), help="Only the signature of this role.")
@workspace_option
def revoke(leaflet: str, language: str, role: str | None, workspace: Path | None) -> None:
    """Take signatures of a leaflet back.

    \b
    Example:
      leaflets review revoke vertebroplasty --language ar --role clinician
    """  # noqa: D301
    from leaflets.approval.signoff import revoke as revoked

    session = open_workspace(workspace)
    chosen_leaflets(session, (leaflet,))
    chosen_languages(session, (language,))
    before = _readable(session, language)
    after = revoked(before, leaflet, role)  # type: ignore[arg-type]
    _store(session, language, after)
    click.echo(
        f"{len(before.approvals) - len(after.approvals)} signatures of {leaflet} [{language}] taken back"
    )


def _localised(workspace: Path | None, leaflet: str, language: str) -> tuple[Session, Job, Document]:
    from leaflets.session import Job as Wanted

    session = open_workspace(workspace)
    chosen_leaflets(session, (leaflet,))
    chosen_languages(session, (language,))
    job = Wanted(leaflet, language)
    return session, job, session.localise(job)


def _readable(session: Session, language: str) -> Reviews:
    """Give the record of a language; refuse to write over one that cannot be read."""
    reviews = session.reviews(language)
    file = session.workspace.review_file(language).as_posix()
    broken = [each for each in session.problems if each.position and each.position.file == file]
    if broken:
        raise LeafletsError(broken)
    return reviews


def _store(session: Session, language: str, reviews: Reviews) -> None:
    from leaflets.approval.review_file import write_reviews
    from leaflets.output.folder import write_file

    write_file(session.root / session.workspace.review_file(language), write_reviews(reviews))
