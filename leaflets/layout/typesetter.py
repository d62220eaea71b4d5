"""Typesetting: the runs of a node to lines, and lines to strips at their position across the page.

In: runs, a box, a style. Out: a strip for each line, with its baseline, shrinkability and links.
:mod:`leaflets.text` breaks lines; :mod:`leaflets.layout.line_spacing` measures their heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from leaflets.document.nodes import Document, Node, Run
from leaflets.languages import Language
from leaflets.layout.boxes import Box
from leaflets.layout.editions import Edition, Gaps, Geometry, TypeScale
from leaflets.layout.line_spacing import LineSpacing
from leaflets.layout.pages import Artifact, Item, LinkArea, Owner, TextItem
from leaflets.layout.strips import Strip
from leaflets.layout.styles import BOLD, TextStyle, pitches
from leaflets.leading import CLEARANCE
from leaflets.text.paragraph import Span, TextEngine
from leaflets.text.shaped import Fragment, Line

Align = Literal["start", "center", "end"]

_TOLERANCE = 0.5  # points by which a line may be wider than its box: it is invisible
_LINK_DEPTH = 0.3  # of the pitch: a link reaches about as far below its baseline as letters descend


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the words of one document for one edition.

    It caches the line spacing of each style and language, which every paragraph needs.
    """

    engine: TextEngine
    document: Document
    edition: Edition
    _spacings: dict[tuple[TextStyle, str], LineSpacing] = field(
        default_factory=dict, repr=False, compare=False
    )

    @property
    def language(self) -> Language:
        """The language of the document, and of all words that do not have another."""
        return self.engine.languages.find(self.document.lang)

    @property
    def geometry(self) -> Geometry:
        """The paper and its margins."""
        return self.edition.geometry

    @property
    def type(self) -> TypeScale:
        """The type of each role that words have."""
        return self.edition.type

    @property
    def gaps(self) -> Gaps:
        """The distances that the parts of a page share."""
        return self.edition.gaps

    @property
    def type_area(self) -> Box:
        """The range between the margins, in the direction of the document."""
        geometry, direction = self.geometry, self.document.direction
        origin = geometry.width - geometry.side if direction == "rtl" else geometry.side
        return Box(origin, 0.0, geometry.measure, direction)

    def set_node(self, node: Node, box: Box, style: TextStyle, align: Align = "start") -> tuple[Strip, ...]:
        """Set a node's own words, without those of its children, in its own language."""
        return self.set_runs(node.runs, node.id, box, style, align, node.lang)

    def set_text(
        self, text: str, owner: Owner, box: Box, style: TextStyle, align: Align = "start"
    ) -> tuple[Strip, ...]:
        """Set a text without marks, in the document's language: a bullet, a draft band."""
        return self.set_runs((Run(text),), owner, box, style, align)

    def set_runs(
        self,
        runs: Sequence[Run],
        owner: Owner,
        box: Box,
        style: TextStyle,
        align: Align = "start",
        lang: str = "",
    ) -> tuple[Strip, ...]:
        """Set runs as a paragraph, a strip for each line; at its start and end two lines stay together.

        Args:
            runs: the words.
            owner: whose words they are.
            box: the range across the page that lines are broken for.
            style: the type.
            align: where a line stands in the box if it is shorter.
            lang: the language of the paragraph; empty for the document's.
        """
        lines, language = self._lines(runs, box.width, style, lang)
        spacing = self._spacings.get((style, language.tag)) or self._line_spacing(style, language)
        lefts = [self._line_left(line, box, align) for line in lines]
        extents = spacing.extents(lines, lefts)
        linked = not isinstance(owner, Artifact) and any(run.href for run in runs)
        last = len(lines) - 1
        return tuple(
            Strip(
                extent.height,
                self._make_items(line, owner, left, -extent.baseline),
                self._make_links(line, runs, str(owner), left, -extent.baseline, spacing.pitch)
                if linked
                else (),
                # No orphans and no widows.
                keep_with_next=index < last and (index == 0 or index == last - 1),
                lines=1,
                baseline=extent.baseline,
                shrink=extent.shrink,
                shrink_above=extent.shrink_above,
                overfull=line.width > box.width + _TOLERANCE,
            )
            for index, (line, left, extent) in enumerate(zip(lines, lefts, extents, strict=True))
        )

    def count_lines(self, node: Node, width: float, style: TextStyle) -> int:
        """Count the lines that a node's words take in a width, without setting them."""
        return len(self._lines(node.runs, width, style, node.lang)[0])

    def _lines(
        self, runs: Sequence[Run], width: float, style: TextStyle, lang: str
    ) -> tuple[tuple[Line, ...], Language]:
        spans = [_span(run, style) for run in runs]
        language = self.engine.languages.find(lang) if lang else self.language
        # Like bold type, words in cells and figures are hyphenated only if they do not fit.
        return self.engine.lay_out(spans, language, width, sparing=not style.hyphens), language

    def _line_spacing(self, style: TextStyle, language: Language) -> LineSpacing:
        """Find the line spacing of a style by the language's own face, whatever faces a line uses.

        A line with a word of another script keeps the same distance from its neighbours as the rest.
        """
        reach = self.engine.library.reach(language, style.weight)
        pitch, tightest = pitches(style, language.leading, reach.need)
        # Half of the spare room is above the ink, half below.
        baseline = (pitch + (reach.above - reach.below) * style.size) / 2
        spacing = LineSpacing(style.size, pitch, baseline, pitch - tightest, CLEARANCE * style.size)
        self._spacings[style, language.tag] = spacing
        return spacing

    def width_of(self, runs: Sequence[Run], style: TextStyle) -> tuple[float, float]:
        """Measure runs in points: the widest part that cannot be broken, and the width on one line.

        These are the min-content and max-content widths of CSS Sizing 3.
        """
        return self.engine.content_widths([_span(run, style) for run in runs], self.language)

    def _line_left(self, line: Line, box: Box, align: Align) -> float:
        spare = box.width - line.width
        shift = {"start": 0.0, "center": spare / 2, "end": spare}[align]
        return box.left(shift, line.width)

    def _make_items(self, line: Line, owner: Owner, left: float, y: float) -> tuple[Item, ...]:
        # Fragments come in visual order; items are in reading order.
        fragments = sorted(line.fragments, key=_start) if len(line.fragments) > 1 else line.fragments
        last = len(fragments) - 1
        return tuple([
            TextItem(owner, left + part.x, y, part, part.span, line.hyphenated and index == last)
            for index, part in enumerate(fragments)
        ])  # fmt: skip

    def _make_links(
        self, line: Line, runs: Sequence[Run], owner: str, left: float, y: float, pitch: float
    ) -> tuple[LinkArea, ...]:
        return tuple(
            LinkArea(
                owner,
                part.span,
                left + part.x,
                y - _LINK_DEPTH * pitch,
                part.width,
                pitch,
                runs[part.span].href,
            )
            for part in line.fragments
            if runs[part.span].href
        )


def _start(fragment: Fragment) -> int:
    """Return where a fragment begins in the paragraph's text: its position in logical order."""
    return fragment.start


def _span(run: Run, style: TextStyle) -> Span:
    return Span(
        text=run.text,
        size=style.size,
        weight=BOLD if run.strong else style.weight,
        colour=style.colour,
        lang=run.lang,
        direction=run.direction,
        atomic=run.atomic,
    )
