"""Words set to lines: how far apart they stand, what is too wide, where a link may be clicked."""

from __future__ import annotations

from itertools import pairwise

import pytest

from leaflets.document.nodes import Run
from leaflets.layout.boxes import Box
from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Page, TextItem
from leaflets.layout.typesetter import Typesetter
from tests.layout.documents import ENGINE, document, set_in_type

QUESTION = "کیا آپ کو مترجم کی ضرورت ہے؟ "


def of(pages: tuple[Page, ...], owner: str) -> list[TextItem]:
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    return [item for item in items if item.owner == owner]


@pytest.mark.parametrize("lang", ["ur", "en", "th"])
def test_lines_of_a_notice_stand_as_far_apart_as_its_own_language_asks(lang: str) -> None:
    """In whatever language the document is, and whatever notices stand above it in the same type."""
    notice = f'<p class="interpreter">L4</p><p id="notice" class="interpreter" lang="ur">{QUESTION * 12}</p>'
    pages = set_in_type(f'<section class="help"><h2>L4</h2>{notice}</section>', lang)
    bases = sorted({item.y for item in of(pages, "notice")}, reverse=True)
    assert len(bases) > 3
    found = [upper - lower for upper, lower in pairwise(bases)]
    assert found == pytest.approx([29.72] * len(found), abs=0.01)


@pytest.mark.parametrize(("lacking", "over"), [(-1.0, False), (0.4, False), (0.6, True), (3.0, True)])
def test_a_line_is_too_wide_if_it_lacks_more_than_half_a_point(lacking: float, over: bool) -> None:
    typesetter = Typesetter(ENGINE, document("<p>story</p>"), STANDARD)
    runs = (Run("020 7946 0112", atomic=True),)
    _, width = typesetter.width_of(runs, STANDARD.type.paragraph)
    box = typesetter.type_area.part(0.0, width - lacking)
    (strip,) = typesetter.set_runs(runs, "number", box, STANDARD.type.paragraph)
    assert strip.overfull is over


def test_words_start_at_the_side_of_their_box_whatever_the_direction_of_the_page() -> None:
    typesetter = Typesetter(ENGINE, document("<p>story</p>"), STANDARD)
    area = typesetter.type_area
    mirrored = Box(area.origin + area.width, 0.0, area.width, "rtl")
    for box, edge in ((area, area.origin), (mirrored, mirrored.origin)):
        (strip,) = typesetter.set_text("Words", "owner", box, STANDARD.type.paragraph)
        (item,) = strip.items
        assert isinstance(item, TextItem)
        assert edge == pytest.approx(item.x if box is area else item.x + item.fragment.width)


@pytest.mark.parametrize(
    ("lang", "before"), [("en", "Call the ward on "), ("ar", "اتصل بالجناح على "), ("en", "")]
)
def test_a_link_may_be_clicked_where_its_words_stand(lang: str, before: str) -> None:
    number = '<a href="tel:02079460112"><span dir="ltr">020 7946 0112</span></a>'
    pages = set_in_type(f'<section><h2>H</h2><p id="call">{before}{number}.</p></section>', lang)
    (area,) = [link for page in pages for link in page.links]
    (item,) = [item for item in of(pages, "call") if "7946" in "".join(w.text for w in item.fragment.words)]
    assert (area.x, area.x + area.width) == pytest.approx((item.x, item.x + item.fragment.width))
    # From below its commas to above its capitals, and not into the lines above and below.
    assert item.y - 6.0 < area.y <= item.y - item.fragment.below
    assert item.y + item.fragment.above <= area.y + area.height < item.y + 15.0
