from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.build import Job, Made, Refused, make, read_and_localise, refuse_draft
from leaflets.catalogs.pseudo import PSEUDO_LANGUAGES, PseudoCatalog, accented, mirrored
from leaflets.content.model import placeholders
from leaflets.diagnostics import Position
from leaflets.document.speaking import Translation, markup_problem
from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.layout.compose import compose
from leaflets.layout.pages import TextItem
from leaflets.session import Session

CONTROLS = re.compile("[\u202e\u202c]")
FIXED = re.compile(r"<[^<>]*>|\{[^{}]*\}|&[#\w]+;")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Local", "[Ļööçååļ]"),
        ("", "[~]"),
        ("mm", "[ɱɱ~]"),
        ("about {amount}", "[ååƀööûţ {amount}]"),
        ("<strong>Stop</strong> it", "[<strong>Šţöööþ</strong> îţ~]"),
        ("salt &amp; sugar", "[šååļţ &amp; šûûûĝåŕ~]"),
    ],
)
def test_english_is_accented_longer_and_in_brackets(text: str, said: str) -> None:
    assert accented(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Local", "\u202eLocal\u202c"),
        ("about {amount}.", "\u202eabout\u202c {amount}."),
        ("<strong>Stop</strong> it now", "<strong>\u202eStop\u202c</strong> \u202eit now\u202c"),
        ("{low} to {high}", "{low} \u202eto\u202c {high}"),
        ("…", "…"),
    ],
)
def test_words_are_turned_from_right_to_left(text: str, said: str) -> None:
    assert mirrored(text) == said


@given(st.text(st.sampled_from("abcxyzAEIOU éñ.,-0123456789"), max_size=60))
def test_a_text_grows_by_a_third_of_its_letters(text: str) -> None:
    letters = sum(char.isalpha() for char in text)
    longer = len(accented(text)) - 2
    assert longer >= len(text) + letters / 3
    assert longer <= len(text) + letters / 3 + 2


def test_every_message_keeps_what_a_translator_must_keep(
    messages: tuple[tuple[str, str | tuple[str, str]], ...],
) -> None:
    for _, message in messages:
        for text in (message,) if isinstance(message, str) else message:
            for change in PSEUDO_LANGUAGES.values():
                said = change(text)
                assert markup_problem(said) == ""
                assert sorted(placeholders(said)) == sorted(placeholders(text))
                assert FIXED.findall(said) == FIXED.findall(text)
            assert CONTROLS.sub("", mirrored(text)) == text
            assert accented(text)[0] + accented(text)[-1] == "[]"


def test_all_accented_letters_are_in_the_face_of_the_pages() -> None:
    (face,) = (face for face in FontLibrary().faces if face.name == "NotoSans")
    assert face.covers(accented("ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz"))


def test_a_pseudo_catalog_has_every_message() -> None:
    catalog = PseudoCatalog(language("en-XA"), accented)
    place = Position("data/a.yaml", 3)
    assert catalog.find("One", "a", place) == Translation("[Ööñéé]", place)
    assert catalog.find_plural("{n} day", "{n} days", "a", 1, place) == Translation("[{n} ðååýý]", place)
    assert catalog.find_plural("{n} day", "{n} days", "a", 2, place) == Translation("[{n} ðååýýš]", place)
    assert catalog.is_machine_made([])


def test_the_languages_are_there_but_nobody_is_given_them(session: Session) -> None:
    assert (language("en-XA").direction, language("ar-XB").direction) == ("ltr", "rtl")
    assert {"en-XA", "ar-XB"} <= set(session.known_languages)
    assert session.library is not None
    assert not {"en-XA", "ar-XB"} & set(session.library.site.value.languages)


@pytest.mark.parametrize("tag", sorted(PSEUDO_LANGUAGES))
def test_a_pseudo_leaflet_is_made_but_never_released(session: Session, tag: str) -> None:
    made = make(session, Job("spinal-endoscopy", tag))
    assert isinstance(made, Made)
    assert made.pdf.startswith(b"%PDF-1.7")
    refused = refuse_draft(made)
    assert isinstance(refused, Refused)
    (problem,) = (each for each in refused.problems if each.is_error)
    assert problem.code == "not-approved"


def test_the_mirrored_page_runs_from_right_to_left(session: Session) -> None:
    document = read_and_localise(session, Job("spinal-endoscopy", "ar-XB")).document
    pages = compose(document, session.engine)
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    words = [
        word
        for item in items
        if item.fragment.rtl
        for word in item.fragment.words
        if word.text.strip().isalpha()
    ]
    assert len(words) > 300
    # Lines end between words: every piece of a line is a word of the message.
    texts = [node.text for node in document.blocks()]
    texts += [document.control.stamp, document.control.page_pattern]
    said = set(re.findall(r"\w+", CONTROLS.sub("", " ".join(texts))))
    assert {word.text.strip() for word in words} <= said
    titles = [item for item in items if item.fragment.size > 20]
    assert all(item.x > 200 for item in titles)
