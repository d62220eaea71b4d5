"""What stands on every page besides the story: the title band, the draft band, the footer.

The band of the first page is part of the document and is read; all that is repeated is an
artifact (ISO 32000-1 14.8.2.2.2).
"""

from __future__ import annotations

from collections.abc import Sequence

from leaflets.document.nodes import Kind, Node, Run
from leaflets.layout import styles
from leaflets.layout.pages import Artifact, Item, Owner, RectItem
from leaflets.layout.setting import Box, Setter
from leaflets.layout.strips import Strip, gapped, shifted, stack

# Printers in offices leave about 4 mm at the edge blank: no word stands there.
_CLEAR = 15.0
_BAND_PAD = 7.0


def masthead(setter: Setter, header: Node) -> Strip:
    """Set the head of the first page, over its full width; its height counts from the page's edge."""
    parts = {child.style or child.kind.value: child for child in header.children}
    whole = Box(0.0, setter.geometry.measure)
    strips = [_letterhead(setter, parts, whole)]
    if "draft" in parts:
        strips.append(_draft(setter, setter.node(parts["draft"], whole, styles.DRAFT, "center")))
    if Kind.HEADING.value in parts:
        # Tall scripts (Nastaliq above all) reach far above their line.
        above = setter.geometry.gap(8.0) + 14.0 * (setter.language.leading - styles.LEAST_LEADING)
        strips += gapped(setter.node(parts[Kind.HEADING.value], whole, styles.TITLE), above)
    if "purpose" in parts:
        strips += gapped(setter.node(parts["purpose"], whole, styles.PURPOSE), 2.0)
    return stack(strips)


def _letterhead(setter: Setter, parts: dict[str, Node], box: Box) -> Strip:
    """Set hospital and department in a band of the accent colour that bleeds off the page."""
    names = (("hospital", styles.HOSPITAL), ("department", styles.DEPARTMENT))
    words = [
        strip for name, style in names if name in parts for strip in setter.node(parts[name], box, style)
    ]
    content = stack(words)
    height = content.height + _CLEAR + _BAND_PAD
    ground = RectItem(Artifact.BACKGROUND, 0.0, -height, setter.geometry.width, height, fill=styles.ACCENT)
    return Strip(height, (ground, *shifted(content.items, -_CLEAR)))


def _draft(setter: Setter, words: Sequence[Strip]) -> Strip:
    """Set the draft band: dark words on white between two rules, so that it stays clear in greyscale."""
    content = stack(words)
    height = content.height + 5.0
    page = Box(-setter.geometry.side, setter.geometry.width)
    rule = setter.rule(height - 0.5, page, styles.INK, 1.0)
    return Strip(height, (*shifted(content.items, -2.0), rule))


def draft_band(setter: Setter) -> Strip:
    """Set the draft band of the pages after the first, from the page's edge; nothing if approved."""
    text = setter.document.control.draft
    if not text:
        return Strip(0.0)
    whole = Box(0.0, setter.geometry.measure)
    band = _draft(setter, setter.words(text, Artifact.PAGINATION, whole, styles.DRAFT, "center"))
    return Strip(band.height + _CLEAR, shifted(band.items, -_CLEAR))


def footer(setter: Setter, page: int, pages: int, digest: str) -> tuple[Item, ...]:
    """Set document control at the foot of a page, at its final place."""
    control = setter.document.control
    geometry = setter.geometry
    digits = {ord("0") + value: digit for value, digit in enumerate(control.digits)}
    number = {"page": str(page).translate(digits), "pages": str(pages).translate(digits)}
    place = control.page_pattern.format(**number)
    top = geometry.bottom - 11.0
    owner: Owner = Artifact.PAGINATION
    # The hash is an isolate (UAX #9): among Arabic words its digits would change places.
    runs = (Run(f"{place} · "), Run(digest, direction="ltr"))
    width = setter.width_of(runs, styles.FOOTER)[1] + 2.0
    end = Box(geometry.measure - width, width)
    left = setter.words(control.stamp, owner, Box(0.0, geometry.measure - width - 16.0), styles.FOOTER)
    right = setter.runs(runs, owner, end, styles.FOOTER, "end")
    rule = setter.rule(0.0, Box(0.0, geometry.measure))
    words = (item for column in (left, right) for item in shifted(stack(column).items, -4.0))
    return shifted((rule, *words), top)
