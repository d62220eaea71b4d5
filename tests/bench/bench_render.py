"""The warm bench: a leaflet through us and its words through ``reportlab.platypus``, in one process.

Ours is the whole way from data to bytes (``localise``, ``compose``, ``write``), and the part of
it that Platypus does too (``compose``, ``write``): *warm* with words that were set before, as in
a preview while a translator types, *new words* with open fonts and no word known. Theirs is one
``Paragraph`` for each block of the same words, shaped (``ParagraphStyle(shaping=1)``), in static
instances of the same faces; it knows one face a paragraph and no tags, and what it does with the
words of some languages is not right, only timed.

A second table says what tags and conformance cost: the whole way against the same without
profiles.

Run it: ``python tests/bench/bench_render.py [LEAFLET]``. Milliseconds are the best of many.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median

import uharfbuzz as hb
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from leaflets.document.nodes import Document, Kind, Node
from leaflets.languages import language
from leaflets.layout.compose import compose
from leaflets.pdf.profiles import PROFILES, Profile
from leaflets.pdf.words import WordStore
from leaflets.pdf.writer import Store, write
from leaflets.press import Job, Press
from leaflets.text.paragraph import TextEngine

ROOT = Path(__file__).parents[2]
TAGS = ("en", "ar", "hi", "th", "zh-Hans")
_TIMES = 25
_TIMES_THEIRS = 7
_WEIGHTS = {"": 400, "-Bold": 700}
_ROOM = (451.0, 698.0)  # of A4 between the margins of SimpleDocTemplate
_SIZES = {1: 27.0, 2: 13.0, 3: 12.0}


@dataclass(frozen=True, slots=True)
class Ours:
    """A leaflet in a language, with the press that makes it."""

    press: Press
    job: Job
    document: Document

    def warm(self) -> bytes:
        """Compose and write, with all words known."""
        return self.press.write(self.document, self.press.compose(self.document))

    def new_words(self) -> bytes:
        """Compose and write, with fonts open and no word known."""
        engine, store = TextEngine(self.press.engine.library), Store()
        store.fonts = self.press.store.fonts
        store.words = WordStore(store.fonts)
        return write(self.document, compose(self.document, engine), store)

    def whole(self, profiles: tuple[Profile, ...] = PROFILES) -> bytes:
        """Go the whole way from data to bytes."""
        document = self.press.localise(self.job)
        return write(document, self.press.compose(document), self.press.store, profiles=profiles)


def main() -> None:
    """Print both tables."""
    leaflet = next(iter(sys.argv[1:]), "vertebroplasty")
    press = Press(ROOT)
    all_ours = [_warmed(Ours(press, job, press.localise(job))) for job in (Job(leaflet, tag) for tag in TAGS)]
    print(f"{leaflet}, load {_load()} on {os.cpu_count()} processors; best of {_TIMES}, in milliseconds\n")
    with tempfile.TemporaryDirectory() as folder:
        _against_platypus(all_ours, Path(folder))
    print()
    _tagged_against_untagged(all_ours)
    print(f"\nload {_load()}")


def _warmed(ours: Ours) -> Ours:
    for _ in range(3):
        ours.whole()
    return ours


def _against_platypus(all_ours: list[Ours], folder: Path) -> None:
    """Print a line for each language; the target is a ratio of 5."""
    heads = ("words", "whole", "warm", "new words", "Platypus", "/whole", "/warm", "/new")
    print(f"{'':9}" + "".join(f"{head:>10}" for head in heads))
    for ours in all_ours:
        theirs = Platypus(ours.document, folder)
        parts = [best(part) for part in (ours.whole, ours.warm, ours.new_words)]
        platypus = best(theirs.run, _TIMES_THEIRS)
        times = "".join(f"{each * 1000:>10.1f}" for each in (*parts, platypus))
        ratios = "".join(f"{platypus / each:>9.1f}x" for each in parts)
        words = sum(len(node.text.split()) for node in ours.document.blocks())
        print(f"{ours.job.language:9}{words:>10}{times}{ratios}{theirs.note}", flush=True)


def _tagged_against_untagged(all_ours: list[Ours]) -> None:
    """Print what tags and metadata cost; the target is a ratio of 1.35."""
    print(f"{'':9}{'untagged':>10}{'tagged':>10}{'ratio':>10}{'bytes':>14}")
    ratios = []
    for ours in all_ours:
        plain, tagged = best_pair(lambda ours=ours: ours.whole(()), ours.whole)
        ratios.append(tagged / plain)
        sizes = f"{len(ours.whole(()))}/{len(ours.whole())}"
        times = f"{plain * 1000:>10.1f}{tagged * 1000:>10.1f}{tagged / plain:>10.2f}"
        print(f"{ours.job.language:9}{times}{sizes:>14}", flush=True)
    print(f"{'median':9}{median(ratios):>30.2f}")


def best(run: Callable[[], object], times: int = _TIMES) -> float:
    """Give the shortest time of many, in seconds."""
    return min(_timed(run) for _ in range(times))


def best_pair(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Give the shortest times of two that take turns, so that both meet the same company."""
    pairs = [(_timed(one), _timed(other)) for _ in range(2 * _TIMES)]
    return min(first for first, _ in pairs), min(second for _, second in pairs)


def _timed(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


class Platypus:
    """A document's words as Platypus sets them; ``note`` says what it could not do.

    ``run`` is the most that works: from right to left where it belongs, the whole file, or lines
    without a file.
    """

    def __init__(self, document: Document, folder: Path) -> None:
        tongue = language(document.lang)
        self._font = _registered(tongue.script, folder)
        self._leading = max(1.3, tongue.leading)
        self._document = document
        self._wrap = "RTL" if tongue.direction == "rtl" else None
        self.run: Callable[[], object] = self._write
        failed = []
        if self._wrap and (fault := self._fault()):
            self._wrap = None
            failed.append(f"right to left: {fault}")
        if fault := self._fault():
            self.run = self._break_lines
            failed.append(f"drawing: {fault}; only breaks lines")
        self.note = f"  Platypus fails ({', '.join(failed)})" if failed else ""

    def _fault(self) -> str:
        try:
            self._write()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            return f"{type(error).__name__}: {error}"
        return ""

    def _write(self) -> bytes:
        file = BytesIO()
        SimpleDocTemplate(file).build(list(self._story(self._document.root)))
        return file.getvalue()

    def _break_lines(self) -> None:
        for paragraph in self._story(self._document.root):
            paragraph.wrap(*_ROOM)

    def _story(self, node: Node) -> Iterator[Paragraph]:
        if node.runs:
            style = self._style(_SIZES[node.level] if node.kind is Kind.HEADING else 12.0, node.kind)
            words = "".join(
                f"<b>{escape(run.text)}</b>" if run.strong else escape(run.text) for run in node.runs
            )
            yield Paragraph(words, style)
        for child in node.children:
            yield from self._story(child)

    def _style(self, size: float, kind: Kind) -> ParagraphStyle:
        bold = kind in (Kind.HEADING, Kind.HEADER_CELL, Kind.CAPTION)
        return ParagraphStyle(
            "leaflet",
            fontName=self._font + ("-Bold" if bold else ""),
            fontSize=size,
            leading=size * self._leading,
            wordWrap=self._wrap,
            leftIndent=15.0 if kind is Kind.ITEM else 0.0,
            shaping=1,
        )


def _registered(script: str, folder: Path) -> str:
    """Register static instances of a script's face with ReportLab, and give the family's name."""
    face = Press(ROOT).engine.library.stack(language("en")).faces(script)[0]
    for ending, weight in _WEIGHTS.items():
        path = folder / f"{face.name}{ending}.ttf"
        path.write_bytes(_static(face.hb, weight))
        registerFont(TTFont(face.name + ending, str(path), shapable=True))
    bold = f"{face.name}-Bold"
    registerFontFamily(face.name, normal=face.name, bold=bold, italic=face.name, boldItalic=bold)
    return face.name


def _static(face: hb.Face, weight: int) -> bytes:
    """Pin a variable face to a weight and keep all else."""
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.pin_all_axes_to_default(face)
    wanted.pin_axis_location(face, "wght", weight)
    return bytes(hb.subset(face, wanted).blob.data)


def _load() -> str:
    return f"{os.getloadavg()[0]:.2f}"


if __name__ == "__main__":
    main()
