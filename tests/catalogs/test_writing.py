"""What is not changed in a catalog keeps its bytes, whatever they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.writing import with_changes
from tests.catalogs.samples import ES, po
from tests.workspaces import FIXED

MESSAGES = [
    '#. a note\nmsgctxt "a"\nmsgid "One"\nmsgstr "Uno"\n',
    '# by hand \n#, fuzzy\n#| msgid "Twoo"\nmsgid ""\n"Two"\nmsgstr "Dos" ""\n',
    '#~ msgid "Gone"\n#~ msgstr "Ido"\n',
    'msgid "three"\n# between\nmsgid_plural "threes"\nmsgstr[0] ""\nmsgstr[1] "tres"\n',
    '  msgid   "Four"   msgstr "cuatro"\n#~ msgid "Gone"\n#~ msgstr "Otra"\n',
]
GAPS = st.sampled_from(["\n", "\n\n\n", "", "# trailing\n", "\n#~\n"])
NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
LAYOUTS = st.tuples(
    st.permutations(MESSAGES), st.lists(GAPS, min_size=6, max_size=6), NEWLINES, st.booleans()
)


def laid_out(layout: tuple[list[str], list[str], str, bool]) -> bytes:
    messages, gaps, newline, has_end = layout
    text = po("".join(gap + each for gap, each in zip(gaps, messages, strict=False)) + gaps[-1]).decode()
    content = text if has_end else text.rstrip("\n")
    return content.replace("\n", newline).encode()


@given(LAYOUTS)
def test_without_changes_nothing_changes(layout: tuple[list[str], list[str], str, bool]) -> None:
    content = laid_out(layout)
    assert with_changes(content, read_po_file(content, "x.po", ES), {}) == content


@given(LAYOUTS, st.sampled_from(["One", "Two", "Four"]))
def test_a_change_is_all_that_changes(layout: tuple[list[str], list[str], str, bool], msgid: str) -> None:
    content = laid_out(layout)
    before = read_po_file(content, "x.po", ES)
    (message,) = (each for each in before.messages if each.msgid == msgid)
    new = replace(message, texts=("Otra cosa",), fuzzy=False, previous=None, translator_comments=("neu",))
    changed = with_changes(content, before, {message.key: new})
    after = read_po_file(changed, "x.po", ES)
    assert after.messages == tuple(new if each.msgid == msgid else each for each in before.messages)
    assert (after.obsolete, after.header, after.trailing) == (before.obsolete, before.header, before.trailing)
    others = [each.original.lines for each in before.messages if each.msgid != msgid and each.original]
    assert [each.original.lines for each in after.messages if each.msgid != msgid and each.original] == others


def test_a_real_catalog_is_changed_in_one_place() -> None:
    content = (FIXED / "locales" / "es" / "LC_MESSAGES" / "leaflets.po").read_bytes()
    before = read_po_file(content, "x.po", ES)
    message = before.messages[7]
    changed = with_changes(content, before, {message.key: replace(message, texts=("Otra cosa",))})
    old, new = content.decode().splitlines(), changed.decode().splitlines()
    assert [row for row in new if row not in old] == ['msgstr "Otra cosa"']


def test_a_charset_is_kept_and_a_letter_that_it_lacks_is_refused() -> None:
    text = po('msgid "One"\nmsgstr "Uno"\n\n# ñ\nmsgid "Two"\nmsgstr "dós"\n').decode()
    content = text.replace("charset=UTF-8", "charset=ISO-8859-1").encode("latin-1")
    before = read_po_file(content, "x.po", ES)
    message = before.messages[0]
    changed = with_changes(content, before, {message.key: replace(message, texts=("Año",))})
    assert changed == content.replace(b'msgstr "Uno"', 'msgstr "Año"'.encode("latin-1"))
    with pytest.raises(UnicodeEncodeError):
        with_changes(content, before, {message.key: replace(message, texts=("一",))})
