"""What a web page holds, for tests: its words, its elements, whether every tag closes."""

from __future__ import annotations

from html.parser import HTMLParser

from leaflets.document.nodes import DRAFT, Document, Kind

VOID = {"meta"}


class Outline(HTMLParser):
    """Reads a page: its words, its elements with their attributes, and whether every tag closes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.titles: list[str] = []
        self.style = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs))
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        elif "title" not in self.open:
            self.words.append(data)
        elif "svg" in self.open:
            self.titles.append(data)

    @property
    def text(self) -> str:
        return "".join("".join(self.words).split())

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def all(self, *tags: str, **wanted: str) -> list[dict[str, str | None]]:
        """Find the attributes of the elements of these tags that have these attributes."""
        found = (attributes for tag, attributes in self.elements if tag in tags)
        return [each for each in found if wanted.items() <= each.items()]


def words_of(found: Document) -> str:
    """Read a document's words as its page has them: the draft line follows the banner, into the main part."""
    nodes = [node for node in found.root.walk() if node.style != DRAFT]
    title = next(at for at, node in enumerate(nodes) if node.kind is Kind.HEADING)
    words = [node.text for node in nodes]
    return "".join([*words[:title], found.control.draft_band, *words[title:]])
