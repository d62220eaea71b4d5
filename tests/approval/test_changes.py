"""What has changed since words were signed; and a file of signed words that was edited is no witness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from leaflets.approval.changes import EditedError, Said, compare, list_said, read_words
from leaflets.document.digest import canonical_words
from leaflets.document.nodes import Document, Run


def said(*texts: str) -> list[Said]:
    return [Said(f"b{index}", text, text) for index, text in enumerate(texts)]


def changes(before: list[Said], after: list[Said]) -> list[tuple[str, str]]:
    return [(each.before, each.after) for each in compare(before, after)]


def test_changes_are_told_part_by_part() -> None:
    before, after = said("One.", "Two.", "Three."), said("One.", "Two, now.", "Four.", "Three.")
    assert changes(before, after) == [("Two.", "Two, now."), ("", "Four.")]
    assert changes(after, before) == [("Two, now.", "Two."), ("Four.", "")]
    assert compare(before, before) == ()


def test_words_that_recur_in_a_long_leaflet_are_no_change_between_two_changes() -> None:
    before = said(*(f"Word {index}." if index % 2 else "Ask your team." for index in range(300)))
    after = [*before[:149], *said("One."), before[150], *said("Two."), *before[152:]]
    assert changes(before, after) == [("Word 149.", "One."), ("Word 151.", "Two.")]


def test_a_change_that_no_word_shows_is_told_in_full() -> None:
    before, after = (
        [Said("a", "Ward", '{"words":["Ward"]}')],
        [Said("a", "Ward", '{"words":[["Ward","rtl",""]]}')],
    )
    assert changes(before, after) == [('{"words":["Ward"]}', '{"words":[["Ward","rtl",""]]}')]


@pytest.mark.parametrize("leaflet", ["vertebroplasty", "minimally-invasive-spine-surgery"])
def test_kept_words_are_read_as_the_document_says_them(
    document: Callable[..., Document], leaflet: str
) -> None:
    for language in ("en", "ar"):
        made = document(leaflet, language)
        words = canonical_words(made)
        kept = read_words(words, made.content_hash)
        assert compare(kept, list_said(made)) == ()
        assert [each.text for each in kept] == [each.text for each in list_said(made)]
        # git may have changed the line ends.
        assert read_words(words.replace(b"\n", b"\r\n"), made.content_hash) == kept


def test_everything_that_is_signed_is_shown(document: Callable[..., Document]) -> None:
    made = document("vertebroplasty", "en")
    label = replace(
        made.root.children[0], children=(), runs=(Run("Call", href="tel:1"),), id="call", label="•"
    )
    picture = replace(
        label, runs=(), label="", id="picture", alt="A cut of 6 mm.", dataset=(("low", "6"), ("high", "8"))
    )
    shown = list_said(replace(made, root=replace(made.root, children=(label, picture))))
    assert [(each.id, each.text) for each in shown[-2:]] == [
        ("call", "• Call <tel:1>"), ("picture", "A cut of 6 mm. low=6 high=8"),
    ]  # fmt: skip
    control = {each.id: each.text for each in shown if each.id.startswith("control.")}
    assert control["control.version"] == "1.0"
    assert control["control.review"] == "2999-11-23"
    assert "control.form" not in control


@pytest.mark.parametrize(
    "edit",
    [
        lambda words: words.replace(b"early", b"later"),
        lambda words: words + b"\n",
        lambda words: words[:0],
        lambda words: words[:-3],
        lambda words: b"\xff" + words,
    ],
)
def test_an_edited_file_of_signed_words_is_refused(document: Callable[..., Document], edit) -> None:
    made = document("vertebroplasty", "en")
    with pytest.raises(EditedError):
        read_words(edit(canonical_words(made)), made.content_hash)


@pytest.mark.parametrize("content", [b"[1]", b"{broken", b"[[]]", b'[{"words":1}]', b"7", b"[" * 100_000])
def test_what_is_no_file_of_words_is_refused_whatever_its_hash(content: bytes) -> None:
    with pytest.raises(EditedError, match="none that Leaflets writes"):
        read_words(content, sha256(content).hexdigest())
