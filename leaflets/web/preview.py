"""A leaflet as a translator should see it now: its pages, whatever state the files are in.

In: a workspace's folder and which leaflet. Out: a :class:`Look`: pages, the messages on them, what is
unfinished, what was just changed, what is wrong. It never raises for content: what cannot be made new
is shown as it was last right, and the look says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter, time
from typing import NamedTuple

from leaflets.approval.standing import Standing, as_it_stands
from leaflets.build import Job, catalogs, refusals, standing_of, warnings
from leaflets.catalogs.catalog import SourceCatalog
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.localise import localise
from leaflets.document.nodes import Document
from leaflets.document.speaking import Translations
from leaflets.languages import UnknownLanguageError
from leaflets.layout.compose import compose
from leaflets.layout.pages import Page
from leaflets.session import Session
from leaflets.svg.pages import Outlines
from leaflets.web.lenient import Lenient
from leaflets.web.regions import Region, regions, spoken

_OLD = "These are the last pages that could be made; what is wrong stands beside them."
_OLD_CATALOG = "The catalog cannot be read: these are the words that it held before."
_NO_CATALOG = "The catalog cannot be read: these are the words of the source."
_NOTHING = "No page can be made yet; what is wrong stands beside this."


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message of a leaflet as the page shows it.

    ``number`` is its place among the messages; ``problems`` say why it is unfinished, if it is;
    ``edited`` whether the last change of the files changed its words.
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
        """Give what tells a message from all others: its catalog, context and msgid."""
        return self.position.file, self.context, self.msgid


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page to look at: its size in points, its drawing (SVG), the regions of its messages."""

    width: float
    height: float
    drawing: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A leaflet in one language at one moment; ``note`` says why the pages are not what the files say."""

    job: Job
    number: int
    sheets: tuple[PagePicture, ...] = ()
    messages: tuple[ShownMessage, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    note: str = ""
    milliseconds: int = 0

    @property
    def unfinished(self) -> tuple[ShownMessage, ...]:
        """Give the messages that show the source for want of a translation, each once."""
        return _once(each for each in self.messages if each.problems)

    @property
    def edited(self) -> tuple[ShownMessage, ...]:
        """Give the messages whose words the last change changed, each once."""
        return _once(each for each in self.messages if each.edited)


def _once(messages: Iterable[ShownMessage]) -> tuple[ShownMessage, ...]:
    return tuple({each.key: each for each in messages}.values())


class Preview:
    """Looks at the leaflets of a workspace; owns what is kept from one look to the next."""

    def __init__(self, root: Path, first: Job) -> None:
        self.first = first
        self.number = int(time())  # so that it grows from one start to the next, too
        self._session = Session(root)
        self._outlines = Outlines()
        self._looks: dict[Job, Look] = {}
        self._catalogs: dict[str, Translations] = {}
        self._leaflets: tuple[str, ...] = ()
        self._languages: tuple[str, ...] = ()

    def refresh(self) -> int:
        """Forget the files but not the fonts; give the number of the looks to come."""
        session = Session(self._session.root)
        before = self._session
        if (session.languages, session.fonts) == (before.languages, before.fonts):
            session.engine = self._session.engine
        self._session = session
        self.number += 1
        return self.number

    @property
    def leaflets(self) -> tuple[str, ...]:
        """Give the leaflets to choose from: as long as the data cannot be read, those of before."""
        self._leaflets = self._session.leaflets or self._leaflets or (self.first.leaflet,)
        return self._leaflets

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages to choose from: the hospital's, then all others that there are."""
        if self._session.library is not None:
            self._languages = self._session.known_languages
        return self._languages or (self.first.language,)

    def look(self, job: Job) -> Look:
        """Look at a leaflet; the same until the files change."""
        # Another thread may put a new press in its place at any moment: a look is made with one.
        before, number, session = self._looks.get(job), self.number, self._session
        if before is None or before.number != number:
            self._looks[job] = self._anew(session, job, before, number)
        return self._looks[job]

    def _anew(self, session: Session, job: Job, before: Look | None, number: int) -> Look:
        start = perf_counter()
        try:
            translations, note = self._translations(session, job.language)
            said, pages = _composed(session, job, translations)
            found = (*refusals(session, job), *_warnings(session, said))
            messages = _messages(said.document, said.lenient, before)
            sheets = self._sheets(said.document, pages)
        except LeafletsError as error:
            found = tuple(dict.fromkeys((*refusals(session, job), *error.diagnostics)))
            note, sheets, messages = _kept(before)
        except Exception as error:  # a fault of ours must not end the preview
            logging.getLogger(__name__).exception("a look at %s [%s] failed", job.leaflet, job.language)
            found = (*refusals(session, job), _fault(job, error))
            note, sheets, messages = _kept(before)
        took = round((perf_counter() - start) * 1000)
        return Look(job, number, sheets, messages, found, note, took)

    def _translations(self, session: Session, tag: str) -> tuple[Translations, str]:
        """Give the catalog; while it cannot be read the last one that could, else the source."""
        catalog = session.catalog(tag)
        if catalog is not None:
            self._catalogs[tag] = catalog
            return catalog, ""
        if tag in self._catalogs:
            return self._catalogs[tag], _OLD_CATALOG
        try:
            return SourceCatalog(session.languages.find(tag)), _NO_CATALOG
        except UnknownLanguageError as error:
            raise LeafletsError(Diagnostic(str(error), hint=error.hint)) from error

    def _sheets(self, document: Document, pages: tuple[Page, ...]) -> tuple[PagePicture, ...]:
        placed = zip(pages, regions(document, pages), strict=True)
        return tuple(
            PagePicture(page.width, page.height, self._outlines.page(page), found) for page, found in placed
        )


class _Localised(NamedTuple):
    """A leaflet as it can be said now; ``standing`` is None while its catalog cannot be read."""

    document: Document
    lenient: Lenient
    standing: Standing | None


def _composed(session: Session, job: Job, translations: Translations) -> tuple[_Localised, tuple[Page, ...]]:
    """Say and set a leaflet; words that no font can draw give way to the source.

    Raises:
        LeafletsError: data or a template is wrong, or the source itself cannot be set.
    """
    said = _said(session, job, Lenient(translations))
    try:
        return said, compose(said.document, session.engine)
    except LeafletsError as error:
        undrawn = {each.position: each for each in error.diagnostics if each.position}
    said = _said(session, job, Lenient(translations, undrawn))
    return said, compose(said.document, session.engine)


def _said(session: Session, job: Job, lenient: Lenient) -> _Localised:
    """Say a leaflet, whatever its catalog lacks; a draft unless every word of it is signed."""
    library, catalog = session.library, session.catalog(job.language)
    if library is None or job.leaflet not in library.leaflets:
        raise LeafletsError(refusals(session, job) or _unknown(job))
    document = localise(
        library,
        job.leaflet,
        lenient,
        session.templates,
        draft=True,
        everyone=lambda: lenient.others(catalogs(session)),
    )
    if catalog is None:
        return _Localised(document, lenient, None)
    found = standing_of(session, document, library, catalog, unfinished=bool(lenient.unfinished))
    return _Localised(as_it_stands(document, found), lenient, found)


def _warnings(session: Session, said: _Localised) -> tuple[Diagnostic, ...]:
    return warnings(session, said.document, said.standing) if said.standing else ()


def _kept(before: Look | None) -> tuple[str, tuple[PagePicture, ...], tuple[ShownMessage, ...]]:
    """Give what a look keeps of the one before when nothing new can be made."""
    if before is None or not before.sheets:
        return _NOTHING, (), ()
    return _OLD, before.sheets, before.messages


def _messages(document: Document, lenient: Lenient, before: Look | None) -> tuple[ShownMessage, ...]:
    """Give what a document says, message by message, with what was changed."""
    words = spoken(document)
    said = [
        ShownMessage(
            at,
            message.msgid,
            message.context,
            words.get(at) or lenient.texts.get((message.context, message.msgid), ""),
            message.position,
            lenient.problems(message),
        )
        for at, message in enumerate(document.messages)
    ]
    edited = _edited(said, before) if before else set()
    return tuple(replace(each, edited=each.key in edited) for each in said)


def _edited(said: Iterable[ShownMessage], before: Look) -> set[tuple[str, str, str]]:
    """Find what differs from the look before; if nothing does, what was edited last still is."""
    old = {each.key: each.text for each in before.messages}
    changed = {each.key for each in said if old and old.get(each.key) != each.text}
    return changed or {each.key for each in before.edited}


def _unknown(job: Job) -> Diagnostic:
    return Diagnostic(f'there is no leaflet "{job.leaflet}"', Position("data"), "choose another one")


def _fault(job: Job, error: Exception) -> Diagnostic:
    message = f"the program failed ({type(error).__name__}: {error})"
    place = Position(f"{job.leaflet} [{job.language}]")
    return Diagnostic(message, place, "this is our fault, not yours: please report it", code="bug")
