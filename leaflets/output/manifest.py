"""The manifest of built files, ``output/manifest.json``: its entries, reading it, writing it.

In: the manifest's bytes, which are not trusted. Out: entries whose paths a build could have written, and no
others. An entry is valid only as long as its file has the entry's ``sha256``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias, get_args

MANIFEST = "manifest.json"
PDF, HTML = ".pdf", ".html"
# 100 leaflets in 100 languages, with their web pages, are 8 MB.
MAX_BYTES = 64_000_000

# ``stale``: the file is intact, but the last build refused its leaflet, or the leaflet no longer exists.
Status = Literal["draft", "approved", "stale"]
# The fields of a signature: the name of its file, and what it states.
Fields: TypeAlias = tuple[tuple[str, str], ...]
# Paths are made of ids and tags, so neither may hold a slash or a dot, which could lead out of the folder.
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*")
_HEX = re.compile(r"[0-9a-f]*")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What the manifest says about one file.

    ``path`` is relative to the manifest, with slashes; ``sha256`` is the hash of the file, ``content_hash``
    that of the words, which signatures are bound to. ``pages`` is 0 for a web page. ``signatures`` are those
    that made it final.
    """

    path: str
    id: str
    language: str
    version: str
    pages: int
    sha256: str
    content_hash: str
    status: Status
    signatures: tuple[Fields, ...] = ()

    @property
    def suffix(self) -> str:
        """The file name extension: ``.pdf`` for a leaflet, ``.html`` for its web page."""
        return HTML if self.path.endswith(HTML) else PDF


def relative_path(leaflet: str, language: str, suffix: str = PDF) -> str:
    """Build the path of a leaflet's file, relative to the manifest: ``ar/vertebroplasty.pdf``."""
    return f"{language}/{leaflet}{suffix}"


def read_manifest(content: bytes) -> tuple[Entry, ...]:
    """Read a manifest; entries that no build can have written are left out.

    Raises:
        ValueError: it is not a manifest.
    """
    try:
        data = json.loads(content)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    listed = data.get("files") if isinstance(data, dict) else None
    if not isinstance(listed, list):
        raise ValueError("it does not list files")
    # Exactly these fields: an entry of an older or newer version has others.
    names = {field.name for field in fields(Entry)}
    found = (_read_entry(each) for each in listed if isinstance(each, dict) and each.keys() == names)
    return tuple(entry for entry in found if entry and _is_ours(entry))


def write_manifest(entries: Iterable[Entry]) -> bytes:
    """Write a manifest as JSON; the same entries in any order give the same bytes."""
    data = {"files": [_write_entry(entry) for entry in sorted(entries)]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _write_entry(entry: Entry) -> dict[str, Any]:
    # Not asdict(), which would copy each pair of a signature for nothing.
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return values | {"signatures": [dict(each) for each in entry.signatures]}


def _read_entry(data: dict[str, Any]) -> Entry | None:
    """Make an entry; None if its signatures are not mappings of texts."""
    listed = data["signatures"]
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        return None
    signatures = tuple(tuple(each.items()) for each in listed)
    return Entry(**{**data, "signatures": signatures})


def _is_ours(entry: Entry) -> bool:
    """Tell whether a build could have written an entry: its types, and the path that its fields imply."""
    said = tuple(text for each in entry.signatures for pair in each for text in pair)
    texts = (entry.path, entry.id, entry.language, entry.version, entry.sha256, entry.content_hash, *said)
    # type() and not isinstance(), because bool is a subclass of int.
    if not all(isinstance(text, str) for text in texts) or type(entry.pages) is not int:
        return False
    return (
        bool(_ID.fullmatch(entry.id) and _TAG.fullmatch(entry.language))
        and entry.path == relative_path(entry.id, entry.language, entry.suffix)
        and entry.status in get_args(Status)
        and bool(_HEX.fullmatch(entry.sha256) and _HEX.fullmatch(entry.content_hash))
        # JSON can escape a lone surrogate, which could not be written again as UTF-8.
        and not any("\ud800" <= letter <= "\udfff" for text in (entry.version, *said) for letter in text)
    )
