"""Problems and outcomes in words: what a run says while it works and when it ends."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaflets.diagnostics import Diagnostic, Position

if TYPE_CHECKING:
    from leaflets.build import Outcome, Refused

_ROOT = "leaflets.workspace"
_INSIDE = ("data/", "templates/", "locales/", "fonts/")
_MISSING = {"untranslated": "not translated", "not-in-catalog": "not in the catalog", "fuzzy": "fuzzy"}


def place_problems(root: Path) -> None:
    """Note where the workspace is, so that places are named as seen from the current folder."""
    click.get_current_context().find_root().meta[_ROOT] = root


def tell(problems: Iterable[Diagnostic]) -> None:
    """Write problems to standard error, each once, by file and line."""
    for problem in sorted(dict.fromkeys(problems), key=_order):
        click.echo(str(replace(problem, position=_from_here(problem.position))), err=True)


def progress(length: int, label: str) -> AbstractContextManager[Any]:
    """Give a progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, label=label, file=sys.stderr)


def problems_of(outcomes: Iterable[Outcome], others: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Gather what is wrong with a run, each problem once."""
    from leaflets.build import Refused

    found = [
        problem
        for each in outcomes
        for problem in (each.problems if isinstance(each, Refused) else each.warnings)
    ]
    return tuple(dict.fromkeys((*others, *found)))


def tell_refused(refused: Sequence[Refused], problems: Sequence[Diagnostic], debug: bool) -> None:
    """Say what was not made and why, to standard error."""
    tell(problems)
    for each in refused if debug else ():
        click.echo(each.trace, err=True, nl=False)
    if refused:
        click.echo(f"\n{count(len(refused), 'leaflet')} refused:", err=True)
    for each in refused:
        errors = sum(problem.is_error for problem in each.problems)
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
    return (problem.position or Position(""), problem.message)


def _from_here(position: Position | None) -> Position | None:
    """Name a place of the workspace as seen from the current folder, so that an editor opens it."""
    context = click.get_current_context(silent=True)
    root = context.find_root().meta.get(_ROOT) if context else None
    if position is None or root is None or not position.file.startswith(_INSIDE):
        return position
    path = root / position.file
    return replace(position, file=os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path))
