"""What the files and folders of a workspace are called: said once for all who read, write or watch them.

Paths are relative to the workspace's folder. Nothing is opened here, and nothing slow is imported.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaflets.languages import Language

DATA, TEMPLATES, LOCALES, FONTS = "data", "templates", "locales", "fonts"
# The folders that are read. None of them is written to but locales/, by translators' and reviewers' commands.
FOLDERS_READ = (DATA, TEMPLATES, LOCALES, FONTS)
# What makes a workspace: copied by ``leaflets init``, packed into the wheel (setup.py has the same list).
PARTS = (DATA, TEMPLATES, LOCALES, "babel.cfg")
YAML, TEMPLATE = ".yaml", ".j2"
POT = Path(LOCALES, "leaflets.pot")
_PO = Path("LC_MESSAGES", "leaflets.po")  # gettext's own places: <locale>/LC_MESSAGES/<domain>.po


def is_workspace(root: Path) -> bool:
    """Tell whether a folder is a workspace: it has a folder ``data/``. Never raises, whatever the path."""
    return os.path.isdir(root / DATA)  # noqa: PTH112 - Path.is_dir raises for names that cannot be


def data_file(name: str) -> Path:
    """Name a file of the data that there is only one of, such as ``site``."""
    return Path(DATA, f"{name}{YAML}")


def po_file_in(locale: str) -> Path:
    """Name the catalog in the folder of a locale, which need not be one of a known language."""
    return Path(LOCALES, locale) / _PO


def po_file(language: Language) -> Path:
    """Name the catalog of a language, ``locales/<locale>/LC_MESSAGES/leaflets.po``."""
    return po_file_in(language.locale)


def review_file(language: Language) -> Path:
    """Name the record of sign-offs of a language, ``locales/<locale>/review.yaml``."""
    return Path(LOCALES, language.locale, "review.yaml")


def signed_file(language: Language, hashed: str) -> Path:
    """Name the file that keeps the words of a language that were signed, by their hash."""
    # 64 bits of the hash: no two texts of one hospital share them, and the name stays readable.
    return Path(LOCALES, language.locale, "signed", f"{hashed[:16]}.json")


def is_hidden(name: str) -> bool:
    """Tell whether a file belongs to an editor or to the system (``._x`` is what macOS adds to archives)."""
    return name.startswith((".", "~$", "#"))
