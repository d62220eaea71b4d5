"""Make the font files of ``leaflets/assets/fonts`` again from the packages that they came in.

In: ``fonts.yaml``, which names packages, their digests and what is taken from each; out: the
``.ttf`` files, byte for byte the same each time. ``README.md`` beside the fonts says how to run it.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from fontTools.ttLib import TTFont

from tools.fonts import cut, embolden, repertoire

FONTS = Path(__file__).parents[2] / "leaflets" / "assets" / "fonts"
TABLE = FONTS / "fonts.yaml"
LICENCE = FONTS / "licences" / "OFL-1.1.txt"
LICENCE_START = "This Font Software is licensed under the SIL Open Font License"

# A row of the table, or a package of it, as YAML gives it.
Row = dict[str, Any]


def fetch(package: Row, cache: Path) -> Path:
    """Find the archive of a package, downloaded with its registry's own client if it is not there.

    Raises:
        ValueError: its SHA-256 is not the one in the table.
    """
    archive: Path = cache / package["archive"]
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(_client(package), cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if digest(archive.read_bytes()) != package["sha256"]:
        raise ValueError(f"{archive} is not the file that {TABLE.name} names")
    return archive


def _client(package: Row) -> list[str]:
    if package["registry"] == "npm":
        return ["npm", "pack", "--silent", f"{package['name']}@{package['version']}"]
    wanted = f"{package['name']}=={package['version']}"
    return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", wanted]


def digest(content: bytes) -> str:
    """Return the SHA-256 in hexadecimal, as ``fonts.yaml`` notes it."""
    return hashlib.sha256(content).hexdigest()


def read_member(archive: Path, member: str) -> bytes:
    """Read one file out of a wheel or an npm tarball."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(member)
    with tarfile.open(archive) as tarball:
        stream = tarball.extractfile(member)
        if stream is None:
            raise ValueError(f"{archive} has no file {member}")
        return stream.read()


def build(row: Row, packages: dict[str, Row], cache: Path) -> tuple[bytes, Row]:
    """Make one face: its bytes, and the fields of its row that are measured."""
    sources = [(source, _open(source, packages, cache)) for source in row["sources"]]
    notices = [str(font["name"].getDebugName(cut.COPYRIGHT)) for _, font in sources]
    versions = [_version(font) for _, font in sources]
    base = _prepare(*sources[0])
    cut.repair_advances(base, row.get("advances", {}))
    if growth := row.get("embolden"):
        embolden.add_bold(base, embolden.Growth(**growth))
    for number, (source, font) in enumerate(sources[1:], start=1):
        donor = cut.limit_axes(font)
        codes = repertoire.select(tuple(source["take"]), frozenset(donor.getBestCmap()))
        cut.graft(base, donor, codes, f"g{number}")
    if len(sources) > 1:
        cut.finish_graft(base)
    cut.rename(base, row["family"], Path(row["file"]).stem)
    content = _save(base)
    measured = {"upstream": versions, "copyright": list(dict.fromkeys(notices)), **measure(content)}
    return content, measured


def _open(source: Row, packages: dict[str, Row], cache: Path) -> TTFont:
    content = read_member(fetch(packages[source["package"]], cache), source["path"])
    # The time of change stays the maker's, or the digest would differ with every run.
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    font.flavor = None  # a WOFF2 of the package is written as plain TrueType
    return font


def _prepare(source: Row, font: TTFont) -> TTFont:
    """Cut the first source of a row: characters and features before axes, for speed."""
    if source["take"] != ["all"] or source.get("cjk"):
        codes = repertoire.select(tuple(source["take"]), frozenset(font.getBestCmap()))
        cut.keep_characters(font, codes, cut.CJK_FEATURES if source.get("cjk") else ("*",))
    return cut.limit_axes(font)


def _version(font: TTFont) -> str:
    return str(font["name"].getDebugName(cut.VERSION)).removeprefix("Version ").split(";")[0]


def _save(font: TTFont) -> bytes:
    stream = io.BytesIO()
    font.save(stream)
    return stream.getvalue()


def measure(content: bytes) -> Row:
    """Measure the fields of a row that can be read off the finished file."""
    font = TTFont(io.BytesIO(content), lazy=True)
    axes = {a.axisTag: [int(a.minValue), int(a.defaultValue), int(a.maxValue)] for a in font["fvar"].axes}
    return {
        "axes": axes,
        "characters": len(font.getBestCmap()),
        "glyphs": font["maxp"].numGlyphs,
        "bytes": len(content),
        "sha256": digest(content),
    }


def write_table(table: Row) -> None:
    """Write the table back, keeping the comment at its head."""
    lines = TABLE.read_text(encoding="utf-8").splitlines(keepends=True)
    head = "".join(line for line in lines if line.startswith("#"))
    # Keys stay in the order of the table, and short lists on a line, so that a change shows.
    body = yaml.safe_dump(table, sort_keys=False, allow_unicode=True, width=108, default_flow_style=None)
    TABLE.write_text(head + body, encoding="utf-8")


def write_licence(table: Row, cache: Path) -> None:
    """Write the licence once, below the copyright lines of every font (OFL-1.1, condition 2)."""
    package = next(package for package in table["packages"] if package["registry"] == "npm")
    text = read_member(fetch(package, cache), "package/LICENSE").decode()
    notices = [f"{row['file']}: {notice}" for row in table["fonts"] for notice in row["copyright"]]
    LICENCE.parent.mkdir(exist_ok=True)
    LICENCE.write_text("\n".join(notices) + "\n\n" + text[text.index(LICENCE_START) :], encoding="utf-8")


def collect(table: Row, rows: list[Row], cache: Path) -> Iterator[tuple[Row, bytes, Row]]:
    """Build the faces of rows, two at a time; yield each row with its new bytes and measurements."""
    packages = {package["name"]: package for package in table["packages"]}
    # Fetched before the work is shared out, so that no archive is fetched twice at once.
    for name in dict.fromkeys(source["package"] for row in rows for source in row["sources"]):
        fetch(packages[name], cache)
    with ProcessPoolExecutor(max_workers=2) as pool:
        results = pool.map(partial(build, packages=packages, cache=cache), rows)
        for row, (content, measured) in zip(rows, results, strict=True):
            yield row, content, measured


def main() -> int:
    """Build the faces; without ``--update`` only say whether they differ from the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("build/fonts"), help="where archives are kept")
    parser.add_argument("--only", nargs="*", default=[], metavar="FILE", help="build these files only")
    parser.add_argument("--update", action="store_true", help="write the fonts, the table and the licence")
    options = parser.parse_args()
    table = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    rows = [row for row in table["fonts"] if not options.only or row["file"] in options.only]
    differing = 0
    for row, content, measured in collect(table, rows, options.cache):
        differs = row.get("sha256") != measured["sha256"]
        print(f"{row['file']:24} {len(content):>10,} {measured['sha256']}{' differs' if differs else ''}")
        differing += differs
        row.update(measured)
        if options.update:
            (FONTS / row["file"]).write_bytes(content)
    if options.update:
        write_licence(table, options.cache)
        write_table(table)
    return 0 if options.update else min(differing, 1)


if __name__ == "__main__":
    sys.exit(main())
