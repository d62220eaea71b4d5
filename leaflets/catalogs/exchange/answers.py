"""Questions and answers as JSON lines: how a program of anybody's translates for us.

In: one text to translate a line, ``{"id": …, "source": …, "language": …}`` and what else is known of it. Out:
one answer a line, ``{"id": …, "target": …}``, in any order (jsonlines.org). Whatever else a program prints
is counted, never guessed at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from leaflets.diagnostics import Diagnostic, Position, shortened

_EXAMPLE = 'an answer is one line such as {"id": "…", "target": "…"}'


@dataclass(frozen=True, slots=True)
class Question:
    """A text to be translated, of one plural form if its message has a plural.

    ``source_language`` and ``language`` are tags: from which, into which. ``counts`` says which numbers a
    plural form is for, ``longest`` about how many letters fit (0: any number).
    """

    id: str
    source: str
    source_language: str
    language: str
    context: str = ""
    comments: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    counts: str = ""
    longest: int = 0

    def line(self) -> bytes:
        """Write the question as a line; in ASCII, so that a program may read it in any encoding."""
        always = {
            "id": self.id,
            "source": self.source,
            "source_language": self.source_language,
            "language": self.language,
            "context": self.context,
            "comments": self.comments,
            "placeholders": self.placeholders,
        }
        sometimes = {"counts": self.counts, "max": self.longest}
        return (
            json.dumps({**always, **{key: each for key, each in sometimes.items() if each}}).encode() + b"\n"
        )


@dataclass
class Answers:
    """What was answered so far, by the ids of the questions, and the lines that are no answers."""

    asked: Collection[str]
    texts: dict[str, str] = field(default_factory=dict)
    rubbish: list[tuple[int, str, str]] = field(default_factory=list)
    lines: int = 0

    @property
    def are_complete(self) -> bool:
        """Whether everything that was asked is answered."""
        return len(self.texts) == len(self.asked)

    def read(self, line: bytes) -> bool:
        """Read a line; tell whether it is an answer. Blank lines are neither answers nor rubbish."""
        self.lines += 1
        if not line.strip():
            return False
        found = _answer(line)
        if isinstance(found, str):
            return self._refuse(line, found)
        name, text = found
        if name not in self.asked:
            return self._refuse(line, f'"{shortened(name)}" was not asked')
        if name in self.texts:
            return self._refuse(line, f'"{name}" is answered twice')
        self.texts[name] = text
        return True

    def _refuse(self, line: bytes, reason: str) -> bool:
        said = "".join(each if each.isprintable() else " " for each in line.decode("utf-8", "replace"))
        self.rubbish.append((self.lines, reason, shortened(said.strip())))
        return False

    def problems(self, who: str, file: str = "") -> Iterator[Diagnostic]:
        """Report all lines that are no answers in one sentence, with the first of them."""
        if not self.rubbish:
            return
        line, reason, said = self.rubbish[0]
        number = len(self.rubbish)
        lines = (
            "a line that is no answer" if number == 1 else f"{number} lines that are no answers, the first"
        )
        message = f'{who} has {lines} (line {line}: {reason}): "{said}"'
        yield Diagnostic(message, Position(file, line) if file else None, _EXAMPLE, code="answers")


def _answer(line: bytes) -> tuple[str, str] | str:
    """Read an answer's id and text; a phrase that says what is wrong if it is none."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return "it is no JSON"
    if not isinstance(found, dict):
        return "it is no object"
    name, text = found.get("id"), found.get("target")
    if not isinstance(name, str) or not isinstance(text, str):
        return "it has no id and target that are texts"
    try:
        text.encode()
    except UnicodeEncodeError:
        return "its target has half a character"
    return name, text
