"""The warm bench: a leaflet through us and its words through ``reportlab.platypus``, in one process.

Ours, in milliseconds: *whole* is the way from data to bytes (``localise``, ``compose``, ``write``). The
others are what Platypus does too (``compose``, ``write``): *again* with all words set before, as in a preview
while a translator types; *untagged* the same without tags and metadata, which Platypus does not write;
*next* with the words of the other leaflets known, as in a build; *new words* with open fonts and no word.

Theirs is one ``Paragraph`` for each block of the same words, with bullets and what stands on every page,
shaped (``ParagraphStyle(shaping=1)``), in static instances of the same faces. It knows one face a paragraph,
and what it does with the words of some languages is not right, only timed.

A second table says what tags and conformance cost: the whole way against the same without profiles.

Run it: ``python tests/bench/bench_render.py [LEAFLET]``. Every figure is the best of many.
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

from leaflets.build import Job, read_and_localise
from leaflets.document.nodes import Document, Kind, Node
from leaflets.languages import language
from leaflets.layout.compose import compose
from leaflets.pdf.profiles import PROFILES, Profile
from leaflets.pdf.words import WordCache
from leaflets.pdf.writer import PdfCache, write
from leaflets.session import Session
from leaflets.text.paragraph import TextEngine

ROOT = Path(__file__).parents[2]
TAGS = ("en", "ar", "hi", "th", "zh-Hans")
_TIMES = 25
_TIMES_SLOW = 7
_WEIGHTS = {"": 400, "-Bold": 700}
_ROOM = (451.0, 698.0)  # of A4 between the margins of SimpleDocTemplate
_SIZES = {1: 27.0, 2: 13.0, 3: 12.0}


@dataclass(frozen=True, slots=True)
class Ours:
    """A leaflet in a language, with the session that makes it."""

    session: Session
    job: Job
    document: Document

    def whole(self, profiles: tuple[Profile, ...] = PROFILES) -> bytes:
        """Go the whole way from data to bytes."""
        document = read_and_localise(self.session, self.job).document
        return write(
            document, compose(document, self.session.engine), self.session.pdf_cache, profiles=profiles
        )

    def again(self, profiles: tuple[Profile, ...] = PROFILES) -> bytes:
        """Compose and write, with all words known."""
        return write(
            self.document,
            compose(self.document, self.session.engine),
            self.session.pdf_cache,
            profiles=profiles,
        )

    def untagged(self) -> bytes:
        """Compose and write without tags and metadata."""
        return self.again(())

    def next(self) -> float:
        """Compose and write after the other leaflets, once, and give the seconds."""
        engine, cache = self._new()
        for leaflet in self.session.leaflets:
            if leaflet != self.job.leaflet:
                other = read_and_localise(self.session, Job(leaflet, self.job.language)).document
                write(other, compose(other, engine), cache)
        return _timed(lambda: write(self.document, compose(self.document, engine), cache))

    def new_words(self) -> bytes:
        """Compose and write, with fonts open and no word known."""
        engine, cache = self._new()
        return write(self.document, compose(self.document, engine), cache)

    def _new(self) -> tuple[TextEngine, PdfCache]:
        cache = PdfCache()
        cache.fonts = self.session.pdf_cache.fonts
        cache.words = WordCache(cache.fonts)
        return TextEngine(self.session.engine.library), cache


def main() -> None:
    """Print both tables."""
    leaflet = next(iter(sys.argv[1:]), "vertebroplasty")
    session = Session(ROOT)
    all_ours = [
        _warmed(Ours(session, job, read_and_localise(session, job).document))
        for job in (Job(leaflet, tag) for tag in TAGS)
    ]
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
    """Print a line for each language, then how many times as long Platypus takes; the target is 5."""
    heads = ("whole", "again", "untagged", "next", "new words")
    print(f"{'':9}" + "".join(f"{head:>10}" for head in ("words", *heads, "Platypus")))
    ratios = []
    for ours in all_ours:
        theirs = Platypus(ours.document, len(compose(ours.document, ours.session.engine)), folder)
        taken = [best(ours.whole), best(ours.again), best(ours.untagged)]
        taken += [min(ours.next() for _ in range(_TIMES_SLOW)), best(ours.new_words)]
        platypus = best(theirs.run, _TIMES_SLOW)
        times = "".join(f"{each * 1000:>10.1f}" for each in (*taken, platypus))
        words = sum(len(node.text.split()) for node in ours.document.blocks())
        print(f"{ours.job.language:9}{words:>10}{times}{theirs.note}", flush=True)
        ratios.append((ours.job.language, [platypus / each for each in taken]))
    print()
    print(f"{'':19}" + "".join(f"{'/' + head:>10}" for head in heads))
    for language_tag, row in ratios:
        print(f"{language_tag:19}" + "".join(f"{ratio:>9.1f}x" for ratio in row))


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
    """Measure the shortest time of many, in seconds."""
    return min(_timed(run) for _ in range(times))


def best_pair(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Measure the shortest times of two that take turns, so that both meet the same company, in seconds."""
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

    def __init__(self, document: Document, pages: int, folder: Path) -> None:
        tongue = language(document.lang)
        self._font = _registered(tongue.script, folder)
        self._leading = max(1.3, tongue.leading)
        self._document = document
        self._pages = pages
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
        SimpleDocTemplate(file).build(self._all())
        return file.getvalue()

    def _break_lines(self) -> None:
        for paragraph in self._all():
            paragraph.wrap(*_ROOM)

    def _all(self) -> list[Paragraph]:
        """Build the story, and at its end what we draw on every page."""
        control, style = self._document.control, self._style(8.5, Kind.PARAGRAPH)
        repeated = [
            Paragraph(escape(text), style)
            for text in (control.stamp, control.page_pattern, control.draft_band)
        ]
        return [*self._story(self._document.root), *repeated * self._pages]

    def _story(self, node: Node, label: str = "") -> Iterator[Paragraph]:
        if node.runs:
            style = self._style(_SIZES[node.level] if node.kind is Kind.HEADING else 12.0, node.kind)
            words = "".join(
                f"<b>{escape(run.text)}</b>" if run.strong else escape(run.text) for run in node.runs
            )
            yield Paragraph(words, style, bulletText=label or None)
        for child in node.children:
            yield from self._story(child, child.label)

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
    face = Session(ROOT).engine.library.stack(language("en")).faces(script)[0]
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
