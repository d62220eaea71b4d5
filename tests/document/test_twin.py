from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.document.digest import short_hash
from leaflets.document.nodes import Kind, Node, Run
from leaflets.document.twin import as_html

VOID = {"meta", "hr"}


class Outline(HTMLParser):
    """Reads a page: its words, its elements with their attributes, and whether every tag closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.titles: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in VOID or self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" in self.open:
            self.titles.append(data)
        elif "style" not in self.open and "title" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join("".join(self.words).split())


def test_a_page_says_the_same_words_in_the_same_roles(document) -> None:
    found = document("minimally-invasive-spine-surgery")
    page = Outline(as_html(found))
    assert page.open == []
    tags = [tag for tag, _ in page.elements]
    assert (tags.count("h1"), tags.count("table"), tags.count("thead"), tags.count("figure")) == (1, 1, 1, 1)
    assert ("html", {"lang": "en", "dir": "ltr"}) in page.elements
    headings = [node for node in found.root.walk() if node.kind is Kind.HEADING]
    assert sum(tag in ("h1", "h2", "h3") for tag in tags) == len(headings)
    assert tags.count("th") == sum(node.kind is Kind.HEADER_CELL for node in found.root.walk())
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in page.elements if tag == "th")
    for node in found.blocks():
        assert "".join(node.text.split()) in page.text


def test_figures_are_drawings_with_a_title(document) -> None:
    found = document("spinal-endoscopy")
    page = Outline(as_html(found))
    drawings = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert [each.get("role") for _, each in page.elements].count("img") == 1
    assert page.titles == [next(node.alt for node in found.root.walk() if node.alt)]
    # At their true size on paper: 6 and 8 mm, and a ruler of 50 mm.
    assert [each["width"] for each in drawings] == ["6mm", "8mm", "50mm"]


def test_the_page_says_version_and_hash_as_the_printed_one(document) -> None:
    found = document("spinal-endoscopy")
    page = Outline(as_html(found))
    assert "".join(found.control.stamp.split()) in page.text
    assert short_hash(found) in page.text


def test_links_lead_inside_the_page_or_to_allowed_places(document) -> None:
    page = Outline(as_html(document("minimally-invasive-spine-surgery")))
    ids = {attributes.get("id") for _, attributes in page.elements}
    targets = [str(attributes["href"]) for tag, attributes in page.elements if tag == "a"]
    assert targets
    assert all(target[1:] in ids for target in targets if target.startswith("#"))
    assert {target.partition(":")[0] for target in targets if not target.startswith("#")} == {"tel"}


def test_nothing_is_loaded_from_elsewhere(document) -> None:
    page = as_html(document())
    assert all(mark not in page for mark in ("<script", "<link", "src=", "@import", "url("))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_words_of_another_language_are_marked(document, direction) -> None:
    run = Run("مرحبا", lang="ar", strong=True, href="https://a.example/?b&c")
    root = Node(
        Kind.ARTICLE, "article", children=(Node(Kind.PARAGRAPH, "p", runs=(run,), direction=direction),)
    )
    page = as_html(replace(document(), root=root))
    assert f'<p id="p" dir="{direction}">' in page
    assert (
        '<a href="https://a.example/?b&amp;c"><strong><span lang="ar" dir="rtl">مرحبا</span></strong></a>'
        in page
    )


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30))
def test_every_word_is_escaped(document, text) -> None:
    paragraph = Node(Kind.PARAGRAPH, "p", runs=(Run(text, href=f"#{text}"),))
    figure = Node(Kind.FIGURE, "f", alt=text)
    before = document()
    root = Node(Kind.ARTICLE, "article", children=(paragraph, figure))
    page = Outline(as_html(replace(before, root=root, title=text)))
    assert page.open == []
    tags = [tag for tag, _ in page.elements if tag not in ("meta", "html", "head", "title", "style", "body")]
    assert tags == ["main", "p", "a", "figure", "div", "svg", "footer", "p", "bdi"]
    assert page.elements[-1] == ("bdi", {"dir": "ltr"})
    assert "".join(page.titles) == text
