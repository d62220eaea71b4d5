"""``leaflets list``, ``show`` and ``trace``: looking at leaflets without making files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.options import (
    chosen_languages,
    chosen_leaflets,
    id_argument,
    language_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import tell

if TYPE_CHECKING:
    from leaflets.press import Job, Press


@click.command("list")
@workspace_option
@click.pass_context
def show_list(ctx: click.Context, workspace: Path | None) -> None:
    """List the leaflets and languages of a workspace.

    \b
    Examples:
      leaflets list
      leaflets list --workspace my-hospital
    """  # noqa: D301
    press = open_workspace(workspace)
    library = press.library
    assert library is not None  # noqa: S101 - open_workspace sees to it
    width = max(map(len, press.leaflets), default=0)
    for name in press.leaflets:
        found = library.leaflets.get(name)
        words = f"{found.value.version:<6} {found.value.title}" if found else "cannot be read"
        click.echo(f"{name:<{width}}  {words}")
    click.echo(f"languages: {', '.join(library.site.value.languages)}")
    if library.broken:
        tell(problem for problem in press.problems if problem.leaflet in library.broken)
        ctx.exit(1)


@click.command()
@id_argument
@language_option
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "html")), default="text", show_default=True
)
@workspace_option
def show(leaflet: str, language: str, form: str, workspace: Path | None) -> None:
    """Show what a leaflet says in a language.

    As plain words, as a list of its blocks (JSON), or as a web page (HTML).

    \b
    Examples:
      leaflets show vertebroplasty --language es
      leaflets show vertebroplasty --language ar --format html > vertebroplasty.html
    """  # noqa: D301
    from leaflets.document.forms import as_json, as_text
    from leaflets.document.twin import as_html

    press, job = _opened(workspace, leaflet, language)
    write = {"text": as_text, "json": as_json, "html": as_html}[form]
    click.echo(write(press.localise(job)), nl=False)


@click.command("trace")
@id_argument
@language_option
@workspace_option
def show_trace(leaflet: str, language: str, workspace: Path | None) -> None:
    """Show where every line of a leaflet stands.

    \b
    Examples:
      leaflets trace vertebroplasty --language th
    """  # noqa: D301
    from leaflets.layout.trace import trace

    press, job = _opened(workspace, leaflet, language)
    click.echo(trace(press.compose(press.localise(job))), nl=False)


def _opened(workspace: Path | None, leaflet: str, language: str) -> tuple[Press, Job]:
    from leaflets.press import Job

    press = open_workspace(workspace)
    (name,), (tag,) = chosen_leaflets(press, (leaflet,)), chosen_languages(press, (language,))
    return press, Job(name, tag)
