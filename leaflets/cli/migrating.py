"""``leaflets review migrate``: the sign-offs of older releases become notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import open_workspace, workspace_option
from leaflets.cli.report import count, print_problems
from leaflets.cli.signing import keep_entry
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.workspace_files import review_path

if TYPE_CHECKING:
    from leaflets.languages import Language
    from leaflets.session import Session


@click.command()
@workspace_option
@click.pass_context
def migrate(ctx: click.Context, workspace: Path | None) -> None:
    """Make notes of the sign-offs in review.yaml, which older releases wrote.

    Nothing proves who wrote them, so they make nothing final. Back-translations stay in the file; if it
    holds none, it is removed.

    \b
    Example:
      leaflets review migrate
    """  # noqa: D301
    session = open_workspace(workspace)
    failed: list[Diagnostic] = []
    tags = dict.fromkeys((SOURCE_LANGUAGE, *session.site_languages, *session.translated_languages))
    for tag in tags:
        if tag in session.languages:
            try:
                _migrate(session, session.languages.find(tag), failed)
            except LeafletsError as error:
                failed += error.diagnostics
    print_problems(failed)
    if failed:
        ctx.exit(PROBLEMS)


def _migrate(session: Session, language: Language, failed: list[Diagnostic]) -> None:
    """Make notes of one record, and keep in it what could not become one."""
    from leaflets.approval.old_record import make_note, write_record
    from leaflets.output.writing import reporting_errors, write_file
    from leaflets.workspace.approvals import read_old_record

    found = read_old_record(session.root, language)
    if found is None or not found.value.approvals:
        return
    path, kept = review_path(language.locale), []
    for index, old in enumerate(found.value.approvals):
        try:
            keep_entry(session, make_note(old, language))
        except LeafletsError as error:
            kept.append(old)
            place = found.position(("approvals", index))
            failed += (replace(each, position=each.position or place) for each in error.diagnostics)
    # The notes are written before the record loses them: if this is interrupted, it can be done again.
    rest = write_record(found.value.model_copy(update={"approvals": tuple(kept)}))
    if rest:
        write_file(session.root / path, rest)
    else:
        with reporting_errors(session.root / path):
            (session.root / path).unlink()
    made = len(found.value.approvals) - len(kept)
    click.echo(f"{path.as_posix()}: {count(made, 'note')} made")
