from __future__ import annotations

import json
import re

from leaflets.content.files import FOLDERS, OPTIONAL, SINGLE
from leaflets.content.schema import schemas


def test_the_committed_schemas_are_those_of_the_models(repository) -> None:
    """If this fails, run ``leaflets schema`` and commit what it writes."""
    folder = repository / "data" / "schema"
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    assert committed == schemas()


def test_there_is_a_schema_for_every_model() -> None:
    found = schemas()
    assert len(found) == len(SINGLE) + len(OPTIONAL) + len(FOLDERS)
    for text in found.values():
        schema = json.loads(text)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["additionalProperties"] is False


def test_every_file_names_its_schema_in_the_first_line(repository) -> None:
    for path in (repository / "data").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        schema = (path.parent / named[1]).resolve()
        assert schema.is_file(), path
        wanted = path.stem if path.parent.name == "data" else path.parent.name.removesuffix("s")
        assert schema.stem == wanted
