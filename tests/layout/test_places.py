"""Everything said is placed: every block in every container, and texts that are taller than a page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.diagnostics import LeafletsError
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import RectItem, TextItem
from leaflets.layout.styles import MM
from tests.layout.documents import document, lines_of, set_in_type, words_of

CONTAINERS = (
    "{}",
    "<section>{}</section>",
    "<section><h2>Heading</h2>{}</section>",
    *(
        f'<section class="{name}"><h2>Heading</h2>{{}}</section>'
        for name in ("facts", "help", "glossary", "wide", "contents", "balance", "ask")
    ),
    '<section class="facts">{}</section>',
    '<div class="balance">{}</div>',
    '<div class="balance"><section><h2>A</h2>{}</section><section><p>b</p></section></div>',
    "<section><h2>Heading</h2><div><h3>Sub</h3>{}</div></section>",
    '<div class="emergency">{}</div>',
)
ALT = "<alt>What it shows</alt>"
BLOCKS = (
    "<p>ZEBRA words</p>",
    '<p class="small">ZEBRA words</p>',
    '<p class="purpose">ZEBRA words</p>',
    "<h2>ZEBRA heading</h2>",
    "<ul><li><p>ZEBRA</p></li><li><p>two</p><ul><li><p>three</p></li></ul></li></ul>",
    "<ol><li><p>ZEBRA</p></li></ol>",
    "<dl><div><dt>term</dt><dd>ZEBRA</dd></div><div><dt>next</dt><dd>thing</dd></div></dl>",
    '<table><caption>c</caption><thead><tr><th scope="col">ZEBRA</th><th scope="col">b</th></tr></thead>'
    '<tbody><tr><th scope="row">c</th><td>d</td></tr></tbody></table>',
    f'<figure class="ladder">{ALT}<caption>ZEBRA</caption><label class="low">low</label>'
    '<label class="step">one</label><label class="step">two</label><label class="high">high</label></figure>',
    f'<figure class="duration" data-low="1" data-high="2">{ALT}<label class="start">ZEBRA</label>'
    '<label class="low">a month</label><label class="high">2 months</label></figure>',
    f'<figure class="true-size" data-low="6" data-high="8">{ALT}<caption>ZEBRA</caption>'
    '<label class="low">6 mm</label><label class="high">8 mm</label>'
    '<label class="check">ruler</label></figure>',
    "<p>ZEBRA</p><hr data-lines='3'/>",
    "<div><h3>ZEBRA</h3><p>words</p></div>",
)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_is_printed_in_every_container(container: str, block: str) -> None:
    """No place is a hole: what a template may write there, the pages show."""
    pages = set_in_type(container.format(block), head="<header><h1>Title</h1><h2>Sub</h2></header>")
    assert words_of(pages).count("ZEBRA") == 1


@pytest.mark.parametrize("block", [block for block in BLOCKS if "<h2>" not in block])
def test_every_block_is_printed_in_the_head(block: str) -> None:
    head = '<header><p class="hospital">H</p><h1>Title</h1><h2>S</h2>{}<p class="purpose">first</p></header>'
    pages = set_in_type("<p>story</p>", head=head.format(block))
    assert words_of(pages).count("ZEBRA") == 1


def test_two_purposes_and_two_hospitals_are_both_printed() -> None:
    head = "".join(f'<p class="{name}">{name} {n}</p>' for name in ("hospital", "purpose") for n in "ab")
    said = words_of(set_in_type("<p>story</p>", head=f"<header><h1>T</h1>{head}</header>"))
    assert all(f"{name}{n}" in said for name in ("hospital", "purpose") for n in "ab")


def test_an_article_without_a_head_is_printed() -> None:
    assert words_of(set_in_type("<h1>Title</h1><p>story</p>", head="")) == "Titlestory"


LONG = "Words that take room on paper and that a patient has to read. "


@pytest.mark.parametrize("lang", ["en", "ar", "th"])
@pytest.mark.parametrize("times", [1, 40, 400])
@pytest.mark.parametrize(
    "shape",
    [
        "<p>{}</p>",
        "<ul><li><p>{}</p></li></ul>",
        '<section class="help"><h2>Help</h2><p class="interpreter">{}</p></section>',
        '<section class="facts"><h2>In short</h2><dl><div><dt>Label</dt><dd>{}</dd></div>'
        "<div><dt>Other</dt><dd>value</dd></div></dl></section>",
        '<section class="glossary"><dl><div><dt>a</dt><dd>{}</dd></div>'
        "<div><dt>b</dt><dd>c</dd></div></dl></section>",
        "<section><h2>{}</h2><p>beside</p></section>",
        '<section class="wide"><h2>Heading</h2><p>{}</p></section>',
        '<div class="balance"><section><h2>A</h2><p>{}</p></section>'
        "<section><h2>B</h2><p>b</p></section></div>",
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody>'
        '<tr><th scope="row">c</th><td>{}</td></tr><tr><th scope="row">d</th><td>e</td></tr></tbody></table>',
        '<table><thead><tr><th scope="col">a</th><th scope="col">{}</th></tr></thead><tbody>'
        '<tr><th scope="row">c</th><td>d</td></tr></tbody></table>',
    ],
)
def test_what_is_taller_than_a_page_is_divided(shape: str, times: int, lang: str) -> None:
    blocks = f"{shape.format(LONG * times)}<p>END</p>"
    pages = set_in_type(blocks, lang)
    for node in document(blocks, lang).blocks():
        assert words_of(pages, node.id) == "".join(node.text.split())
    assert len(pages) > 1 or times < 400


def test_a_long_title_is_divided() -> None:
    assert len(set_in_type("<p>story</p>", head=f"<header><h1>{LONG * 60}</h1></header>")) > 1


@pytest.mark.parametrize("notices", [1, 26, 40, 60, 200])
def test_a_help_panel_with_many_notices_goes_over_pages_on_a_ground_each(notices: int) -> None:
    blocks = "".join(f'<p class="interpreter">Do you need an interpreter, {n}?</p>' for n in range(notices))
    pages = set_in_type(f'<section class="help"><h2>Help</h2>{blocks}</section>')
    assert all(f"interpreter,{n}?" in words_of(pages) for n in range(notices))
    backgrounds = [
        sum(isinstance(item, RectItem) and item.width > 400 for item in page.items) for page in pages
    ]
    assert backgrounds[1:] == [1] * (len(pages) - 1)


def test_twenty_telephone_numbers_stand_in_one_panel() -> None:
    phones = "".join(
        f'<div><dt>Ward {n}</dt><dd><a href="tel:020{n:04}"><span dir="ltr">020 {n:04}</span></a></dd></div>'
        for n in range(20)
    )
    pages = set_in_type(f'<section class="help"><dl>{phones}</dl></section>')
    assert sum(len(page.links) for page in pages) == 20


@pytest.mark.parametrize("steps", [1, 2, 4, 7, 12])
@pytest.mark.parametrize("name", ["Step", "Nervenwurzelinfiltration", "A step with a name of several words"])
def test_a_ladder_has_as_many_steps_as_it_needs(steps: int, name: str) -> None:
    labels = "".join(f'<label class="step">{name} {n}</label>' for n in range(steps))
    ends = '<label class="low">Mild, simple</label>', '<label class="high">Severe, complex</label>'
    pages = set_in_type(
        f'<section><h2>H</h2><figure class="ladder">{ALT}{ends[0]}{labels}{ends[1]}</figure></section>'
    )
    boxes = [item for page in pages for item in page.items if isinstance(item, RectItem) and item.stroke]
    assert len(boxes) == steps
    # No word of a step is broken: each stands whole on a line.
    assert all(any(word in line.split() for line in lines_of(pages)) for word in name.split())


@pytest.mark.parametrize("shape", ["cut", "channel"])
@pytest.mark.parametrize(("low", "high"), [(0.5, 0.6), (6, 8), (60, 80), (90, 120), (130, 130)])
def test_a_length_that_fits_is_drawn_at_true_size(low: float, high: float, shape: str) -> None:
    figure = (
        f'<figure class="true-size" data-shape="{shape}" data-low="{low}" data-high="{high}">{ALT}'
        f'<label class="low">{low} mm</label><label class="high">about {high} mm</label></figure>'
    )
    labels = figure if low < high else figure.replace(f'<label class="low">{low} mm</label>', "")
    pages = set_in_type(f"<section><h2>H</h2>{labels}</section>")
    if shape == "cut":
        bars = [item.width / MM for page in pages for item in page.items if isinstance(item, RectItem)]
        assert {round(low, 3), round(high, 3)} <= {round(width, 3) for width in bars}


def test_a_length_that_does_not_fit_is_refused_with_its_place() -> None:
    labels = '<label class="low">15 cm</label><label class="high">20 cm</label>'
    figure = f'<figure class="true-size" data-low="150" data-high="200">{ALT}{labels}</figure>'
    with pytest.raises(LeafletsError) as raised:
        set_in_type(f"<section><h2>H</h2>\n{figure}</section>")
    assert {str(each.position) for each in raised.value.diagnostics} == {"templates/test.html.j2:3"}


def test_one_long_word_leaves_the_other_columns_whole() -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
    row = "".join(f"<td>{text}</td>" for text in ("ordinary words", word, "anaesthesia"))
    heads = "".join(f'<th scope="col">{text}</th>' for text in "abc")
    pages = set_in_type(f"<table><thead><tr>{heads}</tr></thead><tbody><tr>{row}</tr></tbody></table>")
    lines = lines_of(pages)
    assert "anaesthesia" in lines
    assert any(line in lines for line in ("ordinary", "ordinary words"))
    assert word in words_of(pages)


def test_what_cannot_be_made_narrower_is_refused_and_not_drawn_over_its_neighbour() -> None:
    cells = "".join(f"<td><num>{n} milligrams per kilogram of body weight</num></td>" for n in range(6))
    with pytest.raises(LeafletsError) as raised:
        set_in_type(f'<table><tbody><tr><th scope="row">a</th>{cells}</tr></tbody></table>')
    assert all("wider than its place" in each.message for each in raised.value.diagnostics)
    assert len(raised.value.diagnostics) == 6


def test_a_table_head_is_drawn_again_and_read_once() -> None:
    rows = "".join(f'<tr><th scope="row">row {n}</th><td>{LONG * 3}</td></tr>' for n in range(30))
    head = '<tr><th scope="col">HEADONE</th><th scope="col">b</th></tr>'
    pages = set_in_type(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>")
    assert len(pages) > 2
    assert words_of(pages).count("HEADONE") == 1
    for page in pages:
        shown = "".join(
            w.text for item in page.items if isinstance(item, TextItem) for w in item.fragment.words
        )
        assert "HEADONE" in shown


WORDS = st.lists(
    st.sampled_from(["a", "leaflet", "anaesthesia", "X-ray", "Nervenwurzelinfiltrationsverfahren"]),
    min_size=1,
    max_size=60,
)
TEXTS = WORDS.map(" ".join)


@st.composite
def sections(draw: st.DrawFn) -> str:
    container = draw(st.sampled_from(CONTAINERS[1:]))
    block = draw(st.sampled_from([block for block in BLOCKS if "<h2>" not in block]))
    return container.format(block.replace("ZEBRA", draw(TEXTS)))


@settings(max_examples=40)
@given(st.lists(sections(), min_size=1, max_size=8))
def test_any_document_is_printed_whole(parts: list[str]) -> None:
    """The words of the pages are the words of the document, however its parts are mixed."""
    blocks = "".join(parts)
    source = document(f"<h2>H</h2>{blocks}")
    pages = set_in_type(f"<h2>H</h2>{blocks}")
    for node in source.blocks():
        assert words_of(pages, node.id) == "".join(node.text.split())


def test_nothing_stands_below_the_foot_of_the_story() -> None:
    pages = set_in_type(
        "".join(f"<section><h2>Heading {n}</h2><p>{LONG * 4}</p></section>" for n in range(30))
    )
    bottoms = [
        item.y
        for page in pages
        for item in page.items
        if isinstance(item, TextItem) and isinstance(item.owner, str)
    ]
    assert min(bottoms) >= STANDARD.geometry.bottom


@pytest.mark.parametrize(
    ("low", "high", "start", "expected"),
    [
        # In the way of its neighbour a label goes below it, and only that one.
        (6, 24, "The day of the first treatment", (0, 1, 0)),
        # Two words that all but touch would read as one label.
        (7, 24, "Operation", (0, 1, 0)),
        (6, 24, "Op", (0, 0, 0)),
        (23, 24, "Op", (0, 0, 1)),
        (4, 24, "The day of the first treatment, or of the second or of the third", (0, 1, 1)),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_label_goes_below_only_where_it_would_touch(
    low: int, high: int, start: str, expected: tuple[int, ...], lang: str
) -> None:
    labels = {"start": start, "low": "half a year", "high": "two years"}
    marks = "".join(f'<label class="{name}">{text}</label>' for name, text in labels.items())
    ends = f'data-low="{low}" data-high="{high}"'
    pages = set_in_type(f'<section><figure class="duration" {ends}>{ALT}{marks}</figure></section>', lang)
    places = {
        "".join(word.text for word in item.fragment.words).strip(): round(item.y, 1)
        for page in pages
        for item in page.items
        if isinstance(item, TextItem)
    }
    found = [places[text] for text in labels.values()]
    assert tuple(sorted(set(found), reverse=True).index(place) for place in found) == expected
