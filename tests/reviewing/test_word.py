"""The Word file: what stands in it, how it is read back, and what is never opened."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.message_ids import message_id
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.reviewing.sheet import ReviewSheet
from leaflets.reviewing.word import form
from leaflets.reviewing.word.reading import WordSheet, read_word
from tests.reviewing.words import (
    CUSTOM,
    DOCUMENT,
    RELATIONSHIPS,
    TYPES,
    packed,
    parts,
    replaced,
    with_part,
    word_file,
)  # fmt: skip

EARLY = message_id(("vertebroplasty: advantages", "Lets you get up and move early."))
ARABIC = "يتيح لك النهوض والحركة مبكرًا."
Make = Callable[..., ReviewSheet]


def run_of(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def translation(found: WordSheet, name: str = EARLY) -> str:
    return next(row.translation for row in found.rows if row.id == name)


def test_every_message_of_the_sheet_has_one_row_and_comes_back_as_it_was(sheet: Make) -> None:
    made = sheet("vertebroplasty", "ar")
    found = read_word(word_file(), "x.docx")
    assert [row.id for row in found.rows] == list(made.message_ids)
    texts = {each.id: each.entry.texts[0] for row in made.rows() for each in row.messages}
    assert {row.id: row.translation for row in found.rows} == texts
    assert all(len(row.exported) == 12 and row.comments == () for row in found.rows)
    assert found.properties == form.Properties("vertebroplasty", "ar", "1.0", made.words)
    assert (found.tracked, found.loose_comments) == (False, ())


def test_the_same_sheet_is_the_same_bytes() -> None:
    first = word_file()
    word_file.cache_clear()
    assert word_file() == first


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("ar", {"bidi": True, "rtl": True, "cs": True, "font": "Noto Naskh Arabic", "lang": ("bidi", "ar")}),
        ("ur", {"bidi": True, "rtl": True, "cs": True, "font": "Noto Nastaliq Urdu", "lang": ("bidi", "ur")}),
        ("zh-Hans", {"bidi": False, "rtl": False, "cs": False, "font": "Noto Sans SC",
                     "lang": ("eastAsia", "zh-Hans")}),
        ("de", {"bidi": False, "rtl": False, "cs": False, "font": "Noto Sans", "lang": ("val", "de")}),
    ],
)  # fmt: skip
def test_translations_have_their_direction_font_and_language(language: str, marks: dict[str, object]) -> None:
    file = docx.Document(io.BytesIO(word_file("vertebroplasty", language)))
    for table in file.tables:
        titles = [cell.text for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            (paragraph,) = row.cells[titles.index(form.TRANSLATION)].paragraphs
            (run,) = paragraph.runs
            kind, tag = marks["lang"]  # type: ignore[misc]
            assert (
                paragraph._p.pPr is not None and paragraph._p.pPr.find(qn("w:bidi")) is not None
            ) == marks["bidi"]
            assert (run._r.rPr.find(qn("w:rtl")) is not None) == marks["rtl"]
            assert (run._r.rPr.find(qn("w:cs")) is not None) == marks["cs"]
            assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:cs")) == marks["font"]
            assert run._r.rPr.find(qn("w:lang")).get(qn(f"w:{kind}")) == tag
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_every_page_says_that_it_is_no_leaflet() -> None:
    file = docx.Document(io.BytesIO(word_file()))
    assert "Not a leaflet" in file.sections[0].header.paragraphs[0].text
    assert "vertebroplasty" in file.sections[0].footer.paragraphs[0].text
    assert file.core_properties.language == "ar"


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (f"<w:ins w:id='1' w:author='A'>{run_of('جديد')}</w:ins>", f"{ARABIC}جديد"),
        ("<w:del w:id='1' w:author='A'><w:r><w:delText>gone</w:delText></w:r></w:del>", ARABIC),
        (f"<w:moveFrom w:id='1'>{run_of('gone')}</w:moveFrom>", ARABIC),
        (f"<w:moveTo w:id='1'>{run_of('come')}</w:moveTo>", f"{ARABIC}come"),
        (f"<w:sdt><w:sdtContent>{run_of('held')}</w:sdtContent></w:sdt>", f"{ARABIC}held"),
        (f"<w:hyperlink>{run_of('linked')}</w:hyperlink>", f"{ARABIC}linked"),
        ("<w:r><w:noBreakHyphen/><w:t>a</w:t></w:r>", f"{ARABIC}\u2011a"),
        ("<w:r><w:softHyphen/><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>", f"{ARABIC}\u00ada b"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:drawing><w:t>x</w:t></w:drawing></w:r>", ARABIC),
    ],
)  # fmt: skip
def test_tracked_changes_are_read_as_accepted(edit: str, text: str) -> None:
    content = with_part(
        word_file(), DOCUMENT, replaced(f"<w:t>{ARABIC}</w:t></w:r>", f"<w:t>{ARABIC}</w:t></w:r>{edit}")
    )
    found = read_word(content, "x.docx")
    assert translation(found) == text
    assert found.tracked == any(each in edit for each in ("w:ins ", "w:del ", "w:move"))


def test_a_row_that_was_taken_out_by_a_tracked_change_is_gone() -> None:
    mark = '<w:del w:id="9" w:author="A"/>'
    found = parts(word_file())
    rows = found[DOCUMENT].decode().split("<w:tr>")
    rows = [
        row.replace("<w:cantSplit/>", f"<w:cantSplit/>{mark}", 1) if EARLY in row else row for row in rows
    ]
    found[DOCUMENT] = "<w:tr>".join(rows).encode()
    assert EARLY not in {row.id for row in read_word(packed(found), "x.docx").rows}


def test_remarks_are_cells_and_comments_of_word() -> None:
    file = docx.Document(io.BytesIO(word_file()))
    row = next(row for table in file.tables for row in table.rows if row.cells[0].text.startswith(EARLY))
    row.cells[-1].text = "Say it\nshorter."
    file.add_comment(row.cells[2].paragraphs[0].runs, "Too long.", author="Dr Amina Saleh")
    file.add_comment(row.cells[1].paragraphs[0].runs, "Hm.", author="")
    file.add_comment(file.paragraphs[0].runs, "A fine sheet.", author="Zaid")
    out = io.BytesIO()
    file.save(out)
    found = read_word(out.getvalue(), "x.docx")
    (commented,) = (each for each in found.rows if each.comments)
    assert commented.id == EARLY
    assert commented.comments[0] == "Say it\nshorter."
    assert set(commented.comments[1:]) == {"Dr Amina Saleh: Too long.", "Hm."}
    assert found.loose_comments == ("Zaid: A fine sheet.",)


def test_columns_may_be_moved_and_tables_added() -> None:
    file = docx.Document(io.BytesIO(word_file()))
    for table in file.tables:
        for row in table.rows:
            row._tr.append(row.cells[0]._tc)  # the first column becomes the last
    file.add_table(2, 2).rows[0].cells[0].text = "My own"
    out = io.BytesIO()
    file.save(out)
    assert [row.id for row in read_word(out.getvalue(), "x.docx").rows] == [
        row.id for row in read_word(word_file(), "x.docx").rows
    ]


MANY = {f"word/x{number}.xml": b"<x/>" for number in range(600)}
BOMB = b"<w>" + b" " * 30_000_000 + b"</w>"
EXTERNAL = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
    'Target="http://evil.example/x" TargetMode="External"/></Relationships>'
)
ENTITY = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


def _doctype(content: bytes) -> bytes:
    return content.replace(b"<w:document", ENTITY.encode() + b"<w:document", 1)


def _doctype_in_utf16(content: bytes) -> bytes:
    return _doctype(content).decode().replace("UTF-8", "UTF-16").encode("utf-16")


def _changed(part: str, old: str, new: str) -> bytes:
    return with_part(word_file(), part, lambda content: content.replace(old.encode(), new.encode()))


def _with(name: str, content: bytes = b"x") -> bytes:
    return packed({**parts(word_file()), name: content})


def _related(kind: str) -> bytes:
    return with_part(word_file(), RELATIONSHIPS, replaced("</Relationships>", EXTERNAL.format(kind)))


def _doubled() -> bytes:
    out = io.BytesIO(word_file())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DOCUMENT, parts(word_file())[DOCUMENT])
    return out.getvalue()


def _lying() -> bytes:
    """A directory that promises fewer bytes than a part has."""
    content = bytearray(word_file())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo(DOCUMENT).file_size
    at = content.rindex(size.to_bytes(4, "little"))
    content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: b"", "no Word file"),
        (lambda: b"PK\x03\x04 nothing", "no Word file"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "has a password"),
        (lambda: word_file()[: len(word_file()) // 2], "no Word file"),
        (lambda: packed({"a.txt": b"hello"}), "no Word document"),
        (lambda: packed({**parts(word_file()), **MANY}), "more than 500 parts"),
        (lambda: _with("word/big.xml", BOMB), "packed so tightly"),
        (_doubled, "two parts with the name"),
        (_lying, "is broken"),
        (lambda: _with("word/vbaProject.bin"), "macros"),
        (lambda: _with("word/embeddings/oleObject1.bin"), "macros or embedded"),
        (lambda: _changed(TYPES, "document.main+xml", "macroEnabled.main+xml"), "macros"),
        (lambda: _related("attachedTemplate"), "refers to another file"),
        (lambda: _related("oleObject"), "refers to another file"),
        (lambda: _related("image"), "refers to another file"),
        (lambda: with_part(word_file(), DOCUMENT, _doctype), "document type"),
        (lambda: with_part(word_file(), DOCUMENT, _doctype_in_utf16), "document type"),
        (lambda: with_part(word_file(), DOCUMENT, b"<w:document"), "broken XML"),
        (lambda: with_part(word_file(), DOCUMENT, b"<a>" * 90 + b"</a>" * 90), "nested deeper"),
        (lambda: _changed(DOCUMENT, ">Translation<", ">Words<"), "no table with the columns"),
        (lambda: with_part(word_file(), CUSTOM, b"<Properties/>"), "leaflets-format is missing"),
        (lambda: _changed(CUSTOM, ">1</vt", ">2</vt"), "another release"),
        (lambda: packed({k: v for k, v in parts(word_file()).items() if k != CUSTOM}), "is missing"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_in_one_sentence(make: Callable[[], bytes], sentence: str) -> None:
    with pytest.raises(LeafletsError) as error:
        read_word(make(), "x.docx")
    (problem,) = error.value.diagnostics
    assert sentence in problem.message
    assert problem.hint
    assert problem.position is not None
    assert problem.position.file == "x.docx"


def test_an_address_that_word_made_a_link_of_is_no_attack() -> None:
    assert read_word(_related("hyperlink"), "x.docx").rows


@given(st.integers(0, 45_000), st.binary(min_size=1, max_size=4))
def test_a_file_of_which_any_bytes_were_changed_never_breaks_the_reader(at: int, noise: bytes) -> None:
    content = word_file()
    at %= len(content)
    spoilt = content[:at] + noise + content[at + len(noise) :]
    problems: tuple[Diagnostic, ...] = ()
    try:
        found = read_word(spoilt, "x.docx")
    except LeafletsError as error:
        problems = error.diagnostics
    assert len(problems) == 1 or found.rows


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("0123456789ab #ba9876543210", ("0123456789ab", "ba9876543210")),
        (" 0123456789AB.2  #ba9876543210 ", ("0123456789ab.2", "ba9876543210")),
        ("0123456789ab", ("0123456789ab", "")),
        ("none of ours", ("none of ours", "")),
    ],
)
def test_ids_are_read_as_they_are_written(text: str, row: tuple[str, str]) -> None:
    assert form.read_id(text) == row
    if re.fullmatch(r"[0-9a-f]{12}.*#.*", text):
        assert form.write_id(form.RowId(*row)) == text
