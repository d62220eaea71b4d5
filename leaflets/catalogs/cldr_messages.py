"""The messages that a language needs because CLDR does not have them; only its own catalog gets them.

In: the template of all catalogs. Out: the template of one. The messages are defined in
:mod:`leaflets.document.cldr_gaps`, where they are used.
"""

from __future__ import annotations

from leaflets.catalogs.po import PoMessage, Template, template_message
from leaflets.content.library import Library
from leaflets.content.quantities import CLDR_UNITS
from leaflets.document.cldr_gaps import GapMessage, gap_messages
from leaflets.document.figure_measures import RULER
from leaflets.languages import Language


def with_gap_messages(template: Template, language: Language, units: frozenset[str]) -> Template:
    """Add to a template the messages that CLDR lacks for a language; ``units`` are those that are printed.

    They come last, so that the other messages have the same order in all catalogs.
    """
    return (*template, *map(_message, gap_messages(language, units)))


def _message(gap: GapMessage) -> PoMessage:
    comment = f"{gap.comment} (CLDR does not have it)"
    return template_message(gap.context, gap.msgid, gap.plural, extracted_comments=(comment,))


def units_in_use(library: Library) -> frozenset[str]:
    """Collect the units that a workspace's leaflets print and whose names come from CLDR."""
    quantities = (each for found in library.leaflets.values() for each in found.value.quantities.values())
    ends = {end.unit for quantity in quantities for end in (quantity.low, quantity.high)}
    # Other units are counted nouns of the templates. Every page with a drawing to scale has the ruler.
    return frozenset(ends & CLDR_UNITS | {RULER.unit})
