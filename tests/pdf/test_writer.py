"""Whole files: the same bytes every time, sound, and drawn as the pages say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from leaflets.layout.pages import Artifact, Page, PathItem, RectItem, TextItem
from leaflets.pdf.graphics import write_colour, write_rectangle
from leaflets.pdf.writer import PdfCache, write
from tests.pdf import samples
from tests.pdf.conftest import Sample


def test_the_same_leaflet_gives_the_same_bytes(written: dict[str, Sample], pdf_cache: PdfCache) -> None:
    """Warm or cold, and whatever was written before."""
    for sample in written.values():
        assert write(sample.document, sample.pages, pdf_cache) == sample.data
        assert write(sample.document, sample.pages, PdfCache()) == sample.data


def test_other_words_give_another_identifier(written: dict[str, Sample]) -> None:
    found = {tuple(re.findall(rb"/ID \[<(\w+)>", sample.data)) for sample in written.values()}
    assert len(found) == len(written)
    assert all(len(identifiers) == 1 for identifiers in found)


def test_qpdf_finds_no_fault(written: dict[str, Sample], tmp_path: Path) -> None:
    for lang, sample in written.items():
        path = tmp_path / f"{lang}.pdf"
        path.write_bytes(sample.data)
        if shutil.which("qpdf"):
            done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_nothing_but_embedded_fonts(written: dict[str, Sample]) -> None:
    for sample in written.values():
        assert b"Helvetica" not in sample.data
        assert b"ASCII85" not in sample.data
        assert sample.data.count(b"/Subtype /Type0") == sample.data.count(b"/FontFile2")


def test_untagged_files_are_for_comparison(written: dict[str, Sample]) -> None:
    sample = written["en"]
    data = write(sample.document, sample.pages, PdfCache(), profiles=())
    for name in (b"StructTreeRoot", b"StructParents", b"/Metadata", b"/Lang"):
        assert name in sample.data
        assert name not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2


def test_tags_change_nothing_that_is_seen(written: dict[str, Sample]) -> None:
    for sample in written.values():
        plain = write(sample.document, sample.pages, PdfCache(), profiles=())
        assert pixels(plain) == pixels(sample.data)


def pixels(data: bytes) -> list[bytes]:
    file = pypdfium2.PdfDocument(data)
    images = [page.render(scale=1).to_pil().tobytes() for page in file]
    file.close()
    return images


def test_colours_are_device_rgb() -> None:
    assert write_colour("#1c5d6e", "rg") == b"0.11 0.365 0.431 rg "
    with pytest.raises(ValueError, match="'petrol' is no colour; write it as #rrggbb"):
        write_colour("petrol", "rg")


def test_rectangles_have_round_corners_if_asked() -> None:
    rect = RectItem(Artifact.LAYOUT, 10, 20, 30, 40, fill="#000000")
    assert write_rectangle(rect) == "10 20 30 40 re "
    rounded = write_rectangle(replace(rect, radius=5))
    assert rounded.count(" c ") == 4
    # All points, handles too, are within the rectangle, and the path reaches each of its edges.
    numbers = [float(each) for each in re.findall(r"[\d.]+", rounded)]
    assert (min(numbers[::2]), max(numbers[::2])) == (10, 40)
    assert (min(numbers[1::2]), max(numbers[1::2])) == (20, 60)
    assert write_rectangle(replace(rect, radius=500)).startswith("25 20 m ")


def content(items: tuple[RectItem | PathItem | TextItem, ...], sample: Sample) -> str:
    page = Page(samples.WIDTH, samples.HEIGHT, items)
    with pikepdf.open(io.BytesIO(write(sample.document, (page,), PdfCache()))) as pdf:
        return str(pdf.pages[0].Contents.read_bytes().decode())


def test_the_graphics_state_is_said_once(written: dict[str, Sample]) -> None:
    path = (("m", 0.0, 0.0), ("l", 9.0, 0.0))
    rule = PathItem(Artifact.LAYOUT, path, stroke="#888888", stroke_width=0.5, dash=(2, 1))
    stream = content((rule, rule, replace(rule, dash=())), written["en"])
    assert stream.count(" RG ") == 1
    assert stream.count("0.5 w ") == 1
    assert stream.count("[2 1]0 d ") == 1
    assert stream.count("[]0 d ") == 1
    assert stream.count("/Artifact<</Type/Layout>>BDC") == 1
    assert stream.count("EMC") == 1


def test_artifacts_say_what_they_are(written: dict[str, Sample]) -> None:
    sample = written["en"]
    text = next(item for item in sample.pages[0].items if isinstance(item, TextItem))
    # What an artifact is does not depend on where it stands.
    foot, head = (replace(text, owner=owner, y=400.0) for owner in (Artifact.FOOTER, Artifact.HEADER))
    ground = RectItem(Artifact.BACKGROUND, 0, 0, 10, 10, fill="#eeeeee")
    stream = content((head, ground, foot), sample)
    assert "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC" in stream
    assert "/Artifact<</Type/Background/BBox[0 0 595.28 841.89]>>BDC" in stream
    assert "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC" in stream
