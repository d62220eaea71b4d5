"""A hospital whose Spanish leaflet was signed, changed since, put back in part, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from leaflets.build import Job
from leaflets.catalogs.back_translations import (
    BackTranslation,
    BackTranslations,
    words_hash,
    write_back_translations,
)
from leaflets.catalogs.message_ids import message_id
from leaflets.reviewing.making import make_sheet
from leaflets.reviewing.sheet import ReviewSheet
from leaflets.session import Session
from leaflets.workspace_files import back_translations_path
from tests.people import AMINA, ZAID, sign_in
from tests.workspaces import TODAY, open_session

LEAFLET = "spinal-endoscopy"
PO = "locales/es/LC_MESSAGES/leaflets.po"


@pytest.fixture
def hospital(workspace: Path, spoil: Callable[[str, str, str], int]) -> Path:
    """The workspace of a real hospital, which may approve."""
    spoil("data/site.yaml", "example: true\n", "")
    return workspace


@pytest.fixture
def sheet() -> Callable[..., ReviewSheet]:
    """Make a sheet of a workspace, of the fixed one if none is given."""

    def make(leaflet: str = LEAFLET, language: str = "es", root: Path | None = None) -> ReviewSheet:
        session = open_session(root) if root else open_session()
        return make_sheet(session, Job(leaflet, language))

    return make


def sign_spanish(hospital: Path) -> None:
    """Let a translator and a clinician sign the leaflet, on different days."""
    sign_in(hospital, LEAFLET, "es", (ZAID, "translator"))
    sign_in(hospital, LEAFLET, "es", (AMINA, "clinician"))


def put_back(root: Path, language: str, texts: dict[tuple[str, str], str], *, stale: bool = False) -> None:
    """Put messages of a catalog back, by context and msgid; ``stale`` ones render other words."""
    session = Session(root, today=TODAY)
    po = session.workspace.po_file(session.languages.find(language)).value
    assert po is not None
    entries = [
        BackTranslation(
            id=message_id(message.key),
            words=words_hash(("other",) if stale else message.texts),
            by="Ana Ruiz",
            date=TODAY,
            texts=(texts[message.key],) * len(message.texts),
        )
        for message in po.messages
        if message.key in texts
    ]
    assert len(entries) == len(texts)
    path = root / back_translations_path(po.language.locale)
    known = session.back_translations(language) if path.exists() else BackTranslations()
    path.write_bytes(write_back_translations(known.with_entries(entries)))
