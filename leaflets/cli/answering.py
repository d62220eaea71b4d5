"""``leaflets catalog answer``: why a translation is right although a check asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import read_catalogs
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.paths import printable
from leaflets.cli.report import print_problems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflets.catalogs.po import PoFile
    from leaflets.checks.checker import Found
    from leaflets.editing.answering import Answered, Reply
    from leaflets.session import Session

# Fewer digits of an id would too often fit two questions.
_ENOUGH_DIGITS = 6
_OPTIONS = {"by": "--by", "reason": "--reason", "word": "--word", "source_word": "--for"}


@click.command()
@click.argument("question", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who answers: a person's name.")
@click.option("--reason", required=True, metavar="TEXT", help="Why the translation is right.")
@click.option("--word", metavar="WORD", help="Teach the lexicon: this word of the translation …")
@click.option("--for", "source_word", metavar="WORD", help="… is right for this word of the source.")
@languages_option
@workspace_option
@click.pass_context
def answer(
    ctx: click.Context,
    question: str,
    by: str,
    reason: str,
    word: str | None,
    source_word: str | None,
    languages: tuple[str, ...],
    workspace: Path | None,
) -> None:
    """Answer a question of the checks, by its id: a named person says why the translation is right.

    The answer is kept as a comment in the catalog, beside the translation, and holds until the source or the
    translation changes. With --word and --for the word is added to data/lexicons/, so that the same question
    is not asked again.

    \b
    Examples:
      leaflets catalog answer 3f9c1d2ab4e0 --by "Ana Ruiz" --reason "the verb says it"
      leaflets catalog answer 3f9c1d2ab4e0 --by "Ana Ruiz" --reason "a synonym" --word cojinete --for cushion
    """  # noqa: D301
    from leaflets.editing.answering import Reply
    from leaflets.editing.answering import answer as write_answer

    reply = Reply(by, reason, word or "", source_word or "").cleaned()
    _refuse_faults(reply)
    session = open_workspace(workspace)
    po, found = _find_question(session, question, languages)
    answered, problems = write_answer(session, po, found, reply)
    print_problems(problems)
    if answered is None:
        ctx.exit(PROBLEMS)
    _tell(answered, reply)


def _refuse_faults(reply: Reply) -> None:
    """Refuse a reply that cannot be written, with all that is wrong with it.

    Raises:
        click.UsageError: something is.
    """
    from leaflets.editing.answering import find_faults

    faults = [f"{_OPTIONS[name]}: {fault}" for name, fault in find_faults(reply).items()]
    if faults:
        raise click.UsageError("\n".join(faults))


def _tell(answered: Answered, reply: Reply) -> None:
    """Say what was written, and where."""
    if answered.lexicon:
        said = f'"{reply.word}" says {", ".join(answered.concepts)}'
        click.echo(f"{printable(answered.lexicon)}: {said}")
    click.echo(f"{printable(answered.catalog)}: answered for {reply.by}: {reply.reason}")


def _find_question(session: Session, question: str, languages: Sequence[str]) -> tuple[PoFile, Found]:
    """Find a question by its id, or by the beginning of it.

    Raises:
        click.UsageError: no question, or more than one, has such an id.
    """
    digits = question.strip().lower()
    files, broken = read_catalogs(session, languages)
    found = [
        (po, each)
        for po in files
        for each in session.checker.run(po).found
        if each.problem.is_question and each.problem.id.startswith(digits)
    ]
    if len(found) == 1 and len(digits) >= _ENOUGH_DIGITS:
        return found[0]
    print_problems(broken)
    if found and len(digits) >= _ENOUGH_DIGITS:
        raise click.UsageError(f'several questions begin with "{printable(digits)}": write more of the id')
    raise click.UsageError(
        f'there is no question "{printable(question)}".\n'
        "An id is twelve digits and letters from a to f; when the words change it is another one:\n"
        "leaflets catalog check lists what is asked."
    )
