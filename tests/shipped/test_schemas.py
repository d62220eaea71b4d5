"""The shipped data and the schemas by which editors check them."""

from __future__ import annotations

import re

from leaflets.content.files import model_of
from leaflets.content.schema import schemas
from tests.workspaces import REPOSITORY


def test_the_committed_schemas_are_those_of_the_models() -> None:
    """If this fails, run ``leaflets schema`` and commit what it writes."""
    folder = REPOSITORY / "data" / "schema"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert committed == schemas()


def test_every_file_names_its_schema_in_the_first_line() -> None:
    for path in (REPOSITORY / "data").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        schema = (path.parent / named[1]).resolve()
        assert schema.is_file(), path
        wanted = path.stem if path.parent.name == "data" else path.parent.name.removesuffix("s")
        assert schema.stem == wanted


def test_every_file_of_the_data_has_a_model() -> None:
    paths = list((REPOSITORY / "data").rglob("*.yaml"))
    assert len(paths) >= 10
    assert [path for path in paths if model_of(path) is None] == []
