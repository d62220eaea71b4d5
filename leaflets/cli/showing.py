"""``leaflets show`` and ``trace``: what a leaflet says and where its lines are, without making files."""

from __future__ import annotations

from pathlib import Path

import click

from leaflets.cli.options import id_argument, language_option, open_leaflet, workspace_option


@click.command()
@id_argument
@language_option
@click.option(
    "--format",
    "output_format",
    type=click.Choice(("text", "json", "html")),
    default="text",
    show_default=True,
)
@workspace_option
def show(leaflet: str, language: str, output_format: str, workspace: Path | None) -> None:
    """Show what a leaflet says in a language.

    As plain words with its headings marked (# and ##), as a list of its blocks (JSON), or as a web page
    (HTML).

    \b
    Examples:
      leaflets show vertebroplasty --language es
      leaflets show vertebroplasty --language ar --format html > vertebroplasty.html
    """  # noqa: D301
    from leaflets.build import read_and_localise
    from leaflets.document.dump import as_json, as_readable_text
    from leaflets.html.page import as_html

    session, job = open_leaflet(workspace, leaflet, language)
    document = read_and_localise(session, job).document
    if output_format == "html":
        click.echo(as_html(document, session.languages), nl=False)
    else:
        click.echo(as_json(document) if output_format == "json" else as_readable_text(document), nl=False)


@click.command("trace")
@id_argument
@language_option
@click.option("--glyphs", is_flag=True, help="Give the ids of the glyphs of each line, too.")
@workspace_option
def show_trace(leaflet: str, language: str, glyphs: bool, workspace: Path | None) -> None:
    """Show where every line of a leaflet stands.

    \b
    Examples:
      leaflets trace vertebroplasty --language th
      leaflets trace vertebroplasty --language th --glyphs
    """  # noqa: D301
    # Imported here, as in all commands, so that --help is fast.
    from leaflets.build import read_and_localise
    from leaflets.layout.compose import compose
    from leaflets.layout.trace import trace

    session, job = open_leaflet(workspace, leaflet, language)
    pages = compose(read_and_localise(session, job).document, session.engine)
    click.echo(trace(pages, glyphs=glyphs), nl=False)
