"""The shipped catalogs: current, and without an error that a program can be sure of."""

from __future__ import annotations

import time

import pytest
from click.testing import CliRunner

from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import Checker, certain_errors
from leaflets.checks.fit import Fitting
from leaflets.cli import cli
from leaflets.languages import Languages
from tests.workspaces import REPOSITORY

CATALOGS = sorted((REPOSITORY / "locales").glob("*/LC_MESSAGES/leaflets.po"))


def test_the_catalogs_are_up_to_date() -> None:
    """If this fails, run ``leaflets catalog update`` and commit what it writes."""
    result = CliRunner().invoke(cli, ["catalog", "update", "--check", "--workspace", str(REPOSITORY)])
    assert result.exit_code == 0, result.output


def test_no_catalog_of_a_pseudo_language_is_shipped() -> None:
    """Pseudo-languages are made when they are asked for; nobody translates them."""
    assert not list((REPOSITORY / "locales").glob("*_X[AB]"))


def test_no_catalog_has_what_cannot_be_right_and_that_takes_little_time() -> None:
    start = time.process_time()
    for path in CATALOGS:
        file = read_po_file(path.read_bytes(), path.name, Languages().from_locale(path.parts[-3]))
        assert [each for message in file.messages for each in certain_errors(message, file)] == []
    assert time.process_time() - start < 5.0


@pytest.mark.slow
def test_all_catalogs_are_checked_in_little_time() -> None:
    """Seven lexicons are read, 1,800 messages compared; processor time, since others share the machine."""
    start = time.process_time()
    files = [
        read_po_file(path.read_bytes(), path.name, Languages().from_locale(path.parts[-3]))
        for path in CATALOGS
    ]
    checker = Checker(fitting=Fitting())
    assert [checker.run(each).po for each in files] == files
    assert len(files) >= 7
    assert time.process_time() - start < 30.0
