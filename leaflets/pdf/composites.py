"""Composite glyphs: letters with their dots, as one glyph of the embedded font.

In: a TrueType program, subset and without instructions. Out: the same program with glyphs appended
(OpenType 1.9: ``glyf``, composite glyph description). Arabic faces draw a letter's dots as separate glyphs,
and readers that meet codes without a letter between letters extract words wrongly. So a letter and its dots
become one glyph here. Outlines are not copied: a composite glyph refers to its parts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

# OpenType glyf: ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES, MORE_COMPONENTS.
_ARGS_ARE_WORDS, _ARGS_ARE_XY, _MORE = 0x0001, 0x0002, 0x0020
# OpenType head: checkSumAdjustment is this number minus the checksum of the whole file.
_CHECKSUM_MAGIC = 0xB1B0AFBA

# Glyph id, and x and y of its origin in font units. A plain tuple, because its ``repr`` decides CIDs.
Component: TypeAlias = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class CompositeGlyph:
    """Glyphs to draw as one, and the advance in font units; without parts it draws nothing."""

    parts: tuple[Component, ...]
    advance: int


def append_glyphs(program: bytes, composites: Sequence[CompositeGlyph]) -> bytes:
    """Append glyphs to a TrueType program in their order; the ids of their parts are the program's."""
    tables = _read_tables(program)
    outlines = _divide_outlines(tables)
    boxes = [_bounding_box(outlines, composite) for composite in composites]
    added = [
        _describe(composite, box) if box else b"" for composite, box in zip(composites, boxes, strict=True)
    ]
    tables["glyf"], tables["loca"] = _join_outlines([*outlines, *added])
    tables["hmtx"] = _write_metrics(tables, len(outlines), composites, boxes)
    count = len(outlines) + len(added)
    hhea, head = bytearray(tables["hhea"]), bytearray(tables["head"])
    struct.pack_into(">H", hhea, 34, count)  # numberOfHMetrics: every glyph has its own
    struct.pack_into(">h", head, 50, 1)  # indexToLocFormat: long offsets
    tables |= {
        "hhea": bytes(hhea),
        "head": bytes(head),
        "maxp": _raise_limits(tables["maxp"], count, composites),
    }
    return _write_file(tables)


def _read_tables(program: bytes) -> dict[str, bytes]:
    """Divide a font file into its tables (OpenType 1.9, table directory)."""
    count = struct.unpack_from(">H", program, 4)[0]
    rows = struct.iter_unpack(">4sIII", program[12 : 12 + 16 * count])
    return {tag.decode(): program[offset : offset + length] for tag, _, offset, length in rows}


def _divide_outlines(tables: Mapping[str, bytes]) -> list[bytes]:
    """Divide the glyf table into the description of each glyph, empty for one that draws nothing."""
    loca, glyf = tables["loca"], tables["glyf"]
    long = struct.unpack_from(">h", tables["head"], 50)[0]  # indexToLocFormat
    offsets = [at for (at,) in struct.iter_unpack(">I" if long else ">H", loca)]
    scale = 1 if long else 2  # the short form stores half of each offset
    return [glyf[start * scale : end * scale] for start, end in pairwise(offsets)]


def _bounding_box(outlines: Sequence[bytes], composite: CompositeGlyph) -> tuple[int, int, int, int] | None:
    """Find the box around the parts, in font units; None if no part draws anything."""
    boxes = []
    for gid, x, y in composite.parts:
        if outlines[gid]:
            # Offset 2: after the number of contours come xMin, yMin, xMax, yMax.
            left, bottom, right, top = struct.unpack_from(">4h", outlines[gid], 2)
            boxes.append((left + x, bottom + y, right + x, top + y))
    if not boxes:
        return None
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _describe(composite: CompositeGlyph, box: tuple[int, int, int, int]) -> bytes:
    """Write a composite glyph: parts with their offsets, none of them scaled."""
    out = [struct.pack(">5h", -1, *box)]  # -1 contours: a composite
    last = len(composite.parts) - 1
    for index, (gid, x, y) in enumerate(composite.parts):
        flags = _ARGS_ARE_WORDS | _ARGS_ARE_XY | (_MORE if index < last else 0)
        out.append(struct.pack(">HHhh", flags, gid, x, y))
    return b"".join(out)


def _join_outlines(outlines: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Write the glyf table and a loca table of long offsets from glyph descriptions."""
    parts, offsets, at = [], [0], 0
    for outline in outlines:
        padded = outline + bytes(-len(outline) % 4)
        parts.append(padded)
        at += len(padded)
        offsets.append(at)
    return b"".join(parts), struct.pack(f">{len(offsets)}I", *offsets)


def _write_metrics(
    tables: Mapping[str, bytes],
    count: int,
    composites: Sequence[CompositeGlyph],
    boxes: Sequence[tuple[int, int, int, int] | None],
) -> bytes:
    """Write the hmtx table with an advance for every glyph, old and new."""
    full = struct.unpack_from(">H", tables["hhea"], 34)[0]  # numberOfHMetrics
    hmtx = tables["hmtx"]
    # Glyphs beyond numberOfHMetrics have only a side bearing and share the last advance.
    advance = hmtx[4 * full - 4 : 4 * full - 2]
    rest = (advance + hmtx[4 * full + 2 * at : 4 * full + 2 * at + 2] for at in range(count - full))
    # The left side bearing is xMin, so that the outline is not shifted.
    new = (
        struct.pack(">Hh", composite.advance, box[0] if box else 0)
        for composite, box in zip(composites, boxes, strict=True)
    )
    return b"".join((hmtx[: 4 * full], *rest, *new))


def _raise_limits(maxp: bytes, count: int, composites: Sequence[CompositeGlyph]) -> bytes:
    """Raise the limits of the maxp table, by which readers may allocate memory."""
    raised = bytearray(maxp)
    # maxPoints, maxContours, maxCompositePoints, maxCompositeContours; maxComponentElements and -Depth.
    points, contours, composite_points, composite_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    most = max(len(composite.parts) for composite in composites)
    # An upper bound: no part exceeds the largest glyph of the program.
    bound = (
        min(0xFFFF, most * max(points, composite_points)),
        min(0xFFFF, most * max(contours, composite_contours)),
    )
    struct.pack_into(">H", raised, 4, count)  # numGlyphs
    struct.pack_into(">2H", raised, 10, *bound)  # from maxCompositePoints
    # Parts may be composite glyphs of the face themselves.
    struct.pack_into(">2H", raised, 28, max(elements, most), depth + 1)
    return bytes(raised)


def _write_file(tables: Mapping[str, bytes]) -> bytes:
    """Write a font file: the table directory and the tables, each at a multiple of four."""
    # searchRange, entrySelector and rangeShift of the table directory.
    power = len(tables).bit_length() - 1
    search = 16 << power
    head = struct.pack(">IHHHH", 0x00010000, len(tables), search, power, 16 * len(tables) - search)
    rows, bodies, at = [], [], 12 + 16 * len(tables)
    for tag in sorted(tables):
        body = tables[tag]
        if tag == "head":
            body = body[:8] + bytes(4) + body[12:]  # checkSumAdjustment counts as 0
        padded = body + bytes(-len(body) % 4)
        rows.append(struct.pack(">4sIII", tag.encode(), _checksum(padded), at, len(body)))
        bodies.append(padded)
        at += len(padded)
    program = bytearray(head + b"".join(rows) + b"".join(bodies))
    adjustment = (_CHECKSUM_MAGIC - _checksum(program)) & 0xFFFFFFFF
    where = next(struct.unpack_from(">I", row, 8)[0] for row in rows if row.startswith(b"head"))
    struct.pack_into(">I", program, where + 8, adjustment)
    return bytes(program)


def _checksum(data: bytes | bytearray) -> int:
    """Add up a table's 32-bit words."""
    return int(sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF)
