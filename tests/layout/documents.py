"""Documents made of a few tags, for the tests of layout: no workspace, no template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from leaflets.document.elements import parse_markup
from leaflets.document.markup import build_nodes
from leaflets.document.nodes import Document
from leaflets.document.template_checks import mark_lines
from leaflets.fonts.faces import FontLibrary
from leaflets.languages import Languages
from leaflets.layout.compose import compose
from leaflets.layout.pages import Item, Page, TextItem
from leaflets.text.paragraph import TextEngine
from tests.document.control import control
from tests.document.saying import Everything

ENGINE = TextEngine(FontLibrary())
AnyItem = TypeVar("AnyItem", bound=Item)
NAME = "templates/test.html.j2"
HEAD = '<header><p class="hospital">Hospital</p><h1>Title</h1></header>'


def document(
    blocks: str, lang: str = "en", head: str = HEAD, draft: str = "", languages: Languages | None = None
) -> Document:
    """Make a document whose article holds ``blocks`` below a head."""
    tongues = languages or Languages()
    markup = mark_lines(f"<article>{head}\n{blocks}</article>", NAME)
    root, problems = build_nodes(parse_markup(markup, NAME), NAME, lang, Everything(), str, tongues)
    # Layout has to print what stands there, whether or not it makes sense (a heading for nothing).
    assert [each for each in problems if each.code != "empty"] == []
    return Document("test", lang, tongues.find(lang).direction, "Title", root, control(draft_band=draft))


def set_in_type(blocks: str, lang: str = "en", head: str = HEAD) -> tuple[Page, ...]:
    """Compose a document; whatever finds no place is raised."""
    return compose(document(blocks, lang, head), ENGINE)


def items_of(pages: Iterable[Page], kind: type[AnyItem], owner: str = "") -> list[AnyItem]:
    """Collect the items of a kind, of one owner or of all, in the order of the pages."""
    items = [item for page in pages for item in page.items if isinstance(item, kind)]
    return [item for item in items if not owner or item.owner == owner]


def words_of(pages: tuple[Page, ...], owner: str = "") -> str:
    """Collect the words that stand on pages, of one owner or of all nodes, in order and without spaces."""
    found = []
    for page in pages:
        for item in page.items:
            if isinstance(item, TextItem) and (item.owner == owner if owner else isinstance(item.owner, str)):
                words = item.fragment.words[::-1] if item.fragment.rtl else item.fragment.words
                found += [word.text for word in words]
    return "".join("".join(found).split())


def lines_of(pages: tuple[Page, ...]) -> set[str]:
    """Collect the words that stand in one piece on a line, each piece as it stands."""
    items = [item for page in pages for item in page.items if isinstance(item, TextItem)]
    return {"".join(word.text for word in item.fragment.words).strip() for item in items}
