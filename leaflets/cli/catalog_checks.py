"""``leaflets catalog check``: what is wrong with translations, for people or for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import chosen_messages, read_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import RunFindings, errors_in_format, format_option, quiet_option, write_findings
from leaflets.cli.options import (
    ids_argument,
    languages_option,
    messages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import count, print_problems
from leaflets.cli.sarif import SarifRule, level_of
from leaflets.diagnostics import Diagnostic, Position, Severity, shortened

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoFile
    from leaflets.checks.check import Check
    from leaflets.checks.checker import Coverage, Report
    from leaflets.session import Session

# How many words of a long list fit a line of a terminal or two.
_LISTED = 12


@click.command()
@ids_argument
@messages_option
@languages_option
@format_option
@quiet_option
@workspace_option
@click.pass_context
def check(
    ctx: click.Context,
    ids: tuple[str, ...],
    message_ids: tuple[str, ...],
    languages: tuple[str, ...],
    output_format: str,
    quiet: bool,
    workspace: Path | None,
) -> None:
    """Say what is wrong with translations, by file and line.

    All messages, or those of the leaflets that are named. Placeholders, numbers, negations, sides, units
    and more are compared with the source. Errors cannot be right and refuse the leaflet in check and build
    as well. Questions look wrong: leaflets are not signed or released until the words change or somebody
    answers (leaflets catalog answer).

    \b
    Examples:
      leaflets catalog check
      leaflets catalog check vertebroplasty --language es
      leaflets catalog check --language ar --format sarif
    """  # noqa: D301
    with errors_in_format(output_format):  # only for errors that end the command early
        session = open_workspace(workspace)
        checker = session.checker
        files, broken = read_catalogs(session, languages)
        if ids or message_ids:
            chosen = chosen_messages(session, files, ids, message_ids)
            pairs = zip(files, chosen, strict=True)
            reports = [checker.run(po, frozenset(each.key for each in keys)) for po, keys in pairs]
        else:
            reports = [checker.run(po) for po in files]
    for report in reports:
        broken += _back_translation_problems(session, report.po)
    problems = [*broken, *(problem for report in reports for problem in report.problems)]
    if output_format == "text":
        print_problems(problems)
        for line in () if quiet else _summary(reports):
            click.echo(line)
    else:
        write_findings(output_format, findings(problems, reports, checker.checks))
    # Questions alone are no failure: a draft may have them.
    if any(each.is_error for each in broken) or any(report.errors for report in reports):
        ctx.exit(PROBLEMS)


def findings(
    problems: Sequence[Diagnostic], reports: Sequence[Report], checks: Iterable[Check]
) -> RunFindings:
    """Collect the findings of catalog checks for the machine-readable formats.

    What the lexicon of a language does not cover becomes a note, because it was not checked.
    """
    coverage = {report.po.language.tag: asdict(report.coverage) for report in reports}
    answered = {
        report.po.language.tag: [
            {"id": each.problem.id, **asdict(each.answer), "on": str(each.answer.on)}
            for each in report.found
            if each.answer
        ]
        for report in reports
    }
    notes = [
        Diagnostic(line, Position(report.po.file, 1), code="not-covered", language=report.po.language.tag)
        for report in reports
        for line in _not_covered(report.coverage)
    ]
    # All checks are rules of the log, even without findings: a code host lists what was checked.
    rules = [SarifRule(each.id, each.sentence, level_of(each.severity), each.hint) for each in checks]
    rules += [SarifRule("po", "The catalog is not a PO file")]
    rules += [SarifRule("back-translation", "The file of back-translations is broken")]
    rules += [SarifRule("stale-back-translation", "A back-translation is of other words", "warning")]
    rules += [SarifRule("not-covered", "Something is not checked: the lexicon lacks words", "note")]
    further = {"coverage": coverage, "answered": answered}
    return RunFindings(problems, further, {}, rules, notes, key="findings", code="check")


def _back_translation_problems(session: Session, po: PoFile) -> Iterator[Diagnostic]:
    """Report the back-translations of a catalog's messages that render other words than the present ones."""
    from leaflets.catalogs.back_translations import Currency

    found = session.workspace.back_translations(po.language)
    yield from found.problems
    for message in po.messages:
        if found.value.currency(message) is Currency.STALE:
            text = f'the back-translation of "{shortened(message.msgid)}" is of other words than the present'
            hint = f"make it anew: leaflets catalog back-translation --language {po.language.tag}"
            place, code = po.position(message), "stale-back-translation"
            yield Diagnostic(text, place, hint, Severity.WARNING, code, language=po.language.tag)


def _summary(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a line for each catalog, and what its lexicon does not cover."""
    for report in reports:
        answered = sum(each.answer is not None for each in report.found)
        figures = [count(report.errors, "error"), count(report.questions, "question")]
        figures += [f"{answered} answered"] if answered else []
        yield f"{report.po.language.tag:<8} {count(len(report.po.messages), 'message')}: {', '.join(figures)}"
        for line in _not_covered(report.coverage):
            yield f"         {line}"


def _not_covered(coverage: Coverage) -> Iterator[str]:
    """Yield what the lexicon of a language lacks: checks that are not made, groups of concepts, words."""
    if coverage.checks:
        yield f"its lexicon lacks the words for: {', '.join(coverage.checks)}"
    if coverage.concepts:
        yield f"its lexicon has no word for: {_listed(coverage.concepts)}"
    if coverage.words:
        yield f"no lexicon knows: {_listed(coverage.words)}"


def _listed(names: Sequence[str]) -> str:
    """List the first names, and how many there are besides."""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more
