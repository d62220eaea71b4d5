"""``leaflets review``: who has signed which words, what has changed since, signing and revoking."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    id_argument,
    ids_argument,
    language_option,
    languages_option,
    open_leaflet,
    open_selection,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import count, in_order, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.workspace_files import review_path, signed_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflets.approval.reviews import Reviews
    from leaflets.approval.standing import Standing
    from leaflets.build import Localised
    from leaflets.content.site import Role
    from leaflets.document.nodes import Document
    from leaflets.session import Session

# Those of content.site.Role, repeated so that commands need not import pydantic; a test compares them.
ROLES = ("translator", "second-translator", "clinician")


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
    from leaflets.build import Job, find_warnings, read_and_localise

    session = open_workspace(workspace)
    tags = chosen_languages(session, languages)
    session.read(tags)
    found: list[Diagnostic] = []
    refused = False
    for name in chosen_leaflets(session, ids):
        for tag in tags:
            try:
                document, standing = read_and_localise(session, Job(name, tag))
            except LeafletsError as error:
                refused = True
                problems = count(len(in_order(error.diagnostics)), "problem")
                click.echo(f"{name} [{tag}]: cannot be made ({problems}, see leaflets check)")
                # Only the problems of the record: leaflets check reports the others.
                found += _problems_of_record(session, tag, error.diagnostics)
                continue
            click.echo(f"{name} [{tag}]: {_summary(standing)}")
            found += find_warnings(session, document, standing)
    print_problems(found)
    if refused:
        ctx.exit(PROBLEMS)


def _summary(found: Standing) -> str:
    """Describe in one line whether a leaflet is final, and if not, why."""
    if found.is_final:
        return "final, signed by " + ", ".join(f"{entry.reviewer} ({entry.role})" for entry in found.valid)
    # Signed by all and still a draft: no further signature would change that.
    if found.is_signed and found.demands.example:
        return "draft, because the hospital is an example"
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
    session, (document, found) = _opened(workspace, leaflet, language)
    click.echo(f"{leaflet} [{language}], hash {document.short_hash}: {_summary(found)}")
    source = _source_words(session, leaflet)
    for entry in found.lapsed:
        click.echo(f"\nChanged since {entry.reviewer} ({entry.role}) signed on {entry.date}:")
        for line in _changed(session, document, entry.hash, source):
            click.echo(line)
    # After an earlier signature the changes are enough; without one everything is shown.
    if not found.lapsed:
        click.echo("")
        for line in _with_source(document, source):
            click.echo(line)
    for back in _record(session, language).back_translations:
        if back.leaflet == leaflet:
            click.echo(f"\nBack-translation by {back.reviewer}:\n{back.text}")


def _source_words(session: Session, leaflet: str) -> dict[str, str]:
    """Collect the words of a leaflet in the source language, by the ids of its blocks."""
    from leaflets.approval.changes import snapshot
    from leaflets.build import Job, read_and_localise

    return dict(snapshot(read_and_localise(session, Job(leaflet, SOURCE_LANGUAGE)).document))


def _changed(
    session: Session, document: Document, content_hash: str, source: dict[str, str]
) -> Iterator[str]:
    """Yield the lines of what changed since the words with this hash were signed, with the source."""
    from leaflets.approval.changes import compare, snapshot
    from leaflets.approval.formats import read_signed

    content = session.workspace.signed_words(session.languages.find(document.lang), content_hash)
    if content is None:
        yield "  (the signed words were not kept, so they cannot be compared)"
        return
    for change in compare(read_signed(content), snapshot(document)):
        yield f"  {change.id}"
        yield f"    source: {source.get(change.id, '-')}"
        yield f"    signed: {change.before or '-'}"
        yield f"    now:    {change.after or '-'}"


def _with_source(document: Document, source: dict[str, str]) -> Iterator[str]:
    """Yield the lines of every block with its source, which is left out where it is the same."""
    from leaflets.approval.changes import snapshot

    for name, text in snapshot(document):
        yield f"  {name}"
        if source.get(name, text) != text:
            yield f"    source: {source[name]}"
        yield f"    now:    {text}"


@review.command()
@id_argument
@language_option
@click.option("--reviewer", required=True, metavar="NAME", help="Who signs: a person's name.")
@click.option("--role", required=True, type=click.Choice(ROLES), help="In which role.")
@click.option("--note", metavar="TEXT", help="A remark that is kept with the signature.")
@workspace_option
def sign(
    leaflet: str, language: str, reviewer: str, role: Role, note: str | None, workspace: Path | None
) -> None:
    """Sign exactly the words that the leaflet has now.

    \b
    Example:
      leaflets review sign vertebroplasty --language ar --reviewer "Dr Amina Saleh" --role clinician
    """  # noqa: D301
    from leaflets.approval.changes import snapshot
    from leaflets.approval.formats import write_signed
    from leaflets.approval.signatures import sign as signed
    from leaflets.output.writing import write_file

    # click accepts an empty name, as from an unset variable in a script.
    if not reviewer.strip():
        raise click.BadParameter("a signature needs a name", param_hint="--reviewer")
    session, (document, _) = _opened(workspace, leaflet, language)
    after = signed(_record(session, language), document, role, reviewer.strip(), session.today, note)
    # The words first: a signature without them could not show later what changed.
    kept = signed_path(session.languages.find(language).locale, document.content_hash)
    write_file(session.root / kept, write_signed(snapshot(document)))
    _store(session, language, after)
    click.echo(f"{reviewer} ({role}) signed {leaflet} [{language}], hash {document.short_hash}")


@review.command()
@id_argument
@language_option
@click.option("--role", type=click.Choice(ROLES), help="Only the signature of this role.")
@workspace_option
def revoke(leaflet: str, language: str, role: Role | None, workspace: Path | None) -> None:
    """Take signatures of a leaflet back.

    \b
    Example:
      leaflets review revoke vertebroplasty --language ar --role clinician
    """  # noqa: D301
    from leaflets.approval.signatures import revoke as revoked

    # Nothing is localised: a signature can be taken back from a leaflet that cannot be made any more.
    session, _, _ = open_selection(workspace, (leaflet,), (language,))
    before = _record(session, language)
    after = revoked(before, leaflet, role)
    _store(session, language, after)
    click.echo(
        f"{len(before.approvals) - len(after.approvals)} signatures of {leaflet} [{language}] taken back"
    )


def _opened(workspace: Path | None, leaflet: str, language: str) -> tuple[Session, Localised]:
    """Open a workspace and localise one of its leaflets."""
    from leaflets.build import read_and_localise

    session, job = open_leaflet(workspace, leaflet, language)
    return session, read_and_localise(session, job)


def _record(session: Session, language: str) -> Reviews:
    """Look up the record of sign-offs of a language, an empty one if there is none.

    Raises:
        LeafletsError: it is broken, so it must not be overwritten.
    """
    from leaflets.approval.reviews import Reviews

    found = session.reviews(language)
    if broken := _problems_of_record(session, language, session.problems):
        raise LeafletsError(broken)
    return found.value if found else Reviews()


def _problems_of_record(session: Session, language: str, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Select the problems of a language's record of sign-offs."""
    file = review_path(session.languages.find(language).locale).as_posix()
    return [each for each in problems if each.position and each.position.file == file]


def _store(session: Session, language: str, reviews: Reviews) -> None:
    from leaflets.approval.formats import write_reviews
    from leaflets.output.writing import write_file

    path = review_path(session.languages.find(language).locale)
    write_file(session.root / path, write_reviews(reviews))
