"""The ladder of treatments: a staircase whose first step is for the mildest problem.

Nothing in it is to scale: a step says only that it comes after the one below. Lengths are parts of the
figure's width.
"""

from __future__ import annotations

import math

from leaflets.figures.form import FigureForm

STEP = "step"
FORM = FigureForm(labels=frozenset({"low", STEP, "high"}), needed=frozenset({STEP}), many=frozenset({STEP}))


def step_starts(count: int, inset: float, most: float = math.inf) -> tuple[float, ...]:
    """Return where each of ``count`` steps begins, from the lowest up; each reaches to the end of the figure.

    A step is set in from the one below by ``inset``, or by less where all would come to more than ``most``.
    """
    each = min(inset, most / count)
    return tuple(index * each for index in range(count))
