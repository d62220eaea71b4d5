"""What lies in the output folder after runs of ``build``: what was last built, nothing that only looks so."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflets.cli import cli
from tests.people import AMINA, sign_in

ALL = ("--language", "en")
ONE = ("vertebroplasty", *ALL)
PROCEDURE = "data/procedures/vertebroplasty.yaml"
WORDS = "Lets you get up and move early."
posix = pytest.mark.skipif(os.name != "posix", reason="these names and links are POSIX")


@pytest.fixture
def ward(hospital: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hospital with two procedures in English, in its own folder."""
    for path in (hospital / "data" / "procedures").iterdir():
        if path.stem not in ("vertebroplasty", "spinal-fusion"):
            path.unlink()
    shutil.rmtree(hospital / "data" / "guides")
    shutil.rmtree(hospital / "locales")
    edit(hospital, "data/site.yaml", "languages: [en, es]", "languages: [en]")
    monkeypatch.chdir(hospital)
    return hospital


def edit(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert "itself failed" not in result.output, result.output
    return result


def build(*arguments: str, code: int = 0) -> Result:
    result = run("build", "--jobs", "1", *arguments)
    assert result.exit_code == code, result.output
    return result


def statuses(output: str = "output") -> dict[str, str]:
    said = json.loads((Path(output) / "manifest.json").read_text(encoding="utf-8"))
    return {entry["path"]: entry["status"] for entry in said["files"]}


def test_a_web_page_follows_its_leaflet_without_being_asked_for(ward) -> None:
    build(*ONE, "--html")
    before = Path("output/en/vertebroplasty.html").read_text(encoding="utf-8")
    edit(ward, PROCEDURE, WORDS, "Lets you get up early.")
    build(*ALL)
    after = Path("output/en/vertebroplasty.html").read_text(encoding="utf-8")
    assert "Lets you get up early." in after
    assert after != before
    entries = json.loads(Path("output/manifest.json").read_text(encoding="utf-8"))["files"]
    assert len({entry["content_hash"] for entry in entries if entry["id"] == "vertebroplasty"}) == 1
    # A leaflet that had none gets none.
    assert not Path("output/en/spinal-fusion.html").exists()


def test_a_refused_leaflet_leaves_nothing_that_looks_current(ward) -> None:
    sign_in(ward, "vertebroplasty", "en", (AMINA, "clinician"))
    build(*ONE, "--html")
    assert set(statuses().values()) == {"approved"}
    edit(ward, PROCEDURE, "title:", "tittle:")
    result = build(*ALL, code=1)
    assert statuses() == {
        "en/spinal-fusion.pdf": "draft",
        "en/vertebroplasty.html": "stale",
        "en/vertebroplasty.pdf": "stale",
    }
    named = "2 files of an earlier build are not current: en/vertebroplasty.html, en/vertebroplasty.pdf"
    assert f"output: warning: {named}" in result.stderr
    # As long as they lie there it is told, whatever else is built.
    assert named in build("spinal-fusion").stderr
    pruned = build(*ALL, "--prune", code=1)
    assert f"{Path('output/en/vertebroplasty.pdf')}: removed" in pruned.stdout
    assert "not current" not in pruned.stderr
    assert sorted(path.name for path in Path("output/en").iterdir()) == ["spinal-fusion.pdf"]
    assert list(statuses()) == ["en/spinal-fusion.pdf"]


def test_after_a_release_that_failed_nothing_is_approved_that_is_not(ward) -> None:
    sign_in(ward, "vertebroplasty", "en", (AMINA, "clinician"))
    build(*ALL, "--release", code=1)
    assert statuses() == {"en/vertebroplasty.pdf": "approved"}
    edit(ward, PROCEDURE, WORDS, "Lets you get up early.")
    assert "not current: en/vertebroplasty.pdf" in build(*ALL, "--release", code=1).stderr
    assert statuses() == {"en/vertebroplasty.pdf": "stale"}
    build(*ALL)  # drafts
    build(*ALL, "--release", code=1)
    assert set(statuses().values()) == {"stale"}
    build(*ALL, "--release", "--prune", code=1)
    assert statuses() == {}
    assert not Path("output/en").exists()


def test_what_no_longer_exists_is_told_and_pruned(ward) -> None:
    build("--language", "en", "--language", "en-XA")
    strange = Path("output/en/vertebroplasty-old.pdf")
    strange.write_bytes(b"%PDF of somebody else")  # no manifest names it, so it is not ours to remove
    (ward / PROCEDURE).unlink()
    result = build(*ALL)
    gone = [
        f"{tag}/{name}.pdf"
        for tag, name in (("en", "vertebroplasty"), ("en-XA", "spinal-fusion"), ("en-XA", "vertebroplasty"))
    ]
    assert "3 files of an earlier build are not current: " in result.stderr
    assert all(name in result.stderr for name in gone)
    assert set(gone) == {path for path, status in statuses().items() if status == "stale"}
    build(*ALL, "--prune")
    assert sorted(path.name for path in Path("output").iterdir()) == ["en", "manifest.json"]
    assert strange.read_bytes() == b"%PDF of somebody else"


@pytest.mark.usefixtures("ward")
def test_equal_leaflets_are_not_written_again() -> None:
    build(*ALL, "--html")
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path("output").rglob("*.*")}
    assert len(before) == 5  # two leaflets, their two pages and the manifest
    build(*ALL)
    assert {
        path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in Path("output").rglob("*.*")
    } == before


@pytest.mark.parametrize("where", [".", "data", "data/output", "templates", "locales/en", "output/../data"])
def test_the_workspace_itself_is_no_output_folder(ward, where) -> None:
    before = sorted(ward.rglob("*"))
    result = build(*ONE, "--output", where, code=2)
    assert "is a part of the workspace" in result.stderr
    assert sorted(ward.rglob("*")) == before


@posix
@pytest.mark.usefixtures("ward")
def test_a_link_into_the_workspace_is_no_output_folder() -> None:
    Path("out").symlink_to("data/procedures")
    assert "is a part of the workspace" in build(*ONE, "--output", "out", code=2).stderr


@pytest.mark.parametrize("option", ["--output", "--workspace"])
@pytest.mark.parametrize("name", ["", " ", "a\0b"])
@pytest.mark.usefixtures("ward")
def test_a_folder_needs_a_name(option, name) -> None:
    assert option in build(*ONE, option, name, code=2).stderr
    assert not Path("output").exists()
    assert run("init", name).exit_code == 2


@posix
@pytest.mark.parametrize("name", ["/dev/full", "/dev/null", "loop", "gone", "file", "file/below", "x" * 300])
@pytest.mark.usefixtures("ward")
def test_an_output_folder_that_cannot_be_is_told(name) -> None:
    Path("loop").symlink_to("loop")
    Path("gone").symlink_to("nowhere")
    Path("file").touch()
    result = build(*ONE, "--output", name, code=1)
    first, hint = result.stderr.splitlines()[:2]
    assert first.startswith(name.removesuffix("/below"))
    assert hint.startswith("    ")
    assert not Path("nowhere").exists()


@posix
@pytest.mark.parametrize(
    "name", ["two words", "it's", 'a "b"', "line\nend", "tab\t", "-x", "ünï", "$HOME;ls"]
)
def test_any_name_of_a_folder_will_do(ward, name) -> None:
    result = build(*ONE, "--output", f"./{name}")
    assert (Path(name) / "en" / "vertebroplasty.pdf").is_file()
    # Each file stays on its line.
    assert len(result.stdout.splitlines()) == 2
    edit(ward, PROCEDURE, "title:", "tittle:")
    assert "not current" in build(*ONE, "--output", f"./{name}", code=1).stderr


def test_a_full_disk_costs_the_leaflets_and_not_what_is_told_of_them(ward, monkeypatch) -> None:
    build(*ALL)
    before = statuses()
    edit(ward, PROCEDURE, WORDS, "Lets you get up early.")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    # A write is only known to have reached the disk, or not, when it is flushed there.
    monkeypatch.setattr(os, "fsync", full)
    result = build(*ALL, code=1)
    assert "vertebroplasty.pdf: this cannot be written: No space left on device" in result.stderr
    assert "manifest.json: this cannot be written: No space left on device" in result.stderr
    assert "1 leaflet refused:" in result.stderr
    assert statuses() == before


@pytest.mark.usefixtures("ward")
def test_a_manifest_of_somebody_else_is_told() -> None:
    Path("output").mkdir()
    Path("output/manifest.json").write_text('{"name": "an app"}', encoding="utf-8")
    assert "manifest.json: warning: the manifest cannot be read" in build(*ONE).stderr
    assert list(statuses()) == ["en/vertebroplasty.pdf"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes any bytes for a name")
@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_a_folder_whose_name_is_not_utf_8(ward, tmp_path, monkeypatch, form) -> None:
    # é in Latin-1, as on disks that are older than UTF-8; Python carries the byte as half a surrogate pair.
    root = tmp_path / os.fsdecode(b"caf\xe9")
    ward.rename(root)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    edit(root, PROCEDURE, "title:", "tittle:")
    result = build("--workspace", str(root), "--format", form, code=1)
    assert (root / "output" / "en" / "spinal-fusion.pdf").is_file()
    if form == "github":
        assert "::error file=caf" in result.stdout
        return
    said = json.loads(result.stdout)
    if form == "sarif":
        places = [each["locations"][0]["physicalLocation"] for each in said["runs"][0]["results"]]
        assert places[0]["artifactLocation"]["uri"] == f"caf%E9/{PROCEDURE}"
    else:
        assert said["problems"][0]["file"] == f"caf?/{PROCEDURE}"
