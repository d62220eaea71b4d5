"""What the writer and the reader of Word files agree on: properties, titles of columns, the cell of an id.

The properties are custom ones (ISO/IEC 29500-1 15.2.12.2), which Word and LibreOffice keep when they save.
The cell of an id also holds the fingerprint of the translation as it was exported, so that a row tells by
itself whether the catalog has changed since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from leaflets.catalogs.message_ids import ID_DIGITS

# Increased when the form changes, so that an older program refuses what it would misread.
FORMAT = "1"
PREFIX = "leaflets-"
NAMES = ("format", "leaflet", "language", "version", "words")

MESSAGE, SOURCE, TRANSLATION, COMMENT = "Message", "Source", "Translation", "Comment"
BACK, FINDINGS = "Put back into the source language", "Findings and changes"
# Those without which a table is not one of ours.
NEEDED = (MESSAGE, TRANSLATION, COMMENT)

CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_ID = re.compile(rf"([0-9a-f]{{{ID_DIGITS}}}(?:\.\d)?)\s*(?:#([0-9a-f]{{{ID_DIGITS}}}))?")


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says that it is: of which leaflet, language, version and words (64 hexadecimal digits)."""

    leaflet: str
    language: str
    version: str
    words: str
    format: str = FORMAT


class RowId(NamedTuple):
    """The id of a segment, and the fingerprint of its message as it was exported, empty if it is lost."""

    segment: str
    exported: str


def write_id(row: RowId) -> str:
    """Write the text of an id's cell."""
    return f"{row.segment} #{row.exported}"


def read_id(text: str) -> RowId:
    """Read the text of an id's cell; one that is none of ours has the whole text as its id."""
    match = _ID.fullmatch(text.strip().lower())
    return RowId(match[1], match[2] or "") if match else RowId(text.strip(), "")
