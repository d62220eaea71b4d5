"""Approval belongs to words: what holds, what lapses, what is forged, what expires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflets.approval.changes import Block, compare, snapshot
from leaflets.approval.formats import read_signed, write_reviews, write_signed
from leaflets.approval.reviews import Approval, Reviews
from leaflets.approval.signatures import revoke, seal, sign
from leaflets.approval.standing import (
    Demands,
    WarningPositions,
    apply_standing,
    determine_standing,
    find_demands,
    standing_warnings,
)
from leaflets.content.reading import read
from leaflets.content.site import SignOff, Site
from leaflets.diagnostics import Position
from leaflets.document.digest import content_hash
from leaflets.document.nodes import Document, Node

TODAY = date(2026, 11, 23)
DUE = Position("data/procedures/vertebroplasty.yaml", 5)
BOTH = ("translator", "clinician")
SIGNED_BY_BOTH = Demands(BOTH, example=False, unfinished=False)


@pytest.fixture(scope="session")
def leaflet(document: Callable[..., Document]) -> Document:
    return document("vertebroplasty", "en")


def signed(leaflet: Document, *roles: str) -> Reviews:
    reviews = Reviews()
    for role in roles:
        reviews = sign(reviews, leaflet, role, f"A {role}", TODAY)  # type: ignore[arg-type]
    return reviews


def positions(reviews: Reviews) -> WarningPositions:
    """Say where the warnings of a record point to: its own lines, and the leaflet's review date."""
    return WarningPositions(read(write_reviews(reviews), "review.yaml", Reviews), "review.yaml", DUE)


def changed(document: Document, index: int, edit: Callable[[str], str]) -> Document:
    """Edit the words of the nth run of a document."""
    count = -1

    def walk(node: Node) -> Node:
        nonlocal count
        runs = []
        for run in node.runs:
            if node.style != "draft":
                count += 1
            runs.append(
                replace(run, text=edit(run.text)) if count == index and node.style != "draft" else run
            )
        return replace(node, runs=tuple(runs), children=tuple(walk(child) for child in node.children))

    return replace(document, root=walk(document.root))


def runs_of(document: Document) -> int:
    return sum(len(node.runs) for node in document.root.walk() if node.style != "draft")


def test_a_leaflet_is_final_when_all_roles_signed(leaflet: Document) -> None:
    found = determine_standing(signed(leaflet, *BOTH), leaflet, SIGNED_BY_BOTH, TODAY)
    assert found.is_final
    assert [entry.role for entry in found.valid] == ["clinician", "translator"]


@pytest.mark.parametrize(
    ("roles", "missing"),
    [
        ((), ("translator", "clinician")),
        (("translator",), ("clinician",)),
        (("clinician",), ("translator",)),
        (("second-translator", "clinician"), ("translator",)),
    ],
)
def test_a_leaflet_is_a_draft_while_a_role_is_missing(
    leaflet: Document, roles: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    found = determine_standing(signed(leaflet, *roles), leaflet, SIGNED_BY_BOTH, TODAY)
    assert not found.is_final
    assert found.missing == missing


def site(**changes: object) -> Site:
    """Make a hospital whose translations a clinician alone has to sign, as its sources."""
    given = {"source": ("clinician",), "translation": ("clinician", "second-translator")}
    return Site.model_construct(sign_off=SignOff.model_validate(given), example=False, **changes)


def test_the_source_and_its_translations_may_ask_for_other_roles() -> None:
    assert find_demands(site(), "en", machine_made=False, unfinished=False).roles == ("clinician",)
    assert find_demands(site(), "ar", machine_made=False, unfinished=False).roles == (
        "clinician",
        "second-translator",
    )


def test_machine_made_words_need_a_translator_whatever_the_site_demands(leaflet: Document) -> None:
    reviews = signed(leaflet, "clinician")
    by_hand, by_machine = (
        find_demands(site(), "en", machine_made=each, unfinished=False) for each in (False, True)
    )
    assert determine_standing(reviews, leaflet, by_hand, TODAY).is_final
    assert determine_standing(reviews, leaflet, by_machine, TODAY).missing == ("translator",)


@pytest.mark.parametrize(
    "demanded", [Demands(BOTH, example=True, unfinished=False), Demands(BOTH, example=False, unfinished=True)]
)
def test_words_of_an_example_or_of_a_translation_in_work_are_signed_and_yet_a_draft(
    leaflet: Document, demanded: Demands
) -> None:
    found = determine_standing(signed(leaflet, *BOTH), leaflet, demanded, TODAY)
    assert found.is_signed
    assert not found.is_final
    assert apply_standing(leaflet, found) is leaflet


def test_only_final_words_lose_the_draft_band(leaflet: Document) -> None:
    final, draft = (
        determine_standing(signed(leaflet, *roles), leaflet, SIGNED_BY_BOTH, TODAY) for roles in (BOTH, ())
    )
    assert apply_standing(leaflet, final) == leaflet.without_draft_band() != leaflet
    assert apply_standing(leaflet, draft) is leaflet


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_edit_of_any_word_voids_the_approval(leaflet: Document, data: st.DataObject) -> None:
    """Change one run of one block: exactly this leaflet's signatures lapse, and the change is shown."""
    index = data.draw(st.integers(0, runs_of(leaflet) - 1))
    new = data.draw(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=12))
    edited = changed(leaflet, index, lambda text: text + new)
    reviews = signed(leaflet, *BOTH)
    found = determine_standing(reviews, edited, SIGNED_BY_BOTH, TODAY)
    assert not found.is_final
    assert len(found.lapsed) == 2
    shown = compare(snapshot(leaflet), snapshot(edited))
    assert any(change.after.find(new) >= 0 for change in shown)
    # Nobody else's approval is touched.
    other = replace(edited, leaflet="another")
    assert (
        determine_standing(reviews, other, Demands((), example=False, unfinished=False), TODAY).lapsed == ()
    )
    # Taken back, the edit leaves the words as they were signed.
    assert determine_standing(reviews, leaflet, SIGNED_BY_BOTH, TODAY).is_final


def test_the_draft_band_and_the_look_are_not_signed(leaflet: Document) -> None:
    bare = leaflet.without_draft_band()
    assert bare.control.draft_band == ""
    assert all(node.style != "draft" for node in bare.root.walk())
    assert content_hash(bare) == content_hash(leaflet)

    def restyled(node: Node) -> Node:
        return replace(node, style="other", children=tuple(map(restyled, node.children)))

    assert content_hash(replace(bare, root=restyled(bare.root))) == content_hash(bare)


def test_an_entry_edited_by_hand_does_not_count(leaflet: Document) -> None:
    reviews = signed(leaflet, *BOTH)
    forged = reviews.approvals[0].model_copy(update={"reviewer": "Somebody Else"})
    tampered = reviews.model_copy(update={"approvals": (forged, reviews.approvals[1])})
    found = determine_standing(tampered, leaflet, SIGNED_BY_BOTH, TODAY)
    assert found.forged == (forged,)
    assert not found.is_final
    told = list(standing_warnings(found, leaflet, positions(tampered), TODAY))
    assert [(problem.code, str(problem.position)) for problem in told] == [
        ("forged-approval", "review.yaml:4")
    ]


def test_an_entry_edited_by_hand_keeps_words_a_draft_that_all_roles_signed(leaflet: Document) -> None:
    reviews = signed(leaflet, *BOTH, "second-translator")
    edited = reviews.approvals[1].model_copy(update={"reviewer": "Somebody Else"})
    tampered = reviews.model_copy(update={"approvals": (reviews.approvals[0], edited, reviews.approvals[2])})
    found = determine_standing(tampered, leaflet, SIGNED_BY_BOTH, TODAY)
    assert edited.role == "second-translator"
    assert found.missing == ()
    assert not found.is_signed


def test_an_entry_edited_by_hand_is_told_once_whatever_words_it_is_for(leaflet: Document) -> None:
    old = signed(leaflet, "clinician").approvals[0].model_copy(update={"hash": "0" * 64})
    tampered = Reviews(approvals=(old,))
    found = determine_standing(tampered, leaflet, SIGNED_BY_BOTH, TODAY)
    told = list(standing_warnings(found, leaflet, positions(tampered), TODAY))
    assert [problem.code for problem in told] == ["forged-approval"]


def test_a_hash_put_in_by_hand_does_not_count(leaflet: Document) -> None:
    """Nobody can carry an old signature over to new words by writing the new hash into it."""
    edited = changed(leaflet, 5, lambda text: text + " now")
    old = signed(leaflet, "clinician").approvals[0]
    carried = Reviews(approvals=(old.model_copy(update={"hash": content_hash(edited)}),))
    assert not determine_standing(
        carried, edited, Demands(("clinician",), example=False, unfinished=False), TODAY
    ).is_final


@pytest.mark.parametrize(
    ("days", "codes", "final"),
    [
        (61, [], True),
        (60, ["review-due"], True),
        (0, ["review-due"], True),
        (-1, ["expired"], False),
    ],
)
def test_a_leaflet_warns_sixty_days_ahead_and_expires(
    leaflet: Document, days: int, codes: list[str], final: bool
) -> None:
    today = leaflet.control.review - timedelta(days=days)
    found = determine_standing(signed(leaflet, *BOTH), leaflet, SIGNED_BY_BOTH, today)
    assert found.is_final is final
    told = list(standing_warnings(found, leaflet, positions(Reviews()), today))
    assert [problem.code for problem in told] == codes
    # The date stands in the leaflet's own file, whatever the language.
    assert all(problem.position == DUE for problem in told)


def test_signing_again_replaces_and_revoking_takes_back(leaflet: Document) -> None:
    reviews = sign(signed(leaflet, *BOTH), leaflet, "clinician", "Another", TODAY)
    assert [entry.reviewer for entry in reviews.approvals] == ["Another", "A translator"]
    assert [entry.role for entry in revoke(reviews, leaflet.leaflet, "clinician").approvals] == ["translator"]
    assert revoke(reviews, leaflet.leaflet).approvals == ()
    assert revoke(reviews, "another") == reviews


def test_the_record_survives_its_file(leaflet: Document) -> None:
    reviews = sign(
        signed(leaflet, "translator"), leaflet, "clinician", "Dr Amina Saleh, زيد", TODAY, "read: aloud"
    )
    assert read(write_reviews(reviews), "review.yaml", Reviews).value == reviews
    assert read(write_reviews(Reviews()), "review.yaml", Reviews).value == Reviews()
    words = snapshot(leaflet)
    assert read_signed(write_signed(words)) == words
    assert read_signed(b"{broken") == ()
    assert read_signed(b"[1]") == ()


def test_changes_are_told_block_by_block() -> None:
    before = (Block("a", "One."), Block("b", "Two."), Block("c", "Three."))
    after = (Block("a", "One."), Block("b", "Two, now."), Block("d", "Four."), Block("c", "Three."))
    found = [(change.id, change.before, change.after) for change in compare(before, after)]
    assert found == [("b", "Two.", "Two, now."), ("d", "", "Four.")]
    assert compare(before, before) == ()


def test_text_alternatives_and_document_control_are_among_the_signed_words(leaflet: Document) -> None:
    picture = replace(leaflet.root.children[0], id="picture", alt="A cut of 6 mm.")
    document = replace(
        leaflet,
        root=replace(leaflet.root, children=(picture,)),
        control=replace(leaflet.control, stamp="Version 1", page_pattern="Page {page}"),
    )
    assert snapshot(document)[-3:] == (
        Block("picture.alt", "A cut of 6 mm."),
        Block("footer", "Version 1"),
        Block("footer.pages", "Page {page}"),
    )


def test_words_that_recur_in_a_long_leaflet_are_no_change_between_two_changes() -> None:
    before = [Block(f"b{index}", f"Word {index}." if index % 2 else "Ask your team.") for index in range(300)]
    after = [*before[:149], Block("b149", "One."), before[150], Block("b151", "Two."), *before[152:]]
    found = [(change.before, change.after) for change in compare(before, after)]
    assert found == [("Word 149.", "One."), ("Word 151.", "Two.")]


def test_the_seal_of_an_entry_is_the_same_from_release_to_release() -> None:
    """If it changes, every signature of every hospital looks forged."""
    entry = Approval(
        leaflet="vertebroplasty", role="clinician", reviewer="Dr Ä", date=date(2026, 11, 23), version="1.0",
        hash="0" * 64, note=None, seal="0" * 64,
    )  # fmt: skip
    assert seal(entry) == "134ffd54d2e0b1655ea0689a441729b9639f79e4d37ede700ad11ae14bbfeac3"
