"""What the tests of the output folder share: leaflets to keep, and what is found of them afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.output.folder import Output


def refused(call: Callable[..., object], *arguments: object) -> Diagnostic:
    """Call something that must be refused; return the one problem that is told, with its place and hint."""
    with pytest.raises(LeafletsError) as caught:
        call(*arguments)
    (problem,) = caught.value.diagnostics
    assert problem.hint
    assert problem.position
    return problem


def keep(
    folder: Output,
    leaflet: str,
    language: str,
    content: bytes = b"%PDF",
    *,
    draft: bool = True,
    html: bytes = b"",
) -> Path:
    """Keep a leaflet of two pages, of which only what is named here matters."""
    return folder.keep(
        leaflet, language, content, version="1.0", pages=2, content_hash="ab", draft=draft, html=html
    )


def manifest(root: Path) -> list[dict[str, object]]:
    """Read the entries of the manifest, which ends with a line break as text files do."""
    text = (root / "manifest.json").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    return json.loads(text)["files"]


def statuses(root: Path) -> dict[str, object]:
    """Look up the status of every file by its path, as the manifest tells both."""
    return {str(entry["path"]): entry["status"] for entry in manifest(root)}


def leftovers(root: Path) -> list[Path]:
    """Find what a write left behind that did not end."""
    return list(root.rglob(".leaflets-*"))
