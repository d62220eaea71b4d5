"""The model of each file in ``data/``: the layout of a workspace's data.

Reading, schemas and extraction all use this table. A new kind of data file needs a model and a row here.
"""

from __future__ import annotations

from pathlib import PurePath

from leaflets.content.glossary import Glossary
from leaflets.content.languages import LanguageRows
from leaflets.content.leaflets import Guide, Leaflet, Procedure, Questions
from leaflets.content.lexicons import LexiconFile
from leaflets.content.model import Model
from leaflets.content.reviewers import Reviewers
from leaflets.content.site import Exceptions, Site
from leaflets.content.sources import Sources
from leaflets.workspace_files import LEXICONS

# Required files, by name without ``.yaml``.
REQUIRED: dict[str, type[Model]] = {
    "site": Site,
    "sources": Sources,
    "questions": Questions,
    "exceptions": Exceptions,
}
OPTIONAL: dict[str, type[Model]] = {
    "glossary": Glossary,
    "languages": LanguageRows,
    "reviewers": Reviewers,
}
# Folders with any number of files, one leaflet in each.
FOLDERS: dict[str, type[Leaflet]] = {"procedures": Procedure, "guides": Guide}


def model_of(path: PurePath) -> type[Model] | None:
    """Look up the model of a file by its path in ``data/``; None for any other file."""
    folders = FOLDERS | {LEXICONS: LexiconFile}
    return folders.get(path.parent.name) or (REQUIRED | OPTIONAL).get(path.stem)
