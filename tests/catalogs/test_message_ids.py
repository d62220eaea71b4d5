"""The ids of messages: the same for ever, one for each context and msgid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs import message_ids
from leaflets.catalogs.message_ids import by_id, id_collisions, message_id
from leaflets.catalogs.pot import extract_template
from leaflets.diagnostics import LeafletsError
from tests.catalogs.samples import wanted
from tests.workspaces import FIXED


def test_an_id_never_changes() -> None:
    # Pinned: ids stand in files that are with translators, and in records of back-translations.
    assert message_id(("", "")) == "e52d9c508c50"
    assert message_id(("heading", "Advantages")) == "53f0f0db34bb"


@given(st.tuples(st.text(), st.text()), st.tuples(st.text(), st.text()))
def test_context_and_msgid_are_told_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    joined = {"\x04".join(one), "\x04".join(other)}
    assert (message_id(one) == message_id(other)) == (len(joined) == 1)


def test_the_words_of_a_context_never_pass_for_those_of_a_message() -> None:
    assert message_id(("a", "b c")) != message_id(("a b", "c")) != message_id(("", "a b c"))


def test_two_messages_with_one_id_are_told(monkeypatch) -> None:
    messages = [wanted("a", "One"), wanted("b", "One"), wanted("a", "Two")]
    assert list(id_collisions(messages)) == []
    assert list(id_collisions([*messages, *messages])) == []
    assert [each.msgid for each in by_id(messages).values()] == ["One", "One", "Two"]
    monkeypatch.setattr(message_ids, "message_id", lambda key: key[1])
    assert [each.message for each in id_collisions(messages)] == ['"One" and "One" have the same id']
    monkeypatch.setattr(message_ids, "message_id", lambda _key: "a")
    with pytest.raises(LeafletsError, match="have the same id"):
        extract_template(FIXED)
