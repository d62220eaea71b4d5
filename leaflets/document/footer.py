"""The footer of a template: document control on every page, and the file's metadata.

In: the ``<footer>`` element. Out: its words as plain texts. It becomes no node: layout sets it on every
page, as an artifact, and the PDF's metadata take subject and author from it.
"""

from __future__ import annotations

from xml.etree import ElementTree

from leaflets.characters import is_blank
from leaflets.diagnostics import Checked
from leaflets.document.elements import Faults, SaidWords, listed
from leaflets.document.inline import gather
from leaflets.document.nodes import isolated
from leaflets.languages import Language, Languages

# Each exactly once: identifier and dates, the page numbers, and the file's metadata.
_FOOTER = ("stamp", "pages", "subject", "author")


def read_footer(
    footer: ElementTree.Element, template: str, language: Language, said: SaidWords, languages: Languages
) -> Checked[dict[str, str]]:
    """Read the words of document control, by element name, and their problems."""
    faults = Faults(template, said)
    words: dict[str, str] = {}
    for child in footer:
        if child.tag not in _FOOTER or child.tag in words:
            faults.refuse(
                child, f"<{child.tag}> is not allowed here in <footer>", f"allowed: {listed(_FOOTER)}"
            )
        runs = gather(child, faults.refuse, said, languages)  # a footer has no links
        words[child.tag] = isolated(runs, language.direction)
    for name in _FOOTER:
        if is_blank(words.get(name, "")):
            faults.refuse(footer, f"the footer has no <{name}>", "it carries document control")
    # Words between the elements would be lost; those already reported in the template are not repeated.
    loose = [text for text in (footer.text, *(child.tail for child in footer)) if text and text.strip()]
    if not all(map(said.was_refused, loose)):
        faults.refuse(footer, "words stand directly in <footer>", "put them into <stamp>")
    return Checked(words, tuple(faults.problems))
