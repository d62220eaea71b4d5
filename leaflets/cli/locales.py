"""The catalogs of a workspace for the command line: which are meant, reading them, writing what is stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.paths import printable, runnable
from leaflets.diagnostics import Diagnostic
from leaflets.files import is_there, read_file
from leaflets.languages import Language
from leaflets.workspace.names import LOCALES

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoFile
    from leaflets.session import Session


def read_files(session: Session, tags: Sequence[str]) -> tuple[list[PoFile], list[Diagnostic]]:
    """Read the catalogs that are meant; those that cannot be read are told."""
    found = [session.workspace.po_file(language) for language in catalogs(session, tags)]
    problems = [problem for each in found for problem in each.problems]
    return [each.value for each in found if each.value], [*problems_with_locales(session), *problems]


def problems_with_locales(session: Session) -> list[Diagnostic]:
    """Collect what is wrong with the folders and files of ``locales/`` that the data's check has met."""
    inside = f"{LOCALES}/"
    return [each for each in session.problems if each.position and each.position.file.startswith(inside)]


def catalogs(session: Session, tags: Sequence[str]) -> list[Language]:
    """Find the languages whose catalogs are meant: all that have one, or those named.

    Raises:
        click.UsageError: there is no catalog of one that is named.
    """
    there = session.translated
    for tag in tags:
        if tag not in there:
            known = ", ".join(there) or "none"
            raise click.UsageError(
                f'there is no catalog "{tag}".\nThere are: {known}. Begin one: leaflets catalog init {tag}'
            )
    return [session.languages.find(tag) for tag in tags or there]


def keep(ctx: click.Context, wanted: dict[Path, bytes], *, only_check: bool) -> None:
    """Write the files that are not as they should be, or only say which they are."""
    from leaflets.output.writing import write_file

    stale = [path for path, content in wanted.items() if not is_there(path) or read_file(path) != content]
    for path in stale:
        if only_check:
            click.echo(f"{printable(str(path))} is stale", err=True)
        else:
            write_file(path, wanted[path])
            click.echo(f"{printable(str(path))} written")
    if not stale:
        click.echo("nothing to do: every file is as it should be")
    elif only_check:
        click.echo(f"    {runnable('bring them up to date: leaflets catalog update')}", err=True)
        ctx.exit(1)
