from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.document.digest import content_hash
from leaflets.document.nodes import Kind, Node, Run
from leaflets.html.page import as_html
from leaflets.languages import Languages, language
from leaflets.layout import styles
from leaflets.leading import LEADING
from tests.html.outline import Outline, words_of

GUIDE = "minimally-invasive-spine-surgery"
HEADINGS = ("h1", "h2", "h3")


def test_a_page_says_the_same_words_in_the_same_roles(document) -> None:
    found = document(GUIDE)
    page = Outline(as_html(found))
    assert page.open == []
    nodes = tuple(found.root.walk())
    assert [page.tags.count(tag) for tag in ("h1", "table", "thead", "figure", "nav")] == [1, 1, 1, 1, 1]
    headings = [f"h{node.level}" for node in nodes if node.kind is Kind.HEADING]
    assert [tag for tag in page.tags if tag in HEADINGS] == headings
    cells = [node.scope for node in nodes if node.kind is Kind.HEADER_CELL]
    assert [each["scope"] for each in page.all("th")] == cells
    assert page.text == "".join(words_of(found).split()) + "".join(
        f"{found.control.stamp} · {found.short_hash}".split()
    )


def test_the_draft_line_and_the_title_are_the_first_things_in_the_main_part(document) -> None:
    """Reading views leave the banner out: what warns must not stand there."""
    draft = document(language="ar")
    for found, drafts in ((draft, ["p"]), (draft.without_draft_band(), [])):
        page = Outline(as_html(found))
        assert page.elements[0] == ("html", {"lang": "ar", "dir": "rtl"})
        start = page.tags.index("body")
        wanted = ["body", "header", "p", "p", "main", *drafts, "div", "h1"]
        assert page.tags[start : start + len(wanted)] == wanted
        assert [each.get("class") for _, each in page.elements[start + 2 : start + 6]] == [
            "hospital", "department", None, "draft" if drafts else "opening"
        ]  # fmt: skip
        assert page.tags[-3:] == ["footer", "p", "bdi"]


def test_the_contents_are_a_landmark_with_a_name(document) -> None:
    page = Outline(as_html(document(GUIDE)))
    (contents,) = page.all("nav")
    assert page.all("h2", id=str(contents["aria-labelledby"]))


def test_a_cell_has_the_name_of_its_column_and_the_title_of_a_row_has_none(document) -> None:
    """Small screens show a row as a card, which its header cell is the title of."""

    def row(name: str, *cells: tuple[str, str]) -> Node:
        made = (
            Node(Kind.HEADER_CELL if scope else Kind.CELL, f"{name}.{at}", runs=(Run(words),), scope=scope)
            for at, (words, scope) in enumerate(cells)
        )
        return Node(Kind.ROW, name, children=tuple(made))

    rows = (
        row("a", ("Over", "col"), ("all", "col")),
        row("b", ("What", "col"), ("Opera\u00adtion", "col")),
        row("c", ("Cut", "row"), ("6 mm", "")),
    )
    root = Node(Kind.ARTICLE, "article", children=(Node(Kind.TABLE, "t", children=rows),))
    page = Outline(as_html(replace(document(), root=root)))
    assert [each.get("data-label") for each in page.all("td")] == ["Operation"]
    assert [each.get("data-label") for each in page.all("th")] == [None] * 5


def test_a_page_states_what_the_printed_one_states(document) -> None:
    found = document()
    page = Outline(as_html(found))
    said = {str(each.get("name")): each["content"] for each in page.all("meta") if "name" in each}
    assert said["content-hash"] == content_hash(found)
    assert (said["identifier"], said["version"]) == ("vertebroplasty", found.control.version)
    assert said["description"] == found.control.subject
    assert f"\u2066{found.short_hash}\u2069" in page.style
    # Or telephones would make links of numbers that are none.
    assert said["format-detection"] == "telephone=no"


def test_a_draft_says_so_on_every_page_of_a_print(document) -> None:
    draft = document()
    band = f'@top-center {{ content: "{draft.control.draft_band}"'
    assert band in as_html(draft)
    page = Outline(as_html(draft.without_draft_band()))
    assert draft.control.draft_band not in "".join(page.words)
    assert "@top-center { content: none; }" in page.style
    assert page.style.count("@top-center") == 1


def test_links_lead_inside_the_page_or_to_allowed_places(document) -> None:
    page = Outline(as_html(document(GUIDE)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [str(attributes["href"]) for attributes in page.all("a")]
    assert targets
    assert all(target[1:] in ids for target in targets if target.startswith("#"))
    assert {target.partition(":")[0] for target in targets if not target.startswith("#")} == {"tel", "https"}


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(document) -> None:
    page = as_html(document())
    assert all(mark not in page for mark in ("<script", "<link", "src=", "@import", "url("))
    outline = Outline(page)
    assert not [name for _, attributes in outline.elements for name in attributes if name.startswith("on")]
    (policy,) = outline.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )


def test_the_same_document_gives_the_same_page(document) -> None:
    assert as_html(document(GUIDE)) == as_html(document(GUIDE))


def test_every_language_of_a_page_has_its_faces_and_its_leading(document) -> None:
    style = Outline(as_html(document(GUIDE))).style
    rules = dict(re.findall(r'^\[lang="([^"]+)"\] \{ (.*) \}$', style, re.MULTILINE))
    assert list(rules) == ["en", "es", "zh-Hans", "ar", "de", "ur"]
    assert '"Noto Naskh Arabic", "Noto Sans", system-ui' in rules["ar"]
    assert "font-size: 1.14em" in rules["ar"]
    assert '"Noto Sans SC", "Noto Sans CJK SC"' in rules["zh-Hans"]
    assert f"--leading: {LEADING['Aran']:g};" in rules["ur"]
    assert ("hyphens: auto" in rules["de"], "hyphens: manual" in rules["en"]) == (True, True)


def test_a_language_has_the_leading_that_wcag_asks_for_and_its_own_font_first(document) -> None:
    low = replace(language("en"), leading=1.2, font="OwnSans")
    style = Outline(as_html(document(), Languages().with_rows([low]))).style
    assert "--leading: 1.5;" in style
    assert 'font-family: "Own Sans", "Noto Sans", system-ui' in style


def test_lists_and_pages_are_numbered_with_the_digits_of_the_document(document) -> None:
    found = document()
    control = replace(found.control, digits="٠١٢٣٤٥٦٧٨٩", page_pattern="{page} / {pages}")
    style = Outline(as_html(replace(found, control=control))).style
    assert 'symbols: "٠" "١" "٢"' in style
    assert 'content: counter(page, digits) " / " counter(pages, digits) " · ' in style


def test_colours_are_those_of_the_printed_page(document) -> None:
    style = Outline(as_html(document())).style
    assert f"--ink: {styles.INK}; --paper: {styles.WHITE}; --accent: {styles.ACCENT}" in style
    assert f"--tint: {styles.TINT}; --rule: {styles.RULE}" in style


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_words_of_another_language_are_marked(document, direction) -> None:
    run = Run("مرحبا", lang="ar", direction="rtl", strong=True, href="https://a.example/?b&c")
    number = Run("5", direction="ltr", atomic=True, href=run.href)
    paragraph = Node(Kind.PARAGRAPH, "p", runs=(run, number), direction=direction)
    page = as_html(replace(document(), root=Node(Kind.ARTICLE, "article", children=(paragraph,))))
    assert (
        f'<p id="p" dir="{direction}"><a href="https://a.example/?b&amp;c">'
        '<strong><span lang="ar" dir="rtl">مرحبا</span></strong><bdi dir="ltr" class="whole">5</bdi></a></p>'
    ) in page


def test_lines_for_handwriting_say_nothing(document) -> None:
    root = Node(Kind.ARTICLE, "article", children=(Node(Kind.LINES, "l", lines=3),))
    page = as_html(replace(document(), root=root))
    assert f'<div class="lines" aria-hidden="true">{"<div></div>" * 3}</div>' in page


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30))
def test_every_word_is_escaped(document, text) -> None:
    paragraph = Node(Kind.PARAGRAPH, "p", runs=(Run(text, href=f"#{text}"),))
    before = document()
    control = replace(before.control, draft_band=text, identifier=text, stamp=text)
    step = Node(Kind.LABEL, "s", "step", runs=(Run("step"),))
    drawn = Node(Kind.FIGURE, "f", "ladder", children=(step,), alt=text)
    root = Node(Kind.ARTICLE, "article", children=(paragraph, drawn))
    page = Outline(as_html(replace(before, root=root, title=text, control=control)))
    assert page.open == []
    start = page.tags.index("main")
    figure = ["figure", "div", "span", "svg", "title", "rect", "span"]
    assert page.tags[start:] == ["main", "p", "a", *figure, "footer", "p", "bdi"]
    assert page.all("a") == [{"href": f"#{text}"}]
    assert "".join(page.titles) == text


@pytest.mark.parametrize("text", ['a"b', "a\\", "</style><script>", "a\nb"])
def test_no_word_ends_a_string_of_the_style(document, text) -> None:
    before = document()
    page = Outline(as_html(replace(before, control=replace(before.control, draft_band=text))))
    (content,) = re.findall(r'@top-center \{ content: "(.*?)"; font', page.style)
    assert re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), content) == text
    assert not set('"<>\n') & set(content)
