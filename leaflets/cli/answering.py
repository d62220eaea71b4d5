"""``leaflets catalog answer``: why a translation is right although a check asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaflets.cli.catalog_files import read_catalogs, write_catalog
from leaflets.cli.exit_codes import PROBLEMS
from leaflets.cli.options import languages_option, open_workspace, workspace_option
from leaflets.cli.paths import printable
from leaflets.cli.report import print_problems
from leaflets.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leaflets.catalogs.po import PoFile
    from leaflets.checks.checker import Found
    from leaflets.languages import Language
    from leaflets.session import Session

# Fewer digits of an id would too often fit two questions.
_ENOUGH_DIGITS = 6


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
    if bool(word) != bool(source_word):
        raise click.UsageError("--word and --for belong together: the one is right for the other")
    by, reason = _one_line(by, "--by"), _one_line(reason, "--reason")
    session = open_workspace(workspace)
    po, found = _find_question(session, question, languages)
    problems = list(_teach(session, po.language, word, source_word, by)) if word and source_word else []
    if not problems:
        problems = list(_write_answer(session, po, found, by, reason))
    print_problems(problems)
    if problems:
        ctx.exit(PROBLEMS)


def _one_line(text: str, option: str) -> str:
    """Check a text that becomes part of a comment: it says something, in one line."""
    found = " ".join(text.split())
    if not found:
        raise click.BadParameter("it says nothing", param_hint=option)
    if not found.isprintable():
        raise click.BadParameter("it holds a character that cannot be seen", param_hint=option)
    return found


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


def _write_answer(session: Session, po: PoFile, found: Found, by: str, reason: str) -> Sequence[Diagnostic]:
    from leaflets.catalogs.po import by_key
    from leaflets.checks.answers import Answer, with_answer

    message = by_key(po.messages)[found.key]
    given = Answer(found.problem.id, found.problem.code, by, session.today, reason)
    _, problems = write_catalog(session, po, {message.key: with_answer(message, given)})
    if not problems:
        click.echo(f"{printable(po.file)}: answered for {by}: {reason}")
    return problems


def _teach(
    session: Session, language: Language, word: str, source_word: str, by: str
) -> Sequence[Diagnostic]:
    """Add a word to the workspace's lexicon of a language."""
    from leaflets.checks.teaching import concepts_of, taught_words, with_taught
    from leaflets.diagnostics import LeafletsError
    from leaflets.files import is_there, read_file
    from leaflets.output.writing import write_file
    from leaflets.workspace_files import lexicon_path

    concepts = concepts_of(source_word, session.checker.lexicons)
    if not concepts:
        raise click.BadParameter(f'no lexicon knows "{printable(source_word)}"', param_hint="--for")
    path = lexicon_path(language.tag)
    full = session.root / path
    taught = taught_words(_one_line(word, "--word"), concepts, by, session.today)
    try:
        content = read_file(full) if is_there(full) else None
        write_file(full, with_taught(content, path.as_posix(), taught, language))
    except LeafletsError as error:
        return error.diagnostics
    click.echo(f'{printable(path.as_posix())}: "{taught[0].word}" says {", ".join(concepts)}')
    return ()
