from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from leaflets.catalogs.catalog import Catalog, SourceCatalog
from leaflets.content.library import Library
from tests.workspaces import open_session


def test_a_workspace_is_read_whole() -> None:
    found = open_session()
    library = found.library
    assert isinstance(library, Library)
    assert len(library.leaflets) == 5
    assert all(name == read.value.id for name, read in library.leaflets.items())
    assert isinstance(found.catalog("en"), SourceCatalog)
    assert isinstance(found.catalog("ar"), Catalog)
    assert [problem for problem in found.problems if problem.is_error] == []


def test_the_languages_are_those_with_a_catalog(workspace) -> None:
    before = open_session().known_languages
    assert before[0] == "en"
    assert set(before) >= {"en", "ar", "es", "de", "ur", "zh-Hans"}
    (workspace / "locales" / "not_a_language_at_all" / "LC_MESSAGES").mkdir(parents=True)
    (workspace / "locales" / "not_a_language_at_all" / "LC_MESSAGES" / "leaflets.po").touch()
    (workspace / "locales" / "sr_Latn" / "LC_MESSAGES").mkdir(parents=True)
    (workspace / "locales" / "sr_Latn" / "LC_MESSAGES" / "leaflets.po").touch()
    assert set(open_session(workspace).known_languages) - set(before) == {"sr-Latn"}


def test_a_folder_without_data_is_no_workspace(tmp_path) -> None:
    found = open_session(tmp_path)
    assert found.library is None
    (problem,) = found.problems
    assert "there is no workspace in" in problem.message
    assert "leaflets init" in problem.hint


def test_a_language_without_a_catalog_is_told() -> None:
    found = open_session()
    assert found.catalog("sr-Latn") is None
    (problem,) = found.problems
    assert (problem.code, problem.language) == ("missing-file", "sr-Latn")
    assert str(problem.position) == "locales/sr_Latn/LC_MESSAGES/leaflets.po"


def test_two_leaflets_with_one_id_are_told(workspace) -> None:
    path = workspace / "data" / "procedures" / "vertebroplasty.yaml"
    # Its name comes after the first, because files are read in the order of their names.
    (path.parent / "z-copy.yaml").write_bytes(path.read_bytes())
    found = open_session(workspace)
    _ = found.library
    (problem,) = [each for each in found.problems if each.is_error]
    assert problem.message == 'the id "vertebroplasty" is taken'
    assert str(problem.position) == "data/procedures/z-copy.yaml:2"
    assert problem.leaflet == "vertebroplasty"
    assert "data/procedures/vertebroplasty.yaml:2" in problem.hint


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('id: my-leaflet\ntittle: x\nversion: "1"', "my-leaflet"),
        ('id: "my-leaflet"\nversion: [', "my-leaflet"),
        # An id that is empty, or stands further in, is not the leaflet's.
        ("id:\nversion: [", "file-name"),
        ("  id: inside\nversion: [", "file-name"),
        ("\0", "file-name"),
    ],
)
def test_a_broken_leaflet_is_known_by_the_id_it_names_or_its_file(workspace, content, name) -> None:
    (workspace / "data" / "procedures" / "file-name.yaml").write_text(content, encoding="utf-8")
    found = open_session(workspace)
    assert found.library is not None
    assert found.library.broken == {name}
    # Whoever builds all leaflets is told of it.
    assert found.leaflets == tuple(sorted({*found.library.leaflets, name}))


@pytest.mark.parametrize(
    "name", ["x.yaml", "procedures/x.yml", "guides/sub/x.yaml", "procedure/x.yaml", "sites.yaml"]
)
def test_a_file_in_a_place_of_its_own_is_told(workspace, name) -> None:
    path = workspace / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a: b", encoding="utf-8")
    found = open_session(workspace)
    assert found.library is not None
    assert [str(problem.position) for problem in found.problems if problem.is_error] == [f"data/{name}"]


def test_templates_are_read_and_what_is_not_utf_8_is_told(workspace) -> None:
    (workspace / "templates" / "new.html.j2").write_bytes(b"<p>\n\xe9</p>")
    found = open_session(workspace)
    assert found.templates.render("amounts.html.j2", {}).strip() == ""
    (problem,) = found.problems
    assert (str(problem.position), problem.code) == ("templates/new.html.j2:2", "encoding")


def test_a_mark_of_byte_order_is_no_word_of_a_template(workspace) -> None:
    (workspace / "templates" / "new.html.j2").write_bytes(b"\xef\xbb\xbf<p>\xc3\xa9</p>")
    rendered = open_session(workspace).templates.render("new.html.j2", {})
    assert rendered == '<p line="templates/new.html.j2:1">é</p>'


def test_what_a_mac_leaves_beside_a_file_is_not_read(workspace) -> None:
    (workspace / "data" / "procedures" / "._vertebroplasty.yaml").write_bytes(b"\0\x05\x16\x07")
    (workspace / "templates" / "._parts.html.j2").write_bytes(b"\0\x05\x16\x07\xff")
    found = open_session(workspace)
    assert found.library is not None
    assert found.library.broken == set()
    _ = found.templates
    assert [problem for problem in found.problems if problem.is_error] == []


@pytest.mark.parametrize(("font", "line"), [("NotoSansThai", 0), ("NotoSansThaj", 3)])
def test_a_language_may_only_name_a_font_that_is_there(workspace, font, line) -> None:
    rows = f"# ours\nlanguages:\n  th: {{font: {font}}}\n"
    (workspace / "data" / "languages.yaml").write_text(rows, encoding="utf-8")
    found = open_session(workspace)
    assert found.languages.find("th").font == font
    assert [(each.message, str(each.position), each.language) for each in found.problems] == (
        [(f'there is no font "{font}"', f"data/languages.yaml:{line}", "th")] if line else []
    )


def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Close a folder to everybody, also to whoever may look into all others (root)."""
    real, scan = Path.iterdir, os.scandir

    def iterdir(self: Path) -> object:
        if self == folder:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    def scandir(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    monkeypatch.setattr(os, "scandir", scandir)


@pytest.mark.parametrize("folder", ["data/procedures", "data/guides", "templates", "locales"])
def test_a_folder_that_we_may_not_look_into_is_no_empty_one(workspace, monkeypatch, folder) -> None:
    closed(monkeypatch, workspace / folder)
    found = open_session(workspace)
    _ = found.library
    _ = found.templates
    _ = found.known_languages
    (problem,) = [each for each in found.problems if each.code == "unreadable"]
    assert str(problem.position) == folder
    assert problem.message == "the folder cannot be read: Permission denied"
    assert problem.is_error


def test_a_file_in_the_place_of_a_folder_is_told(workspace) -> None:
    shutil.rmtree(workspace / "data" / "guides")
    (workspace / "data" / "guides").touch()
    found = open_session(workspace)
    _ = found.library
    assert "data/guides" in {
        str(problem.position) for problem in found.problems if problem.code == "unreadable"
    }


def test_a_workspace_without_leaflets_is_told(workspace) -> None:
    for folder in ("procedures", "guides"):
        shutil.rmtree(workspace / "data" / folder)
    found = open_session(workspace)
    assert found.library is not None
    assert "no-leaflets" in {problem.code for problem in found.problems if problem.is_error}
    # One guide or one procedure is enough.
    (workspace / "data" / "guides").mkdir()
    (workspace / "data" / "guides" / "a.yaml").write_text("id: a", encoding="utf-8")
    found = open_session(workspace)
    _ = found.library
    assert "no-leaflets" not in {problem.code for problem in found.problems}


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are POSIX")
# Opening a pipe waits for who writes into it; a device gives bytes without end.
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("data/site.yaml", ""),
        ("data/procedures/x.yaml", ""),
        ("templates/x.html.j2", ""),
        ("locales/es/LC_MESSAGES/leaflets.po", "es"),
        ("locales/es/review.yaml", "es"),
        ("locales/es/approvals/x.clinician.a.0123456789ab.approval", "es"),
    ],
)
def test_what_is_no_file_is_told_and_not_waited_for(workspace, make, name, language) -> None:
    path = workspace / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    found = open_session(workspace)
    _ = found.library
    _ = found.templates
    found.catalog("es")
    found.approvals("es")
    problems = [problem for problem in found.problems if str(problem.position) == name]
    assert problems
    assert all(problem.code == "unreadable" for problem in problems)
    assert all(problem.language == language for problem in problems)


@pytest.mark.parametrize("content", ["approvals: [", "approvals: [{leaflet: x}]", "\xff", ""])
def test_a_broken_record_of_an_older_release_is_told_for_its_language_and_refuses_nothing(
    workspace, content
) -> None:
    (workspace / "locales" / "es" / "review.yaml").write_text(content, encoding="latin-1")
    found = open_session(workspace)
    assert found.approvals("es") == found.approvals("ar") == ()
    assert found.problems
    assert {problem.language for problem in found.problems} == {"es"}
    assert not any(problem.is_error for problem in found.problems)
