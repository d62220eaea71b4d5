"""What a screen reader hears of every leaflet: the document's blocks, roles and words, in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.document.dump import as_text
from leaflets.document.nodes import Kind
from leaflets.layout.trace import trace
from tests.corpus.conftest import Printed
from tests.pdf.conformance import validate, validator
from tests.pdf.expecting import expected_blocks
from tests.pdf.reading import blocks, dump, read

GOLDEN = Path(__file__).parent / "golden"
SOFT_HYPHEN = "\u00ad"
# One leaflet for each script that is set.
PER_SCRIPT = [
    ("spinal-endoscopy", "en"),
    ("disc-ablation", "ar"),
    ("nerve-root-block", "hi"),
    ("spinal-fusion", "th"),
    ("minimally-invasive-spine-surgery", "zh-Hans"),
    ("vertebroplasty", "ur"),
]


def test_the_tags_say_what_the_document_says(corpus: tuple[Printed, ...]) -> None:
    for each in corpus:
        reading = read(each.pdf)
        heard = [(role, text.replace(SOFT_HYPHEN, "")) for role, text in blocks(reading.root)]
        assert heard == expected_blocks(each.document), each.name
        assert not reading.faults, each.name
        assert not reading.unmarked, each.name


def test_every_figure_says_what_it_shows(corpus: tuple[Printed, ...]) -> None:
    for each in corpus:
        for node in each.document.root.walk():
            if node.kind is Kind.FIGURE:
                assert len(node.alt) > 20, f"{each.name}: {node.id}"


@pytest.mark.parametrize(("leaflet", "lang"), PER_SCRIPT)
def test_tag_trees_are_as_reviewed(
    printed: Callable[[str, str], Printed], leaflet: str, lang: str, golden: Callable[[Path, str], None]
) -> None:
    each = printed(leaflet, lang)
    golden(GOLDEN / f"{leaflet}-{lang}.tags.txt", dump(read(each.pdf).root))


def test_the_reading_order_is_that_of_show(corpus: tuple[Printed, ...]) -> None:
    """What the tags say, block by block, is what ``leaflets show --format text`` prints."""
    for each in corpus:
        heard = "".join(text for role, text in blocks(read(each.pdf).root) if role != "Figure")
        figures = [node for node in each.document.root.walk() if node.kind is Kind.FIGURE]
        shown = as_text(each.document)
        for figure in figures:
            shown = shown.replace(f"[{figure.alt}]\n", "")
        said = shown.replace("_" * 40, "")
        assert without_soft_hyphens(heard) == without_soft_hyphens(said), each.name


def without_soft_hyphens(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())


@pytest.mark.parametrize(("leaflet", "lang"), PER_SCRIPT)
def test_the_words_are_as_reviewed(
    printed: Callable[[str, str], Printed], leaflet: str, lang: str, golden: Callable[[Path, str], None]
) -> None:
    each = printed(leaflet, lang)
    golden(GOLDEN / f"{leaflet}-{lang}.words.txt", as_text(each.document))


@pytest.mark.parametrize(("leaflet", "lang"), PER_SCRIPT)
def test_pages_are_set_as_reviewed(
    printed: Callable[[str, str], Printed], leaflet: str, lang: str, golden: Callable[[Path, str], None]
) -> None:
    """Where every line stands, in which face, with which glyphs: the first page, one leaflet a script."""
    each = printed(leaflet, lang)
    golden(GOLDEN / f"{leaflet}-{lang}.trace.txt", trace(each.pages[:1], glyphs=True))


@pytest.mark.slow
def test_every_file_conforms(corpus_files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    """PDF/UA-1 and PDF/A-2a, by the best validator on this machine, which is named."""
    verdicts = validate(corpus_files)
    with capsys.disabled():
        print(f"\n{validator()}: {len(corpus_files)} files, {len(verdicts)} verdicts")
    assert [verdict for verdict in verdicts if verdict.failed] == []
    assert len(verdicts) == 2 * len(corpus_files)
