"""Readers that are Python libraries: pdfium, pypdf, pdfminer.six. What is not installed is passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
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
        """Look up the version of pdfium, and that of the package which brings it."""
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
                # pdfium's memory is not Python's: it is given back at once, in this order.
                text.close()
                page.close()
            document.close()
            yield tuple(texts)


@dataclass(frozen=True, slots=True)
class Library:
    """A library that gives the text of a file's pages: ``extract`` asks it, by its ``module``."""

    name: str
    package: str
    module: str
    extract: Callable[[Any, Path], Iterable[str]]
    kind: str = "extract_text"
    shape: Shape = Shape.PAGES

    def version(self) -> str:
        """Look up the version of the package."""
        _module(self.module, self.package)
        return metadata.version(self.package)

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        module = _module(self.module, self.package)
        for file in files:
            yield tuple(self.extract(module, file))


PYPDF = Library(
    "pypdf",
    "pypdf",
    "pypdf",
    lambda pypdf, file: (page.extract_text() for page in pypdf.PdfReader(file).pages),
)
PDFMINER = Library(
    "pdfminer",
    "pdfminer.six",
    "pdfminer.high_level",
    # A form feed stands behind each page, also the last.
    lambda high_level, file: high_level.extract_text(file).split("\f")[:-1],
)
