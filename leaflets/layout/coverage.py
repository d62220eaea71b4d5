"""Characters that no face has: found before a page is made, told with message and catalog line."""

from __future__ import annotations

from unicodedata2 import name

from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.nodes import Document, Run
from leaflets.text.paragraph import Span, TextEngine


def missing_characters(document: Document, engine: TextEngine) -> list[Diagnostic]:
    """Give a problem for every character of a document that would leave a gap on paper."""
    found: dict[Diagnostic, None] = {}
    for node in document.root.walk():
        tongue = engine.languages.find(node.lang or document.lang)
        runs = node.runs + ((Run(node.label),) if node.label else ())
        spans = [
            Span(run.text, 12.0, 700 if run.strong else 400, "", run.lang, run.direction) for run in runs
        ]
        for missing in engine.missing(spans, tongue) if spans else ():
            found[_diagnostic(document, runs[missing.span], missing.char)] = None
    control = document.control
    for text in (control.stamp, control.page_pattern, control.draft):
        for missing in (
            engine.missing([Span(text, 12.0, 400, "")], engine.languages.find(document.lang)) if text else ()
        ):
            found[_diagnostic(document, Run(text), missing.char)] = None
    return list(found)


def _diagnostic(document: Document, run: Run, character: str) -> Diagnostic:
    code = " ".join(f"U+{ord(each):04X}" for each in character)
    described = ", ".join(name(each, "a character without a name") for each in character)
    source = document.messages[run.message] if run.message >= 0 else None
    msgid = source.msgid if source else run.text
    return Diagnostic(
        f'no font has "{character}" ({code}, {described.lower()}), in the message "{msgid[:60]}"',
        source.position if source else Position("data"),
        "use another character, or add a font that has it",
        code="missing-glyph",
        leaflet=document.leaflet,
        language=document.lang,
    )
