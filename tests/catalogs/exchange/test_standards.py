"""What we write is what the standards allow.

By grammars (RELAX NG) of the parts that we use, and by rules that no grammar can say.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from leaflets.catalogs.exchange.formats import FORMATS
from leaflets.catalogs.exchange.units import ExchangeUnit, segments_of
from tests.catalogs.exchange.samples import units

GRAMMARS = Path(__file__).parents[2] / "data" / "exchange"
NAMES = {"xliff": "xliff-1.2", "xliff2": "xliff-2.1", "tmx": "tmx-1.4"}
MANY = st.lists(units(finished=True) | units(), min_size=1, max_size=3, unique_by=lambda unit: unit.id)


def written(name: str, given_units: list[ExchangeUnit]) -> etree._Element:
    segments = [segment for unit in given_units for segment in segments_of(unit)]
    content = FORMATS[name].write(segments, "zh-Hans", "en", "locales/zh_Hans/LC_MESSAGES/leaflets.po")
    return etree.fromstring(content)


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_every_file_matches_its_grammar(name: str, data: st.DataObject) -> None:
    grammar = etree.RelaxNG(etree.parse(GRAMMARS / f"{NAMES[name]}.rng"))
    grammar.assertValid(written(name, data.draw(MANY)))


@pytest.mark.parametrize("name", NAMES)
def test_a_grammar_finds_what_is_not_allowed(name: str) -> None:
    grammar = etree.RelaxNG(etree.parse(GRAMMARS / f"{NAMES[name]}.rng"))
    root = written(name, [ExchangeUnit("0" * 12, "a {b}", targets=("c",))])
    assert grammar.validate(root)
    for element in list(root.iter()):
        element.set("what", "ever")
        assert not grammar.validate(root), element
        del element.attrib["what"]


@given(MANY)
def test_ids_are_unique_and_codes_correspond(given_units: list[ExchangeUnit]) -> None:
    for name in ("xliff", "xliff2"):
        root = written(name, given_units)
        found = [each for each in root.iter() if local(each) in ("trans-unit", "unit", "group")]
        ids = [each.get("id") for each in found]
        assert len(ids) == len(set(ids))
        for unit in (each for each in found if local(each) != "group"):
            _check_codes(unit)


def _check_codes(unit: etree._Element) -> None:
    """Check that an end has the id of its start (1.2), and that no other code of a text has it (1.2, 2.1)."""
    data = {each.get("id") for each in unit.iter() if local(each) == "data"}
    for text in (each for each in unit.iter() if local(each) in ("source", "target")):
        codes = list(text.iterdescendants())
        own = [each.get("id") for each in codes if local(each) != "ept"]
        assert len(own) == len(set(own))
        starts, ends = (
            sorted(each.get("id") for each in codes if local(each) == end) for end in ("bpt", "ept")
        )
        assert starts == ends
        references = {value for each in codes for key, value in each.attrib.items() if "dataRef" in key}
        assert references <= data
