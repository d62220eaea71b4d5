"""Figures of the web page: at true size, to scale, from the side where reading begins."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from leaflets.document.nodes import Kind, Node, Run
from leaflets.html.page import as_html
from tests.html.outline import Outline


def test_a_length_is_drawn_at_true_size_beside_a_ruler(document) -> None:
    found = document("spinal-fusion")
    page = Outline(as_html(found))
    sizes = [(each["width"], each["height"], each["viewbox"]) for each in page.all("svg")]
    assert sizes == [
        ("16mm", "16mm", "0 0 16 16"),
        ("28mm", "28mm", "0 0 28 28"),
        ("50mm", "3mm", "0 0 50 3"),
    ]
    # The marks at the ends of the ruler are part of its frame; between them there is one each centimetre.
    (frame,) = (str(each["d"]) for each in page.all("path"))
    assert re.findall(r"M(\d+) 3V1.2", frame) == ["10", "20", "30", "40"]
    # The outer edge of the line is the size that is meant.
    assert [2 * float(str(c["r"])) + float(str(c["stroke-width"])) for c in page.all("circle")] == [16, 28]
    assert page.titles == [next(node.alt for node in found.root.walk() if node.alt)]
    (image,) = page.all("div", role="img")
    assert page.all("title", id=str(image["aria-labelledby"]))


def figure(document, style: str, *labels: str, **dataset: str):
    """Make the page of a document that holds nothing but a figure."""
    words = tuple(Node(Kind.LABEL, f"f.{at}", name, runs=(Run(name),)) for at, name in enumerate(labels))
    drawn = Node(Kind.FIGURE, "f", style, children=words, alt="what it shows", dataset=tuple(dataset.items()))
    return Outline(as_html(replace(document, root=Node(Kind.ARTICLE, "article", children=(drawn,)))))


def test_a_length_that_is_one_value_is_drawn_once(document) -> None:
    page = figure(document(), "true-size", "high", shape="cut", low="25", high="25")
    assert [each["width"] for each in page.all("svg")] == ["25mm", "50mm"]


@pytest.mark.parametrize(("language", "full", "light"), [("en", "0%", "22.25%"), ("ar", "77.75%", "11%")])
def test_time_is_drawn_to_scale_from_the_side_where_reading_begins(document, language, full, light) -> None:
    page = figure(document(language=language), "duration", "start", "low", "high", low="6", high="24")
    bars = [(each["class"], each["x"], each["width"]) for each in page.all("rect")]
    assert bars == [("full", full, "22.25%"), ("light", light, "66.75%")]
    assert page.all("span", id="f.1")[0]["style"] == "padding-inline-start:22.25%"


@pytest.mark.parametrize(("language", "tip"), [("en", "M-6 23L0 29L-6 35"), ("ar", "M6 23L0 29L6 35")])
def test_the_arrow_of_time_points_away_from_where_reading_begins(document, language, tip) -> None:
    page = figure(document(language=language), "duration", "high", low="6", high="24")
    assert [each["d"] for each in page.all("path")] == [tip]


@pytest.mark.parametrize(("language", "edges"), [("en", ["0%", "9%"]), ("ar", ["0%", "0%"])])
def test_the_ladder_rises_towards_the_end_side(document, language, edges) -> None:
    page = figure(document(language=language), "ladder", "low", "step", "step", "high")
    steps = page.all("rect")
    assert [each["x"] for each in steps] == edges
    assert [(each["y"], each["width"]) for each in steps] == [("50%", "100%"), ("0%", "91%")]
    assert [each["style"].partition(";")[0] for each in page.all("span", **{"class": "step"})] == [
        "grid-row:2", "grid-row:1",
    ]  # fmt: skip


def test_steps_that_bear_no_names_are_as_tall_as_each_other(document) -> None:
    page = figure(document(language="en"), "ladder", "low", "high")
    assert [each["y"] for each in page.all("rect")] == ["75%", "50%", "25%", "0%"]
    (stairs,) = page.all("span", **{"class": "stairs"})
    assert stairs["style"] == "grid-template-rows:repeat(4,1.5rem)"
