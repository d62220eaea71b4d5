"""The real Chromium: a file is opened in its viewer, everything is copied, and pasted into a text field."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.clients.packages import LackingError
from tools.clients.readers.base import Shape, program

_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-component-update")
_TRIES, _PAUSE = 40, 250  # the viewer is another process and says nothing of when it is ready; milliseconds
_EMPTY = "nothing copied"


class Chromium:
    """The Chromium of this machine."""

    name = "chromium"
    kind = "Ctrl+A, Ctrl+C"
    shape = Shape.WHOLE

    def version(self) -> str:
        """Ask Chromium for its version."""
        _playwright()
        command = [program("chromium", "google-chrome"), "--version"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.split()[1]

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the text of each file."""
        executable = program("chromium", "google-chrome")
        with _playwright()() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=list(_FLAGS))
            context = browser.new_context()
            note = context.new_page()
            note.set_content("<textarea></textarea>")
            for file in files:
                yield (_copied(context, note, file),)
            browser.close()


def _playwright() -> Any:
    try:
        return import_module("playwright.sync_api").sync_playwright
    except ImportError:
        raise LackingError("the Python package playwright") from None


def _copied(context: Any, note: Any, file: Path) -> str:
    """Copy everything until the field holds the same words twice: then the viewer has read the whole file."""
    field = note.locator("textarea")
    # Nothing of the file before may be taken for words of this one.
    note.bring_to_front()
    field.fill(_EMPTY)
    field.press("Control+a")
    field.press("Control+c")
    view = context.new_page()
    view.goto(file.resolve().as_uri())
    before = _EMPTY
    for _ in range(_TRIES):
        view.wait_for_timeout(_PAUSE)
        view.bring_to_front()
        # Keys go to what has the focus: a click gives it to the page.
        view.mouse.click(640, 400)
        view.keyboard.press("Control+a")
        view.keyboard.press("Control+c")
        view.wait_for_timeout(_PAUSE)
        note.bring_to_front()
        field.fill("")
        field.press("Control+v")
        found = str(field.input_value())
        if found == before != _EMPTY:
            break
        before = found
    view.close()
    return "" if before == _EMPTY else before
