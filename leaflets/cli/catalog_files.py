"""The PO files that ``leaflets catalog`` works on: which are meant, reading them, writing what is stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import chosen_leaflets
from leaflets.cli.paths import printable, runnable
from leaflets.diagnostics import Diagnostic
from leaflets.files import is_there, read_file
from leaflets.languages import Language
from leaflets.workspace_files import LOCALES

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoFile, PoMessage
    from leaflets.session import Session


def chosen_catalogs(session: Session, tags: Sequence[str]) -> list[Language]:
    """Find the languages whose catalogs are meant: those named, else all that have one.

    Raises:
        click.UsageError: there is no catalog of one that is named.
    """
    there = session.translated_languages
    for tag in tags:
        if tag not in there:
            known = ", ".join(there) or "none"
            raise click.UsageError(
                f'there is no catalog "{tag}".\nThere are: {known}. Begin one: leaflets catalog init {tag}'
            )
    return [session.languages.find(tag) for tag in tags or there]


def read_catalogs(session: Session, tags: Sequence[str]) -> tuple[list[PoFile], list[Diagnostic]]:
    """Read the catalogs that are meant; return those that could be read, and all problems."""
    # Not through the session, whose catalogs are made for printing.
    found = [session.workspace.po_file(language) for language in chosen_catalogs(session, tags)]
    problems = [problem for each in found for problem in each.problems]
    return [each.value for each in found if each.value], [*locale_problems(session), *problems]


def chosen_messages(
    session: Session, files: Sequence[PoFile], leaflets: Sequence[str], message_ids: Sequence[str]
) -> list[tuple[PoMessage, ...]]:
    """Select messages of each catalog: those of the leaflets and those with the ids, else all.

    Raises:
        click.UsageError: there is no leaflet, or in no catalog a message, with a given name.
        LeafletsError: a named leaflet is broken.
    """
    from leaflets.build import Job, find_messages
    from leaflets.catalogs.message_ids import message_id

    if not leaflets and not message_ids:
        return [po.messages for po in files]
    wanted = {each.strip().lower() for each in message_ids}
    names = chosen_leaflets(session, leaflets) if leaflets else ()
    chosen = []
    unknown = set(wanted)
    for po in files:
        ids = {message_id(each.key): each for each in po.messages}
        unknown -= set(ids)
        keys = {ids[each].key for each in wanted & set(ids)}
        keys.update(*(find_messages(session, Job(name, po.language.tag)) for name in names))
        chosen.append(tuple(each for each in po.messages if each.key in keys))
    if unknown and files:
        raise click.UsageError(
            f'there is no message "{min(unknown)}".\n'
            "An id is twelve digits and letters from a to f; a message that is reworded gets another one."
        )
    return chosen


def locale_problems(session: Session) -> list[Diagnostic]:
    """Select the problems of names and folders below ``locales/``, which were found with the data."""
    inside = f"{LOCALES}/"
    return [each for each in session.problems if each.position and each.position.file.startswith(inside)]


def write_stale(ctx: click.Context, wanted: dict[Path, bytes], *, only_check: bool) -> None:
    """Write the files whose content differs from what is wanted, and print their names.

    With ``only_check`` nothing is written, and the command ends with exit code 1 if any file is stale.
    """
    from leaflets.output.writing import write_file

    stale = [path for path, content in wanted.items() if not is_there(path) or read_file(path) != content]
    for path in stale:
        if only_check:
            click.echo(f"{printable(str(path))} is stale", err=True)
        else:
            write_file(path, wanted[path])  # whole or not at all: a catalog is months of work
            click.echo(f"{printable(str(path))} written")
    if not stale:
        click.echo("nothing to do: every file is as it should be")
    elif only_check:
        click.echo(f"    {runnable('bring them up to date: leaflets catalog update')}", err=True)
        ctx.exit(PROBLEMS)
