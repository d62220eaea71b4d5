"""The preview's web application: routes, and events for every change (Starlette, ASGI 3).

In: a :class:`~leaflets.web.preview.Preview`. Out: an application with a page for every leaflet and language,
the part of it that changes, a place to send answers to, and a stream of server-sent events (HTML Living
Standard 9.2) with the revision of the files. Views are made one at a time, in a thread of their own.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from leaflets.build import Job
from leaflets.diagnostics import Diagnostic
from leaflets.editing.answering import find_faults
from leaflets.files import read_file
from leaflets.languages import UnknownLanguageError
from leaflets.web.forms import AnswerForm, read_fields
from leaflets.web.guard import Guard
from leaflets.web.preview import Preview
from leaflets.web.rendering import Renderer, with_names
from leaflets.web.watching import Changes, watch

_HERE = Path(__file__).parent
# The only files that are served: no path of a request reaches the disk.
_STATIC = {
    **dict.fromkeys(("preview.css", "pages.css", "panel.css"), "text/css"),
    **dict.fromkeys(
        ("preview.js", "storage.js", "choosing.js", "listing.js", "zoom.js", "keys.js", "answering.js",
         "reloading.js"),
        "text/javascript",
    ),
    "icon.svg": "image/svg+xml",
}  # fmt: skip
# The only path that takes anything.
_ANSWERS = re.compile(r"/leaflet/[^/]+/[^/]+/answers")
# Seconds for the watcher to notice that a catalog was written; it takes a third of one.
_NOTICED = 2.0
_REFUSALS = {
    403: "this page is from an earlier start of the preview: load it again\n",
    404: "there is nothing here\n",
    413: "this is too long\n",
}
_Result = TypeVar("_Result")


class App:
    """The handlers of all routes; it owns the templates and makes one view at a time.

    Its token is a secret of this start of the server, which only its own pages have: another site's form
    cannot send it.
    """

    def __init__(self, preview: Preview, changes: Changes) -> None:
        self._preview = preview
        self._changes = changes
        self._token = secrets.token_urlsafe()
        self._renderer = Renderer(self._token)
        # The session and its fonts are not thread-safe.
        self._one_at_a_time = asyncio.Lock()
        self._static = {name: (_HERE / "static" / name).read_bytes() for name in _STATIC}

    def routes(self) -> list[Route]:
        """List the routes."""
        return [
            Route("/", self.home),
            Route("/leaflet/{leaflet}/{language}", self.page),
            Route("/leaflet/{leaflet}/{language}/view", self.view),
            Route("/leaflet/{leaflet}/{language}/answers", self.answer, methods=["POST"]),
            Route("/events", self.events),
            Route("/static/{name}", self.static),
            Route("/font/{language}.css", self.font_rule),
            Route("/font/{language}.ttf", self.font),
        ]

    async def home(self, request: Request) -> Response:
        """Redirect to the leaflet that was chosen in the form, else to the first of the preview."""
        first = self._preview.first
        chosen = request.query_params
        job = Job(chosen.get("leaflet", first.leaflet), chosen.get("language", first.language))
        await self._check_known(job)
        return RedirectResponse(address(job), 303)

    async def page(self, request: Request) -> Response:
        """Respond with the whole page of a leaflet."""
        return await self._page(await self._requested_job(request))

    async def view(self, request: Request) -> Response:
        """Respond with the part of a leaflet's page that changes, for the script to insert."""
        job = await self._requested_job(request)
        view = await self._in_thread(lambda: self._preview.view(job))
        return self._rendered("view.html.j2", view=view, address=address(job), form=AnswerForm())

    async def answer(self, request: Request) -> Response:
        """Write an answer to a question, and lead back to the message; or say what is wrong with it.

        The script asks for JSON, and stays on its page; without it the browser loads the page anew.
        """
        job = await self._requested_job(request)
        values = await read_fields(request)
        if not secrets.compare_digest(values.pop("token").encode(), self._token.encode()):
            raise HTTPException(403)
        form = await self._answered(job, values)
        status = 422 if form.faults else 409 if form.problems else 200
        if "application/json" in request.headers.get("accept", ""):
            told = [_in_words(each) for each in form.problems]
            return JSONResponse({"faults": form.faults, "problems": told}, status)
        if status != 200:
            return await self._page(job, form, status)
        return RedirectResponse(f"{address(job)}#m-{form.name}", 303)

    async def _answered(self, job: Job, values: dict[str, str]) -> AnswerForm:
        """Write an answer if nothing is wrong with it; return the form with all that is."""
        view = await self._in_thread(lambda: self._preview.view(job))
        asked = ((each.name, {found.problem.id for found in each.questions}) for each in view.messages)
        name = next((name for name, ids in asked if values["question"] in ids), "")
        form = AnswerForm(name, values)
        if faults := find_faults(form.reply):
            return AnswerForm(name, values, faults)
        before = self._changes.revision
        problems = await self._in_thread(lambda: self._preview.answer(job, form.question, form.reply))
        if not problems:
            await self._noticed(before)
        return AnswerForm(name, values, {}, problems)

    async def _noticed(self, before: int) -> None:
        """Wait until the watcher has seen that a file was written; where it does not, announce it."""
        try:
            async with asyncio.timeout(_NOTICED):
                await self._changes.after(before)
        except TimeoutError:
            self._changes.announce(self._preview.refresh())

    async def events(self, request: Request) -> Response:
        """Stream the revision of the files, and every later one as soon as there is one."""
        del request

        async def stream() -> AsyncIterator[str]:
            revision = 0  # less than any, so that the first event comes at once
            while (now := await self._changes.after(revision)) is not None:
                revision = now
                yield f"data: {revision}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def static(self, request: Request) -> Response:
        """Respond with a file that the page loads: its style sheet, script or icon."""
        name = request.path_params["name"]
        if name not in self._static:
            raise HTTPException(404)
        return Response(self._static[name], media_type=_STATIC[name])

    async def font_rule(self, request: Request) -> Response:
        """Respond with the rule by which the page loads the font of a language; not every system has one."""
        tag = await self._requested_language(request)
        source = f'url("/font/{quote(tag)}.ttf")'
        rule = f'@font-face {{ font-family: "Leaflet"; font-weight: 100 900; src: {source}; }}\n'
        return Response(rule, media_type="text/css")

    async def font(self, request: Request) -> Response:
        """Respond with the font of a language."""
        tag = await self._requested_language(request)
        try:
            content = await self._in_thread(lambda: read_file(self._preview.font(tag)))
        # A font of the workspace may be taken away, and site.yaml may name what is no language.
        except (OSError, UnknownLanguageError) as error:
            raise HTTPException(404) from error
        return Response(content, media_type="font/ttf")

    async def _page(self, job: Job, form: AnswerForm | None = None, status: int = 200) -> Response:
        """Respond with a leaflet's page, perhaps with a form as it was sent and what is wrong with it."""
        view = await self._in_thread(lambda: self._preview.view(job))
        leaflets, languages = await self._in_thread(self._choices)
        return self._rendered(
            "page.html.j2", status, view=view, address=address(job), form=form or AnswerForm(),
            leaflets=leaflets, languages=with_names(languages),
        )  # fmt: skip

    def _rendered(self, template: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(self._renderer.render(template, **values), status)

    async def _requested_language(self, request: Request) -> str:
        tag: str = request.path_params["language"]
        if tag not in (await self._in_thread(self._choices))[1]:
            raise HTTPException(404)
        return tag

    async def _requested_job(self, request: Request) -> Job:
        job = Job(request.path_params["leaflet"], request.path_params["language"])
        await self._check_known(job)
        return job

    async def _check_known(self, job: Job) -> None:
        leaflets, languages = await self._in_thread(self._choices)
        if job.leaflet not in leaflets or job.language not in languages:
            raise HTTPException(404)

    def _choices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._preview.leaflets, self._preview.languages

    async def _in_thread(self, work: Callable[[], _Result]) -> _Result:
        # The event loop stays free while a view is made.
        async with self._one_at_a_time:
            return await asyncio.to_thread(work)


def address(job: Job) -> str:
    """Build the path of a leaflet's page, percent-encoded."""
    return f"/leaflet/{quote(job.leaflet, safe='')}/{quote(job.language, safe='')}"


def application(preview: Preview, folder: Path, hosts: Iterable[str], changes: Changes) -> Starlette:
    """Make the application, which watches the folder while it runs.

    ``hosts`` are the values of the Host header that it accepts.
    """
    answers = App(preview, changes)

    @asynccontextmanager
    async def watching(_app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(watch(folder, preview.refresh, changes))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    async def refused(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        return PlainTextResponse(_REFUSALS.get(status, "refused\n"), status)

    app = Starlette(
        routes=answers.routes(),
        middleware=[Middleware(Guard, hosts=hosts, posts=_ANSWERS)],
        exception_handlers={HTTPException: refused},
        lifespan=watching,
    )
    # Starlette would redirect a path with an extra slash; here it is a 404.
    app.router.redirect_slashes = False
    return app


def _in_words(problem: Diagnostic) -> str:
    return f"{problem.message} ({problem.hint})" if problem.hint else problem.message
