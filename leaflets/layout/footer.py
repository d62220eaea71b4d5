"""The footer: document control, the page number, and the short hash of the leaflet.

It repeats on every page, so its words are artifacts (ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from leaflets.document.nodes import Run
from leaflets.layout.baselines import side_by_side
from leaflets.layout.boxes import Box, rule
from leaflets.layout.pages import Artifact
from leaflets.layout.strips import Frame, Piece, Strip
from leaflets.layout.typesetter import Typesetter

# The spaces after a middle dot, bullet or bar, which follows a space itself.
_SPACES_AFTER_SEPARATOR = re.compile("(?<= [\u00b7\u2022|])( +)")
_BELOW_RULE = 4.0
_GUTTER = 16.0  # minimum, between the stamp and the page number
_SLACK = 2.0  # beyond the measured width, so that page number and hash stay on one line


def footer(typesetter: Typesetter, page: int, pages: int, short_hash: str) -> list[Piece]:
    """Set the footer of a page: a rule, and below it the stamp and the page number."""
    control = typesetter.document.control
    box = typesetter.type_area
    digits = {ord("0") + value: digit for value, digit in enumerate(control.digits)}
    number = {"page": str(page).translate(digits), "pages": str(pages).translate(digits)}
    place = control.page_pattern.format(**number)
    # The hash is an isolate (UAX #9): after Latin words on a right-to-left page it would be reordered.
    runs = (Run(f"{place} · "), Run(short_hash, direction="ltr"))
    width = typesetter.width_of(runs, typesetter.type.footer)[1] + _SLACK
    stamp = _stamp(typesetter, box.part(0.0, box.width - width - _GUTTER))
    numbered = typesetter.set_runs(
        runs, Artifact.FOOTER, box.part(box.width - width, width), typesetter.type.footer, "end"
    )
    return [Strip(0.0, (rule(box, 0.0),)), side_by_side((stamp, numbered), Frame(above=_BELOW_RULE))]


def _stamp(typesetter: Typesetter, box: Box) -> Sequence[Strip]:
    """Set document control, without line breaks between two dots if that takes no more lines."""
    stamp = typesetter.document.control.stamp
    parts = map(Run, _SPACES_AFTER_SEPARATOR.split(stamp))
    # An atomic part that is wider than the box could not be set.
    runs = [
        replace(run, atomic=typesetter.width_of([run], typesetter.type.footer)[1] <= box.width)
        for run in parts
    ]
    ways = (
        typesetter.set_runs(each, Artifact.FOOTER, box, typesetter.type.footer)
        for each in (runs, [Run(stamp)])
    )
    return min(ways, key=len)  # the first, if both are as short
