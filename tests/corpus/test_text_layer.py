"""What comes back out of the files: the words of every language, in reading order, by two readers."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from unicodedata2 import bidirectional

from leaflets.layout.pages import Page, TextItem
from tests.corpus.conftest import Printed
from tests.pdf.copying import by_pdfium, by_poppler_raw


def without_guides(text: str) -> str:
    """Drop white space and what only guides a reader (soft hyphens, direction marks, page feeds)."""
    return re.sub(r"[\s\u00ad\u061c\u200b\u200e\u200f\u2066-\u2069\u202a-\u202e\ufeff\ufffe\x02]+", "", text)


def left_to_right(text: str) -> str:
    """Keep letters that run from left to right (UAX #9, class L)."""
    return "".join(char for char in text if bidirectional(char) == "L")


def placed(pages: tuple[Page, ...]) -> Iterator[str]:
    for page in pages:
        for item in page.items:
            if isinstance(item, TextItem):
                words = item.fragment.words
                yield from (word.text for word in (reversed(words) if item.fragment.rtl else words))


def compare(each: Printed, read: str, reader: str, without: str = "") -> None:
    wanted, got = without_guides("".join(placed(each.pages))), without_guides(read)
    if without:
        wanted, got = wanted.replace(without, ""), got.replace(without, "")
    directions = {each.document.direction, *(node.direction for node in each.document.root.walk())}
    if "rtl" in directions:
        # Readers turn lines of mixed direction in their own ways; no character may be lost.
        assert Counter(got) == Counter(wanted), f"{each.name} by {reader}"
    if each.document.direction == "rtl":
        return
    if "rtl" in directions:
        # The guide holds a notice in Arabic and Urdu: all that runs from left to right is in order.
        assert left_to_right(got) == left_to_right(wanted), f"{each.name} by {reader}"
    else:
        assert got == wanted, f"{each.name} by {reader}"


def test_poppler_reads_every_word(corpus: tuple[Printed, ...], tmp_path: Path) -> None:
    for each in corpus:
        compare(each, by_poppler_raw(each.pdf, tmp_path), "poppler")


def test_pdfium_reads_every_word(corpus: tuple[Printed, ...], tmp_path: Path) -> None:
    for each in corpus:
        # A fault of pdfium's own: it takes a word's hyphen at the end of a line ("X-ray") for one that
        # division made, and drops it. Poppler, above, proves that the hyphens are in the file.
        compare(each, by_pdfium(each.pdf, tmp_path), "pdfium", without="-")


def test_qpdf_finds_no_fault(corpus_files: list[Path]) -> None:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    for path in corpus_files:
        done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_font_is_embedded_and_subset(corpus_files: list[Path]) -> None:
    if shutil.which("pdffonts") is None:
        pytest.skip("poppler's pdffonts is not installed")
    for path in corpus_files:
        done = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=True)
        rows = done.stdout.splitlines()[2:]
        assert rows
        for row in rows:
            assert re.match(r"[A-Z]{6}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes", row), (
                f"{path.name}: {row}"
            )
