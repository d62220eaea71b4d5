"""The messages that one language needs because CLDR does not have them: added to its catalog, to no other.

In: the template of all catalogs. Out: the template of one. Which messages they are is said in
:mod:`leaflets.document.cldr_gaps`, where they are asked for.
"""

from __future__ import annotations

from leaflets.catalogs.po import PoMessage
from leaflets.catalogs.pot import BRACES
from leaflets.catalogs.update import Template
from leaflets.content import placeholders
from leaflets.content.library import Library
from leaflets.content.quantities import CLDR_UNITS
from leaflets.document.cldr_gaps import Lacking, lacking
from leaflets.document.template_data import RULER
from leaflets.languages import Language


def with_lacking(template: Template, language: Language, units: frozenset[str]) -> Template:
    """Add to a template what CLDR lacks of a language; ``units`` are those that the workspace prints."""
    return (*template, *map(_message, lacking(language, units)))


def _message(each: Lacking) -> PoMessage:
    return PoMessage(
        each.context,
        each.msgid,
        each.plural,
        ("", "") if each.plural else ("",),
        (0,),
        notes=(f"{each.comment} (CLDR does not have it)",),
        flags=(BRACES,) if placeholders(each.msgid) else (),
    )


def units_in_use(library: Library) -> frozenset[str]:
    """Give the units of CLDR that a workspace's leaflets print."""
    quantities = (each for found in library.leaflets.values() for each in found.value.quantities.values())
    ends = {end.unit for quantity in quantities for end in (quantity.low, quantity.high)}
    return frozenset(ends & CLDR_UNITS | {RULER.unit})
