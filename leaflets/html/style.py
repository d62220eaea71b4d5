"""The page's style: one sheet for all, then rules for this document's languages and for print.

In: a document and the languages of its workspace. Out: the text of one style element. Nothing is fetched:
faces are given by the names of installed fonts, of which the browser takes the first that it has.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

from leaflets.document.nodes import Document
from leaflets.fonts.table import family_names, file_of
from leaflets.languages import Language, Languages

_LEAST_LEADING = 1.5  # WCAG 2.2, 1.4.8
# What could end a CSS string or the style element around it.
_UNSAFE = re.compile(r"""["\\<>&\x00-\x1f\x7f]""")
_NUMBER = re.compile(r"(\{pages?\})")
_COUNTERS = {"{page}": "counter(page, digits)", "{pages}": "counter(pages, digits)"}


def style(document: Document, languages: Languages) -> str:
    """Write the style sheet of a document's page: common rules, then those of its languages and of print."""
    page = languages.find(document.lang)
    used = map(languages.find, dict.fromkeys((document.lang, *_other_languages(document))))
    rules = (_language_rules(language, page) for language in used)
    return "\n".join((_sheet(), _digits(document), *rules, _print(document), ""))


@cache
def _sheet() -> str:
    return resources.files("leaflets").joinpath("assets/twin.css").read_text(encoding="utf-8").rstrip()


def _other_languages(document: Document) -> list[str]:
    nodes = tuple(document.root.walk())
    return [lang for node in nodes for lang in (node.lang, *(run.lang for run in node.runs)) if lang]


def _language_rules(ours: Language, page: Language) -> str:
    """Write the typography of a language: faces, leading, size, hyphenation."""
    file, other = file_of(ours.script), file_of(page.script)
    own = family_names(ours.font) if ours.font else ()
    names = dict.fromkeys((*own, *family_names(file.name), "Noto Sans"))
    faces = ", ".join((*map(_string, names), "system-ui", "sans-serif"))
    # Scripts differ in height at one size, so all are scaled, relative to the language of the page.
    leading = max(_LEAST_LEADING, ours.leading)
    size = f"--scale: {file.scale:g}" if ours == page else f"font-size: {file.scale / other.scale:.4g}em"
    hyphens = "auto" if ours.hyphenate else "manual"
    return (
        f"[lang={_string(ours.tag)}] {{ --leading: {leading:g}; line-height: var(--leading); "
        f"font-family: {faces}; {size}; hyphens: {hyphens}; }}"
    )


def _digits(document: Document) -> str:
    """Number lists and pages with the document's own digits (CSS Counter Styles 3)."""
    symbols = " ".join(map(_string, document.control.digits))
    return f'@counter-style digits {{ system: numeric; symbols: {symbols}; suffix: ". "; }}'


def _print(document: Document) -> str:
    """Write the margin boxes of printed pages (CSS Paged Media 3): draft band, document control."""
    control = document.control
    end = "left" if document.direction == "rtl" else "right"
    place = [_COUNTERS.get(part) or _string(part) for part in _NUMBER.split(control.page_pattern) if part]
    # U+2066 and U+2069: a left-to-right isolate (UAX #9 2.4.2).
    named = _string(f" · \u2066{control.identifier}\u2069 · \u2066{document.short_hash}\u2069")
    words = _string(control.draft_band)
    band = f"@top-center {{ content: {words}; font-weight: bold; }} " if document.is_draft else ""
    return (
        f"@page {{ size: A4; margin: 18mm 16mm; font-size: 9pt; {band}"
        f"@bottom-{end} {{ content: {' '.join(place)} {named}; }} }}\n"
        # The first page has the band itself.
        "@page :first { @top-center { content: none; } }"
    )


def _string(text: str) -> str:
    """Write a CSS string; what could end it, or the style element, is escaped (CSS Syntax 3, 4.3.7)."""
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):x} ", text) + '"'
