"""All figures, by the class of their element.

To add one, write its module in this package, and a row here. Its shapes are drawn twice, since paper and
screen differ: in points by a module in :mod:`leaflets.layout.figures`, in CSS by a function in
:mod:`leaflets.html.figures`, each with a row in a table of drawings. A test compares the three tables.
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
