"""The catalogs of a workspace for the command line: which are meant, reading them, writing what is stale."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.places import printable, runnable
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.files import is_there, read_file
from leaflets.languages import Language, from_locale, language

if TYPE_CHECKING:
    from leaflets.catalogs.po import PoFile


def read_files(root: Path, tags: Sequence[str]) -> tuple[list[PoFile], list[Diagnostic]]:
    """Read the catalogs that are meant; those that cannot be read are told."""
    from leaflets.catalogs.po import read_po_file

    found: list[PoFile] = []
    broken: list[Diagnostic] = []
    for tongue, path in catalogs(root, tags):
        try:
            found.append(read_po_file(read_file(path), shown(path, root), tongue))
        except LeafletsError as error:
            broken += error.diagnostics
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror or error}"
            broken.append(Diagnostic(reason, Position(shown(path, root)), code="po", language=tongue.tag))
    return found, broken


def catalogs(root: Path, tags: Sequence[str]) -> list[tuple[Language, Path]]:
    """Give the catalogs that are meant, all or those named, with their languages."""
    there = {
        from_locale(path.parts[-3]).tag: path
        for path in sorted((root / "locales").glob("*/LC_MESSAGES/leaflets.po"))
        if _is_tag(path.parts[-3])
    }
    for tag in tags:
        if tag not in there:
            known = ", ".join(there) or "none"
            raise click.UsageError(
                f'there is no catalog "{tag}".\nThere are: {known}. Begin one: leaflets catalog init {tag}'
            )
    return [(language(tag), there[tag]) for tag in tags or there]


def _is_tag(name: str) -> bool:
    try:
        from_locale(name)
    except ValueError:
        return False
    return True


def path_of(root: Path, tongue: Language) -> Path:
    """Give the place of a language's catalog."""
    return root / "locales" / tongue.locale / "LC_MESSAGES" / "leaflets.po"


def shown(path: Path, root: Path) -> str:
    """Name a file as seen from the workspace."""
    return path.relative_to(root).as_posix()


def keep(ctx: click.Context, wanted: dict[Path, bytes], *, only_check: bool) -> None:
    """Write the files that are not as they should be, or only say which they are."""
    from leaflets.output import write_file

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
