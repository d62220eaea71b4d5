"""The program ssh-keygen in tests: skipped where it is missing, but not in CI, which installs it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.people import Person

needs_ssh_keygen = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None and not os.environ.get("CI"), reason="ssh-keygen is not installed"
)


def key_file(folder: Path, person: Person) -> Path:
    """Write the key of a person, as ssh-keygen keeps one without a passphrase, with its public half."""
    path = folder / person.id
    path.write_bytes(person.key.private_file())
    path.chmod(0o600)
    path.with_name(f"{path.name}.pub").write_text(f"{person.key.line} {person.id}\n", encoding="utf-8")
    return path
