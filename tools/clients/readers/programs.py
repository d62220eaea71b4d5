"""Readers that are programs: poppler, MuPDF, Ghostscript. They are run, never linked."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.clients.readers.base import Shape, program

_VERSION = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class Program:
    """A program that writes a file's text to its output, with a form feed behind each page."""

    name: str
    kind: str
    command: tuple[str, ...]
    asked: tuple[str, ...]
    shape: Shape = Shape.PAGES

    def version(self) -> str:
        """Ask the program for its version; some write it on standard error."""
        done = subprocess.run(
            [program(self.command[0]), *self.asked], capture_output=True, text=True, check=False
        )
        found = _VERSION.search(done.stdout + done.stderr)
        return found[0] if found else "of unknown version"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        for file in files:
            command = [part.replace("FILE", str(file)) for part in self.command]
            done = subprocess.run(command, capture_output=True, check=True)
            # What is no UTF-8 counts as wrong letters, not as a reader that failed.
            pages = done.stdout.decode("utf-8", errors="replace").split("\f")
            yield tuple(pages[:-1] if len(pages) > 1 else pages)


POPPLER = Program("poppler", "pdftotext", ("pdftotext", "FILE", "-"), ("-v",))
POPPLER_RAW = Program("poppler-raw", "pdftotext -raw", ("pdftotext", "-raw", "FILE", "-"), ("-v",))
MUPDF = Program("mupdf", "mutool draw -F txt", ("mutool", "draw", "-q", "-F", "txt", "FILE"), ("-v",))
GHOSTSCRIPT = Program(
    "ghostscript",
    "txtwrite",
    ("gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=txtwrite", "-o", "-", "FILE"),
    ("--version",),
)
