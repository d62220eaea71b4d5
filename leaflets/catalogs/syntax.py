"""The lines of a PO file: what Babel's reader lets pass, and would read wrongly.

Babel takes the first and last letter off whatever stands where a text in quotes should be, so that a
lost quote loses a letter of a translation and tells nobody. In: a file's text. Out: its first line that
is none of PO's (GNU gettext manual 3.1).
"""

from __future__ import annotations

import re

# A comment, or a keyword and a text in quotes, or more of such a text.
_LINE = re.compile(
    r"\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr|msgstr\[[0-9]+\])\s*)?" r'"([^"\\]|\\.)*"\s*)?\Z'
)


def first_bad_line(text: str) -> tuple[int, str] | None:
    """Give the number and the words of the first line that no catalog has, or None."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.match(line):
            return number, line.strip()
    return None
