from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from leaflets.document.nodes import Document
from leaflets.fonts.faces import FontLibrary, Instance
from leaflets.languages import language
from leaflets.layout.compose import compose
from leaflets.layout.pages import Artifact, Page, PathItem, RectItem, TextItem
from leaflets.session import Session
from leaflets.svg.pages import PageWriter
from leaflets.text.paragraph import Span, TextEngine

NUMBER = re.compile(r"-?[0-9.]+")


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def page(*items: TextItem | RectItem | PathItem) -> str:
    return PageWriter().write(Page(200.0, 100.0, items))


def drawn(text: str, tag: str, size: float = 10.0) -> tuple[TextItem, str]:
    engine = TextEngine(FontLibrary())
    (line,) = engine.lay_out([Span(text, size)], language(tag), 500.0)
    item = TextItem("p", 20.0, 30.0, line.fragments[0])
    return item, page(item)


def box(data: str) -> tuple[float, float, float, float]:
    """Follow a path of absolute M and relative operators; give the box of all its points."""
    points: list[tuple[float, float]] = []
    x = y = start_x = start_y = 0.0
    for name, rest in re.findall(r"([MmlqczZ])([^MmlqczZ]*)", data):
        numbers = [float(each) for each in NUMBER.findall(rest)]
        if name == "z":
            x, y = start_x, start_y
            continue
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if name == "M":
            x, y = pairs[0]
            continue
        points += [(x + dx, y + dy) for dx, dy in pairs]
        x, y = points[-1]
        if name == "m":
            start_x, start_y = x, y
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def extents(instance: Instance, gid: int) -> tuple[float, float, float, float]:
    found = instance.font.get_glyph_extents(gid)
    low, high = sorted((found.y_bearing, found.y_bearing + found.height))
    return found.x_bearing, low, found.x_bearing + found.width, high


@pytest.mark.parametrize(
    ("char", "tag"), [("O", "en"), ("g", "en"), ("永", "zh-Hans"), ("د", "ar"), ("ท", "th")]
)
def test_an_outline_fills_the_box_that_the_face_gives_its_glyph(char: str, tag: str) -> None:
    item, svg = drawn(char, tag)
    (path,) = parsed(f"<svg>{svg}</svg>").iter("path")
    (glyph,) = item.fragment.words[0].glyphs
    # The points of a curve may reach a little beyond its ink.
    slack = item.fragment.instance.face.upem / 20
    assert box(path.get("d", "")) == pytest.approx(extents(item.fragment.instance, glyph.gid), abs=slack)


def test_words_stand_where_the_page_has_them() -> None:
    item, svg = drawn("no way", "en", 20.0)
    assert svg.startswith(
        '<g transform="matrix(1 0 0 -1 0 100)"><path transform="matrix(0.02 0 0 0.02 20 30)"'
    )
    (path,) = parsed(svg)
    starts = [int(x) for x in re.findall(r"M(-?\d+) ", path.get("d", ""))]
    glyphs = [glyph for word in item.fragment.words for glyph in word.glyphs]
    places = [sum(glyph.advance for glyph in glyphs[:at]) for at in range(len(glyphs))]
    assert starts == [round(place) for glyph, place in zip(glyphs, places, strict=True) if glyph.text.strip()]


@pytest.mark.parametrize(
    ("item", "svg"),
    [
        (
            RectItem("f", 1.0, 2.5, 30.123, 4.0, fill="#0b4f61", radius=3.0),
            '<rect x="1" y="2.5" width="30.12" height="4" rx="3" fill="#0b4f61"/>',
        ),
        (
            PathItem(
                Artifact.LAYOUT, (("m", 1.0, 2.0), ("l", 3.0, 4.0), ("h",)), stroke="#333333", dash=(1.0, 2.0)
            ),
            '<path d="M1 2L3 4Z" fill="none" stroke="#333333" stroke-width="0.5" stroke-dasharray="1 2"/>',
        ),
        (
            PathItem("f", (("m", 0.0, 0.0), ("c", 1.0, 2.0, 3.0, 4.0, 5.0, 6.0)), fill="#ffffff"),
            '<path d="M0 0C1 2 3 4 5 6" fill="#ffffff"/>',
        ),
    ],
)
def test_shapes_are_painted_as_the_page_says(item: RectItem | PathItem, svg: str) -> None:
    assert page(item) == f'<g transform="matrix(1 0 0 -1 0 100)">{svg}</g>'


def test_nothing_but_a_colour_can_stand_in_a_colour() -> None:
    svg = page(RectItem("f", 0.0, 0.0, 1.0, 1.0, fill='"/><script>'))
    assert "<script>" not in svg
    assert len(list(parsed(svg))) == 1


@pytest.mark.parametrize("tag", ["en", "en-XA", "ar-XB"])
def test_every_page_is_well_formed_and_draws_every_word(
    session: Session, document: Callable[..., Document], tag: str
) -> None:
    writer = PageWriter()
    for sheet in compose(document("spinal-endoscopy", tag), session.engine):
        root = parsed(writer.write(sheet))
        words = [
            item
            for item in sheet.items
            if isinstance(item, TextItem) and any(word.text.strip() for word in item.fragment.words)
        ]
        drawn = [path for path in root if path.get("transform")]
        assert len(drawn) == len(words)
        assert {element.tag for element in root} <= {"path", "rect"}
