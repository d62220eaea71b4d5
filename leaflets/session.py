"""What the leaflets of one process share: the parts of a workspace, each read once, fonts, shaped words.

A :class:`Session` only caches. It decides nothing: what is read is read by
:class:`~leaflets.workspace.reader.Workspace`, what becomes of it is said in :mod:`leaflets.build`. Slow
imports stand where they are first needed, so that a command pays for nothing that it does not use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from leaflets.diagnostics import Checked, Diagnostic
from leaflets.languages import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from leaflets.approval.reviews import Reviews
    from leaflets.content.library import Library
    from leaflets.content.reading import Located
    from leaflets.document.templates import Templates
    from leaflets.fonts.table import FontFile
    from leaflets.languages import Languages
    from leaflets.pdf.writer import Store
    from leaflets.text.paragraph import TextEngine
    from leaflets.workspace.reader import AnyCatalog, Workspace

Value = TypeVar("Value")


def _session(root: Path, today: date) -> Session:
    return Session(root, today=today)


class Session:
    """A workspace on one day, for as long as its files stay as they are.

    ``today`` is the only clock that is read; what has to be the same on every day does not ask for it.
    """

    def __init__(self, root: Path, *, today: date | None = None) -> None:
        self.root = root
        self.today = today or date.today()
        self._answers: dict[tuple[str, ...], Checked[Any]] = {}

    def __reduce__(self) -> tuple[Callable[..., Session], tuple[Path, date]]:
        """Travel to another process as the folder and the day, to be read there again."""
        return _session, (self.root, self.today)

    @cached_property
    def workspace(self) -> Workspace:
        """The reader of the workspace's files."""
        from leaflets.workspace.reader import Workspace

        return Workspace(self.root)

    @property
    def fonts(self) -> tuple[FontFile, ...]:
        """The fonts: the package's, then the workspace's own."""
        return self._once(("fonts",), self.workspace.fonts)

    @property
    def languages(self) -> Languages:
        """The table of languages: the package's, with the workspace's own rows."""
        return self._once(("languages",), lambda: self.workspace.languages(self.fonts))

    @property
    def library(self) -> Library | None:
        """All data; None if a file that everything rests on is wrong."""
        return self._once(("library",), lambda: self.workspace.library(self.languages))

    @property
    def templates(self) -> Templates:
        """The templates, compiled when they are first rendered."""
        return self._once(("templates",), self.workspace.templates)

    @property
    def translated(self) -> tuple[str, ...]:
        """The tags of the languages that have a catalog in the folder of their name."""
        return self._once(("translated",), lambda: self.workspace.translated(self.languages))

    def catalog(self, tag: str) -> AnyCatalog | None:
        """Look up the catalog of a language; None if it is missing or broken, or the tag is unknown."""
        if tag not in self.languages:
            return None  # the check of site.yaml says so
        language = self.languages.find(tag)
        return self._once(("catalog", tag), lambda: self.workspace.catalog(language))

    def reviews(self, tag: str) -> Located[Reviews] | None:
        """Look up the record of sign-offs of a language; None if there is none, or it is broken."""
        language = self.languages.find(tag)
        return self._once(("reviews", tag), lambda: self.workspace.reviews(language))

    @cached_property
    def engine(self) -> TextEngine:
        """The text engine, with its fonts and the words that it has shaped."""
        from leaflets.fonts.faces import FontLibrary
        from leaflets.text.paragraph import TextEngine

        return TextEngine(FontLibrary(files=self.fonts), self.languages)

    @cached_property
    def store(self) -> Store:
        """What the writer of PDF keeps from file to file: subsets of fonts, the bytes of words."""
        from leaflets.pdf.writer import Store

        return Store()

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the parts that were read so far, each once."""
        return tuple(
            dict.fromkeys(problem for answer in self._answers.values() for problem in answer.problems)
        )

    @property
    def leaflets(self) -> tuple[str, ...]:
        """The ids of all leaflets, those whose file is broken too."""
        library = self.library
        return tuple(sorted({*library.leaflets, *library.broken})) if library else ()

    @property
    def site_languages(self) -> tuple[str, ...]:
        """The tags of the languages that the hospital hands leaflets out in, each once."""
        return tuple(dict.fromkeys(self.library.site.value.languages)) if self.library else ()

    def without_font(self, tag: str) -> Diagnostic | None:
        """Say that no font has the script of a language; None if one has, or there is no such language."""
        from leaflets.fonts.needs import without_font

        return without_font(self.languages.find(tag), self.fonts) if tag in self.languages else None

    @property
    def known_languages(self) -> tuple[str, ...]:
        """The tags that can be asked for: the hospital's, the source's, those with a catalog, pseudo ones."""
        from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES

        known = (*self.site_languages, SOURCE_LANGUAGE, *self.translated, *PSEUDO_LANGUAGES)
        return tuple(dict.fromkeys(known))

    def read(self, languages: Iterable[str]) -> None:
        """Read all that leaflets in these languages rest on, so that what is wrong is known from the start.

        Else the first of them would be made before the fault is met that refuses the second. The catalogs of
        the site's other languages are read as well, because every leaflet has a notice in each of them.
        """
        if self.library is None:
            return
        _ = self.templates
        for tag in dict.fromkeys((*self.site_languages, *languages)):
            if self.catalog(tag) is not None:
                self.reviews(tag)

    def _once(self, name: tuple[str, ...], read: Callable[[], Checked[Value]]) -> Value:
        """Ask the workspace when a part is first wanted, and keep the answer with its problems."""
        if name not in self._answers:
            self._answers[name] = read()
        return cast("Value", self._answers[name].value)
