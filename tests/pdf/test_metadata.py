"""Info, XMP and output intent: the same facts, said twice and never differently."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pytest

from leaflets import __version__
from leaflets.pdf.metadata import make_xmp
from leaflets.pdf.profiles import A_2A, PROFILES, UA_1, Profile, Property
from leaflets.pdf.writer import PdfCache, write
from tests.pdf.conftest import Sample


def test_info_and_xmp_agree(written: dict[str, Sample]) -> None:
    for sample in written.values():
        with pikepdf.open(io.BytesIO(sample.data)) as pdf:
            info, meta = pdf.docinfo, pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            assert str(info.Title) == meta["dc:title"] == sample.document.title
            assert str(info.Author) == "Ward & Theatre"
            assert meta["dc:creator"] == ["Ward & Theatre"]
            assert str(info.Subject) == meta["dc:description"] == "S & T"
            assert str(info.Keywords) == meta["pdf:Keywords"] == f"MIS-01, 3, {sample.document.lang}"
            assert str(info.Producer) == meta["pdf:Producer"] == f"Leaflets {__version__} with ReportLab"
            assert str(info.Creator) == meta["xmp:CreatorTool"] == "Leaflets"
            assert str(info.CreationDate) == str(info.ModDate) == "D:20261101000000Z"
            assert meta["xmp:CreateDate"] == meta["xmp:ModifyDate"] == "2026-11-01T00:00:00Z"
            packet = pdf.Root.Metadata.read_bytes().decode()
            # A second item is a second title to Firefox.
            assert re.findall('xml:lang="([^"]*)"', packet) == ["x-default"] * 2
            assert meta["dc:language"] == {sample.document.lang}
            assert meta["pdfuaid:part"] == "1"
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")


def test_the_catalog_says_language_tags_and_colours(written: dict[str, Sample]) -> None:
    for lang, sample in written.items():
        with pikepdf.open(io.BytesIO(sample.data)) as pdf:
            root = pdf.Root
            assert root.Lang == lang
            assert root.MarkInfo.Marked is True
            assert root.ViewerPreferences.DisplayDocTitle is True
            assert root.ViewerPreferences.PrintScaling == "/None"
            assert root.ViewerPreferences.Direction == ("/R2L" if lang in ("ar", "ur") else "/L2R")
            (intent,) = root.OutputIntents
            assert (intent.S, intent.DestOutputProfile.N) == ("/GTS_PDFA1", 3)
            assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"
            assert "/Filter" not in root.Metadata
            assert pdf.pdf_version == "1.7"


def test_profiles_are_rows(written: dict[str, Sample]) -> None:
    assert [profile.name for profile in PROFILES] == ["ua-1", "a-2a"]
    later = Profile("x-9", "pdfxid", "http://example.org/x#", (Property("part", "9"),), schema="X")
    packet = make_xmp(written["en"].document, (UA_1, later)).content.decode()
    assert "<pdfxid:part>9</pdfxid:part>" in packet
    assert packet.count("<pdfaSchema:schema>") == 2
    assert "pdfaid:part" not in packet


def test_only_what_pdf_a_does_not_know_is_described_as_an_extension(written: dict[str, Sample]) -> None:
    document = written["en"].document
    both, alone = (make_xmp(document, profiles).content.decode() for profiles in (PROFILES, (A_2A,)))
    assert both.count("<pdfaSchema:schema>") == both.count("<pdfaSchema:prefix>pdfuaid<") == 1
    assert "pdfaExtension" not in alone


def test_only_pdf_a_needs_an_output_intent(written: dict[str, Sample]) -> None:
    sample = written["en"]
    assert b"/OutputIntents" not in write(sample.document, sample.pages, PdfCache(), profiles=(UA_1,))
    assert b"/OutputIntents" in write(sample.document, sample.pages, PdfCache(), profiles=(A_2A,))


def test_words_are_escaped_in_the_packet(written: dict[str, Sample]) -> None:
    document = replace(written["en"].document, title="a < b & c", lang="x&y")
    packet = make_xmp(document, PROFILES).content.decode()
    assert "a &lt; b &amp; c" in packet
    assert "<dc:language><rdf:Bag><rdf:li>x&amp;y</rdf:li>" in packet


@pytest.mark.parametrize(
    "words", ["Health & Care", "A & B <C>", "</rdf:li>", "&amp;", '"Rückhalt" ’n’ سلامة']
)
def test_any_words_are_the_same_in_both(written: dict[str, Sample], words: str) -> None:
    """A packet that is no XML would say nothing at all."""
    sample = written["en"]
    control = replace(sample.document.control, identifier=words, author=words, subject=words)
    data = write(replace(sample.document, title=words, control=control), sample.pages, PdfCache())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info, meta = pdf.docinfo, pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        assert str(info.Title) == meta["dc:title"] == words
        assert str(info.Subject) == meta["dc:description"] == words
        assert str(info.Author) == words
        assert meta["dc:creator"] == [words]
        assert str(info.Keywords) == meta["pdf:Keywords"] == f"{words}, 3, en"
