"""Web addresses: from what a person wrote to a URI that any reader opens (RFC 3986, RFC 5891).

In: an address as it is printed, perhaps with letters of any script. Out: the same address in ASCII.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urlsplit

from leaflets.characters import first_invisible
from leaflets.content.model import PlacedError, one_line

# For the schema, which an editor checks; :func:`printed_address` is stricter.
PATTERN = r"^https://[^\s<>\"'\\^`{|}]+$"
HINT = "write an address that begins with https://"
MAX_LENGTH = 200  # characters: nobody types a longer one from paper
# A label of a host name: letters, digits, inner hyphens; at most 63 (RFC 1123 2.1, RFC 1035 2.3.4).
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)$", re.IGNORECASE)
_KEPT = "/:@!$&()*+,;=~-._%?"  # not quoted (RFC 3986 3.3 and 3.4); a % begins a code


def printed_address(text: str) -> str:
    """Check an address and return it as it is printed: on one line, in its original letters.

    Raises:
        PlacedError: a patient could not open or type it.
    """
    web = one_line(text)
    if not web.lower().startswith("https://"):
        rest = re.sub(r"^[a-zA-Z][a-zA-Z0-9+.-]*:/*", "", web)
        raise PlacedError(f'is not written like that: "{web}"', hint=f"{HINT}, such as https://{rest}")
    if bad := first_invisible(web) or "".join(re.findall(r"[\s<>\"'\\^`{|}]", web)[:1]):
        named = "a space" if bad.isspace() else f"the character U+{ord(bad):04X}"
        raise PlacedError(f'holds {named}: "{web}"', hint="copy the address from the browser's address bar")
    if len(web) > MAX_LENGTH:
        raise PlacedError(
            f"is longer than {MAX_LENGTH} characters", hint="nobody types that: make a short address"
        )
    uri(web)  # for its errors: what is printed must also work as a link
    return web


def uri(web: str) -> str:
    """Convert an address to ASCII: its host by IDNA, the rest percent-encoded.

    Raises:
        PlacedError: it has no host, or is not an address.
    """
    try:
        parts = urlsplit(web)
        port = parts.port  # also raises, for a port above 65535
    except ValueError as error:
        raise PlacedError(f'is no address: "{web}"', hint=HINT) from error
    # The part before @ looks like the host: https://hospital.example@elsewhere.example.
    if parts.username is not None or parts.password is not None:
        raise PlacedError(f'holds a name or password before @: "{web}"', hint="write the address alone")
    if re.search(r"%(?![0-9A-Fa-f]{2})", web):
        raise PlacedError(f'has a % that begins no code: "{web}"', hint="write %25 for the sign itself")
    host = _host(parts, web)
    path, query, fragment = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return f"https://{host}{f':{port}' if port else ''}{path}{tail}"


def _host(parts: SplitResult, web: str) -> str:
    host = parts.hostname or ""
    if not host.isascii():
        import idna  # rarely needed, and slow to import

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            hint = "look at the letters of the host, between https:// and the next /"
            raise PlacedError(f'names a host that cannot be: "{host}"', hint=hint) from error
    labels = host.split(".")
    # A single label ("localhost") is a name of the hospital's network, which patients cannot reach.
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels):
        hint = "write the whole name, such as https://hospital.example"
        raise PlacedError(f'names a host that cannot be: "{web}"', hint=hint)
    return host
