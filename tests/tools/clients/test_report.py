"""The tables of docs/clients.md, from readers that are made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from tools.clients import report
from tools.clients.__main__ import main
from tools.clients.blocks import Block, Part
from tools.clients.measuring import Measured, measure
from tools.clients.packages import LackingError
from tools.clients.readers.base import Shape
from tools.clients.samples import Passed, Sample


class Given:
    """A reader that gives the same of every file, or needs something."""

    kind = "asked"
    shape = Shape.PAGES

    def __init__(self, name: str, text: str = "", lacking: str = "") -> None:
        self.name, self._text, self._lacking = name, text, lacking

    def version(self) -> str:
        if self._lacking:
            raise LackingError(self._lacking)
        return "1.0"

    def read(self, files: Sequence[Path]) -> Iterator[tuple[str, ...]]:
        for file in files:
            assert file.read_bytes() == b"%PDF"
            yield (self._text,)


def sample(name: str, lang: str, script: str, *words: str, leaflet: bool = True) -> Sample:
    found = tuple(Block(word, "p", (Part(0, word, frozenset({1})),)) for word in words)
    return Sample(name, lang, script, leaflet, b"%PDF", found)


SAMPLES = (
    sample("a-en", "en", "Latn", "Call 999", "Rest", "Walk"),
    sample("a-th", "th", "Thai", "งดอาหาร"),
    sample("udhr-ar", "ar", "Arab", "راحة", leaflet=False),
)


@pytest.fixture
def measured(tmp_path: Path) -> tuple[Measured, ...]:
    # One that loses only the line end of Thai, one that loses a digit, glues a word and has no Arabic.
    good = Given("good", "Call 999\nRest\nWalk\nง\nดอาหาร\nراحة")
    bad = Given("bad", "Call 99\nRest\nWalking")
    return measure([good, bad, Given("away", lacking="the program away")], SAMPLES, tmp_path / "files")


def test_a_table_rounds_down_and_forgives_in_brackets(measured: tuple[Measured, ...]) -> None:
    table = report.table(measured, SAMPLES[:2])
    assert table.splitlines() == [
        "| reader | en | th |",
        "| --- | --- | --- |",
        "| `good` | 100 | 0 (100) |",
        "| `bad` | 33 | 0 (0) |",
    ]


def test_the_summary_names_what_falls_short(measured: tuple[Measured, ...]) -> None:
    assert report.summary(measured, SAMPLES).splitlines()[2:] == [
        "| `good` | none | none | none |",
        "| `bad` | en 33, th 0 | ar 0 | en |",
    ]


def test_numbers_are_counted_by_themselves(measured: tuple[Measured, ...]) -> None:
    table = report.table(measured, SAMPLES, numbers=True, by_language=True)
    assert table.splitlines()[2:] == ["| `en` | all | 0/1 |", "| `th` |  |  |", "| `ar` |  |  |"]


def test_a_reader_that_is_not_here_is_named(measured: tuple[Measured, ...]) -> None:
    assert "| `away` | asked | not here: it needs the program away |" in report.versions(measured)


def test_faults_show_the_letters_that_differ(measured: tuple[Measured, ...]) -> None:
    told = "\n".join(report.faults(measured, SAMPLES, 5))
    assert "bad en: 3 kinds of block or number" in told
    assert "after 'all 99': U+0039 DIGIT NINE -> U+0020 SPACE" in told


def test_a_difference_beyond_the_block_is_none() -> None:
    assert list(report.differences("Rest now", "Rest\nnow\nWalk")) == []
    assert list(report.differences("Rest", "Rset")) != []


def test_the_page_has_every_table(measured: tuple[Measured, ...]) -> None:
    text = report.page(measured, SAMPLES, [Passed("dv", "no font has Thaana")], date(2026, 11, 26))
    assert "{{" not in text
    assert "on 26 November 2026" in text
    assert "| `good` | 100 | 0 (100) |" in text
    assert "- `dv`: no font has Thaana" in text


def test_the_template_names_only_what_there_is() -> None:
    names = set(re.findall(r"\{\{ (\S+) \}\}", report.TEMPLATE.read_text(encoding="utf-8")))
    assert {"day", "readers", "leaflets", "others"} <= names


def test_a_part_is_never_written_for_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--update", "--only", "en"]) == 2
    assert "leave --only and --reader out" in capsys.readouterr().err
