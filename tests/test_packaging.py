"""What an installed package carries: code, fonts, and the default workspace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from leaflets.cli.starting import PARTS


@pytest.mark.slow
def test_the_package_carries_the_default_workspace_and_the_fonts(repository: Path, tmp_path: Path) -> None:
    pytest.importorskip("setuptools", minversion="77")
    command = [sys.executable, "-W", "ignore", "setup.py", "-q", "egg_info", "-e", str(tmp_path)]
    command += ["build_py", "--build-lib", str(tmp_path / "lib")]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    package = tmp_path / "lib" / "leaflets"

    def files(root: Path) -> set[str]:
        return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}

    for part in PARTS:
        assert (package / "default_workspace" / part).exists()
    for part in ("data", "templates", "locales"):
        assert files(package / "default_workspace" / part) == files(repository / part)
    ours = {name for name in files(repository / "leaflets") if "__pycache__" not in name}
    assert {name for name in files(package) if not name.startswith("default_workspace/")} == ours


def test_the_build_step_names_the_parts_that_init_copies(repository: Path) -> None:
    step = (repository / "setup.py").read_text(encoding="utf-8")
    assert f"PARTS = {PARTS}".replace("'", '"') in step
