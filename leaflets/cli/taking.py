"""``leaflets review take``: what a reviewer changed and remarked in a Word file, as a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.characters import describe_character
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import file_type, open_workspace, workspace_option
from leaflets.cli.paths import printable
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Position, Severity, shortened
from leaflets.files import holds, is_there, read_file

if TYPE_CHECKING:
    from leaflets.catalogs.importing import Imported
    from leaflets.catalogs.po import PoFile
    from leaflets.reviewing.sheet import ReviewSheet
    from leaflets.reviewing.word.form import Properties
    from leaflets.reviewing.word.reading import WordSheet
    from leaflets.session import Session


@click.command()
@click.argument("file", type=file_type, metavar="FILE.docx")
@click.option("--origin", type=click.Choice(("human", "machine", "machine-post-edited")),
              help="Who made the new translations; without it they count as a machine's.")  # fmt: skip
@click.option("--to", type=file_type, metavar="FILE.po",
              help="Where to write the proposal. [default: beside the file, as .po]")  # fmt: skip
@click.option("--apply", is_flag=True, help="Write it into the catalog instead.")
@click.option(
    "--overwrite", is_flag=True, help="Take also what changed in the catalog since the sheet was made."
)
@workspace_option
@click.pass_context
def take(
    ctx: click.Context,
    file: Path,
    origin: str | None,
    to: Path | None,
    apply: bool,
    overwrite: bool,
    workspace: Path | None,
) -> None:
    """Read changes and comments back from the Word file of a review sheet.

    They become a proposal: a PO file with the changed messages, beside the Word file; comments become
    comments of the translator. Nothing in the workspace changes without --apply. Tracked changes count as
    accepted. What changed in the catalog in the meantime is left alone and told.

    \b
    Examples:
      leaflets review take for-dr-saleh.docx
      leaflets review take for-dr-saleh.docx --origin human --apply
    """  # noqa: D301
    from leaflets.catalogs.importing import ImportRules
    from leaflets.reviewing.taking import propose_changes

    if apply and to:
        raise click.UsageError("give --to or --apply: the proposal is a file, or goes into the catalog")
    session = open_workspace(workspace)
    found = _read(file)
    name = str(file)
    po, sheet = _find_subject(session, found.properties, name)
    ids = sheet.message_ids if sheet else ()
    imported = propose_changes(po, found, ids, name, ImportRules(origin or "", overwrite=overwrite))
    problems = [*_about_file(found, sheet, name), *imported.problems, *_checked(session, po, imported)]
    if imported.changed and apply:
        problems += _apply(session, po, imported)
    elif imported.changed:
        problems += _write(po, imported, to or file.with_suffix(".po"))
    _tell(found, imported, applied=apply)
    print_problems(problems)
    if any(each.is_error for each in problems):
        ctx.exit(PROBLEMS)


def _read(file: Path) -> WordSheet:
    """Read a Word file.

    Raises:
        LeafletsError: it cannot be read, or is none that may be taken.
    """
    from leaflets.reviewing.word.package import MAX_BYTES
    from leaflets.reviewing.word.reading import read_word

    try:
        content = read_file(file, MAX_BYTES)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "see that it is there"
        message = f"the file cannot be read: {reason}"
        raise LeafletsError(Diagnostic(message, Position(str(file)), hint, code="word")) from error
    return read_word(content, str(file))


def _find_subject(session: Session, given: Properties, file: str) -> tuple[PoFile, ReviewSheet | None]:
    """Find the catalog that a file is of, and the sheet that would be made now; None if it cannot be made.

    Raises:
        LeafletsError: the workspace has no such leaflet or catalog, or the catalog is broken.
    """
    from leaflets.build import Job
    from leaflets.reviewing.making import make_sheet

    reason = ""
    if given.leaflet not in session.leaflets:
        reason = f'it is of the leaflet "{shortened(given.leaflet)}", which the workspace does not have'
    elif given.language not in session.translated_languages:
        reason = f'it is in "{shortened(given.language)}", for which there is no catalog'
    if reason:
        message = f"the file cannot be taken: {reason}"
        hint = "name the workspace that it was made from: --workspace DIR"
        raise LeafletsError(Diagnostic(message, Position(file), hint, code="word"))
    read = session.workspace.po_file(session.languages.find(given.language))
    if read.value is None:
        raise LeafletsError(read.problems)
    try:
        return read.value, make_sheet(session, Job(given.leaflet, given.language))
    except LeafletsError:
        return read.value, None  # what came back may be what mends it


def _about_file(found: WordSheet, sheet: ReviewSheet | None, file: str) -> Iterator[Diagnostic]:
    """Yield what is told of the file as a whole: other words, remarks on no row."""
    given, place = found.properties, Position(file)
    if sheet is None or (given.version, given.words) != (sheet.version, sheet.words):
        now = f"; now {sheet.version}" if sheet and given.version != sheet.version else ""
        message = f"the sheet is of other words of {given.leaflet} than the present ones "
        message += f"(version {given.version}{now})"
        hint = "each row is compared by itself; make a new sheet before anybody signs"
        yield Diagnostic(message, place, hint, Severity.WARNING, "word")
    for comment in found.loose_comments:
        message = f"a comment is on no row and is not taken: {shortened(comment, 200)}"
        yield Diagnostic(message, place, "write it down where it belongs", Severity.WARNING, "word")


def _checked(session: Session, po: PoFile, imported: Imported) -> tuple[Diagnostic, ...]:
    """Run all checks on the changed messages as they would be."""
    from leaflets.reviewing.taking import with_proposal

    if not imported.changed:
        return ()
    return session.checker.run(with_proposal(po, imported), frozenset(imported.changed)).problems


def _write(po: PoFile, imported: Imported, path: Path) -> Iterator[Diagnostic]:
    """Write the proposal beside; one that is there already is left alone."""
    from leaflets.output.writing import write_file
    from leaflets.reviewing.taking import write_proposal

    try:
        content = write_proposal(po, imported)
    except UnicodeEncodeError as error:
        letter = describe_character(error.object[error.start])
        hint = f"make it UTF-8 first: leaflets catalog update --language {po.language.tag}"
        yield Diagnostic(f"{po.charset}, the charset of the catalog, lacks {letter}", Position(po.file), hint)
        return
    if is_there(path) and not holds(path, content):
        hint = "take it away, or name another: --to FILE.po"
        yield Diagnostic("the file is there already, with other content", Position(str(path)), hint)
    else:
        write_file(path, content)
        click.echo(f"{printable(str(path))} written; nothing in the workspace has changed")


def _apply(session: Session, po: PoFile, imported: Imported) -> Iterator[Diagnostic]:
    """Write the proposal into the catalog, but for what somebody else changed in this moment."""
    from leaflets.editing.catalogs import write_catalog

    changed, problems = write_catalog(session, po, imported.changed)
    click.echo(f"{printable(po.file)}: {count(len(changed), 'message')} changed")
    yield from problems


def _tell(found: WordSheet, imported: Imported, *, applied: bool) -> None:
    """Say what was found, message by message."""
    from leaflets.catalogs.message_ids import message_id

    for message in imported.changed.values():
        words = printable(shortened(" | ".join(message.texts)))
        origin = f" ({message.origin})" if message.origin else ""
        click.echo(f"  {message_id(message.key)} {words}{origin}")
    if found.tracked:
        click.echo("tracked changes were read as if they were accepted")
    verb = "taken" if applied else "proposed"
    click.echo(f"{count(len(imported.changed), 'message')} {verb}, {imported.same} as they were")
