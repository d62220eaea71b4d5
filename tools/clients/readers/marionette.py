"""Marionette, the protocol that drives a Firefox: the little of it that reading a page needs.

A message is its length in bytes, a colon, and JSON: ``[0, id, command, parameters]`` there,
``[1, id, error, result]`` back (Firefox Source Docs, Marionette Protocol).
"""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_PREFERENCES: Mapping[str, object] = {
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "pdfjs.sidebarViewOnLoad": 0,
}
CONTROL = "\ue009"  # WebDriver 17.4.2: the key Control
_PATIENCE = 60  # seconds


class MarionetteError(Exception):
    """What Firefox says to a command that it did not carry out."""


class Marionette:
    """A connection to a Firefox that listens on a port of this machine."""

    def __init__(self, port: int) -> None:
        self._socket = _connected(port)
        self._number = 0
        self._received()
        self.ask("WebDriver:NewSession", capabilities={})

    def ask(self, command: str, **parameters: object) -> Any:
        """Carry out a command; give its result.

        Raises:
            MarionetteError: Firefox refused.
        """
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._received()
        if error:
            raise MarionetteError(f"{command}: {error['error']}: {error['message']}")
        return result

    def run(self, script: str, *arguments: object) -> Any:
        """Run a script that calls its last argument when it is done; give what it calls it with."""
        options = {"args": arguments, "newSandbox": True, "scriptTimeout": _PATIENCE * 1000}
        return self.ask("WebDriver:ExecuteAsyncScript", script=script, **options)["value"]

    def press(self, *keys: str) -> None:
        """Press keys together."""
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self.ask("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": down + up}])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _received(self) -> Any:
        length = b""
        # Byte by byte up to the colon: what is behind it belongs to the message.
        while (char := self._socket.recv(1)) != b":":
            if not char:
                raise MarionetteError("Firefox hung up")
            length += char
        content = b""
        while len(content) < int(length):
            content += self._socket.recv(int(length) - len(content))
        return json.loads(content)


def _connected(port: int) -> socket.socket:
    """Connect as soon as Firefox listens.

    Raises:
        MarionetteError: it does not within a minute.
    """
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * _PATIENCE)
        except OSError:
            time.sleep(0.1)
    raise MarionetteError("Firefox does not listen")


@contextmanager
def firefox(executable: str, preferences: Mapping[str, object] = _PREFERENCES) -> Iterator[Marionette]:
    """Run a Firefox without a window and with a profile of its own, until the end of the block."""
    # The system chooses a port that is free; it is Firefox's once this socket is closed.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        rows = {**_PREFERENCES, **preferences, "marionette.port": port}.items()
        lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in rows)
        Path(profile, "user.js").write_text("".join(lines), encoding="utf-8")
        # System access is for the clipboard, which a page may not read.
        flags = [
            "--headless",
            "--marionette",
            "-remote-allow-system-access",
            "--no-remote",
            "--profile",
            profile,
        ]
        process = subprocess.Popen([executable, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            connection = Marionette(port)
            yield connection
            connection.close()
        finally:
            process.terminate()
            process.wait()
