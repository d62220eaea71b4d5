"""Sentences of a text, by the marks of its language (UAX #29; the abbreviations are our own).

Thai, Lao, Khmer and Tibetan may end a sentence with a space alone, so only an upper bound is known.
"""

from __future__ import annotations

import re

from leaflets.checks.end_marks import habit, sentence_end
from leaflets.languages import Language

# A full stop after German and Spanish abbreviations, "e.g.", ordinals such as "2." and Thai units is no end.
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:z|z\.\s?B|d\.\s?h|u\.\s?a|d|u|o|bzw|ca|Dr|Prof|Nr|vgl|etc|Sr|Sra|p|ej|e|g|i)\.|\b\d+\.|(?:มม|ซม|มก|มล|กก|ดร|น)\.)$"
)


def sentences(text: str, language: Language) -> tuple[str, ...]:
    """Divide a text into sentences, each with its end; parts without letters or placeholders are dropped."""
    parts: list[str] = []
    start = 0
    for match in sentence_end(language).finditer(text):
        if _ABBREVIATIONS.search(text[start : match.end()].rstrip()):
            continue
        parts.append(text[start : match.end()])
        start = match.end()
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if re.search(r"\w|\{", part))


def marks_every_end(language: Language) -> bool:
    """Tell whether the language marks the end of every sentence; otherwise sentences are an upper bound."""
    return not habit(language).unmarked
