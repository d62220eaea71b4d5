"""The look of a leaflet: sizes, colours, and the distances that several modules share.

Lengths are points. The sizes follow the RNIB's clear print guidelines (body 12 pt or larger, no italics, no
block capitals); every pair of colours has a contrast of 4.5:1 or better (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.layout.strips import LOOSE, Spacing
from leaflets.leading import LEAST

A4 = (595.28, 841.89)  # ISO 216: 210 by 297 mm
MM = 72 / 25.4  # points in a millimetre
UNPRINTED = 15.0  # office printers leave about 4 mm at the edge blank: colour may bleed into it, words not

INK = "#1A1F24"
ACCENT = "#0B4F61"  # petrol blue: 9:1 on white, 8:1 on the tint
TINT = "#E9F1F3"  # ACCENT at about 8 %
RULE = "#8FA6AD"
WHITE = "#FFFFFF"
QUIET = "#45525A"  # small type: 8:1 on white

BODY = 12.0  # the least size of what a patient has to read; notes and document control are smaller
LEAST_OF_LEADING = 0.92  # the part of their leading that tall scripts keep in the tightest spacing
SMALL = 10.5
FOOT = 8.5


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A style of type: size, weight, colour, and leading as a fraction of the language's own.

    Without ``hyphens``, as in bold type, a word is divided only if it does not fit its box. However small the
    fraction, the pitch of lines is at least what the ink of nearly all words needs.
    """

    size: float = BODY
    weight: int = 400
    colour: str = INK
    leading: float = 1.0
    hyphens: bool = True


TITLE = TextStyle(27.0, 700, ACCENT, 0.88)
PURPOSE = TextStyle(14.0, 400, INK, 0.97)
HEADING = TextStyle(13.0, 700, ACCENT, 0.95)
SUBHEADING = TextStyle(12.0, 700, INK)
PARAGRAPH = TextStyle()
ASK = TextStyle(12.0, 400, INK)
CAPTION = TextStyle(12.0, 700, INK)
LABEL = TextStyle(12.0, 400, INK, hyphens=False)
FACT_LABEL = TextStyle(12.0, 400, INK, hyphens=False)
CELL = TextStyle(hyphens=False)
SMALL_TEXT = TextStyle(SMALL, 400, QUIET)
SMALL_LABEL = TextStyle(SMALL, 400, QUIET, hyphens=False)
FOOTER = TextStyle(FOOT, 400, QUIET, 0.85)
HOSPITAL = TextStyle(12.0, 700, WHITE)
DEPARTMENT = TextStyle(12.0, 400, WHITE)
DRAFT = TextStyle(12.0, 700, INK)
PHONE = TextStyle(15.0, 700, ACCENT)
EMERGENCY = TextStyle(19.0, 700, ACCENT)
INTERPRETER = TextStyle(12.0, 700, INK)

# Of the values of key facts: the first that fits is taken.
FACT_VALUES = (18.0, 16.0, 14.0, 12.0)
FACTS_ACROSS = 4  # key facts side by side, at the most
CELL_GUTTER = 12.0  # points between cells of a panel


@dataclass(frozen=True, slots=True)
class Geometry:
    """The distances of a page, in points.

    Attributes:
        width: of the paper.
        height: of the paper.
        side: the margin on either side.
        top: the margin above, where no band asks for more.
        bottom: the margin below the story, with the footer.
        aside: the width of the hanging headings.
        gutter: between a heading and the text beside it.
    """

    width: float = A4[0]
    height: float = A4[1]
    side: float = 44.0
    top: float = 36.0
    bottom: float = 56.0
    aside: float = 112.0
    gutter: float = 16.0

    @property
    def measure(self) -> float:
        """The width between the margins, in points."""
        return self.width - 2 * self.side

    @property
    def body(self) -> float:
        """The width of the text beside the hanging headings, in points."""
        return self.measure - self.aside - self.gutter

    @property
    def body_start(self) -> float:
        """Where the text beside the headings begins, in points from the start-side margin."""
        return self.aside + self.gutter


def pitches(style: TextStyle, leading: float, need: float) -> tuple[float, float]:
    """Find the distance of the baselines of a style in a language, and the least distance, in points.

    ``leading`` is the language's, ``need`` what the ink of nearly all lines takes at the style's weight. The
    leading of running text is never below 1.3 (clear print). Lines shrink only as far as their ink allows.
    """
    tightest = min(leading, max(LEAST, leading * LEAST_OF_LEADING))
    return (
        style.size * max(leading * style.leading, need),
        style.size * tightest * style.leading,
    )


# From loose to tight, to save a page: first gaps are reduced, then the leading of tall scripts.
SPACINGS = (LOOSE, Spacing(0.8), Spacing(0.6), Spacing(0.6, 0.5), Spacing(0.5, 1.0), Spacing(0.4, 1.0))
# Points above a section, a block in it, an item of a list.
SECTION_GAP = 12.0
BLOCK_GAP = 5.0
ITEM_GAP = 2.0
RULED_LINE = 21.0  # room for handwriting
INDENT = 15.0  # of a list's text, if its bullets and numbers take no more
PADDING = 8.0  # between the edge of a panel and its content, above and below
PANEL_INSET = PADDING + 4.0  # the same at its sides
STEP_PADDING = 6.0  # between the edge of a step of the ladder and its words
