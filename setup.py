"""Build step: the repository's own data, templates and catalogs travel in the package.

``leaflets init`` copies them from ``leaflets/default_workspace`` (from the repository itself where the
package is installed editable). All else about the build stands in pyproject.toml.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# The same list as in leaflets/workspace_files.py, which cannot be imported: where a wheel is built, the
# package and what it needs are not installed. A test holds the two together.
PARTS = ("data", "templates", "locales", "babel.cfg")


class BuildWithWorkspace(build_py):
    """Build the package afresh, with the default workspace in it."""

    def run(self) -> None:
        """Run the step; an editable install takes the workspace from the repository."""
        package = Path(self.build_lib) / "leaflets"
        if not self.editable_mode:
            # An earlier build leaves its files there, and those that are gone since would be packed again.
            shutil.rmtree(package, ignore_errors=True)
        super().run()
        if self.editable_mode:
            # No copy is made: leaflets init finds the folders of the repository itself.
            return
        target = package / "default_workspace"
        target.mkdir(parents=True)
        for part in PARTS:
            if Path(part).is_dir():
                shutil.copytree(part, target / part)
            else:
                shutil.copy(part, target / part)


setup(cmdclass={"build_py": BuildWithWorkspace})
