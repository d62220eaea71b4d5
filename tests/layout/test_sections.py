"""Sections stand where their class says, and what belongs together stays together."""

from __future__ import annotations

import pytest

from leaflets.layout.editions import STANDARD
from leaflets.layout.pages import Page, TextItem
from leaflets.layout.sections import story
from leaflets.layout.strips import Piece, Strip
from leaflets.layout.typesetter import Typesetter
from tests.layout.documents import ENGINE, document, items_of, set_in_type

PART = "<section><h2>{0}</h2><p>{1}</p></section>"


def pieces_of(blocks: str) -> list[Piece]:
    return story(Typesetter(ENGINE, document(blocks), STANDARD))


def owned(pieces: list[Piece], owner: str) -> list[Strip]:
    return [each for each in pieces if isinstance(each, Strip) and any(i.owner == owner for i in each.items)]


def left_of(pages: tuple[Page, ...], owner: str) -> float:
    return min(item.x for item in items_of(pages, TextItem, owner))


def baseline_of(pages: tuple[Page, ...], owner: str) -> float:
    return max(item.y for item in items_of(pages, TextItem, owner))


def test_headings_questions_and_lines_stay_with_what_follows_them() -> None:
    pieces = pieces_of(
        '<section class="wide"><h2>Wide</h2><p>a</p></section>'
        '<section><p class="ask">What?</p><hr data-lines="3"/></section>'
        "<section><div><h3>Below</h3><p>b</p></div></section>"
    )
    for owner in ("article.2.1", "article.3.1", "article.4.1.1"):
        assert [strip.keep_with_next for strip in owned(pieces, owner)] == [True], owner
    ruled = [each for each in pieces if isinstance(each, Strip) and not each.lines and len(each.items) == 1]
    assert [strip.keep_with_next for strip in ruled] == [True, True, False]


def test_a_heading_hangs_beside_its_text_on_one_baseline() -> None:
    pages = set_in_type(PART.format("Heading", "Words"))
    geometry = STANDARD.geometry
    assert left_of(pages, "article.2.1") == geometry.side
    assert left_of(pages, "article.2.2") == geometry.side + geometry.body_start
    assert baseline_of(pages, "article.2.1") == pytest.approx(baseline_of(pages, "article.2.2"))


def test_gaps_are_those_of_the_edition() -> None:
    pages = set_in_type(
        "<section><h2>a</h2><p>one</p><p>two</p><ul><li><p>b</p></li><li><p>c</p></li></ul></section>"
        "<section><p>three</p></section>"  # a heading is larger, and lowers its text to its own baseline
    )
    pitch = 12.0 * 1.3  # of Latin text, at the least leading that is clear print
    gaps = STANDARD.gaps
    first, second = baseline_of(pages, "article.2.2"), baseline_of(pages, "article.2.3")
    assert first - second == pytest.approx(pitch + gaps.block)
    one, other = (baseline_of(pages, f"article.2.4.{n}.1") for n in (1, 2))
    assert second - one == pytest.approx(pitch + gaps.block)
    assert one - other == pytest.approx(pitch + gaps.item)
    assert other - baseline_of(pages, "article.3.1") == pytest.approx(pitch + gaps.section)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_advantages_and_limitations_are_of_equal_width_side_by_side(lang: str) -> None:
    words = "Words that take several lines of a column. " * 3
    balance = f'<div class="balance">{PART.format("A", words)}{PART.format("B", words)}</div>'
    pages = set_in_type(balance, lang)
    one, other = (items_of(pages, TextItem, f"article.2.{n}.2") for n in (1, 2))
    assert [item.y for item in one] == [item.y for item in other]
    moved = {round(b.x - a.x, 6) for a, b in zip(one, other, strict=True)}
    gutter = 20.0
    assert moved == {round((1 if lang == "en" else -1) * (STANDARD.geometry.measure + gutter) / 2, 6)}


def test_advantages_or_limitations_that_take_half_a_page_stand_one_below_the_other() -> None:
    long = "Words of it. " * 150
    balance = f'<div class="balance">{PART.format("A", long)}{PART.format("B", "b")}</div>'
    pages = set_in_type(balance)
    assert left_of(pages, "article.2.1.2") == left_of(pages, "article.2.2.2")


@pytest.mark.parametrize(("count", "rows"), [(3, [3]), (4, [4]), (5, [3, 2]), (7, [4, 3])])
def test_at_most_four_key_facts_are_side_by_side(count: int, rows: list[int]) -> None:
    facts = "".join(f"<div><dt>Label {n}</dt><dd>Value</dd></div>" for n in range(count))
    pages = set_in_type(f'<section class="facts"><h2>In short</h2><dl>{facts}</dl></section>')
    lines: dict[float, int] = {}
    for item in items_of(pages, TextItem):
        if item.fragment.words[0].text.strip() == "Value":
            lines[round(item.y, 3)] = lines.get(round(item.y, 3), 0) + 1
    assert [lines[y] for y in sorted(lines, reverse=True)] == rows
