"""Files that are broken, of another kind, or made to do harm: one sentence with a place, and nothing else."""

from __future__ import annotations

import gzip
import time
import zipfile
from io import BytesIO

import pytest

from leaflets.catalogs.exchange import csv_tables
from leaflets.catalogs.exchange.formats import read_document
from leaflets.catalogs.exchange.joining import join_segments
from leaflets.catalogs.exchange.units import ExchangeUnit, State, segments_of
from leaflets.diagnostics import Diagnostic, LeafletsError

XLIFF12 = 'xmlns="urn:oasis:names:tc:xliff:document:1.2"'
XLIFF2 = 'xmlns="urn:oasis:names:tc:xliff:document:2.0"'
ID = "0123456789ab"


def xliff(units: str = "", version: str = "1.2", head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<xliff version="{version}" {XLIFF12}>\n<file source-language="en" '
        f'target-language="es" original="x" datatype="po"><body>\n{units}</body></file></xliff>'
    ).encode()


def xliff2(unit: str) -> bytes:
    return (
        f'<xliff {XLIFF2} version="2.1" srcLang="en" trgLang="es"><file id="f">{unit}</file></xliff>'.encode()
    )


def unit(source: str = "a", target: str = "b", name: str = ID) -> str:
    return f'<trans-unit id="{name}"><source>{source}</source><target>{target}</target></trans-unit>\n'


def zipped() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xlf", b"0" * 10_000_000)
    return content.getvalue()


def doctype(declarations: str) -> str:
    return f"<!DOCTYPE xliff [{declarations}]>"


DECLARES = "its document type declares something"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
REFUSED: dict[str, tuple[bytes, str]] = {
    "billion laughs": (xliff(unit("&l9;"), head=doctype(f'<!ENTITY l0 "ha">{LAUGHS}')), DECLARES),
    "quadratic blow-up": (xliff(unit("&a;" * 99), head=doctype(f'<!ENTITY a "{"a" * 999}">')), DECLARES),
    "external entity": (
        xliff(unit("&e;"), head=doctype('<!ENTITY e SYSTEM "file:///etc/passwd">')), DECLARES,
    ),
    "parameter entity": (
        xliff(unit(), head=doctype('<!ENTITY % p SYSTEM "http://127.0.0.1/x"> %p;')), DECLARES,
    ),
    "entity of an external DTD": (xliff(unit("&e;"), head='<!DOCTYPE x SYSTEM "x.dtd">'), 'the entity "e"'),
    "undefined entity": (xliff(unit("&e;")), "undefined entity"),
    "zip bomb": (zipped(), "it is an archive"),
    "gzip bomb": (gzip.compress(b"<xliff>" * 100_000), "it is an archive"),
    "deep": (b"<a>" * 100_000, "nested deeper than 64"),
    "cut off": (xliff(unit())[:-9], "it is broken XML"),
    "two roots": (xliff() + xliff(), "it is broken XML"),
    "empty": (b"", "it is empty"),
    "blank": (b" \n", "it is empty"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><xliff/>', "encoding"),
    "wrong encoding": (b'<?xml version="1.0" encoding="utf-8"?><xliff>\xff</xliff>', "it is broken XML"),
    "control character": (xliff(unit("\x01")), "it is broken XML"),
    "other version": (xliff(version="1.1"), "it is XLIFF 1.1"),
    "no version": (xliff(version=""), "it is XLIFF without a version"),
    "future version": (xliff2("").replace(b'"2.1"', b'"2.2"'), "it is XLIFF 2.2"),
    "version and namespace at odds": (xliff(version="2.1"), "it is XLIFF 2.1"),
    "no namespace": (b'<xliff version="1.2"/>', "it is XLIFF 1.2"),
    "other XML": (b"<html/>", "it is neither XLIFF nor TMX"),
    "old TMX": (b'<tmx version="1.0"/>', "it is TMX 1.0"),
    "a word": (b"hello", 'no column "id"'),
    "a PO file": (b'msgid ""\nmsgstr ""\n', 'no column "id"'),
    "binary": (bytes(range(256)), "is not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "is not UTF-8"),
    "NUL": (b"id,language,source,target\n\0", "is no table"),
    "lost column": (b"id,language,source\n#1,es,a\n", 'no column "target"'),
    "odd UTF-16": (b"\xff\xfea", "is not UTF-8"),
    "endless cell": (b'id,language,source,target\n"' + b"x" * 200_000, "the table cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_not_one_of_ours_is_refused_in_one_sentence(name: str) -> None:
    content, reason = REFUSED[name]
    start = time.monotonic()
    with pytest.raises(LeafletsError) as caught:
        read_document(content, "x.xlf")
    assert time.monotonic() - start < 5
    (problem,) = caught.value.diagnostics
    assert reason in problem.message
    assert problem.position is not None
    assert problem.position.file == "x.xlf"
    assert problem.hint
    assert "\n" not in problem.message


def problems_of(content: bytes) -> tuple[list[Diagnostic], list[str]]:
    """The problems of the units, and the ids of those that can be read."""
    document, problems = read_document(content, "x.xlf")
    joined = [join_segments(each.segments, "x.xlf") for each in document.files]
    ids = [found.id for each in joined for found in each.value]
    return [*problems, *(problem for each in joined for problem in each.problems)], ids


def unit2(text: str, name: str = ID) -> str:
    return f'<unit id="{name}"><segment><source>{text}</source></segment></unit>'


def row(*cells: str) -> bytes:
    return f"id,form,language,source,target,state\n{','.join(cells)}\n".encode()


GOOD, GOOD2 = unit(name="f" * 12), unit2("a", "f" * 12)
UNITS: dict[str, tuple[bytes, str]] = {
    "wrong id": (xliff(unit(name="1") + GOOD), '"1" is no id of a message'),
    "no id": (xliff(unit(name="") + GOOD), '"" is no id of a message'),
    "an id in capitals": (xliff(unit(name=ID.upper()) + GOOD), "is no id of a message"),
    "twice": (xliff(unit() + unit() + GOOD), f'the unit "{ID}" is there twice'),
    "a form lost": (xliff(unit(name=f"{ID}.0") + unit(name=f"{ID}.2") + GOOD), "not all there"),
    "one form": (xliff(unit(name=f"{ID}.1") + GOOD), "not all there"),
    "a tag of another": (xliff(unit(target='a <g id="1">b</g>') + GOOD), "a tag <g>"),
    "an empty tag": (xliff(unit(target='a <x id="1"/>') + GOOD), "a tag <x>"),
    "a tag of HTML": (xliff(unit(target="a <b>b</b>") + GOOD), "a tag <b>"),
    "data that is not there": (xliff2(unit2('a <ph id="1" dataRef="d9"/>') + GOOD2), "a tag <ph>"),
    "half a pair": (xliff2(unit2('a <pc id="1" dataRefStart="d1">b</pc>') + GOOD2), "a tag <pc>"),
    "no state": (row("#" + ID, "", "es", "a", "b", "finished") + b"#ffffffffffff,,es,a,b,\n", "is no state"),
    "a number for an id": (row("1.23E+11", "", "es", "a", "b", "") + b"#ffffffffffff,,es,a,b,\n", "is no id"),
    "no form": (row("#" + ID, "x", "es", "a", "b", "") + b"#ffffffffffff,,es,a,b,\n", "is no id"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_that_cannot_be_taken_costs_no_other(name: str) -> None:
    content, reason = UNITS[name]
    problems, ids = problems_of(content)
    assert [each for each in ids if each != ID] == ["f" * 12]
    (problem,) = problems
    assert reason in problem.message
    assert problem.position is not None
    assert problem.position.line
    assert problem.hint


def test_what_other_tools_add_is_read() -> None:
    # Segments and marks of Okapi, a proposal of a memory, a namespace of its own, a bare document type.
    inside = (
        f'<trans-unit id="{ID}" okp:a="1"><source>One. Two.</source>'
        '<seg-source><mrk mtype="seg" mid="1">One.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="1">Uno.</mrk> <mrk mtype="seg" mid="2">Dos <ph id="1">{a}</ph>.</mrk>'
        "</target><alt-trans><target>no</target></alt-trans><okp:x>y</okp:x></trans-unit>"
    )
    content = xliff(inside, head='<!DOCTYPE xliff PUBLIC "-//XLIFF//" "http://example.org/x.dtd">')
    content = content.replace(XLIFF12.encode(), f'{XLIFF12} xmlns:okp="urn:okapi"'.encode())
    (segment,) = read_document(content, "x.xlf").value.files[0].segments
    assert (segment.source, segment.target) == ("One. Two.", "Uno. Dos {a}.")


def test_segments_of_another_tool_are_one_unit_again() -> None:
    parts = (
        "<segment state='final'><source>One.</source><target>Uno.</target></segment>"
        "<ignorable><source> </source></ignorable>"
        "<segment state='final'><source>Two.</source><target><mrk id='m'>Dos.</mrk></target></segment>"
    )
    content = xliff2(f'<unit id="{ID}">{parts}</unit>')
    (segment,) = read_document(content, "x.xlf").value.files[0].segments
    assert (segment.source, segment.target, segment.done) == ("One. Two.", "Uno. Dos.", True)
    partly = content.replace(b"<target>Uno.</target>", b"")
    (segment,) = read_document(partly, "x.xlf").value.files[0].segments
    assert (segment.target, segment.state.value) == ("", "missing")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_all_countries_are_read(delimiter: str, encoding: str) -> None:
    rows = [["id", "language", "source", "target", "more"], [f"#{ID}", "es", "a, b; c", '"sí"\nno', ""], []]
    quoted = "".join(delimiter.join(f'"{c.replace(chr(34), chr(34) * 2)}"' for c in r) + "\r\n" for r in rows)
    (segment,) = read_document(quoted.encode(encoding), "x.csv").value.files[0].segments
    assert (segment.id, segment.source, segment.target) == (ID, "a, b; c", '"sí"\nno')


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@a", "\tx", "＝1", "'=1", "''+1", "'t is", "a=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    given = ExchangeUnit(ID, text, text, targets=(text,), state=State.TRANSLATED, notes=(text,))
    content = csv_tables.write(segments_of(given), "es", "en", "x")
    cells = content.decode("utf-8-sig").splitlines()[1].split(",")
    assert not any(cell.strip('"')[:1] in "=+-@\t＝" for cell in cells if cell)
    (segment,) = read_document(content, "x.csv").value.files[0].segments
    assert (segment.source, segment.target, segment.fields["context"]) == (text, text, text)
