"""What the leaflets of one process share: the parts of a workspace, each read once, fonts, shaped words.

A :class:`Session` only caches. Files are read by :class:`~leaflets.workspace.reader.Workspace`, and
:mod:`leaflets.build` decides what is made of them. Slow imports are placed where they are first needed, so
that a command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from leaflets.diagnostics import Checked, Diagnostic, LeafletsError
from leaflets.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from leaflets.approval.entries import Entry
    from leaflets.approval.judging import Trust
    from leaflets.catalogs.back_translations import BackTranslations
    from leaflets.checks.checker import Checker, Report
    from leaflets.content.library import Library
    from leaflets.content.reviewers import Reviewers
    from leaflets.document.templates import Templates
    from leaflets.fonts.table import FontFile
    from leaflets.languages import Languages
    from leaflets.pdf.writer import PdfCache
    from leaflets.text.paragraph import TextEngine
    from leaflets.workspace.reader import AnyCatalog, Workspace

Value = TypeVar("Value")


def current_day() -> date:
    """Look up the day in UTC, in which signatures are dated: it is the same on every machine."""
    return datetime.now(UTC).date()


class Session:
    """A workspace on one day, valid until one of its files changes.

    ``today`` is the only date that approvals are judged by, in UTC, as they are dated; no byte of the output
    depends on the clock otherwise. ``reviewers_file`` is a list of those who may sign that is trusted in
    place of the workspace's own.
    """

    def __init__(self, root: Path, *, today: date | None = None, reviewers_file: Path | None = None) -> None:
        self.root = root
        self.today = today or current_day()
        self._reviewers_file = reviewers_file
        # What the workspace returned, by the name of the part; None is an answer too (a missing catalog).
        self._answers: dict[tuple[str, ...], Checked[Any]] = {}

    def __reduce__(self) -> tuple[Callable[[Path], Session], tuple[Path]]:
        """Pickle names and the day alone; the other process reads the files again.

        Fonts and shaped words hold objects of C libraries, which cannot be pickled.
        """
        session = partial(Session, today=self.today, reviewers_file=self._reviewers_file)
        return session, (self.root,)

    @cached_property
    def workspace(self) -> Workspace:
        """The reader of the workspace's files."""
        from leaflets.workspace.reader import Workspace

        return Workspace(self.root)

    @property
    def fonts(self) -> tuple[FontFile, ...]:
        """The font files that may be used: the package's, then those of the workspace's ``fonts/``."""
        return self._once(("fonts",), self.workspace.fonts)

    @property
    def languages(self) -> Languages:
        """The table of languages: the package's, with the workspace's own rows."""
        return self._once(("languages",), lambda: self.workspace.languages(self.fonts))

    @property
    def library(self) -> Library | None:
        """All data of the workspace; None if a file that everything depends on is wrong."""
        return self._once(("library",), lambda: self.workspace.library(self.languages))

    def require_library(self) -> Library:
        """Return the data, for callers that cannot work without it.

        Raises:
            LeafletsError: a file that everything depends on is wrong; with every problem that was found.
        """
        if self.library is None:
            raise LeafletsError(self.problems)
        return self.library

    @property
    def templates(self) -> Templates:
        """The Jinja2 templates; each is compiled when it is first rendered."""
        return self._once(("templates",), self.workspace.templates)

    @property
    def translated_languages(self) -> tuple[str, ...]:
        """The tags of the languages that have a catalog below ``locales/``, in alphabetical order."""
        return self._once(
            ("translated languages",), lambda: self.workspace.translated_languages(self.languages)
        )

    def catalog(self, tag: str) -> AnyCatalog | None:
        """Look up the catalog of a language; None if it is missing or broken, or the tag is unknown."""
        if tag not in self.languages:
            return None  # an unknown tag in site.yaml is reported with the data
        language = self.languages.find(tag)
        return self._once(("catalog", tag), lambda: self.workspace.catalog(language))

    def approvals(self, tag: str) -> tuple[Entry, ...]:
        """Read who signed what in a language: every entry, whether or not it counts."""
        from leaflets.workspace.approvals import read_approvals

        language = self.languages.find(tag)
        return self._once(("approvals", tag), lambda: read_approvals(self.root, language))

    @property
    def reviewers(self) -> Reviewers:
        """The people who may sign: those of the list that is trusted, nobody if there is none."""
        from leaflets.content.reviewers import Reviewers

        if self._reviewers_file is None:
            listed = self.library.reviewers if self.library else None
            return listed.value if listed else Reviewers()
        return self._once(("reviewers",), self._read_reviewers_file)

    def _read_reviewers_file(self) -> Checked[Reviewers]:
        from leaflets.content.reviewers import Reviewers
        from leaflets.workspace.approvals import read_reviewers

        assert self._reviewers_file is not None  # noqa: S101 - its only caller has looked
        try:
            return Checked(read_reviewers(self._reviewers_file))
        except LeafletsError as error:
            return Checked(Reviewers(), error.diagnostics)

    @property
    def trust(self) -> Trust:
        """What approvals are judged by."""
        from leaflets.approval.judging import Trust

        return Trust(self.reviewers, self.today)

    def back_translations(self, tag: str) -> BackTranslations:
        """Look up the back-translations of a language; none if nobody has made any."""
        language = self.languages.find(tag)
        return self._once(("back-translations", tag), lambda: self.workspace.back_translations(language))

    @cached_property
    def checker(self) -> Checker:
        """The checks of translations, with the workspace's glossary and words.

        Raises:
            LeafletsError: a file that everything depends on is wrong.
        """
        from leaflets.checks.checker import Checker
        from leaflets.checks.fit import Fitting
        from leaflets.checks.lexicon import Lexicons

        library = self.require_library()
        terms = library.glossary.value.terms if library.glossary else ()
        own = {tag: found.value for tag, found in library.lexicons.items()}
        return Checker(terms, Fitting(lambda: self.engine, library.longest_ladder()), Lexicons(own))

    def findings(self, tag: str) -> Report | None:
        """Check the catalog of a language, once; None if it has none, as the source and pseudo-languages."""
        from leaflets.catalogs.catalog import Catalog

        catalog = self.catalog(tag)
        if not isinstance(catalog, Catalog):
            return None
        return self._once(("findings", tag), lambda: Checked(self.checker.run(catalog.po)))

    @cached_property
    def engine(self) -> TextEngine:
        """The text engine, which keeps opened fonts and shaped words for all leaflets of the process."""
        from leaflets.fonts.faces import FontLibrary
        from leaflets.text.paragraph import TextEngine

        return TextEngine(FontLibrary(files=self.fonts), self.languages)

    @cached_property
    def pdf_cache(self) -> PdfCache:
        """What the PDF writer keeps from file to file: font subsets and the encoded bytes of words."""
        from leaflets.pdf.writer import PdfCache

        return PdfCache()

    def reuse(self, before: Session) -> None:
        """Take over what is slow to make from a session on an earlier state of the files, where it is equal.

        Opened fonts and shaped words, compiled templates, the sources as the checks have read them.
        """
        if (self.languages, self.fonts) != (before.languages, before.fonts):
            return
        self.engine = before.engine
        # The data first, as everywhere: problems are told in the order of reading.
        now, then = self.library, before.library
        found = self.workspace.templates()
        same = found.value.sources == before.templates.sources
        self._answers["templates",] = Checked(before.templates, found.problems) if same else found
        if now and then and _checked_by(now) == _checked_by(then):
            self.checker = before.checker

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the parts that were read so far, each problem once, in the order of reading."""
        # Two parts may report one fault: an unreadable folder stops the check of file names and the reader.
        return tuple(
            dict.fromkeys(problem for answer in self._answers.values() for problem in answer.problems)
        )

    @property
    def leaflets(self) -> tuple[str, ...]:
        """The ids of all leaflets in alphabetical order, including those whose file is broken."""
        library = self.library
        return tuple(sorted({*library.leaflets, *library.broken})) if library else ()

    @property
    def site_languages(self) -> tuple[str, ...]:
        """The tags of the languages that the hospital hands leaflets out in, in the order of site.yaml."""
        return tuple(dict.fromkeys(self.library.site.value.languages)) if self.library else ()

    def missing_font(self, tag: str) -> Diagnostic | None:
        """Report that no font has the script of a language; None if one has, or the tag is unknown."""
        from leaflets.fonts.needs import missing_script

        return missing_script(self.languages.find(tag), self.fonts) if tag in self.languages else None

    @property
    def known_languages(self) -> tuple[str, ...]:
        """The tags that a command accepts: the hospital's, the source, those with a catalog, pseudo ones."""
        from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES

        known = (*self.site_languages, SOURCE_LANGUAGE, *self.translated_languages, *PSEUDO_LANGUAGES)
        return tuple(dict.fromkeys(known))

    def read(self, languages: Iterable[str]) -> None:
        """Read all that leaflets in these languages depend on, so that every fault is known from the start.

        Otherwise the first leaflet would be made before a fault in the files of the second is found. The
        catalogs of the site's other languages are read too, because a guide has a notice in each of them.
        """
        if self.library is None:
            return  # without the data no leaflet can be made
        _ = self.templates, self.reviewers  # read for their problems
        for tag in dict.fromkeys((*self.site_languages, *languages)):
            # An unknown tag has no catalog, and approvals() would raise for it.
            if self.catalog(tag) is not None:
                self.approvals(tag)

    def _once(self, name: tuple[str, ...], read: Callable[[], Checked[Value]]) -> Value:
        """Read a part when it is first needed, and keep the answer with its problems."""
        if name not in self._answers:
            self._answers[name] = read()
        # One dictionary holds parts of all types; each name is only ever used with one ``read``.
        return cast("Value", self._answers[name].value)


def _checked_by(library: Library) -> tuple[object, ...]:
    """Collect the data that the checks of translations use."""
    glossary = library.glossary.value if library.glossary else None
    return glossary, {tag: found.value for tag, found in library.lexicons.items()}, library.longest_ladder()
