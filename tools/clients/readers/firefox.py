"""The real Firefox: a file is opened in its viewer, a page's text layer is selected, Ctrl+C is pressed.

What comes back is what lies on Firefox's clipboard then. Nothing of pdf.js is imitated here.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.clients.readers.base import Shape, program
from tools.clients.readers.marionette import CONTROL, Marionette, MarionetteError, firefox

# Goes to a page (pages are drawn when they come into sight), waits for its text layer, and selects that.
_SELECT = """
const [number, done] = arguments;
const view = window.wrappedJSObject || window;
const wait = async found => {
  for (let tries = 0; tries < 3000; tries++) {
    const value = found();
    if (value) return value;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error("waited in vain for " + found);
};
(async () => {
  const viewer = await wait(() => view.PDFViewerApplication?.pdfViewer);
  const count = await wait(() => viewer.pagesCount);
  view.PDFViewerApplication.page = number;
  const layer = await wait(() => {
    const found = document.querySelector(`.page[data-page-number="${number}"] .textLayer`);
    return found?.querySelector(".endOfContent") && found;
  });
  document.getSelection().selectAllChildren(layer);
  done({count});
})().catch(error => done({error: String(error)}));
"""

# Empties the clipboard, or reads it, as a part of the browser.
_EMPTY = "Services.clipboard.emptyClipboard(Ci.nsIClipboard.kGlobalClipboard);"
_READ = """
const {kGlobalClipboard} = Ci.nsIClipboard;
if (!Services.clipboard.hasDataMatchingFlavors(["text/plain"], kGlobalClipboard)) return null;
const content = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
content.init(null);
content.addDataFlavor("text/plain");
Services.clipboard.getData(content, kGlobalClipboard);
const data = {};
content.getTransferData("text/plain", data);
return data.value.QueryInterface(Ci.nsISupportsString).data;
"""


class Firefox:
    """The Firefox of this machine, with the pdf.js that it brings."""

    name = "firefox"
    kind = "select a page, Ctrl+C"
    shape = Shape.PAGES

    def version(self) -> str:
        """Give Firefox's version and that of its pdf.js."""
        executable = program("firefox-esr", "firefox")
        done = subprocess.run([executable, "--version"], capture_output=True, text=True, check=True)
        viewer = _viewer(Path(executable).resolve().parent)
        return f"{done.stdout.strip().removeprefix('Mozilla Firefox ')} (pdf.js {viewer})"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        with firefox(program("firefox-esr", "firefox")) as browser:
            for file in files:
                browser.ask("WebDriver:Navigate", url=file.resolve().as_uri())
                yield tuple(_pages(browser, file))


def _pages(browser: Marionette, file: Path) -> Iterator[str]:
    number, count = 1, 1
    while number <= count:
        found = browser.run(_SELECT, number)
        if "error" in found:
            raise MarionetteError(
                f"Firefox's viewer showed no page {number} of {file.name}: {found['error']}"
            )
        count = found["count"]
        _in_browser(browser, _EMPTY)
        browser.press(CONTROL, "c")
        # Firefox puts the words there at once; an empty page leaves the clipboard empty.
        yield str(_in_browser(browser, _READ) or "")
        number += 1


def _in_browser(browser: Marionette, script: str) -> object:
    browser.ask("Marionette:SetContext", value="chrome")
    try:
        return browser.ask("WebDriver:ExecuteScript", script=script, args=[], newSandbox=True)["value"]
    finally:
        browser.ask("Marionette:SetContext", value="content")


def _viewer(folder: Path) -> str:
    """Find the version of pdf.js in the archive of Firefox's own files."""
    try:
        with zipfile.ZipFile(folder / "omni.ja") as archive:
            source = archive.read("chrome/pdfjs/content/build/pdf.mjs")
    except (OSError, KeyError, zipfile.BadZipFile):
        return "of unknown version"
    found = re.search(rb"pdfjsVersion = (\S+)", source)
    return found[1].decode() if found else "of unknown version"
