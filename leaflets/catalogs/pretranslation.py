"""Messages without a translation, filled by a machine that somebody chose.

In: a catalog, and the answers of a program. Out: the messages that change, each marked as a machine's, and
what is wrong with the other answers. What a person wrote is never touched, and an answer that a check calls
certainly wrong is not taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from leaflets.catalogs.catalog import FindErrors
from leaflets.catalogs.exchange.answers import Question
from leaflets.catalogs.exchange.units import Segment, is_wordless, segments_of
from leaflets.catalogs.exporting import export_unit, origin_of
from leaflets.catalogs.headers import HUMAN, MACHINE
from leaflets.catalogs.length_budgets import budget_for
from leaflets.catalogs.po import Key, PoFile, PoMessage
from leaflets.characters import describe_character, first_undrawable
from leaflets.content.model import placeholders
from leaflets.diagnostics import Diagnostic, shortened
from leaflets.languages import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of the answers: the messages that change, and what is wrong with the others.

    ``unanswered`` counts the messages that got no answer at all.
    """

    changed: Mapping[Key, PoMessage]
    problems: tuple[Diagnostic, ...]
    unanswered: int


def fillable(po: PoFile, messages: Iterable[PoMessage], *, fuzzy: bool) -> list[PoMessage]:
    """Select the messages that a machine may fill: those without words, and fuzzy ones that it made.

    ``fuzzy`` includes the latter.
    """
    return [
        each for each in messages if each.is_empty or (fuzzy and each.fuzzy and origin_of(each, po) != HUMAN)
    ]


def questions_for(po: PoFile, messages: Iterable[PoMessage], steps: tuple[str, ...]) -> list[Question]:
    """Ask for the translation of messages, with one question for each plural form.

    ``steps`` are the ids of the leaflets on a ladder, whose names have little room.
    """
    return [
        _question(segment, message, po, steps) for message in messages for segment in _segments(message, po)
    ]


def fill(
    po: PoFile, messages: Iterable[PoMessage], answers: Mapping[str, str], find_errors: FindErrors
) -> Filled:
    """Fill messages with the answers to the questions that were asked for them."""
    changed: dict[Key, PoMessage] = {}
    problems: list[Diagnostic] = []
    unanswered = 0
    for message in messages:
        texts = tuple(answers.get(each.id, "") for each in _segments(message, po))
        if not any(texts):
            unanswered += 1
            continue
        new = replace(message, texts=texts, fuzzy=False, previous=None).with_origin(MACHINE)
        if wrong := _faults(new, po, find_errors):
            problems += wrong
        else:
            changed[message.key] = new
    return Filled(changed, tuple(problems), unanswered)


def _segments(message: PoMessage, po: PoFile) -> list[Segment]:
    return list(segments_of(export_unit(message, po)))


def _question(segment: Segment, message: PoMessage, po: PoFile, steps: tuple[str, ...]) -> Question:
    budget = budget_for(message.context, message.msgid, steps)
    return Question(
        segment.id,
        segment.source,
        SOURCE_LANGUAGE,
        po.language.tag,
        message.context,
        segment.notes,
        tuple(dict.fromkeys(placeholders(segment.source))),
        segment.fields.get("counts", ""),
        budget.letters if budget else 0,
    )


def _faults(message: PoMessage, po: PoFile, find_errors: FindErrors) -> list[Diagnostic]:
    """Find why answers are not taken: a form without words, or a certain error."""
    said = shortened(" | ".join(message.texts), 40)
    about = f'the answer "{said}" for "{shortened(message.msgid, 40)}" is not taken'
    lost = "it has not all its words" if any(map(is_wordless, message.texts)) else ""
    char = first_undrawable("".join(message.texts))
    if reason := f"it holds {describe_character(char)}" if char else lost:
        hint = "every plural form needs words, and characters that can be printed"
        place = po.position(message)
        return [Diagnostic(f"{about}: {reason}", place, hint, code="answer", language=po.language.tag)]
    errors = find_errors(message, po)
    return [
        replace(each, message=f"{about}: {each.message}", position=po.position(message)) for each in errors
    ]
