"""Answers from the page: only its own form may write, and what it writes is what the command writes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from httpx2 import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from leaflets.web.forms import read_fields
from leaflets.web.preview import Preview
from leaflets.web.view import ShownMessage
from tests.web.conftest import HOST, JOB, PAGE

ANSWERS = f"{PAGE}/answers"
OWN = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
Send = Callable[..., Response]


@pytest.fixture
def asked(preview: Preview) -> ShownMessage:
    """The first message of the leaflet that has a question."""
    return next(each for each in preview.view(JOB).messages if each.questions)


@pytest.fixture
def send(client: TestClient, asked: ShownMessage) -> Send:
    """Send the form of the first question, with other fields or headers."""
    token = re.search(r'name="token" value="([^"]+)"', client.get(PAGE).text)
    assert token

    def post(headers: dict[str, str] | None = None, /, **fields: str) -> Response:
        question = asked.questions[0].problem.id
        form = {
            "token": token[1],
            "question": question,
            "by": "Ana Ruiz",
            "reason": "the verb says it",
            **fields,
        }
        return client.post(ANSWERS, content=urlencode(form), headers={**OWN, **FORM, **(headers or {})})

    return post


@pytest.fixture
def untouched(catalog: Path) -> Iterator[None]:
    """Hold that the catalog is as it was when a test is over."""
    before = catalog.read_bytes()
    yield
    assert catalog.read_bytes() == before


def test_an_answer_is_written_and_shown_where_the_question_was(
    send: Send, client: TestClient, asked: ShownMessage, catalog: Path
) -> None:
    answer = send()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}#m-{asked.name}")
    assert "by Ana Ruiz on" in catalog.read_text(encoding="utf-8")
    text = client.get(PAGE).text
    assert f'id="a-{asked.questions[0].problem.id}"' not in text
    assert re.search(r"<strong>Answered</strong> by <bdi>Ana Ruiz</bdi> on .*the verb says it</q>", text)


def test_a_script_is_told_in_json(send: Send, catalog: Path) -> None:
    answer = send({"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (200, {"faults": {}, "problems": []})
    assert "Ana Ruiz" in catalog.read_text(encoding="utf-8")


def test_a_word_is_taught(send: Send, workspace: Path) -> None:
    assert send(word="cojinete", source_word="cushion").status_code == 303
    assert '"cojinete"' in (workspace / "data" / "lexicons" / "es.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("untouched")
def test_what_is_wrong_with_an_answer_stands_at_its_field_and_nothing_is_lost(send: Send) -> None:
    answer = send(by=" ", reason="because <b>")
    assert answer.status_code == 422
    assert re.search(r'name="by"[^>]*aria-invalid="true"', answer.text)
    assert "it says nothing</span>" in answer.text
    assert ">because &lt;b&gt;</textarea>" in answer.text
    assert 'class="card shown"' in answer.text
    told = send({"accept": "application/json"}, by=" ", word="x")
    assert set(told.json()["faults"]) == {"by", "source_word"}


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"question": "0123456789ab"}, "not asked any more"),
        ({"question": "../../etc/passwd"}, "not asked any more"),
        ({"word": "cojinete", "source_word": "xylophonist"}, "no lexicon knows"),
    ],
)
def test_what_cannot_be_answered_is_a_conflict_and_is_told(
    send: Send, fields: dict[str, str], said: str
) -> None:
    answer = send({"accept": "application/json"}, **fields)
    assert answer.status_code == 409
    assert said in answer.json()["problems"][0]


@pytest.mark.usefixtures("untouched")
def test_without_scripts_an_answer_that_comes_too_late_is_not_lost(send: Send) -> None:
    answer = send(question="0123456789ab", reason="<i>because</i> it is")
    assert answer.status_code == 409
    assert "not asked any more" in answer.text
    assert "You had written: “&lt;i&gt;because&lt;/i&gt; it is”" in answer.text


def test_what_an_editor_changed_meanwhile_is_left_alone(
    send: Send, asked: ShownMessage, catalog: Path
) -> None:
    text = catalog.read_text(encoding="utf-8")
    start = text.index(f'msgctxt "{asked.context}"\nmsgid "{asked.msgid}"')
    end = text.index('msgstr "', start) + len('msgstr "')
    # Written beside and renamed, as editors do; the page is older than that.
    catalog.write_text(f"{text[:end]}Otra cosa: {text[end:]}", encoding="utf-8")
    before = catalog.read_bytes()
    answer = send({"accept": "application/json"})
    assert answer.status_code == 409
    assert re.search("changed by somebody else|not asked any more", answer.json()["problems"][0])
    assert catalog.read_bytes() == before


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"origin": f"https://{HOST}"}, 403),
        ({"origin": "http://127.0.0.1:80"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"host": "evil.example"}, 421),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
        ({"content-type": "application/json"}, 415),
        ({"content-encoding": "gzip"}, 415),
    ],
)
def test_another_site_or_another_kind_of_form_is_refused(
    send: Send, headers: dict[str, str], status: int
) -> None:
    assert send(headers).status_code == status


@pytest.mark.usefixtures("untouched")
def test_a_form_without_an_origin_is_refused(client: TestClient) -> None:
    assert client.post(ANSWERS, content="token=x", headers=FORM).status_code == 403


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("token", ["", "x", "é" * 40])
def test_a_form_without_the_token_of_this_start_is_refused(send: Send, token: str) -> None:
    answer = send(token=token)
    assert (answer.status_code, "earlier start" in answer.text) == (403, True)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 403),
        (b"nonsense", 400),
        (b"token=%ff%fe", 400),
        (b"token=\xff", 400),
        (b"token=a&token=b", 400),
        (b"other=1", 400),
        (b"a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8", 400),
        (b"reason=" + b"a" * 33_000, 413),
        (b"&" * 33_000, 413),
    ],
)
def test_a_body_that_is_no_such_form_is_refused(client: TestClient, content: bytes, status: int) -> None:
    assert client.post(ANSWERS, content=content, headers={**OWN, **FORM}).status_code == status


@pytest.mark.parametrize("path", ["/leaflet/no-such/es/answers", "/leaflet/vertebroplasty/xx/answers"])
def test_a_leaflet_that_is_not_there_takes_no_answer(client: TestClient, path: str) -> None:
    assert client.post(path, content="token=x", headers={**OWN, **FORM}).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
def test_answers_are_only_posted(client: TestClient, method: str) -> None:
    answer = client.request(method, ANSWERS)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "hostile", ['"><script>alert(1)</script>', "so </textarea><img src=x onerror=y>", "{{7*7}}"]
)
def test_hostile_words_of_an_answer_stay_words(send: Send, client: TestClient, hostile: str) -> None:
    assert send(by=f"Ana {hostile}", reason=hostile).status_code == 303
    for text in (client.get(PAGE).text, send(by="", reason=hostile).text):
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "49" not in re.findall(r"<q[^>]*>(.*?)</q>", text)


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize("text", ["a\x00b", "a\x1b[2Jb", "so\u202eos", "a\u2028b\ufeff"])
def test_characters_that_cannot_be_seen_are_refused(send: Send, text: str) -> None:
    answer = send({"accept": "application/json"}, reason=text)
    assert (answer.status_code, set(answer.json()["faults"])) == (422, {"reason"})


def test_line_ends_of_a_reason_become_spaces(send: Send, catalog: Path) -> None:
    assert send(reason='one\r\nmsgid ""\n#~ two').status_code == 303
    assert ': one msgid "" #~ two\n' in catalog.read_text(encoding="utf-8")


def test_a_body_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leaflets.web.forms._LONGEST", 0.01)

    async def receive() -> Message:
        await asyncio.sleep(30)
        raise AssertionError

    headers = [(name.encode(), value.encode()) for name, value in FORM.items()]
    request = Request({"type": "http", "method": "POST", "headers": headers}, receive)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(read_fields(request))
    assert refused.value.status_code == 408


def test_an_answer_is_shown_although_no_watcher_saw_it(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    async def watch(*_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr("leaflets.web.app.watch", watch)
    monkeypatch.setattr("leaflets.web.app._NOTICED", 0.01)
    send, client = request.getfixturevalue("send"), request.getfixturevalue("client")
    assert send(reason="nobody looked").status_code == 303
    assert "nobody looked</q>" in client.get(PAGE).text
