"""Where words are divided with a hyphen: in running text, elsewhere only if a word would not fit."""

from __future__ import annotations

import pytest

from leaflets.layout.pages import TextItem
from tests.layout.documents import set_in_type

# Words of which a hyphen would save half a line each.
WORDS = "am Bandscheibenvorfall und Wirbelsäulenoperation mit Krankenhausaufenthalt im Operationssaal " * 3
WIDE = "Wirbelkörperaufrichtungsoperationsvorbereitungsgespräch"
TABLE = (
    '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
    '<tbody><tr><th scope="row">c</th><td>{}</td></tr></tbody></table>'
)
FIGURE = (
    '<figure class="true-size" data-low="6" data-high="8"><alt>x</alt><caption>c</caption>'
    '<label class="low">6 mm</label><label class="high">8 mm</label><label class="check">{}</label></figure>'
)
LADDER = (
    '<figure class="ladder"><alt>x</alt><caption>{}</caption><label class="low">a</label>'
    '<label class="step">one</label><label class="step">two</label><label class="high">b</label></figure>'
)
FACTS = '<section class="facts"><h2>F</h2><dl><div><dt>{}</dt><dd>b</dd></div></dl></section>'


def hyphens(blocks: str) -> int:
    items = [item for page in set_in_type(blocks, "de") for item in page.items]
    return sum(isinstance(item, TextItem) and item.hyphen for item in items)


def test_running_text_is_divided() -> None:
    assert hyphens(f"<section><h2>H</h2><p>{WORDS}</p></section>")


@pytest.mark.parametrize("place", [TABLE, FIGURE, LADDER, FACTS, "<p>x</p><h2>{}</h2><p>y</p>"])
def test_cells_labels_captions_and_headings_are_not(place: str) -> None:
    assert not hyphens(place.format(WORDS))


def test_a_word_that_would_not_fit_its_cell_is() -> None:
    cells = "".join(f"<td>{WIDE}</td>" for _ in range(3))
    assert hyphens(f"<table><tbody><tr><th scope='row'>c</th>{cells}</tr></tbody></table>")
