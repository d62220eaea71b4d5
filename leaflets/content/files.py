"""Which file of ``data/`` holds which model: the layout of a workspace's data, said once."""

from __future__ import annotations

from pathlib import PurePath

from leaflets.content.glossary import Glossary
from leaflets.content.languages import LanguageRows
from leaflets.content.leaflets import Guide, Leaflet, Procedure, Questions
from leaflets.content.model import Model
from leaflets.content.site import Exceptions, Site
from leaflets.content.sources import Sources

SINGLE: dict[str, type[Model]] = {
    "site": Site,
    "sources": Sources,
    "questions": Questions,
    "exceptions": Exceptions,
}
# A workspace may do without these.
OPTIONAL: dict[str, type[Model]] = {"glossary": Glossary, "languages": LanguageRows}
FOLDERS: dict[str, type[Leaflet]] = {"procedures": Procedure, "guides": Guide}


def model_of(path: PurePath) -> type[Model] | None:
    """Give the model of a file, by its place below ``data/``; None for a file that is none of ours."""
    return FOLDERS.get(path.parent.name) or (SINGLE | OPTIONAL).get(path.stem)
