"""Where to get help: telephone numbers with their extensions, and the website."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from leaflets.build import Job, read_and_localise
from leaflets.document.nodes import Document, Node, Run
from leaflets.html.page import as_html
from leaflets.layout.compose import compose
from leaflets.layout.pages import TextItem
from leaflets.pdf.writer import PdfCache, write
from tests.pdf.copying import by_pdfium
from tests.workspaces import open_session

SITE = "data/site.yaml"
LONG = "https://münchen.example/abteilungen/" + "wirbelsaeulenchirurgieundneurochirurgie" * 3


def panel(document: Document) -> Node:
    return next(node for node in document.root.walk() if node.id == "help")


def runs(document: Document) -> list[Run]:
    return [run for node in panel(document).walk() for run in node.runs if run.href or run.direction]


@pytest.mark.parametrize("language", ["en", "ar", "ur", "zh-Hans"])
def test_the_website_is_printed_as_a_link(document, language) -> None:
    web = runs(document(language=language))[-1]
    assert (web.text, web.href) == ("https://hospital.example/spine",) * 2
    # It may be divided between lines; a telephone number may not.
    assert (web.direction, web.atomic) == ("ltr", False)
    page = as_html(document(language=language))
    assert (
        '<a href="https://hospital.example/spine"><bdi dir="ltr">https://hospital.example/spine</bdi></a>'
        in page
    )


def test_a_site_without_a_website_says_nothing_of_one(workspace, spoil) -> None:
    spoil(SITE, "web: https://hospital.example/spine\n", "")
    assert "website" not in "".join(
        node.text
        for node in read_and_localise(open_session(workspace), Job("vertebroplasty", "en")).document.blocks()
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "extension 4123"), ("de", "Durchwahl 4123"), ("zh-Hans", "分机 4123"), ("ar", "التحويلة 4123")],
)
def test_an_extension_is_printed_and_dialled(workspace, spoil, language, words) -> None:
    spoil(SITE, '"020 7946 0112"', '"020 7946 0112", extension: "4123"')
    spoil(SITE, "# region: GB", "region: GB")
    found = read_and_localise(open_session(workspace), Job("vertebroplasty", language)).document
    texts = [node.text for node in panel(found).walk()]
    assert f"020\u00a07946\u00a00112 {words}" in texts
    numbers = [(run.text, run.href, run.atomic) for run in runs(found) if run.direction == "ltr"]
    assert numbers[:3] == [
        ("020\u00a07946\u00a00999", "tel:+442079460999", True),
        ("020\u00a07946\u00a00112", "tel:+442079460112;ext=4123", True),
        ("4123", "", True),
    ]


@pytest.mark.parametrize("language", ["de", "ar", "en"])
def test_a_long_address_is_printed_whole_and_links_in_ascii(workspace, spoil, language) -> None:
    spoil(SITE, "https://hospital.example/spine", LONG)
    session = open_session(workspace)
    found = read_and_localise(session, Job("vertebroplasty", language)).document
    pages = compose(found, session.engine)
    owner = next(node.id for node in panel(found).walk() if node.runs and node.runs[-1].text == LONG)
    items = [
        item for page in pages for item in page.items if isinstance(item, TextItem) and item.owner == owner
    ]
    assert len({item.y for item in items}) > 1
    assert {item.hyphen for item in items} == {False}
    with pikepdf.open(BytesIO(write(found, pages, session.pdf_cache))) as file:
        links = [each for page in file.pages for each in page.get("/Annots", [])]
        target, name = str(links[-1].A.URI), str(links[-1].Contents)
    assert target == "https://xn--mnchen-3ya.example/abteilungen/" + LONG.rpartition("/")[2]
    assert LONG in name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_longest_number_stands_whole_inside_the_panel(workspace, spoil, language) -> None:
    longest = "+49 (0) 30 1 23 45 67 89 0"
    spoil(SITE, '"020 7946 0999"', f'"{longest}"')
    session = open_session(workspace)
    found = read_and_localise(session, Job("vertebroplasty", language)).document
    (number,) = [run for run in runs(found) if run.text.startswith("+49")]
    assert number.text == longest.replace(" ", "\u00a0")
    assert compose(found, session.engine)  # the witness refuses what leaves its place


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_a_number_is_copied_forwards_from_right_to_left(session, language, tmp_path) -> None:
    """What Chromium's engine gives when a page is copied or spoken."""
    session = open_session()
    document = read_and_localise(session, Job("vertebroplasty", language)).document
    copied = by_pdfium(write(document, compose(document, session.engine), PdfCache()), tmp_path)
    for number in ("020 7946 0999", "020 7946 0112", "020 7946 0145"):
        assert number.replace(" ", "\u00a0") in copied
