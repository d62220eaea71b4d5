"""The fonts of a workspace, in its folder ``fonts/``, checked before a page uses them.

In: the folder. Out: font files that can be embedded, with the scripts that each draws, and what is wrong
with the others. Only TrueType outlines (OpenType 1.9 ``glyf``) are embedded; a broken file would
draw blanks instead of letters, so it is refused.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from unicodedata2 import category

from leaflets.characters import is_ignorable
from leaflets.diagnostics import Checked, Diagnostic, LeafletsError, Position, Severity
from leaflets.fonts.table import FontFile
from leaflets.workspace_files import FONTS

# Every font extension is read, so that an unusable font is reported rather than ignored.
_EXTENSIONS = frozenset({".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2"})
_MOST_BYTES = 64_000_000
# Without these a font cannot be drawn, measured or embedded (ISO 32000-1 9.9).
_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "loca", "glyf")
_LEAST_MAXP = 32  # version 1.0, which TrueType outlines have
_OTHER_FORMATS = {
    b"OTTO": "it has PostScript outlines (CFF)",
    b"wOFF": "it is a WOFF file, which is for web pages",
    b"wOF2": "it is a WOFF file, which is for web pages",
    b"ttcf": "it is a collection of fonts",
}
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
# OS/2 fsType (OpenType 1.9): what a font's licence says about embedding.
_USAGE, _RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x000F, 0x0002, 0x0100, 0x0200
# A font is for a script if it has this many of its letters; the smallest scripts have a few more.
_ENOUGH_LETTERS = 16
# "NotoSans[wdth,wght]", "NotoSans-VariableFont_wdth,wght" and "NotoSans-Regular" are NotoSans.
_SUFFIX = re.compile(r"(\[[^\]]*\]|-VariableFont_[\w,]+|-Regular)$")
_BOLD_SUFFIX = "-Bold"
_TRUETYPE_HINT = "put a TrueType font (.ttf) in its place, such as one of Noto's: fonts.google.com/noto"


def read_fonts(root: Path) -> Checked[tuple[FontFile, ...]]:
    """Read the fonts of a workspace, if it has any; an unusable one is reported and left out."""
    files: dict[str, FontFile] = {}
    problems: list[Diagnostic] = []
    for path in _fonts(root / FONTS):
        try:
            file = _read_font(path)
        except LeafletsError as error:
            problems += error.diagnostics
            continue
        if file.name in files:
            other = files[file.name].path
            problems.append(
                _refused(path, f'is called "{file.name}", as {_place(other)} is', "keep one of them")
            )
        else:
            files[file.name] = file
    paired = tuple(_paired(files))
    problems += [_one_weight(file) for file in paired if not file.has_weights and not file.bold]
    return Checked(paired, tuple(problems))


def _fonts(folder: Path) -> list[Path]:
    """List the files with a font extension, sorted; empty if there is no such folder."""
    return (
        sorted(path for path in folder.glob("*") if path.suffix.lower() in _EXTENSIONS)
        if folder.is_dir()
        else []
    )


def _paired(files: dict[str, FontFile]) -> Iterator[FontFile]:
    """Yield the fonts, each with its bold file if that is a separate one."""
    for name, file in files.items():
        if not name.endswith(_BOLD_SUFFIX) or name.removesuffix(_BOLD_SUFFIX) not in files:
            bold = files.get(name + _BOLD_SUFFIX)
            yield replace(file, bold=bold.path if bold else None)


def _read_font(path: Path) -> FontFile:
    """Read and check one font file.

    Raises:
        LeafletsError: it cannot be used.
    """
    data = _content(path)
    tables = _tables(path, data)
    _check_licence(path, tables.get("OS/2", b""))
    face = hb.Face(data)
    letters = [chr(code) for code in face.unicodes if category(chr(code))[0] == "L"]
    if not letters:
        raise LeafletsError(_refused(path, "has no letters", _TRUETYPE_HINT))
    if blank := _blank_letters(face, letters):
        listed = ", ".join(f"U+{ord(each):04X}" for each in blank[:3])
        raise LeafletsError(
            _refused(path, f"draws nothing for {len(blank)} letters ({listed})", _TRUETYPE_HINT)
        )
    weights = any(axis.tag == "wght" for axis in face.axis_infos)
    return FontFile(
        _SUFFIX.sub("", path.stem),
        _scripts(letters),
        path=path,
        has_weights=weights,
        checksum=zlib.crc32(data),
    )


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise LeafletsError(_refused(path, "is no file", "put a font file there"))
        if path.stat().st_size > _MOST_BYTES:
            raise LeafletsError(_refused(path, f"is larger than {_MOST_BYTES:,} bytes", _TRUETYPE_HINT))
        return path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise LeafletsError(_refused(path, reason, "see that it is a file that you may read")) from error


def _tables(path: Path, data: bytes) -> dict[str, bytes]:
    """Divide a font file into its tables (OpenType 1.9, table directory)."""
    if reason := _OTHER_FORMATS.get(data[:4]):
        raise LeafletsError(_refused(path, f"cannot be used: {reason}", _TRUETYPE_HINT))
    if data[:4] not in _TRUETYPE or len(data) < 12:
        raise LeafletsError(_refused(path, "is no font", _TRUETYPE_HINT))
    count = struct.unpack_from(">H", data, 4)[0]
    # A row is tag, checksum, offset and length, four bytes each; a truncated file may end within one.
    whole_rows = min(count, (len(data) - 12) // 16)
    rows = list(struct.iter_unpack(">4sIII", data[12 : 12 + 16 * whole_rows]))
    if len(rows) < count or any(offset + length > len(data) for _, _, offset, length in rows):
        raise LeafletsError(
            _refused(path, "is cut off: a part of it is missing", "copy the whole file again")
        )
    tables = {tag.decode("latin-1"): data[offset : offset + length] for tag, _, offset, length in rows}
    if missing := [tag for tag in _TABLES if not tables.get(tag)]:
        raise LeafletsError(
            _refused(path, f"has no TrueType outlines ({missing[-1]} is missing)", _TRUETYPE_HINT)
        )
    if len(tables["maxp"]) < _LEAST_MAXP or not hb.Face(data).glyph_count:
        raise LeafletsError(_refused(path, "is broken", "copy the file again, or put another in its place"))
    return tables


def _check_licence(path: Path, os2: bytes) -> None:
    """Refuse a font whose licence forbids what a PDF does: to embed a subset of it."""
    # fsType is at offset 8. A font without the table forbids nothing.
    bits = struct.unpack_from(">H", os2, 8)[0] if len(os2) >= 10 else 0
    reasons = (
        (bits & _USAGE == _RESTRICTED, "forbids embedding"),
        (bool(bits & _NO_SUBSETTING), "forbids embedding a part of it"),
        (bool(bits & _BITMAPS_ONLY), "allows embedding of bitmaps only"),
    )
    for holds, reason in reasons:
        if holds:
            message = f"says that its licence {reason} (OS/2 fsType {bits:#06x})"
            raise LeafletsError(_refused(path, message, "use a font with a free licence such as the OFL"))


def _blank_letters(face: Any, letters: Iterable[str]) -> list[str]:
    """Find the letters that a font maps to glyphs that draw nothing."""
    font = hb.Font(face)
    found = []
    for letter in letters:
        extents = font.get_glyph_extents(font.get_nominal_glyph(ord(letter)) or 0)
        if (extents is None or not extents.width) and not is_ignorable(letter):
            found.append(letter)
    return found


def _scripts(letters: Iterable[str]) -> tuple[str, ...]:
    """Find the Unicode scripts (UAX #24) of which a font has enough letters."""
    from fontTools.unicodedata import script

    counts = Counter(script(letter) for letter in letters)
    return tuple(sorted(code for code, count in counts.items() if count >= _ENOUGH_LETTERS))


def _one_weight(file: FontFile) -> Diagnostic:
    plain = file.name.removesuffix(_BOLD_SUFFIX)
    kind, other = (
        ("bold", f"{plain}{_BOLD_SUFFIX}") if plain == file.name else ("regular", f"{plain}-Regular")
    )
    hint = f"put its {kind} font beside it as {FONTS}/{other}.ttf, or use a variable font"
    message = f"the font {file.name} has one weight: headings and strong words will not stand out"
    return Diagnostic(message, Position(_place(file.path)), hint, Severity.WARNING, "font-weight")


def _refused(path: Path, reason: str, hint: str) -> Diagnostic:
    return Diagnostic(f"the font {path.name} {reason}", Position(_place(path)), hint, code="font-file")


def _place(path: Path | None) -> str:
    return f"{FONTS}/{path.name}" if path else FONTS
