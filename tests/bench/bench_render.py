"""How fast a leaflet is set, against Platypus in the same run; what tagging costs.

Run: ``python tests/bench/bench_render.py``. Machines are noisy, so the figures to look at are ratios. The
peer is ``reportlab.platypus.Paragraph`` with shaping on, given the same words, as headings,
paragraphs and list items, in static instances of our own fonts.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fontTools.ttLib import TTFont as FontFile
from fontTools.varLib.instancer import instantiateVariableFont
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from leaflets.build import Job, Press
from leaflets.document.nodes import Document
from leaflets.fonts import FOLDER
from leaflets.languages import language
from leaflets.pdf.writer import Store, write

ROOT = Path(__file__).parents[2]
LEAFLET = "spinal-endoscopy"
FACES = {"Latn": "NotoSans", "Arab": "NotoNaskhArabic", "Deva": "NotoSansDevanagari", "Thai": "NotoSansThai", "Hans": "NotoSansSC"}  # fmt: skip
ROUNDS = 15


def best(work: Callable[[], object]) -> float:
    """Give the least time of some rounds, in milliseconds."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def register(script: str, folder: Path) -> str:
    """Give ReportLab a static instance of the face of a script; it cannot read variable fonts."""
    name = FACES[script]
    path = folder / f"{name}.ttf"
    font = FontFile(FOLDER / f"{name}.ttf")
    instantiateVariableFont(font, {"wght": 400}, inplace=True).save(path)
    pdfmetrics.registerFont(TTFont(name, str(path), shapable=True))
    return name


def platypus(document: Document, face: str) -> Callable[[], bytes]:
    """Make the peer's work: the same words, in the same blocks."""
    style = ParagraphStyle("body", fontName=face, fontSize=12, leading=16.2, shaping=1)
    head = ParagraphStyle("head", parent=style, fontSize=13)
    blocks = [(node.level, node.text) for node in document.blocks()]

    def work() -> bytes:
        stream = io.BytesIO()
        story = [Paragraph(text, head if level else style) for level, text in blocks]
        SimpleDocTemplate(stream).build(story)
        return stream.getvalue()

    return work


def main() -> None:
    """Print a row a language."""
    press, store = Press(ROOT), Store()
    print(
        f"{'':8} {'localise':>9} {'compose':>9} {'write':>9} {'whole':>9} {'Platypus':>9} {'ratio':>7} {'tags cost':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for tag in ("en", "es", "zh-Hans", "ar", "hi", "th"):
            document = press.localise(Job(LEAFLET, tag))
            pages = press.compose(document)
            localise = best(lambda tag=tag: press.localise(Job(LEAFLET, tag)))
            compose = best(lambda document=document: press.compose(document))
            tagged = best(lambda document=document, pages=pages: write(document, pages, store))
            bare = best(lambda document=document, pages=pages: write(document, pages, store, profiles=()))
            try:
                peer = best(platypus(document, register(language(tag).script, Path(folder))))
            except Exception as error:  # noqa: BLE001 - the peer fails on some scripts, and that is told
                print(f"{tag:8} Platypus stops: {type(error).__name__}: {error}", file=sys.stderr)
                peer = float("nan")
            render = compose + tagged
            cost = (localise + compose + tagged) / (localise + compose + bare) - 1
            print(
                f"{tag:8} {localise:9.1f} {compose:9.1f} {tagged:9.1f} {localise + render:9.1f}"
                f" {peer:9.1f} {peer / render:6.1f}x {cost:8.0%}"
            )


if __name__ == "__main__":
    main()
