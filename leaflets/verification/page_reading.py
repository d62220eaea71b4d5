"""The words of a page's content stream: what is drawn, by marked-content identifier, and what is an artifact.

In: a page of a file that is not trusted. Out: its words as its fonts say them (ToUnicode, ISO 32000-1
9.10.3), and everything on it that Leaflets never writes. What the shapes of the glyphs look like is not seen
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

# All that Leaflets writes into a content stream (ISO 32000-1 annex A). No images, forms, clips or text modes.
_OPERATORS = frozenset({
    "BDC", "BMC", "EMC", "BT", "ET", "Tf", "Td", "TJ", "rg", "RG", "w", "m", "l", "c", "h", "re", "f", "S",
    "B",
})  # fmt: skip
_PAGE_KEYS = frozenset({
    "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs",
})  # fmt: skip
_RESOURCES = frozenset({"/Font"})
_CODE = re.compile(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)


class PageWords:
    """What a page says: ``words`` by MCID, ``headers`` and ``footer`` as artifacts, ``faults`` else."""

    def __init__(self, page: pikepdf.Page, number: int) -> None:
        self.words: dict[int, str] = {}
        self.headers: list[str] = []
        self.footer = ""
        self.faults: list[str] = []
        self._number = number
        self._codes: dict[int, str] = {}
        self._open: list[tuple[str, Any]] = []
        for found, known in ((page.obj.keys(), _PAGE_KEYS), (page.Resources.keys(), _RESOURCES)):
            self._refuse(set(found) - known)
        fonts = {name: _codes_of(font) for name, font in page.Resources.get("/Font", {}).items()}
        for step in pikepdf.parse_content_stream(page):
            self._step(list(step.operands), str(step.operator), fonts)
        self.headers = ["".join(self.headers)] if self.headers else []

    def _refuse(self, strange: set[str]) -> None:
        for name in sorted(strange):
            self.faults.append(f"page {self._number} holds what Leaflets never writes ({name[:40]})")

    def _step(self, operands: Sequence[Any], operator: str, fonts: dict[str, dict[int, str]]) -> None:
        if operator not in _OPERATORS:
            self._refuse({operator})
        elif operator == "Tf":
            self._codes = fonts[str(operands[0])]
        elif operator in ("BDC", "BMC"):
            self._open.append((str(operands[0]), operands[1] if operator == "BDC" else {}))
        elif operator == "EMC":
            self._open.pop()
        elif operator == "TJ":
            self._say("".join(self._decoded(operands[0])))

    def _decoded(self, parts: Any) -> Iterator[str]:
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                yield from (self._codes[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))

    def _say(self, text: str) -> None:
        tag, properties = self._open[-1] if self._open else ("", {})
        if "/ActualText" in properties:
            self._refuse({"ActualText among its words"})
        if tag == "/Artifact" and properties.get("/Subtype") == "/Header":
            self.headers.append(text)
        elif tag == "/Artifact" and properties.get("/Subtype") == "/Footer":
            self.footer += text
        elif tag != "/Artifact" and "/MCID" in properties:
            mcid = int(properties["/MCID"])
            self.words[mcid] = self.words.get(mcid, "") + text
        elif text.strip():
            self.faults.append(f"page {self._number} has words that belong to nothing")


def _codes_of(font: Any) -> dict[int, str]:
    """Read a ToUnicode CMap that has a row for each code, as Leaflets writes it."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _CODE.findall(cmap)}
