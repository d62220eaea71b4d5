"""The pieces that a file is put together from."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.pdf.objects import (
    File,
    byte_string,
    compressed_stream,
    dictionary,
    number,
    plain_stream,
    reference,
    text_string,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (12, "12"), (0.5, "0.5"), (-3.256, "-3.26"), (1e-9, "0"), (595.2756, "595.28")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.floats(-20_000, 20_000))
def test_numbers_are_near(value: float) -> None:
    assert abs(float(number(value)) - value) <= 0.00501
    assert "e" not in number(value)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_text_strings_come_back(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text


@given(st.text(st.sampled_from("()\\\r\nab/")))
def test_byte_strings_come_back(text: str) -> None:
    assert bytes(pikepdf.Object.parse(byte_string(text))) == text.encode()


def closed(file: File, **entries: bytes) -> bytes:
    return file.close(dictionary({"Type": b"/Catalog", **entries}), dictionary({"Title": b"(x)"}))


def test_numbers_can_be_given_out_ahead() -> None:
    file = File()
    pages = file.reserve()
    stream = file.put(compressed_stream(b"hello", Extra=7))
    file.fill(pages, dictionary({"Type": b"/Pages", "Kids": b"[]", "Count": 0, "S": reference(stream)}))
    data = closed(file, Pages=reference(pages))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.Pages.S.read_bytes() == b"hello"
        assert pdf.Root.Pages.S.Extra == 7
    assert b"Helvetica" not in data


def test_streams_end_on_a_line_of_their_own() -> None:
    file = File()
    file.put(plain_stream(b"abc", Type=b"/Metadata"))
    assert b"<</Length 3\n/Type /Metadata>>\nstream\nabc\nendstream" in closed(file)


def test_the_identifier_is_of_the_content() -> None:
    def made(content: bytes) -> bytes:
        file = File()
        file.put(compressed_stream(content))
        data = closed(file)
        return data[data.index(b"/ID") :]

    assert made(b"a") == made(b"a")
    assert made(b"a") != made(b"b")


def test_deflating_is_the_same_every_time() -> None:
    assert compressed_stream(b"abc" * 99).content == zlib.compress(b"abc" * 99, 6)
