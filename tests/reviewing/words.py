"""Word files for tests: a sheet's own, and what people and attackers make of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from functools import cache

from leaflets.build import Job
from leaflets.reviewing.making import make_sheet
from leaflets.reviewing.word.writing import write_word
from tests.workspaces import open_session

DOCUMENT, CUSTOM, TYPES = "word/document.xml", "docProps/custom.xml", "[Content_Types].xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"


@cache
def word_file(leaflet: str = "vertebroplasty", language: str = "ar") -> bytes:
    """Write the Word file of a leaflet of the fixed workspace."""
    session = open_session()
    po = session.workspace.po_file(session.languages.find(language)).value
    assert po is not None
    return write_word(make_sheet(session, Job(leaflet, language)), po)


def parts(content: bytes) -> dict[str, bytes]:
    """Unpack a file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(found: Mapping[str, bytes]) -> bytes:
    """Pack parts to a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes] | bytes) -> bytes:
    """Change a part of a file, or add one."""
    found = parts(content)
    found[name] = change if isinstance(change, bytes) else change(found[name])
    return packed(found)


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replace a text that has to be there, in one place."""

    def change(content: bytes) -> bytes:
        assert old.encode() in content, old
        return content.replace(old.encode(), new.encode(), 1)

    return change
