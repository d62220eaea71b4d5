"""``leaflets catalog export``: catalogs as files for translators and their tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import chosen_messages, read_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import (
    folder_type,
    ids_argument,
    languages_option,
    messages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Diagnostic, Position
from leaflets.files import holds, is_there
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.workspace_files import EXCHANGE

if TYPE_CHECKING:
    from leaflets.catalogs.exchange.formats import Format
    from leaflets.catalogs.exchange.units import ExchangeUnit
    from leaflets.catalogs.po import PoFile, PoMessage

# Repeated here, because the modules with the tables are slow to import; a test compares them.
_FORMATS = ("xliff", "xliff2", "tmx", "csv")
_STATES = ("missing", "fuzzy", "machine", "translated")


@click.command("export")
@ids_argument
@messages_option
@languages_option
@click.option("--format", "format_name", type=click.Choice(_FORMATS), required=True,
              help="xliff is XLIFF 1.2, xliff2 is 2.1; tmx holds finished translations only.")  # fmt: skip
@click.option("--state", "states", type=click.Choice(_STATES), multiple=True,
              help="Only messages in this state; repeatable.")  # fmt: skip
@click.option("--output", type=folder_type, metavar="DIR", help=f"Where to write. [default: {EXCHANGE}]")
@click.option("--overwrite", is_flag=True, help="Write over files that are there already.")
@workspace_option
@click.pass_context
def export(
    ctx: click.Context,
    ids: tuple[str, ...],
    message_ids: tuple[str, ...],
    languages: tuple[str, ...],
    format_name: str,
    states: tuple[str, ...],
    output: Path | None,
    overwrite: bool,
    workspace: Path | None,
) -> None:
    """Write catalogs as files for translators' tools, one for each language.

    All messages, or those of the leaflets that are named, each with its context, its notes and its state.
    Placeholders and markup are tags. A file that is there already is not written over, because somebody
    may have translated in it.

    \b
    Examples:
      leaflets catalog export --format xliff --language pt
      leaflets catalog export --format csv --state missing --state fuzzy
      leaflets catalog export vertebroplasty --format xliff2 --output for-agency
    """  # noqa: D301
    from leaflets.catalogs.exchange.formats import FORMATS

    session = open_workspace(workspace)
    files, problems = read_catalogs(session, languages)
    chosen = chosen_messages(session, files, ids, message_ids)
    wanted: dict[Path, tuple[bytes, int]] = {}
    form = FORMATS[format_name]
    for po, messages in zip(files, chosen, strict=True):
        units, wrong = _exported(po, messages, form, states)
        problems += wrong
        path = (output or session.root / EXCHANGE) / f"{po.language.tag}{form.ending}"
        wanted[path] = (_written(units, po, form), len(units))
    problems += _write(wanted, overwrite=overwrite)
    print_problems(problems)
    if problems:
        ctx.exit(PROBLEMS)


def _exported(
    po: PoFile, messages: Sequence[PoMessage], form: Format, states: Sequence[str]
) -> tuple[list[ExchangeUnit], tuple[Diagnostic, ...]]:
    from leaflets.catalogs.exporting import export_units

    units, problems = export_units(po, messages)
    finished = ("machine", "translated")
    allowed = [each for each in states or _STATES if not form.is_memory or each in finished]
    return [each for each in units if each.state.value in allowed], problems


def _written(units: Iterable[ExchangeUnit], po: PoFile, form: Format) -> bytes:
    from leaflets.catalogs.exchange.units import segments_of

    segments = [segment for unit in units for segment in segments_of(unit)]
    return form.write(segments, po.language.tag, SOURCE_LANGUAGE, po.file)


def _write(wanted: dict[Path, tuple[bytes, int]], *, overwrite: bool) -> list[Diagnostic]:
    """Write the files that are new; report those that would destroy others."""
    from leaflets.output.writing import write_file

    problems = []
    for path, (content, number) in wanted.items():
        if is_there(path) and not overwrite and not holds(path, content):
            hint = "take in what was translated in it (leaflets catalog import), or say --overwrite"
            place = Position(str(path))
            problems.append(Diagnostic("the file is there already, with other content", place, hint))
            continue
        write_file(path, content)
        click.echo(f"{printable(str(path))}: {count(number, 'message')}")
    return problems
