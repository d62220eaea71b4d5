from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from leaflets.fonts.faces import PACKAGE_FONTS
from leaflets.web.app import _STATIC
from leaflets.web.preview import Preview
from tests.planted import accented
from tests.web.conftest import HOST, PAGE


class _Page(HTMLParser):
    """What a page loads and runs, and what it says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in ("script", "style") and data.strip():
            self.inline.append(data)


def test_the_page_holds_the_leaflet_and_what_is_to_be_done(client: TestClient) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    text = answer.text
    assert text.count("<svg ") >= 2  # one a page
    assert 'aria-label="Vertebroplasty"' in text
    assert "locales/es/LC_MESSAGES/leaflets.po:" in text
    assert '<option value="es" selected>Spanish (es)</option>' in text
    assert '<option value="ar-XB">Pseudo: right to left (ar-XB)</option>' in text
    assert text.count("<main") == text.count("<h1>") == 1


def test_nothing_is_loaded_from_elsewhere_or_written_into_the_page(client: TestClient) -> None:
    answer = client.get(PAGE)
    page = _Page(answer.text)
    assert page.inline == []
    for tag, attributes in page.tags:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("src", "href", "action"):
            assert (attributes.get(name) or "/").startswith(("/", "#"))
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    # A page of an earlier state of the files would pass for the present one.
    assert answer.headers["cache-control"] == "no-store"
    for name, media in _STATIC.items():
        found = client.get(f"/static/{name}")
        assert (found.status_code, found.headers["content-type"].startswith(media)) == (200, True)
        # An SVG file names its namespace, which is nothing that is loaded.
        assert not re.search(r"https?://(?!www\.w3\.org)|@import|url\(", found.text)


def test_the_first_page_leads_to_the_leaflet(client: TestClient) -> None:
    assert client.get("/").headers["location"] == PAGE
    chosen = client.get("/", params={"leaflet": "spinal-fusion", "language": "zh-Hans"})
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/leaflet/spinal-fusion/zh-Hans")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/leaflet/vertebroplasty",
        "/leaflet/no-such/es",
        "/leaflet/vertebroplasty/xx",
        "/leaflet/vertebroplasty/es/view/more",
        "/leaflet/vertebroplasty/..%2F..%2Fetc",
        # A NUL ends a path in C, so a file may be opened that was not named.
        "/leaflet/%00/es",
        "/leaflet/<script>/es",
        "/?leaflet=//evil.example&language=es",
        "/?leaflet=vertebroplasty&language=https://evil.example",
        "/static/",
        "/font/xx.ttf",
        "/font/es",
        "/font/..%2F..%2Fsecret.ttf",
        "/font/NotoSans.ttf",
        "/static/app.py",
        "/static/..%2Fapp.py",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/preview.css/",
        "/data/site.yaml",
        "/" + "a" * 4000,
    ],
)
def test_what_is_not_there_is_404_and_says_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.text == "there is nothing here\n"
    assert answer.headers["content-type"].startswith("text/plain")
    assert "default-src 'self'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])
def test_only_get_is_answered(client: TestClient, method: str) -> None:
    answer = client.request(method, PAGE)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


# A page of another site may have its name resolved to this machine (DNS rebinding): the browser then sends
# that name as the host, and would let the page read the answer.
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8642",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost",
        "127.0.0.1:8642.evil.example",
        "",
        "[::1]:8642",
    ],
)
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get(PAGE, headers={"host": host}).status_code == 421


def test_our_own_names_are_known(client: TestClient) -> None:
    for host in (HOST, "localhost:8642", "LOCALHOST:8642"):
        assert client.get(PAGE, headers={"host": host}).status_code == 200
    assert client.get(PAGE, headers=[("host", HOST), ("host", "evil.example")]).status_code == 421


# What browsers say of where a request comes from: the headers of W3C Fetch Metadata.
@pytest.mark.parametrize(
    ("site", "mode", "target", "status"),
    [
        ("cross-site", "no-cors", "script", 403),
        ("same-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_another_site_may_link_here_and_no_more(
    client: TestClient, site: str, mode: str, target: str, status: int
) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": target}
    assert client.get(PAGE, headers=headers).status_code == status


@pytest.mark.parametrize(
    "file", ["data/procedures/vertebroplasty.yaml", "locales/es/LC_MESSAGES/leaflets.po"]
)
def test_hostile_words_stay_words(
    client: TestClient, preview: Preview, spoil: Callable[[str, str, str], int], file: str
) -> None:
    hostile = '"><script>alert(1)</script><a href=javascript:x onclick=y>' + "&lt;"
    if file.endswith(".po"):
        spoil(file, 'msgstr "Vertebroplasty"', 'msgstr "{}"'.format(hostile.replace('"', '\\"')))
    else:
        spoil(file, "title: Vertebroplasty", f"title: '{hostile}'")
    preview.refresh()
    page = _Page(client.get(PAGE).text)
    assert [attributes for tag, attributes in page.tags if tag == "script"] == [
        {"src": "/static/preview.js", "type": "module"}
    ]
    assert all("onclick" not in attributes for _, attributes in page.tags)
    assert all(not (attributes.get("href") or "").startswith("javascript") for _, attributes in page.tags)


def test_unfinished_messages_and_problems_are_marked(
    client: TestClient, preview: Preview, edit: Callable[..., int]
) -> None:
    client.get(PAGE)
    edit('msgstr "Vertebroplasty"', 'msgstr ""')
    heading = 'msgctxt "heading"\nmsgid "What it is"\nmsgstr '
    edit(f'{heading}"{accented("What it is")}"', f'{heading}"Qué es"')
    preview.refresh()
    text = client.get(f"{PAGE}/view").text
    assert re.search(r'class="region unfinished[^"]*"[^>]*aria-label="\d+\. Missing: Vertebroplasty"', text)
    assert re.search(r'class="region[^"]* edited"[^>]*aria-label="[^"]*Just changed: Qué es"', text)
    assert 'data-summary="1 message changed: Qué es. 1 unfinished message, ' in text
    line = edit('msgstr "Qué es"', 'msgstr "Qué')
    preview.refresh()
    text = client.get(f"{PAGE}/view").text
    assert f"locales/es/LC_MESSAGES/leaflets.po:{line}" in text
    assert "Error:" in text
    assert 'class="note"' in text


def test_the_font_of_the_language_is_served(client: TestClient) -> None:
    assert '<link rel="stylesheet" href="/font/es.css">' in client.get(PAGE).text
    rule = client.get("/font/zh-Hans.css")
    assert rule.headers["content-type"].startswith("text/css")
    assert 'src: url("/font/zh-Hans.ttf")' in rule.text
    found = client.get("/font/zh-Hans.ttf")
    assert (found.status_code, found.headers["content-type"]) == (200, "font/ttf")
    assert found.content == (PACKAGE_FONTS / "NotoSansSC.ttf").read_bytes()
    assert client.get("/font/ar.ttf").content == (PACKAGE_FONTS / "NotoNaskhArabic.ttf").read_bytes()
