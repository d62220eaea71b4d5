"""Editions: the paper, the type, the gaps and the spacings that the pages of a leaflet are composed for.

Whatever differs between a leaflet on A4 and one in large print, or on smaller paper, is in a value here, and
:func:`leaflets.layout.compose.compose` sets a document for one of them. What is the same in all (colours, and
what an office printer leaves blank) is in :mod:`leaflets.layout.styles`; distances inside one drawing stand
where it is drawn. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaflets.layout.strips import LOOSE, Spacing
from leaflets.layout.styles import ACCENT, BOLD, QUIET, WHITE, TextStyle


@dataclass(frozen=True, slots=True)
class Geometry:
    """The distances of a page.

    Attributes:
        width: of the paper.
        height: of the paper.
        side: the margin on either side.
        top: the margin above, where no band asks for more.
        bottom: the margin below the story, with the footer.
        aside: the width of the hanging headings.
        gutter: between a heading and the text beside it.
    """

    width: float
    height: float
    side: float
    top: float
    bottom: float
    aside: float
    gutter: float

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


@dataclass(frozen=True, slots=True)
class TypeScale:
    """The style of type for each role that words have on a page.

    Attributes:
        small: a note, for those who hand the leaflet out.
        ask: a question to ask the team.
        label: a short text in a figure; ``small_label`` is the one below its ruler.
        fact_values: of key facts, from the largest down: the first in which all fit is taken.
        fact_as_text: a value that fits in none of them, on lines of its own.
        phone: a telephone number; ``emergency`` is one for emergencies.
        draft: the words of the draft band.
    """

    title: TextStyle
    purpose: TextStyle
    heading: TextStyle
    subheading: TextStyle
    paragraph: TextStyle
    small: TextStyle
    ask: TextStyle
    interpreter: TextStyle
    caption: TextStyle
    label: TextStyle
    small_label: TextStyle
    table_caption: TextStyle
    column_head: TextStyle
    row_head: TextStyle
    cell: TextStyle
    fact_values: tuple[TextStyle, ...]
    fact_as_text: TextStyle
    fact_label: TextStyle
    phone: TextStyle
    emergency: TextStyle
    hospital: TextStyle
    department: TextStyle
    draft: TextStyle
    footer: TextStyle


@dataclass(frozen=True, slots=True)
class Gaps:
    """The distances that several parts of a page share.

    Attributes:
        section: above a section.
        block: above a block in a section; ``airy_block`` is above a figure, a table or a group.
        item: above each item of a list but the first.
        ruled_line: the height of a line for handwriting.
        indent: of a list's text, if its bullets and numbers take no more.
        panel: between the edge of a panel and its content, above and below; ``panel_side`` is at its sides.
        panel_gutter: between cells of a panel.
        step: between the edge of a step of the ladder and its words.
    """

    section: float
    block: float
    airy_block: float
    item: float
    ruled_line: float
    indent: float
    panel: float
    panel_side: float
    panel_gutter: float
    step: float


@dataclass(frozen=True, slots=True)
class Edition:
    """All that pages are composed for.

    Attributes:
        geometry: the paper and its margins.
        type: the type.
        gaps: the distances between what is on the pages.
        spacings: from loose to tight, tried in this order to save a page.
        pages: what a sheet holds: fewer would save no paper, so nothing is drawn together for that.
        facts_across: key facts side by side, at the most.
    """

    geometry: Geometry
    type: TypeScale
    gaps: Gaps
    spacings: tuple[Spacing, ...]
    pages: int
    facts_across: int

    @property
    def tightest(self) -> Spacing:
        """The tightest spacing that a leaflet may have."""
        return self.spacings[-1]


_TEXT = TextStyle(12.0)  # the least size of what a patient has to read (RNIB clear print)
_STRONG = TextStyle(12.0, BOLD)
_SHORT = TextStyle(12.0, hyphens=False)  # words in narrow places, divided only if one is too wide

STANDARD = Edition(
    geometry=Geometry(
        width=595.28,  # A4 (ISO 216): 210 by 297 mm
        height=841.89,
        # Margins are on a grid of 4 points.
        side=44.0,  # 15.5 mm: clear of punched holes (ISO 838: 12 mm to their centre, 6 mm across)
        top=36.0,
        bottom=56.0,  # room for a footer of two lines; compose makes more if it has three
        aside=112.0,  # leaves 379 points for text: 65 characters of English a line, of the 60 to 70 of RNIB
        gutter=16.0,
    ),
    type=TypeScale(
        title=TextStyle(27.0, BOLD, ACCENT, 0.88),  # large type needs less leading for its size
        purpose=TextStyle(14.0, leading=0.97),
        heading=TextStyle(13.0, BOLD, ACCENT, 0.95),  # one point more than text: bold and colour do the rest
        subheading=_STRONG,
        paragraph=_TEXT,
        small=TextStyle(10.5, colour=QUIET),
        ask=_TEXT,
        interpreter=_STRONG,
        caption=_STRONG,
        label=_SHORT,
        small_label=TextStyle(10.5, colour=QUIET, hyphens=False),
        table_caption=_SHORT,
        column_head=TextStyle(12.0, BOLD, ACCENT),
        row_head=_STRONG,
        cell=_SHORT,
        # One or two lines of large type need less than the language's leading.
        fact_values=tuple(TextStyle(size, BOLD, ACCENT, 0.95) for size in (18.0, 16.0, 14.0, 12.0)),
        fact_as_text=TextStyle(12.0, BOLD, ACCENT),
        fact_label=_SHORT,
        phone=TextStyle(15.0, BOLD, ACCENT),
        emergency=TextStyle(19.0, BOLD, ACCENT),  # it has to be found first
        hospital=TextStyle(12.0, BOLD, WHITE),
        department=TextStyle(12.0, colour=WHITE),
        draft=_STRONG,
        footer=TextStyle(8.5, colour=QUIET, leading=0.85),  # for the hospital's records, not for patients
    ),
    gaps=Gaps(
        section=12.0,
        block=5.0,
        airy_block=7.0,
        item=2.0,
        ruled_line=21.0,  # 7.4 mm: about the ruling of an exercise book
        indent=15.0,
        panel=8.0,  # less than at the sides: leading adds some
        panel_side=12.0,
        panel_gutter=12.0,
        step=6.0,
    ),
    # First gaps are reduced, then the leading of tall scripts.
    spacings=(LOOSE, Spacing(0.8), Spacing(0.6), Spacing(0.6, 0.5), Spacing(0.5, 1.0), Spacing(0.4, 1.0)),
    pages=2,  # both sides
    facts_across=4,
)

# For those who review a leaflet, not for patients: wide tables in small type, on as many pages as they take.
REVIEW = replace(
    STANDARD,
    geometry=Geometry(
        width=841.89,  # A4 across
        height=595.28,
        side=36.0,
        top=30.0,
        bottom=44.0,
        aside=0.0,
        gutter=0.0,
    ),
    type=replace(
        STANDARD.type,
        title=TextStyle(20.0, BOLD, ACCENT, 0.9),
        purpose=TextStyle(12.0),
        paragraph=TextStyle(10.0),
        small=TextStyle(8.5, colour=QUIET),
        column_head=TextStyle(9.0, BOLD, ACCENT),
        row_head=TextStyle(10.0, BOLD),
        cell=TextStyle(10.0),
        hospital=TextStyle(10.0, BOLD, WHITE),
        draft=TextStyle(10.0, BOLD),
    ),
    gaps=replace(STANDARD.gaps, block=3.0, ruled_line=19.0),
    spacings=(LOOSE,),
    pages=1,
)
