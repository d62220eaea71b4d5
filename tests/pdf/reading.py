"""Reads a finished file back the way a screen reader does: through its structure tree.

What comes in are the bytes of a PDF; what goes out is a tree of elements with their roles,
attributes and words. Nothing here knows the writer: codes become text through ToUnicode and
ActualText only (ISO 32000-1 9.10.2, 14.9.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

# Elements whose words belong to the block around them.
INLINE = frozenset({"Span", "Link"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A structure element: ``own`` are its words without those of kids that are blocks."""

    role: str
    attributes: tuple[tuple[str, str], ...]
    text: str
    own: str
    kids: tuple[Tag, ...]

    def walk(self) -> Iterator[Tag]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it is read: the tree, the words of artifacts, what lies in no sequence at all."""

    root: Tag
    artifacts: tuple[str, ...]
    unmarked: tuple[str, ...]
    faults: tuple[str, ...]


def read(data: bytes) -> Reading:
    """Read a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        contents = {page.obj.objgen: PageText(page) for page in pdf.pages}
        tree = pdf.Root.StructTreeRoot
        # K is the root element, or an array of one.
        root = _Walker(contents).element(
            tree.K if isinstance(tree.K, pikepdf.Dictionary) else tree.K[0], None
        )
        return Reading(
            root,
            tuple(text for page in contents.values() for text in page.artifacts),
            tuple(text for page in contents.values() for text in page.unmarked),
            tuple(_parent_faults(pdf, contents)),
        )


def dump(tag: Tag, depth: int = 0) -> str:
    """Write a tree as text, an element a line: for goldens."""
    attributes = "".join(f" {name}={value}" for name, value in tag.attributes)
    own = f" | {tag.own}" if tag.own else ""
    return f"{'  ' * depth}{tag.role}{attributes}{own}\n" + "".join(dump(kid, depth + 1) for kid in tag.kids)


def blocks(root: Tag) -> list[tuple[str, str]]:
    """List role and words of every block that has words, in reading order."""
    return [(tag.role, tag.own) for tag in root.walk() if tag.own and tag.role not in INLINE]


class PageText:
    """The words of a page's content stream, by marked-content identifier."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.words: dict[int, str] = {}
        self.drawn: set[int] = set()
        self.artifacts: list[str] = []
        self.unmarked: list[str] = []
        self._fonts = {name: _codes(font) for name, font in page.Resources.get("/Font", {}).items()}
        self._font: dict[int, str] = {}
        self._open: list[tuple[str, Any]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            self._step(operands, str(operator))

    def _step(self, operands: Sequence[Any], operator: str) -> None:
        if operator == "Tf":
            self._font = self._fonts[str(operands[0])]
        elif operator in ("BDC", "BMC"):
            properties = operands[1] if operator == "BDC" else {}
            self._open.append((str(operands[0]), properties))
            if "/ActualText" in properties:
                self._say(str(properties["/ActualText"]))
        elif operator == "EMC":
            self._open.pop()
        elif operator in ("TJ", "Tj") and not any(
            "/ActualText" in properties for _, properties in self._open
        ):
            self._say("".join(self._decoded(operands[0] if operator == "TJ" else operands)))
        elif operator in ("f", "B", "S"):
            self._say("")  # a drawing has no words, but must be marked as well

    def _decoded(self, parts: Any) -> Iterator[str]:
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = bytes(part)
                for at in range(0, len(codes), 2):
                    yield self._font[int.from_bytes(codes[at : at + 2], "big")]

    def _say(self, text: str) -> None:
        # The innermost sequence that says whose the words are; a Span with ActualText says nothing of that.
        for tag, properties in reversed(self._open):
            if tag == "/Artifact":
                self.artifacts.append(text)
                return
            if "/MCID" in properties:
                mcid = int(properties["/MCID"])
                self.drawn.add(mcid)
                self.words[mcid] = self.words.get(mcid, "") + text
                return
        self.unmarked.append(text)


def _codes(font: Any) -> dict[int, str]:
    """Read a ToUnicode CMap that has a row for each code (bfchar, no ranges)."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    rows = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows}


class _Walker:
    """Walks the structure tree; content is found by page and MCID."""

    def __init__(self, contents: dict[Any, PageText]) -> None:
        self._contents = contents

    def element(self, item: Any, page: Any) -> Tag:
        page = item.get("/Pg", page)
        kids: list[Tag] = []
        own: list[str] = []
        whole: list[str] = []
        for kid in _listed(item.get("/K", [])):
            text, tag = self._kid(kid, page)
            whole.append(text)
            if tag is None or tag.role in INLINE:
                own.append(text)
            if tag is not None:
                kids.append(tag)
        actual = str(item.ActualText) if "/ActualText" in item else None
        return Tag(
            str(item.S)[1:],
            tuple(_attributes(item)),
            "".join(whole) if actual is None else actual,
            "".join(own) if actual is None else actual,
            tuple(kids),
        )

    def _kid(self, kid: Any, page: Any) -> tuple[str, Tag | None]:
        if isinstance(kid, int):
            return self._contents[page.objgen].words.get(kid, ""), None
        if kid.get("/Type") == "/MCR":
            return self._contents[kid.get("/Pg", page).objgen].words.get(int(kid.MCID), ""), None
        if kid.get("/Type") == "/OBJR":
            return "", Tag("OBJR", (("Contents", str(kid.Obj.Contents)),), "", "", ())
        tag = self.element(kid, page)
        return tag.text, tag


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]


def _attributes(item: Any) -> Iterator[tuple[str, str]]:
    for name in ("/Lang", "/Alt", "/ActualText"):
        if name in item:
            # The words of ActualText are the element's own; that it is there is what matters.
            yield name[1:], "yes" if name == "/ActualText" else str(item[name])
    for name, value in item.get("/A", {}).items():
        # Owners go without saying, and boxes change with every layout: neither is for goldens.
        if name not in ("/O", "/BBox"):
            yield name[1:], str(value)[1:]


def _parent_faults(pdf: pikepdf.Pdf, contents: dict[Any, PageText]) -> Iterator[str]:
    """Compare the parent tree with the tree itself (ISO 32000-1 14.7.4.4); validators do not."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for index, page in enumerate(pdf.pages):
        if "/StructParents" not in page:
            yield f"page {index + 1} has no StructParents"
            continue
        owners = parents[int(page.StructParents)]
        for mcid in contents[page.obj.objgen].drawn:
            if mcid >= len(owners) or not _holds(owners[mcid], page.obj.objgen, mcid):
                yield f"page {index + 1}: MCID {mcid} is not in the element that the parent tree names"
        for note in page.get("/Annots", []):
            owner = parents[int(note.StructParent)]
            if not any(kid.get("/Obj", pdf.Root).objgen == note.objgen for kid in _objects(owner)):
                yield f"page {index + 1}: an annotation is not in the element that the parent tree names"


def _holds(owner: Any, page: Any, mcid: int) -> bool:
    for kid in _listed(owner.K):
        if isinstance(kid, int) and kid == mcid and owner.Pg.objgen == page:
            return True
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == mcid and kid.Pg.objgen == page:
            return True
    return False


def _objects(owner: Any) -> list[Any]:
    return [kid for kid in _listed(owner.K) if isinstance(kid, pikepdf.Dictionary)]
