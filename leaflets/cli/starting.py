"""``leaflets init`` and ``leaflets schema``: a new workspace, and JSON Schemas for editing it."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli.options import folder_type, open_workspace, workspace_option
from leaflets.cli.paths import printable, quoted
from leaflets.cli.report import count
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.workspace_files import PARTS, data_path


@click.command()
@click.argument("folder", metavar="DIR", type=folder_type)
def init(folder: Path) -> None:
    """Make a workspace of your own in DIR.

    It is a copy of the shipped one, to edit.

    DIR is made if it is not there; if it holds anything, nothing is done.

    \b
    Examples:
      leaflets init my-hospital
      leaflets build --workspace my-hospital
    """  # noqa: D301
    from leaflets.output.writing import copy_workspace

    copy_workspace([_shipped_workspace() / part for part in PARTS], folder)
    # It holds the name and telephone numbers of the hospital, which every new owner has to change first.
    site = folder / data_path("site")
    click.echo(f"{printable(str(folder))} is ready: begin with {printable(str(site))}, then")
    click.echo(f"    leaflets build --workspace {quoted(folder)}")


@click.command()
@workspace_option
def schema(workspace: Path | None) -> None:
    """Write the JSON Schemas of the data files.

    Each data file names its schema in the first line, so that editors complete and check.

    \b
    Examples:
      leaflets schema
    """  # noqa: D301
    from leaflets.content.schema import schemas
    from leaflets.output.writing import write_schemas

    session = open_workspace(workspace)
    paths = write_schemas(session.root, schemas())
    click.echo(f"{count(len(paths), 'schema')} written to {printable(str(paths[0].parent))}")


def _shipped_workspace() -> Path:
    """Find the default workspace: inside an installed package, else next to it in a checkout.

    Raises:
        LeafletsError: neither exists, so the installation is incomplete.
    """
    package = Path(__file__).parent.parent
    # setup.py packs default_workspace/; an editable install and a checkout use the repository's folders.
    for root in (package / "default_workspace", package.parent):
        if all((root / part).exists() for part in PARTS):
            return root
    message, hint = "the shipped workspace is not there", "install the package again"
    raise LeafletsError(Diagnostic(message, Position(str(package)), hint, code="missing-file"))
