from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from leaflets.output import writing
from leaflets.output.writing import write_file, write_files, write_new_file
from tests.output.outcomes import leftovers, refused


def test_a_file_is_written_with_its_folders(tmp_path) -> None:
    path = tmp_path / "a" / "b" / "c.pdf"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    target = (os, "fsync") if step == "fsync" else (Path, "replace")
    monkeypatch.setattr(*target, fail)
    problem = refused(write_file, path, b"new")
    assert problem.message == "this cannot be written: No space left on device"
    assert str(problem.position) == str(path)
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_ctrl_c_during_a_write_leaves_nothing_behind(tmp_path, monkeypatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "a.pdf", b"new")
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_are_judged_by_age_where_processes_cannot_be_asked_for(tmp_path, monkeypatch) -> None:
    old, fresh = (tmp_path / f".leaflets-1-{name}.tmp" for name in ("old", "fresh"))
    for path in (old, fresh):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))  # of 1970: no write takes so long
    # By the clock that ages are measured with; a disk of the network has one of its own.
    os.utime(fresh, (time.time(), time.time()))
    # Only for the question: a report of pytest itself would not come through on a system that we made up.
    with monkeypatch.context() as windows:
        windows.setattr(writing.os, "name", "nt")
        abandoned = [writing.is_abandoned(path) for path in (old, fresh)]
    assert abandoned == [True, False]


@pytest.mark.skipif(os.name != "posix", reason="processes are asked for by POSIX")
def test_temporary_files_are_left_to_a_process_that_runs_and_is_not_this_one(tmp_path) -> None:
    """A file with our own number is of an earlier process: this one has written nothing yet."""
    ours, other = (tmp_path / f".leaflets-{number}-a.pdf.tmp" for number in (os.getpid(), os.getppid()))
    assert [writing.is_abandoned(path) for path in (ours, other)] == [True, False]


def test_a_file_that_holds_it_already_is_left_alone(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    write_file(path, b"one")
    # A time that no write would leave, and an inode that a replaced file would lose.
    os.utime(path, (1, 1))
    before = path.stat()
    write_file(path, b"one")
    assert (path.stat().st_ino, path.stat().st_mtime) == (before.st_ino, 1)
    write_file(path, b"two")
    assert path.stat().st_mtime != 1


def test_a_link_gives_way_to_a_file(tmp_path) -> None:
    """Else the file that it leads to would be written to, wherever it is."""
    (tmp_path / "abc").write_bytes(b"one")
    path = tmp_path / "a.pdf"
    path.symlink_to("abc")  # as long as the content, so that its size does not tell them apart
    write_file(path, b"one")
    assert stat.S_ISREG(path.lstat().st_mode)
    write_file(path, b"two")
    assert (tmp_path / "abc").read_bytes() == b"one"


@pytest.mark.parametrize("old", [b"old", None])
@pytest.mark.parametrize("faulty", ["stage", "replace"])
def test_of_two_files_that_belong_together_both_are_written_or_none(tmp_path, old, faulty) -> None:
    pdf, page = tmp_path / "a.pdf", tmp_path / "b" / "a.html"
    if old:
        pdf.write_bytes(old)
    # A file in the place of a folder stops the second while it is staged; a folder in the place of the file,
    # only when it is moved there, after the first.
    if faulty == "stage":
        page.parent.write_bytes(b"a file")
    else:
        (page / "inside").mkdir(parents=True)
    refused(write_files, {pdf: b"new", page: b"new"})
    assert (pdf.read_bytes() if pdf.exists() else None) == old
    assert leftovers(tmp_path) == []


def test_ctrl_c_between_two_files_takes_the_first_back(tmp_path, monkeypatch) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "a.html"]
    for path in paths:
        path.write_bytes(b"old")
    real = Path.replace

    def interrupt(self: Path, target: Path) -> Path:
        if target.suffix == ".html":
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_files(dict.fromkeys(paths, b"new"))
    assert [path.read_bytes() for path in paths] == [b"old", b"old"]
    assert leftovers(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="limits are POSIX")
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path) -> None:
    import resource
    import signal

    path = tmp_path / "a.pdf"
    write_file(path, b"old")
    # A limit on the size of files is the nearest to a full disk that a test can set for itself. Its signal
    # would end the process; ignored, it makes the write fail, as on a full disk.
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, limits[1]))
    try:
        problem = refused(write_file, path, b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert problem.message.startswith("this cannot be written: ")
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


# File systems allow 255 bytes a name, Linux 4,096 a path.
@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "y/" * 3_000 + "a.pdf"])
def test_a_path_that_is_too_long_is_told(tmp_path, name) -> None:
    assert "cannot be written" in refused(write_file, tmp_path / name, b"a").message


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("gone", "loop"):
        problem = refused(write_file, tmp_path / name / "a.pdf", b"a")
        assert problem.message == "a link that leads nowhere stands where a folder should be"


def test_a_new_file_is_written_once_and_never_over_another(tmp_path) -> None:
    path = tmp_path / "a" / "b.approval"
    assert write_new_file(path, b"one")
    assert not write_new_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert [each.name for each in path.parent.iterdir()] == ["b.approval"]


@pytest.mark.skipif(os.name != "posix", reason="links and modes are POSIX")
def test_a_new_file_takes_no_name_that_a_broken_link_has_and_has_its_mode(tmp_path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    assert not write_new_file(tmp_path / "a", b"one")
    assert not (tmp_path / "elsewhere").exists()
    assert write_new_file(tmp_path / "key", b"secret", 0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600


def test_a_new_file_is_written_where_there_are_no_links(tmp_path, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", fail)
    path = tmp_path / "a"
    assert write_new_file(path, b"one")
    assert not write_new_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert leftovers(tmp_path) == []


def test_a_new_file_that_cannot_be_written_is_told(tmp_path) -> None:
    (tmp_path / "a").write_bytes(b"")
    assert "file" in refused(write_new_file, tmp_path / "a" / "b", b"new").message
