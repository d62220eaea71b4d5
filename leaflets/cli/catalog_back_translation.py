"""``leaflets catalog back-translation``: translations put back into the source language, and kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import chosen_messages, read_catalogs
from leaflets.cli.catalog_pretranslate import command_help, timeout_option
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import (
    ids_argument,
    language_option,
    messages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.paths import printable
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position
from leaflets.files import is_there, read_file
from leaflets.workspace_files import back_translations_path

if TYPE_CHECKING:
    from leaflets.catalogs.back_translations import BackTranslations
    from leaflets.catalogs.po import PoFile, PoMessage
    from leaflets.session import Session

# The largest sheet that is read, in bytes: a hundred times that of the largest shipped catalog.
_MAX_BYTES = 32_000_000


@click.command("back-translation")
@ids_argument
@messages_option
@language_option
@click.option("--sheet", type=click.Path(path_type=Path), metavar="FILE",
              help="Write a table (CSV) of the translations, with a column to fill.")  # fmt: skip
@click.option("--from", "from_file", type=click.Path(path_type=Path), metavar="FILE",
              help='Take a sheet that was filled in, or JSON lines: {"id": …, "target": …}.')  # fmt: skip
@click.option("--command", metavar="CMD", help=command_help)
@click.option("--text", "texts", multiple=True, metavar="TEXT",
              help="The back-translation of one --message; repeat it for each plural form.")  # fmt: skip
@click.option("--by", default="", metavar="NAME", help="Who made it: a person, or a program.")
@click.option("--overwrite", is_flag=True, help="Replace back-translations that are current.")
@timeout_option
@workspace_option
@click.pass_context
def back_translation(
    ctx: click.Context,
    ids: tuple[str, ...],
    message_ids: tuple[str, ...],
    language: str,
    sheet: Path | None,
    from_file: Path | None,
    command: str | None,
    texts: tuple[str, ...],
    by: str,
    overwrite: bool,
    timeout: float,
    workspace: Path | None,
) -> None:
    """Record what translations say, put back into the source language.

    Give one of --sheet, --from, --command or --text. A back-translation is kept with a hash of the words
    that it renders, and is stale when they change. A command is asked only for what has none that is current.

    \b
    Examples:
      leaflets catalog back-translation vertebroplasty --language ar --sheet sheet.csv
      leaflets catalog back-translation --language ar --from sheet.csv --by "Omar Haddad"
      leaflets catalog back-translation --language ar --command ./mt --by "Example MT 3"
    """  # noqa: D301
    _check_use(sheet, from_file, command, texts, message_ids, by)
    session = open_workspace(workspace)
    files, problems = read_catalogs(session, (language,))
    chosen = chosen_messages(session, files, ids, message_ids)
    for po, messages in zip(files, chosen, strict=True):
        making = _Making(session, po, messages, by.strip(), overwrite)
        if sheet:
            problems += making.write_sheet(sheet)
        else:
            problems += making.take(making.texts(from_file, command, texts, timeout))
    print_problems(problems)
    if problems:
        ctx.exit(PROBLEMS)


def _check_use(
    sheet: Path | None,
    from_file: Path | None,
    command: str | None,
    texts: tuple[str, ...],
    message_ids: tuple[str, ...],
    by: str,
) -> None:
    """Refuse options that do not go together.

    Raises:
        click.UsageError: not exactly one way is given, or something that it needs is missing.
    """
    from leaflets.catalogs.back_translations import name_problem

    if sum(each is not None for each in (sheet, from_file, command)) + bool(texts) != 1:
        raise click.UsageError("give one of --sheet, --from, --command and --text")
    if texts and len(message_ids) != 1:
        raise click.UsageError("--text is for one message: name it with --message ID")
    if not sheet and (problem := name_problem(by)):
        raise click.UsageError(f"--by {problem}: say who made the back-translation")


@dataclass(frozen=True, slots=True)
class _Making:
    """What the command works with: a catalog, the messages that are meant, and who puts them back."""

    session: Session
    po: PoFile
    messages: tuple[PoMessage, ...]
    by: str
    overwrite: bool

    @property
    def found(self) -> BackTranslations:
        """The back-translations that there are.

        Raises:
            LeafletsError: their file is broken; writing it would lose what cannot be read.
        """
        read = self.session.workspace.back_translations(self.po.language)
        if read.problems:
            raise LeafletsError(read.problems)
        return read.value

    def write_sheet(self, path: Path) -> list[Diagnostic]:
        """Write the table to fill; a file that is there is left alone."""
        from leaflets.catalogs.back_translating import finished, sheet
        from leaflets.output.writing import write_file

        if is_there(path) and not self.overwrite:
            hint = "take in what was filled in (--from), name another file, or say --overwrite"
            return [Diagnostic("the file is there already", Position(str(path)), hint)]
        wanted = finished(self.messages)
        write_file(path, sheet(self.po, wanted, self.found))
        click.echo(f"{printable(str(path))}: {count(len(wanted), 'message')}")
        return []

    def texts(
        self, from_file: Path | None, command: str | None, texts: tuple[str, ...], timeout: float
    ) -> Checked[dict[str, str]]:
        """Get the texts in the way that was asked for, by the ids of segments."""
        from leaflets.catalogs.back_translating import finished, questions_for, read_texts
        from leaflets.catalogs.exchange.commands import ask

        wanted = finished(self.messages)
        if command is not None:
            open_ones = [each for each in wanted if self.overwrite or not self.found.current(each)]
            questions = questions_for(self.po, open_ones)
            return ask(command, questions, timeout) if questions else Checked({})
        if from_file is not None:
            try:
                content = read_file(from_file, _MAX_BYTES)
            except OSError as error:
                reason = f"the file cannot be read: {error.strerror or error}"
                raise LeafletsError(
                    Diagnostic(reason, Position(str(from_file)), "see that it is there")
                ) from error
            return read_texts(content, str(from_file), self.po, wanted)
        return self._typed(wanted, texts)

    def _typed(self, wanted: list[PoMessage], texts: tuple[str, ...]) -> Checked[dict[str, str]]:
        """Take the texts of one message from the command line."""
        from leaflets.catalogs.back_translating import questions_for

        if not wanted:
            hint = "translate the message first, and take the fuzzy mark out"
            place = self.po.position(self.messages[0]) if self.messages else Position(self.po.file)
            return Checked({}, (Diagnostic("the translation is not finished", place, hint),))
        ids = [each.id for each in questions_for(self.po, wanted)]
        if len(ids) != len(texts):
            hint = f"say --text {len(ids)} times, in their order"
            message = f"the message has {count(len(ids), 'plural form')}, and there are {len(texts)} texts"
            return Checked({}, (Diagnostic(message, self.po.position(wanted[0]), hint),))
        return Checked(dict(zip(ids, texts, strict=True)))

    def take(self, texts: Checked[dict[str, str]]) -> list[Diagnostic]:
        """Write the back-translations, and say how many; return what is wrong."""
        from leaflets.catalogs.back_translating import Recording, finished, record
        from leaflets.catalogs.back_translations import write_back_translations
        from leaflets.output.writing import write_file

        # Read now, because a command may have taken long.
        found = self.found
        recording = Recording(self.by, self.session.today, self.overwrite)
        recorded = record(self.po, finished(self.messages), texts.value, found, recording)
        if recorded.entries:
            path = self.session.root / back_translations_path(self.po.language.locale)
            write_file(path, write_back_translations(found.with_entries(recorded.entries)))
        number, tag = count(len(recorded.entries), "back-translation"), self.po.language.tag
        click.echo(f"{tag:<8} {number} recorded, {recorded.same} as they were, {recorded.lacking} lacking")
        return [*texts.problems, *recorded.problems]
