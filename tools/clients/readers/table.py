"""All readers, in the order of the tables; the first ones are what most people have."""

from __future__ import annotations

from pathlib import Path

from tools.clients.readers import programs
from tools.clients.readers.base import Reader
from tools.clients.readers.chromium import Chromium
from tools.clients.readers.firefox import Firefox, FirefoxTree
from tools.clients.readers.libraries import PDFMINER, PYPDF, Pdfium
from tools.clients.readers.pdfjs import PdfJs
from tools.clients.readers.tags import BareTags, Tags

# Releases of pdf.js: Firefoxes of all ages are in use.
RELEASES = ("5.7.284", "6.0.227", "6.5.438")


def readers(cache: Path) -> tuple[Reader, ...]:
    """List all readers; those that need a package of npm fetch it into ``cache``."""
    return (
        Firefox(),
        *(PdfJs(release, cache) for release in RELEASES),
        Chromium(),
        Pdfium(),
        programs.POPPLER,
        programs.POPPLER_RAW,
        programs.MUPDF,
        programs.GHOSTSCRIPT,
        PYPDF,
        PDFMINER,
        FirefoxTree(),
        Tags(),
        BareTags(),
    )
