"""What cannot be drawn, reported with its message and the line of the catalog.

In: a document with a word that has no glyph. Out: a problem for every such place in the document, not only
the first, so that one run reports everything to a translator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from unicodedata2 import name

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Document, Run
from leaflets.languages import Language
from leaflets.layout.styles import BOLD, REGULAR
from leaflets.text.faults import Fault
from leaflets.text.paragraph import Span, TextEngine, Undrawable
from leaflets.workspace_files import DATA

_WEIGHTS = (REGULAR, BOLD)  # all that styles use
_SIZE = 12.0  # any: the glyphs do not depend on it
_MOST_SHOWN, _MOST_OF_PILE = 60, 40  # characters shown: of a message, of marks on one letter
_HINTS: Mapping[Fault, str] = MappingProxyType(
    {
        Fault.MISSING: "use another character, or put a font that has it into the folder fonts/",
        Fault.UNPRINTABLE: (
            "take it out: it stands where something was lost when the text was copied or converted"
        ),
        Fault.DOTTED_CIRCLE: "type it again, each mark behind its letter; convert what was typed for Zawgyi",
        Fault.NO_BASE: "type the mark behind its letter, without a space, a tag or markup between them",
        Fault.TOO_MANY_MARKS: "take marks away until only those are left that the word is written with",
    }
)


def missing_characters(document: Document, engine: TextEngine) -> list[Diagnostic]:
    """Find everything in a document that would be wrong, or a gap, on paper: a problem for each, in order."""
    # An ordered set: the same message may occur in several places, and in both weights.
    found: dict[Diagnostic, None] = {}
    for runs, language in _texts(document, engine):
        for missing in _missing(runs, language, engine):
            found[_diagnostic(document, runs[missing.span], missing)] = None
    return list(found)


def undrawn(document: Document, missing: Iterable[Undrawable]) -> list[Diagnostic]:
    """Report glyphs that were missing when words were set, though no text of the document contains them.

    Examples are the digits of page numbers.
    """
    return list(dict.fromkeys(_diagnostic(document, Run(each.text), each) for each in missing))


def _texts(document: Document, engine: TextEngine) -> Iterator[tuple[Sequence[Run], Language]]:
    """Yield the texts of the pages, with their languages."""
    own = engine.languages.find(document.lang)
    for node in document.root.walk():
        runs = node.runs + ((Run(node.label),) if node.label else ())
        if runs:
            yield runs, engine.languages.find(node.lang) if node.lang else own
    control = document.control
    for text in (control.stamp, control.page_pattern, control.draft_band):
        if text:
            yield (Run(text),), own


def _missing(runs: Sequence[Run], language: Language, engine: TextEngine) -> Iterator[Undrawable]:
    """Yield what cannot be drawn in either weight: the bold font of a family may have fewer glyphs."""
    for weight in _WEIGHTS:
        spans = [
            Span(run.text, _SIZE, BOLD if run.strong else weight, "", run.lang, run.direction) for run in runs
        ]
        yield from engine.find_undrawable(spans, language)


def _diagnostic(document: Document, run: Run, missing: Undrawable) -> Diagnostic:
    # Words without a message are names and numbers from the data.
    source = document.messages[run.message] if run.message >= 0 else None
    msgid = source.msgid if source else run.text
    place = source.position if source else Position(DATA)
    return Diagnostic(
        f'{_describe(missing)}, in the message "{msgid[:_MOST_SHOWN]}"',
        place,
        _HINTS[missing.fault],
        code="missing-glyph",
        leaflet=document.leaflet,
        language=document.lang,
    )


def _describe(missing: Undrawable) -> str:
    """Say what is wrong with a part of a text."""
    if missing.fault in (Fault.DOTTED_CIRCLE, Fault.TOO_MANY_MARKS):
        return f'"{missing.text[:_MOST_OF_PILE]}" {missing.fault.value}'
    described = ", ".join(name(each, "a character without a name") for each in missing.text).lower()
    what = f'"{missing.text}" ({missing.code_points}, {described})'
    return f"no font has {what}" if missing.fault is Fault.MISSING else f"{what} {missing.fault.value}"
