"""A leaflet as a translator should see it now: its pages, whatever state the files are in.

In: a workspace's folder and a leaflet. Out: a :class:`~leaflets.web.view.View`: pages, the messages on them,
which are unfinished, which just changed, and all problems. It never raises for content: if new pages cannot
be made, the last good ones are shown, and the view says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, time
from typing import NamedTuple

from leaflets.approval.standing import Standing, apply_standing
from leaflets.build import (
    Job,
    find_printable_catalogs,
    find_refusals,
    find_standing,
    find_warnings,
    program_failure,
)
from leaflets.catalogs.catalog import SourceCatalog
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.localise import localise
from leaflets.document.nodes import Document
from leaflets.document.speaking import Translations
from leaflets.languages import UnknownLanguageError
from leaflets.layout.compose import compose
from leaflets.layout.pages import Page
from leaflets.session import Session
from leaflets.svg.pages import PageWriter
from leaflets.web.fallback import FallbackTranslations
from leaflets.web.regions import regions, spoken
from leaflets.web.view import PagePicture, ShownMessage, View
from leaflets.workspace_files import DATA

_OLD = "These are the last pages that could be made; what is wrong stands beside them."
_OLD_CATALOG = "The catalog cannot be read: these are the words that it held before."
_NO_CATALOG = "The catalog cannot be read: these are the words of the source."
_NOTHING = "No page can be made yet; what is wrong stands beside this."


class Preview:
    """Makes the views of a workspace's leaflets, and owns the caches that they share.

    ``first`` is the leaflet that is shown first; ``revision`` is the number of the files' state, which grows
    with every change.
    """

    def __init__(self, root: Path, first: Job) -> None:
        self.first = first
        # The time, so that it also grows from one start to the next: an open page then sees that it is old.
        self.revision = int(time())
        self._session = Session(root)
        self._svg = PageWriter()
        self._views: dict[Job, View] = {}  # the latest of each leaflet
        self._catalogs: dict[str, Translations] = {}  # the last readable one of each language
        self._leaflets: tuple[str, ...] = ()
        self._languages: tuple[str, ...] = ()

    def refresh(self) -> int:
        """Forget the files but not the fonts; return the revision of the views to come."""
        session = Session(self._session.root)
        before = self._session
        # A change must show within a second; loading fonts and shaping all words takes most of that.
        if (session.languages, session.fonts) == (before.languages, before.fonts):
            session.engine = self._session.engine
        self._session = session
        self.revision += 1
        return self.revision

    @property
    def leaflets(self) -> tuple[str, ...]:
        """The leaflets to choose from; while the data cannot be read, the previous ones."""
        self._leaflets = self._session.leaflets or self._leaflets or (self.first.leaflet,)
        return self._leaflets

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages to choose from; while the data cannot be read, the previous ones."""
        if self._session.library is not None:
            self._languages = self._session.known_languages
        return self._languages or (self.first.language,)

    def view(self, job: Job) -> View:
        """Make the view of a leaflet; the same one until the files change."""
        # Another thread may replace the session at any moment, so a view uses one throughout.
        before, revision, session = self._views.get(job), self.revision, self._session
        if before is None or before.revision != revision:
            self._views[job] = self._make_view(session, job, before, revision)
        return self._views[job]

    def _make_view(self, session: Session, job: Job, before: View | None, revision: int) -> View:
        start = perf_counter()
        try:
            translations, note = self._translations(session, job.language)
            localised, composed = _compose(session, job, translations)
            found = (*find_refusals(session, job), *_warnings(session, localised))
            messages = _shown_messages(localised.document, localised.translations, before)
            pages = self._draw(localised.document, composed)
        except LeafletsError as error:
            found = tuple(dict.fromkeys((*find_refusals(session, job), *error.diagnostics)))
            note, pages, messages = _carry_over(before)
        except Exception as error:  # a bug of ours must not end the preview
            logging.getLogger(__name__).exception("a look at %s [%s] failed", job.leaflet, job.language)
            found = (*find_refusals(session, job), program_failure(job, error))
            note, pages, messages = _carry_over(before)
        took = round((perf_counter() - start) * 1000)
        return View(job, revision, pages, messages, found, note, took)

    def _translations(self, session: Session, tag: str) -> tuple[Translations, str]:
        """Look up the catalog; while it cannot be read, the last readable one, else the source.

        The second value is a note about the fallback, empty if there was none.
        """
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

    def _draw(self, document: Document, pages: tuple[Page, ...]) -> tuple[PagePicture, ...]:
        placed = zip(pages, regions(document, pages), strict=True)
        return tuple(
            PagePicture(page.width, page.height, self._svg.write(page), found) for page, found in placed
        )


class _Localised(NamedTuple):
    """A localised leaflet, perhaps incomplete; ``standing`` is None while its catalog cannot be read."""

    document: Document
    translations: FallbackTranslations
    standing: Standing | None


def _compose(session: Session, job: Job, translations: Translations) -> tuple[_Localised, tuple[Page, ...]]:
    """Localise and typeset a leaflet; messages that no font can draw fall back to the source.

    Raises:
        LeafletsError: data or a template is wrong, or the source itself cannot be typeset.
    """
    localised = _localise(session, job, FallbackTranslations(translations))
    try:
        return localised, compose(localised.document, session.engine)
    except LeafletsError as error:
        # Problems without a position are not those of a translation, and are raised again below.
        undrawn = {each.position: each for each in error.diagnostics if each.position}
    localised = _localise(session, job, FallbackTranslations(translations, undrawn))
    return localised, compose(localised.document, session.engine)


def _localise(session: Session, job: Job, translations: FallbackTranslations) -> _Localised:
    """Localise a leaflet, even if its catalog is incomplete; it is a draft unless all of it is signed."""
    library, catalog = session.library, session.catalog(job.language)
    if library is None or job.leaflet not in library.leaflets:
        raise LeafletsError(find_refusals(session, job) or _unknown_leaflet(job))
    document = localise(
        library,
        job.leaflet,
        translations,
        session.templates,
        site_translations=lambda: translations.in_all_languages(find_printable_catalogs(session)),
    )
    # Without a catalog it is unknown which texts are machine made, so signatures are not mentioned.
    if catalog is None:
        return _Localised(document, translations, None)
    found = find_standing(session, document, library, catalog, unfinished=bool(translations.unfinished))
    return _Localised(apply_standing(document, found), translations, found)


def _warnings(session: Session, localised: _Localised) -> tuple[Diagnostic, ...]:
    return find_warnings(session, localised.document, localised.standing) if localised.standing else ()


def _carry_over(before: View | None) -> tuple[str, tuple[PagePicture, ...], tuple[ShownMessage, ...]]:
    """Take note, pages and messages from the previous view, for one whose own cannot be made."""
    if before is None or not before.pages:
        return _NOTHING, (), ()
    return _OLD, before.pages, before.messages


def _shown_messages(
    document: Document, translations: FallbackTranslations, before: View | None
) -> tuple[ShownMessage, ...]:
    """Collect the messages of a document with their words, their problems, and whether they were edited."""
    words = spoken(document)
    shown = [
        ShownMessage(
            at,
            message.msgid,
            message.context,
            # The words of the footer belong to no node: they are shown as in the catalog.
            words.get(at) or translations.texts.get((message.context, message.msgid), ""),
            message.position,
            translations.problems(message),
        )
        for at, message in enumerate(document.messages)
    ]
    edited = _edited_keys(shown, before) if before else set()
    return tuple(replace(each, edited=each.key in edited) for each in shown)


def _edited_keys(messages: Iterable[ShownMessage], before: View) -> set[tuple[str, str, str]]:
    """Find the messages whose words differ from the previous view; if none do, those edited last."""
    # A view without messages failed: compared with it, everything would count as edited.
    old = {each.key: each.text for each in before.messages}
    changed = {each.key for each in messages if old and old.get(each.key) != each.text}
    return changed or {each.key for each in before.edited}


def _unknown_leaflet(job: Job) -> Diagnostic:
    return Diagnostic(f'there is no leaflet "{job.leaflet}"', Position(DATA), "choose another one")
