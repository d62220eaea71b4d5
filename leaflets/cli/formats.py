"""What a run found, for programs: JSON, SARIF, and the workflow commands of GitHub.

In: problems and what became of the leaflets. Out: text for standard output, and nothing else goes there.
Places are named from the root of the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from leaflets.cli.paths import from_repository, printable
from leaflets.cli.report import in_order
from leaflets.cli.sarif import SarifRule, as_sarif
from leaflets.diagnostics import Diagnostic, LeafletsError, Position

if TYPE_CHECKING:
    from leaflets.checks.check import Check
    from leaflets.checks.checker import Report

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "sarif", "github")),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")


@dataclass(frozen=True, slots=True)
class RunFindings:
    """What a run found: its problems, and what its JSON says besides them.

    ``files`` are the data files of leaflets by id; ``rules`` and ``notes`` are for SARIF. ``key`` and
    ``code`` are what its JSON calls the problems and their kind.
    """

    problems: Sequence[Diagnostic]
    said: Mapping[str, Any]
    files: Mapping[str, str]
    rules: Sequence[SarifRule] = ()
    notes: Sequence[Diagnostic] = ()
    key: str = "problems"
    code: str = "code"


def write(form: str, found: RunFindings) -> None:
    """Write what was found to standard output, in a form for programs."""
    problems = [from_repository(each, found.files) for each in in_order(found.problems)]
    if form == "github":
        text = as_commands(problems)
    elif form == "sarif":
        notes = [from_repository(each, found.files) for each in found.notes]
        text = as_sarif(problems, found.rules, notes)
    else:
        said = {found.key: [_plain(each, found.code) for each in problems], **found.said}
        text = json.dumps(said, ensure_ascii=False, indent=2) + "\n"
    # A name that is not UTF-8 must not make the whole invalid.
    click.echo(text.encode("utf-8", "replace").decode("utf-8"), nl=False)


def found_in(
    problems: Sequence[Diagnostic], reports: Sequence[Report], checks: Iterable[Check]
) -> RunFindings:
    """Give what the checks of catalogs found; a check that a language has no words for is noted."""
    lacking = {report.po.language.tag: list(report.lacking) for report in reports if report.lacking}
    notes = [
        Diagnostic(
            f"the lexicon of {report.po.language.tag} cannot make these checks: {', '.join(report.lacking)}",
            Position(report.po.file, 1),
            code="lexicon-lacks",
            language=report.po.language.tag,
        )
        for report in reports
        if report.lacking
    ]
    rules = [SarifRule(check.id, check.sentence, check.severity.value, check.hint) for check in checks]
    rules += [SarifRule("po", "The catalog is not a PO file")]
    rules += [SarifRule("lexicon-lacks", "A check is not made: the lexicon lacks its words", "note")]
    return RunFindings(problems, {"lacking": lacking}, {}, rules, notes, key="findings", code="check")


@contextmanager
def in_form(form: str) -> Iterator[None]:
    """Tell what ends a command early in the form that was asked for."""
    try:
        yield
    except LeafletsError as error:
        if form == "text":
            raise
        write(form, RunFindings(error.diagnostics, {}, {}))
        click.get_current_context().exit(1)


def as_commands(problems: Iterable[Diagnostic]) -> str:
    """Write problems as GitHub's workflow commands: ``::error file=…,line=…::…``."""
    return "".join(f"{_command(each)}\n" for each in problems)


def _command(problem: Diagnostic) -> str:
    place = problem.position or Position("")
    given = {"file": printable(place.file), "line": place.line, "col": place.column, "title": problem.code}
    # GitHub's own escapes (actions/toolkit, command.ts): a property must not end early.
    properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in given.items() if value)
    hint = f"\n{problem.hint}" if problem.hint else ""
    words = _escaped(f"{problem.message}{hint}")
    return f"::{problem.severity.value}{' ' if properties else ''}{properties}::{words}"


def _escaped(text: str, more: str = "") -> str:
    for letter in f"%\r\n{more}":
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


def _plain(problem: Diagnostic, code: str) -> dict[str, Any]:
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
    }
