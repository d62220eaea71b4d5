"""The messages that one language needs because CLDR does not have them: added to its catalog, to no other.

In: the template of all catalogs. Out: the template of one. Which messages they are is said in
:mod:`leaflets.document.supplied`, where they are asked for.
"""

from __future__ import annotations

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from leaflets.catalogs.template import template_text
from leaflets.document.supplied import lacking
from leaflets.document.views import RULER
from leaflets.languages import Language
from leaflets.model.library import Library
from leaflets.model.quantities import CLDR_UNITS


def with_lacking(template: Catalog, language: Language, units: frozenset[str]) -> Catalog:
    """Add to a template what CLDR lacks of a language; ``units`` are those that the workspace prints."""
    found = tuple(lacking(language, units))
    if not found:
        return template
    own = read_po(io.BytesIO(template_text(template)))
    for each in found:
        msgid = (each.msgid, each.plural) if each.plural else each.msgid
        own.add(msgid, context=each.context, auto_comments=(f"{each.comment} (CLDR does not have it)",))
    return own


def units_in_use(library: Library) -> frozenset[str]:
    """Give the units of CLDR that a workspace's leaflets print."""
    quantities = (each for found in library.leaflets.values() for each in found.value.quantities.values())
    ends = {end.unit for quantity in quantities for end in (quantity.low, quantity.high)}
    return frozenset(ends & CLDR_UNITS | {RULER.unit})
