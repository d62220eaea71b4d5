"""The only way to ICU: its break iterators and message formats, with its own locale pinned.

ICU falls back to the locale of the process, which the machine's ``LC_ALL`` or ``LANG`` decide: the
same text would be broken or numbered otherwise elsewhere, and a name that ICU cannot parse ends the
process in its first call. So the locale is set here before anything is asked of ICU. Nothing else in
the program imports ``icu4py``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

from icu4py import breakers, icu_version_info
from icu4py.breakers import BaseBreaker, CharacterBreaker, LineBreaker
from icu4py.messageformat import MessageFormat

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

__all__ = ["DEFAULT_LOCALE", "BaseBreaker", "CharacterBreaker", "LineBreaker", "MessageFormat"]

# English, which ICU has in full: what slips through is a word that everybody sees to be foreign,
# where the root locale would write "m" for months.
DEFAULT_LOCALE = "en"


def _pin() -> None:
    """Set the locale that ICU falls back to (``uloc_setDefault``), which icu4py does not offer.

    Raises:
        LeafletsError: the installed ICU cannot be reached.
    """
    name = f"uloc_setDefault_{icu_version_info[0]}"
    for library in _libraries():
        if set_default := getattr(ctypes.CDLL(str(library)), name, None):
            status = ctypes.c_int(0)
            set_default(DEFAULT_LOCALE.encode(), ctypes.byref(status))
            if status.value <= 0:  # U_ZERO_ERROR, or a warning
                return
    message, hint = (
        f"ICU does not offer {name}",
        "install icu4py from its wheel: pip install --force-reinstall icu4py",
    )
    raise LeafletsError(Diagnostic(message, Position(breakers.__file__), hint, code="icu"))


def _libraries() -> Iterator[Path]:
    """Yield the libraries that may hold ICU's common part, all loaded already.

    POSIX looks a name up in a library and in all that it needs (``dlsym``); Windows in one alone.
    """
    module = Path(breakers.__file__)
    yield module
    yield from sorted((module.parent.parent / "icu4py.libs").glob("icuuc*.dll"))


_pin()
