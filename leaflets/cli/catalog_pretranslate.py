"""``leaflets catalog pretranslate``: what is missing, filled by a command of the user's choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import chosen_messages, read_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.formats import quiet_option
from leaflets.cli.options import (
    ids_argument,
    languages_option,
    messages_option,
    open_workspace,
    workspace_option,
)
from leaflets.cli.report import count, print_problems
from leaflets.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from leaflets.catalogs.po import Key, PoFile, PoMessage
    from leaflets.session import Session

command_help = "A program that reads JSON lines and answers with JSON lines (docs/translators.md)."
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True, max=86400),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop the command if it gives no answer for so long.",
)


@click.command()
@ids_argument
@messages_option
@languages_option
@click.option("--command", required=True, metavar="CMD", help=command_help)
@click.option("--fuzzy", is_flag=True, help="Also make fuzzy translations anew that a machine had made.")
@timeout_option
@click.option("--dry-run", is_flag=True, help="Ask and check, but change nothing.")
@quiet_option
@workspace_option
@click.pass_context
def pretranslate(
    ctx: click.Context,
    ids: tuple[str, ...],
    message_ids: tuple[str, ...],
    languages: tuple[str, ...],
    command: str,
    fuzzy: bool,
    timeout: float,
    dry_run: bool,
    quiet: bool,
    workspace: Path | None,
) -> None:
    """Have a command translate what is missing, and mark it as machine-made.

    The command is started once for each language. What a person wrote is never touched; an answer that
    cannot be right is not taken. What the checks find in the others is told. Every leaflet with such words
    is a draft until a translator signs it.

    \b
    Examples:
      leaflets catalog pretranslate --command "python translate.py" --language fr
      leaflets catalog pretranslate vertebroplasty --command ./mt --fuzzy
    """  # noqa: D301
    session = open_workspace(workspace)
    files, problems = read_catalogs(session, languages)
    chosen = chosen_messages(session, files, ids, message_ids)
    filling = _Filling(session, command, timeout, fuzzy=fuzzy, dry_run=dry_run, quiet=quiet)
    for po, messages in zip(files, chosen, strict=True):
        problems += filling.pretranslate(po, messages)
    print_problems(problems)
    if any(each.is_error for each in problems):
        ctx.exit(PROBLEMS)


@dataclass(frozen=True, slots=True)
class _Filling:
    """What the command works with: the workspace, the user's command, and what it may do."""

    session: Session
    command: str
    timeout: float
    fuzzy: bool
    dry_run: bool
    quiet: bool

    def pretranslate(self, po: PoFile, messages: Sequence[PoMessage]) -> list[Diagnostic]:
        """Fill the messages of one catalog, and say how many; return what is wrong."""
        from leaflets.catalogs.exchange.commands import ask
        from leaflets.catalogs.pretranslation import fill, fillable, questions_for
        from leaflets.checks.checker import certain_errors
        from leaflets.editing.catalogs import write_catalog

        wanted = fillable(po, messages, fuzzy=self.fuzzy)
        steps = self.session.require_library().longest_ladder()
        questions = questions_for(po, wanted, steps)
        answers, problems = ask(self.command, questions, self.timeout) if questions else ({}, ())
        filled = fill(po, wanted, answers, certain_errors)
        changed, wrong = dict(filled.changed), [*problems, *filled.problems]
        if changed and not self.dry_run:
            written = write_catalog(self.session, po, changed)
            changed, wrong = written.value, [*wrong, *written.problems]
        self._tell(po, len(changed), filled.unanswered)
        return [*wrong, *self._findings(po, changed)]

    def _findings(self, po: PoFile, changed: Mapping[Key, PoMessage]) -> list[Diagnostic]:
        """Run all checks on what was filled, at its lines in the catalog."""
        if not changed:
            return []
        now = None if self.dry_run else self.session.workspace.po_file(po.language).value
        filled = now or replace(po, messages=tuple(changed.get(each.key, each) for each in po.messages))
        lines = {line for each in filled.messages if each.key in changed for line in each.lines}
        report = self.session.checker.run(filled)
        return [each for each in report.problems if each.position and each.position.line in lines]

    def _tell(self, po: PoFile, number: int, unanswered: int) -> None:
        if self.quiet:
            return
        verb = "would be filled" if self.dry_run else "filled"
        click.echo(f"{po.language.tag:<8} {count(number, 'message')} {verb}, {unanswered} without an answer")
