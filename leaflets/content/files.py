"""Which file of ``data/`` holds which model: the layout of a workspace's data, said once.

The workspace reads by this table, schemas are made from it, extraction goes by it. A new kind of data file
is a model and a row here.
"""

from __future__ import annotations

from pathlib import PurePath

from leaflets.content.glossary import Glossary
from leaflets.content.languages import LanguageRows
from leaflets.content.leaflets import Guide, Leaflet, Procedure, Questions
from leaflets.content.model import Model
from leaflets.content.site import Exceptions, Site
from leaflets.content.sources import Sources

# By the file's name without ``.yaml``; a workspace has each of these.
SINGLE: dict[str, type[Model]] = {
    "site": Site,
    "sources": Sources,
    "questions": Questions,
    "exceptions": Exceptions,
}
# A workspace may do without these.
OPTIONAL: dict[str, type[Model]] = {"glossary": Glossary, "languages": LanguageRows}
# Folders with any number of files, one leaflet in each.
FOLDERS: dict[str, type[Leaflet]] = {"procedures": Procedure, "guides": Guide}


def model_of(path: PurePath) -> type[Model] | None:
    """Look up the model of a file by its path below ``data/``; None for a file that is none of ours."""
    return FOLDERS.get(path.parent.name) or (SINGLE | OPTIONAL).get(path.stem)
