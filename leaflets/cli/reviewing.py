"""``leaflets review status`` and ``show``: who has signed which words, and what has changed since."""

from __future__ import annotations

import shutil
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
    since_option,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.cli.report import count, in_order, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.workspace_files import LOCALES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leaflets.approval.standing import Standing


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
@since_option
@reviewers_option
@workspace_option
def show(
    leaflet: str, language: str, since: str | None, reviewers: Path | None, workspace: Path | None
) -> None:
    """Show the words that wait for a signature, section by section, and what changed since the last one.

    Every block stands below its source with what it rests on, its back-translation, what the checks found,
    and what people signed before, with the changed words marked.

    \b
    Examples:
      leaflets review show vertebroplasty --language ar
      leaflets review show vertebroplasty --language ar --since last-signature
    """  # noqa: D301
    from leaflets.reviewing.as_text import as_text
    from leaflets.reviewing.making import make_sheet

    session, job = open_leaflet(workspace, leaflet, language, reviewers)
    sheet = make_sheet(session, job)
    if since and sheet.was_signed:
        sheet = sheet.only_changed()
    for line in as_text(sheet, shutil.get_terminal_size().columns):
        click.echo(printable(line))
    print_problems(
        [*sheet.remarks, *(found.problem for row in sheet.rows() for found in row.findings if found.is_open)]
    )
