"""The names of the files and folders of a workspace, for all that read, write, watch or cite them.

Paths are relative to the workspace's folder. No file is opened here, and nothing of the package imported.
"""

from __future__ import annotations

import os
from pathlib import Path

DATA, TEMPLATES, LOCALES, FONTS = "data", "templates", "locales", "fonts"
# The folders that are read. Only locales/ is written as well, by the commands of translators and reviewers.
FOLDERS_READ = (DATA, TEMPLATES, LOCALES, FONTS)
OUTPUT = "output"  # where leaflets are written, if no other folder is named
EXCHANGE = "exchange"  # where catalogs are exported for translators, if no other folder is named
BABEL_CFG = "babel.cfg"
# Copied by ``leaflets init`` and packed into the wheel (setup.py has the same list).
PARTS = (DATA, TEMPLATES, LOCALES, BABEL_CFG)
YAML, TEMPLATE = ".yaml", ".j2"
SCHEMAS = Path(DATA, "schema")
LEXICONS = "lexicons"  # the folder of data/ with words for checks, one file a language
SIGNED = "signed"  # the folder of a locale that keeps signed words
APPROVALS = "approvals"  # the folder of a locale that keeps who signed them, a file for each signature
POT = Path(LOCALES, "leaflets.pot")
PO_IN_LOCALE = Path("LC_MESSAGES", "leaflets.po")  # gettext's layout: <locale>/LC_MESSAGES/<domain>.po
REVIEW_IN_LOCALE = Path("review.yaml")
BACK_TRANSLATIONS_IN_LOCALE = Path("back-translations.jsonl")


def is_workspace(root: Path) -> bool:
    """Tell whether a folder is a workspace: it has a folder ``data/``. Never raises, whatever the path."""
    return os.path.isdir(root / DATA)  # noqa: PTH112 - Path.is_dir raises for names that cannot be


def data_path(name: str) -> Path:
    """Build the path of a data file of which there is only one, such as ``site``."""
    return Path(DATA, f"{name}{YAML}")


def lexicon_path(tag: str) -> Path:
    """Build the path of a workspace's words for the checks of a language, ``data/lexicons/<tag>.yaml``."""
    return Path(DATA, LEXICONS, f"{tag}{YAML}")


def template_path(name: str) -> Path:
    """Build the path of a template, such as ``procedure.html.j2``."""
    return Path(TEMPLATES, name)


def po_path(locale: str) -> Path:
    """Build the path of the catalog of a locale, ``locales/<locale>/LC_MESSAGES/leaflets.po``."""
    return Path(LOCALES, locale) / PO_IN_LOCALE


def review_path(locale: str) -> Path:
    """Build the path of an older release's record of sign-offs, ``locales/<locale>/review.yaml``."""
    return Path(LOCALES, locale) / REVIEW_IN_LOCALE


def back_translations_path(locale: str) -> Path:
    """Build the path of the back-translations of a locale, ``locales/<locale>/back-translations.jsonl``."""
    return Path(LOCALES, locale) / BACK_TRANSLATIONS_IN_LOCALE


def approvals_path(locale: str) -> Path:
    """Build the path of the folder of a locale's approvals, ``locales/<locale>/approvals``."""
    return Path(LOCALES, locale, APPROVALS)


def signed_path(locale: str, content_hash: str) -> Path:
    """Build the path of the file that keeps the signed words of a locale, named by their hash."""
    return Path(LOCALES, locale, SIGNED, f"{content_hash}.json")


def is_hidden(name: str) -> bool:
    """Tell whether a file belongs to an editor or to the system (``._x`` is what macOS adds to archives)."""
    return name.startswith((".", "~$", "#"))
