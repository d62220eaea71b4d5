"""Every leaflet in every language, made once for all tests of the real content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflets.build import Job, localised
from leaflets.document.nodes import Document
from leaflets.layout.compose import compose
from leaflets.layout.pages import Page
from leaflets.pdf.writer import write
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


@pytest.fixture(scope="session")
def corpus() -> tuple[Printed, ...]:
    session = open_session(REPOSITORY)
    library = session.library
    assert library is not None
    printed = []
    for tag in library.site.value.languages:
        for leaflet in session.leaflets:
            document = localised(session, Job(leaflet, tag)).document
            pages = compose(document, session.engine)
            printed.append(Printed(document, pages, write(document, pages, session.store)))
    return tuple(printed)


@pytest.fixture(scope="session")
def corpus_files(corpus: tuple[Printed, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("corpus")
    files = []
    for each in corpus:
        files.append(folder / f"{each.name}.pdf")
        files[-1].write_bytes(each.pdf)
    return files
