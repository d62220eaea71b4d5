"""The footer of a template: its four parts are read, and whatever else stands in it is told."""

from __future__ import annotations

import pytest

from leaflets.diagnostics import Checked
from leaflets.document.elements import parse_markup
from leaflets.document.footer import read_footer
from leaflets.document.template_checks import mark_lines
from leaflets.languages import Languages, language
from tests.document.saying import Everything

NAME = "templates/parts.html.j2"
PARTS = (
    "<stamp><t>A-1</t></stamp><pages><t>{page}/{pages}</t></pages>"
    "<subject><t>What it is</t></subject><author><t>Us</t></author>"
)


class NothingRefused(Everything):
    """Knows every word, and has refused none."""

    def was_refused(self, _words: str) -> bool:
        return False


def footer(content: str) -> Checked[dict[str, str]]:
    root = parse_markup(mark_lines(f"<article><footer>{content}</footer></article>", NAME), NAME)
    return read_footer(root[0], NAME, language("en"), NothingRefused(), Languages())


def test_a_footer_has_four_parts() -> None:
    assert footer(PARTS) == Checked(
        {"stamp": "A-1", "pages": "{page}/{pages}", "subject": "What it is", "author": "Us"}, ()
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"words{PARTS}", "words stand directly in <footer>"),
        (f"{PARTS}words", "words stand directly in <footer>"),
        (PARTS.replace("<pages>", " words <pages>"), "words stand directly in <footer>"),
        (f"{PARTS}<stamp><t>again</t></stamp>", "<stamp> is not allowed here in <footer>"),
        (f"{PARTS}<p><t>more</t></p>", "<p> is not allowed here in <footer>"),
        (PARTS.replace("Us", "\u200b"), "the footer has no <author>"),
        (PARTS.replace("<author><t>Us</t></author>", ""), "the footer has no <author>"),
    ],
)
def test_nothing_in_a_footer_is_lost_in_silence(content: str, message: str) -> None:
    (problem,) = footer(content).problems
    assert problem.message == message
    assert str(problem.position) == f"{NAME}:1"
