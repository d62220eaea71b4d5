"""Approval belongs to words: what is final, what lapses, what expires, who fills which role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.approval.demands import Demands, find_demands
from leaflets.approval.entries import Entry
from leaflets.approval.judging import Reason, Trust
from leaflets.approval.role_assignment import assign_roles
from leaflets.approval.standing import (
    Standing,
    Subject,
    apply_standing,
    determine_standing,
    judge_all,
    list_unrevoked,
)
from leaflets.approval.statements import Note, sha256
from leaflets.approval.telling import list_fields, list_signers, list_warnings, summarise
from leaflets.content.site import SignOff
from leaflets.diagnostics import Position
from leaflets.document.nodes import Document, Node
from tests import people
from tests.approval import keys
from tests.people import AMINA, ELLA, NOOR, ZAID, approve
from tests.workspaces import TODAY

DUE = Position("data/procedures/vertebroplasty.yaml", 5)
BOTH = Demands(("translator", "clinician"))
TRUST = Trust(people.reviewers(), TODAY)


@pytest.fixture(scope="session")
def leaflet(document: Callable[..., Document]) -> Document:
    return document("vertebroplasty", "en")


def stands(document: Document, *entries: Entry, demands: Demands = BOTH, trust: Trust = TRUST) -> Standing:
    return determine_standing(entries, Subject.of(document), demands, trust)


def told(standing: Standing, document: Document, today: date = TODAY) -> list[tuple[str, str]]:
    warnings = list_warnings(standing, document.control.review, DUE, today)
    return [(each.code, str(each.position)) for each in warnings]


def signed_by_both(document: Document) -> tuple[Entry, Entry]:
    return approve(document, ZAID, "translator"), approve(document, AMINA, "clinician")


def changed(document: Document, index: int, edit: Callable[[str], str]) -> Document:
    """Edit the words of the nth run of a document."""
    count = -1

    def walk(node: Node) -> Node:
        nonlocal count
        runs = []
        for run in node.runs:
            if node.style != "draft":
                count += 1
            is_meant = count == index and node.style != "draft"
            runs.append(replace(run, text=edit(run.text)) if is_meant else run)
        return replace(node, runs=tuple(runs), children=tuple(walk(child) for child in node.children))

    return replace(document, root=walk(document.root))


def test_a_leaflet_is_final_when_all_roles_signed(leaflet: Document) -> None:
    found = stands(leaflet, *signed_by_both(leaflet))
    assert found.is_final
    assert [(each.approval.role, each.approval.name) for each in found.valid] == [
        ("clinician", "Dr Amina Saleh"), ("translator", "Zaid Haddad"),
    ]  # fmt: skip
    names = "Dr Amina Saleh (clinician, 2026-11-24), Zaid Haddad (translator, 2026-11-24)"
    assert list_signers(found.valid) == names
    assert summarise(found) == f"final, signed by {names}"
    assert told(found, leaflet) == []
    assert dict(list_fields(found.valid[0])) == {
        "file": found.valid[0].entry.file, "leaflet": "vertebroplasty", "language": "en", "role": "clinician",
        "reviewer": "amina-saleh", "name": "Dr Amina Saleh", "date": "2026-11-24", "version": "1.0",
        "words": sha256(leaflet.content_hash), "structure": sha256(leaflet.structure_hash),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("signers", "missing"),
    [
        ((), ("translator", "clinician")),
        (((ZAID, "translator"),), ("clinician",)),
        (((AMINA, "clinician"),), ("translator",)),
        (((ZAID, "second-translator"), (AMINA, "clinician")), ("translator",)),
    ],
)
def test_a_leaflet_is_a_draft_while_a_role_is_missing(leaflet: Document, signers, missing) -> None:
    found = stands(leaflet, *(approve(leaflet, person, role) for person, role in signers))
    assert not found.is_final
    assert found.missing == missing
    assert summarise(found) == "draft: " + ", ".join(f"not signed by a {role}" for role in missing)


def test_the_source_and_its_translations_may_ask_for_other_roles() -> None:
    given = SignOff(source=("clinician",), translation=("clinician", "second-translator"))
    assert find_demands(given, "en").roles == ("clinician",)
    assert find_demands(given, "ar").roles == ("clinician", "second-translator")
    assert find_demands(given, "ar", machine_made=True).roles == (
        "clinician",
        "second-translator",
        "translator",
    )


@pytest.mark.parametrize("change", [{"example": True}, {"unfinished": True}])
def test_words_of_an_example_or_of_a_translation_in_work_are_signed_and_yet_a_draft(
    leaflet: Document, change: dict[str, bool]
) -> None:
    found = stands(leaflet, *signed_by_both(leaflet), demands=replace(BOTH, **change))
    assert found.is_signed
    assert not found.is_final
    assert apply_standing(leaflet, found) is leaflet


def test_only_final_words_lose_the_draft_band(leaflet: Document) -> None:
    final, draft = stands(leaflet, *signed_by_both(leaflet)), stands(leaflet)
    assert apply_standing(leaflet, final) == leaflet.without_draft_band() != leaflet
    assert apply_standing(leaflet, draft) is leaflet


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_edit_of_any_word_voids_the_approval(leaflet: Document, data: st.DataObject) -> None:
    """Change one run of one block: exactly this leaflet's approvals lapse."""
    runs = sum(len(node.runs) for node in leaflet.root.walk() if node.style != "draft")
    index = data.draw(st.integers(0, runs - 1))
    new = data.draw(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12))
    edited = changed(leaflet, index, lambda text: text + new)
    entries = signed_by_both(leaflet)
    found = stands(edited, *entries)
    assert not found.is_final
    assert {each.entry for each in found.lapsed} == set(entries)
    assert [code for code, _ in told(found, edited)] == ["lapsed-approval"] * 2
    # Nobody else's approval is touched.
    assert stands(replace(edited, leaflet="another"), *entries, demands=Demands(())).lapsed == ()
    # Taken back, the edit leaves the words as they were signed.
    assert stands(leaflet, *entries).is_final


def test_an_approval_of_earlier_words_is_history_once_the_role_has_signed_again(leaflet: Document) -> None:
    edited = changed(leaflet, 5, lambda text: text + " now")
    old = approve(leaflet, AMINA, "clinician"), approve(leaflet, AMINA, "clinician", note="first")
    found = stands(edited, *old, approve(edited, AMINA, "clinician"), demands=Demands(("clinician",)))
    assert found.is_final
    assert found.lapsed == ()
    # And of several earlier ones only the last is told.
    earlier = approve(leaflet, AMINA, "clinician", date=TODAY - timedelta(9))
    last = approve(changed(leaflet, 2, str.upper), AMINA, "clinician")
    assert [each.entry for each in stands(edited, last, earlier, demands=BOTH).lapsed] == [last]


def test_a_change_of_structure_is_told_and_voids_nothing(leaflet: Document) -> None:
    entry = approve(leaflet, AMINA, "clinician", structure=sha256("0" * 64))
    found = stands(leaflet, entry, approve(leaflet, ZAID, "translator"))
    assert found.is_final
    assert told(found, leaflet) == [("restructured", f"{entry.file}:10")]


@pytest.mark.parametrize(
    ("days", "codes", "final"),
    [(61, [], True), (60, ["review-due"], True), (0, ["review-due"], True), (-1, ["expired"], False)],
)
def test_a_leaflet_warns_sixty_days_ahead_and_expires(
    leaflet: Document, days: int, codes: list[str], final: bool
) -> None:
    today = leaflet.control.review - timedelta(days=days)
    found = stands(leaflet, *signed_by_both(leaflet), trust=replace(TRUST, today=today))
    assert found.is_final is final
    # The date stands in the leaflet's own file, whatever the language.
    assert told(found, leaflet, today) == [(code, str(DUE)) for code in codes]


@pytest.mark.parametrize(
    ("signers", "missing", "doubled"),
    [
        ([(NOOR, "translator"), (NOOR, "clinician")], ("clinician",), 1),
        ([(NOOR, "translator"), (NOOR, "clinician"), (AMINA, "clinician")], (), 1),
        ([(NOOR, "translator"), (NOOR, "clinician"), (ZAID, "translator")], (), 1),
        ([(NOOR, "clinician"), (ZAID, "translator")], (), 0),
    ],
)
def test_each_role_needs_a_person_of_its_own(leaflet: Document, signers, missing, doubled: int) -> None:
    entries = [approve(leaflet, person, role) for person, role in signers]
    found = stands(leaflet, *entries)
    assert found.missing == missing
    assert [each.flaw.reason for each in found.discounted] == [Reason.SAME_PERSON] * doubled
    # Unless the site says otherwise.
    free = stands(leaflet, *entries, demands=replace(BOTH, one_person=True))
    assert free.is_final
    assert free.discounted == ()


@given(st.lists(st.tuples(st.sampled_from("rst"), st.sampled_from("abc")), unique=True))
def test_as_many_roles_are_filled_as_can_be(pairs: Sequence[tuple[str, str]]) -> None:
    signers = {role: [person for other, person in pairs if other == role] for role in "rst"}
    found = assign_roles(signers)
    assert all(person in signers[role] for role, person in found.items())
    assert len(set(found.values())) == len(found)

    def most(roles: str, free: frozenset[str]) -> int:
        if not roles:
            return 0
        taken = [1 + most(roles[1:], free - {each}) for each in signers[roles[0]] if each in free]
        return max([most(roles[1:], free), *taken])

    assert len(found) == most("rst", frozenset("abc"))


def test_who_does_not_read_the_language_signs_for_its_back_translation(
    document: Callable[..., Document],
) -> None:
    leaflet, present = document("vertebroplasty", "es"), sha256("a" * 64)
    entry = approve(leaflet, ELLA, "clinician", back_translation=present)
    only = Demands(("clinician",))

    def with_back_translation(found: str | None) -> Trust:
        return replace(TRUST, back_translation=lambda *_: found)

    assert stands(leaflet, entry, demands=only, trust=with_back_translation(present)).is_final
    for other in (sha256("b" * 64), None):
        found = stands(leaflet, entry, demands=only, trust=with_back_translation(other))
        assert [each.flaw.reason for each in found.discounted] == [Reason.LANGUAGE_NOT_READ]
    # Who reads the language needs none.
    own = approve(leaflet, AMINA, "clinician")
    assert stands(leaflet, own, demands=only, trust=with_back_translation(None)).is_final


@pytest.mark.parametrize(
    ("reads", "language", "can"),
    [
        ("pt", "pt-BR", True),
        ("pt-BR", "pt", False),
        ("zh-Hans", "zh-Hant", False),
        ("en", "fr", False),
        ("en", "en", True),
    ],
)
def test_who_reads_a_language_reads_its_variants(reads: str, language: str, can: bool) -> None:
    row = replace(ELLA, reads=(reads,)).row()
    assert people.reviewers(row).reviewers[0].can_read(language) is can


def test_signing_twice_is_signing_once(leaflet: Document) -> None:
    entries = [approve(leaflet, AMINA, "clinician", note=note) for note in ("", "again")]
    found = stands(leaflet, *entries, approve(leaflet, ZAID, "translator"))
    assert found.is_final
    assert len(found.valid) == 2


def test_a_revocation_counts_if_its_key_does(leaflet: Document) -> None:
    entries = signed_by_both(leaflet)
    good, late, foreign = (
        people.revoke(entries[1], ZAID),
        people.revoke(entries[1], ZAID, date=date(2025, 1, 1)),
        people.signed(people.revoke(entries[1], ZAID).statement, keys.ed25519_key()),
    )
    assert stands(leaflet, *entries, good).missing == ("clinician",)
    for each, reason in ((late, Reason.KEY_NOT_IN_FORCE), (foreign, Reason.FOREIGN_KEY)):
        found = stands(leaflet, *entries, each)
        assert found.is_final
        assert [(flawed.entry, flawed.flaw.reason) for flawed in found.discounted] == [(each, reason)]
    assert list_unrevoked((*entries, good), "vertebroplasty", TRUST)[0].entry == entries[0]
    assert len(list_unrevoked((*entries, late), "vertebroplasty", TRUST)) == 2


def test_a_revocation_holds_when_its_signer_has_a_new_name_and_is_told_by_that(leaflet: Document) -> None:
    entries = signed_by_both(leaflet)
    married = replace(
        TRUST, reviewers=people.reviewers(AMINA.row(), replace(ZAID, name="Zaid Mansour").row())
    )
    found = stands(leaflet, *entries, people.revoke(entries[1], ZAID), trust=married)
    assert found.missing == ("translator", "clinician")
    reasons = {each.flaw.reason: each.flaw.message for each in found.discounted}
    assert set(reasons) == {Reason.OTHER_NAME, Reason.REVOKED}
    assert reasons[Reason.REVOKED].startswith("Zaid Mansour revoked it on 2026-11-24")


def test_after_a_revocation_the_role_can_sign_again(leaflet: Document) -> None:
    entries = signed_by_both(leaflet)
    again = approve(leaflet, AMINA, "clinician", note="compared with the new dose")
    found = stands(leaflet, *entries, people.revoke(entries[1], AMINA), again)
    assert found.is_final
    assert again in [each.entry for each in found.valid]
    assert found.discounted == ()


def test_all_files_can_be_judged_whichever_words_they_are_for(leaflet: Document) -> None:
    old = approve(changed(leaflet, 3, str.upper), AMINA, "clinician", name="Dr A")
    entries = (*signed_by_both(leaflet), old)
    assert [(each.entry, each.flaw.reason) for each in judge_all(entries, "en", TRUST)] == [
        (old, Reason.OTHER_NAME)
    ]


def test_a_note_makes_nothing_final_and_is_shown(leaflet: Document) -> None:
    note = Note(
        "vertebroplasty", "en", "clinician", "Dr Amina Saleh", TODAY, "1.0", sha256(leaflet.content_hash)
    )
    found = stands(leaflet, people.make_entry("en", note), approve(leaflet, ZAID, "translator"))
    assert found.missing == ("clinician",)
    assert found.notes == (note,)
