"""What a reader ought to give back: blocks with the lines and pages that they stand on, and numbers."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from leaflets.layout.compose import compose
from leaflets.layout.pages import TextItem
from tests.layout.documents import ENGINE, document
from tools.clients.blocks import Block, blocks, numbers

LONG = " ".join(["The surgeon makes a small cut and looks at the disc with a camera."] * 6)


def of(markup: str, lang: str = "en") -> dict[str, Block]:
    made = document(markup, lang)
    return {each.id: each for each in blocks(made, compose(made, ENGINE))}


def test_a_block_has_the_words_of_its_node_and_knows_where_lines_end() -> None:
    made = document(f"<p>{LONG}</p>", "en")
    pages = compose(made, ENGINE)
    found = next(each for each in blocks(made, pages) if each.text == LONG)
    (part,) = found.parts
    items = [each for each in pages[0].items if isinstance(each, TextItem) and each.owner == found.id]
    lines = ["".join(word.text for word in each.fragment.words) for each in items]
    assert len(lines) > 2
    cuts = [0, *sorted(part.ends), len(LONG)]
    assert [LONG[start:end].strip() for start, end in pairwise(cuts)] == [line.strip() for line in lines]


def test_a_script_without_spaces_ends_lines_between_letters() -> None:
    text = "手术过程中您会保持清醒医生会先给您注射局部麻醉药" * 6
    found = next(each for each in of(f"<p>{text}</p>", "zh-Hans").values() if each.text == text)
    assert found.parts[0].ends
    assert all(0 < end < len(text) for end in found.parts[0].ends)


def test_a_block_over_two_pages_has_two_parts() -> None:
    text = " ".join([LONG] * 12)
    (found,) = (each for each in of(f"<p>{text}</p>").values() if each.text == text)
    assert [part.page for part in found.parts] == [0, 1]
    assert found.parts[1].text.strip()


def test_words_that_stand_on_no_line_are_told() -> None:
    made = document("<p>Eat nothing.</p>", "en")
    pages = compose(made, ENGINE)
    fewer = tuple(
        replace(page, items=tuple(each for each in page.items if not _says(each, "nothing")))
        for page in pages
    )
    with pytest.raises(ValueError, match="Eat nothing"):
        blocks(made, fewer)


def _says(item: object, word: str) -> bool:
    return isinstance(item, TextItem) and any(word in each.text for each in item.fragment.words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 020 7946 0112 or 999.", ("020 7946 0112", "999")),
        ("+44\u00a020\u00a07946\u00a00112", ("+44\u00a020\u00a07946\u00a00112",)),
        ("6–8 mm, L4–L5, 6 mm", ("6–8", "L4–L5")),
        ("طول ٦–٨ مم و ۱۲٫۵", ("٦–٨", "۱۲٫۵")),
        ("6～8毫米; 6~8; 6 – 8", ("6～8", "6~8", "6 – 8")),
        ("12.5 % in 2026", ("12.5", "2026")),
        ("2 weeks", ()),
    ],
)
def test_numbers_that_can_fall_into_disorder(text: str, found: tuple[str, ...]) -> None:
    assert numbers(text) == found
