"""The workspaces that tests stand on: a small fixed one of their own, and the one that is shipped.

Whoever rewords a shipped leaflet should see the goldens of that leaflet fail and nothing else. So the
tests read ``data/workspace``: four procedures, a guide and five catalogs as they once were, with reviews that
are due in a thousand years. Only ``corpus/`` and ``shipped/`` look at the repository's own content.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

from leaflets.session import Session

REPOSITORY = Path(__file__).parents[1]
FIXED = Path(__file__).parent / "data" / "workspace"
# The day after the leaflets of both workspaces were issued: nothing is overdue, nothing is of the future.
TODAY = date(2026, 11, 24)


def open_session(root: Path = FIXED, *, today: date = TODAY) -> Session:
    """Open a workspace on a fixed day, so that no outcome hangs on the day on which the tests run."""
    return Session(root, today=today)


def copy_fixed(root: Path, languages: str = "en, es") -> Path:
    """Copy the fixed workspace to a folder, where a test may spoil it.

    Every command reads the catalogs of all the hospital's languages. Two are enough to spoil, and quicker;
    the other catalogs are there for tests that ask for their language.
    """
    shutil.copytree(FIXED, root)
    site = root / "data" / "site.yaml"
    text = site.read_text(encoding="utf-8")
    site.write_text(re.sub(r"(?m)^languages: .*$", f"languages: [{languages}]", text), encoding="utf-8")
    return root
