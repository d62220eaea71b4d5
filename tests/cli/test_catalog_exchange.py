"""``leaflets catalog export`` and ``import`` as people run them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflets.catalogs.exchange.formats import FORMATS, MAX_BYTES
from leaflets.catalogs.exchange.units import State
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.reading import read_po_file
from leaflets.cli import catalog_export
from leaflets.languages import language

PO = Path("locales/es/LC_MESSAGES/leaflets.po")
ADVANTAGES = message_id(("heading", "Advantages"))


def catalog() -> dict[str, tuple[tuple[str, ...], bool, str]]:
    """What the Spanish catalog says: the texts, the fuzzy mark and the origin of each message, by its id."""
    po = read_po_file(PO.read_bytes(), "es.po", language("es"))
    return {message_id(each.key): (each.texts, each.fuzzy, each.origin) for each in po.messages}


def test_the_choices_are_those_of_the_tables() -> None:
    assert tuple(FORMATS) == catalog_export._FORMATS
    assert tuple(state.value for state in State) == catalog_export._STATES


@pytest.mark.parametrize("form", ["xliff", "xliff2", "csv"])
def test_every_catalog_goes_out_and_comes_back_without_a_change(run, form: str) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*.po")}
    assert run("catalog", "export", "--format", form).exit_code == 0
    files = sorted(map(str, Path("exchange").iterdir()))
    assert len(files) == 5
    result = run("catalog", "import", *files, "--origin", "human")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("0 messages taken, 205 as they were") == 5
    assert {path: path.read_bytes() for path in Path().rglob("*.po")} == before


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("xliff", r'"needs-review-translation" state-qualifier="leveraged-mt">Ventajas<', '"final">Pros<'),
        ("xliff2", r' subState="leaflets:machine">(\s*<source>Advantages.*\s*<target>)Ventajas', r">\1Pros"),
        ("csv", r"Advantages,Ventajas,machine", "Advantages,Pros,translated"),
    ],
)  # fmt: skip
def test_what_was_translated_comes_in_and_nothing_else(run, form: str, old: str, new: str) -> None:
    assert run("catalog", "export", "--format", form, "--language", "es").exit_code == 0
    (path,) = Path("exchange").iterdir()
    text = path.read_bytes().decode()
    assert re.search(old, text)
    path.write_bytes(re.sub(old, new, text, count=1).encode())
    before, content = catalog(), PO.read_bytes()
    result = run("catalog", "import", str(path), "--dry-run")
    assert "1 message would be taken, 204 as they were" in result.stdout
    assert "new words count as a machine's" in result.stdout
    assert PO.read_bytes() == content
    result = run("catalog", "import", str(path), "--origin", "human")
    assert result.exit_code == 0, result.stderr
    assert "new words count" not in result.stdout
    assert f"  {ADVANTAGES} Pros (human)\nes       1 message taken, 204 as they were" in result.stdout
    assert catalog() == {**before, ADVANTAGES: (("Pros",), False, "human")}
    changed = set(PO.read_text(encoding="utf-8").splitlines()) - set(content.decode().splitlines())
    assert changed == {'msgstr "Pros"', "# origin: human"}
    # Once more: there is nothing new.
    assert "0 messages taken, 205 as they were" in run("catalog", "import", str(path)).stdout


def test_a_conflict_is_told_with_both_places_and_decided_by_overwrite(run, spoil) -> None:
    run("catalog", "export", "--format", "csv", "--language", "es")
    path = Path("exchange/es.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("Ventajas", "Pros"), encoding="utf-8")
    line = spoil(str(PO), 'msgstr "Ventajas"', 'msgstr "Lo bueno"')
    result = run("catalog", "import", str(path))
    assert result.exit_code == 1
    assert re.search(
        rf"exchange/es\.csv:\d+: .*was changed in the catalog, too \({PO}:{line}\)", result.stderr
    )
    assert catalog()[ADVANTAGES][0] == ("Lo bueno",)
    assert run("catalog", "import", str(path), "--overwrite").exit_code == 0
    assert catalog()[ADVANTAGES][0] == ("Pros",)


def test_a_file_with_somebodys_work_is_not_written_over(run) -> None:
    export = ("catalog", "export", "--format", "xliff", "--language", "es")
    run(*export)
    assert run(*export).exit_code == 0  # the same is no loss
    path = Path("exchange/es.xlf")
    path.write_bytes(path.read_bytes().replace(b"Ventajas", b"Pros"))
    result = run(*export)
    assert result.exit_code == 1
    assert "exchange/es.xlf: the file is there already" in result.stderr
    assert b"Pros" in path.read_bytes()
    assert run(*export, "--overwrite").exit_code == 0
    assert b"Pros" not in path.read_bytes()


def test_an_export_holds_what_was_asked_for(run, spoil) -> None:
    spoil(str(PO), 'msgstr "Ventajas"', 'msgstr ""')

    def told(*arguments: str) -> str:
        return run("catalog", "export", "--overwrite", "--language", "es", *arguments).stdout

    assert "es.xlf: 1 message\n" in told("--format", "xliff", "--state", "missing")
    assert "es.xlf: 205 messages\n" in told("--format", "xliff")
    assert "es.tmx: 204 messages\n" in told("--format", "tmx")
    assert "es.csv: 1 message\n" in told("--format", "csv", "--message", ADVANTAGES)
    assert 1 < int(re.findall(r"(\d+) messages", told("--format", "csv", "vertebroplasty"))[0]) < 205
    told("--format", "csv", "--output", "elsewhere")
    assert Path("elsewhere/es.csv").is_file()


def test_a_memory_proposes_and_a_person_decides(run, spoil) -> None:
    run("catalog", "export", "--format", "tmx", "--language", "es")
    spoil(str(PO), 'msgstr "Ventajas"', 'msgstr ""')
    path = Path("exchange/es.tmx")
    # As others call the language.
    path.write_bytes(path.read_bytes().replace(b'xml:lang="es"', b'xml:lang="ES-MX"'))
    result = run("catalog", "import", str(path))
    assert result.exit_code == 0, result.stderr
    assert f"{ADVANTAGES} Ventajas (fuzzy, machine)" in result.stdout
    assert catalog()[ADVANTAGES] == (("Ventajas",), True, "machine")


def test_a_catalog_in_another_charset_is_left_whole(run) -> None:
    text = PO.read_text(encoding="utf-8").replace("charset=UTF-8", "charset=CP1252")
    PO.write_bytes(text.encode("cp1252"))
    before = PO.read_bytes()
    run("catalog", "export", "--format", "csv", "--language", "es")
    path = Path("exchange/es.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("Ventajas", "Č"), encoding="utf-8")
    result = run("catalog", "import", str(path))
    assert result.exit_code == 1
    assert "lacks U+010C LATIN CAPITAL LETTER C WITH CARON" in result.stderr
    assert "0 messages taken" in result.stdout
    assert PO.read_bytes() == before


@pytest.mark.parametrize("name", ["gone.xlf", ".", "large.csv", "fr.xlf", "other.xlf", "none.csv"])
def test_what_cannot_be_taken_is_told_and_the_other_files_are(run, name: str) -> None:
    run("catalog", "export", "--format", "xliff", "--language", "es")
    content = Path("exchange/es.xlf").read_bytes()
    Path("large.csv").write_bytes(b"x" * (MAX_BYTES + 1))
    Path("fr.xlf").write_bytes(content.replace(b'target-language="es"', b'target-language="fr"'))
    Path("other.xlf").write_bytes(content.replace(b'source-language="en"', b'source-language="de"'))
    Path("none.csv").write_bytes(b"id,language,source,target\n#0123456789ab,,a,b\n")
    Path("good.xlf").write_bytes(content.replace(b">Ventajas<", b">Pros<"))
    result = run("catalog", "import", name, "good.xlf", "--quiet")
    assert result.exit_code == 1
    assert "es       1 message taken" in result.stdout
    first, hint, *more = result.stderr.splitlines()
    assert first.startswith(f"{name}: ")
    assert hint.startswith("    ")
    assert not more
    assert catalog()[ADVANTAGES][0] == ("Pros",)


def test_a_wrong_use_is_told(run) -> None:
    for arguments in (
        ("export",),
        ("export", "--format", "po"),
        ("import",),
        ("import", "x", "--language", "fr"),
    ):
        assert run("catalog", *arguments).exit_code == 2
