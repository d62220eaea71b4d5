"""What tests share: options, a workspace to spoil, and a session that is warm already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po
from click.testing import CliRunner, Result
from hypothesis import settings

from leaflets.build import Job, read_and_localise
from leaflets.cli import cli
from leaflets.document.nodes import Document
from leaflets.output.folder import Output
from leaflets.session import Session
from tests.planted import EARLIER, accented
from tests.workspaces import FIXED, copy_fixed, open_session

# Time is no property of the code: other processes share the machine. Neither is luck: the same commit passes
# or fails wherever it runs. New examples are sought by "explore" (CONTRIBUTING.md), the fast suite tries few.
settings.register_profile("fast", deadline=None, derandomize=True, max_examples=25)
settings.register_profile("slow", deadline=None, derandomize=True, max_examples=150)
settings.register_profile("explore", deadline=None, max_examples=1500)


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile("slow" if config.getoption("--slow") else "fast")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the tests marked slow, too")
    parser.addoption(
        "--update-golden", action="store_true", help="write the goldens anew instead of comparing"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the fixed workspace, to be spoilt."""
    return copy_fixed(tmp_path / "workspace")


@pytest.fixture
def spoil(workspace: Path) -> Callable[[str, str, str], int]:
    """Change a file of the workspace in one place; return the line where the change begins."""

    def change(file: str, old: str, new: str) -> int:
        path = workspace / file
        before, found, after = path.read_text(encoding="utf-8").partition(old)
        assert found, f"{file} does not hold {old!r}"
        path.write_text(before + new + after, encoding="utf-8", newline="")
        return before.count("\n") + 1

    return change


@pytest.fixture
def build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Build leaflets in a workspace in which some were built before."""
    monkeypatch.chdir(workspace)
    folder = Output(workspace / "output")
    # One for each kind of fault: in a leaflet of its own, in one with numbers, in one that rests on others.
    for leaflet in ("vertebroplasty", "nerve-root-block", "minimally-invasive-spine-surgery"):
        for language in ("en", "es"):
            folder.keep(leaflet, language, EARLIER, version="1.0", pages=1, content_hash="ab", draft=True)
    folder.close()

    def run(*arguments: str) -> Result:
        # In this process: a fault that is planted by a patch would not reach another.
        return CliRunner().invoke(cli, ["build", "--jobs", "1", *arguments])

    return run


@pytest.fixture(scope="session")
def messages() -> tuple[tuple[str, str | tuple[str, str]], ...]:
    """Every message of the fixed workspace: its context, and its text or its singular and plural."""
    with (FIXED / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(str(FIXED), methods, options, KEYWORDS)
    # A message that stands in several places is one message.
    return tuple(dict.fromkeys((context or "", message) for _, _, message, _, context in found))


# Where gettext's functions take their context and texts, as Babel counts arguments: from one.
KEYWORDS = {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


@pytest.fixture
def fill_catalog(
    workspace: Path, messages: tuple[tuple[str, str | tuple[str, str]], ...]
) -> Callable[[str], Path]:
    """Write a whole catalog of a language into the workspace, so that a test does not wait for a translator.

    A message of one or two words says itself. A longer one says itself with accents: the program refuses
    a sentence that was left in English.
    """

    def fill(locale: str) -> Path:
        catalog = Catalog(locale=locale, fuzzy=False)
        for context, message in messages:
            is_plural = isinstance(message, tuple)
            said = (accented(message[1]),) * catalog.num_plurals if is_plural else accented(message)
            catalog.add(message, said, context=context or None)
        path = workspace / "locales" / locale / "LC_MESSAGES" / "leaflets.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        # A width of 0 breaks no line, so that a test finds a message by its one line.
        with path.open("wb") as file:
            write_po(file, catalog, width=0)
        return path

    return fill


@pytest.fixture(scope="session")
def session() -> Session:
    """A session on the fixed workspace, whose fonts and words stay warm."""
    return open_session()


@pytest.fixture(scope="session")
def document(session: Session) -> Callable[..., Document]:
    """Localise a leaflet of the fixed workspace, into English if nothing else is said; each once."""
    made: dict[Job, Document] = {}

    def said(leaflet: str = "vertebroplasty", language: str = "en") -> Document:
        job = Job(leaflet, language)
        if job not in made:
            made[job] = read_and_localise(session, job).document
        return made[job]

    return said


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write the file anew with --update-golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.read_text(encoding="utf-8") == text

    return compare
