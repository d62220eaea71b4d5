from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaflets.content.model import PlacedError
from leaflets.content.phones import dialled, is_region, printed_number


def refused(number: str, region: str = "") -> PlacedError:
    with pytest.raises(PlacedError) as caught:
        dialled(printed_number(number), region)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(
    ("number", "region", "target"),
    [
        # As it is, where nobody named a region.
        ("020 7946 0112", "", "02079460112"),
        ("(555) 555-0112", "", "5555550112"),
        ("555-0112", "", "5550112"),
        ("020.7946.0112", "", "02079460112"),
        ("030/123456", "", "030123456"),
        ("(0)20 7946 0112", "", "02079460112"),
        ("03-1234-5678", "", "0312345678"),
        ("8 (495) 123-45-67", "", "84951234567"),
        ("030 450-0", "", "0304500"),
        ("020\u00a07946\u202f0112", "", "02079460112"),
        ("020‑7946–0112", "", "02079460112"),
        # Of the whole world, with a region.
        ("020 7946 0112", "GB", "+442079460112"),
        ("01632 960123", "GB", "+441632960123"),
        ("(555) 555-0112", "US", "+15555550112"),
        ("1-800-555-0112", "US", "+18005550112"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("02 1234 5678", "IT", "+390212345678"),
        ("00 44 20 7946 0112", "FR", "+442079460112"),
        ("44 (0)20 7946 0112", "GB", "+442079460112"),
        # A number that only its own country can dial.
        ("1300 123 456", "AU", "1300123456"),
        # With the code of a country; a zero in brackets is dialled where the country dials it.
        ("+44 (0)20 7946 0112", "", "+442079460112"),
        ("+44 020 7946 0112", "US", "+442079460112"),
        ("+49 (0)30 123456", "", "+4930123456"),
        ("+7 (8) 495 123-45-67", "", "+74951234567"),
        ("+36 (06) 1 123 4567", "", "+3611234567"),
        ("+39 (0)6 12345678", "", "+390612345678"),
        ("+1 (555) 555-0112", "GB", "+15555550112"),
        ("0011 61 131 234", "AU", "+61131234"),
        # A long number behind a slash has an area code before it, and groups that descend are no range.
        ("+49 33056/12345", "", "+493305612345"),
        ("0555 5519-5512", "", "055555195512"),
        # Short numbers, wherever.
        *(
            (each, region, re.sub(" ", "", each))
            for each in ("15", "112", "999", "116 117")
            for region in ("", "DE")
        ),
    ],
)
def test_what_a_telephone_dials(number: str, region: str, target: str) -> None:
    assert dialled(printed_number(number), region) == target


@pytest.mark.parametrize(
    ("number", "target"),
    [("020 7946 0112", "02079460112;ext=12"), ("+44 20 7946 0112", "+442079460112;ext=12")],
)
def test_an_extension_stands_behind_the_number(number: str, target: str) -> None:
    assert dialled(number, "", "12") == target


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("ring us", "holds letters"),
        ("1-800-FLOWERS", "holds letters"),
        ("020 7946 0112 ext. 5", "holds letters"),
        ("020 7946 0112 or 0113", "holds letters"),
        ("020 7946 0112-0119", "looks like several numbers"),
        ("999 / 112", "looks like several numbers"),
        ("15–17", "looks like several numbers"),
        ("112.911", "looks like several numbers"),
        ("112 (999)", "looks like several numbers"),
        ("(999) 112", "looks like several numbers"),
        ("999/112/911", "looks like several numbers"),
        ("020 7946 0112–19", "looks like several numbers"),
        ("01234 567890/1", "looks like several numbers"),
        ("0123 4567/68", "looks like several numbers"),
        ("555 0112-0119", "looks like several numbers"),
        ("+44 20 7946 0112-19", "looks like several numbers"),
        ("020 7946 0112 020 7946 0113", "is longer than any telephone number"),
        ("020 7946 0112, 020 7946 0113", "is not written like that"),
        ("(020 7946 0112", "is not written like that"),
        ("020 7946) 0112", "is not written like that"),
        ("", "is not written like that"),
        ("+", "is not written like that"),
        ("1", "is too short"),
        ("*2700", "holds a code"),
        ("#31#", "holds a code"),
        ("０２０ ７９４６ ０１１２", "is not written in the signs of a keypad"),
        ("٠٢٠ ٧٩٤٦ ٠١١٢", "is not written in the signs of a keypad"),
        ("020 7946\u200b0112", "holds an invisible character (U+200B)"),
        ("\u202d020 7946 0112\u202c", "holds an invisible character (U+202D)"),
        ("00 44 20 7946 0112", "begins with 00"),
        ("00 112", "begins with 00"),
        ("44 (0)20 7946 0112", "with or without its (0)"),
        ("+372 (0)512 3456", "with or without its (0)"),
        ("+34 (0)91 123 45 67", "cannot be a number of the country +34"),
        ("+999 20 7946 0112", "is no telephone number"),
        ("+112", "is a short number"),
    ],
)
def test_what_may_mean_another_number_is_refused(number: str, words: str) -> None:
    assert words in str(refused(number))


@pytest.mark.parametrize(
    ("number", "region", "words"),
    [
        ("7946 0112", "GB", "lacks its area code"),
        ("555-0112", "US", "lacks its area code"),
        ("020 7946 01123", "GB", "cannot be a number of GB"),
        ("06 12 34 56 78 90", "FR", "cannot be a number of FR"),
    ],
)
def test_a_number_must_be_possible_in_its_region(number: str, region: str, words: str) -> None:
    assert words in str(refused(number, region))


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        ("1-800-FLOWERS", '"1-800-3569377"'),
        ("020 7946 0112 ext. 5", 'extension: "5"'),
        ("020 7946 0112 x5", 'extension: "5"'),
        ("020 7946 0112;ext=5", 'extension: "5"'),
        ("030 123456 Durchwahl 78", 'extension: "78"'),
        ("٠٢٠ ٧٩٤٦ ٠١١٢", '"020 7946 0112"'),
        ("＋44 20 7946 0112", '"+44 20 7946 0112"'),
    ],
)
def test_hints_say_what_to_write(number: str, hint: str) -> None:
    assert hint in refused(number).hint


def given_or_refused(number: str, region: str) -> str | None:
    try:
        return dialled(printed_number(number), region)
    except PlacedError:
        return None


@example("000000000000000", "DE")
@given(st.from_regex(r"\A\+?[0-9(][0-9 ()./-]{1,20}\Z"), st.sampled_from(["", "GB", "US", "DE", "IT"]))
def test_a_number_is_dialled_with_its_own_digits_or_refused(number: str, region: str) -> None:
    target = given_or_refused(number, region)
    if target is None:
        return
    assert re.fullmatch(r"\+?[0-9]{2,15}", target)
    digits = re.sub("[^0-9]", "", number)
    # What is left out is the way out of the country and its trunk; the end is what tells two wards apart.
    assert target.lstrip("+").endswith(digits.lstrip("0")[-4:]) or digits.endswith(target.lstrip("+")[-4:])


def test_regions_are_those_of_iso_3166() -> None:
    assert all(map(is_region, ("GB", "US", "IL", "IN")))
    assert not any(map(is_region, ("UK", "XX", "")))


def test_metadata_of_the_world_is_read_only_where_it_is_needed() -> None:
    code = (
        "import sys; from leaflets.content.phones import dialled, printed_number;"
        "dialled(printed_number('020 7946 0112'));"
        "print('phonenumbers' in sys.modules); dialled('020 7946 0112', 'GB');"
        "print('phonenumbers' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
