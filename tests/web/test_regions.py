from __future__ import annotations

from collections.abc import Callable

import pytest

from leaflets.document.nodes import Document
from leaflets.layout.compose import compose
from leaflets.layout.pages import Artifact, TextItem
from leaflets.session import Session
from leaflets.web.regions import Area, _separate, regions, spoken

Documents = Callable[..., Document]


@pytest.mark.parametrize("tag", ["en", "en-XA", "ar-XB"])
@pytest.mark.parametrize("leaflet", ["spinal-endoscopy", "minimally-invasive-spine-surgery"])
def test_every_message_of_a_leaflet_can_be_pointed_at(
    session: Session, document: Documents, leaflet: str, tag: str
) -> None:
    found = document(leaflet, tag)
    pages = compose(found, session.engine)
    shown = {region.message for page in regions(found, pages) for region in page}
    assert {found.messages[at] for at in shown} == set(found.messages)
    inside = {at for at, text in spoken(found).items() if text.strip()}
    assert inside <= shown
    assert shown <= set(range(len(found.messages)))


def test_boxes_lie_on_the_page_and_hold_the_words(session: Session, document: Documents) -> None:
    found = document("vertebroplasty", "en")
    pages = compose(found, session.engine)
    title = next(
        at for at, message in enumerate(found.messages) if message.context == "vertebroplasty: title"
    )
    (area,) = next(region.areas for region in regions(found, pages)[0] if region.message == title)
    (item,) = (
        item
        for item in pages[0].items
        if isinstance(item, TextItem) and item.fragment.words[0].text == "Vertebroplasty"
    )
    assert area.left < item.x
    assert area.left + area.width > item.x + item.fragment.width
    assert area.top < pages[0].height - item.y < area.top + area.height
    for page, sheet in zip(pages, regions(found, pages), strict=True):
        for region in sheet:
            assert all(each.left >= 0 and each.left + each.width <= page.width for each in region.areas)
            assert all(each.top >= 0 and each.top + each.height <= page.height for each in region.areas)


@pytest.mark.parametrize("tag", ["en", "en-XA", "ar-XB"])
def test_lines_of_a_message_do_not_overlap(session: Session, document: Documents, tag: str) -> None:
    found = document("spinal-fusion", tag)
    many = 0
    for sheet in regions(found, compose(found, session.engine)):
        for region in sheet:
            many += len(region.areas) > 1
            for above, below in zip(region.areas, region.areas[1:], strict=False):
                assert above.top + above.height <= below.top + 1e-6
                assert min(above.height, below.height) > 8
    assert many > 10


def test_where_two_lines_overlap_their_border_is_in_the_middle_and_a_gap_is_left_open() -> None:
    tall, below, apart = Area(0, 0, 10, 12), Area(0, 10, 10, 12), Area(0, 30, 10, 8)
    assert list(_separate([tall, below, apart])) == [
        Area(0, 0, 10, 11),
        Area(0, 11, 10, 11),
        Area(0, 30, 10, 8),
    ]


def test_what_stands_at_the_foot_is_pointed_at_there(session: Session, document: Documents) -> None:
    found = document("vertebroplasty", "en")
    pages = compose(found, session.engine)
    footers = {at for at, message in enumerate(found.messages) if message.context == "footer"}
    assert len(footers) == 2
    for page, sheet in zip(pages, regions(found, pages), strict=True):
        foot = {region.message: region.areas for region in sheet if region.message in footers}
        assert set(foot) == footers
        assert all(area.top > page.height * 0.9 for areas in foot.values() for area in areas)


def test_a_figure_s_alternative_is_pointed_at_on_the_figure(session: Session, document: Documents) -> None:
    found = document("spinal-endoscopy", "en")
    (alternative,) = (
        at for at, message in enumerate(found.messages) if message.msgid.startswith("Two lines drawn")
    )
    areas = [
        area
        for sheet in regions(found, compose(found, session.engine))
        for region in sheet
        for area in region.areas
        if region.message == alternative
    ]
    assert len(areas) == 1
    assert isinstance(areas[0], Area)
    assert (areas[0].width > 100, areas[0].height > 40) == (True, True)


def test_what_is_spoken_is_what_the_message_says_with_its_numbers(document: Documents) -> None:
    found = document("spinal-endoscopy", "en")
    said = {found.messages[at].msgid: text for at, text in spoken(found).items()}
    assert said["The cut at its actual size: {size} long"] == "The cut at its actual size: 6–8 mm long"
    assert all(item is not Artifact.FOOTER for item in said)
