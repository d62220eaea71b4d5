"""How many planted faults the checks find, and how many right translations they ask about.

A set is a file for each language: faults planted in right translations, and right translations in other
words. Lexicons and checks are worked on with ``tuning`` and ``validation``; nobody who does reads ``sealed``.
A fault counts as found if its text raises an error or a question that the right text does not raise. Terms of
the shipped glossary are checked as well; checks across messages are not, because each row stands alone.

Run it: ``python tests/bench/bench_findings.py tuning [TAG …]``; ``-v`` lists what was missed and what was
asked in vain. On the sealed sets it lists nothing, and adds its figures to ``sealed/runs.yaml``.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from leaflets.catalogs.po import PoFile, PoMessage
from leaflets.checks.checker import Checker, median_length_ratio
from leaflets.diagnostics import Diagnostic
from leaflets.session import Session

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


@dataclass(frozen=True)
class Row:
    """A fault or a right text, with what was found in it; ``kind`` is "right" for the latter."""

    kind: str
    source: str
    text: str
    found: tuple[Diagnostic, ...]

    @property
    def level(self) -> str:
        """The worst that was found: error, question or nothing."""
        if any(each.is_error for each in self.found):
            return "error"
        return "question" if any(each.is_question for each in self.found) else "nothing"


@dataclass(frozen=True)
class Figures:
    """What was found in the set of one language."""

    language: str
    faults: tuple[Row, ...]
    right: tuple[Row, ...]

    def share(self, rows: tuple[Row, ...], *levels: str) -> float:
        """The share of rows whose worst finding is one of these."""
        return sum(row.level in levels for row in rows) / max(1, len(rows))

    def as_data(self) -> dict[str, Any]:
        """The figures as plain data."""
        faults, right = (Counter(row.level for row in rows) for rows in (self.faults, self.right))
        return {"faults": dict(sorted(faults.items())), "right": dict(sorted(right.items()))}


class Bench:
    """The checks as they run in the shipped workspace."""

    def __init__(self) -> None:
        self._session = Session(ROOT)
        library = self._session.require_library()
        terms = library.glossary.value.terms if library.glossary else ()
        self._checker = Checker(terms)

    def measure(self, path: Path) -> Figures:
        """Check every row of a set."""
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        po = self._session.workspace.po_file(self._session.languages.find(rows["language"])).value
        assert po is not None
        ratio = median_length_ratio(po)
        faults = []
        for each in rows["faults"]:
            usual = {_same(one) for one in self._findings(po, ratio, each["source"], each["right"])}
            found = self._findings(po, ratio, each["source"], each["wrong"])
            new = tuple(one for one in found if _same(one) not in usual)
            faults.append(Row(each["kind"], each["source"], each["wrong"], new))
        right = (
            Row(
                "right",
                each["source"],
                each["text"],
                tuple(self._findings(po, ratio, each["source"], each["text"])),
            )
            for each in rows["paraphrases"]
        )
        return Figures(rows["language"], tuple(faults), tuple(right))

    def _findings(self, po: PoFile, ratio: float, source: str, text: str) -> Iterator[Diagnostic]:
        message = PoMessage("", source, "", (text,), (1,))
        alone = PoFile(po.file, po.language, po.header, (message,), header_line=1)
        yield from self._checker.check_message(message, alone, ratio)
        for check in self._checker.checks:
            # Of the checks of whole catalogs those of terms look at one message at a time.
            if check.catalog and check.id in ("term", "forbidden-term"):
                yield from (
                    each.problem for each in self._checker.run(alone).found if each.problem.code == check.id
                )


def _same(finding: Diagnostic) -> tuple[str, str]:
    """What makes two findings in two texts the same one: the check, and the words without the quotation."""
    return finding.code, finding.message.partition(" in ")[0]


def table(figures: list[Figures]) -> str:
    """Print what was found, by language and in all."""
    head = f"{'':<10}{'faults':>8}{'error':>8}{'question':>10}{'found':>8}"
    lines = [f"{head}   {'right':>6}{'error':>8}{'question':>10}"]
    total = Figures(
        "all", tuple(r for f in figures for r in f.faults), tuple(r for f in figures for r in f.right)
    )
    for each in (*figures, total):
        error, question = (each.share(each.faults, level) for level in ("error", "question"))
        wrong, asked = (each.share(each.right, level) for level in ("error", "question"))
        lines.append(
            f"{each.language:<10}{len(each.faults):>8}{error:>8.1%}{question:>10.1%}{error + question:>8.1%}"
            f"   {len(each.right):>6}{wrong:>8.1%}{asked:>10.1%}"
        )
    return "\n".join(lines)


def details(figures: Figures) -> Iterator[str]:
    """List what was missed and what was asked in vain."""
    for row in figures.faults:
        if row.level == "nothing":
            yield f"MISSED [{figures.language}] {row.kind}\n    {row.source}\n    {row.text}"
    for row in figures.right:
        if row.level != "nothing":
            said = "\n    ".join(f"{each.severity.value} {each.code}: {each.message}" for each in row.found)
            yield f"IN VAIN [{figures.language}]\n    {row.source}\n    {row.text}\n    {said}"


def _record(figures: list[Figures]) -> None:
    """Add a run to the list of all that were made on the sealed sets."""
    path = HERE / "sealed" / "runs.yaml"
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=10"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    run = {"run": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"), "commit": commit}
    run |= {"figures": {each.language: each.as_data() for each in figures}}
    with path.open("a", encoding="utf-8") as file:
        file.write(yaml.safe_dump([run], sort_keys=False, allow_unicode=True, default_flow_style=None))


def main() -> None:
    """Measure a set, or some languages of it."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    bench = Bench()
    for name in words[:1] or ("tuning", "validation"):
        paths = [path for path in sorted((HERE / name).glob("*.yaml")) if path.stem != "runs"]
        figures = [bench.measure(path) for path in paths if not words[1:] or path.stem in words[1:]]
        print(f"{name}\n{table(figures)}")
        if name == "sealed":
            _record(figures)
        elif "-v" in sys.argv:
            print("\n".join(line for each in figures for line in details(each)))


if __name__ == "__main__":
    main()
