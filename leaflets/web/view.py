"""The content of a preview: pages as drawings, messages with what is to be done about them, problems.

A :class:`View` is a value made by :class:`~leaflets.web.preview.Preview`; the templates only print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from leaflets.build import Job
from leaflets.checks.checker import Found
from leaflets.diagnostics import Diagnostic, Position, shortened
from leaflets.languages import SOURCE_LANGUAGE, Direction
from leaflets.web.differences import Piece
from leaflets.web.regions import Region

# The codes of a message that has no translation, and of one that was made for another source.
_MISSING, _FUZZY = frozenset({"untranslated", "not-in-catalog"}), "fuzzy"
_TOLD = 3  # changed messages that are quoted when a file was saved


class State(Enum):
    """How far a translation is: printed, absent, to be compared with a new source, or wrong."""

    FINISHED = "finished"
    MISSING = "missing"
    FUZZY = "fuzzy"
    FAULTY = "error"


class Filter(Enum):
    """Which messages a list shows; the value is their name on the page."""

    ALL = "all"
    MISSING = "missing"
    FUZZY = "fuzzy"
    ERRORS = "errors"
    QUESTIONS = "questions"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of a message, and an example of what it stands for; empty if there is none."""

    name: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalog has for a message, as translators see it.

    ``texts`` has one item for each plural form; ``counts`` says which numbers each is for. ``notes`` are the
    program's, ``remarks`` the translators' own comments. ``previous`` compares the source that a fuzzy
    translation was made for with the present one (of the plural: ``previous_plural``); ``before`` compares
    the translation with what it was when the preview was opened, form by form.
    """

    texts: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    plural: str = ""
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    previous_context: str = ""
    previous: tuple[Piece, ...] = ()
    previous_plural: tuple[Piece, ...] = ()
    before: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message of a leaflet as the page shows it.

    ``name`` identifies it in the page and in later ones. ``text`` is its words on the page, those of the
    source if ``problems`` say why it is unfinished; ``language`` and ``direction`` are those of its
    translations. ``findings`` are what the checks found besides, answered or not. ``edited`` says that the
    last change of the files changed its words, ``changed`` that its translation is another than when the
    preview was opened.
    """

    name: str
    msgid: str
    context: str
    text: str
    position: Position
    language: str
    direction: Direction
    placeholders: tuple[Placeholder, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    findings: tuple[Found, ...] = ()
    entry: Entry = Entry()
    edited: bool = False
    changed: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """The identity of the message, also in later views: its catalog, context and msgid."""
        # Not its line, which moves when another message is edited.
        return self.position.file, self.context, self.msgid

    @property
    def text_language(self) -> str:
        """The language of the words on the page."""
        return SOURCE_LANGUAGE if self.problems else self.language

    @property
    def text_direction(self) -> Direction:
        """The direction of the words on the page."""
        return "ltr" if self.problems else self.direction

    @property
    def state(self) -> State:
        """How far its translation is."""
        codes = {each.code for each in self.problems}
        if not codes:
            return State.FINISHED
        if codes & _MISSING:
            return State.MISSING
        return State.FUZZY if _FUZZY in codes else State.FAULTY

    @property
    def questions(self) -> tuple[Found, ...]:
        """The questions about it that nobody has answered."""
        return tuple(each for each in self.findings if each.is_open and each.problem.is_question)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What cannot be right in it: its own faults and the findings."""
        own = self.problems if self.state is State.FAULTY else ()
        return (*own, *(each.problem for each in self.findings if each.problem.is_error))

    @property
    def is_unfinished(self) -> bool:
        """Whether a leaflet with it would be refused."""
        return bool(self.problems or self.errors)

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The filters that show it."""
        held = {
            Filter.ALL: True,
            Filter.MISSING: self.state is State.MISSING,
            Filter.FUZZY: self.state is State.FUZZY,
            Filter.ERRORS: bool(self.errors),
            Filter.QUESTIONS: bool(self.questions),
            Filter.CHANGED: self.changed,
        }
        return tuple(each for each, holds in held.items() if holds)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a picture: its size in points, its drawing (SVG), the regions of its messages."""

    width: float
    height: float
    drawing: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A leaflet in one language at one revision of the workspace's files.

    ``messages`` has one item for each message of the document, which regions count. ``problems`` are those of
    the files and of the leaflet; what is wrong with a message stands with the message. ``note`` says why the
    pages do not match the files, if they do not; ``milliseconds`` is the time it took to make the view.
    """

    job: Job
    revision: int
    pages: tuple[PagePicture, ...] = ()
    messages: tuple[ShownMessage, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    note: str = ""
    milliseconds: int = 0

    @property
    def each_message(self) -> tuple[ShownMessage, ...]:
        """The messages in the order of the pages, each once, wherever it is said again."""
        first: dict[str, ShownMessage] = {}
        for message in self.messages:
            first.setdefault(message.name, message)
        return tuple(first.values())

    @property
    def said(self) -> dict[str, tuple[str, ...]]:
        """What each message says on the pages, by its name: with other values it says something else."""
        found: dict[str, dict[str, None]] = {}
        for message in self.messages:
            found.setdefault(message.name, {})[message.text] = None
        return {name: tuple(texts) for name, texts in found.items()}

    @property
    def marks(self) -> dict[str, int]:
        """The numbers of the messages that need somebody, by their names, in the order of the pages."""
        wanting = (each for each in self.each_message if each.is_unfinished or each.questions)
        return {each.name: number for number, each in enumerate(wanting, start=1)}

    @property
    def anchors(self) -> dict[str, str]:
        """The first region of each message, by its name: the number of the page, and its own on it."""
        found: dict[str, str] = {}
        for number, page in enumerate(self.pages, start=1):
            for at, region in enumerate(page.regions, start=1):
                found.setdefault(self.messages[region.message].name, f"{number}-{at}")
        return found

    @property
    def counts(self) -> dict[Filter, int]:
        """How many messages each filter shows."""
        messages = self.each_message
        return {each: sum(each in message.filters for message in messages) for each in Filter}

    @property
    def unfinished(self) -> tuple[ShownMessage, ...]:
        """The messages that show the source for want of a translation, each once."""
        return tuple(each for each in self.each_message if each.problems)

    @property
    def edited(self) -> tuple[ShownMessage, ...]:
        """The messages whose words the last edit changed, each once."""
        return tuple(each for each in self.each_message if each.edited)

    @property
    def summary(self) -> str:
        """What is to be said of the view when a file was saved, in a sentence or three."""
        questions = sum(len(each.questions) for each in self.each_message)
        parts = (
            _count(len(self.unfinished), "unfinished message"),
            _count(questions, "question"),
            _count(len(self.problems), "problem of the files", "problems of the files"),
        )
        return " ".join((*filter(None, (self.note,)), *_told(self.edited), f"{', '.join(parts)}."))


def _told(edited: Iterable[ShownMessage]) -> Iterator[str]:
    """Yield a sentence about the messages that were changed."""
    texts = [shortened(each.text) for each in edited]
    if texts:
        more = f" and {len(texts) - _TOLD} more" if len(texts) > _TOLD else ""
        yield f"{_count(len(texts), 'message')} changed: {'; '.join(texts[:_TOLD])}{more}."
    else:
        yield "No words changed."


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
