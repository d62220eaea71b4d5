"""What became of a run of ``build`` or ``check``, in the form that was asked for, and its exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.formats import RunFindings, write
from leaflets.cli.paths import in_repository, printable
from leaflets.cli.report import CONSEQUENCES, count, in_order, problems_of, tell, tell_refused
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.workspace.refusals import touches

if TYPE_CHECKING:
    from leaflets.build import Made, Outcome, Refused
    from leaflets.output.folder import Output
    from leaflets.output.manifest import Entry
    from leaflets.session import Session


@dataclass(frozen=True)
class RunReport:
    """A run and what is left of earlier ones.

    ``is_selected`` says that leaflets or languages were named; then what is wrong elsewhere is no failure.
    ``folder`` is None if nothing was written; ``stale`` are its files that are not current, ``removed``
    those that were taken away; ``faults`` is what went wrong with the folder itself.
    """

    session: Session
    outcomes: Sequence[Outcome]
    is_selected: bool
    folder: Output | None = None
    stale: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def made(self) -> list[Made]:
        """Give the leaflets that are right."""
        from leaflets.build import Made

        return [each for each in self.outcomes if isinstance(each, Made)]

    @property
    def refused(self) -> list[Refused]:
        """Give the leaflets that are not."""
        from leaflets.build import Refused

        return [each for each in self.outcomes if isinstance(each, Refused)]

    def problems(self) -> list[Diagnostic]:
        """Give what is wrong: with what was asked for in full, with the rest in one line."""
        ours = problems_of(self.outcomes)
        others = self.session.problems
        if self.is_selected:
            concerned = [each for each in others if self._is_concerned(each)]
            elsewhere = sum(
                each.is_error and each.code not in CONSEQUENCES
                for each in in_order({*others} - {*concerned, *ours})
            )
            others = (*concerned, *_elsewhere(elsewhere))
        return in_order((*others, *ours, *self.faults, *self._outdated()))

    def _is_concerned(self, problem: Diagnostic) -> bool:
        """Tell whether a problem of the workspace touches anything that was asked for."""
        library = self.session.library
        named = {job.leaflet for job in (each.job for each in self.outcomes)}
        inside = {name for each in named for name in (library.named_by(each) if library else ())}
        return touches(problem, named | inside, {each.job.language for each in self.outcomes})

    def _outdated(self) -> Iterator[Diagnostic]:
        """Yield one warning for all files of the folder that nobody should hand out any more."""
        if self.folder and self.stale:
            names = ", ".join(entry.path for entry in self.stale)
            what = count(len(self.stale), "file")
            message = (
                f"{what} of an earlier build {'is' if len(self.stale) == 1 else 'are'} not current: {names}"
            )
            hint = (
                "their leaflets were refused or are gone: do not hand them out; to remove them: "
                "leaflets build --prune"
            )
            place = Position(str(self.folder.root))
            yield Diagnostic(message, place, hint, Severity.WARNING, "stale-output")


def tell_run(ctx: click.Context, run: RunReport, form: str, *, quiet: bool) -> None:
    """Say what became of a run; end with 1 if anything is wrong with what was asked for."""
    problems = run.problems()
    if form == "text":
        _tell_words(run, problems, quiet=quiet)
    else:
        library = run.session.library
        read = library.leaflets if library else {}
        write(
            form, RunFindings(problems, _said(run), {name: found.source.file for name, found in read.items()})
        )
    for each in run.refused if ctx.find_root().params["debug"] else ():
        click.echo(each.trace, err=True, nl=False)
    if any(problem.is_error for problem in problems):
        ctx.exit(1)


def _tell_words(run: RunReport, problems: list[Diagnostic], *, quiet: bool) -> None:
    if not quiet:
        for line in _results(run):
            click.echo(printable(line))
    tell(problems)
    if not quiet:
        tell_refused(run.refused, problems)


def _results(run: RunReport) -> Iterator[str]:
    made, folder = run.made, run.folder
    if folder is None:
        yield f"{len(made)} of {count(len(run.outcomes), 'leaflet')} can be made"
        return
    for each in made:
        path = folder.path(each.job.leaflet, each.job.language)
        notes = (", draft" if each.draft else "") + (", web page" if each.html else "")
        yield f"{path}: {count(each.pages, 'page')}{notes}"
    for entry in run.removed:
        yield f"{folder.root / entry.path}: removed"
    yield f"{count(len(made), 'leaflet')} made in {folder.root}"


def _said(run: RunReport) -> dict[str, Any]:
    """Give what the JSON of a run says besides its problems."""
    said: dict[str, Any] = {"results": [_result(run, outcome) for outcome in run.outcomes]}
    if run.folder:
        for key, entries in (("stale", run.stale), ("removed", run.removed)):
            said[key] = [in_repository(run.folder.root / entry.path) for entry in entries]
    return said


def _result(run: RunReport, outcome: Outcome) -> dict[str, Any]:
    from leaflets.build import Refused

    job = outcome.job
    said: dict[str, Any] = {"leaflet": job.leaflet, "language": job.language}
    if isinstance(outcome, Refused):
        return {**said, "state": "refused"}
    said |= {"state": "draft" if outcome.draft else "final", "version": outcome.version}
    said |= {"pages": outcome.pages, "content_hash": outcome.content_hash}
    if run.folder:
        said["path"] = in_repository(run.folder.path(job.leaflet, job.language))
    return said


def _elsewhere(number: int) -> Iterator[Diagnostic]:
    if number:
        message = f"{count(number, 'problem')} elsewhere in the workspace, none in what was asked for"
        yield Diagnostic(message, None, "see them all: leaflets check", Severity.WARNING, "elsewhere")
