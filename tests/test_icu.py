"""ICU answers the same whatever locale the machine has, and odd names of locales do no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

# A locale that ICU lacks (kmr) falls back to the default one; so does a breaker that is asked for none.
ASKED = """
from leaflets.icu import BaseBreaker, CharacterBreaker, LineBreaker, MessageFormat
said = [MessageFormat(pattern, tag).format({"n": 1234.5})
        for pattern in ("{n, number}", "{n, number, ::unit/month unit-width-full-name}")
        for tag in ("kmr", "xx", "de")]
breaks = [list(LineBreaker("ちょっと、コーヒー。", tag)) for tag in ("kmr", "xx", "ja@lb=strict")]
default = CharacterBreaker.__new__(CharacterBreaker).locale
print((said, breaks, default.language, default.country, default.extensions))
"""
NAMES = (
    "ar_EG.UTF-8",
    "zh_TW.UTF-8",
    "fr",
    "ja_JP.eucJP",
    "C",
    "POSIX",
    "",
    "Norwegian Bokmål_Norway.1252",
    "xx_INVALID@foo=bar",
    "a" * 5000,
    "_" * 300,
    "en@" + ";".join(f"k{n}=v" for n in range(200)),
    b"\xff\xfe\x80",
)


def run(code: str, environment: Mapping[str, str | bytes], cwd: Path | None = None) -> bytes:
    """Run Python code under an environment; give what it writes."""
    own = {os.fsencode(key): os.fsencode(value) for key, value in {**os.environ, **environment}.items()}
    done = subprocess.run(
        [sys.executable, "-c", code], env=own, cwd=cwd, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, (environment, done.returncode, done.stderr.decode(errors="replace"))
    return done.stdout


@pytest.fixture(scope="module")
def usual() -> bytes:
    return run(ASKED, {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"})


def test_the_default_locale_is_english(usual) -> None:
    said, _, language, country, extensions = eval(usual.decode())  # noqa: S307 - our own output
    assert (language, country, extensions) == ("en", "", {})
    assert said[2] == "1.234,5"
    assert said[3] == "1,234.5 months"


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:30])
def test_no_locale_of_the_machine_reaches_icu(name, usual) -> None:
    assert run(ASKED, {"LC_ALL": name, "PYTHONUTF8": "1"}) == usual


@pytest.mark.parametrize("variable", ["LANG", "LC_MESSAGES", "LANGUAGE"])
def test_neither_do_the_other_variables(variable, usual) -> None:
    env = {"LC_ALL": "", "LANG": "", "PYTHONUTF8": "1"} | {variable: "ar_EG.UTF-8"}
    assert run(ASKED, env) == usual


def test_a_locale_that_was_set_in_the_process_is_none_of_icus_business(usual) -> None:
    code = "import locale; locale.setlocale(locale.LC_ALL, 'C')\n" + ASKED
    assert run(code, {"LC_ALL": "ar_EG.UTF-8", "PYTHONUTF8": "1"}) == usual


def test_the_environment_of_children_is_left_alone() -> None:
    code = "import os; before = dict(os.environ); import leaflets.icu; print(before == dict(os.environ))"
    assert run(code, {"LC_ALL": "ar_EG.UTF-8"}).strip() == b"True"
