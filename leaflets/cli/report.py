"""Problems as text for people, on standard error: sorted, each once, with usable paths and commands.

The results of a run of ``build`` or ``check`` as a whole are reported in :mod:`leaflets.cli.run_report`; the
machine-readable formats are in :mod:`leaflets.cli.formats`.
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

# Codes of problems that follow from others, and are sorted after them: fixing the cause fixes these.
CONSEQUENCES = frozenset({"broken-procedure", "not-approved", "not-answered", "stale-output", "elsewhere"})


def in_order(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort problems by file and line, causes before their consequences, and drop repeated ones.

    Two with the same message and position are one, whatever leaflets and languages they were found in.
    """
    once: dict[tuple[object, ...], Diagnostic] = {}
    for problem in problems:
        once.setdefault((problem.position, problem.severity, problem.message), problem)
    return sorted(once.values(), key=_order)


def print_problems(problems: Iterable[Diagnostic]) -> None:
    """Write problems to standard error, with paths relative to the current folder."""
    for problem in in_order(problems):
        place, hint = relative_to_current_folder(problem.position), runnable(problem.hint)
        click.echo(str(replace(problem, position=place, hint=hint)), err=True)


def progress(length: int, label: str, *, quiet: bool = False) -> AbstractContextManager[Any]:
    """Make a progress bar on a terminal; elsewhere, and with ``--quiet``, a context that yields None."""
    if quiet or not sys.stderr.isatty():
        return nullcontext()
    return click.progressbar(length=length, label=label, file=sys.stderr)


def count(number: int, noun: str) -> str:
    """Write a number with its noun, ``1 problem`` or ``2 problems``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _order(problem: Diagnostic) -> tuple[object, ...]:
    # None does not compare with a position; problems without one come first.
    return (problem.code in CONSEQUENCES, problem.position or Position(""), problem.message)
