"""``leaflets catalog``: the commands of translators.

Those that make catalogs are here, the others in the modules whose names begin with ``catalog_``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.answering import answer
from leaflets.cli.catalog_back_translation import back_translation
from leaflets.cli.catalog_checks import check
from leaflets.cli.catalog_export import export
from leaflets.cli.catalog_files import chosen_catalogs, locale_problems, write_stale
from leaflets.cli.catalog_import import import_
from leaflets.cli.catalog_pretranslate import pretranslate
from leaflets.cli.catalog_stats import stats
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.paths import runnable
from leaflets.cli.report import print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Severity
from leaflets.languages import UnknownLanguageError
from leaflets.workspace_files import POT, po_path

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoMessage
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
      leaflets catalog export --format xliff for a translator's tool
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
    from leaflets.catalogs.pot import template_bytes

    session = open_workspace(workspace)
    path = session.root / POT
    write_stale(ctx, {path: template_bytes(_template(session))}, only_check=only_check)


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
    from leaflets.catalogs.cldr_messages import with_gap_messages
    from leaflets.catalogs.pot import template_bytes
    from leaflets.catalogs.update import update as update_catalog

    session = open_workspace(workspace)
    template, units = _template(session), _units(session)
    wanted = {session.root / POT: template_bytes(template)}
    problems: list[Diagnostic] = []
    # A catalog that cannot be parsed is left unchanged; the others are still updated.
    for language in chosen_catalogs(session, languages):
        path, content = po_path(language.locale), session.workspace.po_bytes(language)
        problems += content.problems
        try:
            if content.value is not None:
                own = with_gap_messages(template, language, units)
                wanted[session.root / path] = update_catalog(content.value, own, path.as_posix(), language)
        except LeafletsError as error:
            problems += error.diagnostics
    problems += locale_problems(session)
    print_problems(problems)
    write_stale(ctx, wanted, only_check=only_check)
    if problems:
        ctx.exit(PROBLEMS)


@catalog.command()
@click.argument("tag", metavar="TAG")
# The origin goes into the header of the catalog: machine translations need a translator's signature.
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
    from leaflets.catalogs.cldr_messages import with_gap_messages
    from leaflets.catalogs.update import new_catalog
    from leaflets.output.writing import write_file

    session = open_workspace(workspace)
    try:
        language = session.languages.find(tag)
    except UnknownLanguageError as error:
        raise click.UsageError(f"{error}.\n{error.hint[:1].upper()}{error.hint[1:]}.") from error
    path = session.root / po_path(language.locale)
    if path.exists():
        raise click.UsageError(f"{path} is there already.\nBring it up to date: leaflets catalog update")
    own = with_gap_messages(_template(session), language, _units(session))
    write_file(path, new_catalog(own, language, origin))
    # A warning here, an error in build: a catalog can be translated before there is a font.
    if no_font := session.missing_font(tag):
        print_problems([replace(no_font, severity=Severity.WARNING)])
        click.echo(f"{path} can be translated, but no leaflet can be made of it until there is such a font;")
        click.echo(f"    leaflets catalog check --language {tag}")
        return
    click.echo(f"{path} is ready: translate it, then")
    click.echo(f"    {runnable(f'leaflets catalog check --language {tag}')}")


for _command in (answer, back_translation, check, export, import_, pretranslate, stats):
    catalog.add_command(_command)


def _template(session: Session) -> tuple[PoMessage, ...]:
    """Extract the messages of all data and templates, as the template of the catalogs has them.

    Raises:
        LeafletsError: a folder or file cannot be read.
    """
    from leaflets.catalogs.pot import extract_template

    # Otherwise the messages of unreadable files would be removed from every catalog.
    _ = session.templates  # read for their problems
    if closed := [each for each in session.problems if each.code in ("unreadable", "no-file")]:
        raise LeafletsError(closed)
    return extract_template(session.root, session.require_library().longest_ladder())


def _units(session: Session) -> frozenset[str]:
    """Find the units of measurement that the data use, whose names some catalogs must supply."""
    from leaflets.catalogs.cldr_messages import units_in_use

    return units_in_use(session.require_library())
