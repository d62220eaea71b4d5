"""Signs without ink on their way through a whole build: what is kept, where, and where not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from leaflets.build import Job, read_and_localise
from leaflets.cli import cli
from leaflets.document.nodes import Run, isolated, plain
from tests.pdf.reading import read
from tests.planted import CATALOG, GUIDE, PROCEDURE, QUESTIONS, SITE, TITLE
from tests.workspaces import open_session

TITLED = 'msgid "Vertebroplasty"\nmsgstr "Vertebroplastia"'
Spoil = Callable[[str, str, str], int]


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, [*arguments])
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2007"])
def test_a_space_that_does_not_break_is_kept_everywhere(
    space: str, workspace: Path, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    spoil(SITE, "hospital: Example Hospital", f"hospital: St{space}Mary’s Hospital")
    spoil(PROCEDURE, TITLE, f"title: Vertebro{space}plasty\n")
    spoil(PROCEDURE, "is injected into it", f"is{space}injected\u2060-\u2060into\u2011it")
    spoil(QUESTIONS, "done without a cut?", f"done without a{space}cut?")
    spoil(GUIDE, "title: Minimally invasive", f"title: Minimally{space}invasive")
    spoil("data/glossary.yaml", "A cushion between", f"A cushion{space}between")
    run("build", "vertebroplasty", "minimally-invasive-spine-surgery", "--language", "en", "--html")
    shown, page = (
        [run("show", name, "--language", "en").stdout for name in ("vertebroplasty", GUIDE[12:-5])],
        (workspace / "output/en/vertebroplasty.html").read_text("utf-8"),
    )
    for words in (
        f"St{space}Mary’s",
        f"Vertebro{space}plasty",
        f"is{space}injected\u2060-\u2060into\u2011it",
    ):
        assert words in shown[0]
        assert words in page
    for words in (f"a{space}cut?", f"Minimally{space}invasive", f"cushion{space}between"):
        assert words in shown[1]
    data = (workspace / "output/en/vertebroplasty.pdf").read_bytes()
    said = [tag.own for tag in read(data).root.walk()]
    assert {f"St{space}Mary’s Hospital", f"Vertebro{space}plasty"} <= set(said)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == str(pdf.Root.Outlines.First.Title) == f"Vertebro{space}plasty"
        assert f"St{space}Mary’s" in str(pdf.docinfo.Author)
    run("catalog", "extract")
    run("catalog", "update", "--language", "es")
    for file in ("locales/leaflets.pot", CATALOG):
        assert f'msgid "St{space}Mary’s Hospital"' in (workspace / file).read_text("utf-8")


def test_soft_hyphens_are_no_part_of_a_title(
    workspace: Path, spoil: Spoil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    spoil(CATALOG, TITLED, TITLED.replace("Vertebroplastia", "Vertebro\u00adplas\u00adtia"))
    spoil(CATALOG, 'msgstr "Ventajas"', 'msgstr "Venta\u00adjas"')
    run("build", "vertebroplasty", "--language", "es", "--html")
    with pikepdf.open(workspace / "output/es/vertebroplasty.pdf") as pdf:
        titles = [str(pdf.docinfo.Title), str(pdf.open_metadata()["dc:title"])]
        entries = [pdf.Root.Outlines.First.First]
        while "/Next" in entries[-1]:
            entries.append(entries[-1].Next)
        titles += [str(pdf.Root.Outlines.First.Title), *(str(entry.Title) for entry in entries)]
        spoken = [str(link.Contents) for sheet in pdf.pages for link in sheet.get("/Annots", [])]
    assert titles[:3] == ["Vertebroplastia"] * 3
    assert "Ventajas" in titles
    assert not any("\u00ad" in each for each in (*titles, *spoken))
    page = (workspace / "output/es/vertebroplasty.html").read_text("utf-8")
    head, body = page.split("</head>")
    assert "<title>Vertebroplastia</title>" in head
    assert "Vertebro\u00adplas\u00adtia</h1>" in body


def test_plain_text_has_words_only() -> None:
    assert plain("Wirbel\u00adkörper\u2060-\u00a0L4\u200bL5") == "Wirbelkörper-\u00a0L4\u200bL5"
    runs = (Run("ab\u00adc "), Run("02\u20600", direction="ltr"))
    assert isolated(runs, "rtl") == "abc \u2066020\u2069"


def test_an_alternative_text_has_no_soft_hyphen(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workspace)
    document = read_and_localise(open_session(workspace), Job("nerve-root-block", "es")).document
    alternatives = [node.alt for node in document.root.walk() if node.alt]
    assert alternatives
    text = (workspace / CATALOG).read_text("utf-8").replace("alivio", "ali\u00advio")
    (workspace / CATALOG).write_text(text, "utf-8")
    spoilt = read_and_localise(open_session(workspace), Job("nerve-root-block", "es")).document
    assert [node.alt for node in spoilt.root.walk() if node.alt] == alternatives
    assert any("\u00ad" in node.text for node in spoilt.root.walk())
