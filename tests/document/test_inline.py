from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.content.model import one_line
from leaflets.document.inline import gather
from leaflets.document.nodes import Run
from leaflets.languages import Languages
from tests.document.saying import Everything


def gathered(text: str) -> tuple[tuple[Run, ...], list[str]]:
    problems: list[str] = []
    element = ElementTree.fromstring(f"<p>{text}</p>")  # noqa: S314
    runs = gather(element, lambda _element, told, *_: problems.append(told), Everything(), Languages())
    return runs, problems


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("", ()),
        ("  ", ()),
        (" a \n\t b ", (Run("a b"),)),
        ("a <strong> b</strong>", (Run("a "), Run("b", strong=True))),
        ("<strong>a</strong> b", (Run("a", strong=True), Run(" b"))),
        ("<strong>a</strong><strong>b</strong>", (Run("ab", strong=True),)),
        ("a\u00a0 b", (Run("a\u00a0 b"),)),
        ("<num>6 mm</num>", (Run("6 mm", atomic=True),)),
        ('<span dir="ltr"><v>6 7</v></span>', (Run("6 7", direction="ltr", atomic=True),)),
        ('<t m="3">a <num>6 mm</num></t>', (Run("a ", message=3), Run("6 mm", atomic=True, message=3))),
        ('<a href="tel:1">b</a>', (Run("b", href="tel:1"),)),
        ('<span lang="ar" dir="rtl">b</span>', (Run("b", lang="ar", direction="rtl"),)),
        ("a &amp; b &lt;c&gt;", (Run("a & b <c>"),)),
    ],
)
def test_words_become_runs(text: str, runs: tuple[Run, ...]) -> None:
    assert gathered(text) == (runs, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<em>a</em>", "<em> is not allowed among words"),
        ("<p>a</p>", "<p> is not allowed among words"),
        ('<strong class="x">a</strong>', '<strong> cannot have the attribute "class"'),
        ('<a href="#a" target="_blank">a</a>', '<a> cannot have the attribute "target"'),
        ('<span lang="nonsense-tag">a</span>', '"nonsense-tag" is no language tag'),
        ('<span dir="sideways">a</span>', '"sideways" is no direction'),
    ],
)
def test_other_elements_are_refused_and_their_words_kept(text: str, problem: str) -> None:
    runs, problems = gathered(text)
    assert problems == [problem]
    assert "".join(run.text for run in runs) == "a"


words = st.text(st.sampled_from("ab \n\té漢ع"), max_size=8)
pieces = st.lists(st.tuples(words, st.booleans()), max_size=6)


@given(pieces)
def test_white_space_is_collapsed_over_the_borders_of_runs(parts: list[tuple[str, bool]]) -> None:
    text = "".join(f"<strong>{words}</strong>" if strong else words for words, strong in parts)
    runs, _ = gathered(text)
    plain = "".join(words for words, _ in parts)
    assert "".join(run.text for run in runs) == one_line(plain)
    assert all(run.text for run in runs)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("高齢の方にも\n使うことができます。", "高齢の方にも使うことができます。"),
        ("手术后，\n请休息。", "手术后，请休息。"),
        ("请休息。\n<strong>不要</strong>\n开车。", "请休息。不要开车。"),
        ("カタカナ\n  \tひらがな", "カタカナひらがな"),
        ("医生说\n“请休息”\n。", "医生说“请休息”。"),
        ("请咨询\nCT\n医生", "请咨询 CT 医生"),
        ("치료하는\n날에", "치료하는 날에"),
        ("วันรักษา\nจะทำ", "วันรักษา จะทำ"),
        ("two\nwords", "two words"),
        ("中 文", "中 文"),
    ],
)
def test_a_line_end_between_wide_characters_is_nothing(text: str, said: str) -> None:
    runs, _ = gathered(text)
    assert "".join(run.text for run in runs) == said
    assert one_line(text.replace("<strong>", "").replace("</strong>", "")) == said
