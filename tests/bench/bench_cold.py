"""The cold bench: how long a person waits for ``leaflets build``, from the shell to the last file.

Every run is a process of its own that has nothing but compiled modules (in a folder of the bench, so that it
does not matter whether the installation has them) and a warm disk cache. Seconds are those of the clock, at
best and in the middle; memory is the peak of the largest process. Beside each stands what it is of a bare
start of Python in the same run, because a machine that others use as well is slow for both; processor
seconds (of all processes together) suffer less from such company.

Run it: ``python tests/bench/bench_cold.py [--workspace DIR]``. It needs ``os.wait4`` (Linux, macOS).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
SIX = ("en", "es", "zh-Hans", "ar", "hi", "th")
# A macOS kernel counts the peak in bytes, others in kB (getrusage(2)).
_MEGABYTE = 2**20 if sys.platform == "darwin" else 2**10


@dataclass(frozen=True, slots=True)
class Case:
    """Something to be run so many times: its name, the program's arguments, what we aim at."""

    name: str
    arguments: tuple[str, ...]
    times: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds, processor seconds, megabytes of the largest process."""

    seconds: float
    processor: float
    megabytes: float


def cases() -> Iterator[Case]:
    """Yield what is measured; targets are those of the project's plan, on 2 cores."""
    build = ("-m", "leaflets", "build")
    six = tuple(part for tag in SIX for part in ("--language", tag))
    yield Case("bare start of Python", ("-c", "pass"), 9)
    yield Case("leaflets --version", ("-m", "leaflets", "--version"), 5)
    yield Case("one leaflet (en)", (*build, "vertebroplasty", "--language", "en"), 9, 0.6)
    yield Case("one leaflet (ar)", (*build, "vertebroplasty", "--language", "ar"), 9, 0.6)
    yield Case("one leaflet (zh-Hans)", (*build, "vertebroplasty", "--language", "zh-Hans"), 9, 0.6)
    yield Case("36 leaflets, 2 processes", (*build, *six, "--jobs", "2"), 5, 3.0)
    yield Case("36 leaflets, 1 process", (*build, *six, "--jobs", "1"), 3)
    yield Case("all leaflets, 2 processes", (*build, "--jobs", "2"), 3)


def main() -> None:
    """Measure, and print a line for each case as it is done."""
    workspace = _workspace()
    print(f"load {_load()} on {os.cpu_count()} processors")
    print(f"{'':28}{'best':>8}{'median':>8}{'target':>8}{'x bare':>8}{'cpu':>9}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder, _compiled_in(Path(folder)):
        bare = 0.0
        for case in cases():
            runs = measure(case, workspace, Path(folder) / "output")
            bare = bare or min(run.seconds for run in runs)
            print(_line(case, runs, bare), flush=True)
    print(f"load {_load()}")


def measure(case: Case, workspace: Path, output: Path) -> list[Taken]:
    """Run a case once for the caches, then as often as it asks."""
    arguments = list(case.arguments)
    if "build" in arguments:
        arguments += ["--output", str(output), "--workspace", str(workspace)]
    _timed(arguments)
    return [_timed(arguments) for _ in range(case.times)]


def _timed(arguments: Sequence[str]) -> Taken:
    """Run Python, and count its children with it.

    On Linux the peak is at least that of who started it; so this module imports nothing large.
    """
    started = time.perf_counter()
    silent = subprocess.DEVNULL
    process = subprocess.Popen([sys.executable, *arguments], stdout=silent, stderr=silent, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MEGABYTE)


@contextmanager
def _compiled_in(folder: Path) -> Iterator[None]:
    """Let Python keep compiled modules in a folder of ours, as an installation keeps its own."""
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _line(case: Case, runs: Sequence[Taken], bare: float) -> str:
    best, middle = min(run.seconds for run in runs), median(run.seconds for run in runs)
    processor, peak = min(run.processor for run in runs), max(run.megabytes for run in runs)
    target = f"{case.seconds:.1f} s" if case.seconds else ""
    times = f"{best:>7.2f}s{middle:>7.2f}s{target:>8}{best / bare:>8.1f}{processor:>8.2f}s"
    return f"{case.name:28}{times}{peak:>9.0f}"


def _workspace() -> Path:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workspace", type=Path, default=ROOT, help="another workspace than the default")
    given: Path = parser.parse_args().workspace
    return given.resolve()


def _load() -> str:
    return f"{os.getloadavg()[0]:.2f}"


if __name__ == "__main__":
    main()
