"""``leaflets catalog import``: what comes back from translators and their tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import chosen_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import quiet_option
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.paths import printable
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Diagnostic, LeafletsError, Position, shortened
from leaflets.files import read_file
from leaflets.languages import SOURCE_LANGUAGE
from leaflets.tags import nearest_tag

if TYPE_CHECKING:
    from leaflets.catalogs.exchange.formats import ReadDocument
    from leaflets.catalogs.exchange.units import ReadFile
    from leaflets.catalogs.importing import Imported, ImportRules
    from leaflets.catalogs.po import PoFile
    from leaflets.session import Session


@dataclass(frozen=True, slots=True)
class _Taking:
    """What an import works with: the workspace, what it may do, and whether it only looks."""

    session: Session
    languages: tuple[str, ...]
    rules: ImportRules
    dry_run: bool
    quiet: bool


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@languages_option
# The choice is optional: without it nobody vouches for the words.
@click.option("--origin", type=click.Choice(("human", "machine", "machine-post-edited")),
              help="Who made the new translations; without it they count as a machine's.")  # fmt: skip
@click.option("--accept-changed", is_flag=True,
              help="New words are finished, even if the file still calls them fuzzy.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Take also what changed in the catalog since the export.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and change nothing.")
@quiet_option
@workspace_option
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[Path, ...],
    languages: tuple[str, ...],
    origin: str | None,
    accept_changed: bool,
    overwrite: bool,
    dry_run: bool,
    quiet: bool,
    workspace: Path | None,
) -> None:
    """Take translations from files that were exported, by the ids of their messages.

    XLIFF 1.2, 2.0 and 2.1 and CSV fill and change messages. From a memory (TMX) empty messages get fuzzy
    proposals. A message that changed in the catalog since the export is left alone and told; what the checks
    call certainly wrong is not taken. All else in a catalog stays as it is.

    \b
    Examples:
      leaflets catalog import exchange/pt.xlf --dry-run
      leaflets catalog import exchange/pt.xlf --origin human
      leaflets catalog import memory.tmx --language pt
    """  # noqa: D301
    from leaflets.catalogs.importing import ImportRules

    session = open_workspace(workspace)
    chosen_catalogs(session, languages)  # a tag without a catalog is a wrong use
    rules = ImportRules(origin or "", overwrite=overwrite, accept_changed=accept_changed)
    taking = _Taking(session, languages, rules, dry_run, quiet)
    problems = [problem for path in files for problem in _take_file(path, taking)]
    print_problems(problems)
    if any(each.is_error for each in problems):
        ctx.exit(PROBLEMS)


def _take_file(path: Path, taking: _Taking) -> list[Diagnostic]:
    """Take a file into the catalogs of its languages; return what is wrong."""
    from leaflets.catalogs.exchange.formats import MAX_BYTES, read_document

    name = str(path)
    try:
        document, found = read_document(read_file(path, MAX_BYTES), name)
    except OSError as error:
        reason = error.strerror or str(error)
        return [Diagnostic(f"the file cannot be read: {reason}", Position(name), "see that it is there")]
    except LeafletsError as error:
        return list(error.diagnostics)
    problems = list(found)
    known = taking.languages or taking.session.translated_languages
    for each in document.files:
        tag = nearest_tag(each.language, known)
        if tag:
            problems += _take_language(each, tag, document, name, taking)
        # A memory may have many languages that the hospital does not.
        elif not document.is_memory:
            problems.append(_other_language(each.language, known, name))
    if document.is_memory and not any(nearest_tag(each.language, known) for each in document.files):
        problems.append(_other_language(", ".join(each.language for each in document.files), known, name))
    return problems


def _other_language(given: str, known: Sequence[str], name: str) -> Diagnostic:
    there = ", ".join(known) or "none"
    message = (
        f'the file is in "{given}", for which no catalog is meant' if given else "the file names no language"
    )
    return Diagnostic(message, Position(name), f"catalogs: {there}", code="language")


def _take_language(
    found: ReadFile, tag: str, document: ReadDocument, name: str, taking: _Taking
) -> Iterable[Diagnostic]:
    """Take what a file has for one language; return what is wrong."""
    if found.source_language and not nearest_tag(found.source_language, [SOURCE_LANGUAGE]):
        message = f'the file is translated from "{found.source_language}", not from "{SOURCE_LANGUAGE}"'
        return [Diagnostic(message, Position(name), "export it again", code="language")]
    language = taking.session.languages.find(tag)
    read = taking.session.workspace.po_file(language)
    if read.value is None:
        return read.problems
    from leaflets.editing.catalogs import write_catalog

    imported, problems = _imported(read.value, found, document, name, taking.rules)
    if imported.changed and not taking.dry_run:
        changed, wrong = write_catalog(taking.session, read.value, imported.changed)
        imported, problems = replace(imported, changed=changed), [*problems, *wrong]
    _tell(tag, imported, len(problems), taking)
    return problems


def _imported(
    po: PoFile, found: ReadFile, document: ReadDocument, name: str, rules: ImportRules
) -> tuple[Imported, list[Diagnostic]]:
    from leaflets.catalogs.exchange.joining import join_segments
    from leaflets.catalogs.exchange.units import memory_unit
    from leaflets.catalogs.importing import import_units, propose
    from leaflets.checks.checker import certain_errors

    if document.is_memory:
        units = [memory_unit(each) for each in found.segments]
        imported = propose(po, units, name, rules, certain_errors)
        return imported, list(imported.problems)
    joined = join_segments(found.segments, name)
    imported = import_units(po, joined.value, name, rules, certain_errors)
    return imported, [*joined.problems, *imported.problems]


def _tell(tag: str, imported: Imported, left: int, taking: _Taking) -> None:
    """Say what was taken, message by message, and how the others stand."""
    from leaflets.catalogs.message_ids import message_id

    if not taking.quiet:
        for message in imported.changed.values():
            marks = ", ".join(filter(None, ("fuzzy" if message.fuzzy else "", message.origin)))
            words = printable(shortened(" | ".join(message.texts)))
            click.echo(f"  {message_id(message.key)} {words}{f' ({marks})' if marks else ''}")
    verb = "would be taken" if taking.dry_run else "taken"
    click.echo(
        f"{tag:<8} {count(len(imported.changed), 'message')} {verb}, {imported.same} as they were, "
        f"{imported.untranslated} without a translation, {count(left, 'problem')}"
    )
    if imported.changed and not taking.rules.origin:
        click.echo("         new words count as a machine's: if people made them, say --origin human")
