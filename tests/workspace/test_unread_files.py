from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflets.diagnostics import Diagnostic
from leaflets.workspace.unread_files import find_unread_files

RIGHT = (
    "data/site.yaml", "data/glossary.yaml", "data/procedures/eye.yaml", "data/guides/eye.yaml",
    "data/schema/site.json", "data/README.md", "data/logo.svg", "data/.DS_Store",
    "data/procedures/.eye.yaml.swp", "data/procedures/._eye.yaml", "data/procedures/.#eye.yaml",
    "templates/parts.html.j2", "templates/README.md", "locales/leaflets.pot",
    "locales/es/LC_MESSAGES/leaflets.po", "locales/es/LC_MESSAGES/leaflets.mo", "locales/es/review.yaml",
    "locales/es/signed/0123456789abcdef.json", "locales/es/approvals/eye.clinician.a.0123456789ab.approval",
    "locales/es/approvals/eye.a.0123456789ab.revocation",
    "locales/es/approvals/eye.clinician.0123456789ab.note",
    "output/en/eye.yml", "eye.yml",
)  # fmt: skip


def put(root: Path, name: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: b", encoding="utf-8")


def told(root: Path) -> list[Diagnostic]:
    return list(find_unread_files(root))


def test_files_of_the_right_name_and_of_other_programs_are_not_spoken_of(tmp_path) -> None:
    for name in RIGHT:
        put(tmp_path, name)
    (tmp_path / "data" / "procedures" / ".#open.yaml").symlink_to("somebody@host.1234")
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("data/procedures/eye.YAML", "procedures/eye.yaml"),
        ("data/procedures/Eye.Yml", "procedures/eye.yaml"),
        ("data/procedures/eye.yml", "procedures/eye.yaml"),
        ("data/guides/eye.yaml ", "guides/eye.yaml"),
        ("data/guides/eye.yaml\u00a0", "guides/eye.yaml"),
        ("data/procedures/eye.yaml.txt", "procedures/eye.yaml"),
        ("data/procedures/eye", ""),
        ("data/procedures/eye.json", ""),
        ("data/procedures/.eye.yaml", ""),
        ("data/procedures/old/eye.yaml", ""),
        ("data/procedure/eye.yaml", ""),
        ("data/Site.yaml", "site.yaml"),
        ("data/questions.yml", "questions.yaml"),
        ("data/notes.yaml", ""),
        ("templates/parts.html.J2", "parts.html.j2"),
        ("templates/parts.html.jinja2", "parts.html.j2"),
        ("templates/parts.html", ""),
        ("templates/sub/parts.html.j2", ""),
        ("locales/es/LC_MESSAGES/leaflets.PO", "es/LC_MESSAGES/leaflets.po"),
        ("locales/es/LC_MESSAGES/leaflets.po.txt", "es/LC_MESSAGES/leaflets.po"),
        ("locales/es/LC_MESSAGES/messages.po", ""),
        ("locales/es/leaflets.po", ""),
        ("locales/es/review.yml", "es/review.yaml"),
        ("locales/es.po", ""),
    ],
)
def test_a_file_that_somebody_meant_is_told_with_the_name_it_would_be_read_by(tmp_path, name, near) -> None:
    put(tmp_path, name)
    (problem,) = told(tmp_path)
    assert (str(problem.position), problem.code, problem.is_error) == (name, "unknown-file", True)
    assert problem.message.startswith("the file is none that we know")
    assert ("white space" in problem.message) is (name != name.strip())
    assert problem.hint.startswith(f'name it "{near}"; expected: ' if near else "expected: ")


@pytest.mark.parametrize("name", ["eye.yaml.bak", "eye.yaml~", "eye.yaml.orig", "eye.yaml.OLD"])
def test_a_copy_that_says_so_is_only_warned_of(tmp_path, name) -> None:
    put(tmp_path, f"data/procedures/{name}")
    (problem,) = told(tmp_path)
    assert (problem.message, problem.is_error) == ("the file is a copy that is not read", False)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX")
def test_what_would_stop_other_programs_is_told_whatever_its_name(tmp_path) -> None:
    for folder in ("data", "templates", "locales"):
        (tmp_path / folder).mkdir()
        os.mkfifo(tmp_path / folder / "pipe")
    (tmp_path / "data" / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "data" / "loop").symlink_to("loop")
    assert {(str(problem.position), problem.code) for problem in told(tmp_path)} == {
        (name, "no-file")
        for name in ("data/loop", "data/pipe", "data/zero.txt", "templates/pipe", "locales/pipe")
    }


def test_a_folder_that_we_may_not_look_into_is_told(tmp_path, monkeypatch) -> None:
    put(tmp_path, "data/procedures/eye.yaml")
    real = os.scandir

    def closed(path: str) -> object:
        if Path(path).name == "procedures":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    (problem,) = told(tmp_path)
    assert (str(problem.position), problem.code) == ("data/procedures", "unreadable")
    assert problem.message == "the folder cannot be read: Permission denied"
