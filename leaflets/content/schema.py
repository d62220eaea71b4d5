"""JSON Schemas of the data files, made from the models, so that an editor completes and checks.

The first line of each data file names its schema below ``data/schema/`` (JSON Schema 2020-12).
"""

from __future__ import annotations

import json

from leaflets.content.files import FOLDERS, OPTIONAL, SINGLE

FOLDER = "schema"


def schemas() -> dict[str, str]:
    """Make the text of every schema, by its file name (``procedure.json``)."""
    # A folder's schema describes one of its files, so it has the name of one: procedures, procedure.json.
    models = SINGLE | OPTIONAL | {folder.removesuffix("s"): model for folder, model in FOLDERS.items()}
    return {
        f"{name}.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, model in sorted(models.items())
    }
