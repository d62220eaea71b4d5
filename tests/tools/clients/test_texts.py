"""Other text than leaflets becomes a document with headings, lists and numbers in its sentences."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from leaflets.document.nodes import Kind
from leaflets.fonts.table import FONT_FILES, has_font
from leaflets.languages import language
from leaflets.session import Session
from tools.clients import texts
from tools.clients.samples import made

BODY = """<body><h1>Declaration of  rights</h1>
<header><h2>Preamble</h2><p>Whereas recognition of dignity is the foundation of freedom,</p><p> </p></header>
<article><h2>Article 1</h2><p>All are born free and equal in dignity and rights.</p>
<ol><li><p>Everyone has a right to life.</p></li><li><p> </p></li></ol></article></body>"""


def body() -> ElementTree.Element:
    return ElementTree.fromstring(BODY)  # noqa: S314 - it stands above


def test_what_has_no_words_is_left_out() -> None:
    found = texts.document(language("en"), body())
    kinds = [node.kind for node in found.root.walk() if node.id.startswith("s")]
    assert kinds.count(Kind.PARAGRAPH) == 3
    assert kinds.count(Kind.ITEM) == 1
    assert found.title == "Declaration of rights"


def test_numbers_stand_in_sentences_and_by_themselves() -> None:
    found = texts.document(language("ar"), body())
    words = [node.text for node in found.root.walk() if node.runs]
    assert "Whereas recognition 020\u00a07946\u00a00112 of dignity is the foundation of freedom," in words
    assert "All are (+44\u00a020\u00a07946\u00a00112) born free and equal in dignity and rights." in words
    assert {*texts.PHONES} <= set(words)
    assert any("(L4–L5)" in each for each in words)
    assert any("6–8" in each for each in words)


def test_ranges_have_the_digits_of_the_language() -> None:
    assert next(texts.ranges(language("fa"))).text.startswith("۶–۸")
    assert all(run.atomic for run in texts.ranges(language("fa")))


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans"])
def test_a_document_of_it_is_set_and_written(session: Session, tag: str) -> None:
    sample = made(session, texts.document(language(tag), body()), leaflet=False)
    assert sample.content.startswith(b"%PDF")
    assert sample.blocks[0].text == "Declaration of rights"


def test_there_are_forty_languages_more_and_every_script_that_the_texts_have() -> None:
    scripts = {language(tag).script for tag in texts.LANGUAGES}
    assert len(texts.LANGUAGES) >= 48
    faces = {script for file in FONT_FILES for script in file.scripts}
    # Symbols, and letters that stand beside others, are no languages' scripts; the last have no text there.
    beside = {"Zsym", "Zmth", "Bopo", "Hira", "Kana", "Hang"}
    assert faces - beside - scripts <= WITHOUT_A_TEXT
    assert all(has_font(FONT_FILES, script) for script in scripts)


# Scripts that have a face and no language in the package.
WITHOUT_A_TEXT = {
    *("Orya", "Nkoo", "Olck", "Rohg", "Mtei", "Limb", "Lepc", "Lisu", "Hmnp", "Kali", "Cham", "Java", "Bali"),
    *("Sund", "Bamu", "Osge"),
}
