"""What ``output/manifest.json`` says of the files beside it.

In: the manifest's bytes, which may be anybody's. Out: entries that name places a build could have
written, and nothing else. An entry holds for a file only as long as the file has its ``sha256``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Literal, get_args

NAME = "manifest.json"
PDF, HTML = ".pdf", ".html"
# 100 leaflets in 100 languages, with their web pages, are 8 MB.
MAX_BYTES = 64_000_000

# ``stale``: the file is whole, but it is not what the last build of its leaflet made of it.
Status = Literal["draft", "approved", "stale"]
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*")
_HEX = re.compile(r"[0-9a-f]*")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What the manifest says of one file; ``path`` is relative to the manifest, with slashes."""

    path: str
    id: str
    language: str
    version: str
    pages: int
    sha256: str
    content_hash: str
    status: Status

    @property
    def suffix(self) -> str:
        """Give the ending of the file: a leaflet or its web page."""
        return HTML if self.path.endswith(HTML) else PDF


def place(leaflet: str, language: str, suffix: str = PDF) -> str:
    """Give the place of a leaflet's file, relative to the manifest."""
    return f"{language}/{leaflet}{suffix}"


def read(content: bytes) -> tuple[Entry, ...]:
    """Read a manifest; entries that are none of ours are left out.

    Raises:
        ValueError: it is no manifest at all.
    """
    try:
        said = json.loads(content)
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error
    listed = said.get("files") if isinstance(said, dict) else None
    if not isinstance(listed, list):
        raise ValueError("it does not list files")
    names = {field.name for field in fields(Entry)}
    found = (Entry(**each) for each in listed if isinstance(each, dict) and each.keys() == names)
    return tuple(entry for entry in found if _is_ours(entry))


def written(entries: Iterable[Entry]) -> bytes:
    """Write a manifest: always the same for the same entries."""
    said = {"files": [asdict(entry) for entry in sorted(entries)]}
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _is_ours(entry: Entry) -> bool:
    """Tell whether a build could have said this: our types, and the one place that belongs to them."""
    texts = (entry.path, entry.id, entry.language, entry.version, entry.sha256, entry.content_hash)
    if not all(isinstance(text, str) for text in texts) or type(entry.pages) is not int:
        return False
    return (
        bool(_ID.fullmatch(entry.id) and _TAG.fullmatch(entry.language))
        and entry.path == place(entry.id, entry.language, entry.suffix)
        and entry.status in get_args(Status)
        and bool(_HEX.fullmatch(entry.sha256) and _HEX.fullmatch(entry.content_hash))
        and not any("\ud800" <= letter <= "\udfff" for letter in entry.version)
    )
