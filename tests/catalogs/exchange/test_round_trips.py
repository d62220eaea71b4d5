"""Whatever a catalog holds comes back from every format as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.exchange.formats import FORMATS, read_document
from leaflets.catalogs.exchange.inline import Code, divide, join
from leaflets.catalogs.exchange.joining import join_segments
from leaflets.catalogs.exchange.units import ExchangeUnit, segments_of
from tests.catalogs.exchange.samples import TEXTS, units

WAYS_BACK = [name for name, each in FORMATS.items() if not each.is_memory]


def there_and_back(name: str, given_units: list[ExchangeUnit]) -> list[ExchangeUnit]:
    segments = [segment for unit in given_units for segment in segments_of(unit)]
    content = FORMATS[name].write(segments, "ar", "en", "locales/ar/LC_MESSAGES/leaflets.po")
    assert FORMATS[name].write(segments, "ar", "en", "locales/ar/LC_MESSAGES/leaflets.po") == content
    document, problems = read_document(content, "file")
    assert problems == ()
    if not given_units:
        return []
    (file,) = document.files
    assert file.language == "ar"
    found, problems = join_segments(file.segments, "file")
    assert problems == ()
    return list(found)


def distinct(found: st.SearchStrategy[ExchangeUnit]) -> st.SearchStrategy[list[ExchangeUnit]]:
    return st.lists(found, max_size=3, unique_by=lambda unit: unit.id)


@pytest.mark.parametrize("name", WAYS_BACK)
@given(data=st.data())
def test_units_come_back_as_they_were(name: str, data: st.DataObject) -> None:
    given_units = data.draw(distinct(units()))
    assert there_and_back(name, given_units) == given_units


@given(distinct(units(finished=True)))
def test_a_memory_holds_finished_units_whole(given_units: list[ExchangeUnit]) -> None:
    assert there_and_back("tmx", given_units) == given_units


@given(TEXTS, TEXTS)
def test_a_text_is_its_pieces_and_codes_are_numbered_as_in_the_source(text: str, source: str) -> None:
    pieces = divide(text, source)
    assert join(pieces) == text
    codes = [piece for piece in pieces if isinstance(piece, Code)]
    # No two codes have one number, but for the ends of a pair.
    numbers = [code.number for code in codes if code.kind != "end" or code.alone]
    assert len(numbers) == len(set(numbers))
    if text == source:
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_code_has_one_number_in_source_and_target() -> None:
    source = divide("{low} to {high}, <strong>not</strong> {low}")
    target = divide("{high}<strong>x</strong>{low}{new}{low}", "{low} to {high}, <strong>not</strong> {low}")
    assert [(each.text, each.number) for each in source if isinstance(each, Code)] == [
        ("{low}", 1), ("{high}", 2), ("<strong>", 3), ("</strong>", 3), ("{low}", 4),
    ]  # fmt: skip
    assert [(each.text, each.number) for each in target if isinstance(each, Code)] == [
        ("{high}", 2), ("<strong>", 3), ("</strong>", 3), ("{low}", 1), ("{new}", 5), ("{low}", 4),
    ]  # fmt: skip
