"""The messages that one language needs because CLDR does not have them: added to its catalog, to no other.

In: the template of all catalogs. Out: the template of one. Which messages they are is said in
:mod:`leaflets.document.cldr_gaps`, where they are asked for.
"""

from __future__ import annotations

from leaflets.catalogs.po import BRACE_FORMAT, PoMessage, Template
from leaflets.content import placeholders
from leaflets.content.library import Library
from leaflets.content.quantities import CLDR_UNITS
from leaflets.document.cldr_gaps import Lacking, lacking
from leaflets.document.template_data import RULER
from leaflets.languages import Language


def with_lacking(template: Template, language: Language, units: frozenset[str]) -> Template:
    """Add to a template what CLDR lacks of a language; ``units`` are those that the workspace prints.

    They come last, so that the messages of all catalogs stand in one order.
    """
    return (*template, *map(_message, lacking(language, units)))


def _message(each: Lacking) -> PoMessage:
    return PoMessage(
        each.context,
        each.msgid,
        each.plural,
        # As gettext's templates have it: two empty forms, whatever the language will need.
        texts=("", "") if each.plural else ("",),
        lines=(0,),
        # The note tells the translator why no other language is asked for this.
        notes=(f"{each.comment} (CLDR does not have it)",),
        flags=(BRACE_FORMAT,) if placeholders(each.msgid) else (),
    )


def units_in_use(library: Library) -> frozenset[str]:
    """Collect the units that a workspace's leaflets print, and that CLDR is asked for."""
    quantities = (each for found in library.leaflets.values() for each in found.value.quantities.values())
    ends = {end.unit for quantity in quantities for end in (quantity.low, quantity.high)}
    # Other units are counted nouns of the templates. The ruler stands on every page with a drawing to scale.
    return frozenset(ends & CLDR_UNITS | {RULER.unit})
