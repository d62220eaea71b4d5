"""Every leaflet in every language, made once for all tests of the real content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from leaflets.build import Job, list_jobs, read_and_localise
from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import Document
from leaflets.layout.compose import compose
from leaflets.layout.pages import Page
from leaflets.pdf.writer import write
from leaflets.session import Session
from tests.workspaces import REPOSITORY, open_session


@dataclass(frozen=True)
class Printed:
    """A leaflet at every stage."""

    document: Document
    pages: tuple[Page, ...]
    pdf: bytes

    @property
    def name(self) -> str:
        return f"{self.document.leaflet}-{self.document.lang}"


@dataclass
class Press:
    """Makes the shipped leaflets, each once; what is refused is kept by its job, with the problems.

    So a sentence that is being translated anew costs the tests of its own leaflets, and one test reports it
    (``test_every_leaflet_is_made``) instead of all.
    """

    session: Session
    _made: dict[Job, Printed | LeafletsError] = field(default_factory=dict)

    def jobs(self) -> tuple[Job, ...]:
        return list_jobs(self.session.leaflets, self.session.site_languages)

    def make(self, job: Job) -> Printed | LeafletsError:
        if job not in self._made:
            try:
                document = read_and_localise(self.session, job).document
                pages = compose(document, self.session.engine)
                self._made[job] = Printed(document, pages, write(document, pages, self.session.pdf_cache))
            except LeafletsError as error:
                self._made[job] = error
        return self._made[job]


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(open_session(REPOSITORY))


@pytest.fixture(scope="session")
def corpus(press: Press) -> tuple[Printed, ...]:
    """All leaflets that can be made."""
    made = tuple(each for job in press.jobs() if isinstance(each := press.make(job), Printed))
    assert made  # or what is promised of each of them would be promised of nothing
    return made


@pytest.fixture(scope="session")
def printed(press: Press) -> Callable[[str, str], Printed]:
    """Make one leaflet; a test of it is skipped while it is refused."""

    def make(leaflet: str, language: str) -> Printed:
        job = Job(leaflet, language)
        assert job in press.jobs(), f"{job} is gone: let the tests of its script look at another leaflet"
        made = press.make(job)
        if isinstance(made, LeafletsError):
            pytest.skip(f"{leaflet} [{language}] is refused: {made}")
        return made

    return make


@pytest.fixture(scope="session")
def corpus_files(corpus: tuple[Printed, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("corpus")
    files = []
    for each in corpus:
        files.append(folder / f"{each.name}.pdf")
        files[-1].write_bytes(each.pdf)
    return files
