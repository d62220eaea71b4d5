"""``leaflets build`` and ``leaflets check``: many leaflets in many languages, and their outcomes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.formats import errors_in_format, format_option, quiet_option
from leaflets.cli.options import (
    folder_type,
    ids_argument,
    languages_option,
    open_selection,
    output_folder,
    reviewers_option,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.cli.report import progress
from leaflets.cli.run_report import RunReport, report_run
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError
from leaflets.files import is_there

if TYPE_CHECKING:
    from leaflets.build import Job, Outcome
    from leaflets.output.folder import Output
    from leaflets.output.manifest import Entry
    from leaflets.session import Session

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes. [default: one for each processor]",
)


@click.command()
@ids_argument
@languages_option
@workspace_option
@click.option(
    "--output", type=folder_type, metavar="DIR", help="Where to write. [default: output/ of the workspace]"
)
@jobs_option
@click.option(
    "--html", is_flag=True, help="Write the HTML twin of each leaflet beside it; whatever has one keeps it."
)
@click.option("--release", is_flag=True, help="Make only what is signed; fail if anything asked for is not.")
@click.option(
    "--prune", is_flag=True, help="Remove what earlier builds left: of leaflets that are gone or refused now."
)
@reviewers_option
@format_option
@quiet_option
@click.pass_context
def build(
    ctx: click.Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    workspace: Path | None,
    output: Path | None,
    jobs: int | None,
    html: bool,
    release: bool,
    prune: bool,
    reviewers: Path | None,
    output_format: str,
    quiet: bool,
) -> None:
    """Make leaflets as PDF files, all or those named.

    They are written to <output>/<language>/<id>.pdf. A leaflet with a problem is refused; those that are
    right are made all the same. An older file of a refused leaflet stays, is told and is marked "stale" in
    the manifest; --prune removes it.

    \b
    Examples:
      leaflets build
      leaflets build vertebroplasty spinal-fusion --language ar --language hi
      leaflets build --html --prune
      leaflets build --workspace my-hospital --output /srv/leaflets --jobs 4
      leaflets build --release --format github
    """  # noqa: D301
    from leaflets.build import keep, refuse_draft
    from leaflets.output.folder import Output

    with errors_in_format(output_format):
        session, leaflets, tags = open_selection(workspace, ids, languages, reviewers)
        folder = Output(output_folder(session, output))
        _lock(folder)
        try:
            # An existing web page is made again, so that it has the same words as the PDF.
            wanted = _list_jobs(
                session, leaflets, tags, lambda job: html or folder.has_html(job.leaflet, job.language)
            )
            outcomes = []
            with closing(_outcomes(session, wanted, jobs, quiet=quiet)) as coming:
                for outcome in coming:
                    outcomes.append(keep(refuse_draft(outcome) if release else outcome, folder))
            # A language that was asked for is not gone, even if it is not one of the site's.
            found = folder.mark_and_list_stale(session.leaflets, {*session.site_languages, *tags})
            removed = _prune(folder, found) if prune else Checked(())
        finally:  # after Ctrl-C, too, so that the manifest has what was made until then
            faults = _close(folder)
        stale = tuple(entry for entry in found if entry not in removed.value)
        # Not earlier: closing the folder may add warnings.
        problems = (*removed.problems, *faults, *folder.warnings)
        finished, is_selected = _in_order(outcomes, wanted), bool(ids or languages)
        run = RunReport(session, finished, is_selected, folder, stale, removed.value, problems, release)
        report_run(ctx, run, output_format, quiet=quiet)


@click.command()
@ids_argument
@languages_option
@workspace_option
@jobs_option
@format_option
@quiet_option
@click.pass_context
def check(
    ctx: click.Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    workspace: Path | None,
    jobs: int | None,
    output_format: str,
    quiet: bool,
) -> None:
    """Say what build would refuse, without writing.

    Data, templates, catalogs and fonts are checked for every leaflet and language.

    \b
    Examples:
      leaflets check
      leaflets check vertebroplasty --language ar
      leaflets check --format sarif
    """  # noqa: D301
    with errors_in_format(output_format):
        session, leaflets, tags = open_selection(workspace, ids, languages)
        wanted = _list_jobs(session, leaflets, tags, lambda _: False)
        with closing(_outcomes(session, wanted, jobs, dry=True, quiet=quiet)) as coming:
            outcomes = _in_order(coming, wanted)
        report_run(ctx, RunReport(session, outcomes, bool(ids or languages)), output_format, quiet=quiet)


def _list_jobs(
    session: Session, leaflets: Sequence[str], tags: Sequence[str], has_html: Callable[[Job], bool]
) -> tuple[Job, ...]:
    """List the jobs of a run, after reading everything that they depend on.

    The problems are then the same for every job, in any process and in any order.
    """
    from leaflets.build import list_jobs

    session.read(tags)
    return tuple(replace(job, html=has_html(job)) for job in list_jobs(leaflets, tags))


def _outcomes(
    session: Session, wanted: Sequence[Job], processes: int | None, *, dry: bool = False, quiet: bool
) -> Generator[Outcome, None, None]:
    """Yield the outcome of each job when it is ready, with a progress bar on a terminal."""
    from leaflets.batch import make_all, processors

    label = "Checking" if dry else "Building"
    made = make_all(session, wanted, processes or processors(), dry=dry)
    with progress(len(wanted), label, quiet=quiet) as bar, closing(made):
        for outcome in made:
            yield outcome
            if bar is not None:  # None where there is no terminal, and with --quiet
                bar.update(1)


def _in_order(outcomes: Iterable[Outcome], wanted: Sequence[Job]) -> list[Outcome]:
    """Sort outcomes into the order of the jobs."""
    found = {outcome.job: outcome for outcome in outcomes}
    return [found[job] for job in wanted]


def _lock(folder: Output) -> None:
    """Lock the output folder for this run; say so if another run has to end first."""
    where = printable(str(folder.root))
    folder.prepare(lambda: click.echo(f"another build writes into {where}: waiting until it ends", err=True))


def _close(folder: Output) -> tuple[Diagnostic, ...]:
    """Write the manifest and release the lock; return what went wrong.

    All leaflets are made by then, and an exception would prevent their results from being reported.
    """
    try:
        folder.close()
    except LeafletsError as error:
        return error.diagnostics
    return ()


def _prune(folder: Output, stale: Sequence[Entry]) -> Checked[tuple[Entry, ...]]:
    """Remove the files that are not current; return the entries of those that are gone."""
    problems: tuple[Diagnostic, ...] = ()
    try:
        folder.remove(stale)
    except LeafletsError as error:
        problems = error.diagnostics
    # remove() stops at the first file that it cannot remove, so each file is checked.
    return Checked(tuple(entry for entry in stale if not is_there(folder.root / entry.path)), problems)
