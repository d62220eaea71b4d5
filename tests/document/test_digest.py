from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.build import Job
from leaflets.diagnostics import Position
from leaflets.document.digest import canonical_words, content_hash, structure_hash
from leaflets.document.localise import localise
from leaflets.document.nodes import Document, Kind, Message, Node, Run
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


def said(document: Document) -> list[tuple[str, ...]]:
    """List what each node says; ruled lines say nothing, and stand where the template puts them."""
    nodes = (node for node in document.root.walk() if node.style != "draft")
    each = ((node.text, node.label, node.alt) for node in nodes)
    return [parts for parts in each if any(parts)]


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
        st.sampled_from(nodes(before, lambda node: any(c.text or c.children for c in node.children)))
    )

    def edit(node: Node) -> Node:
        kept = [child for child in node.children if child.style != "draft" and child.kind is not Kind.LINES]
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
        (lambda n: n.kind is Kind.FIGURE, lambda n: replace(n, style="ladder")),
        (lambda n: n.kind is Kind.LABEL, lambda n: replace(n, style="high")),
        (lambda n: n.label, lambda n: replace(n, label="*")),
        (lambda n: n.runs and n.runs[0].href, lambda n: replace(n, runs=(replace(n.runs[0], href="tel:1"),))),
        (lambda n: n.runs, lambda n: replace(n, runs=(replace(n.runs[0], direction="rtl"), *n.runs[1:]))),
        (lambda n: n.runs, lambda n: replace(n, direction="rtl")),
    ],
    ids=["alt", "dataset", "figure", "label of a figure", "bullet", "href", "direction", "of a block"],
)
def test_what_a_reader_meets_counts(document, wanted, edit) -> None:
    before = document("spinal-endoscopy")
    number = nodes(before, wanted)[0]
    after = with_root(before, changed(before.root, number, edit))
    assert content_hash(after) != content_hash(before)


STRUCTURE = {
    "level": (lambda n: n.level == 3, lambda n: replace(n, level=2)),
    "lines": (lambda n: n.lines, lambda n: replace(n, lines=n.lines + 1)),
    "language": (lambda n: n.runs, lambda n: replace(n, lang="la")),
    "language of words": (
        lambda n: n.runs, lambda n: replace(n, runs=(replace(n.runs[0], lang="la"), *n.runs[1:]))),
    "a heading for a paragraph": (
        lambda n: n.kind is Kind.HEADING, lambda n: replace(n, kind=Kind.PARAGRAPH, level=0)),
}  # fmt: skip


@pytest.mark.parametrize(("wanted", "edit"), STRUCTURE.values(), ids=STRUCTURE)
def test_what_changes_no_word_changes_the_structure_alone(document, wanted, edit) -> None:
    before = document("spinal-endoscopy")
    number = nodes(before, wanted)[0]
    after = with_root(before, changed(before.root, number, edit))
    assert content_hash(after) == content_hash(before)
    assert structure_hash(after) != structure_hash(before)


def test_bold_print_and_boxes_for_the_look_change_neither(document) -> None:
    before = document("spinal-endoscopy")
    number = nodes(before, lambda node: node.runs)[0]
    bold = changed(
        before.root, number, lambda n: replace(n, runs=(replace(n.runs[0], strong=True), *n.runs[1:]))
    )
    boxed = replace(before.root, children=(Node(Kind.DIV, "box", children=before.root.children),))
    for root in (bold, boxed):
        after = with_root(before, root)
        assert content_hash(after) == content_hash(before)
        assert structure_hash(after) == structure_hash(before)


def node(kind: Kind, *inside: Node | str) -> Node:
    """Make a node of words, or of other nodes."""
    words = tuple(Run(each) for each in inside if isinstance(each, str))
    return Node(kind, "", runs=words, children=tuple(each for each in inside if isinstance(each, Node)))


CELL, ROW, ITEM, PARAGRAPH = Kind.CELL, Kind.ROW, Kind.ITEM, Kind.PARAGRAPH
EAT, NOTHING = (node(PARAGRAPH, word) for word in ("Eat", "nothing"))
SHAPES = [
    (node(Kind.TABLE, node(ROW, node(CELL, "Eat"), node(CELL, "nothing"))),),
    (node(Kind.TABLE, node(ROW, node(CELL, "Eat")), node(ROW, node(CELL, "nothing"))),),
    (node(Kind.TABLE, node(ROW, node(CELL, "Eat"), node(CELL), node(CELL, "nothing"))),),
    (node(Kind.TABLE, node(ROW, node(CELL), node(CELL, "Eat"), node(CELL, "nothing"))),),
    (node(Kind.TABLE, node(ROW, node(CELL, "Eat"), node(CELL, "nothing")), node(ROW, node(CELL))),),
    (node(Kind.TABLE, node(ROW, node(CELL, EAT, NOTHING))),),
    (node(Kind.TABLE, node(ROW, node(CELL, EAT))), NOTHING),
    (node(Kind.LIST, node(ITEM, EAT), node(ITEM, NOTHING)),),
    (node(Kind.LIST, node(ITEM, EAT, node(Kind.LIST, node(ITEM, NOTHING)))),),
    (node(Kind.LIST, node(ITEM, EAT, NOTHING)),),
    (node(Kind.LIST, node(ITEM, EAT)), NOTHING),
    (node(Kind.FACTS, node(Kind.FACT, node(Kind.TERM, "Eat"), node(Kind.VALUE, "nothing"))),),
    (EAT, NOTHING),
    (node(PARAGRAPH, "Eatnothing"),),
]


def test_the_shape_of_tables_and_lists_counts_also_where_it_is_empty(document) -> None:
    """What stands in which cell, and below which item, is what a patient reads."""
    roots = (replace(document().root, children=shape) for shape in SHAPES)
    assert len({content_hash(with_root(document(), root)) for root in roots}) == len(SHAPES)


def test_the_canonical_words_are_lines_whose_bytes_have_the_hash(document) -> None:
    words = canonical_words(document())
    assert sha256(words).hexdigest() == content_hash(document())
    first, *lines, last = words.decode().split("\n")[:-1]
    assert (first, last) == ("[", "]")
    assert json.loads(words) == [json.loads(line.removesuffix(",")) for line in lines]
    assert json.loads(lines[0].removesuffix(","))["leaflet"] == "vertebroplasty"
    assert '{"words":["Lets you get up and move early."]}' in words.decode().replace('"depth":1,', "")


def test_looks_ids_and_origins_do_not_count(document) -> None:
    before = document()
    plain = nodes(before, lambda node: node.runs and node.kind is not Kind.LABEL)[3]
    restyled = changed(before.root, plain, lambda node: replace(node, style="other", id="other"))
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
    assert content_hash(said) == "691d7c22bd06e5e7b2999c46b0292201babbd7f0e2e54d2422705eacb3ba9670"
