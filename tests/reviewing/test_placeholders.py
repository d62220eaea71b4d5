"""Values are read off a printed text and filled into another text of the same message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.document.nodes import Run
from leaflets.reviewing.blocks import NamedBlock
from leaflets.reviewing.placeholders import fill, holds, read_values


@pytest.mark.parametrize(
    ("message", "printed", "values"),
    [
        ("A cut of {size} is made.", "First. A cut of 6–8 mm is made. Then rest.", {"size": "6–8 mm"}),
        ("It lasts {time}", "It lasts about 1 to 2 months", {"time": "about 1 to 2 months"}),
        ("{a} and {b}, not {a}", "one and two, not one", {"a": "one", "b": "two"}),
        ("{a} and {a}", "one and two", {}),
        ("<strong>Only {n}</strong> people", "Only 5 people", {"n": "5"}),
        ("Say  it\nall {n}.", "Say it all 5.", {"n": "5"}),
        ("Is it (so)? {n}", "Is it (so)? 5", {"n": "5"}),
        ("Nothing to fill", "Nothing to fill", {}),
        ("Other words {n}", "Nothing to fill", {}),
        ("A {not a name} here", "A thing here", {}),
    ],
)
def test_values_stand_where_their_names_do(message: str, printed: str, values: dict[str, str]) -> None:
    assert read_values(message, printed) == values


def test_what_has_no_value_keeps_its_braces() -> None:
    assert fill("a <strong>{size}</strong> in {place}", {"size": "6 mm"}) == "a 6 mm in {place}"


def test_a_text_holds_its_message() -> None:
    assert holds("Department of Spine Surgery, Example Hospital", "Example Hospital")
    assert not holds("Department of Spine Surgery", "Example Hospital")


def test_a_value_at_the_start_of_a_message_does_not_reach_into_the_one_before() -> None:
    runs = (Run("It is safe. ", message=0), Run("6 mm", message=1), Run(" is the cut.", message=1))
    block = NamedBlock("p", "Paragraph", runs, messages=(0, 1))
    assert read_values("{size} is the cut.", block.text_of({1})) == {"size": "6 mm"}
    assert read_values("{size} is the cut.", block.text) == {"size": "It is safe. 6 mm"}
    assert block.text_of({7}) == block.text


words = st.text(alphabet="abc .,()?", min_size=1, max_size=8)


@given(before=words, after=words, value=st.from_regex(r"[0-9][0-9 ]{0,3}[0-9]", fullmatch=True))
def test_a_printed_message_gives_its_value_back(before: str, after: str, value: str) -> None:
    message = f"{before}{{n}}{after}"
    found = read_values(message, message.replace("{n}", value))
    assert "".join(found["n"].split()) == "".join(value.split())
