"""Labels of figures, measured and set as strips."""

from __future__ import annotations

from leaflets.document.nodes import Node
from leaflets.layout.boxes import Box
from leaflets.layout.strips import Strip, stack
from leaflets.layout.typesetter import Align, Typesetter

_SLACK = 1.0  # beyond the measured width, so that a label stays on one line


def label_width(typesetter: Typesetter, label: Node | None) -> float:
    """Measure the width of a label on one line, in points; 0 if there is no label."""
    return typesetter.width_of(label.runs, typesetter.type.label)[1] + _SLACK if label else 0.0


def label_strip(typesetter: Typesetter, label: Node | None, box: Box, align: Align = "start") -> Strip:
    """Set a label's words, all lines on one strip; an empty strip if there is no label."""
    return stack(typesetter.set_node(label, box, typesetter.type.label, align)) if label else Strip(0.0)
