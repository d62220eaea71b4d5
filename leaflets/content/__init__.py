"""The step ``read``: the files in ``data/`` as validated values, each with its line.

In: the bytes of YAML files. Out: frozen pydantic models, or all problems of a file. The steps
are :mod:`~leaflets.content.yaml_parsing` (bytes to plain data), :mod:`~leaflets.content.reading` (plain
data to models) and :mod:`~leaflets.content.library` (checks across files). The models also declare
which of their texts are translated. Nothing here translates or knows about pages.
"""

from leaflets.content.leaflets import (
    Anaesthesia,
    Guide,
    Leaflet,
    Mobility,
    Part,
    Procedure,
    Question,
    Questions,
    Relief,
    Size,
    Statement,
)
from leaflets.content.model import TranslatedText, placeholders, translated_texts
from leaflets.content.quantities import Amount, Quantity
from leaflets.content.site import DigitException, Exceptions, Phone, Site
from leaflets.content.sources import Figure, Passage, Sources

__all__ = [
    "Amount",
    "Anaesthesia",
    "DigitException",
    "Exceptions",
    "Figure",
    "Guide",
    "Leaflet",
    "Mobility",
    "Part",
    "Passage",
    "Phone",
    "Procedure",
    "Quantity",
    "Question",
    "Questions",
    "Relief",
    "Site",
    "Size",
    "Sources",
    "Statement",
    "TranslatedText",
    "placeholders",
    "translated_texts",
]
