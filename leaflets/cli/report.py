"""Problems in words for people, on standard error: ordered, each once, with places and hints they can use.

What became of a run of ``build`` or ``check`` as a whole is said in :mod:`leaflets.cli.outcome`; the forms
for programs are in :mod:`leaflets.cli.formats`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

import click

from leaflets.cli.paths import relative_to_current_folder, runnable
from leaflets.diagnostics import Diagnostic, Position

# The codes of problems that follow from others. They come after them: who mends the cause mends these.
CONSEQUENCES = frozenset({"broken-procedure", "not-approved", "stale-output", "elsewhere"})


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort problems by file and line, causes before what follows from them, and drop those that repeat.

    Two that say the same of the same place are one, whatever leaflets and languages they were met in.
    """
    once: dict[tuple[object, ...], Diagnostic] = {}
    for problem in problems:
        once.setdefault((problem.position, problem.severity, problem.message), problem)
    return sorted(once.values(), key=_order)


def tell(problems: Iterable[Diagnostic]) -> None:
    """Write problems to standard error, with places as seen from the current folder."""
    for problem in in_order(problems):
        place, hint = relative_to_current_folder(problem.position), runnable(problem.hint)
        click.echo(str(replace(problem, position=place, hint=hint)), err=True)


def progress(length: int, label: str, *, quiet: bool = False) -> AbstractContextManager[Any]:
    """Make a progress bar on a terminal; elsewhere, and with ``--quiet``, a context that yields None."""
    # On standard error, so that standard output stays clean for a pipe.
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, label=label, file=sys.stderr)


def count(number: int, noun: str) -> str:
    """Write a number with its noun, ``1 problem`` or ``2 problems``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _order(problem: Diagnostic) -> tuple[object, ...]:
    # None does not compare with a position: what has no place comes first.
    return (problem.code in CONSEQUENCES, problem.position or Position(""), problem.message)
