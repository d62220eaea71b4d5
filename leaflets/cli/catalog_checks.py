"""``leaflets catalog check``: what is wrong with translations, for people or for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
from leaflets.cli.sarif import SarifRule
from leaflets.diagnostics import Diagnostic, Position, Severity, shortened

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoFile, PoMessage
    from leaflets.checks.check import Check
    from leaflets.checks.checker import Checker, Report
    from leaflets.content.library import Library
    from leaflets.session import Session


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
    and more are compared with the source. What cannot be right refuses the leaflet in check and build as
    well. Any other finding that is wrong is switched off in the catalog, with a reason:
    # leaflets: ignore negation: the reason

    \b
    Examples:
      leaflets catalog check
      leaflets catalog check vertebroplasty --language es
      leaflets catalog check --language ar --format sarif
    """  # noqa: D301
    with errors_in_format(output_format):  # only for errors that end the command early
        session = open_workspace(workspace)
        checker = checker_for(session)
        files, broken = read_catalogs(session, languages)
        reports = [checker.run(po) for po in files]
        if ids or message_ids:
            chosen = chosen_messages(session, files, ids, message_ids)
            reports = [_about(*each) for each in zip(reports, chosen, strict=True)]
    for report in reports:
        broken += _back_translation_problems(session, report.po)
    problems = [*broken, *(problem for report in reports for problem in report.problems)]
    if output_format == "text":
        print_problems(problems)
        for line in () if quiet else _summary(reports):
            click.echo(line)
    else:
        write_findings(output_format, findings(problems, reports, checker.checks))
    # Warnings alone are no failure: a person has to judge them.
    if any(each.is_error for each in broken) or any(report.errors for report in reports):
        ctx.exit(PROBLEMS)


def longest_ladder(library: Library) -> tuple[str, ...]:
    """Find the ids of the leaflets on the longest ladder of any guide.

    Their names are side by side there, so they decide how long a translated name may be.
    """
    from leaflets.content.leaflets import Guide

    guides = (found.value for found in library.leaflets.values())
    return max((guide.ladder for guide in guides if isinstance(guide, Guide)), key=len, default=())


def findings(
    problems: Sequence[Diagnostic], reports: Sequence[Report], checks: Iterable[Check]
) -> RunFindings:
    """Collect the findings of catalog checks for the machine-readable formats.

    A check whose words the lexicon of a language lacks becomes a note, because it was not made.
    """
    lacking = {report.po.language.tag: list(report.unsupported) for report in reports if report.unsupported}
    notes = [
        Diagnostic(
            f"the lexicon of {report.po.language.tag} cannot make these checks:"
            f" {', '.join(report.unsupported)}",
            Position(report.po.file, 1),
            code="lexicon-lacks",
            language=report.po.language.tag,
        )
        for report in reports
        if report.unsupported
    ]
    # All checks are rules of the log, even without findings: a code host lists what was checked.
    rules = [SarifRule(check.id, check.sentence, check.severity.value, check.hint) for check in checks]
    rules += [SarifRule("po", "The catalog is not a PO file")]
    rules += [SarifRule("back-translation", "The file of back-translations is broken")]
    rules += [SarifRule("stale-back-translation", "A back-translation is of other words", "warning")]
    rules += [SarifRule("lexicon-lacks", "A check is not made: the lexicon lacks its words", "note")]
    return RunFindings(problems, {"lacking": lacking}, {}, rules, notes, key="findings", code="check")


def _about(report: Report, chosen: tuple[PoMessage, ...]) -> Report:
    """Leave out of a report whatever is not about the chosen messages."""
    lines = {line for each in chosen for line in each.lines}
    problems = (each for each in report.problems if each.position and each.position.line in lines)
    return replace(report, problems=tuple(problems), po=replace(report.po, messages=chosen))


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


def checker_for(session: Session) -> Checker:
    """Make the checker of a workspace, with its glossary and the real layout."""
    from leaflets.checks.checker import Checker
    from leaflets.checks.fit import Fitting

    library = session.require_library()
    terms = library.glossary.value.terms if library.glossary else ()
    return Checker(terms, fitting=Fitting(session.engine, longest_ladder(library)))


def _summary(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a line for each catalog, and one for the checks whose words its lexicon lacks."""
    for report in reports:
        warnings = len(report.problems) - report.errors
        figures = f"{count(report.errors, 'error')}, {count(warnings, 'warning')}"
        yield f"{report.po.language.tag:<8} {count(len(report.po.messages), 'message')}: {figures}"
        if report.unsupported:
            yield f"         its lexicon lacks the words for: {', '.join(report.unsupported)}"
