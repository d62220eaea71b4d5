"""What stands before every request: who may ask, and what every answer says.

The server is for the person at this machine. A page of the web that this person reads can send
requests here, too (through a name that it turns to 127.0.0.1, or from a form), so the host must be
ours, the method GET, and the asker our own page or the person. RFC 9110 names the answers.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, nothing written into the page: no inline script or style (CSP level 3).
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Values of Sec-Fetch-Site (W3C Fetch Metadata): of no browser or an old one, of the address bar, of our own
# page.
_OWN_SITES = frozenset({"", "none", "same-origin"})


class Guard:
    """ASGI middleware that lets through what a person at this machine asks, and refuses the rest in words."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with a refusal, or pass it on; either way with the headers of every answer."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a websocket, of which we have none

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, answer)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        # A request with another name that leads to 127.0.0.1 (DNS rebinding) has that name here; one with two
        # has none that can be trusted.
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("this server answers to its own address only\n", 421)
        if scope["method"] != "GET":
            return PlainTextResponse("only GET\n", 405, {"Allow": "GET"})
        # Fetch metadata: a link that is followed to here may come from anywhere, all else is ours.
        is_followed = (
            headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        )
        if headers.get("sec-fetch-site", "") not in _OWN_SITES and not is_followed:
            return PlainTextResponse("another site may not ask\n", 403)
        return None
