"""The structure tree, read as a screen reader reads it: with what ActualText says, and without.

A reader may take an element's ActualText for its words (ISO 32000-1 14.9.4). Some do; others read the codes
of the content (9.10.2) whatever stands on the element. Both must get the words.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.clients.packages import LackingError
from tools.clients.readers.base import Shape


class Tags:
    """Our own reader of structure trees (``tests/pdf/reading.py``), which knows nothing of the writer."""

    name = "tags"
    kind = "structure tree"
    shape = Shape.TREE

    def version(self) -> str:
        """Find the version of pikepdf, which opens the file."""
        return f"with pikepdf {_pikepdf().__version__}"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the words of each file's elements, a line for each."""
        _pikepdf()
        reading = import_module("tests.pdf.reading")
        for file in files:
            root = reading.read(self.prepared(file.read_bytes())).root
            yield ("\n".join(text for _, text in reading.blocks(root)),)

    def prepared(self, content: bytes) -> bytes:
        """Return the file to be read: here the very one that was written."""
        return content


class BareTags(Tags):
    """The same for a reader that does not look at ActualText."""

    name = "tags-bare"
    kind = "structure tree, ActualText ignored"

    def prepared(self, content: bytes) -> bytes:
        """Take ActualText out of a file, from elements and from the properties of marked content."""
        pikepdf = _pikepdf()
        kept = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for found in pdf.objects:
                if isinstance(found, pikepdf.Dictionary) and "/ActualText" in found:
                    del found["/ActualText"]
            for page in pdf.pages:
                page.Contents = pdf.make_stream(_without(pikepdf, page))
            pdf.save(kept)
        return kept.getvalue()


def _without(pikepdf: Any, page: Any) -> bytes:
    """Write a page's content without the ActualText of its marked content."""
    instructions = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if (
            str(operator) == "BDC"
            and isinstance(operands[1], pikepdf.Dictionary)
            and "/ActualText" in operands[1]
        ):
            # The sequence itself stays: its MCID is what the structure tree refers to.
            kept = {key: value for key, value in operands[1].items() if key != "/ActualText"}
            instructions.append(([operands[0], pikepdf.Dictionary(kept)], operator))
        else:
            instructions.append((operands, operator))
    return bytes(pikepdf.unparse_content_stream(instructions))


def _pikepdf() -> Any:
    try:
        return import_module("pikepdf")
    except ImportError:
        raise LackingError("the Python package pikepdf") from None
