"""What is installed: the package's files, and beside it exactly the releases that were tried."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from leaflets.cli.starting import PARTS
from tests.workspaces import REPOSITORY

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
NAMED = [
    requirement
    for requirement in map(Requirement, chain(RUN_TIME, *EXTRAS.values()))
    if requirement.name != PROJECT["project"]["name"]  # an extra that takes in another
]
BACKEND = [Requirement(text) for text in PROJECT["build-system"]["requires"]]
RECOMPILE = "write constraints.txt anew: the command stands at its top"


@pytest.mark.slow
def test_the_package_carries_the_default_workspace_and_the_fonts(tmp_path: Path) -> None:
    (tmp_path / "lib" / "leaflets").mkdir(parents=True)
    (tmp_path / "lib" / "leaflets" / "gone.py").write_text("an earlier build left this", encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "setup.py", "-q", "egg_info", "-e", str(tmp_path)]
    command += ["build_py", "--build-lib", str(tmp_path / "lib")]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    package = tmp_path / "lib" / "leaflets"
    assert not (package / "gone.py").exists()

    def files(root: Path) -> set[str]:
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    for part in PARTS:
        assert (package / "default_workspace" / part).exists()
    for part in ("data", "templates", "locales"):
        assert files(package / "default_workspace" / part) == files(REPOSITORY / part)
    ours = {name for name in files(REPOSITORY / "leaflets") if "__pycache__" not in name}
    assert {name for name in files(package) if not name.startswith("default_workspace/")} == ours


def test_the_build_step_names_the_parts_that_init_copies() -> None:
    step = (REPOSITORY / "setup.py").read_text(encoding="utf-8")
    assert f"PARTS = {PARTS}".replace("'", '"') in step


def _constraints() -> list[Requirement]:
    lines = (line.partition("#")[0].strip() for line in _rows())
    return [Requirement(line) for line in lines if line]


def _rows() -> list[str]:
    return (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()


def _versions(name: str) -> list[str]:
    """List the versions that constraints.txt allows of a package: several only by platform or Python."""
    return [
        specifier.version
        for requirement in _constraints()
        if canonicalize_name(requirement.name) == canonicalize_name(name)
        for specifier in requirement.specifier
    ]


@pytest.mark.parametrize("requirement", NAMED, ids=str)
def test_every_dependency_is_constrained_to_what_it_allows(requirement: Requirement) -> None:
    versions = _versions(requirement.name)
    assert versions, f"{requirement.name} has no constraint: {RECOMPILE}"
    assert all(requirement.specifier.contains(version) for version in versions), RECOMPILE


def test_constraints_are_exact_and_any_pip_reads_them() -> None:
    for requirement in _constraints():
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        assert "*" not in specifier.version
        # pip takes neither extras nor addresses in a constraint, and hashes bar it from installing ".".
        assert (requirement.extras, requirement.url) == (set(), None)
    assert not [row for row in _rows() if row.lstrip().startswith("-") or "--hash" in row]


def test_constraints_name_no_package_twice_for_one_machine() -> None:
    unconditional = [requirement.name for requirement in _constraints() if requirement.marker is None]
    assert len(unconditional) == len(set(unconditional))
    conditional = {requirement.name for requirement in _constraints() if requirement.marker is not None}
    assert conditional.isdisjoint(unconditional)


def test_the_file_says_the_command_that_made_it() -> None:
    command = _rows()[1].removeprefix("#").strip()
    assert command.startswith("uv pip compile --universal --python-version 3.11 --all-extras ")
    assert command in (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert PROJECT["project"]["requires-python"] == ">=3.11"


def test_the_build_backend_is_the_release_that_is_constrained() -> None:
    # Constraints do not reach an isolated build, so pyproject.toml pins it itself.
    for requirement in BACKEND:
        assert [str(requirement.specifier)] == [f"=={version}" for version in _versions(requirement.name)]


@pytest.mark.parametrize("file", ["README.md", "CONTRIBUTING.md", "docs/translators.md"])
def test_whoever_follows_the_documents_gets_the_releases_that_were_tried(file: str) -> None:
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    commands = re.findall(r"pip (?:install|wheel|download) .*", text)
    assert commands
    for command in commands:
        # With --no-deps or --no-index nothing comes from a registry.
        assert re.search("-c constraints.txt|--no-deps|--no-index", command), command


def test_the_folder_of_built_files_is_in_a_clone_and_stays_empty() -> None:
    assert (REPOSITORY / "output" / ".gitignore").read_text(encoding="utf-8") == "*\n!.gitignore\n"
