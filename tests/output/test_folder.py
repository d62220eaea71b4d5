from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from leaflets.output import locking
from leaflets.output.folder import Output
from leaflets.output.writing import copy_workspace, write_schemas
from tests.output.outcomes import keep, leftovers, manifest, refused, statuses
from tests.workspaces import FIXED


def test_the_manifest_says_what_was_made(tmp_path) -> None:
    folder = Output(tmp_path)
    folder.prepare()
    keep(folder, "b", "ar", b"two")
    keep(folder, "a", "en", b"one", draft=False)
    folder.close()
    assert manifest(tmp_path) == [
        {
            "path": "ar/b.pdf", "id": "b", "language": "ar", "version": "1.0", "pages": 2,
            "sha256": sha256(b"two").hexdigest(), "content_hash": "ab", "status": "draft",
            "signatures": [],
        },
        {
            "path": "en/a.pdf", "id": "a", "language": "en", "version": "1.0", "pages": 2,
            "sha256": sha256(b"one").hexdigest(), "content_hash": "ab", "status": "approved",
            "signatures": [],
        },
    ]  # fmt: skip


def test_the_manifest_keeps_what_still_stands_and_nothing_else(tmp_path) -> None:
    first = Output(tmp_path)
    for name in ("stays", "changed", "gone", "again"):
        keep(first, name, "en")
    first.close()
    (tmp_path / "en" / "changed.pdf").write_bytes(b"by hand")
    (tmp_path / "en" / "gone.pdf").unlink()
    second = Output(tmp_path)
    keep(second, "again", "en", b"new")
    second.close()
    assert [(entry["id"], entry["sha256"]) for entry in manifest(tmp_path)] == [
        ("again", sha256(b"new").hexdigest()),
        ("stays", sha256(b"%PDF").hexdigest()),
    ]


def test_a_web_page_stands_beside_its_leaflet_and_in_the_manifest(tmp_path) -> None:
    folder = Output(tmp_path)
    keep(folder, "a", "en", html=b"<p>")
    folder.close()
    path = tmp_path / "en" / "a.html"
    assert path.read_bytes() == b"<p>"
    both = [("en/a.html", 0), ("en/a.pdf", 2)]
    assert [(entry["path"], entry["pages"]) for entry in manifest(tmp_path)] == both
    Output(tmp_path).close()
    assert [(entry["path"], entry["pages"]) for entry in manifest(tmp_path)] == both
    path.write_bytes(b"by hand")
    Output(tmp_path).close()
    assert [entry["path"] for entry in manifest(tmp_path)] == ["en/a.pdf"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"files": 3}', '{"files": [{"path": "x"}]}', '{"files": [3]}', "\0"]
)
def test_a_manifest_that_is_none_of_ours_is_made_anew(tmp_path, text) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    folder = Output(tmp_path)
    keep(folder, "a", "en")
    folder.close()
    assert [entry["id"] for entry in manifest(tmp_path)] == ["a"]


def test_an_old_manifest_cannot_lead_out_of_the_folder(tmp_path) -> None:
    root = tmp_path / "output"
    folder = Output(root)
    keep(folder, "a", "en")
    folder.close()
    said = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    (tmp_path / "secret").write_bytes(b"s")
    # The right digest of a file outside: only the path is wrong.
    said["files"][0] |= {"path": "../secret", "sha256": sha256(b"s").hexdigest()}
    (root / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    Output(root).close()
    assert manifest(root) == []


def test_what_a_killed_run_left_is_taken_away(tmp_path) -> None:
    # The name of a temporary file holds the number of the process that writes it: here one that has ended.
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (tmp_path / "en").mkdir()
    stale = tmp_path / "en" / f".leaflets-{ended.pid}-a.pdf.tmp"
    running = tmp_path / "en" / f".leaflets-{os.getppid()}-a.pdf.tmp"
    for path in (stale, running):
        path.write_bytes(b"half")
    Output(tmp_path).prepare()
    assert leftovers(tmp_path) == [running]


def test_a_folder_that_is_a_file_is_told(tmp_path) -> None:
    (tmp_path / "output").write_text("a file", encoding="utf-8")
    problem = refused(Output(tmp_path / "output").prepare)
    assert problem.message == "a file stands where a folder should be"
    assert str(problem.position) == str(tmp_path / "output")


def test_a_folder_below_a_file_is_told(tmp_path) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    problem = refused(Output(tmp_path / "file" / "output").prepare)
    assert problem.message == "no folder can be made here"


def test_a_folder_that_may_not_be_written_is_told(tmp_path, monkeypatch) -> None:
    # No mode of the folder would do, because root may write anywhere.
    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", forbid)
    problem = refused(Output(tmp_path).prepare)
    assert problem.message == "this cannot be written: Permission denied"
    assert str(problem.position) == str(tmp_path)


def test_a_folder_in_the_place_of_a_leaflet_is_told(tmp_path) -> None:
    (tmp_path / "en" / "a.pdf" / "inside").mkdir(parents=True)
    problem = refused(keep, Output(tmp_path), "a", "en")
    assert "cannot be written" in problem.message
    assert leftovers(tmp_path) == []


def test_a_workspace_is_copied_into_an_empty_folder(tmp_path) -> None:
    target = tmp_path / "new" / "workspace"
    copy_workspace([FIXED / "data", FIXED / "babel.cfg"], target)
    assert (target / "babel.cfg").read_bytes() == (FIXED / "babel.cfg").read_bytes()
    assert (target / "data" / "site.yaml").read_bytes() == (FIXED / "data" / "site.yaml").read_bytes()
    problem = refused(copy_workspace, [FIXED / "data"], target)
    assert (problem.message, str(problem.position)) == ("the folder is not empty", str(target))


def test_schemas_are_written_below_the_data(tmp_path) -> None:
    (path,) = write_schemas(tmp_path, {"a.json": "{}\n"})
    assert path == tmp_path / "data" / "schema" / "a.json"
    assert path.read_bytes() == b"{}\n"


# The last is nested deeper than Python's reader of JSON can follow: a RecursionError, no ValueError.
@pytest.mark.parametrize("content", ["[]", "{", '{"name": "of another program"}', "[" * 50_000])
def test_a_manifest_that_is_not_ours_is_told(tmp_path, content) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    folder = Output(tmp_path)
    folder.prepare()
    assert folder.mark_and_list_stale((), ()) == ()
    folder.close()
    (warning,) = folder.warnings
    assert warning.message.startswith("the manifest cannot be read, so it is made anew: ")
    assert (str(warning.position), warning.is_error) == (str(tmp_path / "manifest.json"), False)
    assert manifest(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX")
@pytest.mark.parametrize("target", ["pipe", "/dev/zero", "nowhere", "manifest.json"])
def test_a_manifest_that_is_no_file_stops_nothing(tmp_path, target) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "manifest.json").symlink_to(target)
    folder = Output(tmp_path)
    folder.prepare()
    keep(folder, "a", "en")
    folder.close()
    assert not (tmp_path / "manifest.json").is_symlink()
    assert list(statuses(tmp_path)) == ["en/a.pdf"]


def test_two_runs_take_turns(tmp_path) -> None:
    first, second, told = Output(tmp_path), Output(tmp_path), []
    first.prepare()
    keep(first, "a", "en")

    # The first ends when it hears that the second waits, so the test needs no second thread.
    def waiting() -> None:
        told.append(1)
        first.close()

    second.prepare(waiting)
    keep(second, "b", "en")
    second.close()
    assert told == [1]
    assert list(statuses(tmp_path)) == ["en/a.pdf", "en/b.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en", "manifest.json"]


def test_a_folder_that_cannot_be_locked_is_told_and_used(tmp_path, monkeypatch) -> None:
    def fail(_: int) -> bool:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(locking, "_locked", fail)
    folder = Output(tmp_path)
    folder.prepare()
    keep(folder, "a", "en")
    folder.close()
    (warning,) = folder.warnings
    assert "cannot be locked (Operation not supported)" in warning.message
    assert list(statuses(tmp_path)) == ["en/a.pdf"]
