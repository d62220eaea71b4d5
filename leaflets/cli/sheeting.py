"""``leaflets review sheet``: what a reviewer reads, ticks and signs, as PDF, web page or Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import (
    file_type,
    id_argument,
    language_option,
    open_leaflet,
    reviewers_option,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.cli.report import print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.files import holds, is_there
from leaflets.workspace_files import EXCHANGE

if TYPE_CHECKING:
    from leaflets.reviewing.sheet import ReviewSheet
    from leaflets.session import Session


@click.command()
@id_argument
@language_option
@click.option("--format", "output_format", type=click.Choice(("pdf", "html", "docx")), default="pdf",
              show_default=True, help="For paper, for a screen, or to be changed in Word.")  # fmt: skip
@click.option("--to", type=file_type, metavar="FILE",
              help="Where to write it. [default: exchange/ID.TAG.review.FORMAT]")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Write over a file that is there already.")
@reviewers_option
@workspace_option
@click.pass_context
def sheet(
    ctx: click.Context,
    leaflet: str,
    language: str,
    output_format: str,
    to: Path | None,
    overwrite: bool,
    reviewers: Path | None,
    workspace: Path | None,
) -> None:
    """Make the sheet that a reviewer reads beside a leaflet, ticks and signs.

    A row for each block: the source and the passage that it rests on, the translation, what that says put
    back, what the checks found, what changed since the last signature, and room to write. The Word file has
    a row for each message; its changes and comments are read back with leaflets review take.

    \b
    Examples:
      leaflets review sheet vertebroplasty --language ar
      leaflets review sheet vertebroplasty --language ar --format docx --to for-dr-saleh.docx
    """  # noqa: D301
    from leaflets.output.writing import write_file
    from leaflets.reviewing.making import make_sheet

    session, job = open_leaflet(workspace, leaflet, language, reviewers)
    made = make_sheet(session, job)
    content = _WRITERS[output_format](session, made)
    path = to or session.root / EXCHANGE / f"{leaflet}.{language}.review.{output_format}"
    if is_there(path) and not overwrite and not holds(path, content):
        hint = "somebody may have written in it: name another file, or say --overwrite"
        print_problems(
            [Diagnostic("the file is there already, with other content", Position(str(path)), hint)]
        )
        ctx.exit(PROBLEMS)
    write_file(path, content)
    click.echo(f"{printable(str(path))} written")


def _as_pdf(session: Session, made: ReviewSheet) -> bytes:
    from leaflets.layout.compose import compose
    from leaflets.layout.editions import REVIEW
    from leaflets.pdf.writer import write
    from leaflets.reviewing.as_document import as_document

    document = as_document(made)
    return write(document, compose(document, session.engine, REVIEW), session.pdf_cache)


def _as_html(session: Session, made: ReviewSheet) -> bytes:
    from leaflets.html.page import as_html
    from leaflets.reviewing.as_document import as_document

    return as_html(as_document(made), session.languages).encode()


def _as_word(session: Session, made: ReviewSheet) -> bytes:
    """Write the Word file.

    Raises:
        LeafletsError: there is no catalog to take anything back into.
        click.ClickException: python-docx is not installed.
    """
    from leaflets.catalogs.catalog import Catalog

    catalog = session.catalog(made.tag)
    if not isinstance(catalog, Catalog):
        message = f"a Word file is for translations, and {made.tag} is none"
        hint = "the source is changed in data/; make the sheet with --format pdf or html"
        raise LeafletsError(Diagnostic(message, None, hint, code="word"))
    try:
        from leaflets.reviewing.word.writing import write_word
    except ModuleNotFoundError as error:
        # Never "leaflets[word]": on PyPI that name is not ours.
        raise click.ClickException(
            f"a Word file needs more than is installed ({error.name}).\n"
            "Install it with: python -m pip install python-docx"
        ) from error
    return write_word(made, catalog.po)


_WRITERS = {"pdf": _as_pdf, "html": _as_html, "docx": _as_word}
