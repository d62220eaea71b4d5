from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.languages import language
from leaflets.web.differences import Part, differences

MARKS = {Part.BOTH: "{}", Part.EARLIER: "[-{}-]", Part.PRESENT: "[+{}+]"}


def marked(earlier: str, present: str, tag: str) -> str:
    return "".join(
        MARKS[each.part].format(each.text) for each in differences(earlier, present, language(tag))
    )


@pytest.mark.parametrize(
    ("tag", "earlier", "present", "shown"),
    [
        (
            "en",
            "You can go home today.",
            "You can go home tomorrow.",
            "You can go home [-today.-][+tomorrow.+]",
        ),
        ("en", "Rest.", "Rest for a day.", "[-Rest.-][+Rest for a day.+]"),
        ("en", "Do not drive.", "Do drive.", "Do [-not -]drive."),
        ("zh-Hans", "手术后休息", "手术前休息", "手术[-后-][+前+]休息"),
        ("th", "หลังผ่าตัดห้ามขับรถ", "ก่อนผ่าตัดห้ามขับรถ", "[-หลัง-][+ก่อน+]ผ่าตัดห้ามขับรถ"),
        ("ar", "قبل العملية", "بعد العملية", "[-قبل -][+بعد +]العملية"),
        ("en", "", "New.", "[+New.+]"),
        ("en", "Same.", "Same.", ""),
    ],
)
def test_differences_are_marked_word_by_word(tag: str, earlier: str, present: str, shown: str) -> None:
    assert marked(earlier, present, tag) == shown


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_pieces(earlier: str, present: str) -> None:
    found = differences(earlier, present, language("en"))
    if earlier == present:
        assert found == ()
        return
    assert "".join(each.text for each in found if each.part is not Part.PRESENT) == earlier
    assert "".join(each.text for each in found if each.part is not Part.EARLIER) == present
