"""What tests share: options, a workspace to spoil, and a press that is warm already."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.build import Job, Press
from leaflets.document.nodes import Document

REPOSITORY = Path(__file__).parent.parent
PARTS = ("data", "templates", "locales")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")
    parser.addoption("--update-golden", action="store_true", help="write the goldens anew instead of comparing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository, which is the default workspace; not to be written to."""
    return REPOSITORY


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the default workspace, to be spoilt."""
    root = tmp_path / "workspace"
    for part in PARTS:
        shutil.copytree(REPOSITORY / part, root / part)
    return root


@pytest.fixture(scope="session")
def press() -> Press:
    """A press on the default workspace, whose fonts and words stay warm."""
    return Press(REPOSITORY)


@pytest.fixture(scope="session")
def document(press: Press) -> Callable[..., Document]:
    """Give a leaflet of the default workspace, in English if nothing else is said; each made once."""
    made: dict[Job, Document] = {}

    def localised(leaflet: str = "vertebroplasty", language: str = "en") -> Document:
        job = Job(leaflet, language)
        if job not in made:
            made[job] = press.localise(job)
        return made[job]

    return localised


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write the file anew with --update-golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
