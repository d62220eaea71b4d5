"""What the tests of editing share: a Spanish catalog with questions, and the first of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.catalogs.po import PoFile
from leaflets.checks.checker import Found
from leaflets.session import Session
from tests.workspaces import open_session

Question = tuple[Session, PoFile, Found]


@pytest.fixture
def catalog(fill_catalog: Callable[[str], Path]) -> Path:
    return fill_catalog("es")


@pytest.fixture
def question(workspace: Path, catalog: Path) -> Question:
    """A session on the workspace, its catalog, and the first question about a message of it."""
    assert catalog.is_file()
    return first_question(workspace)


def first_question(root: Path) -> Question:
    session = open_session(root)
    report = session.findings("es")
    assert report is not None
    keys = {each.key for each in report.po.messages}
    return session, report.po, next(
        each for each in report.found if each.problem.is_question and each.is_open and each.key in keys
    )  # fmt: skip
