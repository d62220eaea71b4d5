"""The foot of a page: document control, the number of the page, and the digits of the leaflet's hash.

All of it repeats from page to page, so its words are artifacts (ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leaflets.document.nodes import Run
from leaflets.layout import styles
from leaflets.layout.baselines import side_by_side
from leaflets.layout.boxes import Box, rule
from leaflets.layout.pages import Artifact
from leaflets.layout.strips import Frame, Piece, Strip
from leaflets.layout.typesetter import Typesetter

# The spaces behind a dot, bullet or bar that parts two statements: U+00B7, U+2022 and U+007C, after a space.
_BEHIND_DOT = re.compile("(?<= [\u00b7\u2022|])( +)")
_BELOW_RULE = 4.0
_GUTTER = 16.0  # at least, between the stamp and the number of the page
# Beyond the measured width: the number of the page and the hash stay on one line.
_SLACK = 2.0


def footer(typesetter: Typesetter, page: int, pages: int, digest: str) -> list[Piece]:
    """Set document control for the foot of a page: a rule, below it the stamp and the page's number."""
    control = typesetter.document.control
    box = typesetter.type_area
    digits = {ord("0") + value: digit for value, digit in enumerate(control.digits)}
    number = {"page": str(page).translate(digits), "pages": str(pages).translate(digits)}
    place = control.page_pattern.format(**number)
    # The hash is an isolate (UAX #9): behind Latin words on a page from right to left it would change places.
    runs = (Run(f"{place} · "), Run(digest, direction="ltr"))
    width = typesetter.width_of(runs, styles.FOOTER)[1] + _SLACK
    stamp = _stamp(typesetter, box.part(0.0, box.width - width - _GUTTER))
    numbered = typesetter.runs(
        runs, Artifact.FOOTER, box.part(box.width - width, width), styles.FOOTER, "end"
    )
    return [Strip(0.0, (rule(box, 0.0),)), side_by_side((stamp, numbered), Frame(above=_BELOW_RULE))]


def _stamp(typesetter: Typesetter, box: Box) -> Sequence[Strip]:
    """Set document control, what stands between two dots in one piece if that takes no more lines."""
    stamp = typesetter.document.control.stamp
    parts = map(Run, _BEHIND_DOT.split(stamp))
    # A part that is wider than the box could not be set at all if it were in one piece.
    runs = [replace(run, atomic=typesetter.width_of([run], styles.FOOTER)[1] <= box.width) for run in parts]
    ways = (typesetter.runs(each, Artifact.FOOTER, box, styles.FOOTER) for each in (runs, [Run(stamp)]))
    return min(ways, key=len)  # the first of two that are as short
