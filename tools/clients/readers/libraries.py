"""Readers that are Python libraries: pdfium, pypdf, pdfminer.six. What is not installed is passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from tools.clients.packages import LackingError
from tools.clients.readers.base import Shape


def _module(name: str, package: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise LackingError(f"the Python package {package}") from None


class Pdfium:
    """Chromium's engine, by itself."""

    name = "pdfium"
    kind = "text of a page"
    shape = Shape.PAGES

    def version(self) -> str:
        """Read pdfium's version, and that of the package which brings it."""
        info = _module("pypdfium2.version", "pypdfium2").PDFIUM_INFO
        return f"{info.major}.{info.minor}.{info.build} (pypdfium2 {metadata.version('pypdfium2')})"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        pdfium = _module("pypdfium2", "pypdfium2")
        for file in files:
            document = pdfium.PdfDocument(file)
            texts = []
            for page in document:
                text = page.get_textpage()
                texts.append(text.get_text_range())
                text.close()
                page.close()
            document.close()
            yield tuple(texts)


class Pypdf:
    """The library pypdf."""

    name = "pypdf"
    kind = "extract_text"
    shape = Shape.PAGES

    def version(self) -> str:
        """Read the version of the installed package."""
        _module("pypdf", "pypdf")
        return metadata.version("pypdf")

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        pypdf = _module("pypdf", "pypdf")
        for file in files:
            yield tuple(page.extract_text() for page in pypdf.PdfReader(file).pages)


class Pdfminer:
    """The library pdfminer.six."""

    name = "pdfminer"
    kind = "extract_text"
    shape = Shape.PAGES

    def version(self) -> str:
        """Read the version of the installed package."""
        _module("pdfminer.high_level", "pdfminer.six")
        return metadata.version("pdfminer.six")

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        high_level = _module("pdfminer.high_level", "pdfminer.six")
        for file in files:
            # A form feed ends each page, so what follows the last one is no page.
            yield tuple(high_level.extract_text(file).split("\f")[:-1])
