"""``leaflets review status`` and ``show``: who has signed which words, and what has changed since."""

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
    open_workspace,
    reviewers_option,
    workspace_option,
)
from leaflets.cli.report import count, in_order, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.workspace_files import LOCALES, signed_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflets.approval.changes import Said
    from leaflets.approval.standing import Signed, Standing
    from leaflets.document.nodes import Document
    from leaflets.session import Session


@click.command()
@ids_argument
@languages_option
@reviewers_option
@workspace_option
@click.pass_context
def status(
    ctx: click.Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    reviewers: Path | None,
    workspace: Path | None,
) -> None:
    """Tell for every leaflet and language whether it is final, and what it lacks.

    Every file of a sign-off that does not count is told, with the reason.

    \b
    Examples:
      leaflets review status
      leaflets review status vertebroplasty --language ar
    """  # noqa: D301
    from leaflets.build import Job, find_warnings, read_and_localise

    session = open_workspace(workspace, reviewers)
    tags = chosen_languages(session, languages)
    session.read(tags)
    found = list(_problems_of_approvals(session.problems))
    refused = False
    for name in chosen_leaflets(session, ids):
        for tag in tags:
            try:
                document, standing = read_and_localise(session, Job(name, tag))
            except LeafletsError as error:
                refused = True
                problems = count(len(in_order(error.diagnostics)), "problem")
                click.echo(f"{name} [{tag}]: cannot be made ({problems}, see leaflets check)")
                continue
            for line in _lines(standing):
                click.echo(line)
            found += find_warnings(session, document, standing)
    print_problems(found)
    if refused:
        ctx.exit(PROBLEMS)


def _lines(standing: Standing) -> Iterator[str]:
    """Yield how a leaflet stands, and what was noted without a signature."""
    from leaflets.approval.telling import list_signers, summarise

    yield f"{standing.leaflet} [{standing.language}]: {summarise(standing)}"
    if standing.valid and not standing.is_final:
        yield f"  signed so far by {list_signers(standing.valid)}"
    for note in standing.notes:
        said = f": {note.note}" if note.note else ""
        yield f"  noted without a signature by {note.name} ({note.role}, {note.date}){said}"


def _problems_of_approvals(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Select the problems of files below ``locales/`` that are about approvals: their warnings."""
    for each in problems:
        if each.position and each.position.file.startswith(f"{LOCALES}/") and not each.is_error:
            yield each


@click.command()
@id_argument
@language_option
@reviewers_option
@workspace_option
def show(leaflet: str, language: str, reviewers: Path | None, workspace: Path | None) -> None:
    """Show the words that wait for a signature, and what changed since they were last signed.

    Every block stands beside its source; a change shows what it was and what it is.

    \b
    Example:
      leaflets review show vertebroplasty --language ar
    """  # noqa: D301
    from leaflets.approval.changes import list_said
    from leaflets.build import Job, find_warnings, read_and_localise

    session, job = open_leaflet(workspace, leaflet, language, reviewers)
    document, found = read_and_localise(session, job)
    source_document = read_and_localise(session, Job(leaflet, SOURCE_LANGUAGE)).document
    source = {each.id: each.text for each in list_said(source_document)}
    for line in _lines(found):
        click.echo(line)
    click.echo(f"  words sha256:{document.content_hash}")
    for signed in found.lapsed:
        approval = signed.approval
        click.echo(f"\nChanged since {approval.name} ({approval.role}) signed on {approval.date}:")
        for line in _changed(session, document, signed, source):
            click.echo(line)
    # After an earlier signature the changes are enough; without one everything is shown.
    if not found.lapsed:
        click.echo("")
        for line in _with_source(document, source):
            click.echo(line)
    print_problems(find_warnings(session, document, found))


def _changed(session: Session, document: Document, signed: Signed, source: dict[str, str]) -> Iterator[str]:
    """Yield the lines of what changed since words were signed, with the source."""
    from leaflets.approval.changes import compare, list_said

    before = _read_signed(session, document.lang, signed)
    if before is None:
        yield "  (the signed words were not kept, so they cannot be compared)"
        return
    for change in compare(before, list_said(document)):
        yield f"  {change.id}"
        yield f"    source: {source.get(change.id, '-')}"
        yield f"    signed: {change.before or '-'}"
        yield f"    now:    {change.after or '-'}"


def _read_signed(session: Session, language: str, signed: Signed) -> tuple[Said, ...] | None:
    """Read the words that were signed; None if they were not kept.

    Raises:
        LeafletsError: their file was edited since.
    """
    from leaflets.approval.changes import EditedError, read_words
    from leaflets.workspace.approvals import read_signed_words

    words = signed.approval.words.removeprefix("sha256:")
    spoken = session.languages.find(language)
    content = read_signed_words(session.root, spoken, words)
    if content is None:
        return None
    try:
        return read_words(content, words)
    except EditedError as error:
        hint = "restore it from where it was signed: what it shows now nobody signed"
        place = Position(signed_path(spoken.locale, words).as_posix())
        raise LeafletsError(Diagnostic(str(error), place, hint, code="signed-words-edited")) from error


def _with_source(document: Document, source: dict[str, str]) -> Iterator[str]:
    """Yield the lines of every block with its source, which is left out where it is the same."""
    from leaflets.approval.changes import list_said

    for name, text, _ in list_said(document):
        yield f"  {name}"
        if source.get(name, text) != text:
            yield f"    source: {source[name]}"
        yield f"    now:    {text}"
