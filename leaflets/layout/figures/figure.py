"""A figure on paper: its caption, and below it the drawing of its class.

All of a drawing belongs to its node, so that a screen reader finds one figure with its text alternative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from leaflets.document.nodes import Kind, Node
from leaflets.layout.boxes import Box
from leaflets.layout.figures.duration import duration
from leaflets.layout.figures.ladder import ladder
from leaflets.layout.figures.true_size import true_size
from leaflets.layout.strips import Strip, stack
from leaflets.layout.typesetter import Typesetter

_BELOW_CAPTION = 3.0

DRAWINGS: Mapping[str, Callable[[Typesetter, Node, Box], Strip]] = MappingProxyType({
    "true-size": true_size,
    "duration": duration,
    "ladder": ladder,
})  # fmt: skip


def figure(typesetter: Typesetter, node: Node, box: Box) -> Strip:
    """Set a figure on one strip, since a page never ends inside a drawing."""
    caption = [child for child in node.children if child.kind is Kind.CAPTION]
    head = [strip for part in caption for strip in typesetter.set_node(part, box, typesetter.type.caption)]
    drawing = DRAWINGS[node.style](typesetter, node, box)
    return stack([*head, drawing._replace(gap=_BELOW_CAPTION)])
