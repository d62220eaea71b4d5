"""The names of the files and folders of a workspace, for every module that reads, writes or watches them.

Paths are relative to the workspace's folder. No file is opened here, and nothing slow is imported.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflets.languages import Language

DATA, TEMPLATES, LOCALES, FONTS = "data", "templates", "locales", "fonts"
# The folders that are read. Only locales/ is written as well, by the commands of translators and reviewers.
FOLDERS_READ = (DATA, TEMPLATES, LOCALES, FONTS)
# Copied by ``leaflets init`` and packed into the wheel (setup.py has the same list).
PARTS = (DATA, TEMPLATES, LOCALES, "babel.cfg")
YAML, TEMPLATE = ".yaml", ".j2"
POT = Path(LOCALES, "leaflets.pot")
_PO = Path("LC_MESSAGES", "leaflets.po")  # gettext's layout: <locale>/LC_MESSAGES/<domain>.po


def is_workspace(root: Path) -> bool:
    """Tell whether a folder is a workspace: it has a folder ``data/``. Never raises, whatever the path."""
    return os.path.isdir(root / DATA)  # noqa: PTH112 - Path.is_dir raises for names that cannot be


def data_file(name: str) -> Path:
    """Build the path of a data file of which there is only one, such as ``site``."""
    return Path(DATA, f"{name}{YAML}")


def po_file_in(locale: str) -> Path:
    """Build the path of the catalog of a locale, whose language need not be known."""
    return Path(LOCALES, locale) / _PO


def po_file(language: Language) -> Path:
    """Build the path of the catalog of a language, ``locales/<locale>/LC_MESSAGES/leaflets.po``."""
    return po_file_in(language.locale)


def review_file(language: Language) -> Path:
    """Build the path of the record of sign-offs of a language, ``locales/<locale>/review.yaml``."""
    return Path(LOCALES, language.locale, "review.yaml")


def signed_file(language: Language, hashed: str) -> Path:
    """Build the path of the file that keeps the signed words of a language, named by their hash."""
    # 64 bits of the hash are unique within a hospital and keep the name short.
    return Path(LOCALES, language.locale, "signed", f"{hashed[:16]}.json")


def is_hidden(name: str) -> bool:
    """Tell whether a file belongs to an editor or to the system (``._x`` is what macOS adds to archives)."""
    return name.startswith((".", "~$", "#"))
