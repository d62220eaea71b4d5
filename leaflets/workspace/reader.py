"""The only reader of a workspace's files: ``data/``, ``templates/`` and ``locales/``.

In: a folder. Out: a library, templates and catalogs, or every problem of the run at once. A file
that is wrong refuses what rests on it and nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from leaflets.approval.reviews import Reviews
from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.catalogs.po import PoFile
from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES, PseudoCatalog
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import certain_errors
from leaflets.content import Exceptions, Leaflet, Questions, Site, Sources
from leaflets.content.files import FOLDERS, SINGLE
from leaflets.content.glossary import Glossary
from leaflets.content.languages import LanguageRows, named_fonts, table
from leaflets.content.library import Library, check
from leaflets.content.model import Model
from leaflets.content.reading import Located, read
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.templates import Templates
from leaflets.files import is_there, names_in, read_file
from leaflets.fonts.folder import read_fonts
from leaflets.fonts.needs import lost_fonts, without_font
from leaflets.fonts.table import FONT_FILES, FontFile
from leaflets.languages import Language, Languages, UnknownLanguageError
from leaflets.workspace.names import CATALOG, DATA, TEMPLATE, is_hidden, strangers, unreadable

SOURCE_LANGUAGE = "en"
_PO = f"LC_MESSAGES/{CATALOG}"
_ID = re.compile(rb"^id:[ ]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass
class Workspace:
    """A folder that holds what a hospital says, read when it is asked for."""

    root: Path
    problems: list[Diagnostic] = field(default_factory=list)

    def library(self) -> Library | None:
        """Read all data; None if a file that everything rests on is wrong (see ``problems``)."""
        if not os.path.isdir(self.root / "data"):  # noqa: PTH112 - never raises
            hint = "name one with --workspace, or make one: leaflets init DIR"
            self._refuse(f"there is no workspace in {self.root}", Position(str(self.root)), hint)
            return None
        # First of all: a file that is lacking may only be named wrongly.
        self.problems.extend(strangers(self.root))
        leaflets, broken = self._leaflets()
        singles = {name: self._read(Path("data") / f"{name}.yaml", model) for name, model in SINGLE.items()}
        if not all(singles.values()):
            return None
        glossary = self._read(Path("data/glossary.yaml"), Glossary) if self._has("glossary") else None
        library = Library(
            leaflets,
            _as(singles["questions"], Questions),
            _as(singles["site"], Site),
            _as(singles["sources"], Sources),
            _as(singles["exceptions"], Exceptions),
            frozenset(broken),
            _as(glossary, Glossary) if glossary else None,
            self.tongues,
        )
        self.problems.extend(check(library))
        self.problems.extend(self._misnamed())
        return library

    @cached_property
    def tongues(self) -> Languages:
        """Give the table of languages: the package's, with the rows of ``data/languages.yaml``."""
        found = self._read(Path("data/languages.yaml"), LanguageRows) if self._has("languages") else None
        if found is None:
            return Languages()
        rows = _as(found, LanguageRows)
        languages, problems = table(rows)
        self.problems.extend(problems)
        self.problems.extend(lost_fonts(named_fonts(rows), self.fonts))
        return languages

    @cached_property
    def fonts(self) -> tuple[FontFile, ...]:
        """Give the fonts: the package's, then those of the folder ``fonts/`` if there is one."""
        found = read_fonts(self.root)
        self.problems.extend(found.problems)
        return (*FONT_FILES, *found.files)

    def without_font(self, tag: str) -> Diagnostic | None:
        """Say that no font has the script of a language; None if one has."""
        return without_font(self.tongues.find(tag), self.fonts) if tag in self.tongues else None

    def _has(self, name: str) -> bool:
        return is_there(self.root / "data" / f"{name}.yaml")

    def templates(self) -> Templates:
        """Read the templates."""
        folder = Path("templates")
        sources = {}
        for name in self._names(folder, TEMPLATE):
            content = self._bytes(folder / name) or b""
            try:
                sources[name] = content.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, error.start) + 1
                place = Position(f"templates/{name}", line)
                hint = "save the template with the encoding UTF-8"
                self._refuse("the template is not UTF-8", place, hint, "encoding")
        return Templates(sources)

    def languages(self) -> tuple[str, ...]:
        """Give the languages that can be asked for: the source's, those with a catalog, the pseudo ones."""
        return (*dict.fromkeys((SOURCE_LANGUAGE, *self.translated(), *PSEUDO_LANGUAGES)),)

    def translated(self) -> tuple[str, ...]:
        """Give the languages that have a catalog in the folder of their name."""
        return tuple(sorted(tongue.tag for tongue in self._translated()))

    def _translated(self) -> Iterator[Language]:
        """Yield the languages of the folders that hold a catalog."""
        for name in self._locales:
            with suppress(UnknownLanguageError):
                yield self.tongues.from_locale(name)

    @cached_property
    def _locales(self) -> tuple[str, ...]:
        """Give the names of the folders that hold a catalog, or something of its name."""
        locales = self.root / "locales"
        return tuple(name for name in self._names(Path("locales")) if is_there(locales / name / _PO))

    def catalog(self, tag: str) -> Catalog | SourceCatalog | PseudoCatalog | None:
        """Read the catalog of a language; None if it is missing or broken (see ``problems``)."""
        if tag not in self.tongues:
            return None  # the check of site.yaml says so
        found = self.tongues.find(tag)
        if tag in PSEUDO_LANGUAGES:
            return PseudoCatalog(found, PSEUDO_LANGUAGES[tag])
        if tag == SOURCE_LANGUAGE:
            return SourceCatalog(found)
        po = self.po_file(found)
        return Catalog(po, certain_errors) if po else None

    def po_file(self, tongue: Language) -> PoFile | None:
        """Read the PO file of a language; None if it is missing or broken (see ``problems``)."""
        content = self.po_bytes(tongue)
        if content is None:
            return None
        try:
            return read_po_file(content, self.po_path(tongue).as_posix(), tongue)
        except LeafletsError as error:
            self.problems.extend(error.diagnostics)
            return None

    def po_bytes(self, tongue: Language) -> bytes | None:
        """Read the bytes of a PO file, whatever they are; None if there is none (see ``problems``)."""
        return self._bytes(self.po_path(tongue), tongue)

    def po_path(self, tongue: Language) -> Path:
        """Give the place of a language's catalog, from the workspace's folder."""
        return Path("locales") / tongue.locale / _PO

    def review_file(self, tag: str) -> Path:
        """Give the place of a language's record of sign-offs, from the workspace's folder."""
        return Path("locales") / self.tongues.find(tag).locale / "review.yaml"

    def reviews(self, tag: str) -> Located[Reviews] | None:
        """Read the record of sign-offs of a language; None if there is none, or it is wrong.

        One that is wrong refuses its language: what it says of approvals cannot be known.
        """
        path = self.review_file(tag)
        if not is_there(self.root / path):
            return None
        before = len(self.problems)
        found = self._read(path, Reviews)
        self.problems[before:] = [replace(each, language=tag) for each in self.problems[before:]]
        return _as(found, Reviews) if found else None

    def signed(self, tag: str, hashed: str) -> bytes | None:
        """Read the words that were signed, by their hash; None if they were not kept."""
        try:
            return read_file(self.root / self.signed_file(tag, hashed))
        except OSError:
            return None

    def signed_file(self, tag: str, hashed: str) -> Path:
        """Give the place where signed words are kept, from the workspace's folder."""
        return Path("locales") / self.tongues.find(tag).locale / "signed" / f"{hashed[:16]}.json"

    def _leaflets(self) -> tuple[dict[str, Located[Leaflet]], set[str]]:
        """Read all leaflets; give them by id, and the ids of those whose file is broken."""
        found: dict[str, Located[Leaflet]] = {}
        broken: set[str] = set()
        for folder, model in FOLDERS.items():
            place = Path("data") / folder
            for path in (place / name for name in self._names(place, DATA)):
                before = len(self.problems)
                result = self._read(path, model)
                if result is None:
                    name = _named(self.root / path)
                    broken.add(name)
                    # A broken file refuses its own leaflet and no other.
                    self.problems[before:] = [replace(each, leaflet=name) for each in self.problems[before:]]
                    continue
                leaflet = _as(result, Leaflet)
                name = leaflet.value.id
                if name in found:
                    first = found[name].position(("id",))
                    hint = f"it stands in {first} already; ids are unique"
                    self._refuse(
                        f'the id "{name}" is taken', leaflet.position(("id",)), hint, "duplicate-id", name
                    )
                else:
                    found[name] = leaflet
        if not found and not broken:
            hint = "put a leaflet there: leaflets init DIR makes a workspace with examples"
            self._refuse("the workspace has no leaflets", Position("data/procedures"), hint, "no-leaflets")
        return found, broken

    def _names(self, folder: Path, ending: str = "") -> tuple[str, ...]:
        """Give the names in a folder that end so, in order; a folder that is closed to us is told."""
        try:
            names = names_in(self.root / folder)
        except OSError as error:
            self.problems.append(unreadable(self.root / folder, self.root, error, what="folder"))
            return ()
        return tuple(name for name in names if name.endswith(ending) and not is_hidden(name))

    def _read(self, path: Path, model: type[Model]) -> Located[Model] | None:
        content = self._bytes(path)
        if content is None:
            return None
        try:
            return read(content, path.as_posix(), model)
        except LeafletsError as error:
            self.problems.extend(error.diagnostics)
            return None

    def _bytes(self, path: Path, lang: Language | None = None) -> bytes | None:
        tag = lang.tag if lang else ""
        try:
            return read_file(self.root / path)
        except FileNotFoundError:
            hint = f"begin it: leaflets catalog init {tag}" if lang else "put the file back"
            place = Position(path.as_posix())
            problem = Diagnostic("the file is not there", place, hint, code="missing-file", language=tag)
        except OSError as error:
            problem = unreadable(self.root / path, self.root, error, language=tag)
        self.problems.append(problem)
        return None

    def _misnamed(self) -> Iterator[Diagnostic]:
        """Yield the folders of catalogs that no language is named by: their words would never be read."""
        for name in self._locales:
            try:
                self.tongues.from_locale(name)
            except UnknownLanguageError as error:
                place = Position(f"locales/{name}/{_PO}")
                yield Diagnostic(f"the catalog is not read: {error}", place, error.hint, code="unknown-file")

    def _refuse(
        self, message: str, place: Position, hint: str = "", code: str = "", leaflet: str = ""
    ) -> None:
        self.problems.append(Diagnostic(message, place, hint, code=code, leaflet=leaflet))


def _named(path: Path) -> str:
    """Give the id that a broken file would have: the one that it names, else the file's own name."""
    try:
        named = _ID.search(read_file(path))
    except OSError:
        named = None
    return named[1].decode() if named else path.stem


def _as(found: object, model: type[Model]) -> Located:  # type: ignore[type-arg]
    """Narrow what was read to the model that its file holds."""
    assert isinstance(found, Located)  # noqa: S101 - the caller read it with this model
    assert isinstance(found.value, model)  # noqa: S101
    return found
