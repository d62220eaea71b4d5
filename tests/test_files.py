from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from leaflets.files import holds, is_there, kind_of, names_in, read_file

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX")


def test_a_file_is_read_whole_also_through_a_link(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"\r\n\0")
    (tmp_path / "b").symlink_to("a")
    assert read_file(tmp_path / "a") == read_file(tmp_path / "b") == b"\r\n\0"
    assert kind_of(tmp_path / "b") == ""


def test_a_file_holds_its_content_and_nothing_else_does(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"ab")
    assert holds(tmp_path / "a", b"ab")
    assert not holds(tmp_path / "a", b"a")
    assert not holds(tmp_path / "none", b"")
    assert not holds(tmp_path, b"")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link_to_a_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(path))


@posix
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (pipe, "it is a pipe"),
        (link_to_a_pipe, "it is a pipe"),
        (endless, "it is a device"),
        (Path.mkdir, "it is a folder"),
        (listening, "it is a socket"),
    ],
)
def test_what_only_looks_like_a_file_is_not_opened(tmp_path, monkeypatch, make, words) -> None:
    monkeypatch.chdir(tmp_path)  # the address of a socket must be short
    path = Path("a.yaml")
    make(path)
    with pytest.raises(OSError, match=words):
        read_file(path)
    assert is_there(path)


@pytest.mark.parametrize("size", [9, 10])
def test_a_file_has_a_limit(tmp_path, size) -> None:
    (tmp_path / "a").write_bytes(b"x" * size)
    assert len(read_file(tmp_path / "a", 10)) == size
    with pytest.raises(OSError, match="larger than 8 bytes"):
        read_file(tmp_path / "a", 8)


def test_what_lies_in_a_folder_comes_in_order(tmp_path) -> None:
    for name in ("b", "a", "é", "B"):
        (tmp_path / name).touch()
    assert names_in(tmp_path) == ("B", "a", "b", "é")
    assert names_in(tmp_path / "none") == ()


def test_a_folder_that_is_none_is_no_empty_folder(tmp_path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("file", "gone", "loop"):
        with pytest.raises(OSError):  # noqa: PT011 - each system says it in its own words
            names_in(tmp_path / name)
    assert is_there(tmp_path / "gone")
    assert not is_there(tmp_path / "none")
    assert not is_there(tmp_path / "file" / "below")
