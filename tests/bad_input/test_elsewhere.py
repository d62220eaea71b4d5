"""Planted faults in templates, fonts and the output folder, through the command line.

Every test wants one sentence with file and line, a hint below it, exit code 1, no traceback, and what was
built earlier untouched.
"""

from __future__ import annotations

import shutil

import pytest

from tests.dependencies import (
    EXPAT_ENTITY,
    EXPAT_MISMATCHED,
    JINJA_NO_ATTRIBUTE,
    JINJA_RANGE,
    JINJA_UNDEFINED,
    JINJA_UNSAFE,
)
from tests.planted import (
    TEMPLATE,
    assert_intact,
    assert_told,
)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            '<section id="about">',
            '{{ leaflet.nothing }}<section id="about">',
            0,
            JINJA_NO_ATTRIBUTE,
        ),
        ('<section id="about">', '{{ nothing }}<section id="about">', 0, JINJA_UNDEFINED),
        ('<section id="about">', '{{ nothing.more }}<section id="about">', 0, JINJA_UNDEFINED),
        ('<section id="about">', '{% if %}<section id="about">', 0, "the template is broken"),
        (
            '<section id="about">',
            '{% for i in range(999999999) %}{% endfor %}<section id="about">',
            0,
            JINJA_RANGE,
        ),
        ('<section id="about">', '{{ leaflet.__class__ }}<section id="about">', 0, JINJA_UNSAFE),
        ('<section id="about">', '<script>a()</script><section id="about">', 0, "<script> is not allowed in"),
        ('<section id="about">', '<p>&nbsp;</p><section id="about">', 0, f"broken markup ({EXPAT_ENTITY})"),
        ('<section id="about">', '<section id="about" style="x">', 0, 'cannot have the attribute "style"'),
        ('<section id="about">', '<section id="head">', 0, 'the id "head" is taken'),
        ("<h2>", "<h3>", 0, f"broken markup ({EXPAT_MISMATCHED})"),
        ("{%- import", "{%- import 'lost.html.j2' as lost -%}\n{%- import", 0, 'no template "lost.html.j2"'),
        ('pgettext("heading", "What it is")', 'pgettext("heading", "Brand new")', 0, ""),
    ],
)
def test_a_template_that_is_wrong_is_refused(workspace, spoil, build, old, new, line, words) -> None:
    line += spoil(TEMPLATE, old, new)
    result = build("vertebroplasty", "--language", "en")
    if words:
        assert_told(result, f"{TEMPLATE}:{line}", words)
        assert_intact(workspace, "vertebroplasty", "en")
    else:
        assert result.exit_code == 0  # in English a new message says itself


def test_a_template_that_is_not_utf_8_or_gone_is_refused(workspace, build) -> None:
    path = workspace / TEMPLATE
    path.write_bytes(path.read_bytes() + b"{# \xe9 #}")
    last = path.read_bytes().count(b"\n") + 1
    assert_told(build("vertebroplasty", "--language", "en"), f"{TEMPLATE}:{last}", "is not UTF-8", "UTF-8")
    path.unlink()
    assert_told(build("vertebroplasty", "--language", "en"), TEMPLATE, "there is no template", "templates/")
    assert_intact(workspace, "vertebroplasty", "en")


@pytest.mark.parametrize("content", [None, b"", b"not a font"])
def test_a_font_that_is_gone_or_broken_is_told(workspace, build, monkeypatch, tmp_path, content) -> None:
    import leaflets.fonts.faces

    fonts = tmp_path / "fonts"
    shutil.copytree(leaflets.fonts.faces.PACKAGE_FONTS, fonts, ignore=shutil.ignore_patterns("*.ttf"))
    if content is not None:
        for path in leaflets.fonts.faces.PACKAGE_FONTS.glob("*.ttf"):
            (fonts / path.name).write_bytes(content)
    # The folder is the default of a parameter, so a change of the constant would come too late.
    defaults = leaflets.fonts.faces.FontLibrary.__init__.__defaults__
    monkeypatch.setattr(leaflets.fonts.faces.FontLibrary.__init__, "__defaults__", (fonts, *defaults[1:]))
    result = build("vertebroplasty", "--language", "en")
    assert_told(result, str(fonts / "NotoSans.ttf"), "the font NotoSans.ttf", "put the font file back")
    assert_intact(workspace, "vertebroplasty", "en")


@pytest.mark.parametrize(
    ("place", "words"),
    [("file", "a file stands where a folder should be"), ("file/below", "no folder can be made here")],
)
def test_an_output_folder_that_cannot_be_written_is_told(workspace, build, tmp_path, place, words) -> None:
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    result = build("vertebroplasty", "--language", "en", "--output", str(tmp_path / place))
    assert result.exit_code == 1
    first, hint = result.stderr.splitlines()[:2]
    assert first.startswith(str(tmp_path / "file"))
    assert words in first
    assert hint.startswith("    ")
    assert "Traceback" not in result.output
    assert_intact(workspace, "vertebroplasty", "en")
