"""Single words for tests: shaped by the text engine, in a face that the test names."""

from __future__ import annotations

from leaflets.fonts.faces import FontLibrary, Instance
from leaflets.languages import language
from leaflets.text.paragraph import Span
from leaflets.text.shaped import ShapedWord
from tests.pdf.samples import ENGINE

LIBRARY = FontLibrary()


def instance(name: str, weight: int = 400) -> Instance:
    """Find a face by its name, at a weight."""
    face = next(face for face in LIBRARY.faces if face.name == name)
    return LIBRARY.instance(face, weight)


def shaped(text: str, lang: str) -> list[ShapedWord]:
    """Shape a text as one line; its words in logical order."""
    (line,) = ENGINE.lay_out([Span(text, 12.0)], language(lang), 1e6)
    fragments = sorted(line.fragments, key=lambda fragment: fragment.start)
    return [
        word for fragment in fragments for word in (fragment.words[::-1] if fragment.rtl else fragment.words)
    ]
