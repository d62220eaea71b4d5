"""Middleware that checks every request and adds security headers to every response.

The server is only for the person at this machine. A web page that this person visits can send requests here,
too (through a name that it resolves to 127.0.0.1, or from a form), so the host must be ours, and the origin
our own page or the person. One path takes a POST, which must come from our own page (RFC 6454). RFC 9110
defines the status codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing from elsewhere, and no inline script or style (CSP level 3).
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # With "no-referrer" browsers would send a form with the origin "null" (Fetch Standard 3.2).
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# Sec-Fetch-Site (W3C Fetch Metadata): missing (no browser or an old one), the address bar, our own page.
_OWN_SITES = frozenset({"", "none", "same-origin"})


class Guard:
    """ASGI middleware that passes on requests of the person at this machine, and refuses all others.

    ``hosts`` are the values of the Host header that it accepts; ``posts`` are the paths that take a POST.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str], posts: re.Pattern[str]) -> None:
        self._app = app
        self._posts = posts
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
        allowed = "POST" if self._posts.fullmatch(scope["path"]) else "GET"
        if scope["method"] != allowed:
            return PlainTextResponse(f"only {allowed}\n", 405, {"Allow": allowed})
        is_ours = _is_our_form(headers) if allowed == "POST" else _may_look(headers)
        return None if is_ours else PlainTextResponse("another site may not ask\n", 403)


def _may_look(headers: Headers) -> bool:
    """Tell whether a request may see something: it is ours, or follows a link, which any site may have."""
    is_followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return headers.get("sec-fetch-site", "") in _OWN_SITES or is_followed


def _is_our_form(headers: Headers) -> bool:
    """Tell whether a request was sent by a page of ours: every browser says where a POST comes from."""
    is_own = headers.getlist("origin") == [f"http://{headers['host']}".lower()]
    return is_own and headers.get("sec-fetch-site", "same-origin") == "same-origin"
