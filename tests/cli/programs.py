"""True runs of the program, in a process of its own."""

from __future__ import annotations

import os
import sys

from tests.workspaces import REPOSITORY

PROGRAM = (sys.executable, "-m", "leaflets")


def environment(**more: str) -> dict[str, str]:
    """Make the environment of a run: the code that is tested, and every warning an error."""
    return {**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONWARNINGS": "error", **more}
