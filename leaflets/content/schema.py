"""JSON Schemas of the data files, made from the models, for completion and checks in editors.

The first line of each data file names its schema in ``data/schema/`` (JSON Schema 2020-12).
"""

from __future__ import annotations

import json

from leaflets.content.files import FOLDERS, OPTIONAL, REQUIRED
from leaflets.content.lexicons import LexiconFile
from leaflets.workspace_files import LEXICONS


def schemas() -> dict[str, str]:
    """Make the text of every schema, by its file name (``procedure.json``)."""
    # A folder's schema describes one of its files, hence the singular: procedures, procedure.json.
    folders = FOLDERS | {LEXICONS: LexiconFile}
    models = REQUIRED | OPTIONAL | {folder.removesuffix("s"): model for folder, model in folders.items()}
    return {
        f"{name}.json": json.dumps(
            {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()},
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, model in sorted(models.items())
    }
