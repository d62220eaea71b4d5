"""A document as one HTML page, for phones and screen readers: the counterpart of the PDF.

In: a document. Out: a self-contained page (HTML Living Standard) with the same words, roles, languages
and hash. Its Content Security Policy forbids scripts and all requests. It is made from the document and the
table of languages alone.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from itertools import takewhile

from leaflets.document.nodes import DRAFT, Document, Kind, Node
from leaflets.html.elements import elements
from leaflets.html.inline import attributes
from leaflets.html.style import style
from leaflets.languages import Languages

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def as_html(document: Document, languages: Languages | None = None) -> str:
    """Write a document as an HTML page; ``languages`` has the typography of each."""
    banner, story = _split_banner(document.root)
    language = attributes(lang=document.lang, dir=document.direction)
    main = f"<main>\n{elements(story, document.direction)}\n</main>"
    head = f"<header>\n{elements(banner, document.direction)}\n</header>\n" if banner else ""
    meta = _head(document, languages or Languages())
    return (
        f"<!DOCTYPE html>\n<html{language}>\n<head>\n{meta}\n</head>\n"
        f"<body>\n{head}{main}\n{_footer(document)}\n</body>\n</html>\n"
    )


def _split_banner(root: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Divide an article into its banner (whose leaflet it is) and its main part.

    A screen reader that goes to the main part must find the draft line and the title first. The reading views
    of browsers (Mozilla's Readability) leave banners out.
    """
    if not root.children or root.children[0].kind is not Kind.HEADER:
        return (), root.children
    head, *rest = root.children
    before = tuple(takewhile(lambda child: child.kind is not Kind.HEADING, head.children))
    banner = tuple(child for child in before if child.style != DRAFT)
    drafts = tuple(child for child in head.children if child.style == DRAFT)
    words = tuple(child for child in head.children[len(before) :] if child.style != DRAFT)
    opening = replace(head, kind=Kind.DIV, style="opening", children=words)
    return banner, (*drafts, opening, *rest)


def _head(document: Document, languages: Languages) -> str:
    control = document.control
    named = {
        "viewport": "width=device-width, initial-scale=1",
        # Phones would guess which numbers are telephone numbers; ours are links already.
        "format-detection": "telephone=no",
        "referrer": "no-referrer",
        "author": control.author,
        "description": control.subject,
        "identifier": control.identifier,
        "version": control.version,
        "issued": control.issued.isoformat(),
        "review": control.review.isoformat(),
        "content-hash": document.shown_hash,
    }
    metas = "\n".join(f"<meta{attributes(name=name, content=words)}>" for name, words in named.items())
    sheet = style(document, languages)
    policy = attributes(("http-equiv", "Content-Security-Policy"), content=_POLICY)
    return (
        f'<meta charset="utf-8">\n<meta{policy}>\n{metas}\n'
        f"<title>{escape(document.title)}</title>\n<style>\n{sheet}</style>"
    )


def _footer(document: Document) -> str:
    """Write document control: the stamp and the short hash of the PDF's footer."""
    stamp = escape(document.control.stamp)
    # The hash is an isolate (UAX #9): among Arabic words its digits would be reordered.
    return f'<footer>\n<p>{stamp} · <bdi dir="ltr">{document.short_hash}</bdi></p>\n</footer>'
