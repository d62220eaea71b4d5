"""Leaflets in scripts that few programs set: what is read out of them is what was said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflets.document.nodes import Document, Run
from leaflets.languages import language
from leaflets.layout.pages import Page
from leaflets.pdf.writer import PdfCache, write
from tests.pdf import samples
from tests.pdf.conformance import by_page_validation, validate
from tests.pdf.copying import by_poppler, squeezed
from tests.pdf.reading import read
from tests.scripts import ROWS, WORDS, Words


@dataclass(frozen=True, slots=True)
class Written:
    """A leaflet of few words, and its file."""

    document: Document
    pages: tuple[Page, ...]
    data: bytes


def made(words: Words, cache: PdfCache) -> Written:
    foreign = Run("Ask us", lang="en", direction="ltr" if language(words.tag).direction == "rtl" else None)
    document = samples.document(samples.Words(words.tag, words.text, words.text, (words.text,) * 2, foreign))
    pages = samples.compose(document)
    return Written(document, pages, write(document, pages, cache))


@pytest.fixture(scope="module")
def leaflets() -> dict[str, Written]:
    cache = PdfCache()
    return {words.tag: made(words, cache) for words in WORDS if words.tag not in ROWS}


def test_the_tags_give_every_word(leaflets: dict[str, Written]) -> None:
    for tag, leaflet in leaflets.items():
        said = ["".join(run.text for run in node.runs) for node in leaflet.document.root.walk() if node.runs]
        told = Counter(each.own.strip() for each in read(leaflet.data).root.walk())
        assert [text for text in said if text.strip() not in told] == [], tag
        assert read(leaflet.data).faults == ()


def test_poppler_loses_and_adds_no_character(leaflets: dict[str, Written], tmp_path: Path) -> None:
    for tag, leaflet in leaflets.items():
        shown = Counter()
        for page in leaflet.pages:
            for item in page.items:
                if isinstance(item, samples.TextItem):
                    shown.update("".join(word.text for word in item.fragment.words))
        found = Counter(squeezed(by_poppler(leaflet.data, tmp_path)))
        assert found == Counter(squeezed("".join(shown.elements()))), tag


def test_files_conform(leaflets: dict[str, Written], tmp_path: Path) -> None:
    for tag, leaflet in leaflets.items():
        (tmp_path / f"{tag}.pdf").write_bytes(leaflet.data)
    verdicts = by_page_validation(sorted(tmp_path.glob("*.pdf")))
    assert len(verdicts) >= len(leaflets)
    assert [verdict for verdict in verdicts if verdict.failed] == []


@pytest.mark.slow
def test_files_conform_for_the_best_validator(leaflets: dict[str, Written], tmp_path: Path) -> None:
    for tag, leaflet in leaflets.items():
        (tmp_path / f"{tag}.pdf").write_bytes(leaflet.data)
    assert [verdict for verdict in validate(sorted(tmp_path.glob("*.pdf"))) if verdict.failed] == []
