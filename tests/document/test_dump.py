from __future__ import annotations

import json
from dataclasses import replace

import pytest

from leaflets.document.digest import content_hash
from leaflets.document.dump import as_json, as_readable_text, as_text
from leaflets.document.nodes import Kind, Node, Run


def test_text_has_a_line_for_each_block_in_reading_order(document) -> None:
    found = document("spinal-endoscopy")
    lines = as_text(found).splitlines()
    place = -1
    for node in found.blocks():
        # Each block's words stand below those of the block before it.
        place = next(index for index in range(place + 1, len(lines)) if lines[index].endswith(node.text))
    items = [node for node in found.root.walk() if node.kind is Kind.ITEM]
    assert {item.label for item in items} >= {"•", "1."}
    assert all(f"{item.label} {item.children[0].text}" in lines for item in items)
    assert "6–8 mm" in lines
    figure = next(node for node in found.root.walk() if node.alt)
    assert f"[{figure.alt}]" in lines
    assert sum(set(line) == {"_"} for line in lines) == sum(node.lines for node in found.root.walk())


def test_json_lists_blocks_with_id_role_language_direction_and_text(document) -> None:
    found = document("spinal-endoscopy")
    said = json.loads(as_json(found))
    assert (said["leaflet"], said["lang"], said["dir"]) == ("spinal-endoscopy", "en", "ltr")
    assert said["content_hash"] == content_hash(found)
    assert said["draft"] is True
    blocks = said["blocks"]
    assert all({"id", "role", "lang", "dir", "text"} <= set(block) for block in blocks)
    assert [block["text"] for block in blocks if block["text"]] == [node.text for node in found.blocks()]
    by_id = {block["id"]: block for block in blocks}
    assert by_id["true-size"]["role"] == "figure"
    assert by_id["true-size"]["alt"].startswith("Two lines drawn at actual size.")
    assert by_id["facts.1"] == {
        "id": "facts.1", "role": "h2", "lang": "en", "dir": "ltr", "text": "In short", "level": 2,
    }  # fmt: skip
    assert [b["links"] for b in blocks if b.get("links")] == [
        ["tel:02079460999"], ["tel:02079460112"], ["tel:02079460145"], ["https://hospital.example/spine"],
    ]  # fmt: skip
    labels = [block["label"] for block in blocks if "label" in block]
    assert labels == [node.label for node in found.root.walk() if node.kind is Kind.ITEM]


def test_json_is_the_same_every_time(document) -> None:
    assert as_json(document()) == as_json(document())
    assert as_json(document()).endswith("}\n")


def test_a_page_marks_headings_and_joins_facts_and_says_nothing_else(document) -> None:
    found = document("spinal-endoscopy")
    lines = as_readable_text(found).splitlines()
    headings = [node for node in found.root.walk() if node.kind is Kind.HEADING]
    assert [line for line in lines if line.startswith("#")] == [f"{'#' * n.level} {n.text}" for n in headings]
    assert "Size of the cut: 6–8 mm" in lines
    assert "In an emergency: 020\u00a07946\u00a00999" in lines
    # Marks apart it says what the tags say, in the same order.
    unmarked = as_readable_text(found).replace("#", "")
    for node in found.root.walk():
        if node.kind is Kind.FACT:
            label, value = node.children
            unmarked = unmarked.replace(f"{label.text}: {value.text}", f"{label.text} {value.text}")
    assert unmarked.split() == as_text(found).split()


def test_chapters_stand_apart_and_an_item_has_its_bullet_once(document) -> None:
    def block(kind: Kind, words: str, level: int = 0) -> Node:
        return Node(kind, words, runs=(Run(words),), level=level)

    paragraphs = (block(Kind.PARAGRAPH, "one"), block(Kind.PARAGRAPH, "two"))
    items = Node(Kind.LIST, "l", children=(Node(Kind.ITEM, "i", label="•", children=paragraphs),))
    headings = tuple(block(Kind.HEADING, f"h{level}", level) for level in (1, 2, 3))
    root = Node(Kind.ARTICLE, "article", children=(*headings, items))
    assert as_text(replace(document(), root=root)) == "\nh1\n\nh2\nh3\n• one\ntwo\n"


def fact(label: str, value: str, lines: int = 0) -> Node:
    term = Node(Kind.TERM, "t", runs=(Run(label),) if label else ())
    said = Node(Kind.VALUE, "v", runs=(Run(value),) if value else (), lines=lines)
    return Node(Kind.FACT, "f", children=(term, said))


@pytest.mark.parametrize(
    ("node", "line"),
    [
        (fact("Anaesthesia", "Local"), "Anaesthesia: Local"),
        (fact("On your feet?", "Yes"), "On your feet? Yes"),
        (fact("麻醉：", "局部"), "麻醉： 局部"),
        (fact("Label", ""), "Label"),
        (fact("", "Value"), "Value"),
        (fact("Ask", "Your team", 2), f"Ask: Your team\n{'_' * 40}\n{'_' * 40}"),
    ],
)
def test_a_fact_is_a_label_and_a_value(document, node, line) -> None:
    root = replace(document().root, children=(node,))
    assert as_readable_text(replace(document(), root=root)) == f"{line}\n"
