from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.build import Job
from leaflets.diagnostics import Position
from leaflets.document.digest import content_hash
from leaflets.document.localise import localise
from leaflets.document.nodes import Document, Message, Node, Run
from tests.layout.documents import document as document_of


def changed(node: Node, number: int, edit) -> Node:
    """Copy the tree with its ``number``th node edited, in reading order."""
    left = [number]

    def visit(each: Node) -> Node:
        left[0] -= 1
        if left[0] == -1:
            return edit(each)
        return replace(each, children=tuple(map(visit, each.children)))

    return visit(node)


def with_root(document: Document, root: Node) -> Document:
    return replace(document, root=root)


def nodes(document: Document, wanted) -> list[int]:
    return [
        index for index, node in enumerate(document.root.walk()) if wanted(node) and node.style != "draft"
    ]


def said(document: Document) -> list[str]:
    return [node.text for node in document.root.walk() if node.style != "draft"]


def test_is_sha_256_in_hexadecimal_digits(document) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", content_hash(document()))
    assert document().short_hash == content_hash(document())[:12]


def test_is_the_same_every_time_and_differs_between_leaflets(document) -> None:
    names = ("vertebroplasty", "spinal-fusion", "nerve-root-block")
    hashes = [content_hash(document(name)) for name in names]
    assert hashes == [content_hash(document(name)) for name in names]
    assert len(set(hashes)) == len(names)


def test_a_draft_says_the_same_as_what_is_approved(session) -> None:
    job = Job("vertebroplasty", "en")
    draft = localise(session.library, job.leaflet, session.catalog("en"), session.templates)
    approved = draft.without_draft_band()
    assert draft.control.draft_band
    assert not approved.control.draft_band
    assert content_hash(draft) == content_hash(approved)


@given(data=st.data())
def test_any_changed_character_changes_it(document, data) -> None:
    before = document("spinal-endoscopy")
    number = data.draw(st.sampled_from(nodes(before, lambda node: node.runs)))

    def edit(node: Node) -> Node:
        run = data.draw(st.integers(0, len(node.runs) - 1))
        text = node.runs[run].text
        place = data.draw(st.integers(0, len(text) - 1))
        letter = data.draw(st.characters(exclude_categories=("Cs",)).filter(lambda c: c != text[place]))
        spoilt = replace(node.runs[run], text=text[:place] + letter + text[place + 1 :])
        return replace(node, runs=(*node.runs[:run], spoilt, *node.runs[run + 1 :]))

    after = with_root(before, changed(before.root, number, edit))
    assert content_hash(after) != content_hash(before)


@given(data=st.data())
def test_any_changed_order_changes_it(document, data) -> None:
    before = document("spinal-endoscopy")
    number = data.draw(st.sampled_from(nodes(before, lambda node: len(node.children) > 1)))

    def edit(node: Node) -> Node:
        children = list(node.children)
        place = data.draw(st.integers(0, len(children) - 2))
        children[place], children[place + 1] = children[place + 1], children[place]
        return replace(node, children=tuple(children))

    after = with_root(before, changed(before.root, number, edit))
    if said(after) != said(before):
        assert content_hash(after) != content_hash(before)


@given(data=st.data())
def test_any_block_taken_out_changes_it(document, data) -> None:
    before = document("spinal-endoscopy")
    number = data.draw(
        st.sampled_from(nodes(before, lambda node: any(c.style != "draft" for c in node.children)))
    )

    def edit(node: Node) -> Node:
        kept = [child for child in node.children if child.style != "draft"]
        gone = data.draw(st.sampled_from(kept))
        return replace(node, children=tuple(child for child in node.children if child is not gone))

    after = with_root(before, changed(before.root, number, edit))
    assert content_hash(after) != content_hash(before)


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: replace(d, leaflet="other"),
        lambda d: replace(d, lang="de"),
        lambda d: replace(d, direction="rtl"),
        lambda d: replace(d, title="Other"),
        lambda d: replace(d, control=replace(d.control, version="1.1")),
        lambda d: replace(d, control=replace(d.control, issued=d.control.issued + timedelta(1))),
        lambda d: replace(d, control=replace(d.control, review=d.control.review + timedelta(1))),
        lambda d: replace(d, control=replace(d.control, stamp="x")),
    ],
    ids=["leaflet", "lang", "direction", "title", "version", "issued", "review", "stamp"],
)
def test_identity_and_dates_count(document, edit) -> None:
    assert content_hash(edit(document())) != content_hash(document())


@pytest.mark.parametrize(
    ("wanted", "edit"),
    [
        (lambda n: n.alt, lambda n: replace(n, alt=n.alt + "x")),
        (lambda n: n.dataset, lambda n: replace(n, dataset=(("high", "80"), *n.dataset[1:]))),
        (lambda n: n.level == 3, lambda n: replace(n, level=2)),
        (lambda n: n.label, lambda n: replace(n, label="*")),
        (lambda n: n.lines, lambda n: replace(n, lines=n.lines + 1)),
        (lambda n: n.runs and n.runs[0].href, lambda n: replace(n, runs=(replace(n.runs[0], href="tel:1"),))),
        (lambda n: n.runs, lambda n: replace(n, runs=(replace(n.runs[0], strong=True), *n.runs[1:]))),
    ],
    ids=["alt", "dataset", "level", "label", "lines", "href", "strong"],
)
def test_what_a_reader_meets_counts(document, wanted, edit) -> None:
    before = document("spinal-endoscopy")
    number = nodes(before, wanted)[0]
    after = with_root(before, changed(before.root, number, edit))
    assert content_hash(after) != content_hash(before)


def test_looks_ids_and_origins_do_not_count(document) -> None:
    before = document()
    restyled = changed(before.root, 5, lambda node: replace(node, style="other", id="other"))
    moved = tuple(replace(each, position=Position("elsewhere", 1)) for each in before.messages)
    after = replace(before, root=restyled, messages=(*moved, Message("m", "c", Position("f"))))
    assert content_hash(after) == content_hash(before)


def test_where_a_message_ends_does_not_count(document) -> None:
    before = document()
    number = nodes(before, lambda node: len(node.text) > 20)[0]

    def split(node: Node) -> Node:
        run = node.runs[0]
        halves = (
            replace(run, text=run.text[:9]),
            Run(**{**as_dict(run), "text": run.text[9:], "message": 99}),
        )
        return replace(node, runs=(*halves, *node.runs[1:]))

    after = with_root(before, changed(before.root, number, split))
    assert content_hash(after) == content_hash(before)


def as_dict(run: Run) -> dict[str, object]:
    return {name: getattr(run, name) for name in Run.__dataclass_fields__}


def test_the_hash_is_computed_once_for_a_leaflet(session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signing, the footer, the manifest and the page of a leaflet all carry one hash."""
    from leaflets.build import Made, make
    from leaflets.document import digest

    counted: list[str] = []

    def computed(document: Document) -> str:
        counted.append(document.leaflet)
        return original(document)

    original = digest.content_hash
    monkeypatch.setattr(digest, "content_hash", computed)
    assert isinstance(make(session, Job("vertebroplasty", "en")), Made)
    assert counted == ["vertebroplasty"]


def test_an_approved_document_carries_the_hash_that_was_signed(document) -> None:
    final = document().without_draft_band()
    assert content_hash(final) == final.content_hash == content_hash(document())


def test_the_hash_of_words_is_the_same_from_release_to_release() -> None:
    """If it changes, every signature of every hospital lapses."""
    said = document_of("<h2>Before you come</h2><p>Eat <strong>nothing</strong> for <num>6 hours</num>.</p>")
    assert content_hash(said) == "080ae98a7b39f7e2178bae1970c460488665b5a494103be02de6df7254132eff"
