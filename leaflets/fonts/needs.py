"""What languages need and no font has: reported once per language, not once per letter.

In: a language, or the fonts that ``data/languages.yaml`` names, and the available fonts. Out: problems.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

from leaflets.diagnostics import Diagnostic, Position
from leaflets.fonts.table import FontFile, has_font
from leaflets.languages import Language
from leaflets.tags import script_name
from leaflets.workspace_files import po_path

_HINT = "put a TrueType font that has it into the folder fonts/ (Noto has them: fonts.google.com/noto)"


def missing_script(language: Language, files: Collection[FontFile]) -> Diagnostic | None:
    """Report that no font has the script of a language; None if one has."""
    if has_font(files, language.script):
        return None
    script = script_name(language.script) or f'the script "{language.script}"'
    place = Position(po_path(language.locale).as_posix())
    message = f"no font has {script}, which {language.tag} is written in"
    return Diagnostic(message, place, _HINT, code="no-font", language=language.tag)


def missing_fonts(
    wanted: Iterable[tuple[str, str, Position]], files: Collection[FontFile]
) -> Iterator[Diagnostic]:
    """Yield a problem for each missing font; ``wanted`` are language, font and the line that names it."""
    known = sorted(file.name for file in files)
    for tag, name, place in wanted:
        if name not in known:
            # Below difflib's default of 0.6, so that part of a name is enough: "Thai" finds "NotoSansThai".
            near = ", ".join(difflib.get_close_matches(name, known, n=3, cutoff=0.4))
            hint = f"put it into fonts/{name}.ttf" + (f", or name one of: {near}" if near else "")
            yield Diagnostic(f'there is no font "{name}"', place, hint, code="unknown-font", language=tag)
