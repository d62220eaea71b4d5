from __future__ import annotations

import pytest

from leaflets.content.leaflets import Leaflet
from leaflets.content.model import placeholders, translated_texts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        ("a", ()),
        ("{a}", ("a",)),
        ("{a} {b} {a}", ("a", "b", "a")),
        ("{}", ("",)),
        ("{{a}}", ("a",)),
    ],
)
def test_placeholders_are_the_names_in_braces(text: str, names: tuple[str, ...]) -> None:
    assert placeholders(text) == names


def test_translated_texts_are_every_sentence_that_a_patient_reads(session) -> None:
    library = session.library
    for owner, found in library.files():
        for text in translated_texts(found.value, owner):
            assert text.context.startswith(f"{owner}:")
            assert text.text == " ".join(text.text.split())
            assert found.position(text.path).line > 0


def test_contexts_tell_two_places_of_one_sentence_apart(session) -> None:
    library = session.library
    found = library.leaflets["spinal-endoscopy"]
    contexts = {text.context for text in translated_texts(found.value, "spinal-endoscopy")}
    assert {"spinal-endoscopy: title", "spinal-endoscopy: about", "spinal-endoscopy: advantages"} <= contexts
    questions = {text.context for text in translated_texts(library.questions.value, "questions")}
    assert "questions: incision question" in questions


def test_identity_units_and_sources_are_not_translated(session) -> None:
    found = session.library.leaflets["spinal-endoscopy"].value
    texts = {text.text for text in translated_texts(found, "x")}
    assert isinstance(found, Leaflet)
    assert not texts & {"spinal-endoscopy", "millimeter", "local", "endoscopy.incision", "1.0"}
