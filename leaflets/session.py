"""What the leaflets of one process share: data, templates, catalogs, fonts, shaped words.

A :class:`Session` reads and opens each part when it is first asked for, and takes one leaflet from
its data to its pages and bytes. Slow imports stand where they are first needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

if TYPE_CHECKING:
    from leaflets.approval.reviews import Approval, Reviews
    from leaflets.approval.signoff import Standing
    from leaflets.catalogs.catalog import Catalog, SourceCatalog
    from leaflets.catalogs.pseudo import PseudoCatalog
    from leaflets.content.library import Library
    from leaflets.content.reading import Located
    from leaflets.document.nodes import Document
    from leaflets.document.speaking import Translations
    from leaflets.document.templates import Templates
    from leaflets.layout.pages import Page
    from leaflets.pdf.writer import Store
    from leaflets.text.paragraph import TextEngine
    from leaflets.workspace.reader import Workspace

# Errors of a file on which no leaflet rests: they are told, but every leaflet is made.
REFUSING_NOTHING = frozenset({"unknown-file", "no-file", "unused-figure", "font-file"})


@dataclass(frozen=True, slots=True)
class Job:
    """One leaflet to be made in one language, perhaps with its HTML twin."""

    leaflet: str
    language: str
    twin: bool = False


def _session(root: Path, today: date) -> Session:
    return Session(root, today=today)


class Session:
    """What is read and opened once for many leaflets; each part when it is first asked for."""

    def __init__(self, root: Path, *, today: date | None = None) -> None:
        self.root = root
        self.today = today or date.today()
        self._reviews: dict[str, Located[Reviews] | None] = {}
        self._catalogs: dict[str, Catalog | SourceCatalog | PseudoCatalog | None] = {}

    def __reduce__(self) -> tuple[Callable[..., Session], tuple[Path, date]]:
        """Travel to another process as the folder and the day, to be read there again."""
        return _session, (self.root, self.today)

    @cached_property
    def workspace(self) -> Workspace:
        """Give the workspace, which gathers what is wrong with its files."""
        from leaflets.workspace.reader import Workspace

        return Workspace(self.root)

    @cached_property
    def library(self) -> Library | None:
        """Give all data; None if a file that everything rests on is wrong."""
        return self.workspace.library()

    @cached_property
    def templates(self) -> Templates:
        """Give the templates."""
        return self.workspace.templates()

    @cached_property
    def engine(self) -> TextEngine:
        """Give the text engine, with its fonts and the words it has shaped."""
        from leaflets.fonts.faces import FontLibrary
        from leaflets.text.paragraph import TextEngine

        return TextEngine(FontLibrary(files=self.workspace.fonts), self.workspace.tongues)

    @cached_property
    def store(self) -> Store:
        """Give what the writer of PDF keeps from file to file."""
        from leaflets.pdf.writer import Store

        return Store()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Give what is wrong with the files that were read so far."""
        return tuple(dict.fromkeys(self.workspace.problems))

    @property
    def leaflets(self) -> tuple[str, ...]:
        """Give the ids of all leaflets, those whose file is broken too."""
        library = self.library
        return tuple(sorted({*library.leaflets, *library.broken})) if library else ()

    def catalog(self, tag: str) -> Catalog | SourceCatalog | PseudoCatalog | None:
        """Give the catalog of a language; None if it is missing or broken."""
        if tag not in self._catalogs:
            self._catalogs[tag] = self.workspace.catalog(tag)
        return self._catalogs[tag]

    def reviews(self, tag: str) -> Reviews:
        """Give the record of sign-offs of a language; an empty one if there is none, or it is broken."""
        from leaflets.approval.reviews import Reviews

        found = self._record(tag)
        return found.value if found else Reviews()

    def _record(self, tag: str) -> Located[Reviews] | None:
        if tag not in self._reviews:
            self._reviews[tag] = self.workspace.reviews(tag)
        return self._reviews[tag]

    def read(self, languages: Iterable[str]) -> None:
        """Read all that leaflets in these languages rest on, so that what is wrong is known from the start.

        Else the first of them would be made before the fault is met that refuses the second.
        """
        if self.library is None:
            return
        _ = self.templates
        for tag in dict.fromkeys((*self.library.site.value.languages, *languages)):
            if self.catalog(tag) is not None:
                self._record(tag)

    def standing(self, document: Document) -> Standing:
        """Tell who has signed a document's words, and whether that is enough."""
        from leaflets.approval.signoff import standing
        from leaflets.workspace.reader import SOURCE_LANGUAGE

        library, catalog = self.library, self.catalog(document.lang)
        assert library is not None and catalog is not None  # noqa: S101, PT018 - it was localised with them
        demanded = library.site.value.sign_off
        roles = demanded.source if document.lang == SOURCE_LANGUAGE else demanded.translation
        said = ((message.context, message.msgid) for message in document.messages)
        return standing(
            self.reviews(document.lang),
            document,
            roles,
            self.today,
            machine_made=catalog.is_machine_made(said),
        )

    def localise(self, job: Job) -> Document:
        """Say a leaflet in its language, with all that is wrong at once; a draft unless it is signed.

        Raises:
            LeafletsError: a file it rests on is wrong, or its words are.
        """
        from leaflets.document.localise import approved, localise

        self.read((job.language,))
        library, templates, catalog = self.library, self.templates, self.catalog(job.language)
        found = self.refusals(job)
        hopeless = any(_is_template(problem) or problem.code == "no-font" for problem in found)
        if library is None or catalog is None or hopeless or job.leaflet not in library.leaflets:
            raise LeafletsError(found)
        try:
            document = localise(library, job.leaflet, catalog, templates, draft=True, everyone=self.everyone)
        except LeafletsError as error:
            raise LeafletsError((*found, *error.diagnostics)) from error
        if found:
            raise LeafletsError(found)
        # A hospital that is only an example approves nothing.
        is_final = self.standing(document).is_final and not library.site.value.example
        return approved(document) if is_final else document

    def warnings(self, document: Document) -> tuple[Diagnostic, ...]:
        """Give what a person should know of a document: how it was made, its sign-offs and dates."""
        from leaflets.approval.signoff import problems

        record, library = self._record(document.lang), self.library
        file = self.workspace.review_file(document.lang).as_posix()

        def entry(approval: Approval) -> Position:
            if record is None:
                return Position(file)
            return record.position(("approvals", record.value.approvals.index(approval)))

        leaflet = library.leaflets.get(document.leaflet) if library else None
        due = leaflet.position(("review",)) if leaflet else Position(file)
        told = problems(self.standing(document), document, entry, due, self.today)
        return (*document.remarks, *told)

    def everyone(self) -> list[Translations]:
        """Give the catalogs of all the site's languages that can be read and printed."""
        library = self.library
        tags = library.site.value.languages if library else ()
        return [
            found for tag in tags if (found := self.catalog(tag)) and not self.workspace.without_font(tag)
        ]

    def refusals(self, job: Job) -> tuple[Diagnostic, ...]:
        """Give what is wrong with the files that a leaflet rests on."""
        library = self.library
        named = {"", job.leaflet, *(library.named_by(job.leaflet) if library else ())}
        lacking = self.workspace.without_font(job.language)
        # A font that cannot be used costs only the languages that have no other.
        harmless = REFUSING_NOTHING - {"font-file"} if lacking else REFUSING_NOTHING
        return tuple(
            problem
            for problem in (*self.problems, *((lacking,) if lacking else ()))
            if problem.is_error
            and problem.code not in harmless
            and problem.leaflet in named
            and problem.language in ("", job.language)
        )

    def compose(self, document: Document) -> tuple[Page, ...]:
        """Set a document in type.

        Raises:
            LeafletsError: a character has no glyph, a font is gone, or the leaflet does not fit.
        """
        from leaflets.layout.compose import compose

        return compose(document, self.engine)

    def write(self, document: Document, pages: tuple[Page, ...]) -> bytes:
        """Write the pages as a PDF file."""
        from leaflets.pdf.writer import write

        return write(document, pages, self.store)

    def twin(self, document: Document) -> bytes:
        """Write the HTML twin of a document."""
        from leaflets.html.page import as_html

        return as_html(document, self.workspace.tongues).encode()


def _is_template(problem: Diagnostic) -> bool:
    return problem.position is not None and problem.position.file.partition("/")[0] == "templates"
