"""Measure what readers give back of our pages: ``python -m tools.clients``.

It makes every leaflet of the workspace in every language, and the Universal Declaration of Human Rights in
many more; lets the readers of this machine read the files; and tells how much of each came back exactly.
``--update`` writes ``docs/clients.md``. What a reader needs and this machine lacks is said in the table.

    apt-get install nodejs npm firefox-esr chromium poppler-utils mupdf-tools ghostscript
    pip install pypdfium2 pikepdf playwright pypdf pdfminer.six
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from leaflets.session import Session
from tools.clients import report, samples
from tools.clients.measuring import measure
from tools.clients.readers.table import readers

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "clients.md"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give its exit status."""
    chosen = _parser().parse_args(arguments)
    if chosen.update and (chosen.only or chosen.reader):
        print("--update writes of all languages and readers: leave --only and --reader out", file=sys.stderr)
        return 2
    work = Path(chosen.work)
    asked = [each for each in readers(work / "packages") if not chosen.reader or each.name in chosen.reader]
    session = Session(ROOT, today=samples.DAY)
    only = frozenset(chosen.only)
    found = [*samples.leaflets(session, only), *samples.others(session, work / "packages", only)]
    files = [each for each in found if isinstance(each, samples.Sample)]
    passed = [each for each in found if isinstance(each, samples.Passed)]
    measured = measure(asked, files, work / "files")
    print(report.versions(measured))
    print("\n" + report.summary(measured, files))
    for leaflet in (True, False):
        kind = [each for each in files if each.leaflet is leaflet]
        print("\n" + report.table(measured, kind, by_language=not leaflet))
        print("\n" + report.table(measured, kind, numbers=True, by_language=not leaflet))
    for each in passed:
        print(f"\nno file in {each.language}: {each.reason}")
    if chosen.verbose:
        print(*report.faults(measured, files, chosen.verbose), sep="\n")
    if chosen.update:
        text = report.page(measured, files, passed, date.today())
        PAGE.write_text(text, encoding="utf-8", newline="\n")
        print(f"\n{PAGE.relative_to(ROOT)} is written")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.clients", description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="write docs/clients.md")
    parser.add_argument("--only", nargs="+", default=[], metavar="LANG", help="only these languages")
    parser.add_argument("--reader", nargs="+", default=[], metavar="NAME", help="only these readers")
    parser.add_argument(
        "--work", default=str(Path(tempfile.gettempdir(), "leaflets-clients")), metavar="DIR",
        help="where packages are kept and files are written (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--verbose", nargs="?", type=int, const=5, default=0, metavar="MOST",
        help="show the first faults of each reader and language (5 of them)",
    )  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
