"""A finished file as values: what it says of its approval, and what its tags and pages say.

In: the bytes of a PDF, which are not trusted. Out: a :class:`Reading`. Nothing here knows the document that
the file was made from, nor the code that wrote it.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf.models.outlines import OutlineStructureError

from leaflets.pdf.signed_words import APPROVALS, NAMESPACE, WORDS, WORDS_HASH
from leaflets.verification.folding import fold
from leaflets.verification.page_reading import PageWords

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_INLINE = frozenset({"/Span", "/Link"})  # elements whose words belong to the block around them
# Many times what a leaflet has.
_MAX_DEPTH, _MAX_ELEMENTS = 40, 50_000
# All that Leaflets writes into the catalog (ISO 32000-1 table 28): no scripts, forms, layers or attachments.
_CATALOG = frozenset({
    "/Type", "/Pages", "/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/Outlines", "/PageLabels",
    "/StructTreeRoot", "/ViewerPreferences",
})  # fmt: skip
# What pikepdf and Python raise for a file that is not built as it should be.
_BROKEN = (
    pikepdf.PdfError, OutlineStructureError, ElementTree.ParseError, ArithmeticError, AttributeError,
    IndexError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


class UnreadableError(ValueError):
    """A file that cannot be read as one of ours; the message is the rest of a sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file: what it carries about its approval (empty if nothing), and what it says.

    ``blocks`` are the words of each block in reading order, ``alternatives`` those of its drawings;
    ``headers`` and ``footers`` what repeats on its pages; ``titles`` its own title and its bookmarks;
    ``targets`` where its links lead.
    """

    words_hash: str
    words: str
    approvals: tuple[str, ...]
    blocks: tuple[str, ...]
    alternatives: tuple[str, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    titles: tuple[str, ...]
    targets: frozenset[str]
    faults: tuple[str, ...]


def read_pdf(content: bytes) -> Reading:
    """Read a file.

    Raises:
        UnreadableError: it is no PDF, or not built as ours are.
    """
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _read(pdf)
    except UnreadableError:
        raise
    except pikepdf.PasswordError:
        raise UnreadableError("is locked with a password") from None
    except _BROKEN as error:
        raise UnreadableError(f"is not built as Leaflets builds files ({type(error).__name__})") from None


def _read(pdf: pikepdf.Pdf) -> Reading:
    carried = _carried(pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b"")
    pages = {page.obj.objgen: PageWords(page, number) for number, page in enumerate(pdf.pages, 1)}
    tree = _Tree({at: page.words for at, page in pages.items()})
    tree.read(pdf.Root.StructTreeRoot.K)
    strange = sorted(set(pdf.Root.keys()) - _CATALOG)
    faults = [f"it holds what Leaflets never writes ({name[:40]})" for name in strange]
    notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
    faults += [f"it has a note of the type {note.Subtype}" for note in notes if note.Subtype != "/Link"]
    return Reading(
        words_hash=carried.get(WORDS_HASH, ("",))[0],
        words=carried.get(WORDS, ("",))[0],
        approvals=carried.get(APPROVALS, ()),
        blocks=tuple(tree.blocks),
        alternatives=tuple(tree.alternatives),
        headers=tuple(header for page in pages.values() for header in page.headers),
        footers=tuple(page.footer for page in pages.values()),
        titles=(str(pdf.docinfo.Title), *_bookmarks(pdf)),
        targets=frozenset(_targets(notes)),
        faults=(*faults, *(fault for page in pages.values() for fault in page.faults), *tree.faults),
    )


def _carried(packet: bytes) -> Mapping[str, tuple[str, ...]]:
    """Read our own properties from the XMP metadata: the text, or the items, of each."""
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:  # XMP has neither; they can expand without end
        raise UnreadableError("has metadata that are no XMP")
    found: dict[str, tuple[str, ...]] = {}
    root = ElementTree.fromstring(packet.decode("utf-8")) if packet else ElementTree.Element("none")  # noqa: S314
    for element in root.iter():
        if element.tag.startswith(f"{{{NAMESPACE}}}"):
            name = element.tag.partition("}")[2]
            items = [item.text or "" for item in element.iter(f"{_RDF}li")]
            if name in found:
                raise UnreadableError(f"says twice in its metadata who signed it ({name[:40]})")
            found[name] = tuple(items) if name == APPROVALS else (element.text or "",)
    return found


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield the titles of the bookmarks."""
    with pdf.open_outline(max_depth=_MAX_DEPTH) as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            yield item.title
            waiting += item.children


def _targets(notes: list[Any]) -> Iterator[str]:
    """Yield where links lead: addresses, and other actions by their type; not places in the file."""
    for note in notes:
        action = note.get("/A")
        if action is not None:
            # An action that is not a plain address shows as its type, which no words can hold.
            yield str(action.URI) if "/URI" in action and "/Next" not in action else f"action {action.S}"


class _Tree:
    """Reads the structure tree: content is found by page and MCID, each at most once."""

    def __init__(self, contents: Mapping[Any, dict[int, str]]) -> None:
        self.blocks: list[str] = []
        self.alternatives: list[str] = []
        self.faults: list[str] = []
        self._contents = contents
        self._count = 0

    def read(self, root: Any) -> None:
        """Read the tree below its root; words on pages that it does not name are faults."""
        for kid in _listed(root):
            self._element(kid, None, 0)
        if any(text.strip() for words in self._contents.values() for text in words.values()):
            self.faults.append("it has words on its pages that its tags do not name")

    def _element(self, item: Any, page: Any, depth: int) -> str:
        """Read an element; return its own words, with those of inline elements."""
        self._count += 1
        if depth > _MAX_DEPTH or self._count > _MAX_ELEMENTS:
            raise UnreadableError("has tags without end")
        page = item.get("/Pg", page)
        place = len(self.blocks)
        own = ""
        for kid in _listed(item.get("/K", [])):
            own += self._kid(kid, page, depth)
        if "/ActualText" in item:
            own = self._actual(str(item.ActualText), own)
        if "/Alt" in item:
            self.alternatives.append(str(item.Alt))
        if item.S in _INLINE:
            return own
        if own.strip():
            self.blocks.insert(place, own)
        return ""

    def _kid(self, kid: Any, page: Any, depth: int) -> str:
        """Read a kid: the content of a page, or an element with its own kids."""
        if isinstance(kid, int):
            return self._contents[page.objgen].pop(kid, "")
        if kid.get("/Type") == "/MCR":
            return self._contents[kid.get("/Pg", page).objgen].pop(int(kid.MCID), "")
        return "" if kid.get("/Type") == "/OBJR" else self._element(kid, page, depth + 1)

    def _actual(self, actual: str, drawn: str) -> str:
        """Compare the words that an element says in logical order with what is drawn for it."""
        if Counter(fold(actual)) != Counter(fold(drawn)):
            self.faults.append(f'its tags say other words than its pages: "{actual[:40]}"')
        return actual


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]
