"""Messages that moved, changed or came back: a translation is carried over, or waits for a person."""

from __future__ import annotations

from leaflets.catalogs.po import Previous
from leaflets.catalogs.update import update
from tests.catalogs.samples import ES, HOUSE, po, updated, wanted


def test_a_message_that_only_moved_is_carried_over() -> None:
    old = HOUSE.replace("#. a note", "# a remark\n# leaflets: ignore unit: none\n#, no-wrap")
    po_file = updated(po(old), wanted("new: title", "Two words"))
    (moved,) = po_file.messages
    assert (moved.key, moved.texts, moved.fuzzy) == (("new: title", "Two words"), ("Dos palabras",), False)
    assert (moved.translator_comments, moved.flags) == (
        ("a remark", "leaflets: ignore unit: none"),
        ("no-wrap",),
    )
    assert (moved.previous, po_file.obsolete) == (None, ())


def test_a_whole_leaflet_that_is_renamed_loses_nothing() -> None:
    names = [f"Sentence {letter} of a leaflet" for letter in "abcdefghijklmnopqrst"]
    old = "".join(f'msgctxt "old: {n}"\nmsgid "{n}"\nmsgstr "Frase {n[9]}"\n\n' for n in names)
    found = updated(po(old), *(wanted(f"new: {name}", name) for name in names))
    assert [each.texts for each in found.messages] == [(f"Frase {name[9]}",) for name in names]
    assert not any(each.fuzzy for each in found.messages)
    assert found.obsolete == ()


def test_a_message_that_moved_is_fuzzy_where_its_place_may_matter() -> None:
    two = HOUSE + '\nmsgctxt "other"\nmsgid "Two words"\nmsgstr "Un par de palabras"\n'
    # Two translations of one source: a person has to choose.
    (moved,) = updated(po(two), wanted("new", "Two words")).messages
    assert (moved.fuzzy, moved.texts) == (True, ("Dos palabras",))
    assert moved.previous == Previous("old: title", "Two words")
    # The old place is still there.
    stays, copy = updated(po(HOUSE), wanted("old: title", "Two words"), wanted("new", "Two words")).messages
    assert (stays.fuzzy, copy.fuzzy, copy.translator_comments) == (False, True, ())
    # What a person remarked belongs to the old place as long as it is there.
    remarked = po(f"# leaflets: ignore unit: none\n{HOUSE}")
    stays, copy = updated(remarked, wanted("old: title", "Two words"), wanted("new", "Two words")).messages
    assert (stays.translator_comments, copy.translator_comments) == (("leaflets: ignore unit: none",), ())
    # One old place, two new ones: only one of them can be it.
    one, other = updated(po(HOUSE), wanted("b", "Two words"), wanted("c", "Two words")).messages
    assert (one.fuzzy, other.fuzzy) == (False, True)
    # Another plural, or a fuzzy one, is not the same.
    (plural,) = updated(po(HOUSE), wanted("new", "Two words", "More words")).messages
    assert (plural.fuzzy, plural.texts) == (True, ("Dos palabras", ""))
    (fuzzy,) = updated(po(f"#, fuzzy\n{HOUSE}"), wanted("new", "Two words")).messages
    assert fuzzy.fuzzy


def test_a_fuzzy_message_that_moved_stays_fuzzy_beside_a_finished_one() -> None:
    gone = '#, fuzzy\nmsgctxt "gone"\nmsgid "Two words"\nmsgstr "Dos cosas"\n\n'
    stays, new = updated(
        po(gone + HOUSE), wanted("old: title", "Two words"), wanted("new", "Two words")
    ).messages
    assert (stays.texts, stays.fuzzy, new.fuzzy) == (("Dos palabras",), False, True)
    # If both lost their place, the finished one is taken.
    (new,) = updated(po(gone + HOUSE), wanted("new", "Two words")).messages
    assert (new.texts, new.fuzzy) == (("Dos palabras",), False)


def test_a_fuzzy_message_that_changes_again_keeps_the_source_it_was_made_for() -> None:
    first = updated(po(HOUSE), wanted("old: title", "Two longer words"))
    (once,) = first.messages
    assert (once.fuzzy, once.previous) == (True, Previous("old: title", "Two words"))
    content = update(po(HOUSE), (wanted("old: title", "Two longer words"),), "x.po", ES)
    (twice,) = updated(content, wanted("old: title", "Two much longer words")).messages
    assert twice.previous == Previous("old: title", "Two words")
    assert b'#| msgctxt "old: title"\n#| msgid "Two words"\nmsgctxt' in content


def test_a_fuzzy_message_that_is_no_longer_needed_keeps_the_source_it_was_made_for() -> None:
    fuzzy = update(po(HOUSE), (wanted("old: title", "Two longer words"),), "x.po", ES)
    content = update(fuzzy, (wanted("x", "Something else entirely"),), "x.po", ES)
    assert b'#, fuzzy\n#~| msgctxt "old: title"\n#~| msgid "Two words"\n#~ msgctxt' in content
    (gone,) = updated(content, wanted("x", "Something else entirely")).obsolete
    assert (gone.fuzzy, gone.previous) == (True, Previous("old: title", "Two words"))


def test_another_plural_makes_a_message_fuzzy() -> None:
    (message,) = updated(po(HOUSE), wanted("old: title", "Two words", "{n} words")).messages
    assert (message.fuzzy, message.texts) == (True, ("Dos palabras", ""))
    assert message.previous == Previous("old: title", "Two words")


def test_an_obsolete_message_that_comes_back_is_revived() -> None:
    gone = update(po(HOUSE), (wanted("x", "Something else entirely"),), "x.po", ES)
    assert b'#~ msgid "Two words"' in gone
    found = updated(gone, wanted("old: title", "Two words"))
    assert [(each.texts, each.fuzzy) for each in found.messages] == [(("Dos palabras",), False)]
    assert found.obsolete == ()


def test_what_an_old_version_left_twice_is_mended() -> None:
    obsolete = HOUSE.replace("#. a note\n#: data/a.yaml:3\n", "").replace("msg", "#~ msg")
    empty = HOUSE.replace("Dos palabras", "")
    (revived,) = updated(po(f"{empty}\n{obsolete}"), wanted("old: title", "Two words")).messages
    assert revived.texts == ("Dos palabras",)
    other = obsolete.replace("Dos", "2")
    found = updated(po(f"{HOUSE}\n{other}\n{obsolete}"), wanted("old: title", "Two words"))
    assert found.messages[0].translator_comments == ("earlier translation: 2 palabras",)
    assert found.obsolete == ()
    gone = updated(po(f"{HOUSE}\n{other}"), wanted("x", "Something else entirely"))
    assert [each.texts for each in gone.obsolete] == [("Dos palabras",)]
    assert gone.obsolete[0].translator_comments == ("earlier translation: 2 palabras",)
