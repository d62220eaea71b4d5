"""Words that an answer teaches: "this word is right for that one".

In: the words, a workspace's own lexicon (``data/lexicons/<tag>.yaml``). Out: the lexicon with the word added,
who said so and when. What was in the file stays as it was.
"""

from __future__ import annotations

import json
from datetime import date

from leaflets.checks.lexicon import Lexicons
from leaflets.content.lexicons import LexiconFile, Taught
from leaflets.content.reading import read
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import SOURCE_LANGUAGE, Language, language

_HEAD = """\
# yaml-language-server: $schema=../schema/lexicon.json
# Words of this hospital for the checks of translations, beside the program's own (docs/lexicons.md).
language: {tag}
"""


def concepts_of(word: str, lexicons: Lexicons) -> tuple[str, ...]:
    """Find what a word or phrase of the source says, as concepts; empty if no lexicon knows it."""
    source = lexicons.find(language(SOURCE_LANGUAGE))
    mentions = source.read(word).mentions if source else ()
    return tuple(sorted({concept for each in mentions for concept in each.certain or each.concepts}))


def with_taught(content: bytes | None, file: str, taught: tuple[Taught, ...], language: Language) -> bytes:
    """Add words to a lexicon; ``content`` is None if there is none yet.

    Raises:
        LeafletsError: the file is wrong, or its list of taught words is not the last thing in it.
    """
    text = _HEAD.format(tag=language.tag) if content is None else content.decode("utf-8-sig")
    found = read(text.encode(), file, LexiconFile)
    if ("taught",) in found.source.places:
        start = found.position(("taught",)).line
        if any(line > start for path, (line, _) in found.source.places.items() if path[:1] != ("taught",)):
            message = "the list of taught words is not the last thing in the file"
            hint = "move it to the end, so that words can be added"
            raise LeafletsError(Diagnostic(message, Position(file, start), hint, code="taught"))
    else:
        text = f"{text.rstrip()}\ntaught:\n"
    known = {(each.word, each.concept) for each in found.value.taught}
    lines = [_line(each) for each in taught if (each.word, each.concept) not in known]
    return ("\n".join([text.rstrip(), *lines]) + "\n").encode()


def taught_words(word: str, concepts: tuple[str, ...], by: str, on: date) -> tuple[Taught, ...]:
    """Make the entries by which a word says some concepts."""
    return tuple(Taught(word=word, concept=concept, by=by, on=on) for concept in concepts)


def _line(taught: Taught) -> str:
    # JSON strings are YAML strings (YAML 1.2, 1.3).
    word, by = (json.dumps(text, ensure_ascii=False) for text in (taught.word, taught.by))
    return f"  - {{word: {word}, concept: {taught.concept}, by: {by}, on: {taught.on}}}"
