"""Embedded fonts: subset programs and the composite fonts around them.

In: an :class:`~leaflets.fonts.faces.Instance` (a variable face at a weight) and what each code stands for
(:mod:`leaflets.pdf.cids`). Out: a TrueType program with the axes pinned, subset by HarfBuzz, and the objects
of a composite font around it (ISO 32000-1 9.7, 9.9). Programs are cached, because the next leaflet or preview
often draws the same glyphs.
"""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc

from leaflets.fonts.faces import Face, Instance
from leaflets.pdf.cids import CidEntry, CidTable, GlyphDescription
from leaflets.pdf.composites import CompositeGlyph, append_glyphs
from leaflets.pdf.objects import File, compress, dictionary, number, precompressed_stream, reference

# ISO 32000-1 9.9 lists the tables that a Type0 font needs: none of these.
_UNNEEDED = (
    *("GSUB", "GPOS", "GDEF", "BASE", "name", "post", "OS/2", "cmap", "gasp", "STAT"),
    *("DSIG", "vhea", "vmtx", "VORG", "kern", "meta"),
)
_UNNEEDED_TAGS = frozenset(int.from_bytes(tag.encode(), "big") for tag in _UNNEEDED)

# Preparing a face costs as much time as is saved on this many subsets.
_WORTH_PREPARING = 12
_BIG_FACE = 10_000  # glyphs: only CJK faces are slow enough to subset that preparing them pays
_BLOCK = 100  # ISO 32000-1 9.10.3: entries in one bfchar block

_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
"""
_CMAP_FOOT = b"endcmap CMapName currentdict /CMap defineresource pop end end\n"

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A subset font program: deflated bytes, their original length, and the glyph id of each description."""

    data: bytes
    length: int
    gids: Mapping[GlyphDescription, int]


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A program and the maps of its codes.

    ``tag`` marks the subset; ``cid_to_gid`` and ``to_unicode`` are the deflated maps from codes to
    glyphs and to texts; ``widths`` is the widths array.
    """

    program: FontProgram
    tag: str
    cid_to_gid: bytes
    to_unicode: bytes
    widths: bytes


class FontCache:
    """A cache of what files share: widths, prepared faces, subset programs.

    ``room`` is the most programs, and the most embedded fonts, that it keeps; the 48 shipped leaflets
    have 142. One process owns one cache; it is not thread-safe.
    """

    def __init__(self, room: int = 96) -> None:
        self._room = room
        self._programs: OrderedDict[tuple[Instance, frozenset[GlyphDescription]], FontProgram] = OrderedDict()
        self._embedded: OrderedDict[tuple[Instance, CidTable], EmbeddedFont] = OrderedDict()
        self._glyphs: dict[Instance, dict[int, GlyphDescription]] = {}
        self._prepared: dict[Face, Any] = {}
        self._subsets: Counter[Face] = Counter()

    def glyph(self, instance: Instance, gid: int) -> GlyphDescription:
        """Describe a glyph as the face has it, with the advance that the embedded program states."""
        known = self._glyphs.setdefault(instance, {})
        if gid not in known:
            known[gid] = GlyphDescription(((gid, 0, 0),), int(instance.font.get_glyph_h_advance(gid)), True)
        return known[gid]

    def program(self, instance: Instance, glyphs: frozenset[GlyphDescription]) -> FontProgram:
        """Make the program of an instance for some glyphs (and ``.notdef``, which every program has)."""
        return self._keep(self._programs, (instance, glyphs), lambda: self._make_program(instance, glyphs))

    def embedded(self, instance: Instance, entries: Mapping[int, CidEntry]) -> EmbeddedFont:
        """Make what a file embeds of an instance; ``entries`` says what each character code stands for."""
        table = tuple(sorted(entries.items()))
        return self._keep(self._embedded, (instance, table), lambda: self._embed(instance, table))

    def _embed(self, instance: Instance, table: CidTable) -> EmbeddedFont:
        program = self.program(instance, frozenset(entry.glyph for _, entry in table))
        return EmbeddedFont(
            program,
            _make_subset_tag(table),
            compress(_write_cid_to_gid(table, program)),
            compress(_write_to_unicode(table)),
            _write_widths(table, instance),
        )

    def _keep(self, kept: OrderedDict[_Key, _Value], key: _Key, make: Callable[[], _Value]) -> _Value:
        """Look up the value of a key, made on first use; the least recently used one is dropped."""
        if key not in kept:
            kept[key] = make()
            if len(kept) > self._room:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return kept[key]

    def _make_program(self, instance: Instance, glyphs: frozenset[GlyphDescription]) -> FontProgram:
        wanted = {gid for glyph in glyphs for gid, _, _ in glyph.parts}
        data, moved = _subset(self._choose_source(instance.face), instance.weight, wanted)
        gids = {glyph: moved[glyph.plain_gid] for glyph in glyphs if glyph.plain}
        # Glyph ids follow this order, and that of a set differs between processes.
        joined = sorted(glyph for glyph in glyphs if not glyph.plain)
        if joined:
            composites = [
                CompositeGlyph(tuple((moved[gid], x, y) for gid, x, y in glyph.parts), glyph.advance)
                for glyph in joined
            ]
            data = append_glyphs(data, composites)
            gids |= {glyph: len(moved) + index for index, glyph in enumerate(joined)}
        return FontProgram(compress(data), len(data), gids)

    def _choose_source(self, face: Face) -> Any:
        """Choose the face to subset from: a prepared one, once a big face has been used often enough."""
        if face in self._prepared:
            return self._prepared[face]
        self._subsets[face] += 1
        if face.hb.glyph_count < _BIG_FACE or self._subsets[face] < _WORTH_PREPARING:
            return face.hb
        self._prepared[face] = hb.subset_preprocess(face.hb)
        return self._prepared[face]


def _subset(face: Any, weight: int, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """Run HarfBuzz's subsetter: all axes pinned, no layout tables.

    Returns the program, and the new id of each old one: of ``gids``, of their parts, and of ``.notdef``.
    """
    wanted = hb.SubsetInput()
    wanted.pin_all_axes_to_default(face)
    if any(axis.tag == "wght" for axis in face.axis_infos):
        wanted.pin_axis_location(face, "wght", weight)
    wanted.glyph_set.update(gids)
    wanted.drop_table_tag_set.update(_UNNEEDED_TAGS)
    # Nothing shapes with this program again.
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    plan = hb.SubsetPlan(face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def add_font(file: File, cache: FontCache, instance: Instance, entries: Mapping[int, CidEntry]) -> int:
    """Add a composite font with all its objects (ISO 32000-1 9.7); returns its object number.

    ``entries`` says what each character code stands for.
    """
    made = cache.embedded(instance, entries)
    name = f"/{made.tag}+{instance.name}".encode()
    data = file.put(precompressed_stream(made.program.data, Length1=made.program.length))
    descriptor = file.put(_make_descriptor(instance, name, data))
    descendant = dictionary(
        {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": reference(descriptor),
            # Not /Identity: subsetting renumbers glyphs, while CIDs stay those of the whole face.
            "CIDToGIDMap": reference(file.put(precompressed_stream(made.cid_to_gid))),
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
        "ToUnicode": reference(file.put(precompressed_stream(made.to_unicode))),
    }
    return file.put(dictionary(font))


def _make_subset_tag(table: CidTable) -> str:
    """Make the six letters that mark a subset, from its content (ISO 32000-1 9.6.4).

    Different subsets of one font in a file must have different tags.
    """
    digest = hashlib.sha256(repr([(cid, entry.glyph.parts) for cid, entry in table]).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _make_descriptor(instance: Instance, name: bytes, program: int) -> pdfdoc.PDFDictionary:
    """Make the font descriptor (ISO 32000-1 table 122); lengths in thousandths of an em."""
    scale = 1000 / instance.face.upem
    # xMin, yMin, xMax, yMax of the head table: those of the whole face, the same for all subsets.
    head = instance.face.hb.reference_table("head").data
    corners = (int.from_bytes(head[at : at + 2], "big", signed=True) for at in range(36, 44, 2))
    capital = instance.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    return dictionary(
        {
            "Type": b"/FontDescriptor",
            "FontName": name,
            "Flags": 4,  # symbolic: not a Latin character set
            "FontBBox": f"[{' '.join(number(corner * scale) for corner in corners)}]".encode(),
            "ItalicAngle": 0,
            "Ascent": round(instance.ascent * 1000),
            "Descent": -round(instance.descent * 1000),
            "CapHeight": round(capital * scale),
            "StemV": round(50 + (instance.weight / 65) ** 2),  # a usual estimate: it is in no table
            "FontFile2": reference(program),
        }
    )


def _write_cid_to_gid(table: CidTable, program: FontProgram) -> bytes:
    """Map codes to glyphs of the subset: two bytes for each code (ISO 32000-1 table 117)."""
    data = bytearray(2 * (table[-1][0] + 1))
    for cid, entry in table:
        data[2 * cid : 2 * cid + 2] = program.gids[entry.glyph].to_bytes(2, "big")
    return bytes(data)


def _write_widths(table: CidTable, instance: Instance) -> bytes:
    """Write the widths array (ISO 32000-1 9.7.4.3): for each run of codes the first, then their widths."""
    scale = 1000 / instance.face.upem
    out: list[str] = []
    last = -2  # so that the first CID begins a run
    for cid, entry in table:
        if cid != last + 1:
            out.append(f"{']' if out else ''}{cid}[")
        out.append(number(entry.glyph.advance * scale) + " ")
        last = cid
    return ("[" + "".join(out) + "]]").encode()


def _write_to_unicode(table: CidTable) -> bytes:
    """Write the ToUnicode CMap (ISO 32000-1 9.10.3), one exact text for every code."""
    lines = [f"<{cid:04X}> <{entry.text.encode('utf-16-be').hex().upper()}>" for cid, entry in table]
    blocks = (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return _CMAP_HEAD + body.encode() + _CMAP_FOOT
