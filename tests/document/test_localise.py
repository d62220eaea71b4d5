from __future__ import annotations

import re

import pytest

from leaflets.build import Job, read_and_localise
from leaflets.diagnostics import LeafletsError
from leaflets.document.nodes import Document, Kind
from leaflets.languages import language
from tests.workspaces import open_session

LEAFLETS = (
    "minimally-invasive-spine-surgery",
    "nerve-root-block",
    "spinal-endoscopy",
    "spinal-fusion",
    "vertebroplasty",
)


def filled(workspace, fill_catalog, leaflet: str, locale: str) -> Document:
    fill_catalog(locale)
    return read_and_localise(open_session(workspace), Job(leaflet, locale.replace("_", "-"))).document


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_every_leaflet_has_what_the_department_promises(document, leaflet) -> None:
    found = document(leaflet)
    ids = {node.id for node in found.root.walk()}
    assert (found.leaflet, found.lang, found.direction) == (leaflet, "en", "ltr")
    assert {"head", "questions", "ask", "help", "source"} <= ids
    if leaflet != "minimally-invasive-spine-surgery":
        assert {"facts", "about", "treats", "before", "during", "after", "anaesthesia", "mobility"} <= ids
        assert {"advantages", "limitations"} <= ids
    control = found.control
    assert control.identifier == leaflet
    assert leaflet in control.stamp
    assert control.version in control.stamp
    assert "23\u00a0November\u00a02026" in control.stamp
    assert control.page_pattern == "Page {page} of {pages}"
    assert control.draft_band


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_ids_are_unique_and_words_know_their_messages(document, leaflet) -> None:
    found = document(leaflet)
    ids = [node.id for node in found.root.walk()]
    assert len(ids) == len(set(ids))
    for node in found.blocks():
        for run in node.runs:
            assert run.message < len(found.messages)
            assert run.message >= 0 or not re.search(r"[A-Za-z]{3}", run.text) or run.atomic


def test_figures_are_drawn_from_the_data(document) -> None:
    datasets = {
        node.id: dict(node.dataset)
        for name in LEAFLETS
        for node in document(name).root.walk()
        if node.kind is Kind.FIGURE
    }
    assert datasets["true-size"]["low"].isdigit()
    endoscopy = next(n for n in document("spinal-endoscopy").root.walk() if n.kind is Kind.FIGURE)
    assert dict(endoscopy.dataset) == {"shape": "cut", "low": "6", "high": "8"}
    fusion = next(n for n in document("spinal-fusion").root.walk() if n.kind is Kind.FIGURE)
    assert dict(fusion.dataset) == {"shape": "channel", "low": "16", "high": "28"}
    block = next(n for n in document("nerve-root-block").root.walk() if n.kind is Kind.FIGURE)
    assert dict(block.dataset) == {"low": "1", "high": "2"}


def test_what_the_source_does_not_say_leaves_a_line_to_write_on(document) -> None:
    found = document("spinal-fusion")
    mobility, anaesthesia = (
        next(node for node in found.root.walk() if node.id == name) for name in ("mobility", "anaesthesia")
    )
    for section in (mobility, anaesthesia):
        if any(node.kind is Kind.LINES for node in section.walk()):
            assert any(node.style == "ask" for node in section.walk())
            break
    else:
        pytest.fail("the source is silent about anaesthesia for fusion")


@pytest.mark.parametrize("locale", ["ar", "zh_Hans", "hi", "th", "es"])
def test_other_languages_have_the_same_blocks(document, workspace, fill_catalog, locale) -> None:
    ours = filled(workspace, fill_catalog, "spinal-endoscopy", locale)
    assert ours.direction == language(ours.lang).direction
    assert [(n.kind, n.id) for n in ours.root.walk()] == [
        (n.kind, n.id) for n in document("spinal-endoscopy").root.walk()
    ]


# The same counts under other numbers: both are right for Arabic, and Babel has given one, then the other.
ARABIC_RULES = [
    ("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5", "form e"),
    ("n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100<=2 ? 4 : 5", "form f"),
    ("n%100>=11 ? 0 : n==0 ? 1 : n==1 ? 2 : n==2 ? 3 : n%100>=3 && n%100<=10 ? 4 : 5", "form a"),
]


@pytest.mark.parametrize(("rule", "form"), ARABIC_RULES)
def test_plurals_are_numbered_as_the_catalog_says(workspace, fill_catalog, rule, form) -> None:
    path = fill_catalog("ar")
    text = path.read_text(encoding="utf-8")
    forms = "".join(f'msgstr[{n}] "{{number}} form {letter}"\n' for n, letter in enumerate("abcdef"))
    message = r'(msgid "\{number\} time"\nmsgid_plural "\{number\} times"\n)(msgstr\[\d\].*\n)+'
    text, messages = re.subn(message, r"\1" + forms, text)
    text, headers = re.subn(r'"Plural-Forms: [^"]*"(\n"[^":]*")*', _header(rule), text, count=1)
    assert (messages, headers) == (1, 1)
    path.write_text(text, encoding="utf-8")
    found = read_and_localise(open_session(workspace), Job("spinal-endoscopy", "ar")).document
    # A magnification of 10-12 takes the form for 11 to 99.
    assert f"10–12 {form}" in "".join(node.text for node in found.root.walk())


def _header(rule: str) -> str:
    return rf'"Plural-Forms: nplurals=6; plural=({rule});\\n"'


def test_all_that_a_catalog_lacks_is_told_at_once(workspace, fill_catalog) -> None:
    path = fill_catalog("es")
    text = path.read_text(encoding="utf-8")
    for msgid in ("Advantages", "Limitations", "Anaesthesia"):
        text = text.replace(f'msgid "{msgid}"\nmsgstr "{msgid}"', f'msgid "{msgid}"\nmsgstr ""')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LeafletsError) as caught:
        read_and_localise(open_session(workspace), Job("vertebroplasty", "es"))
    found = {problem.message for problem in caught.value.diagnostics}
    assert found == {f'"{name}" is not translated' for name in ("Advantages", "Limitations", "Anaesthesia")}
    assert all(problem.position and problem.position.line for problem in caught.value.diagnostics)


def test_text_of_a_footer_that_is_gone_is_told(workspace) -> None:
    path = workspace / "templates" / "parts.html.j2"
    path.write_text(path.read_text(encoding="utf-8").replace("footer>", "section>"), encoding="utf-8")
    with pytest.raises(LeafletsError, match="writes no <footer>"):
        read_and_localise(open_session(workspace), Job("vertebroplasty", "en"))
