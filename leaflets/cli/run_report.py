"""The results of a run of ``build`` or ``check`` in the requested format, and its exit code.

In: the outcomes of the jobs and the state of the output folder. Out: results on standard output, problems and
counts on standard error (:mod:`leaflets.cli.report`), or all of it as one machine-readable text
(:mod:`leaflets.cli.formats`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import RunFindings, write_findings
from leaflets.cli.paths import path_in_repository, printable
from leaflets.cli.report import CONSEQUENCES, count, in_order, print_problems
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.workspace.refusals import affects

if TYPE_CHECKING:
    from leaflets.build import Made, Outcome, Refused
    from leaflets.output.folder import Output
    from leaflets.output.manifest import Entry
    from leaflets.session import Session

# Codes of unfinished messages, with their words in the summary of a catalog.
_UNFINISHED = {"untranslated": "not translated", "not-in-catalog": "not in the catalog", "fuzzy": "fuzzy"}


@dataclass(frozen=True)
class RunReport:
    """A run and the remains of earlier ones.

    ``is_selected`` says that leaflets or languages were named; problems elsewhere are then no failure.
    ``folder`` is None if nothing was written; ``stale`` are its files that are not current, ``removed``
    those that were removed; ``faults`` are the problems of the folder itself. ``is_release`` says that all
    is signed, and by whom is told.
    """

    session: Session
    outcomes: Sequence[Outcome]
    is_selected: bool
    folder: Output | None = None
    stale: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    is_release: bool = False

    @property
    def made(self) -> list[Made]:
        """The leaflets that could be made."""
        # Imported here: shell completion must not wait for the imports of the build.
        from leaflets.build import Made

        return [each for each in self.outcomes if isinstance(each, Made)]

    @property
    def refused(self) -> list[Refused]:
        """The leaflets that could not be made, or were not kept."""
        from leaflets.build import Refused

        return [each for each in self.outcomes if isinstance(each, Refused)]

    def problems(self) -> list[Diagnostic]:
        """Collect the problems: in full for what was asked for, in one line for the rest.

        Only errors count as problems elsewhere, except those that follow from others.
        """
        ours = _problems_of(self.outcomes)
        others = self.session.problems
        if self.is_selected:
            concerned = [each for each in others if self._is_concerned(each)]
            # A problem that is reported in full is not counted again.
            elsewhere = sum(
                each.is_error and each.code not in CONSEQUENCES
                for each in in_order({*others} - {*concerned, *ours})
            )
            others = (*concerned, *_elsewhere(elsewhere))
        return in_order((*others, *ours, *self.faults, *self._outdated()))

    def _is_concerned(self, problem: Diagnostic) -> bool:
        """Tell whether a problem of the workspace affects anything that was asked for."""
        library = self.session.library
        asked_for = {each.job.leaflet for each in self.outcomes}
        if library:
            asked_for = {name for each in asked_for for name in library.dependencies_of(each)}
        return affects(problem, asked_for, {each.job.language for each in self.outcomes})

    def _outdated(self) -> Iterator[Diagnostic]:
        """Yield one warning for all stale files in the folder."""
        if self.folder and self.stale:
            names = ", ".join(entry.path for entry in self.stale)
            what, verb = count(len(self.stale), "file"), "is" if len(self.stale) == 1 else "are"
            message = f"{what} of an earlier build {verb} not current: {names}"
            hint = (
                "their leaflets were refused or are gone: do not hand them out; to remove them: "
                "leaflets build --prune"
            )
            place = Position(str(self.folder.root))
            yield Diagnostic(message, place, hint, Severity.WARNING, "stale-output")


def report_run(ctx: click.Context, run: RunReport, output_format: str, *, quiet: bool) -> None:
    """Report a run; end with exit code 1 if there is an error in what was asked for."""
    problems = run.problems()
    if output_format == "text":
        _print_run(run, problems, quiet=quiet)
    else:
        library = run.session.library
        files = {name: found.source.file for name, found in library.leaflets.items()} if library else {}
        write_findings(output_format, RunFindings(problems, _results_as_json(run), files))
    # On standard error, so never part of a machine-readable format.
    for each in run.refused if ctx.find_root().params["debug"] else ():
        click.echo(each.trace, err=True, nl=False)
    if any(problem.is_error for problem in problems):
        ctx.exit(PROBLEMS)


def _print_run(run: RunReport, problems: list[Diagnostic], *, quiet: bool) -> None:
    if not quiet:
        for line in _results(run):
            click.echo(printable(line))  # a path may hold even a line feed
    # A build only counts the questions, which are no part of a nurse's work.
    print_problems(each for each in problems if run.folder is None or not each.is_question)
    if not quiet:
        for line in _summary(run.refused, problems):
            click.echo(line, err=True)


def _results(run: RunReport) -> Iterator[str]:
    """Yield a line for each file that was written or removed, and one with the count."""
    from leaflets.approval.telling import list_signers

    made, folder = run.made, run.folder
    if folder is None:
        yield f"{len(made)} of {count(len(run.outcomes), 'leaflet')} can be made"
        return
    for each in made:
        path = folder.path(each.job.leaflet, each.job.language)
        notes = (", draft" if each.draft else "") + (", web page" if each.html else "")
        signers = f", signed by {list_signers(each.approvals)}" if run.is_release else ""
        yield f"{path}: {count(each.pages, 'page')}{notes}{signers}"
    for entry in run.removed:
        yield f"{folder.root / entry.path}: removed"
    yield f"{count(len(made), 'leaflet')} made in {folder.root}"


def _summary(refused: Sequence[Refused], problems: Sequence[Diagnostic]) -> Iterator[str]:
    """Yield what was not made, and the numbers of problems: by leaflet, by catalog, in total."""
    if refused:
        yield f"\n{count(len(refused), 'leaflet')} refused:"
    for each in refused:
        errors = sum(problem.is_error for problem in in_order(each.problems))
        yield f"  {each.job}: {count(errors, 'problem')}"
    yield from _catalogs(problems)
    errors = sum(problem.is_error for problem in problems)
    questions = sum(problem.is_question for problem in problems)
    numbers = {"problem": errors, "question": questions, "warning": len(problems) - errors - questions}
    if problems:
        yield ", ".join(count(number, noun) for noun, number in numbers.items() if number)


def _catalogs(problems: Iterable[Diagnostic]) -> Iterator[str]:
    """Yield a line for each language with unfinished messages, with their numbers."""
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        if problem.code in _UNFINISHED:
            found.setdefault(problem.language, Counter())[problem.code] += 1
    for tag, counts in sorted(found.items()):
        yield f"  catalog {tag}: " + ", ".join(
            f"{counts[code]} {_UNFINISHED[code]}" for code in sorted(counts)
        )


def _results_as_json(run: RunReport) -> dict[str, Any]:
    """Collect what the JSON of a run contains apart from its problems, in the order of its keys."""
    content: dict[str, Any] = {"results": [_result(run, outcome) for outcome in run.outcomes]}
    if run.folder:
        for key, entries in (("stale", run.stale), ("removed", run.removed)):
            content[key] = [path_in_repository(run.folder.root / entry.path) for entry in entries]
    return content


def _result(run: RunReport, outcome: Outcome) -> dict[str, Any]:
    from leaflets.approval.telling import list_fields
    from leaflets.build import Refused

    job = outcome.job
    entry: dict[str, Any] = {"leaflet": job.leaflet, "language": job.language}
    if isinstance(outcome, Refused):
        return {**entry, "state": "refused"}
    entry |= {"state": "draft" if outcome.draft else "final", "version": outcome.version}
    entry |= {"pages": outcome.pages, "content_hash": outcome.content_hash}
    if outcome.approvals:
        entry["signatures"] = [dict(list_fields(each)) for each in outcome.approvals]
    if run.folder:
        entry["path"] = path_in_repository(run.folder.path(job.leaflet, job.language))
    return entry


def _elsewhere(number: int) -> Iterator[Diagnostic]:
    if number:
        message = f"{count(number, 'problem')} elsewhere in the workspace, none in what was asked for"
        yield Diagnostic(message, None, "see them all: leaflets check", Severity.WARNING, "elsewhere")


def _problems_of(outcomes: Iterable[Outcome]) -> list[Diagnostic]:
    """Collect the problems of refused leaflets and the warnings of those that were made."""
    from leaflets.build import Refused

    return [
        problem
        for each in outcomes
        for problem in (each.problems if isinstance(each, Refused) else each.warnings)
    ]
