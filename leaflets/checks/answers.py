"""Answers to questions: a named person says why a translation is right, in the catalog, beside it.

An answer is a translator's comment, so that it travels through Poedit and Weblate with its message::

    # leaflets: answered 3f9c1d2ab4e0 negation by Ana Ruiz on 2026-11-27: the verb says it

It holds for one finding, by the finding's id: a hash of the check, what it is about, the source and the
translation. When either changes, the id does, and the answer lapses.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from leaflets.catalogs.po import PoMessage

# 48 bits: two of the questions of a hospital never have one id, and a person can type it.
_ID_DIGITS = 12
_MARK = "leaflets: answered"
_ANSWER = re.compile(
    rf"{_MARK} +(?P<finding>[0-9a-f]{{{_ID_DIGITS}}}) +(?P<check>[a-z-]+) +by +(?P<by>\S.*?)"
    r" +on +(?P<on>\d{4}-\d\d-\d\d): *(?P<reason>\S.*)"
)
# How a check was switched off before: without a name, a date, or an end.
_IGNORE = re.compile(r"leaflets:\s*ignore\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a translation is right although a check asks: the finding's id, who says so, when, and why."""

    finding: str
    check: str
    by: str
    on: date
    reason: str

    def as_comment(self) -> str:
        """Write the answer as a translator's comment, without the number sign."""
        return f"{_MARK} {self.finding} {self.check} by {self.by} on {self.on}: {self.reason}"


def finding_id(check: str, subject: str, message: PoMessage, form: int, language: str) -> str:
    """Make the id of a finding, 12 hexadecimal digits; it changes with the source and the translation.

    ``subject`` is what the finding is about, ``form`` the number of the plural form.
    """
    text = message.texts[form] if form < len(message.texts) else ""
    parts = (language, check, subject, message.context, message.msgid, message.plural, form, text)
    content = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()[:_ID_DIGITS]


def answers(message: PoMessage) -> dict[str, Answer]:
    """Read the answers in the comments of a message, by the ids of their findings; the last one counts."""
    return {found.finding: found for each in message.translator_comments if (found := _read(each))}


def unreadable(message: PoMessage) -> Iterator[str]:
    """Yield the comments of a message that look like answers and are none."""
    for comment in message.translator_comments:
        if (_MARK in comment and _read(comment) is None) or _IGNORE.search(comment):
            yield comment.strip()


def with_answer(message: PoMessage, answer: Answer) -> PoMessage:
    """Add an answer to the comments of a message; it replaces one to the same finding."""
    kept = (each for each in message.translator_comments if not _is_to(each, answer.finding))
    return replace(message, translator_comments=(*kept, answer.as_comment()))


def _read(comment: str) -> Answer | None:
    match = _ANSWER.fullmatch(comment.strip())
    if match is None:
        return None
    try:
        on = date.fromisoformat(match["on"])
    except ValueError:
        return None
    return Answer(match["finding"], match["check"], match["by"], on, match["reason"].strip())


def _is_to(comment: str, finding: str) -> bool:
    answer = _read(comment)
    return answer is not None and answer.finding == finding
