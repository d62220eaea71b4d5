"""``leaflets build`` and ``leaflets check``: many leaflets in many languages, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    folder_type,
    ids_argument,
    languages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import count, problems_of, progress, tell_refused

if TYPE_CHECKING:
    from leaflets.build import Made, Outcome
    from leaflets.output import Output
    from leaflets.press import Press

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
@click.option("--html", is_flag=True, help="Write the HTML twin of each leaflet beside it.")
@click.option("--release", is_flag=True, help="Make only what is signed; fail if anything asked for is not.")
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
) -> None:
    """Make leaflets as PDF files, all or those named.

    They are written to <output>/<language>/<id>.pdf. A leaflet with a problem is refused; those that are
    right are made all the same.

    \b
    Examples:
      leaflets build
      leaflets build vertebroplasty spinal-fusion --language ar --language hi
      leaflets build --html
      leaflets build --workspace my-hospital --output /srv/leaflets --jobs 4
    """  # noqa: D301
    from leaflets.build import Made, keep, released
    from leaflets.output import Output

    press = open_workspace(workspace, html=html)
    leaflets, tags = chosen_leaflets(press, ids), chosen_languages(press, languages)
    folder = Output(output or press.root / "output")
    folder.prepare()
    try:
        outcomes = _run(
            press,
            leaflets,
            tags,
            jobs,
            lambda outcome: keep(released(outcome) if release else outcome, folder),
            dry=False,
        )
    finally:
        folder.close()  # after Ctrl-C, too: what was made stands in the manifest
    made = [each for each in outcomes if isinstance(each, Made)]
    _tell_made(made, folder)
    _end(ctx, press, outcomes)


@click.command()
@ids_argument
@languages_option
@workspace_option
@jobs_option
@click.pass_context
def check(
    ctx: click.Context,
    ids: tuple[str, ...],
    languages: tuple[str, ...],
    workspace: Path | None,
    jobs: int | None,
) -> None:
    """Say what build would refuse, without writing.

    Data, templates, catalogs and fonts are checked for every leaflet and language.

    \b
    Examples:
      leaflets check
      leaflets check vertebroplasty --language ar
    """  # noqa: D301
    from leaflets.build import Made

    press = open_workspace(workspace)
    leaflets, tags = chosen_leaflets(press, ids), chosen_languages(press, languages)
    outcomes = _run(press, leaflets, tags, jobs, lambda outcome: outcome, dry=True)
    right = sum(isinstance(each, Made) for each in outcomes)
    click.echo(f"{right} of {count(len(outcomes), 'leaflet')} can be made")
    _end(ctx, press, outcomes)


def _run(
    press: Press,
    leaflets: Sequence[str],
    tags: Sequence[str],
    processes: int | None,
    told: Callable[[Outcome], Outcome],
    *,
    dry: bool,
) -> tuple[Outcome, ...]:
    from leaflets.batch import processors, run
    from leaflets.build import jobs

    wanted = jobs(leaflets, tags)
    with progress(len(wanted), "Checking" if dry else "Building") as bar:

        def step(outcome: Outcome) -> Outcome:
            kept = told(outcome)
            if bar is not None:
                bar.update(1)
            return kept

        return run(press, wanted, processes or processors(), step, dry=dry)


def _tell_made(made: Sequence[Made], folder: Output) -> None:
    for each in made:
        path = folder.path(each.job.leaflet, each.job.language)
        click.echo(f"{path}: {count(each.pages, 'page')}{', draft' if each.draft else ''}")
    click.echo(f"{count(len(made), 'leaflet')} made in {folder.root}")


def _end(ctx: click.Context, press: Press, outcomes: Sequence[Outcome]) -> None:
    """Say what was refused and why; end with 1 if anything is wrong."""
    from leaflets.build import Refused

    problems = problems_of(outcomes, press.problems)
    refused = [each for each in outcomes if isinstance(each, Refused)]
    tell_refused(refused, problems, debug=ctx.find_root().params["debug"])
    if any(problem.is_error for problem in problems):
        ctx.exit(1)
