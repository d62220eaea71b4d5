"""The HTML twins of the real leaflets: the document's words, and nothing that axe-core objects to."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from leaflets.html.page import as_html
from tests.corpus.conftest import Printed
from tests.html.outline import Outline, words_of

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]  # fmt: skip
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SCREENS = ((390, "dark"), (390, "light"), (1280, "light"))


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_twins_say_what_the_documents_say(corpus: tuple[Printed, ...]) -> None:
    for each in corpus:
        page = Outline(as_html(each.document))
        assert page.open == []
        assert page.text.startswith(without_space(words_of(each.document))), each.name
        assert without_space("".join(page.titles)) == without_space(
            "".join(node.alt for node in each.document.root.walk() if node.alt)
        )


@pytest.mark.slow
def test_axe_finds_no_fault(corpus: tuple[Printed, ...], tmp_path: Path) -> None:
    """Every twin, on a phone and on a desk, against WCAG 2.2 AA and axe's best practice."""
    if CHROMIUM is None:
        assert "CI" not in os.environ, "Chromium is missing"
        pytest.skip("no Chromium here")
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        for each in corpus:
            file = tmp_path / f"{each.name}.html"
            file.write_text(as_html(each.document), encoding="utf-8")
            page.goto(file.as_uri())
            for width, scheme in SCREENS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                found = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(RULES)}})
                faults += [f"{each.name} at {width}: {fault['id']}" for fault in found.response["violations"]]
                wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                faults += [f"{each.name} at {width}: {wide} px too wide"] if wide > 0 else []
        browser.close()
    assert faults == []
