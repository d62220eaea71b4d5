"""What the tests of the shipped content share."""

from __future__ import annotations

import pytest

from leaflets.session import Session
from tests.workspaces import REPOSITORY, open_session


@pytest.fixture(scope="session")
def shipped() -> Session:
    """A session on the workspace that is shipped."""
    return open_session(REPOSITORY)
