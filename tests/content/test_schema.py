from __future__ import annotations

import json

from leaflets.content.files import FOLDERS, OPTIONAL, REQUIRED
from leaflets.content.schema import schemas


def test_there_is_a_schema_for_every_model() -> None:
    found = schemas()
    assert len(found) == len(REQUIRED) + len(OPTIONAL) + len(FOLDERS) + 1  # that of lexicons
    for text in found.values():
        schema = json.loads(text)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["additionalProperties"] is False
