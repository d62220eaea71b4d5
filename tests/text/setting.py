"""Paragraphs set for tests, and what of them can be read."""

from __future__ import annotations

from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.text.paragraph import Line, Span, TextEngine
from leaflets.text.shaped import Fragment

ENGINE = TextEngine(FontLibrary(), remember=50)


def lay_out(tag: str, *spans: Span | str, width: float = 10_000) -> tuple[Line, ...]:
    made = [Span(span, 12) if isinstance(span, str) else span for span in spans]
    return ENGINE.lay_out(made, language(tag), width)


def in_order(line: Line) -> list[Fragment]:
    return sorted(line.fragments, key=lambda fragment: fragment.start)


def text_of(fragment: Fragment) -> str:
    return "".join(word.text for word in (fragment.words[::-1] if fragment.rtl else fragment.words))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(map(text_of, in_order(line))) for line in lines]


def seen(lines: tuple[Line, ...]) -> list[str]:
    """The fragments of each line from left to right."""
    return ["|".join(map(text_of, line.fragments)) for line in lines]
