"""What it costs to hold every page against its document: the part of composing that the witness takes.

For each language of the workspace all its leaflets are composed with open fonts: with words that are new to
the process, and again with every word known. The witness is timed inside the same calls. The target is 3 %
of composing new words.

Run it: ``python tests/bench/bench_witness.py``. Every figure is the best of several.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from leaflets.build import Job, read_and_localise
from leaflets.layout import compose as module
from leaflets.layout.compose import compose
from leaflets.session import Session
from leaflets.text.paragraph import TextEngine

ROOT = Path(__file__).parents[2]
_TIMES = 5


class Watch:
    """Times the witness inside a call of ``compose``; ``spent`` is in seconds."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._original = module.what_is_lost
        module.what_is_lost = self._timed

    def _timed(self, *arguments: object) -> object:
        start = time.perf_counter()
        found = self._original(*arguments)  # type: ignore[arg-type]
        self.spent += time.perf_counter() - start
        return found

    def best(self, run: Callable[[], object]) -> tuple[float, float]:
        """Measure the quickest of several runs in seconds, and how many of them the witness took."""
        taken = []
        for _ in range(_TIMES):
            self.spent, start = 0.0, time.perf_counter()
            run()
            taken.append((time.perf_counter() - start, self.spent))
        return min(taken)


def main() -> None:
    """Print a line for each language, and the sum."""
    session, watch = Session(ROOT), Watch()
    library = session.engine.library
    total = [0.0, 0.0, 0.0, 0.0]
    print(f"{'':9}{'new ms':>10}{'witness':>10}{'again ms':>10}{'witness':>10}")
    assert session.library is not None
    for tag in session.library.site.value.languages:
        row = [0.0, 0.0, 0.0, 0.0]
        for leaflet in session.leaflets:
            document = read_and_localise(session, Job(leaflet, tag)).document
            engine = TextEngine(library)
            compose(document, engine)
            new = watch.best(lambda document=document: compose(document, TextEngine(library)))
            again = watch.best(lambda document=document, engine=engine: compose(document, engine))
            row = [sum(pair) for pair in zip(row, (*new, *again), strict=True)]
        total = [sum(pair) for pair in zip(total, row, strict=True)]
        _tell(tag, row)
    _tell("all", total)


def _tell(name: str, row: list[float]) -> None:
    new, lost, again, lost_again = row
    print(f"{name:9}{new * 1000:>10.1f}{lost / new:>10.1%}{again * 1000:>10.1f}{lost_again / again:>10.1%}")


if __name__ == "__main__":
    main()
