from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from leaflets.output import locking
from leaflets.output.locking import LOCK_FILE, Lock


def never() -> None:
    pytest.fail("nobody has the lock")


def test_a_lock_goes_from_one_to_the_next_and_leaves_nothing(tmp_path) -> None:
    first, second = Lock(tmp_path), Lock(tmp_path)
    first.acquire(never)
    waited = []

    def waiting() -> None:
        waited.append(1)
        first.release()

    second.acquire(waiting)
    assert waited == [1]
    second.release()
    second.release()
    assert list(tmp_path.iterdir()) == []


def test_waiting_is_told_once_and_can_be_ended(tmp_path, monkeypatch) -> None:
    holder, told, pauses = Lock(tmp_path), [], []
    holder.acquire(never)

    def pause(_: float) -> None:
        pauses.append(1)
        if len(pauses) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(time, "sleep", pause)
    with pytest.raises(KeyboardInterrupt):
        Lock(tmp_path).acquire(lambda: told.append(1))
    assert told == [1]
    holder.release()


def test_a_lock_whose_file_was_taken_away_locks_nothing(tmp_path) -> None:
    """Whoever waited on the old file must not believe that it has the new one."""
    if os.name != "posix":
        pytest.skip("an open file keeps its name there")
    first, second = Lock(tmp_path), Lock(tmp_path)
    first.acquire(never)
    old = os.open(tmp_path / LOCK_FILE, os.O_RDWR)
    first.release()
    second.acquire(never)
    assert not second._is_ours(old)
    os.close(old)
    second.release()


def test_a_lock_is_tried_again_if_its_file_is_taken_away_while_it_is_taken(tmp_path, monkeypatch) -> None:
    """Else two builds would each believe that the folder is theirs."""
    if os.name != "posix":
        pytest.skip("an open file keeps its name there")
    taken = []

    def locked(file: int) -> bool:
        if not taken:
            taken.append(1)
            (tmp_path / LOCK_FILE).unlink()
        return real(file)

    real = locking._locked
    monkeypatch.setattr(locking, "_locked", locked)
    lock = Lock(tmp_path)
    lock.acquire(lambda: None)
    assert (tmp_path / LOCK_FILE).exists()
    assert not Lock(tmp_path)._try()
    lock.release()


def test_a_link_in_the_place_of_the_lock_makes_no_file_elsewhere(tmp_path) -> None:
    if os.name != "posix":
        pytest.skip("links are followed there")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / LOCK_FILE).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic link"):
        Lock(tmp_path / "folder").acquire(never)
    assert not (tmp_path / "elsewhere").exists()


def test_a_killed_process_leaves_no_lock(tmp_path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom leaflets.output.locking import Lock\n"
        "Lock(Path(sys.argv[1])).acquire(lambda: None); print('mine', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == b"mine"
    assert not Lock(tmp_path)._try()
    process.kill()
    process.wait()
    process.stdout.close()
    lock = Lock(tmp_path)
    lock.acquire(never)
    lock.release()


def test_a_file_system_without_locks_is_told(tmp_path, monkeypatch) -> None:
    def fail(_: int) -> bool:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(locking, "_locked", fail)
    with pytest.raises(OSError, match="No locks"):
        Lock(tmp_path).acquire(never)
