"""Answers to questions of the checks, written beside the translation; words that an answer teaches.

In: a question as the checks found it, and a person's reply. Out: the catalog with the answer as a comment
and, if the reply teaches a word, the workspace's lexicon with it; both files or neither. The command
``leaflets catalog answer`` and the preview's button call the same function.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from leaflets.catalogs.po import PoFile, PoMessage, by_key
from leaflets.characters import is_blank, without_markup
from leaflets.checks.answers import Answer, answers, with_answer
from leaflets.checks.checker import Found
from leaflets.checks.teaching import concepts_of, taught_words, with_taught
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position
from leaflets.editing.catalogs import CatalogChange, prepare_change
from leaflets.files import is_there, read_file
from leaflets.output.writing import write_files
from leaflets.session import Session
from leaflets.workspace_files import lexicon_path

# Enough for a paragraph and for any name, so that a comment stays one that people read (letters).
_MOST_LETTERS = {"by": 100, "reason": 600, "word": 100, "source_word": 100}
# Zero-width non-joiner and joiner: Persian and the scripts of India cannot be spelt without them.
_JOINERS = str.maketrans("", "", "\u200c\u200d")
_TOGETHER = "a word that is right and the word of the source that it is right for belong together"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person says to a question: their name, the reason, perhaps a word to teach.

    ``word`` of the translation is right for ``source_word`` of the source; both are empty if nothing is
    taught. Runs of spaces and line ends count as one space.
    """

    by: str
    reason: str
    word: str = ""
    source_word: str = ""

    def cleaned(self) -> Reply:
        """Return the reply with single spaces, as it is written into files."""
        return Reply(**{name: " ".join(text.split()) for name, text in asdict(self).items()})


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer wrote: the catalog, and the lexicon with the concepts of the word that it taught."""

    catalog: str
    lexicon: str = ""
    concepts: tuple[str, ...] = ()


def find_faults(reply: Reply) -> dict[str, str]:
    """Say what is wrong with a cleaned reply, field by field; empty if it may be written."""
    found: dict[str, str] = {}
    for name, text in asdict(reply).items():
        # Marks and tags alone say no more than nothing.
        if is_blank(without_markup(text)) and (text or name in ("by", "reason")):
            found[name] = "it says nothing"
        elif not text.translate(_JOINERS).isprintable():
            found[name] = "it holds a character that cannot be seen"
        elif len(text) > _MOST_LETTERS[name]:
            found[name] = f"it has {len(text)} letters, where {_MOST_LETTERS[name]} are enough"
    if bool(reply.word) != bool(reply.source_word):
        found.setdefault("source_word" if reply.word else "word", _TOGETHER)
    if not found and not _survives(reply):
        found["by"] = "it reads as more than a name"
    return found


def _survives(reply: Reply) -> bool:
    """Tell whether the comment is read as it was meant: a name may hold what stands behind a name."""
    given = Answer("0" * 12, "check", reply.by, date.min, reply.reason)
    message = with_answer(PoMessage("", "", "", ("",), (0,)), given)
    return answers(message).get(given.finding) == given


def answer(session: Session, po: PoFile, question: Found, reply: Reply) -> Checked[Answered | None]:
    """Write a cleaned reply, which has no faults, as the answer to a question; both of its files or none.

    ``po`` is the catalog that the question was found in.

    Raises:
        LeafletsError: a file cannot be written.
    """
    change, problems = _with_answer(session, po, question, reply)
    if change.content is None:
        return Checked(None, problems)
    contents = {session.root / po.file: change.content}
    if not reply.word:
        write_files(contents)
        return Checked(Answered(po.file))
    path, concepts = lexicon_path(po.language.tag), concepts_of(reply.source_word, session.checker.lexicons)
    if not concepts:
        message = f'no lexicon knows "{reply.source_word}", so nothing can be taught for it'
        hint = "name a word of the source that the checks know, or teach nothing"
        return Checked(None, (Diagnostic(message, Position(path.as_posix()), hint, code="taught"),))
    write_files({session.root / path: _with_word(session, po, path, reply, concepts), **contents})
    return Checked(Answered(po.file, path.as_posix(), concepts))


def _with_answer(session: Session, po: PoFile, question: Found, reply: Reply) -> Checked[CatalogChange]:
    """Put the answer into the catalog's bytes."""
    message = by_key(po.messages).get(question.key)
    if message is None:
        text = "this is asked of the catalog as a whole, where no answer can stand"
        hint = question.problem.hint.partition(";")[0]
        return Checked(CatalogChange(), (Diagnostic(text, question.problem.position, hint, code="header"),))
    given = Answer(question.problem.id, question.problem.code, reply.by, session.today, reply.reason)
    return prepare_change(session, po, {message.key: with_answer(message, given)})


def _with_word(session: Session, po: PoFile, path: Path, reply: Reply, concepts: tuple[str, ...]) -> bytes:
    """Add the word that a reply teaches to the workspace's lexicon.

    Raises:
        LeafletsError: the lexicon cannot be read, or is wrong.
    """
    full = session.root / path
    try:
        content = read_file(full) if is_there(full) else None
    except OSError as error:
        message = f"the words of this hospital cannot be read: {error.strerror or error}"
        raise LeafletsError(
            Diagnostic(message, Position(path.as_posix()), "see that it is a file")
        ) from error
    taught = taught_words(reply.word, concepts, reply.by, session.today)
    return with_taught(content, path.as_posix(), taught, po.language)
