"""``leaflets preview``: a leaflet in the browser, made again whenever a file is saved."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    id_argument,
    language_option,
    open_workspace,
    workspace_option,
)
from leaflets.diagnostics import LeafletsError

# The packages of the extra "preview", by the names they are imported and installed by.
_NEEDED = ("starlette", "uvicorn", "watchfiles")


@click.command()
@id_argument
@language_option
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The port to serve at. [default: 8642, or a free one]",
)
@click.option(
    "--open/--no-open", "browser", default=True, help="Open the page in the browser. [default: open]"
)
@workspace_option
def preview(leaflet: str, language: str, port: int | None, browser: bool, workspace: Path | None) -> None:
    """Show a leaflet in the browser while it is edited.

    The page is made new within a second when a catalog, a data file or a template is saved. It shows a
    leaflet that build would refuse, too, and what is wrong with it. Only this machine can see it.

    \b
    Examples:
      leaflets preview vertebroplasty --language es
      leaflets preview vertebroplasty --language en-XA
      leaflets preview vertebroplasty --language ar --port 9000 --no-open
    """  # noqa: D301
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        # Never "leaflets[preview]": on PyPI that name is not ours.
        raise click.ClickException(
            f"the preview needs more than is installed ({', '.join(missing)}).\n"
            f"Install it with: python -m pip install {' '.join(missing)}"
        )
    from leaflets.build import Job
    from leaflets.web.serve import serve

    job = Job(leaflet, language)
    try:
        session = open_workspace(workspace)
    except LeafletsError:
        pass  # the page shows the problems; whether the leaflet exists is not known yet
    else:
        chosen_leaflets(session, (leaflet,))
        chosen_languages(session, (language,))
    serve(workspace or Path(), job, port, _tell_address, browser=browser)


def _tell_address(address: str) -> None:
    click.echo(f"{address}\nSave a file, and the page follows. Ctrl-C ends the preview.")
