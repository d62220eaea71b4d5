from __future__ import annotations

import json

from leaflets.document.digest import content_hash
from leaflets.document.forms import as_json, as_text
from leaflets.document.nodes import Kind


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
