"""Sentences of a text, by the marks of its language (UAX #29 names them; abbreviations are ours).

Thai has no mark: there a sentence ends where a space stands, so only an upper bound is known.
"""

from __future__ import annotations

import re
from functools import cache

from leaflets.languages import Language

# Marks that end a sentence; behind the Latin ones stands a space, a closing mark or nothing.
_FULL = "。！？｡"
_SPACED = ".!?؟۔।॥…"
_CLOSING = "\"'”’»)\\]）】」』"
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:z|z\.\s?B|d\.\s?h|u\.\s?a|d|u|o|bzw|ca|Dr|Prof|Nr|vgl|etc|Sr|Sra|p|ej|e|g|i)\.|\b\d+\.|(?:มม|ซม|มก|มล|กก|ดร|น)\.)$"
)


def sentences(text: str, language: Language) -> tuple[str, ...]:
    """Divide a text into sentences; empty ones are left out."""
    parts: list[str] = []
    start = 0
    for match in _end(language.script == "Thai").finditer(text):
        if _ABBREVIATIONS.search(text[start : match.end()].rstrip()):
            continue
        parts.append(text[start : match.end()])
        start = match.end()
    parts.append(text[start:])
    return tuple(part.strip() for part in parts if re.search(r"\w|\{", part))


def has_marks(language: Language) -> bool:
    """Tell whether the language marks the end of a sentence."""
    return language.script not in ("Thai", "Laoo", "Khmr")


@cache
def _end(spaces: bool) -> re.Pattern[str]:
    if spaces:
        return re.compile(r"[.!?]*\s+")
    return re.compile(f"[{_FULL}]+[{_CLOSING}]*|[{_SPACED}]+[{_CLOSING}]*(?=\\s|$)")
