from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.output.manifest import Entry, read_manifest, relative_path, write_manifest

ENTRY = Entry("en/a-leaflet.pdf", "a-leaflet", "en", "1.0", 2, "0a", "ff", "draft")


def manifest(**changes: object) -> bytes:
    return json.dumps({"files": [asdict(ENTRY) | changes]}).encode()


def test_what_is_written_is_read_in_order() -> None:
    twin = Entry("en/a-leaflet.html", "a-leaflet", "en", "٢", 0, "0b", "ff", "stale")
    assert read_manifest(write_manifest([ENTRY, twin])) == (twin, ENTRY)
    assert (ENTRY.suffix, twin.suffix) == (".pdf", ".html")
    assert write_manifest([twin, ENTRY]) == write_manifest([ENTRY, twin])


def test_an_entry_says_who_signed() -> None:
    signed = replace(ENTRY, signatures=((("file", "a.approval"), ("name", "Dr Ä")),), status="approved")
    assert read_manifest(write_manifest([signed])) == (signed,)
    assert json.loads(write_manifest([signed]))["files"][0]["signatures"] == [
        {"file": "a.approval", "name": "Dr Ä"}
    ]


def test_a_place_is_the_language_and_the_id() -> None:
    assert relative_path("a", "zh-Hans") == "zh-Hans/a.pdf"


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "../secret"},
        {"path": "/etc/passwd"},
        {"path": "en/../en/a-leaflet.pdf"},
        {"path": "en\\a-leaflet.pdf"},
        {"path": "en/other.pdf"},
        {"id": "..", "path": "en/...pdf"},
        {"id": "../a", "path": "en/../a.pdf"},
        {"id": "a\0", "path": "en/a\0.pdf"},
        {"id": "a/b", "path": "en/a/b.pdf"},
        {"language": "..", "path": "../a-leaflet.pdf"},
        {"language": "", "path": "/a-leaflet.pdf"},
        {"language": ["en"]},
        {"id": {"a": 1}},
        {"pages": "2"},
        {"pages": True},
        {"pages": None},
        {"version": 1.0},
        {"version": "\ud800"},
        {"sha256": "not hex"},
        {"sha256": None},
        {"status": "final"},
        {"status": ["draft"]},
        {"more": 1},
        {"signatures": "Dr A"},
        {"signatures": ["Dr A"]},
        {"signatures": [{"name": 1}]},
        {"signatures": [{"name": "\ud800"}]},
    ],
)
def test_an_entry_that_no_build_wrote_is_left_out(changes) -> None:
    assert read_manifest(manifest(**changes)) == ()
    assert read_manifest(manifest()) == (ENTRY,)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"3", b'{"files": 3}', b'{"files": {}}', b'{"name": "another program"}', b"\0",
        b"\xff", b"[" * 100_000, b'{"files": [' + b"1" * 5_000 + b"]}",
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_told(content) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - json has its own words
        read_manifest(content)
    assert str(caught.value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from([*asdict(ENTRY)]), json_values)
def test_no_value_of_a_field_leads_astray(field, value) -> None:
    for entry in read_manifest(manifest(**{field: value})):
        assert entry.path == f"{entry.language}/{entry.id}{entry.suffix}"
        assert not {"/", "\\", "..", "\0"} & {entry.id, entry.language}
        write_manifest([entry])
