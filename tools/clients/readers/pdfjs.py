"""pdf.js, the viewer of Firefox, run by node: several releases, because Firefoxes are of all ages.

What is read is what ``PDFViewer.getAllText`` joins, which Firefox puts on the clipboard for Ctrl+A, Ctrl+C.
A selection over the text layer of a page gives the same letters: :mod:`~tools.clients.readers.firefox` copies
so in the real Firefox, and the figures of its pdf.js 6.0 and of this one are to be the same in the table.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.clients import packages
from tools.clients.readers.base import Shape, program

SCRIPT = Path(__file__).with_name("pdfjs.mjs")


@dataclass(frozen=True, slots=True)
class PdfJs:
    """One release of pdf.js; its package is fetched into ``cache``."""

    release: str
    cache: Path
    kind: str = "copy all"
    shape: Shape = Shape.PAGES

    @property
    def name(self) -> str:
        """The name, with the two first numbers of the release."""
        return "pdf.js-" + ".".join(self.release.split(".")[:2])

    def version(self) -> str:
        """Fetch the release if it is not there, and return its number."""
        program("node")
        packages.folder("pdfjs-dist", self.release, self.cache)
        return self.release

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        folder = packages.folder("pdfjs-dist", self.release, self.cache)
        command = [program("node"), str(SCRIPT), str(folder), *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
        # pdf.js warns on standard output of what node lacks.
        found = [line for line in done.stdout.splitlines() if line.startswith("[")]
        yield from (tuple(json.loads(line)) for line in found)
