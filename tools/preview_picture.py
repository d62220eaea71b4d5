"""Make the picture of the preview in ``docs/translators.md``: a translation with something left to do.

In: the workspace of the repository, of which a copy is spoilt a little. Out: ``docs/preview.png``. Needs
Chromium, and what the tests of the preview need.

Run ``python -m tools.preview_picture`` in the repository's root.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

from leaflets.workspace_files import PARTS, po_path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "preview.png"
LEAFLET, LANGUAGE = "vertebroplasty", "ar"
# What is spoilt: the message that gets another previous source, that source, the message that is emptied.
CHANGED, PREVIOUS, EMPTIED = f"{LEAFLET}: purpose", "This page tells you about a treatment.", "On your feet"
# Pixels, and how many colours are kept.
SIZE, COLOURS = (1280, 860), 64


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for part in PARTS:
            copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
            copy(ROOT / part, root / part)
        catalog = root / po_path(LANGUAGE)
        catalog.write_text(spoilt(catalog.read_text(encoding="utf-8")), encoding="utf-8")
        with _served(root) as address:
            image = Image.open(BytesIO(_photographed(address)))
    image.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(ROOT)}: {LEAFLET} [{LANGUAGE}], {PICTURE.stat().st_size // 1000} kB")


def spoilt(text: str) -> str:
    """Make one message of a catalog fuzzy, and take the translation out of another.

    Raises:
        ValueError: the catalog has no such message.
    """
    start = text.index(f'msgctxt "{CHANGED}"')
    line = text[start : text.index("\n", start)]
    text = f'{text[:start]}#, fuzzy\n#| {line}\n#| msgid "{PREVIOUS}"\n{text[start:]}'
    start = text.index("msgstr", text.index(f'msgid "{EMPTIED}"'))
    return f'{text[:start]}msgstr ""{text[text.index(chr(10), start) :]}'


@contextmanager
def _served(root: Path) -> Iterator[str]:
    """Serve the preview of a workspace; give its address."""
    command = [sys.executable, "-m", "leaflets", "preview", LEAFLET, "--language", LANGUAGE, "--no-open"]
    process = subprocess.Popen([*command, "--workspace", str(root)], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip() if process.stdout else ""
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=10)


def _photographed(address: str) -> bytes:
    """Take a picture of the page with the message that is to be compared."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.goto(address)
        page.keyboard.press("n")
        page.locator(".card.shown del").first.wait_for()
        page.evaluate("document.fonts.ready.then(() => true)")
        # The focus is where it is for somebody who reads, not on a frame around half of the picture.
        page.evaluate("document.activeElement.blur()")
        found = page.screenshot()
        browser.close()
    return found


if __name__ == "__main__":
    main()
