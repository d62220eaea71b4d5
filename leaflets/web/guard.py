"""Middleware that checks every request and adds security headers to every response.

The server is only for the person at this machine. A web page that this person visits can send requests here,
too (through a name that it resolves to 127.0.0.1, or from a form), so the host must be ours, the method GET,
and the origin our own page or the person. RFC 9110 defines the status codes.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, and no inline script or style (CSP level 3).
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Sec-Fetch-Site (W3C Fetch Metadata): missing (no browser or an old one), the address bar, our own page.
_OWN_SITES = frozenset({"", "none", "same-origin"})


class Guard:
    """ASGI middleware that passes on requests of the person at this machine, and refuses all others."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request or pass it on; either way, add the headers to the response."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a websocket, of which we have none

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        # DNS rebinding: another name that resolves to 127.0.0.1 is in this header. Two headers are ambiguous.
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return PlainTextResponse("this server answers to its own address only\n", 421)
        if scope["method"] != "GET":
            return PlainTextResponse("only GET\n", 405, {"Allow": "GET"})
        # A link to here may be followed from anywhere; all other requests must be our own.
        is_followed = (
            headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        )
        if headers.get("sec-fetch-site", "") not in _OWN_SITES and not is_followed:
            return PlainTextResponse("another site may not ask\n", 403)
        return None
