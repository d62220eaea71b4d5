"""``leaflets catalog stats``: the words that an offer is made of."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import astuple

from leaflets.catalogs.reading import read_po_file
from leaflets.catalogs.stats import Words, stats, total
from tests.catalogs.samples import ES, po

MESSAGES = """\
msgctxt "a"
msgid "One two three"
msgstr "Uno"

# origin: machine
msgctxt "b"
msgid "One two"
msgstr "Uno dos"

#, fuzzy
msgctxt "c"
msgid "Four five six seven"
msgstr "x"

msgctxt "d"
msgid "One two three"
msgstr ""

msgctxt "e"
msgid "New {n} words of five"
msgstr ""

msgctxt "f"
msgid "New {n} words of five"
msgstr ""
"""


def test_each_word_is_counted_once_as_the_work_that_it_is() -> None:
    found = stats(read_po_file(po(MESSAGES), "x.po", ES))
    assert found.words == Words(translated=3, machine=2, fuzzy=4, repeated=3 + 5, new=5)
    assert (found.words.total, found.share) == (22, 5 / 22)
    assert (found.messages, found.translated, found.fuzzy, found.missing) == (6, 2, 1, 3)


def test_all_together_are_the_sum() -> None:
    one = stats(read_po_file(po(MESSAGES), "x.po", ES))
    both = total([one, one])
    assert astuple(both.words) == tuple(2 * each for each in astuple(one.words))
    assert (both.messages, both.missing, both.share) == (12, 6, one.share)
    assert total([]).share == 1.0


def test_the_same_figures_for_people_programs_and_spreadsheets(run, spoil) -> None:
    spoil("locales/es/LC_MESSAGES/leaflets.po", 'msgstr "Ventajas"', 'msgstr ""')
    text = run("catalog", "stats", "--language", "es", "--language", "ar").stdout
    assert "words: 1 new, 0 repeated, 0 fuzzy, " in text
    found = json.loads(
        run("catalog", "stats", "--language", "es", "--language", "ar", "--format", "json").stdout
    )
    spanish, arabic = found["catalogs"]
    assert (spanish["language"], spanish["missing"], spanish["words"]["new"]) == ("es", 1, 1)
    assert found["total"]["words"]["machine"] == spanish["words"]["machine"] + arabic["words"]["machine"]
    table = run("catalog", "stats", "--language", "es", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["language"] for row in rows] == ["es", "total"]
    assert rows[0]["words new"] == rows[1]["words new"] == "1"
    assert int(rows[0]["words total"]) == spanish["words"]["total"]


def test_a_broken_catalog_is_told_beside_the_figures_of_the_others(run, spoil) -> None:
    spoil("locales/es/LC_MESSAGES/leaflets.po", 'msgstr "Ventajas"', 'msgstr "Ventajas')
    for form in ("text", "json", "csv"):
        result = run("catalog", "stats", "--format", form)
        assert result.exit_code == 1
        assert "the catalog is broken" in result.stderr
        assert "ar" in result.stdout
