"""The real Firefox: a file is opened in its viewer, a page's text layer is selected, Ctrl+C is pressed.

What comes back is what lies on Firefox's clipboard then. Nothing of pdf.js is imitated here.
"""

from __future__ import annotations

import re
import subprocess
import time
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


# Gives the text leaves below the region of a page, in the order of the accessibility tree.
_TREE = """
const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const window = Services.wm.getMostRecentWindow("navigator:browser");
const children = function* (of) {
  for (let child = of.firstChild; child; child = child.nextSibling) yield child;
};
const idOf = of => {
  try {
    return of.attributes.getStringProperty("id");
  } catch {
    return "";
  }
};
const found = (from, is) => {
  if (is(from)) return from;
  for (const child of children(from)) {
    const below = found(child, is);
    if (below) return below;
  }
  return null;
};
const words = [];
const walk = from => {
  if (service.getStringRole(from.role) === "text leaf") words.push(from.name);
  for (const child of children(from)) walk(child);
};
const top = service.getAccessibleFor(window.document);
const viewer = top && found(top, each => idOf(each) === "viewer");
const page = viewer && [...children(viewer)][arguments[0] - 1];
if (page) walk(page);
return words.join(" ");
"""
_TRIES, _PAUSE = 150, 0.2  # seconds; the tree of another process is told bit by bit


class Firefox:
    """The Firefox of this machine, with the pdf.js that it brings."""

    name = "firefox"
    kind = "select a page, Ctrl+C"
    shape = Shape.PAGES

    def version(self) -> str:
        """Ask Firefox for its version, and its files for that of pdf.js."""
        executable = program("firefox-esr", "firefox")
        done = subprocess.run([executable, "--version"], capture_output=True, text=True, check=True)
        viewer = _viewer(Path(executable).resolve().parent)
        return f"{done.stdout.strip().removeprefix('Mozilla Firefox ')} (pdf.js {viewer})"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        with firefox(program("firefox-esr", "firefox")) as browser:
            for file in files:
                yield tuple(_copied(browser) for _ in _pages(browser, file))


class FirefoxTree(Firefox):
    """What Firefox offers a screen reader: the text leaves of its accessibility tree, page by page.

    pdf.js lays its text into the order of the structure tree. Whether a screen reader then says a piece,
    skips it or says it twice is its own affair, and needs the screen reader to tell.
    """

    name = "firefox-tree"
    kind = "accessibility tree"
    shape = Shape.HEARD

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        """Yield the pages of each file."""
        with firefox(program("firefox-esr", "firefox"), {"accessibility.force_disabled": -1}) as browser:
            for file in files:
                yield tuple(_offered(browser, number) for number in _pages(browser, file))


def _pages(browser: Marionette, file: Path) -> Iterator[int]:
    """Show each page of a file, with its text selected; yield its number."""
    browser.ask("WebDriver:Navigate", url=file.resolve().as_uri())
    number, count = 1, 1
    while number <= count:
        found = browser.run(_SELECT, number)
        if "error" in found:
            raise MarionetteError(f"page {number} of {file.name} is not shown: {found['error']}")
        count = found["count"]
        yield number
        number += 1


def _copied(browser: Marionette) -> str:
    """Copy what is selected; where nothing is, the clipboard stays empty."""
    _in_browser(browser, _EMPTY)
    browser.press(CONTROL, "c")
    return str(_in_browser(browser, _READ) or "")


def _offered(browser: Marionette, number: int) -> str:
    """Read the text leaves of a page, once they stay the same; what there is of them after half a minute."""
    before = ""
    for _ in range(_TRIES):
        found = str(_in_browser(browser, _TREE, number) or "")
        if found and found == before:
            break
        before = found
        time.sleep(_PAUSE)
    return before


def _in_browser(browser: Marionette, script: str, *arguments: object) -> object:
    """Run a script as a part of the browser, which may do what a page may not."""
    browser.ask("Marionette:SetContext", value="chrome")
    try:
        found = browser.ask("WebDriver:ExecuteScript", script=script, args=arguments, newSandbox=True)
        return found["value"]
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
