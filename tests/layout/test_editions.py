"""Paper, type and gaps are values: a leaflet is set for any of them, and nothing is lost."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from leaflets.document.nodes import Document
from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD, Edition, Gaps, Geometry, TypeScale
from leaflets.layout.pages import Page, TextItem
from leaflets.layout.strips import LOOSE, Spacing
from leaflets.layout.styles import ACCENT, TINT, WHITE, TextStyle
from tests.layout.documents import ENGINE, document, words_of

HEAD = """<header><p class="hospital">Hospital</p><p class="department">Department</p>
<p class="draft">Draft</p><h1>Title</h1><p class="purpose">What it is for</p></header>"""
STORY = """
<section class="facts"><h2>In short</h2><dl><div><dt>Anaesthesia</dt><dd>Local</dd></div>
<div><dt>Time in hospital</dt><dd>3 hours</dd></div><div><dt>Cut</dt><dd>6–8 mm</dd></div></dl></section>
<section class="facts"><h2>In words</h2><dl><div><dt>Value</dt><dd>{long}</dd></div></dl></section>
<section><h2>Before you come</h2><p>Please read this leaflet.</p><ul><li><p>One</p></li>
<li><p>Another</p></li></ul><h3>Below</h3><p class="small">Small</p></section>
<section><h2>Figures</h2><figure class="ladder"><alt>Steps</alt><caption>Ladder</caption>
<label class="low">mild</label><label class="step">One</label><label class="step">Two</label>
<label class="high">severe</label></figure>
<figure class="true-size" data-low="6" data-high="8"><alt>Lengths</alt><caption>The cut</caption>
<label class="low">6 mm</label><label class="high">8 mm</label><label class="check">50 mm</label></figure>
</section>
<section class="wide"><h2>Table</h2><table><caption>Tools</caption><thead><tr><th scope="col">Name</th>
<th scope="col">Use</th></tr></thead><tbody><tr><th scope="row">Needle</th><td>For the injection</td></tr>
</tbody></table></section>
<section class="ask"><h2>Ask</h2><p class="ask">What is done?</p><hr data-lines="2"/></section>
<section class="help"><h2>Help</h2><dl><div><dt>Ward</dt><dd><span dir="ltr">020 7946 0112</span></dd></div>
<div class="emergency"><dt>Emergency</dt><dd><span dir="ltr">999</span></dd></div></dl>
<p class="interpreter">Interpreter</p></section>""".format(long="Longer than a key fact may be. " * 12)


def enlarged(style: TextStyle) -> TextStyle:
    return replace(style, size=style.size * 1.5)


def changed(value: Any) -> Any:
    """Change a field of an edition, whatever it is."""
    match value:
        case TextStyle():
            return enlarged(value)
        case float():
            return value + 3.0
        case int():
            return value - 2
        case tuple():
            return tuple(enlarged(each) if isinstance(each, TextStyle) else each for each in value)
        case _:
            raise AssertionError(value)


SMALL_PAPER = replace(
    STANDARD, geometry=replace(STANDARD.geometry, width=419.53, height=595.28, side=34.0, aside=84.0)
)
LARGE_PRINT = replace(
    STANDARD,
    type=replace(STANDARD.type, **{
        each.name: changed(getattr(STANDARD.type, each.name)) for each in fields(TypeScale)
    }),
    geometry=replace(STANDARD.geometry, aside=140.0),
)  # fmt: skip


@pytest.fixture(params=["en", "ar", "th"])
def leaflet(request: pytest.FixtureRequest) -> Document:
    """Every kind of block, in both directions and with tall leading."""
    return document(STORY, request.param, HEAD, draft="Draft")


def sizes(pages: tuple[Page, ...]) -> list[float]:
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    return sorted({item.fragment.size for item in items})


@pytest.mark.parametrize("edition", [SMALL_PAPER, LARGE_PRINT], ids=["small-paper", "large-print"])
def test_a_leaflet_says_the_same_in_every_edition(leaflet: Document, edition: Edition) -> None:
    """What is lost, too wide or off the paper is refused by ``compose`` itself."""
    pages = compose(leaflet, ENGINE, edition)
    geometry = edition.geometry
    assert {(page.width, page.height) for page in pages} == {(geometry.width, geometry.height)}
    assert words_of(pages) == words_of(compose(leaflet, ENGINE))


def test_every_word_has_its_size_from_the_edition(leaflet: Document) -> None:
    """Which of the sizes of a key fact is taken depends on the room that is left for it."""
    chosen = {value.size for value in LARGE_PRINT.type.fact_values}
    found = sizes(compose(leaflet, ENGINE, LARGE_PRINT))
    expected = [size * 1.5 for size in sizes(compose(leaflet, ENGINE))]
    assert set(found) - chosen == set(expected) - chosen
    assert set(found) & chosen


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (part, each.name)
        for part, kind in (("type", TypeScale), ("gaps", Gaps), ("geometry", Geometry))
        for each in fields(kind)
    ],
)
def test_nothing_in_an_edition_is_without_effect(part: str, name: str) -> None:
    leaflet = document(STORY, "en", HEAD)
    values = getattr(STANDARD, part)
    other = replace(STANDARD, **{part: replace(values, **{name: changed(getattr(values, name))})})
    assert compose(leaflet, ENGINE, other) != compose(leaflet, ENGINE)


def test_what_a_patient_reads_is_at_least_12_points() -> None:
    """RNIB clear print; a note, words below a ruler and the footer are for those who hand the leaflet out."""
    scale = STANDARD.type
    styles = {each.name: getattr(scale, each.name) for each in fields(scale)}
    every = {name: style if isinstance(style, tuple) else (style,) for name, style in styles.items()}
    small = {name for name, found in every.items() if any(style.size < 12.0 for style in found)}
    assert small == {"small", "small_label", "footer"}
    assert all(style.leading >= 0.85 for found in every.values() for style in found)


def test_what_matters_most_is_largest() -> None:
    scale = STANDARD.type
    assert scale.title.size > scale.purpose.size > scale.heading.size > scale.paragraph.size
    assert scale.emergency.size > scale.phone.size > scale.paragraph.size
    assert [style.size for style in scale.fact_values] == [18.0, 16.0, 14.0, 12.0]
    assert scale.fact_as_text.size == scale.paragraph.size


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2, its definition)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_are_legible_on_what_they_stand_on() -> None:
    """WCAG 2.2, 1.4.3; the letterhead stands on the accent, all else on paper or on a panel."""
    scale = STANDARD.type
    for each in fields(scale):
        style = getattr(scale, each.name)
        grounds = (ACCENT,) if each.name in ("hospital", "department") else (WHITE, TINT)
        for one in style if isinstance(style, tuple) else (style,):
            assert min(contrast(one.colour, ground) for ground in grounds) >= 4.5, each.name


def test_spacings_go_from_loose_to_tight_without_a_step_back() -> None:
    assert STANDARD.spacings[0] == LOOSE
    assert STANDARD.tightest == Spacing(0.4, 1.0)
    steps = [(-each.gaps, each.shrinking) for each in STANDARD.spacings]
    assert steps == sorted(set(steps))
    # Gaps go first: lines of tall scripts are drawn together only where gaps of 0.6 save no page.
    assert [each.shrinking for each in STANDARD.spacings if each.gaps > 0.6] == [0.0, 0.0]
