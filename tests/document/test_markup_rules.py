from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from leaflets.document.markup_rules import violations

HEAD = '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'


def told(body: str) -> list[str]:
    """List what is wrong with the body of an article."""
    found = list(violations(fromstring(f"<article>{body}</article>")))  # noqa: S314
    assert all(each.hint and each.code for each in found)
    return [each.message for each in found]


@pytest.mark.parametrize("tag", ["p", "h1", "h2", "h3"])
@pytest.mark.parametrize("words", ["", " ", "\u00a0", "\u200b", "<strong> </strong>", '<t m="0">\u3164</t>'])
def test_a_block_without_words_is_empty(tag: str, words: str) -> None:
    assert f"<{tag}> is empty" in told(f"<section><{tag}>{words}</{tag}><p>a</p></section>")


@pytest.mark.parametrize(
    "body",
    [
        *(f"<{tag}/>" for tag in ("header", "section", "div", "ul", "ol", "dl", "table")),
        "<ul><li/></ul>",
        "<dl><div/></dl>",
        "<dl><div><dt>a</dt><dd/></div></dl>",
        f"<table>{HEAD}<tbody/></table>",
        f"<table>{HEAD}<tbody><tr/></tbody></table>",
        f"<table>{HEAD}<tbody><tr><td>a</td><td> </td></tr></tbody></table>",
        "<table><thead/><tbody><tr><td>a</td></tr></tbody></table>",
        "<table><caption/><tbody><tr><td>a</td></tr></tbody></table>",
        '<figure class="ladder"><label class="step"/></figure>',
    ],
)
def test_what_would_print_nothing_is_told(body: str) -> None:
    (problem,) = told(body)
    assert problem.endswith("is empty")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (f"<table>{HEAD}</table>", "a table has no rows below its head"),
        (
            f"<table>{HEAD}<tbody><tr><td>a</td></tr></tbody></table>",
            "a row has 1 cells, the first row of the table has 2",
        ),
        (
            f"<table>{HEAD}<tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>",
            "a row has 3 cells, the first row of the table has 2",
        ),
        ("<dl><div><dt>a</dt></div></dl>", "a pair is not one <dt> and one <dd>"),
        ("<dl><div><dd>a</dd><dt>b</dt></div></dl>", "a pair is not one <dt> and one <dd>"),
        ("<dl><div><dt>a</dt><dd>b</dd><dd>c</dd></div></dl>", "a pair is not one <dt> and one <dd>"),
    ],
)
def test_tables_and_pairs_are_whole(body: str, problem: str) -> None:
    assert told(body) == [problem]


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("<section><h2>a</h2></section>", "a"),
        ("<section><h2>a</h2></section><section><h2>b</h2><p>c</p></section>", "a"),
        ("<h2>a</h2><section><h2>b</h2><p>c</p></section>", "a"),
        ("<section><h2>a</h2><h2>b</h2><p>c</p></section>", "a"),
        ("<section><h2>a</h2><h3>b</h3></section>", "ba"),
        ("<section><h2>a</h2><h3>b</h3><h3>c</h3><p>d</p></section>", "b"),
        ("<section><h2>a</h2><p>b</p><h3>c</h3></section>", "c"),
        ("<section><h2>a</h2><section><h3>b</h3></section></section>", "ba"),
        ("<section><div><h2>a</h2></div></section><p>b</p>", "a"),
        ("<p>b</p><h2>a</h2>", "a"),
    ],
)
def test_a_heading_for_nothing_is_told(body: str, headings: str) -> None:
    wanted = [f'nothing stands below the heading "{each}"' for each in headings]
    assert sorted(told(body)) == sorted(wanted)


@pytest.mark.parametrize(
    "body",
    [
        "<header><h1>a</h1></header><section><p>b</p></section>",
        "<section><h2>a</h2><p>b</p></section>",
        "<section><h2>a</h2><hr/></section>",
        '<section><h2>a</h2><figure class="ladder"><label class="step">b</label></figure></section>',
        "<section><h2>a</h2><ul><li><p>b</p></li></ul></section>",
        "<section><h2>a</h2><div><h3>b</h3><p>c</p></div></section>",
        "<section><div><h2>a</h2></div><div><p>b</p></div></section>",
        "<section><h2>a</h2><section><h3>b</h3><p>c</p></section></section>",
        f"<section><h2>a</h2><table>{HEAD}<tbody><tr><td>a</td><td>b</td></tr></tbody></table></section>",
        "<section><h2>a</h2><dl><div><dt>a</dt><dd>b</dd></div></dl></section>",
    ],
)
def test_a_heading_above_something_is_right(body: str) -> None:
    assert told(body) == []
