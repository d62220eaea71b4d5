"""Problems and outcomes in words: what a run says while it works and when it ends."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.paths import from_here, runnable
from leaflets.diagnostics import Diagnostic, Position

if TYPE_CHECKING:
    from leaflets.build import Outcome, Refused

_MISSING = {"untranslated": "not translated", "not-in-catalog": "not in the catalog", "fuzzy": "fuzzy"}
# What follows from another problem is told after it: who mends the cause mends these.
CONSEQUENCES = frozenset({"broken-procedure", "not-approved", "stale-output", "elsewhere"})


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give problems each once, by file and line, causes before what follows from them.

    Two that say the same of the same place are one, whatever leaflets and languages they were met in.
    """
    once: dict[tuple[object, ...], Diagnostic] = {}
    for problem in problems:
        once.setdefault((problem.position, problem.severity, problem.message), problem)
    return sorted(once.values(), key=_order)


def tell(problems: Iterable[Diagnostic]) -> None:
    """Write problems to standard error."""
    for problem in in_order(problems):
        said = replace(problem, position=from_here(problem.position), hint=runnable(problem.hint))
        click.echo(str(said), err=True)


def progress(length: int, label: str, *, quiet: bool = False) -> AbstractContextManager[Any]:
    """Give a progress bar on a terminal, and nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, label=label, file=sys.stderr)


def problems_of(outcomes: Iterable[Outcome]) -> list[Diagnostic]:
    """Gather what is wrong with leaflets."""
    from leaflets.build import Refused

    return [
        problem
        for each in outcomes
        for problem in (each.problems if isinstance(each, Refused) else each.warnings)
    ]


def tell_refused(refused: Sequence[Refused], problems: Sequence[Diagnostic]) -> None:
    """Say what was not made and how much is wrong, to standard error."""
    if refused:
        click.echo(f"\n{count(len(refused), 'leaflet')} refused:", err=True)
    for each in refused:
        errors = sum(problem.is_error for problem in in_order(each.problems))
        job = each.job
        click.echo(f"  {job.leaflet} [{job.language}]: {count(errors, 'problem')}", err=True)
    for line in _catalogs(problems):
        click.echo(line, err=True)
    errors = sum(problem.is_error for problem in problems)
    numbers = {"problem": errors, "warning": len(problems) - errors}
    if problems:
        click.echo(", ".join(count(number, noun) for noun, number in numbers.items() if number), err=True)


def count(number: int, noun: str) -> str:
    """Say how many there are of something."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _catalogs(problems: Iterable[Diagnostic]) -> list[str]:
    """Say for every language how many messages its catalog lacks."""
    found: dict[str, Counter[str]] = {}
    for problem in problems:
        if problem.code in _MISSING:
            found.setdefault(problem.language, Counter())[problem.code] += 1
    return [
        f"  catalog {tag}: " + ", ".join(f"{counts[code]} {_MISSING[code]}" for code in sorted(counts))
        for tag, counts in sorted(found.items())
    ]


def _order(problem: Diagnostic) -> tuple[object, ...]:
    return (problem.code in CONSEQUENCES, problem.position or Position(""), problem.message)
