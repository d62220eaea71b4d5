"""What a leaflet is made of, as validated values; which of its words are translated.

In: plain data (from YAML). Out: frozen pydantic models. Nothing here knows of languages,
pages or files.
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
