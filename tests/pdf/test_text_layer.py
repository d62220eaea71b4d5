"""What comes out when text is copied: by poppler, by pdfium, and through the tags, exactly."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from leaflets.layout.pages import Artifact, Page, TextItem
from leaflets.pdf.writer import PdfCache, write
from tests.pdf import samples
from tests.pdf.conftest import Sample
from tests.pdf.copying import by_pdfium, by_poppler, by_poppler_raw, squeezed
from tests.pdf.reading import blocks, read

LEFT_TO_RIGHT = ("en", "th", "hi", "zh-Hans")
RIGHT_TO_LEFT = ("ar", "ur")
DIRECTIONS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# In a line from right to left pdfium parts letters from digits, and words from words, and turns the
# order of the parts round: it knows no runs (core/fxcrt/fx_bidi.cpp).
PDFIUM_TURNS = re.compile("[\u0600-\u06ff].*([A-Za-z][0-9]|[A-Za-z0-9] [A-Za-z0-9])")


def said(sample: Sample) -> str:
    """Join the words of all items, in reading order."""
    words = []
    for page in sample.pages:
        for item in page.items:
            if isinstance(item, TextItem):
                shown = item.fragment.words
                words += [word.text for word in (shown[::-1] if item.fragment.rtl else shown)]
    return "".join(words)


def spaced(text: str) -> str:
    """Leave out marks of direction; what ends a line is a space."""
    return " ".join(DIRECTIONS.sub("", text).split())


@pytest.mark.parametrize("lang", LEFT_TO_RIGHT)
def test_left_to_right_text_is_exact(written: dict[str, Sample], lang: str, tmp_path: Path) -> None:
    sample = written[lang]
    assert squeezed(by_poppler_raw(sample.data, tmp_path)) == squeezed(said(sample))
    assert squeezed(by_pdfium(sample.data, tmp_path)) == squeezed(said(sample))


@pytest.mark.parametrize("lang", RIGHT_TO_LEFT)
def test_right_to_left_blocks_are_exact(written: dict[str, Sample], lang: str, tmp_path: Path) -> None:
    """Stops, brackets, ranges, vowel signs and joiners come back where they stand in the text."""
    sample = written[lang]
    wanted = {spaced(node.text) for node in sample.document.blocks()}
    assert any("6–8" in text for text in wanted)
    by = {"poppler": by_poppler(sample.data, tmp_path), "pdfium": by_pdfium(sample.data, tmp_path)}
    lost = {
        name: {text for text in wanted if text not in spaced(read_text)} for name, read_text in by.items()
    }
    assert lost == {"poppler": set(), "pdfium": {text for text in wanted if PDFIUM_TURNS.search(text)}}


def test_hyphens_of_the_line_are_soft(tmp_path: Path, pdf_cache: PdfCache) -> None:
    text = "Die Wirbelsäulenoperation mit Betäubungsmittelbehandlung und Krankenversicherungskarte."
    words = replace(samples.SAMPLES["en"], lang="de", text=text)
    document = samples.document(words)
    pages = samples.compose(document, width=115)
    hyphens = [item for page in pages for item in page.items if isinstance(item, TextItem) and item.hyphen]
    assert len(hyphens) >= 2
    data = write(document, pages, pdf_cache)
    assert squeezed(by_poppler(data, tmp_path)).replace("\u00ad", "").count(squeezed(text)) == 1
    tagged = {own.replace("\u00ad", ""): own for _, own in blocks(read(data).root)}
    assert tagged[text].count("\u00ad") == len([item for item in hyphens if item.owner == "p1"])


def test_spaces_come_back_as_they_were() -> None:
    """Also those that a face draws with one and the same glyph."""
    words = replace(samples.SAMPLES["en"], text="Take 6\u00a0mm \u2013 or 8\u202fmm a day")
    document = samples.document(words)
    page = Page(samples.WIDTH, samples.HEIGHT, samples.compose(document, width=400)[0].items)
    data = write(document, (page,), PdfCache())
    assert ("P", words.text) in blocks(read(data).root)


def test_artifacts_are_not_read(written: dict[str, Sample]) -> None:
    sample = written["en"]
    feet = [
        item
        for page in sample.pages
        for item in page.items
        if isinstance(item, TextItem) and item.owner is Artifact.FOOTER
    ]
    assert len(feet) == 2
    assert [text for text in sample.reading.artifacts if text] == ["Your operation", "12"]
