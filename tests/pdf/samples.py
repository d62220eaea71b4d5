"""Small leaflets made by hand, one for each script, and a plain layout that sets them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from leaflets.document.nodes import Document, Kind, Node, Run
from leaflets.fonts.faces import FontLibrary
from leaflets.languages import language
from leaflets.layout.pages import Artifact, Item, LinkArea, Page, PathItem, RectItem, TextItem
from leaflets.text.paragraph import Span, TextEngine
from tests.document.control import control

WIDTH, HEIGHT, MARGIN, SIZE = 595.28, 841.89, 60.0, 12.0

ENGINE = TextEngine(FontLibrary())


@dataclass(frozen=True, slots=True)
class Words:
    """What a sample leaflet says: plain paragraphs, and the same parts in every language."""

    lang: str
    title: str
    text: str
    items: tuple[str, str]
    foreign: Run
    digits: str = "12"


SAMPLES = {
    "en": Words(
        "en",
        "Your operation",
        "You will be awake. The office staff find a first, efficient way: a cut of 6 to 8 mm (L4–L5).",
        ("Eat nothing.", "Drink water; bring a naïve café façade."),
        Run("Fragen Sie uns", lang="de"),
    ),
    "th": Words(
        "th",
        "การผ่าตัดของคุณ",
        (
            "คุณจะรู้สึกตัวระหว่างการผ่าตัด แพทย์จะฉีดยาชาเฉพาะที่ให้ก่อน แผลยาวประมาณ 6–8 มม. "
            "และคุณกลับบ้านได้ในวันเดียวกัน น้ำ ที่นี่ กำลัง ปู่"
        ),
        ("งดอาหาร", "ดื่มน้ำได้"),
        Run("Ask us", lang="en"),
    ),
    "hi": Words(
        "hi",
        "आपका ऑपरेशन",
        (
            "ऑपरेशन के दौरान आप जागते रहेंगे। डॉक्टर पहले सुन्न करने की दवा देंगे। चीरा 6–8 मिमी "
            "का होता है, और आप उसी दिन स्थिति ठीक होने पर घर जा सकते हैं।"
        ),
        ("कुछ न खाएँ।", "पानी पी सकते हैं।"),
        Run("Ask us", lang="en"),
    ),
    "ar": Words(
        "ar",
        "عمليتك الجراحية",
        (
            "ستكون مستيقظًا أثناء العملية. سيعطيك الطبيب مخدرًا موضعيًا أولًا. يبلغ طول الجرح 6–8 "
            "مم (L4–L5)، ويمكنك العودة إلى المنزل في اليوم نفسه إن شاء اللَّه."
        ),
        ("لا تأكل شيئًا.", "يمكنك شرب الماء."),
        Run("Ask us", lang="en", direction="ltr"),
    ),
    "ur": Words(
        "ur",
        "آپ کا آپریشن",
        (
            "آپریشن کے دوران آپ جاگتے رہیں گے۔ ڈاکٹر پہلے سن کرنے والی دوا دیں گے۔ زخم 6–8 ملی "
            "میٹر کا ہوتا ہے اور آپ اسی دن گھر جا سکتے ہیں۔"
        ),
        ("کچھ نہ کھائیں۔", "پانی پی سکتے ہیں۔"),
        Run("Ask us", lang="en", direction="ltr"),
    ),
    "zh-Hans": Words(
        "zh-Hans",
        "您的手术",
        "手术过程中您会保持清醒。医生会先给您注射局部麻醉药。切口约为6–8毫米，您当天就可以回家。如果有任何问题，请询问我们的团队。",
        ("不要进食。", "可以喝水。"),
        Run("Ask us", lang="en"),
    ),
}


def document(words: Words) -> Document:
    """Make a document that has one of everything."""
    tongue = language(words.lang)
    said = control(
        identifier="MIS-01",
        version="3",
        issued=date(2026, 11, 1),
        review=date(2028, 11, 1),
        stamp="MIS-01",
        page_pattern="{page}/{pages}",
        author="Ward & Theatre",
        subject="S & T",
    )
    return Document(words.lang, words.lang, tongue.direction, words.title, _root(words), said)


def _root(words: Words) -> Node:
    head = Node(Kind.HEADER, "hd", children=(Node(Kind.HEADING, "h.1", level=1, runs=(Run(words.title),)),))
    section = Node(
        Kind.SECTION,
        "s1",
        children=(
            Node(Kind.HEADING, "h.2", level=2, runs=(Run(words.items[0]),)),
            Node(Kind.PARAGRAPH, "p1", runs=(Run(words.text),)),
            _mixed(words),
            _list(words),
            _facts(words),
            _table(words),
            _figure(words),
            Node(Kind.LINES, "hr", lines=2),
            Node(Kind.PARAGRAPH, "back", runs=(Run(words.title, href="#s1"),)),
        ),
    )
    return Node(Kind.ARTICLE, "root", children=(head, section))


def _mixed(words: Words) -> Node:
    """Make a paragraph with words of another language and a link."""
    first, second = words.items
    runs = (
        Run(first + " "),
        words.foreign,
        Run(" " + second + " "),
        Run("020 7946 0000", href="tel:+442079460000", atomic=True),
        Run("."),
    )
    return Node(Kind.PARAGRAPH, "p2", runs=runs)


def _list(words: Words) -> Node:
    items = (
        Node(
            Kind.ITEM,
            f"li{index}",
            label="•",
            children=(Node(Kind.PARAGRAPH, f"li{index}.p", runs=(Run(text),)),),
        )
        for index, text in enumerate(words.items)
    )
    return Node(Kind.LIST, "ul", children=tuple(items))


def _facts(words: Words) -> Node:
    term = Node(Kind.TERM, "f1.t", runs=(Run(words.items[0]),))
    value = Node(Kind.VALUE, "f1.v", runs=(Run(words.digits),))
    return Node(Kind.FACTS, "dl", children=(Node(Kind.FACT, "f1", children=(term, value)),))


def _table(words: Words) -> Node:
    first, second = words.items
    head = (_cell("h1", first, True), _cell("h2", second, True))
    # A cell without words, which must be tagged none the less.
    body = (_cell("c1", second), Node(Kind.CELL, "c2"))
    caption = Node(Kind.CAPTION, "cap", runs=(Run(words.title),))
    rows = (Node(Kind.ROW, "r1", children=head), Node(Kind.ROW, "r2", children=body))
    return Node(Kind.TABLE, "t", children=(caption, *rows))


def _figure(words: Words) -> Node:
    label = Node(Kind.LABEL, "fig.l", runs=(Run(words.digits + " mm"),))
    return Node(Kind.FIGURE, "fig", alt=words.items[0], children=(label,))


def _cell(name: str, text: str, header: bool = False) -> Node:
    kind = Kind.HEADER_CELL if header else Kind.CELL
    return Node(kind, name, runs=(Run(text),), scope="col" if header else "")


def compose(leaflet: Document, width: float = 220.0, depth: float = 300.0) -> tuple[Page, ...]:
    """Set every block below the one before, in a column of a width, ``depth`` points a page."""
    pages: list[Page] = []
    items: list[Item] = []
    links: list[LinkArea] = []
    y = HEIGHT - MARGIN
    for line, placed in _lines(leaflet, width):
        y -= line
        if y < HEIGHT - MARGIN - depth:
            pages.append(_page(items, links))
            items, links, y = [], [], HEIGHT - MARGIN - line
        for item in placed:
            if isinstance(item, LinkArea):
                links.append(replace(item, y=y))
            else:
                items.append(_moved(item, y))
    return (*pages, _page(items, links))


def _page(items: list[Item], links: list[LinkArea]) -> Page:
    ground = RectItem(Artifact.BACKGROUND, 20, 700, 300, 100, fill="#e8f0f2", radius=6)
    # Words of the page itself, said a second time below: as an artifact nobody hears them.
    foot = [replace(item, owner=Artifact.FOOTER, y=30.0) for item in items if isinstance(item, TextItem)][:1]
    return Page(WIDTH, HEIGHT, (ground, *items, *foot), tuple(links))


def _moved(item: Item, y: float) -> Item:
    if isinstance(item, PathItem):
        moved = tuple((part[0], *_raise(part[1:], y)) for part in item.segments)
        return replace(item, segments=moved)
    return replace(item, y=y)


def _raise(values: tuple[str | float, ...], y: float) -> Iterator[float]:
    return (float(value) + (y if index % 2 else 0.0) for index, value in enumerate(values))


def _lines(leaflet: Document, width: float) -> Iterator[tuple[float, list[Item | LinkArea]]]:
    for node in leaflet.root.walk():
        if node.kind is Kind.FIGURE:
            yield 20.0, [RectItem(node.id, MARGIN, 0, 80, 12, fill="#1c5d6e", stroke="#000000")]
            path = (
                ("m", MARGIN, 3.0),
                ("l", MARGIN + 90, 3.0),
                ("c", 150.0, 3.0, 155.0, 6.0, 160.0, 9.0),
                ("h",),
            )
            yield 12.0, [PathItem(node.id, path, stroke="#aa0000", dash=(2, 1))]
        if node.kind is Kind.LINES:
            rule = (("m", MARGIN, 0.0), ("l", MARGIN + 300, 0.0))
            yield 20.0, [PathItem(Artifact.LAYOUT, rule, stroke="#888888")]
        # The label stands before the item's words and has an owner of its own.
        if node.label:
            yield from _set(leaflet, f"{node.id}.lbl", (Run(node.label),), width)
        if node.runs:
            yield from _set(leaflet, node.id, node.runs, width)


def _set(
    leaflet: Document, owner: str, runs: tuple[Run, ...], width: float
) -> Iterator[tuple[float, list[Item | LinkArea]]]:
    weight = 700 if owner.startswith("h.") else 400
    spans = [
        Span(
            text=run.text,
            size=SIZE,
            weight=weight,
            colour="#111111",
            lang=run.lang,
            direction=run.direction,
            atomic=run.atomic,
        )
        for run in runs
    ]
    for line in ENGINE.lay_out(spans, language(leaflet.lang), width):
        left = MARGIN + (width - line.width if leaflet.direction == "rtl" else 0.0)
        placed: list[Item | LinkArea] = []
        fragments = sorted(line.fragments, key=lambda fragment: fragment.start)
        for index, part in enumerate(fragments):
            hyphen = line.hyphenated and index == len(fragments) - 1
            placed.append(TextItem(owner, left + part.x, 0.0, part, part.span, hyphen))
            if href := runs[part.span].href:
                placed.append(LinkArea(owner, part.span, left + part.x, 0.0, part.width, SIZE, href))
        yield SIZE * 1.8, placed
