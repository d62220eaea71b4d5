"""The adapters: those whose library is here read a real file; the others say what they need."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from leaflets.pdf.writer import PdfCache, write
from tests.pdf.samples import SAMPLES, compose, document
from tools.clients.packages import LackingError
from tools.clients.readers.base import Shape
from tools.clients.readers.libraries import PDFMINER, PYPDF, Library, Pdfium
from tools.clients.readers.marionette import Marionette, MarionetteError
from tools.clients.readers.programs import MUPDF, POPPLER, Program
from tools.clients.readers.table import readers
from tools.clients.readers.tags import BareTags, Tags


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("files")
    made = {}
    for lang in ("en", "ar"):
        leaflet = document(SAMPLES[lang])
        made[lang] = folder / f"{lang}.pdf"
        made[lang].write_bytes(write(leaflet, compose(leaflet), PdfCache()))
    return made


@pytest.mark.parametrize("reader", [Pdfium(), PYPDF, PDFMINER, POPPLER, MUPDF], ids=lambda each: each.name)
def test_a_reader_gives_the_text_of_each_page(reader: Pdfium | Program, files: dict[str, Path]) -> None:
    try:
        version = reader.version()
    except LackingError as error:
        pytest.skip(f"not here: {error}")
    assert any(char.isdigit() for char in version)
    given = list(reader.read([files["en"], files["en"]]))
    assert len(given) == 2
    assert "Your operation" in given[0][0]
    assert given[0] == given[1]


def test_tags_are_read_with_and_without_actual_text(files: dict[str, Path]) -> None:
    arabic = SAMPLES["ar"].title
    (kept,) = Tags().read([files["ar"]])
    assert arabic in kept[0].split("\n")
    bare = BareTags().prepared(files["ar"].read_bytes())
    assert b"ActualText" in files["ar"].read_bytes()
    assert b"ActualText" not in bare
    (english,) = BareTags().read([files["en"]])
    assert SAMPLES["en"].title in english[0].split("\n")


def test_a_reader_that_is_not_here_says_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no program is there
    lacking = {}
    for each in readers(tmp_path):
        if each.shape is not Shape.TREE and not isinstance(each, Pdfium | Library):
            with pytest.raises(LackingError) as caught:
                each.version()
            lacking[each.name] = str(caught.value)
    assert lacking["firefox"] == "the program firefox-esr"
    assert lacking["pdf.js-6.0"] == "the program node"
    assert lacking["poppler"] == "the program pdftotext"
    assert not any(tmp_path.iterdir())


def test_names_of_readers_are_their_own(tmp_path: Path) -> None:
    names = [each.name for each in readers(tmp_path)]
    assert len(set(names)) == len(names)


class Firefox:
    """Answers one connection as Firefox does: what it was asked, or an error."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with self._listening, self._listening.accept()[0] as connection:
            self._send(connection, {"applicationType": "gecko"})
            while message := self._received(connection):
                _, number, command, parameters = json.loads(message)
                error = {"error": "unknown", "message": "no such command"} if command == "Bad" else None
                self._send(connection, [1, number, error, {"value": [command, parameters]}])

    @staticmethod
    def _received(connection: socket.socket) -> bytes:
        length = b""
        while (char := connection.recv(1)) not in (b":", b""):
            length += char
        return connection.recv(int(length), socket.MSG_WAITALL) if length else b""

    @staticmethod
    def _send(connection: socket.socket, message: object) -> None:
        content = json.dumps(message, ensure_ascii=False).encode()
        connection.sendall(b"%d:" % len(content))
        connection.sendall(content)


def asked(result: Sequence[object]) -> tuple[object, ...]:
    return tuple(result)


def test_marionette_asks_and_is_answered() -> None:
    browser = Marionette(Firefox().port)
    try:
        command, parameters = browser.ask("WebDriver:Navigate", url="file:///ملف.pdf")["value"]
        assert (command, parameters) == ("WebDriver:Navigate", {"url": "file:///ملف.pdf"})
        command, parameters = browser.run("script", 3)
        assert (command, parameters["args"]) == ("WebDriver:ExecuteAsyncScript", [3])
        with pytest.raises(MarionetteError, match="Bad: unknown: no such command"):
            browser.ask("Bad")
    finally:
        browser.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["firefox", "pdf.js-6.0", "chromium"])
def test_a_viewer_copies_what_stands_there(name: str, files: dict[str, Path], tmp_path: Path) -> None:
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    reader = next(each for each in readers(tmp_path) if each.name == name)
    try:
        reader.version()
    except LackingError as error:
        pytest.skip(f"not here: {error}")
    (given,) = reader.read([files["en"]])
    assert "Your operation" in given[0]
    assert "020 7946 0000" in given[0]
