"""White space hangs over the end of a line (CSS Text 3, 4.1.3), whatever unseen stands behind it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflets.characters import is_ignorable
from leaflets.text.paragraph import Line, Span
from tests.text.setting import lay_out, texts

WORDS = {
    "en": "take abcdefgh", "de": "Bandscheibenvorfall", "ar": "نعم", "ur": "ہاں جی", "hi": "पीठ में",
    "th": "ปวดหลัง", "km": "ឈឺខ្នង", "zh-Hans": "腰背痛",
}  # fmt: skip
# A joiner that touches a letter may change its form: that is what it is for.
TAILS = st.text(
    "   \u2003\u3000\u200b\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c", min_size=1, max_size=5
).filter(
    lambda tail: tail.lstrip("\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff")[:1] not in ("\u200c", "\u200d")
)


def drawn(lines: tuple[Line, ...]) -> list[tuple[str, float]]:
    """What is seen of each line, and its width."""
    seen = ("".join(char for char in text if not is_ignorable(char)) for text in texts(lines))
    return [(text.rstrip(), line.width) for text, line in zip(seen, lines, strict=True)]


@pytest.mark.parametrize(
    "tail", [" \u200b", " \u2060", " \u200c", "\u200b \u200b", "\u3000\ufeff", " \u00ad", " \u200e"]
)
def test_a_blank_behind_a_word_takes_no_room(tail: str) -> None:
    (line,) = lay_out("en", f"ab{tail}", width=14.5)
    assert line.width == pytest.approx(14.11, abs=0.01)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(WORDS)), TAILS, st.floats(0.2, 2), st.booleans())
def test_what_is_not_seen_at_the_end_of_a_text_moves_nothing(
    tag: str, tail: str, share: float, bold: bool
) -> None:
    word = WORDS[tag]
    (whole,) = lay_out(tag, word)
    width = whole.width * share
    tailed = lay_out(tag, word, Span(tail, 12, 700 if bold else 400), width=width)
    bare = drawn(lay_out(tag, word, width=width))
    assert [text for text, _ in drawn(tailed)] == [text for text, _ in bare]
    assert [width for _, width in drawn(tailed)] == pytest.approx([width for _, width in bare])
