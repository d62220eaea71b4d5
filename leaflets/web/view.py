"""The content of a preview: pages as drawings, messages, problems.

A :class:`View` is a value made by :class:`~leaflets.web.preview.Preview`; the templates only print it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaflets.build import Job
from leaflets.diagnostics import Diagnostic, Position
from leaflets.web.regions import Region


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message of a leaflet as the page shows it.

    ``number`` is its index among the messages; ``text`` is its words on the page, those of the source if
    ``problems`` say why it is unfinished; ``edited`` says that the last change of the files changed them.
    """

    number: int
    msgid: str
    context: str
    text: str
    position: Position
    problems: tuple[Diagnostic, ...] = ()
    edited: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """The identity of the message, also in later views: its catalog, context and msgid."""
        # Not its line, which moves when another message is edited, nor its number.
        return self.position.file, self.context, self.msgid


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

    ``note`` says why the pages do not match the files, if they do not; ``milliseconds`` is the time it took
    to make the view.
    """

    job: Job
    revision: int
    pages: tuple[PagePicture, ...] = ()
    messages: tuple[ShownMessage, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    note: str = ""
    milliseconds: int = 0

    @property
    def unfinished(self) -> tuple[ShownMessage, ...]:
        """The messages that show the source for want of a translation, each once."""
        return _distinct(each for each in self.messages if each.problems)

    @property
    def edited(self) -> tuple[ShownMessage, ...]:
        """The messages whose words the last edit changed, each once."""
        return _distinct(each for each in self.messages if each.edited)


def _distinct(messages: Iterable[ShownMessage]) -> tuple[ShownMessage, ...]:
    # A message that is printed in several places occurs several times in a document.
    return tuple({each.key: each for each in messages}.values())
