"""The npm packages of CLDR as they lie in a folder, and what CLDR says of a locale as a whole."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

COVERED = {"basic", "moderate", "modern"}
# Languages whose parent in CLDR is another language; Bokmål and Nynorsk are both Norwegian.
FOREIGN = {"ht": "fr", "hi-Latn": "en"}


class Source:
    """The npm packages, as they lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.coverage = self.load("cldr-core/coverageLevels.json")["effectiveCoverageLevels"]
        self.likely = self.supplemental("likelySubtags")["likelySubtags"]
        self.names = sorted(
            path.name
            for path in (folder / "cldr-units-full" / "main").iterdir()
            if re.fullmatch(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", path.name)
        )

    @cache  # noqa: B019 - one source for one run
    def load(self, path: str) -> dict[str, Any]:
        """Read a JSON file of the packages, once."""
        found: dict[str, Any] = json.loads((self.folder / path).read_text(encoding="utf-8"))
        return found

    def supplemental(self, name: str) -> dict[str, Any]:
        """Read a file of what is no locale's own (``supplemental`` in CLDR)."""
        found: dict[str, Any] = self.load(f"cldr-core/supplemental/{name}.json")["supplemental"]
        return found

    def main(self, package: str, name: str, file: str) -> dict[str, Any]:
        """Read what a file of a package says of a locale; nothing if it does not have the locale."""
        path = f"{package}/main/{name}/{file}.json"
        return self.load(path)["main"][name] if (self.folder / path).exists() else {}

    def script(self, name: str) -> str:
        """Find the script of a locale: the one that it names, else the likely one of its language."""
        code, *rest = name.split("-")
        named = [part for part in rest if len(part) == 4]
        return named[0] if named else self.likely.get(name, self.likely.get(code, "und-Latn")).split("-")[1]

    def key(self, name: str) -> str:
        """Name a locale without the script that its language is written in anyway."""
        code, *rest = name.split("-")
        kept = [part for part in rest if len(part) != 4]
        script = self.script(name)
        return "_".join([code, *([script] if script != self.script(code) else []), *kept])

    def parent(self, name: str) -> str:
        """Name the locale of another language, or the root, that words must not come from."""
        code = name.split("-", maxsplit=1)[0]
        return FOREIGN.get(name) or FOREIGN.get(code) or "und"

    def is_covered(self, name: str) -> bool:
        """Tell whether CLDR itself calls the locale, in its script, covered."""
        code = name.split("-", maxsplit=1)[0]
        is_usual = self.script(name) == self.script(code)
        levels = (
            self.coverage.get(each) for each in (f"{code}-{self.script(name)}", code if is_usual else name)
        )
        return any(level in COVERED for level in levels)
