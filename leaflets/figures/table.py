"""The figures that there are, by the class of their element.

To add one, write its file beside this one, and a row here. How its shapes are drawn is said twice more, since
a sheet of paper and a screen differ: in points by a file in :mod:`leaflets.layout.figures`, in CSS by a
function in :mod:`leaflets.html.figures`, each with a row in a table of drawings. A test holds the three
tables together.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from leaflets.figures import duration, ladder, true_size
from leaflets.figures.form import FigureForm

FIGURES: Mapping[str, FigureForm] = MappingProxyType({
    "true-size": true_size.FORM,
    "duration": duration.FORM,
    "ladder": ladder.FORM,
})  # fmt: skip
