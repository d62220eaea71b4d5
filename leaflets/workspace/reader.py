"""The reader of a workspace: ``data/``, ``templates/``, ``locales/`` and ``fonts/``, as leaflets need them.

In: a folder. Out: a library, templates and catalogs, each with every problem of its files
(:class:`~leaflets.diagnostics.Checked`). A faulty file refuses only what depends on it. Nothing is cached
here: :mod:`leaflets.session` does that. Approvals are read by :mod:`leaflets.workspace.approvals`. To extract
messages, Babel reads data and templates once more (:mod:`leaflets.catalogs.pot`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from leaflets.catalogs.back_translations import BackTranslations, read_back_translations
from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.catalogs.po import PoFile
from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES, PseudoCatalog
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from leaflets.content.files import FOLDERS
from leaflets.content.glossary import Glossary
from leaflets.content.languages import LanguageRows, add_rows, named_fonts
from leaflets.content.leaflets import Leaflet, Questions
from leaflets.content.lexicons import LexiconFile
from leaflets.content.library import Library, find_inconsistencies
from leaflets.content.model import Model
from leaflets.content.reading import Located, read
from leaflets.content.reviewers import Reviewers
from leaflets.content.site import Exceptions, Site
from leaflets.content.sources import Sources
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position
from leaflets.document.templates import Templates
from leaflets.files import is_there, names_in, read_file
from leaflets.fonts.needs import missing_fonts
from leaflets.fonts.table import FONT_FILES, FontFile
from leaflets.fonts.workspace_fonts import read_fonts
from leaflets.languages import SOURCE_LANGUAGE, Language, Languages, UnknownLanguageError
from leaflets.workspace.unread_files import find_unread_files, unreadable_problem
from leaflets.workspace_files import (
    DATA,
    LEXICONS,
    LOCALES,
    TEMPLATE,
    TEMPLATES,
    YAML,
    back_translations_path,
    data_path,
    is_hidden,
    is_workspace,
    po_path,
)

AnyCatalog = Catalog | SourceCatalog | PseudoCatalog
M = TypeVar("M", bound=Model)
# An id at the start of a line, found without parsing because the file is broken.
_ID = re.compile(rb"^id:[ ]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with the data, templates and catalogs of a hospital; every method reads its files again."""

    root: Path

    def fonts(self) -> Checked[tuple[FontFile, ...]]:
        """Collect the font files: the package's, then those of the folder ``fonts/`` if there is one."""
        found = read_fonts(self.root)
        return Checked((*FONT_FILES, *found.value), found.problems)

    def languages(self, fonts: tuple[FontFile, ...]) -> Checked[Languages]:
        """Read the table of languages: the package's, with the rows of ``data/languages.yaml``."""
        rows, problems = self._read_optional("languages", LanguageRows)
        if rows is None:
            # The workspace has no table of its own, or a faulty one.
            return Checked(Languages(), problems)
        languages, wrong = add_rows(rows)
        return Checked(languages, (*problems, *wrong, *missing_fonts(named_fonts(rows), fonts)))

    def library(self, languages: Languages) -> Checked[Library | None]:
        """Read all data; None if a file that everything depends on is wrong."""
        if not is_workspace(self.root):
            hint = "name one with --workspace, or make one: leaflets init DIR"
            place = Position(str(self.root))
            return Checked(None, (Diagnostic(f"there is no workspace in {self.root}", place, hint),))
        leaflets = self._leaflets()
        questions = self._read_model(data_path("questions"), Questions)
        site = self._read_model(data_path("site"), Site)
        sources = self._read_model(data_path("sources"), Sources)
        exceptions = self._read_model(data_path("exceptions"), Exceptions)
        glossary = self._read_optional("glossary", Glossary)
        reviewers = self._read_optional("reviewers", Reviewers)
        lexicons = self._lexicons()
        parts = (leaflets, site, sources, questions, exceptions, glossary, reviewers, lexicons)
        # Unread files come first: a file reported as missing may only have a wrong name.
        problems = (*find_unread_files(self.root), *(problem for part in parts for problem in part.problems))
        # No leaflet can be made without these four.
        if not (questions.value and site.value and sources.value and exceptions.value):
            return Checked(None, problems)
        library = Library(
            leaflets=leaflets.value.found,
            broken=leaflets.value.broken,
            questions=questions.value,
            site=site.value,
            sources=sources.value,
            exceptions=exceptions.value,
            glossary=glossary.value,
            reviewers=reviewers.value,
            languages=languages,
            lexicons=lexicons.value,
        )
        return Checked(
            library, (*problems, *find_inconsistencies(library), *self._unknown_locales(languages))
        )

    def templates(self) -> Checked[Templates]:
        """Read the Jinja2 templates; one that cannot be read is empty or left out, with its problem."""
        folder = Path(TEMPLATES)
        listed = self._list(folder, TEMPLATE)
        problems = list(listed.problems)
        sources = {}
        for name in listed.value:
            content = self._read_bytes(folder / name)
            problems += content.problems
            try:
                # Windows editors put a byte order mark first, which would be printed.
                sources[name] = (content.value or b"").decode("utf-8-sig")
            except UnicodeDecodeError as error:
                # Jinja2 would not report the line.
                line = error.object.count(b"\n", 0, error.start) + 1
                place = Position((folder / name).as_posix(), line)
                hint = "save the template with the encoding UTF-8"
                problems.append(Diagnostic("the template is not UTF-8", place, hint, code="encoding"))
        return Checked(Templates(sources), tuple(problems))

    def translated_languages(self, languages: Languages) -> Checked[tuple[str, ...]]:
        """Find the tags of the languages that have a catalog in the folder of their name, sorted."""
        tags: list[str] = []
        folders = self._catalog_folders()
        for name in folders.value:
            with suppress(UnknownLanguageError):  # reported with the library
                tags.append(languages.from_locale(name).tag)
        return Checked(tuple(sorted(tags)), folders.problems)

    def catalog(self, language: Language) -> Checked[AnyCatalog | None]:
        """Read the catalog of a language; None if it is missing or broken.

        Pseudo-languages and the source have no file: their texts are made from the messages themselves.
        """
        if language.tag in PSEUDO_LANGUAGES:
            return Checked(PseudoCatalog(language, PSEUDO_LANGUAGES[language.tag]))
        if language.tag == SOURCE_LANGUAGE:
            return Checked(SourceCatalog(language))
        # certain_errors is passed in, because leaflets.catalogs must not import the checks above it.
        found = self.po_file(language)
        return Checked(Catalog(found.value, certain_errors) if found.value else None, found.problems)

    def po_file(self, language: Language) -> Checked[PoFile | None]:
        """Read and parse the PO file of a language; None if it is missing or broken."""
        content = self.po_bytes(language)
        if content.value is None:
            return Checked(None, content.problems)
        try:
            return Checked(read_po_file(content.value, po_path(language.locale).as_posix(), language))
        except LeafletsError as error:
            return Checked(None, error.diagnostics)

    def po_bytes(self, language: Language) -> Checked[bytes | None]:
        """Read the bytes of a PO file unparsed, for updating it; None if they cannot be read."""
        hint = f"begin it: leaflets catalog init {language.tag}"
        found = self._read_bytes(po_path(language.locale), hint)
        return Checked(found.value, tuple(replace(each, language=language.tag) for each in found.problems))

    def back_translations(self, language: Language) -> Checked[BackTranslations]:
        """Read the back-translations of a language; none if it has no file."""
        path = back_translations_path(language.locale)
        if not is_there(self.root / path):
            return Checked(BackTranslations())
        content = self._read_bytes(path)
        if content.value is None:
            return Checked(BackTranslations(), content.problems)
        return read_back_translations(content.value, path.as_posix(), language.tag)

    def _leaflets(self) -> Checked[_Leaflets]:
        """Read all leaflets by id; of two with the same id the first is used."""
        found: dict[str, Located[Leaflet]] = {}
        broken: set[str] = set()
        problems: list[Diagnostic] = []
        for folder, model in FOLDERS.items():
            listed = self._list(Path(DATA, folder), YAML)
            problems += listed.problems
            for path in (Path(DATA, folder) / name for name in listed.value):
                leaflet, wrong = self._read_model(path, model)
                if leaflet is None:
                    name = _likely_id(self.root / path)
                    broken.add(name)
                    # A broken file refuses its own leaflet and no other.
                    problems += [replace(each, leaflet=name) for each in wrong]
                elif leaflet.value.id in found:
                    problems.append(_duplicate_id(leaflet, found[leaflet.value.id]))
                else:
                    found[leaflet.value.id] = leaflet
        if not found and not broken:
            hint = "put a leaflet there: leaflets init DIR makes a workspace with examples"
            place = Position(f"{DATA}/procedures")
            problems.append(Diagnostic("the workspace has no leaflets", place, hint, code="no-leaflets"))
        return Checked(_Leaflets(found, frozenset(broken)), tuple(problems))

    def _lexicons(self) -> Checked[dict[str, Located[LexiconFile]]]:
        """Read the workspace's own words for checks, by the tag of their language, the name of the file."""
        found: dict[str, Located[LexiconFile]] = {}
        listed = self._list(Path(DATA, LEXICONS), YAML)
        problems = list(listed.problems)
        for path in (Path(DATA, LEXICONS, name) for name in listed.value):
            lexicon, wrong = self._read_model(path, LexiconFile)
            problems += wrong
            if lexicon and lexicon.value.language != path.stem:
                message = f'the words of "{lexicon.value.language}" are in the file of another language'
                hint = f"name the file {lexicon.value.language}{YAML}"
                problems.append(
                    Diagnostic(message, lexicon.position(("language",)), hint, code="language-tag")
                )
            elif lexicon:
                found[path.stem] = lexicon
        return Checked(found, tuple(problems))

    def _catalog_folders(self) -> Checked[tuple[str, ...]]:
        """Find the names of the folders below ``locales/`` that hold a file with the name of a catalog."""
        listed = self._list(Path(LOCALES))
        folders = (name for name in listed.value if is_there(self.root / po_path(name)))
        return Checked(tuple(folders), listed.problems)

    def _unknown_locales(self, languages: Languages) -> Iterator[Diagnostic]:
        """Report catalogs in folders not named after a language, which would never be read."""
        for name in self._catalog_folders().value:
            try:
                languages.from_locale(name)
            except UnknownLanguageError as error:
                message = f"the catalog is not read: {error}"
                place = Position(po_path(name).as_posix())
                yield Diagnostic(message, place, error.hint, code="unknown-file")

    def _list(self, folder: Path, ending: str = "") -> Checked[tuple[str, ...]]:
        """List the names in a folder that have this ending, sorted; empty if there is no such folder."""
        try:
            listed = names_in(self.root / folder)
        except OSError as error:
            return Checked((), (unreadable_problem(self.root / folder, self.root, error, what="folder"),))
        return Checked(tuple(name for name in listed if name.endswith(ending) and not is_hidden(name)))

    def _read_optional(self, name: str, model: type[M]) -> Checked[Located[M] | None]:
        """Read an optional data file; None if the workspace does not have it."""
        path = data_path(name)
        return self._read_model(path, model) if is_there(self.root / path) else Checked(None)

    def _read_model(self, path: Path, model: type[M]) -> Checked[Located[M] | None]:
        """Read a YAML file and validate it; None if it is missing or wrong."""
        content = self._read_bytes(path)
        if content.value is None:
            return Checked(None, content.problems)
        try:
            return Checked(read(content.value, path.as_posix(), model))
        except LeafletsError as error:
            return Checked(None, error.diagnostics)

    def _read_bytes(self, path: Path, if_missing: str = "put the file back") -> Checked[bytes | None]:
        """Read a file of the workspace; ``if_missing`` is the hint if it is not there."""
        try:
            return Checked(read_file(self.root / path))
        except FileNotFoundError:
            place = Position(path.as_posix())
            problem = Diagnostic("the file is not there", place, if_missing, code="missing-file")
        except OSError as error:
            problem = unreadable_problem(self.root / path, self.root, error)
        return Checked(None, (problem,))


@dataclass(frozen=True, slots=True)
class _Leaflets:
    """The leaflets that could be read, by id, and the ids of those whose file is broken."""

    found: dict[str, Located[Leaflet]]
    broken: frozenset[str]


def _likely_id(path: Path) -> str:
    """Find the id of a broken file: the one that it states, else the file name."""
    try:
        named = _ID.search(read_file(path))
    except OSError:
        named = None
    return named[1].decode() if named else path.stem


def _duplicate_id(second: Located[Leaflet], first: Located[Leaflet]) -> Diagnostic:
    name = second.value.id
    hint = f"it stands in {first.position(('id',))} already; ids are unique"
    place = second.position(("id",))
    return Diagnostic(f'the id "{name}" is taken', place, hint, code="duplicate-id", leaflet=name)
