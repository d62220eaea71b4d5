"""What the tests of the preview share: a preview on a workspace to spoil, and its server."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue

import pytest
from starlette.testclient import TestClient

from leaflets.build import Job
from leaflets.web.app import application
from leaflets.web.preview import Preview
from leaflets.web.serve import listen, server
from leaflets.web.watching import Changes

PO = "locales/es/LC_MESSAGES/leaflets.po"
JOB = Job("vertebroplasty", "es")
HOST = "127.0.0.1:8642"
PAGE = "/leaflet/vertebroplasty/es"


@pytest.fixture
def catalog(fill_catalog: Callable[[str], Path]) -> Path:
    """The Spanish catalog of the workspace, in which every message says itself."""
    return fill_catalog("es")


@pytest.fixture
def edit(catalog: Path) -> Callable[..., int]:
    """Change the catalog in one place; give the line where the change begins."""

    def change(old: str, new: str) -> int:
        before, found, after = catalog.read_text(encoding="utf-8").partition(old)
        assert found, old
        catalog.write_text(before + new + after, encoding="utf-8")
        return before.count("\n") + 1

    return change


@pytest.fixture
def preview(workspace: Path, catalog: Path) -> Preview:
    assert catalog.is_file()
    return Preview(workspace, JOB)


@pytest.fixture
def client(preview: Preview, workspace: Path) -> Iterator[TestClient]:
    app = application(preview, workspace, [HOST, "localhost:8642"], Changes(preview.revision))
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as found:
        yield found


@dataclass(frozen=True)
class Served:
    """A server that runs: its port and the address of its first leaflet."""

    port: int
    url: str

    def get(self, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text


@pytest.fixture
def served(workspace: Path, catalog: Path) -> Iterator[Served]:
    """The real server, on a free port, in a thread."""
    assert catalog.is_file()
    # The server tells its address when it is ready: waiting for it needs no sleep.
    urls: Queue[str] = Queue()
    with listen(0) as opened:
        running = server(workspace, JOB, opened, urls.put)
        thread = threading.Thread(target=lambda: running.run(sockets=[opened]))
        thread.start()
        yield Served(opened.getsockname()[1], urls.get(timeout=10))
        # As uvicorn itself does on Ctrl-C; signals reach only the main thread.
        running.handle_exit(signal.SIGINT, None)
        thread.join(10)
        assert not thread.is_alive()
