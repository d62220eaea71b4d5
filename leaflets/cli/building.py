"""``leaflets build`` and ``leaflets check``: many leaflets in many languages, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.formats import format_option, in_form, quiet_option
from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    folder_type,
    ids_argument,
    languages_option,
    open_workspace,
    output_folder,
    workspace_option,
)
from leaflets.cli.outcome import RunReport, tell_run
from leaflets.cli.paths import printable
from leaflets.cli.report import progress
from leaflets.diagnostics import Diagnostic, LeafletsError
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
    form: str,
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
    from leaflets.output.folder import Output

    with in_form(form):
        session = open_workspace(workspace)
        leaflets, tags = chosen_leaflets(session, ids), chosen_languages(session, languages)
        folder = Output(output_folder(session, output))
        with _opened(folder) as faults:
            wanted = _jobs(
                session, leaflets, tags, lambda job: html or folder.has_html(job.leaflet, job.language)
            )
            outcomes = _run(session, wanted, jobs, _keeping(folder, release), quiet=quiet)
            left = folder.left_over(session.leaflets, {*session.site_languages, *tags})
            removed = _removed(folder, left, faults) if prune else ()
        stale = tuple(entry for entry in left if entry not in removed)
        faults += folder.warnings
        run = RunReport(session, outcomes, bool(ids or languages), folder, stale, removed, tuple(faults))
        tell_run(ctx, run, form, quiet=quiet)


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
    form: str,
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
    with in_form(form):
        session = open_workspace(workspace)
        leaflets, tags = chosen_leaflets(session, ids), chosen_languages(session, languages)
        wanted = _jobs(session, leaflets, tags, lambda _: False)
        outcomes = _run(session, wanted, jobs, lambda outcome: outcome, dry=True, quiet=quiet)
        tell_run(ctx, RunReport(session, outcomes, bool(ids or languages)), form, quiet=quiet)


def _jobs(
    session: Session, leaflets: Sequence[str], tags: Sequence[str], has_html: Callable[[Job], bool]
) -> tuple[Job, ...]:
    from leaflets.build import jobs

    session.read(tags)
    return tuple(replace(job, html=has_html(job)) for job in jobs(leaflets, tags))


def _run(
    session: Session,
    wanted: Sequence[Job],
    processes: int | None,
    told: Callable[[Outcome], Outcome],
    *,
    dry: bool = False,
    quiet: bool,
) -> tuple[Outcome, ...]:
    from leaflets.batch import processors, run

    with progress(len(wanted), "Checking" if dry else "Building", quiet=quiet) as bar:

        def step(outcome: Outcome) -> Outcome:
            kept = told(outcome)
            if bar is not None:
                bar.update(1)
            return kept

        return run(session, wanted, processes or processors(), step, dry=dry)


def _keeping(folder: Output, release: bool) -> Callable[[Outcome], Outcome]:
    from leaflets.build import keep, released

    return lambda outcome: keep(released(outcome) if release else outcome, folder)


@contextmanager
def _opened(folder: Output) -> Iterator[list[Diagnostic]]:
    """Hold the folder; what goes wrong with it at the end is gathered: by then all leaflets are made."""
    faults: list[Diagnostic] = []
    where = printable(str(folder.root))
    folder.prepare(lambda: click.echo(f"another build writes into {where}: waiting until it ends", err=True))
    try:
        yield faults
    finally:  # after Ctrl-C, too: what was made stands in the manifest
        try:
            folder.close()
        except LeafletsError as error:
            faults += error.diagnostics


def _removed(folder: Output, left: Sequence[Entry], faults: list[Diagnostic]) -> tuple[Entry, ...]:
    """Take away what is not current; give what is gone now."""
    try:
        folder.remove(left)
    except LeafletsError as error:
        faults += error.diagnostics
    return tuple(entry for entry in left if not is_there(folder.root / entry.path))
