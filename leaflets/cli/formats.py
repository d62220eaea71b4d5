"""The findings of a run in machine-readable formats: JSON, SARIF, and GitHub workflow commands.

In: problems and the results of the leaflets. Out: text for standard output, and nothing else goes there. File
names are relative to the root of the repository. SARIF is written in :mod:`leaflets.cli.sarif`; the text for
people is in :mod:`leaflets.cli.report`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.paths import printable, relative_to_repository
from leaflets.cli.report import in_order
from leaflets.cli.sarif import SarifRule, as_sarif, level_of
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

format_option = click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json", "sarif", "github")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")


@dataclass(frozen=True, slots=True)
class RunFindings:
    """What a run found: its problems, and what its JSON says besides them.

    ``further`` holds the other keys of the JSON; ``files`` the data file of each leaflet, by id. ``rules``
    and ``notes`` (information that is no problem) are for SARIF. ``key`` and ``code`` are the JSON keys for
    the problems and their kind: "findings" and "check" for catalogs.
    """

    problems: Sequence[Diagnostic]
    further: Mapping[str, Any]
    files: Mapping[str, str]
    rules: Sequence[SarifRule] = ()
    notes: Sequence[Diagnostic] = ()
    key: str = "problems"
    code: str = "code"


def write_findings(output_format: str, found: RunFindings) -> None:
    """Write the findings to standard output, in one of the machine-readable formats."""
    problems = [relative_to_repository(each, found.files) for each in in_order(found.problems)]
    if output_format == "github":
        text = as_commands(problems)
    elif output_format == "sarif":
        notes = [relative_to_repository(each, found.files) for each in found.notes]
        text = as_sarif(problems, found.rules, notes)
    else:
        content = {found.key: [_as_json(each, found.code) for each in problems], **found.further}
        text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    # A file name that is not UTF-8 must not make the whole output invalid.
    click.echo(text.encode("utf-8", "replace").decode("utf-8"), nl=False)


@contextmanager
def errors_in_format(output_format: str) -> Iterator[None]:
    """Report an error that ends a command early in the requested format, with exit code 1."""
    try:
        yield
    except LeafletsError as error:
        if output_format == "text":
            raise  # reported by the command group
        write_findings(output_format, RunFindings(error.diagnostics, {}, {}))
        click.get_current_context().exit(PROBLEMS)


def as_commands(problems: Iterable[Diagnostic]) -> str:
    """Write problems as GitHub Actions workflow commands, one per line: ``::error file=…,line=…::…``."""
    return "".join(f"{_command(each)}\n" for each in problems)


def _command(problem: Diagnostic) -> str:
    place = problem.position or Position("")
    given = {"file": printable(place.file), "line": place.line, "col": place.column, "title": problem.code}
    # GitHub's escapes (actions/toolkit, command.ts): a property must not end early.
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in given.items() if value)
    hint = f"\n{problem.hint}" if problem.hint else ""
    words = _escaped(f"{problem.message}{hint}")
    return f"::{level_of(problem.severity)}{' ' if properties else ''}{properties}::{words}"


def _escaped(text: str, more: str = "") -> str:
    # The per cent sign first, because the other escapes contain it.
    for letter in f"%\r\n{more}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _as_json(problem: Diagnostic, code: str) -> dict[str, Any]:
    """Collect the keys of a problem; every problem has all of them, empty or 0 where there is no value."""
    place = problem.position or Position("")
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity.value,
        code: problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "leaflet": problem.leaflet,
        "language": problem.language,
        "id": problem.id,
    }
