"""A leaflet as a translator should see it now: its pages, whatever state the files are in.

In: a workspace's folder and a leaflet. Out: a :class:`~leaflets.web.view.View`: pages, the messages on them,
which are unfinished or asked about, which changed, and all problems; and answers to questions, written into
the catalog. It never raises for content: if new pages cannot be made, the last good ones are shown, and the
view says so.
"""

from __future__ import annotations

import logging
from pathlib import Path
from time import perf_counter, time
from typing import NamedTuple

from leaflets.approval.standing import Standing, apply_standing
from leaflets.build import (
    Job,
    find_printable_catalogs,
    find_refusals,
    find_remarks,
    find_standing,
    program_failure,
)
from leaflets.catalogs.po import Key
from leaflets.checks.checker import Report
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.localise import localise
from leaflets.document.nodes import Document
from leaflets.editing.answering import Reply, answer
from leaflets.fonts.faces import PACKAGE_FONTS
from leaflets.fonts.table import preference
from leaflets.layout.compose import compose
from leaflets.layout.pages import Page
from leaflets.session import Session
from leaflets.svg.pages import PageWriter
from leaflets.web.catalogs import Catalogs, ShownCatalog
from leaflets.web.fallback import FallbackTranslations
from leaflets.web.messages import Background, shown_messages, with_edits
from leaflets.web.regions import regions
from leaflets.web.view import PagePicture, ShownMessage, View
from leaflets.workspace_files import DATA, po_path

_OLD = "These are the last pages that could be made; what is wrong stands beside them."
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
        self._warm = self._session  # the last that a view was made with
        self._svg = PageWriter()
        self._views: dict[Job, View] = {}  # the latest of each leaflet
        self._reports: dict[Job, Report] = {}  # what the checks found in the catalog of that view
        self._translated: dict[Job, tuple[ShownMessage, ...]] = {}  # the latest not for want of a catalog
        self._first_said: dict[Job, frozenset[Key]] = {}
        self._catalogs = Catalogs(self._session)
        self._leaflets: tuple[str, ...] = ()
        self._languages: tuple[str, ...] = ()

    def refresh(self) -> int:
        """Forget the files; return the revision of the views to come."""
        self._session = Session(self._session.root)
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

    def font(self, tag: str) -> Path:
        """Find the font file that a language is set in, for the texts beside the pages."""
        session = self._session
        language = session.languages.find(tag)
        script = language.script
        file = min(session.fonts, key=lambda each: preference(each, script, script, language.font))
        return file.path or PACKAGE_FONTS / f"{file.name}.ttf"

    def view(self, job: Job) -> View:
        """Make the view of a leaflet; the same one until the files change."""
        # Another thread may replace the session at any moment, so a view uses one throughout.
        before, revision, session = self._views.get(job), self.revision, self._session
        if before is None or before.revision != revision:
            self._views[job] = self._make_view(session, job, before, revision)
        return self._views[job]

    def answer(self, job: Job, question: str, reply: Reply) -> tuple[Diagnostic, ...]:
        """Write a cleaned reply without faults as the answer to a question; return why it was not written."""
        report = self._reports.get(job)
        asked = (each for each in report.found if each.is_open and each.problem.is_question) if report else ()
        found = next((each for each in asked if each.problem.id == question), None)
        if report is None or found is None:
            message = "this is not asked any more: the words have changed, or somebody has answered"
            return (Diagnostic(message, hint="look at the message again", code="gone"),)
        try:
            return answer(self._session, report.po, found, reply).problems
        except LeafletsError as error:
            return error.diagnostics

    def _make_view(self, session: Session, job: Job, before: View | None, revision: int) -> View:
        start = perf_counter()
        try:
            if session is not self._warm:
                # A change must show within a second; fonts, templates and shaped words take most of that.
                session.reuse(self._warm)
                self._warm = session
            shown = self._catalogs.show(session, job.language)
            localised, composed = _compose(session, job, shown)
            messages = self._messages(session, job, localised, shown)
            found = (*find_refusals(session, job), *shown.problems, *self._remarks(session, job, localised))
            pages, note = self._draw(localised.document, composed), shown.note
        except LeafletsError as error:
            found = tuple(dict.fromkeys((*find_refusals(session, job), *error.diagnostics)))
            note, pages, messages = _carry_over(before)
        except Exception as error:  # a bug of ours must not end the preview
            logging.getLogger(__name__).exception("a look at %s [%s] failed", job.leaflet, job.language)
            found = (*find_refusals(session, job), program_failure(job, error))
            note, pages, messages = _carry_over(before)
        took = round((perf_counter() - start) * 1000)
        return View(job, revision, pages, messages, found, note, took)

    def _messages(
        self, session: Session, job: Job, localised: _Localised, shown: ShownCatalog
    ) -> tuple[ShownMessage, ...]:
        """Collect the messages of a leaflet, compared with the view before and with the first."""
        document, before = localised.document, self._translated.get(job, ())
        baseline = self._catalogs.baseline(session, job.language)
        said = frozenset((each.context, each.msgid) for each in document.messages)
        report = None
        if shown.po:
            baseline.add(shown.po.messages)
            # Not of the whole catalog, which may take seconds: only of what the leaflet says.
            report = self._reports[job] = session.checker.run(shown.po, said)
        site = (session.languages.find(tag) for tag in session.site_languages if tag in session.languages)
        background = Background(
            shown,
            report,
            baseline,
            {po_path(each.locale).as_posix(): each for each in site},
            self._first_said.setdefault(job, said),
        )
        found = with_edits(shown_messages(document, localised.translations, background), before)
        if shown.is_current or shown.po:
            self._translated[job] = found
        return found

    def _remarks(self, session: Session, job: Job, localised: _Localised) -> tuple[Diagnostic, ...]:
        """Collect what is told of the leaflet, and of its catalog as a whole."""
        report, standing = self._reports.get(job), localised.standing
        said = {(each.context, each.msgid) for each in localised.document.messages}
        of_catalog = (each.problem for each in report.found if each.key not in said) if report else ()
        told = find_remarks(session, localised.document, standing) if standing else ()
        return (*told, *of_catalog)

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


def _compose(session: Session, job: Job, shown: ShownCatalog) -> tuple[_Localised, tuple[Page, ...]]:
    """Localise and typeset a leaflet; messages that no font can draw fall back to the source.

    Raises:
        LeafletsError: data or a template is wrong, or the source itself cannot be typeset.
    """
    localised = _localise(session, job, shown, FallbackTranslations(shown.catalog))
    try:
        return localised, compose(localised.document, session.engine)
    except LeafletsError as error:
        # Problems without a position are not those of a translation, and are raised again below.
        undrawn = {each.position: each for each in error.diagnostics if each.position}
    localised = _localise(session, job, shown, FallbackTranslations(shown.catalog, undrawn))
    return localised, compose(localised.document, session.engine)


def _localise(
    session: Session, job: Job, shown: ShownCatalog, translations: FallbackTranslations
) -> _Localised:
    """Localise a leaflet, even if its catalog is incomplete; it is a draft unless all of it is signed."""
    library = session.library
    if library is None or job.leaflet not in library.leaflets:
        raise LeafletsError(find_refusals(session, job) or _unknown_leaflet(job))
    document = localise(
        library,
        job.leaflet,
        translations,
        session.templates,
        site_translations=lambda: translations.in_all_languages(find_printable_catalogs(session)),
    )
    # Without the present catalog it is unknown which texts are machine made: no signature is mentioned.
    if not shown.is_current:
        return _Localised(document, translations, None)
    found = find_standing(session, document, library, shown.catalog, unfinished=bool(translations.unfinished))
    return _Localised(apply_standing(document, found), translations, found)


def _carry_over(before: View | None) -> tuple[str, tuple[PagePicture, ...], tuple[ShownMessage, ...]]:
    """Take note, pages and messages from the previous view, for one whose own cannot be made."""
    if before is None or not before.pages:
        return _NOTHING, (), ()
    return _OLD, before.pages, before.messages


def _unknown_leaflet(job: Job) -> Diagnostic:
    return Diagnostic(f'there is no leaflet "{job.leaflet}"', Position(DATA), "choose another one")
