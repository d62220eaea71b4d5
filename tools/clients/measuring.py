"""Let readers read files, and add up what they gave."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools.clients.packages import LackingError
from tools.clients.readers.base import Reader
from tools.clients.readers.marionette import MarionetteError
from tools.clients.samples import Sample
from tools.clients.scoring import Score, score


@dataclass(frozen=True, slots=True)
class Measured:
    """What one reader gave: its version and a score for each file by name, or why there are none."""

    name: str
    kind: str
    version: str = ""
    lacking: str = ""
    scores: Mapping[str, Score] = field(default_factory=dict)

    def total(self, samples: Sequence[Sample]) -> Score:
        """Add up the scores of some files."""
        return sum((self.scores[each.name] for each in samples if each.name in self.scores), Score())


def measure(readers: Sequence[Reader], samples: Sequence[Sample], folder: Path) -> tuple[Measured, ...]:
    """Write the files into a folder and let every reader read them, two readers at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{each.name}.pdf" for each in samples]
    for file, each in zip(files, samples, strict=True):
        file.write_bytes(each.content)
    with ThreadPoolExecutor(max_workers=2) as threads:
        return tuple(threads.map(lambda reader: _of(reader, samples, files), readers))


def _of(reader: Reader, samples: Sequence[Sample], files: Sequence[Path]) -> Measured:
    """Measure one reader; one that is not here or gives up is told, and stops no other."""
    try:
        version = reader.version()
        given = list(reader.read(files))
        print(f"{reader.name} has read {len(files)} files", file=sys.stderr)
    except LackingError as error:
        return Measured(reader.name, reader.kind, lacking=f"not here: it needs {error}")
    # Minutes of measuring of the other readers are not to be lost with one.
    except (MarionetteError, subprocess.CalledProcessError) as error:
        return Measured(reader.name, reader.kind, lacking=f"failed: {error}")
    scores = {
        sample.name: score(sample.blocks, texts, sample.script, reader.shape)
        for sample, texts in zip(samples, given, strict=True)
    }
    return Measured(reader.name, reader.kind, version, scores=scores)
