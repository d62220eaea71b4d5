"""A document as one HTML page, for a screen: the same words, roles and languages as the PDF.

In: a document. Out: a self-contained page in the HTML Living Standard's XML-compatible spelling.
Every word is escaped; nothing is loaded from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import takewhile

from leaflets.document.digest import content_hash
from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.languages import language

_STYLE = """
body { max-width: 40rem; margin: 2rem auto; padding: 0 1rem; font: 1.125rem/1.6 "Noto Sans", sans-serif; }
h1, h2, h3 { line-height: 1.25; }
dt { font-weight: bold; }
dd { margin-inline-start: 1.5rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #767676; padding: 0.4rem; text-align: start; vertical-align: top; }
figure { margin: 1.5rem 0; }
.draft { border: 2px solid currentColor; padding: 0.5rem; font-weight: bold; }
hr.line { border: 0; border-block-end: 1px solid #767676; height: 2rem; }
"""
_TAGS = {Kind.FACTS: "dl", Kind.FACT: "div", Kind.LABEL: "span"}


def as_html(document: Document) -> str:
    """Write a document as an HTML page."""
    control = document.control
    title, stamp = escape(document.title), escape(control.stamp)
    named = {"author": control.author, "description": control.subject, "content-hash": content_hash(document)}
    metas = "\n".join(f'<meta name="{name}" content="{escape(words)}"/>' for name, words in named.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{document.lang}" dir="{document.direction}">\n<head>\n'
        f'<meta charset="utf-8"/>\n<meta name="viewport" content="width=device-width"/>\n{metas}\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<main>\n{_element(document.root)}\n</main>\n<footer><p>{stamp}</p></footer>\n</body>\n</html>\n"
    )


def _element(node: Node) -> str:
    if node.kind is Kind.FIGURE:
        return _figure(node)
    if node.kind is Kind.TABLE:
        return _table(node)
    if node.kind is Kind.LINES:
        return '<hr class="line" aria-hidden="true"/>' * node.lines
    tag = f"h{node.level}" if node.kind is Kind.HEADING else _TAGS.get(node.kind, node.kind.value)
    if node.runs:
        return f"<{tag}{_attributes(node)}>{_words(node.runs)}</{tag}>"
    return f"<{tag}{_attributes(node)}>\n{_elements(node.children)}\n</{tag}>"


def _elements(nodes: tuple[Node, ...]) -> str:
    return "\n".join(_element(node) for node in nodes)


def _figure(node: Node) -> str:
    """Write a figure as its labels behind one text alternative, with its caption beneath."""
    captions = [child for child in node.children if child.kind is Kind.CAPTION]
    labels = " · ".join(_element(child) for child in node.children if child.kind is not Kind.CAPTION)
    caption = "".join(f"<figcaption{_attributes(each)}>{_words(each.runs)}</figcaption>" for each in captions)
    drawing = f'<div role="img" aria-label="{escape(node.alt)}">{labels}</div>'
    return f"<figure{_attributes(node)}>\n{drawing}\n{caption}\n</figure>"


def _table(node: Node) -> str:
    rows = [child for child in node.children if child.kind is Kind.ROW]
    head = list(takewhile(_is_head, rows))
    caption = _elements(tuple(child for child in node.children if child.kind is Kind.CAPTION))
    parts = (("thead", head), ("tbody", rows[len(head) :]))
    body = "\n".join(f"<{tag}>\n{_elements(tuple(part))}\n</{tag}>" for tag, part in parts if part)
    return f"<table{_attributes(node)}>\n{caption}\n{body}\n</table>"


def _is_head(row: Node) -> bool:
    return all(cell.kind is Kind.HEADER_CELL and cell.scope == "col" for cell in row.children)


def _attributes(node: Node) -> str:
    direction = node.direction or (language(node.lang).direction if node.lang else "")
    given = {"id": node.id, "class": node.style, "lang": node.lang, "dir": direction, "scope": node.scope}
    return "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value)


def _words(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text)
    for tag, attributes in _marks(run):
        text = f"<{tag}{attributes}>{text}</{tag}>"
    return text


def _marks(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the elements around a run, from the inside out."""
    direction = run.direction or (language(run.lang).direction if run.lang else "")
    span = "".join(f' {name}="{value}"' for name, value in (("lang", run.lang), ("dir", direction)) if value)
    if span:
        yield "span", span
    if run.strong:
        yield "strong", ""
    if run.href:
        yield "a", f' href="{escape(run.href)}"'
