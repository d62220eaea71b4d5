"""Words in another language inside a Word file: their direction, language and fonts.

In: a paragraph of python-docx, which has no calls for these. Out: the same with elements of WordprocessingML
(ISO/IEC 29500-1 17.3.1.6 ``bidi``; 17.3.2: ``rtl``, ``cs``, ``lang``, ``rFonts``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from leaflets.fonts.table import family_names, file_of
from leaflets.languages import Language

# Scripts whose language Word keeps in an attribute of its own, and those that it does not call complex.
_EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore", "Bopo", "Hang", "Hira", "Kana"})
_SIMPLE = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})


def write_foreign(paragraph: Paragraph, text: str, language: Language) -> None:
    """Write words in another language: its fonts, its tag, and its direction if it runs from the right."""
    is_rtl = language.direction == "rtl"
    if is_rtl:
        append(paragraph._p.get_or_add_pPr(), "w:bidi")
    marks = paragraph.add_run(text)._r.get_or_add_rPr()
    family = family_names(language.font or file_of(language.script).name)[0]
    fonts = ("ascii", "hAnsi", "eastAsia", "cs")
    append(marks, "w:rFonts", dict.fromkeys(fonts, family))
    if is_rtl:
        append(marks, "w:rtl")
    is_complex = language.script not in _EAST_ASIAN | _SIMPLE
    if is_complex:
        append(marks, "w:cs")
    kind = "bidi" if is_complex else "eastAsia" if language.script in _EAST_ASIAN else "val"
    append(marks, "w:lang", {kind: language.tag})


def append(parent: Any, name: str, attributes: Mapping[str, str] = {}, *, first: bool = False) -> None:
    """Add an element of WordprocessingML, whose attributes are in its namespace."""
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.insert(0 if first else len(parent), element)
