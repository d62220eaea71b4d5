"""The sample leaflets, each set and written once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from leaflets.document.nodes import Document
from leaflets.layout.pages import Page
from leaflets.pdf.writer import PdfCache, write
from tests.pdf import samples
from tests.pdf.reading import Reading, read


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample at every stage; ``pages`` are two."""

    document: Document
    pages: tuple[Page, ...]
    data: bytes
    reading: Reading


@pytest.fixture(scope="session")
def pdf_cache() -> PdfCache:
    """What one process keeps from file to file."""
    return PdfCache()


@pytest.fixture(scope="session")
def written(pdf_cache: PdfCache) -> dict[str, Sample]:
    """Every sample by its language."""
    made = {}
    for lang, words in samples.SAMPLES.items():
        document = samples.document(words)
        pages = samples.compose(document)
        data = write(document, pages, pdf_cache)
        made[lang] = Sample(document, pages, data, read(data))
    return made
