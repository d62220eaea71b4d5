"""Who may sign: names that nobody can take for another, keys of accepted types, problems with their lines."""

from __future__ import annotations

from datetime import date

import pytest

from leaflets.content.person_names import fault_of, skeleton
from leaflets.content.reading import read
from leaflets.content.reviewers import Reviewers, find_ambiguities
from leaflets.diagnostics import LeafletsError
from tests.approval import keys
from tests.people import AMINA, NOOR, ZAID, reviewers_yaml

GOOD = [
    "Dr Amina Saleh", "Dr. med. Jörg O’Brien-Smith", "زيد بن علي", "山田 花子", "山田さくら", "김철수",
    "आमिना सालेह", "อามีนา", "Dr Иванов", "Ελένη Παππά", "Ngô Thị Ánh", "Amina Saleh, RN",
]  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_names_of_every_alphabet_are_names(name: str) -> None:
    assert fault_of(name) == ""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "is blank"),
        (" ", "is blank"),
        ("x" * 101, "longer than 100"),
        ("A\u030angstrom", "normal form C"),
        ("Amina\u202eSaleh", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("Amina\u200bSaleh", "U+200B ZERO WIDTH SPACE"),
        ("Amina\u00adSaleh", "U+00AD SOFT HYPHEN"),
        ("Amina\nSaleh", "U+000A"),
        ("Amina\x1b[31m", "U+001B"),
        ("Amina \U000f0000", "U+F0000"),
        ("Amina 2", "U+0032 DIGIT TWO"),
        ("<b>Amina</b>", "U+003C"),
        (" Amina", "spaces at an end"),
        ("Amina  Saleh", "two together"),
        ("Sаleh", "two scripts"),
        ("Dr Сара Smith", "only looks like Latin"),
        ("Dr ОООО", "only looks like Latin"),
    ],
)
def test_a_name_that_hides_or_imitates_is_refused(name: str, reason: str) -> None:
    assert reason in fault_of(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr Amina Saleh", "dr amina saleh"),
        ("Dr Amina Saleh", "Dr. Amina-Saleh"),
        ("Amina", "Аminа"),
        ("Сара", "Capa"),
        ("Ian", "lan"),
        ("Arnina", "Amina"),
        ("Zoë", "Zoe"),
        ("زینب", "زينب"),
        ("أحمد", "احمد"),
        ("علی", "على"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Amina Saleh", "Amira Saleh"), ("सीता", "सति"), ("อามีนา", "อามานา"), ("山田", "田山")]
)
def test_names_that_differ_have_skeletons_that_differ(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_list_of_reviewers_is_read() -> None:
    found = read(reviewers_yaml().encode(), "data/reviewers.yaml", Reviewers).value
    amina = found.find("amina-saleh")
    assert amina is not None
    assert (amina.name, amina.roles, amina.reads) == ("Dr Amina Saleh", ("clinician",), ("en", "es", "ar"))
    assert amina.keys[0].public.line == AMINA.key.line
    assert amina.keys[0].is_in_force(date(2026, 1, 1))
    assert amina.keys[0].is_in_force(date(2999, 12, 31))
    assert not amina.keys[0].is_in_force(date(2025, 12, 31))
    assert found.find("nobody") is None
    assert read(b"reviewers: []\n", "x", Reviewers).value == Reviewers()


def test_a_name_is_read_in_one_spelling() -> None:
    text = reviewers_yaml(AMINA.row()).replace("Dr Amina Saleh", '"A\u030asa  Saleh "')
    assert read(text.encode(), "x", Reviewers).value.reviewers[0].name == "Åsa Saleh"


KEY = AMINA.key.line
WRONG = [
    (KEY, "ssh-dss AAAA", 7, '"key" is of the type "ssh-dss"'),
    (KEY, keys.rsa_key(bits=2048).line, 7, '"key" has 2048 bits; RSA needs 3072'),
    (KEY, KEY[:-8], 7, '"key" is'),
    (KEY, "-----BEGIN OPENSSH PRIVATE KEY-----", 7, "belongs to its owner alone"),
    ("from: 2026-01-01", "from: 3000-01-01", 7, '"until" is before 3000-01-01'),
    ("from: 2026-01-01, ", "", 7, '"keys[1]" has no from'),
    ("until: 2999-12-31", "until: 2999-12-32", 7, "no date of the calendar"),
    ("roles: [clinician]", "roles: [nurse]", 4, "\"roles[1]\" should be 'translator'"),
    ("roles: [clinician]", "roles: []", 4, "needs at least one"),
    ("reads: [en, es, ar]", "reads: [english]", 5, '"reads[1]"'),
    ("name: Dr Amina Saleh", "name: 'Dr Amina\u202e Saleh'", 3, '"name" holds U+202E'),
    ("id: amina-saleh", "id: Amina", 2, '"id" is not written like that'),
    ("roles:", "rolls:", 4, 'did you mean "roles"'),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), WRONG)
def test_what_is_wrong_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    text = reviewers_yaml(AMINA.row())
    assert old in text
    with pytest.raises(LeafletsError) as refused:
        read(text.replace(old, new).encode(), "data/reviewers.yaml", Reviewers)
    told = [(each.position.line, str(each)) for each in refused.value.diagnostics]
    assert any(number == line and words in message for number, message in told), told
    assert all(each.hint for each in refused.value.diagnostics)


def test_whoever_could_be_two_people_is_told_each_with_a_line() -> None:
    twin = AMINA.row().replace("name: Dr Amina Saleh", "name: Dr Arnina Saleh")
    found = read(reviewers_yaml(AMINA.row(), ZAID.row(), twin).encode(), "data/reviewers.yaml", Reviewers)
    told = [(each.code, each.position.line, each.message) for each in find_ambiguities(found)]
    assert told == [
        ("shared-id", 14, 'the id "amina-saleh" is taken'),
        ("shared-name", 15, '"Dr Arnina Saleh" cannot be told from "Dr Amina Saleh"'),
        ("shared-key", 19, 'a key of "Dr Arnina Saleh" is listed already, for "Dr Amina Saleh"'),
    ]


def test_a_person_may_have_several_keys() -> None:
    row = NOOR.row(lines=[NOOR.key.line, keys.rsa_key().line, keys.hardware_ecdsa_key().line])
    found = read(reviewers_yaml(row).encode(), "data/reviewers.yaml", Reviewers)
    assert len(found.value.reviewers[0].keys) == 3
    assert list(find_ambiguities(found)) == []
