"""What is in the output folder is what was last built; what is not current is marked, told and removable."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflets.diagnostics import LeafletsError
from leaflets.output.folder import Output
from tests.output.outcomes import keep, manifest, statuses


def test_a_web_page_does_not_outlive_its_leaflet(tmp_path) -> None:
    first = Output(tmp_path)
    keep(first, "a", "en", b"old", html=b"old")
    keep(first, "b", "en", b"old", html=b"old")
    first.close()
    second = Output(tmp_path)
    assert second.has_html("a", "en")
    assert not second.has_html("a", "ar")
    keep(second, "a", "en", b"new", draft=False)
    second.close()
    assert statuses(tmp_path) == {"en/a.pdf": "approved", "en/b.html": "draft", "en/b.pdf": "draft"}
    assert not (tmp_path / "en" / "a.html").exists()


def test_a_leaflet_whose_web_page_cannot_be_written_stays_as_it_was(tmp_path) -> None:
    first = Output(tmp_path)
    keep(first, "a", "en", b"old", draft=False)
    first.close()
    (tmp_path / "en" / "a.html" / "inside").mkdir(parents=True)
    second = Output(tmp_path)
    with pytest.raises(LeafletsError):
        keep(second, "a", "en", b"new", html=b"new")
    second.close()
    assert (tmp_path / "en" / "a.pdf").read_bytes() == b"old"
    assert statuses(tmp_path) == {"en/a.pdf": "approved"}


def test_equal_files_and_an_equal_manifest_are_left_alone(tmp_path) -> None:
    def made() -> dict[str, tuple[int, int]]:
        folder = Output(tmp_path)
        folder.prepare()
        keep(folder, "a", "en", html=b"<p>")
        folder.close()
        paths = [path for path in tmp_path.rglob("*") if path.is_file()]
        return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}

    first = made()
    assert set(first) == {"a.pdf", "a.html", "manifest.json"}
    assert made() == first


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with three leaflets, two languages and web pages."""
    folder = Output(tmp_path / "output")
    for leaflet in ("a", "b", "gone"):
        for language in ("en", "ar"):
            keep(folder, leaflet, language, draft=False, html=b"<p>")
    folder.close()
    return tmp_path / "output"


def test_what_was_refused_is_stale_until_it_is_made_again(built) -> None:
    folder = Output(built)
    folder.mark_stale("a", "en")
    left = folder.mark_and_list_stale({"a", "b", "gone"}, {"en", "ar"})
    folder.close()
    assert [entry.path for entry in left] == ["en/a.html", "en/a.pdf"]
    assert {path for path, status in statuses(built).items() if status == "stale"} == {
        "en/a.html",
        "en/a.pdf",
    }
    # Another run does not forget it; the file itself was not touched.
    Output(built).close()
    assert statuses(built)["en/a.pdf"] == "stale"
    assert (built / "en" / "a.pdf").read_bytes() == b"%PDF"
    again = Output(built)
    keep(again, "a", "en")
    assert again.mark_and_list_stale({"a", "b", "gone"}, {"en", "ar"}) == ()
    again.close()
    assert statuses(built)["en/a.pdf"] == "draft"


@pytest.mark.parametrize(
    ("leaflets", "languages", "paths"),
    [
        ({"a", "b"}, {"en", "ar"}, ["ar/gone.html", "ar/gone.pdf", "en/gone.html", "en/gone.pdf"]),
        (
            {"a", "b", "gone"},
            {"ar"},
            [f"en/{each}.{end}" for each in ("a", "b", "gone") for end in ("html", "pdf")],
        ),
        ({"a", "b", "gone"}, {"en", "ar", "fr"}, []),
    ],
)
def test_what_no_longer_exists_is_left_over_and_can_be_removed(built, leaflets, languages, paths) -> None:
    (built / "en" / "notes.txt").write_text("mine", encoding="utf-8")
    folder = Output(built)
    left = folder.mark_and_list_stale(leaflets, languages)
    assert sorted(entry.path for entry in left) == paths
    folder.remove(left)
    folder.close()
    assert len(manifest(built)) == 12 - len(paths)
    assert not [path for path in paths if (built / path).exists()]
    assert (built / "en" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_goes_with_its_last_file(built) -> None:
    folder = Output(built)
    folder.remove(folder.mark_and_list_stale({"a", "b", "gone"}, {"en"}))
    folder.close()
    assert sorted(path.name for path in built.iterdir()) == ["en", "manifest.json"]


def test_nothing_is_removed_that_is_not_ours_and_unchanged(built, tmp_path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (built / "ar" / "gone.pdf").write_bytes(b"by hand")
    (built / "en" / "stranger.pdf").write_bytes(b"%PDF")
    (outside / "gone.pdf").write_bytes(b"%PDF")
    (built / "en" / "gone.pdf").unlink()
    (built / "en" / "gone.pdf").symlink_to(outside / "gone.pdf")
    folder = Output(built)
    left = folder.mark_and_list_stale({"a", "b"}, {"en", "ar"})
    assert sorted(entry.path for entry in left) == ["ar/gone.html", "en/gone.html"]
    folder.remove(left)
    folder.close()
    assert (outside / "gone.pdf").read_bytes() == b"%PDF"
    assert {path.name for path in (built / "en").glob("*.pdf")} == {
        "a.pdf",
        "b.pdf",
        "gone.pdf",
        "stranger.pdf",
    }
    assert (built / "ar" / "gone.pdf").read_bytes() == b"by hand"


def test_through_a_link_nothing_is_removed(built, tmp_path) -> None:
    (built / "ar").rename(tmp_path / "elsewhere")
    (built / "ar").symlink_to(tmp_path / "elsewhere")
    folder = Output(built)
    folder.remove(folder.mark_and_list_stale({"a", "b", "gone"}, {"en"}))
    folder.close()
    assert len(list((tmp_path / "elsewhere").iterdir())) == 6
    assert statuses(built)["ar/a.pdf"] == "stale"
