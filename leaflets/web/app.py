"""The preview's web application: addresses to answers, and word of every change (Starlette, ASGI 3).

In: a :class:`~leaflets.web.preview.Preview`. Out: an application with a page for every leaflet and
language, its part that changes, and a stream of server-sent events (HTML Living Standard 9.2) with the
number of the files' state. Looks are made one at a time, in a thread beside the server's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from babel import Locale, UnknownLocaleError
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from leaflets.build import Job
from leaflets.web.changes import Changes, watch
from leaflets.web.guard import Guard
from leaflets.web.preview import Look, Preview

_HERE = Path(__file__).parent
_STATIC = {"preview.css": "text/css", "preview.js": "text/javascript", "icon.svg": "image/svg+xml"}
_Made = TypeVar("_Made")
_PSEUDO = {"en-XA": "Pseudo: accented, longer", "ar-XB": "Pseudo: right to left"}


class App:
    """The answers; owns the templates and the queue of looks."""

    def __init__(self, preview: Preview, changes: Changes) -> None:
        self._preview = preview
        self._changes = changes
        self._one_at_a_time = asyncio.Lock()
        loader = FileSystemLoader(_HERE / "templates")
        self._environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self._environment.filters["drawing"] = Markup
        self._static = {name: (_HERE / "static" / name).read_bytes() for name in _STATIC}

    def routes(self) -> list[Route]:
        """Give the addresses that there are."""
        return [
            Route("/", self.home),
            Route("/leaflet/{leaflet}/{language}", self.page),
            Route("/leaflet/{leaflet}/{language}/view", self.view),
            Route("/events", self.events),
            Route("/static/{name}", self.static),
        ]

    async def home(self, request: Request) -> Response:
        """Lead to the leaflet that was chosen, at first to the one that the person named."""
        first = self._preview.first
        chosen = request.query_params
        job = Job(chosen.get("leaflet", first.leaflet), chosen.get("language", first.language))
        await self._known(job)
        return RedirectResponse(address(job), 303)

    async def page(self, request: Request) -> Response:
        """Give a leaflet's page."""
        job = await self._asked(request)
        look = await self._run(lambda: self._preview.look(job))
        leaflets, languages = await self._run(self._choices)
        page = self._environment.get_template("page.html.j2")
        return HTMLResponse(
            page.render(look=look, address=address(job), leaflets=leaflets, languages=_named(languages))
        )

    async def view(self, request: Request) -> Response:
        """Give the part of a leaflet's page that changes."""
        job = await self._asked(request)
        look: Look = await self._run(lambda: self._preview.look(job))
        return HTMLResponse(self._environment.get_template("view.html.j2").render(look=look))

    async def events(self, request: Request) -> Response:
        """Give the number of the files' state, and every later one as soon as it is known."""
        del request

        async def stream() -> AsyncIterator[str]:
            number = 0
            while (now := await self._changes.after(number)) is not None:
                number = now
                yield f"data: {number}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")

    async def static(self, request: Request) -> Response:
        """Give a file of the page."""
        name = request.path_params["name"]
        if name not in self._static:
            raise HTTPException(404)
        return Response(self._static[name], media_type=_STATIC[name])

    async def _asked(self, request: Request) -> Job:
        job = Job(request.path_params["leaflet"], request.path_params["language"])
        return await self._known(job)

    async def _known(self, job: Job) -> Job:
        leaflets, languages = await self._run(self._choices)
        if job.leaflet not in leaflets or job.language not in languages:
            raise HTTPException(404)
        return job

    def _choices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self._preview.leaflets, self._preview.languages

    async def _run(self, work: Callable[[], _Made]) -> _Made:
        async with self._one_at_a_time:
            return await asyncio.to_thread(work)


def address(job: Job) -> str:
    """Give the path of a leaflet's page."""
    return f"/leaflet/{quote(job.leaflet, safe='')}/{quote(job.language, safe='')}"


def application(preview: Preview, folder: Path, hosts: Iterable[str], changes: Changes) -> Starlette:
    """Give the whole application; while it runs it watches the folder."""
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
        return PlainTextResponse("there is nothing here\n" if status == 404 else "refused\n", status)

    app = Starlette(
        routes=answers.routes(),
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={HTTPException: refused},
        lifespan=watching,
    )
    app.router.redirect_slashes = False
    return app


def _named(tags: Iterable[str]) -> list[tuple[str, str]]:
    return [(tag, _name(tag)) for tag in tags]


@cache
def _name(tag: str) -> str:
    """Give the English name of a language, with its tag."""
    try:
        name = _PSEUDO.get(tag) or Locale.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({tag})" if name else tag
