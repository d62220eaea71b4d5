"""``leaflets catalog``: what translators do with catalogs, from the template to the checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.formats import format_option, found_in, in_form, quiet_option, write
from leaflets.cli.locales import catalogs, keep, problems_with_locales, read_files
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.paths import runnable
from leaflets.cli.report import count, tell
from leaflets.diagnostics import Diagnostic, LeafletsError, Severity
from leaflets.languages import UnknownLanguageError
from leaflets.workspace import names

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoMessage
    from leaflets.checks.checker import Checker, Report
    from leaflets.session import Session

check_option = click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; end with 1 if a file is stale (for CI)."
)


@click.group()
def catalog() -> None:
    """Make, update and check translation catalogs.

    \b
    Examples:
      leaflets catalog update               bring all catalogs up to the data
      leaflets catalog check --language es  what is wrong with a translation
      leaflets catalog init fr              begin a language
    """  # noqa: D301


@catalog.command()
@check_option
@workspace_option
@click.pass_context
def extract(ctx: click.Context, only_check: bool, workspace: Path | None) -> None:
    """Write the template of all catalogs, locales/leaflets.pot.

    \b
    Examples:
      leaflets catalog extract
      leaflets catalog extract --check
    """  # noqa: D301
    session = open_workspace(workspace)
    from leaflets.catalogs.pot import template_text

    path = session.root / names.POT
    keep(ctx, {path: template_text(_template(session))}, only_check=only_check)


@catalog.command()
@languages_option
@check_option
@workspace_option
@click.pass_context
def update(ctx: click.Context, languages: tuple[str, ...], only_check: bool, workspace: Path | None) -> None:
    """Bring the template and the catalogs up to the data and templates.

    New messages are added, changed ones become fuzzy, old ones are kept as obsolete. A message that only
    moved to another place keeps its translation.

    \b
    Examples:
      leaflets catalog update
      leaflets catalog update --check
    """  # noqa: D301
    from leaflets.catalogs.cldr_messages import with_lacking
    from leaflets.catalogs.pot import template_text
    from leaflets.catalogs.update import update as brought_up

    session = open_workspace(workspace)
    template, units = _template(session), _units(session)
    wanted = {session.root / names.POT: template_text(template)}
    problems: list[Diagnostic] = []
    for language in catalogs(session, languages):
        path, content = names.po_file(language), session.workspace.po_bytes(language)
        problems += content.problems
        try:
            if content.value is not None:
                own = with_lacking(template, language, units)
                wanted[session.root / path] = brought_up(content.value, own, path.as_posix(), language)
        except LeafletsError as error:
            problems += error.diagnostics
    problems += problems_with_locales(session)
    tell(problems)
    keep(ctx, wanted, only_check=only_check)
    if problems:
        ctx.exit(1)


@catalog.command()
@click.argument("tag", metavar="TAG")
@click.option("--origin", type=click.Choice(("human", "machine", "machine-post-edited")), default="human",
              show_default=True, help="Who will make the translation.")  # fmt: skip
@workspace_option
def init(tag: str, origin: str, workspace: Path | None) -> None:
    """Begin a language: an empty catalog for TAG.

    \b
    Examples:
      leaflets catalog init fr
      leaflets catalog init pt-BR --origin machine
    """  # noqa: D301
    from leaflets.catalogs.cldr_messages import with_lacking
    from leaflets.catalogs.update import new_catalog
    from leaflets.output.writing import write_file

    session = open_workspace(workspace)
    try:
        language = session.languages.find(tag)
    except UnknownLanguageError as error:
        raise click.UsageError(f"{error}.\n{error.hint[:1].upper()}{error.hint[1:]}.") from error
    path = session.root / names.po_file(language)
    if path.exists():
        raise click.UsageError(f"{path} is there already.\nBring it up to date: leaflets catalog update")
    own = with_lacking(_template(session), language, _units(session))
    write_file(path, new_catalog(own, language, origin))
    if lacking := session.without_font(tag):
        tell([replace(lacking, severity=Severity.WARNING)])
        click.echo(f"{path} can be translated, but no leaflet can be made of it until there is such a font;")
        click.echo(f"    leaflets catalog check --language {tag}")
        return
    click.echo(f"{path} is ready: translate it, then")
    click.echo(f"    {runnable(f'leaflets catalog check --language {tag}')}")


@catalog.command()
@languages_option
@format_option
@quiet_option
@workspace_option
@click.pass_context
def check(
    ctx: click.Context, languages: tuple[str, ...], form: str, quiet: bool, workspace: Path | None
) -> None:
    """Say what is wrong with translations, by file and line.

    Placeholders, numbers, negations, sides, units and more are compared with the source. What cannot be
    right refuses the leaflet in check and build as well. Any other finding that is wrong is switched off in
    the catalog, with a reason: # leaflets: ignore negation: the reason

    \b
    Examples:
      leaflets catalog check
      leaflets catalog check --language ar --format sarif
    """  # noqa: D301
    with in_form(form):
        session = open_workspace(workspace)
        checker = _checker(session)
        reports, broken = _reports(session, checker, languages)
    problems = [*broken, *(problem for report in reports for problem in report.problems)]
    if form == "text":
        tell(problems)
        _tell_reports(() if quiet else reports)
    else:
        write(form, found_in(problems, reports, checker.checks))
    if broken or any(report.errors for report in reports):
        ctx.exit(1)


@catalog.command()
@languages_option
@workspace_option
@click.pass_context
def stats(ctx: click.Context, languages: tuple[str, ...], workspace: Path | None) -> None:
    """Say how far the translations are.

    \b
    Examples:
      leaflets catalog stats
    """  # noqa: D301
    from leaflets.catalogs.stats import stats as figures

    files, broken = read_files(open_workspace(workspace), languages)
    for po in files:
        found = figures(po)
        click.echo(
            f"{found.language:<8} {found.share:>4.0%} of {found.words:,} words; "
            f"{found.translated} of {count(found.messages, 'message')} translated, "
            f"{found.fuzzy} fuzzy, {found.missing} missing; made by: {found.origin}, review: {found.review}"
        )
    tell(broken)
    if broken:
        ctx.exit(1)


def _template(session: Session) -> tuple[PoMessage, ...]:
    from leaflets.catalogs.pot import extract as gathered

    # Else the messages of what cannot be read would be taken out of every catalog.
    _ = session.templates
    if closed := [each for each in session.problems if each.code in ("unreadable", "no-file")]:
        raise LeafletsError(closed)
    return gathered(session.root, _steps(session))


def _units(session: Session) -> frozenset[str]:
    from leaflets.catalogs.cldr_messages import units_in_use

    assert session.library is not None  # noqa: S101 - open_workspace sees to it
    return units_in_use(session.library)


def _steps(session: Session) -> tuple[str, ...]:
    """Give the ids of the leaflets on the longest ladder, whose names stand side by side."""
    from leaflets.content import Guide

    assert session.library is not None  # noqa: S101 - open_workspace sees to it
    guides = (found.value for found in session.library.leaflets.values())
    return max((guide.ladder for guide in guides if isinstance(guide, Guide)), key=len, default=())


def _checker(session: Session) -> Checker:
    from leaflets.checks.checker import Checker
    from leaflets.checks.fit import Fitting

    assert session.library is not None  # noqa: S101 - open_workspace sees to it
    glossary = session.library.glossary
    terms = glossary.value.terms if glossary else ()
    return Checker(terms, fitting=Fitting(session.engine, _steps(session)))


def _reports(
    session: Session, checker: Checker, tags: Sequence[str]
) -> tuple[list[Report], list[Diagnostic]]:
    files, broken = read_files(session, tags)
    return [checker.run(po) for po in files], broken


def _tell_reports(reports: Iterable[Report]) -> None:
    for report in reports:
        warnings = len(report.problems) - report.errors
        figures = f"{count(report.errors, 'error')}, {count(warnings, 'warning')}"
        click.echo(f"{report.po.language.tag:<8} {count(len(report.po.messages), 'message')}: {figures}")
        if report.lacking:
            click.echo(f"         its lexicon lacks the words for: {', '.join(report.lacking)}")
