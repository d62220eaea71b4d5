"""The server of the preview: a local socket, uvicorn, a browser.

In: a workspace, a leaflet, a port. It listens only on 127.0.0.1, and stops with Ctrl-C.
"""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from leaflets.build import Job
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.web.app import address, application
from leaflets.web.preview import Preview
from leaflets.web.watching import Changes

HOST = "127.0.0.1"
DEFAULT_PORT = 8642
_MOST_REQUESTS = 64  # more pages than one person has open; each holds an event stream


class _Server(uvicorn.Server):
    """A server that calls ``ready`` when it listens, and ends the event streams when it stops."""

    def __init__(self, config: uvicorn.Config, changes: Changes, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._changes = changes
        self._ready = ready
        self._loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then call ``ready``."""
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End the event streams, which would otherwise keep the server running, then stop the server."""
        # A signal handler may run at any point of the event loop, so the loop has to make the call.
        if self._loop:
            self._loop.call_soon_threadsafe(self._changes.close)
        super().handle_exit(sig, frame)


def listen(port: int | None) -> socket.socket:
    """Open the requested port; without one the default, or any that is free.

    Raises:
        LeafletsError: the port is taken.
    """
    # Port 0 lets the system choose a free one.
    for wanted in (port,) if port is not None else (DEFAULT_PORT, 0):
        try:
            return socket.create_server((HOST, wanted))
        except OSError as error:
            reason = error.strerror or str(error)
    message = f"port {port} cannot be opened: {reason}"
    raise LeafletsError(Diagnostic(message, Position(f"{HOST}:{port}"), "take another one with --port N"))


def server(root: Path, job: Job, opened: socket.socket, ready: Callable[[str], None]) -> uvicorn.Server:
    """Make the server of a workspace; ``ready`` is called with the leaflet's address once it listens.

    ``opened`` is the socket that it will be run with.
    """
    port = opened.getsockname()[1]
    preview = Preview(root, job)
    changes = Changes(preview.revision)
    hosts = (f"{HOST}:{port}", f"localhost:{port}")
    app = application(preview, root, hosts, changes)
    # The pure Python parser (h11) and no websockets need no further packages.
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        limit_concurrency=_MOST_REQUESTS,
        timeout_graceful_shutdown=2,
    )
    return _Server(config, changes, lambda: ready(f"http://{HOST}:{port}{address(job)}"))


def serve(root: Path, job: Job, port: int | None, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve until Ctrl-C; ``tell`` is called with the address, and ``browser`` says whether to open it."""

    def ready(url: str) -> None:
        tell(url)
        if browser:
            webbrowser.open(url)

    with listen(port) as opened:
        try:
            server(root, job, opened, ready).run(sockets=[opened])
        except KeyboardInterrupt:
            return  # uvicorn raises it again when it has stopped
