from __future__ import annotations

import pytest

from leaflets.diagnostics import LeafletsError
from leaflets.document.elements import parse_markup
from leaflets.document.ledger import Ledger
from leaflets.document.markup import build_nodes
from leaflets.document.nodes import Kind, Node, Run
from leaflets.document.template_checks import mark_lines
from leaflets.languages import Languages
from tests.dependencies import EXPAT_DUPLICATE, EXPAT_ENTITY, EXPAT_MISMATCHED, EXPAT_NO_ELEMENT
from tests.document.saying import Everything

NAME = "templates/t.j2"

LADDER = '<figure class="ladder">'
STEP = '<label class="step">a</label>'
HIGH = '<label class="high">a</label>'


def parsed(source: str, lang: str = "en") -> tuple[Node, list[str]]:
    """Build the tree of a template's text; return it with its problems as ``line: sentence``."""
    root = parse_markup(mark_lines(source, NAME), NAME)
    node, problems = build_nodes(root, NAME, lang, Everything(), lambda number: f"<{number}>", Languages())
    return node, [f"{problem.position.line}: {problem.message}" for problem in problems if problem.position]


def test_a_page_becomes_nodes() -> None:
    node, problems = parsed(
        '<article><header id="head"><h1>Title</h1></header>\n'
        '<section id="a" class="wide"><h2>One</h2><p>Words <strong>and</strong> more</p></section></article>'
    )
    assert problems == []
    assert [(each.kind, each.id) for each in node.walk()] == [
        (Kind.ARTICLE, "article"),
        (Kind.HEADER, "head"),
        (Kind.HEADING, "head.1"),
        (Kind.SECTION, "a"),
        (Kind.HEADING, "a.1"),
        (Kind.PARAGRAPH, "a.2"),
    ]
    assert node.children[1].style == "wide"
    assert node.children[1].children[1].runs == (Run("Words "), Run("and", strong=True), Run(" more"))
    assert [each.level for each in node.walk() if each.level] == [1, 2]


def test_lists_get_bullets_and_numbers() -> None:
    node, _ = parsed(
        "<article><ul><li><p>a</p></li></ul><ol><li><p>b</p></li><li><p>c</p></li></ol></article>"
    )
    assert [each.label for each in node.walk() if each.kind is Kind.ITEM] == ["•", "<1>.", "<2>."]


def test_definition_lists_tables_figures_and_lines() -> None:
    node, problems = parsed(
        "<article><dl><div><dt>t</dt><dd>d</dd></div></dl>"
        '<table><caption>c</caption><thead><tr><th scope="col">h</th></tr></thead>'
        '<tbody><tr><th scope="row">r</th></tr></tbody></table>'
        '<figure id="f" class="true-size" data-low="6" data-high="8"><alt>What it shows</alt>'
        '<label class="low">6 mm</label><label class="high">8 mm</label></figure>'
        '<hr data-lines="3"/></article>'
    )
    assert problems == []
    facts, table, figure, lines = node.children
    assert [each.kind for each in facts.walk()] == [Kind.FACTS, Kind.FACT, Kind.TERM, Kind.VALUE]
    assert [each.kind for each in table.children] == [Kind.CAPTION, Kind.ROW, Kind.ROW]
    assert [each.scope for each in table.walk() if each.kind is Kind.HEADER_CELL] == ["col", "row"]
    assert figure.alt == "What it shows"
    assert figure.dataset == (("high", "8"), ("low", "6"))
    assert [each.text for each in figure.children] == ["6 mm", "8 mm"]
    assert lines.lines == 3


def test_languages_and_directions_are_kept_where_they_differ() -> None:
    node, problems = parsed(
        '<article><p lang="ar" dir="rtl">x</p><p lang="en">y</p><p>z <span dir="ltr">020</span></p></article>'
    )
    assert problems == []
    first, second, third = node.children
    assert (first.lang, first.direction) == ("ar", "rtl")
    assert second.lang == ""
    # A telephone number: its own direction, and one piece.
    assert third.runs[1] == Run("020", direction="ltr", atomic=True)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "<section><h1>a</h1>\n<h3>b</h3><p>c</p></section>",
            "2: a heading of level 3 follows one of level 1",
        ),
        ("\n<script>x</script>", "2: <script> is not allowed in <article>"),
        ('\n<p style="x">a</p>', '2: <p> cannot have the attribute "style"'),
        ('\n<p onclick="x">a</p>', '2: <p> cannot have the attribute "onclick"'),
        ("<p>a\n<em>b</em></p>", "2: <em> is not allowed among words"),
        ('<p id="a">a</p>\n<p id="a">b</p>', '2: the id "a" is taken'),
        (f"\n{LADDER}{STEP}</figure>", "2: a figure has no text alternative"),
        (f"\n{LADDER}<alt> </alt>{STEP}</figure>", "2: a figure has no text alternative"),
        (f"<figure>\n<alt>a</alt>{STEP}</figure>", "1: a figure has no class"),
        (f'<figure class="map">\n<alt>a</alt>{STEP}</figure>', '1: <figure> cannot have the class "map"'),
        (
            '\n<figure class="duration" data-low="1" data-high="2"><alt>a</alt></figure>',
            '2: a figure of the class "duration" has no label "high"',
        ),
        (
            f'\n{LADDER}<alt>a</alt>{STEP}<label class="start">b</label></figure>',
            '2: a figure of the class "ladder" has no place for the label "start"',
        ),
        (
            f'\n{LADDER}<alt>a</alt>{STEP}<label class="low">b</label><label class="low">c</label></figure>',
            '2: a figure of the class "ladder" has the label "low" 2 times',
        ),
        (
            f'\n<figure class="duration" data-low="1"><alt>a</alt>{HIGH}</figure>',
            '2: a figure of the class "duration" has no number in data-high',
        ),
        (
            f'\n<figure class="duration" data-low="nan" data-high="2"><alt>a</alt>{HIGH}</figure>',
            '2: a figure of the class "duration" has no number in data-low',
        ),
        (
            f'\n<figure class="true-size" data-low="2" data-high="1"><alt>a</alt>{HIGH}</figure>',
            '2: a figure of the class "true-size" has ends that run backwards, or no length',
        ),
        (
            f'\n<figure class="duration" data-low="0" data-high="0"><alt>a</alt>{HIGH}</figure>',
            '2: a figure of the class "duration" has ends that run backwards, or no length',
        ),
        (
            f'\n<figure class="duration" data-low="1" data-high="inf"><alt>a</alt>{HIGH}</figure>',
            '2: a figure of the class "duration" has no number in data-high',
        ),
        (f"\n<p>{STEP}</p>", "2: <label> is not allowed among words"),
        ('\n<h1 class="big">a</h1>', '2: <h1> cannot have the class "big"'),
        ('\n<section class="fact"><p>a</p></section>', '2: <section> cannot have the class "fact"'),
        ('<section>\n<p class="draft">a</p></section>', '2: the class "draft" stands outside the header'),
        ("\n<table><tbody><tr><td>a</td></tr></tbody></table>", "2: a table has no header cells"),
        (
            "<table><thead><tr>\n<th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
            "2: a header cell has no scope",
        ),
        ('\n<p label="a">a</p>', '2: <p> cannot have the attribute "label"'),
        ("\n<div><dt>a</dt><dd>b</dd></div>", "2: <dt> is not allowed in <div>"),
        ('\n<p><a href="https://a b.example">a</a></p>', "2: the link names a host that cannot be"),
        ('\n<p><a href="mailto:ä@b.example">a</a></p>', '2: the link "mailto:ä@b.example" is not one that'),
        ('\n<p lang="klingon">a</p>', '2: "klingon" is no language tag'),
        ('\n<p dir="up">a</p>', '2: "up" is no direction'),
        ('\n<p><a href="javascript:x">a</a></p>', '2: the link "javascript:x" is not one that we allow'),
        ('\n<p><a href="http://x.org">a</a></p>', '2: the link "http://x.org" is not one that we allow'),
        ('\n<p><a href="#nowhere">a</a></p>', '2: the link "#nowhere" leads nowhere'),
        ('\n<hr data-lines="many"/>', '2: "many" is no number of lines'),
        ('\n<hr data-lines="41"/>', '2: "41" is no number of lines'),
        ('\n<hr data-lines="0"/>', '2: "0" is no number of lines'),
        ('\n<p data-low="6">a</p>', '2: <p> cannot have the attribute "data-low"'),
        ('\n<p><a href="tel:15;isub=1">a</a></p>', '2: the link "tel:15;isub=1" is not one that we allow'),
        ("<ul>\n<p>a</p></ul>", "2: <p> is not allowed in <ul>"),
        ("<p><strong>\n<t>a</t></strong></p>", ""),
    ],
)
def test_what_is_outside_the_subset_is_told_with_its_line(body: str, problem: str) -> None:
    _, problems = parsed(f"<article>{body}</article>")
    assert [told[: len(problem)] for told in problems[:1]] == ([problem] if problem else [])


@pytest.mark.parametrize("body", ["\nwords", "<p>a</p>\nwords", "\n5"])
def test_words_outside_a_block_are_told(body: str) -> None:
    root = parse_markup(mark_lines(f"<article><section>{body}</section></article>", NAME), NAME)
    _, problems = build_nodes(root, NAME, "en", Ledger(), str, Languages())
    assert "words stand directly in <section>" in {problem.message for problem in problems}


def test_web_addresses_are_written_in_ascii() -> None:
    node, problems = parsed('<article><p><a href="https://münchen.example/straße">x</a></p></article>')
    assert problems == []
    assert node.children[0].runs[0].href == "https://xn--mnchen-3ya.example/stra%C3%9Fe"


def test_a_text_alternative_isolates_what_runs_the_other_way() -> None:
    text = '<article><figure id="f"><alt>اتصل <num dir="ltr">020 7946</num></alt></figure></article>'
    node, _ = parsed(text, "ar")
    assert node.children[0].alt == "اتصل \u2066020 7946\u2069"
    node, _ = parsed(text, "en")
    assert node.children[0].alt == "اتصل 020 7946"


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example/b",
        "tel:+442079460112",
        "tel:+442079460112;ext=12",
        "tel:15",
        "mailto:a@b.example",
        "#a",
    ],
)
def test_links_that_are_allowed(href: str) -> None:
    node, problems = parsed(f'<article><p id="a"><a href="{href}">x</a></p></article>')
    assert problems == []
    assert node.children[0].runs[0].href == href


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<article>\n<p>a</article>", 2, f"broken markup ({EXPAT_MISMATCHED})"),
        ("<article>\n<p>&nbsp;</p></article>", 2, f"broken markup ({EXPAT_ENTITY})"),
        ("<article>\n<p>a & b</p></article>", 2, "broken markup"),
        ("<article>\n", 1, f"broken markup ({EXPAT_NO_ELEMENT})"),
        ('<article>\n<p id="a" id="b">x</p></article>', 2, f"broken markup ({EXPAT_DUPLICATE})"),
    ],
)
def test_broken_markup_is_told_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(LeafletsError) as caught:
        parsed(source)
    (problem,) = caught.value.diagnostics
    assert problem.position is not None
    assert (problem.position.file, problem.position.line) == (NAME, line)
    assert words in problem.message


@pytest.mark.parametrize(
    "source", ['<!DOCTYPE a [<!ENTITY b "c">]><article/>', "<?xml version='1.0'?><article/>"]
)
def test_declarations_are_refused(source: str) -> None:
    with pytest.raises(LeafletsError, match="declaration"):
        parsed(source)
