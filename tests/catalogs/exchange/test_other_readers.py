"""What others read in our files, and that what they write again comes back.

The reader is the Translate Toolkit (GPL), run as a program of its own.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.catalogs.exchange.formats import FORMATS, read_document
from leaflets.catalogs.exchange.inline import divide
from leaflets.catalogs.exchange.joining import join_segments
from leaflets.catalogs.exchange.units import ExchangeUnit, segments_of
from leaflets.catalogs.exporting import export_units
from leaflets.catalogs.reading import read_po_file
from leaflets.languages import language
from tests.workspaces import FIXED

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("translate") is None and not os.environ.get("CI"),
    reason="the Translate Toolkit is not installed",
)
# Reads a file, prints what it holds, and writes it again as the toolkit does.
PROGRAM = """
import json, sys
from translate.storage import csvl10n, poxliff, tmx, xliff2
readers = {"xliff": poxliff.PoXliffFile, "xliff2": xliff2.Xliff2File, "tmx": tmx.tmxfile}
store = readers.get(sys.argv[1], csvl10n.csvfile).parsefile(sys.argv[2])
texts = lambda text: list(getattr(text, "strings", [text]))
units = [unit for unit in store.units if not unit.isheader()]
print(json.dumps([[texts(each.source), texts(each.target), each.getnotes()] for each in units]))
if len(sys.argv) > 3:
    store.savefile(sys.argv[3])
"""


def exported(tag: str, locale: str) -> list[ExchangeUnit]:
    path = FIXED / "locales" / locale / "LC_MESSAGES" / "leaflets.po"
    po = read_po_file(path.read_bytes(), "x.po", language(tag))
    return list(export_units(po, po.messages).value)


def toolkit(name: str, path: Path, *more: Path) -> list[tuple[list[str], list[str], str]]:
    command = [sys.executable, "-c", PROGRAM, name, path, *more]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return [tuple(each) for each in json.loads(result.stdout)]


def written(name: str, units: list[ExchangeUnit], tag: str, folder: Path) -> Path:
    path = folder / f"{tag}{FORMATS[name].ending}"
    segments = [segment for unit in units for segment in segments_of(unit)]
    path.write_bytes(FORMATS[name].write(segments, tag, "en", "x.po"))
    return path


def words_alone(text: str) -> str:
    return "".join(piece for piece in divide(text) if isinstance(piece, str))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("tag", "locale"), [("ar", "ar"), ("zh-Hans", "zh_Hans")])
def test_others_read_every_text_and_note(name: str, tag: str, locale: str, tmp_path: Path) -> None:
    units = exported(tag, locale)
    found = toolkit(name, written(name, units, tag, tmp_path))
    # Tags of XLIFF 2 hold no text, so the toolkit reads the words alone.
    shown = words_alone if name == "xliff2" else str
    by_form = [
        (shown(unit.source_of(form)), shown(text)) for unit in units for form, text in enumerate(unit.targets)
    ]
    if name == "xliff":
        # The toolkit joins plural forms by their group, and knows one source of a language with one form.
        assert [target for _, targets, _ in found for target in targets] == [text for _, text in by_form]
        sources = [tuple(sources[:2]) for sources, _, _ in found]
        assert sources == [(unit.source, unit.plural)[: 1 + (len(unit.targets) > 1)] for unit in units]
    else:
        assert [(source[0], target[0]) for source, target, _ in found] == by_form
    notes = "\n".join(note for _, _, note in found)
    # Of XLIFF 2 it looks for notes in segments, where none may stand.
    assert name == "xliff2" or all(note in notes for unit in units for note in unit.notes)


@pytest.mark.parametrize("name", ["xliff", "xliff2"])
def test_what_others_write_again_comes_back(name: str, tmp_path: Path) -> None:
    units = exported("ar", "ar")
    path = written(name, units, "ar", tmp_path)
    toolkit(name, path, tmp_path / "again.xlf")
    document, problems = read_document((tmp_path / "again.xlf").read_bytes(), "again.xlf")
    assert problems == ()
    back, problems = join_segments(document.files[0].segments, "again.xlf")
    assert problems == ()
    assert list(back) == units
