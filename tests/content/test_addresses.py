from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.content.addresses import MAX_LENGTH, printed_address, uri
from leaflets.content.model import PlacedError


@pytest.mark.parametrize(
    ("web", "target"),
    [
        ("https://hospital.example/spine", "https://hospital.example/spine"),
        ("https://hospital.example", "https://hospital.example"),
        ("https://hospital.example:8443/a?b=c&d=e#f", "https://hospital.example:8443/a?b=c&d=e#f"),
        ("HTTPS://Hospital.example/A", "https://hospital.example/A"),
        (
            "https://münchen.example/straße?q=ü#ä",
            "https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%BC#%C3%A4",
        ),
        ("https://مستشفى.example/ظهر", "https://xn--pgbre6cq2a.example/%D8%B8%D9%87%D8%B1"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://hospital.example/a%20b", "https://hospital.example/a%20b"),
        ("https://hospital.example/(a),b;c", "https://hospital.example/(a),b;c"),
    ],
)
def test_an_address_becomes_a_uri_in_ascii(web: str, target: str) -> None:
    assert uri(printed_address(web)) == target


@pytest.mark.parametrize(
    ("web", "words", "hint"),
    [
        ("http://hospital.example", "is not written like that", "https://hospital.example"),
        ("hospital.example/a", "is not written like that", "https://hospital.example/a"),
        ("javascript:alert(1)", "is not written like that", "https://"),
        ("https://a b.example", "holds a space", "copy the address"),
        ('https://a.example/"b"', "holds the character U+0022", "copy the address"),
        ("https://a.example/'b'", "holds the character U+0027", "copy the address"),
        ("https://a.example/<b>", "holds the character U+003C", "copy the address"),
        ("https://a.example/\u200bb", "holds the character U+200B", "copy the address"),
        ("https://\u202ea.example/b", "holds the character U+202E", "copy the address"),
        ("https://", "names a host that cannot be", "whole name"),
        ("https://hospital", "names a host that cannot be", "whole name"),
        ("https://-a.example", "names a host that cannot be", "whole name"),
        ("https://a-.example", "names a host that cannot be", "whole name"),
        ("https://a..example", "names a host that cannot be", "whole name"),
        ("https://" + "a" * 64 + ".example", "names a host that cannot be", "whole name"),
        ("https://☃.example", "names a host that cannot be", "letters of the host"),
        ("https://[::1]/", "names a host that cannot be", "whole name"),
        ("https://[::1", "is no address", "https://"),
        ("https://a.example:99999", "is no address", "https://"),
        ("https://nurse:secret@a.example", "holds a name or password", "alone"),
        ("https://a.example/%zz", "has a % that begins no code", "%25"),
        ("https://a.example/" + "x" * 183, f"is longer than {MAX_LENGTH}", "short address"),
    ],
)
def test_what_no_patient_could_open_is_refused(web: str, words: str, hint: str) -> None:
    with pytest.raises(PlacedError) as caught:
        printed_address(web)
    assert words in str(caught.value)
    assert hint in caught.value.hint


def test_an_address_may_have_two_hundred_characters() -> None:
    web = "https://a.example/" + "x" * 182
    assert len(web) == MAX_LENGTH == 200
    assert printed_address(web) == web


@given(st.text(max_size=60))
def test_a_uri_is_ascii_or_refused(tail: str) -> None:
    try:
        target = uri(printed_address(f"https://hospital.example/{tail}"))
    except PlacedError:
        return
    assert target.isascii()
    assert target.startswith("https://hospital.example/")
    assert not set(target) & set(" \"'<>\\")
    assert uri(target) == target
