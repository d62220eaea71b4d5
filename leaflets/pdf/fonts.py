"""Font programs: from an instance and the glyphs that a leaflet draws to what the file embeds.

What comes in is an :class:`~leaflets.fonts.faces.Instance` (a variable face at a weight) and glyph
ids; what goes out is a TrueType program with the axes pinned, subset by HarfBuzz, and the
objects of a composite font around it (ISO 32000-1 9.7, 9.9). Programs are kept, because the
next leaflet or the next preview often draws the same glyphs.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from leaflets.fonts.faces import Face, Instance
from leaflets.pdf.composites import Component, Composite, append_glyphs
from leaflets.pdf.objects import File, compressed, deflated, dictionary, number, reference

# A Type0 font shows without these (ISO 32000-1 9.9 lists the tables that it needs).
_UNNEEDED = (
    *("GSUB", "GPOS", "GDEF", "BASE", "name", "post", "OS/2", "cmap", "gasp", "STAT"),
    *("DSIG", "vhea", "vmtx", "VORG", "kern", "meta"),
)
_UNNEEDED_TAGS = frozenset(int.from_bytes(tag.encode(), "big") for tag in _UNNEEDED)

# HarfBuzz's preparation of a face costs as much as this many of its subsets save.
_WORTH_PREPARING = 12
_BIG_FACE = 10_000
_BLOCK = 100  # ISO 32000-1 9.10.3: entries in one bfchar block

_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
"""
_CMAP_FOOT = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"


class Shape(NamedTuple):
    """What one character code draws: glyphs of the face, with their places, and the advance.

    Lengths are in font units. ``plain`` shapes are one glyph as the face has it; all others
    become composite glyphs of the embedded program.
    """

    parts: tuple[Component, ...]
    advance: int
    plain: bool


class Sign(NamedTuple):
    """What one character code stands for: a shape and its text."""

    shape: Shape
    text: str


Codes = tuple[tuple[int, Sign], ...]

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Program:
    """A subset font program: deflated bytes, their length before, and where each shape went."""

    data: bytes
    length: int
    gids: Mapping[Shape, int]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A program and what the file says of its codes.

    ``tag`` marks the subset; ``glyphs`` and ``texts`` are the deflated maps from codes to
    glyphs and to Unicode; ``widths`` is the widths array.
    """

    program: Program
    tag: str
    glyphs: bytes
    texts: bytes
    widths: bytes


class FontStore:
    """What is worth keeping between files: widths, prepared faces, subset programs.

    ``room`` is how many programs are kept. One process owns one store; two threads may not
    write with the same store at once.
    """

    def __init__(self, room: int = 96) -> None:
        self._room = room
        self._programs: OrderedDict[tuple[Instance, frozenset[Shape]], Program] = OrderedDict()
        self._embedded: OrderedDict[tuple[Instance, Codes], Embedded] = OrderedDict()
        self._glyphs: dict[Instance, dict[int, Shape]] = {}
        self._prepared: dict[Face, Any] = {}
        self._subsets: Counter[Face] = Counter()

    def glyph(self, instance: Instance, gid: int) -> Shape:
        """Give a glyph as the face has it, with the advance that the embedded program states."""
        known = self._glyphs.setdefault(instance, {})
        if gid not in known:
            known[gid] = Shape(((gid, 0, 0),), int(instance.font.get_glyph_h_advance(gid)), True)
        return known[gid]

    def program(self, instance: Instance, shapes: frozenset[Shape]) -> Program:
        """Subset an instance to some shapes (and ``.notdef``, which every program has)."""
        return self._once(self._programs, (instance, shapes), lambda: self._made(instance, shapes))

    def embedded(self, instance: Instance, signs: Mapping[int, Sign]) -> Embedded:
        """Make all that a file holds of an instance, for what each character code stands for."""
        codes = tuple(sorted(signs.items()))
        return self._once(self._embedded, (instance, codes), lambda: self._embed(instance, codes))

    def _embed(self, instance: Instance, codes: Codes) -> Embedded:
        program = self.program(instance, frozenset(sign.shape for _, sign in codes))
        glyphs, texts = compressed(_cid_to_gid(codes, program)), compressed(_to_unicode(codes))
        return Embedded(program, _subset_tag(codes), glyphs, texts, _widths(codes, instance))

    def _once(self, kept: OrderedDict[_Key, _Value], key: _Key, make: Callable[[], _Value]) -> _Value:
        """Give what is kept under a key, made the first time; what was not used longest is forgotten."""
        if key not in kept:
            kept[key] = make()
            if len(kept) > self._room:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]

    def _made(self, instance: Instance, shapes: frozenset[Shape]) -> Program:
        wanted = {gid for shape in shapes for gid, _, _ in shape.parts}
        data, moved = _subset(self._source(instance.face), instance.weight, wanted)
        gids = {shape: moved[shape.parts[0][0]] for shape in shapes if shape.plain}
        joined = sorted((shape.parts, shape.advance, shape) for shape in shapes if not shape.plain)
        if joined:
            composites = [
                Composite(tuple((moved[gid], x, y) for gid, x, y in parts), advance)
                for parts, advance, _ in joined
            ]
            data = append_glyphs(data, composites)
            gids |= {shape: len(moved) + index for index, (_, _, shape) in enumerate(joined)}
        return Program(zlib.compress(data, 6), len(data), gids)

    def _source(self, face: Face) -> Any:
        """Give the face to subset from: prepared, once a big face has been used often enough."""
        if face in self._prepared:
            return self._prepared[face]
        self._subsets[face] += 1
        if face.hb.glyph_count < _BIG_FACE or self._subsets[face] < _WORTH_PREPARING:
            return face.hb
        self._prepared[face] = hb.subset_preprocess(face.hb)
        return self._prepared[face]


def _subset(face: Any, weight: int, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """Run HarfBuzz's subsetter: all axes pinned, no layout tables; gives where each glyph went."""
    wanted = hb.SubsetInput()
    wanted.pin_all_axes_to_default(face)
    if any(axis.tag == "wght" for axis in face.axis_infos):
        wanted.pin_axis_location(face, "wght", weight)
    wanted.glyph_set.update(gids)
    wanted.drop_table_tag_set.update(_UNNEEDED_TAGS)
    # The glyphs are chosen already, and nothing shapes with this program again.
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    plan = hb.SubsetPlan(face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def add_font(file: File, store: FontStore, instance: Instance, signs: Mapping[int, Sign]) -> int:
    """Add a composite font with all that belongs to it, and give its object number.

    ``signs`` has what each character code stands for.
    """
    made = store.embedded(instance, signs)
    name = f"/{made.tag}+{instance.name}".encode()
    data = file.put(deflated(made.program.data, Length1=made.program.length))
    descriptor = file.put(_descriptor(instance, name, data))
    descendant = dictionary(
        {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": reference(descriptor),
            "CIDToGIDMap": reference(file.put(deflated(made.glyphs))),
            "DW": 0,
            "W": made.widths,
        }
    )
    font: dict[str, object] = {
        "Type": b"/Font",
        "Subtype": b"/Type0",
        "BaseFont": name,
        "Encoding": b"/Identity-H",
        "DescendantFonts": b"[" + reference(file.put(descendant)) + b"]",
        "ToUnicode": reference(file.put(deflated(made.texts))),
    }
    return file.put(dictionary(font))


def _subset_tag(codes: Codes) -> str:
    """Make the six letters that mark a subset, from what is in it (ISO 32000-1 9.6.4)."""
    digest = hashlib.sha256(repr([(cid, sign.shape.parts) for cid, sign in codes]).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _descriptor(instance: Instance, name: bytes, program: int) -> pdfdoc.PDFDictionary:
    """Make the font descriptor (ISO 32000-1 table 122); lengths in thousandths of an em."""
    scale = 1000 / instance.face.upem
    head = instance.face.hb.reference_table("head").data
    corners = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in range(36, 44, 2))
    capital = instance.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    return dictionary(
        {
            "Type": b"/FontDescriptor",
            "FontName": name,
            "Flags": 4,  # symbolic: codes are glyphs, not a Latin character set
            "FontBBox": f"[{' '.join(number(corner * scale) for corner in corners)}]".encode(),
            "ItalicAngle": 0,
            "Ascent": round(instance.ascent * 1000),
            "Descent": -round(instance.descent * 1000),
            "CapHeight": round(capital * scale),
            "StemV": round(50 + (instance.weight / 65) ** 2),  # no table says it; a usual estimate
            "FontFile2": reference(program),
        }
    )


def _cid_to_gid(codes: Codes, program: Program) -> bytes:
    """Map codes to glyphs of the subset: two bytes for each code (ISO 32000-1 table 117)."""
    table = bytearray(2 * (codes[-1][0] + 1))
    for cid, sign in codes:
        table[2 * cid : 2 * cid + 2] = program.gids[sign.shape].to_bytes(2, "big")
    return bytes(table)


def _widths(codes: Codes, instance: Instance) -> bytes:
    """Write the widths array (ISO 32000-1 9.7.4.3): a first code, then the widths from there on."""
    scale = 1000 / instance.face.upem
    out: list[str] = []
    last = -2
    for cid, sign in codes:
        if cid != last + 1:
            out.append(f"{']' if out else ''}{cid}[")
        out.append(number(sign.shape.advance * scale) + " ")
        last = cid
    return ("[" + "".join(out) + "]]").encode()


def _to_unicode(codes: Codes) -> bytes:
    """Write the ToUnicode CMap (ISO 32000-1 9.10.3), one exact text for every code."""
    lines = [f"<{cid:04X}> <{sign.text.encode('utf-16-be').hex().upper()}>" for cid, sign in codes]
    blocks = (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _CMAP_HEAD + body.encode() + _CMAP_FOOT
