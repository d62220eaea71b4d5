"""The hop ``localise``: a leaflet of the library, in one language, to a :class:`Document`.

In: models, translations, templates. Out: frozen nodes. It knows nothing of fonts and pages, and it
invents no word: what a catalog lacks is a problem, never English in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from xml.etree import ElementTree

from markupsafe import Markup

from leaflets.cldr import Count
from leaflets.diagnostics import LeafletsError, Position
from leaflets.document.amounts import Numerals, Wording
from leaflets.document.digest import DRAFT
from leaflets.document.html import build, parse_markup
from leaflets.document.inline import gather
from leaflets.document.messages import Speaker, Translations
from leaflets.document.nodes import Control, Document, Kind, Node
from leaflets.document.supplied import CatalogSupply
from leaflets.document.templates import Templates
from leaflets.document.views import LeafletView, View, Voice
from leaflets.model import Guide
from leaflets.model.library import Library

_AMOUNTS = "amounts.html.j2"


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases around amounts, as the workspace's template says them."""

    templates: Templates
    context: Mapping[str, object]

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Say a phrase."""
        return self.templates.call(_AMOUNTS, name, self.context, *arguments)


def localise(
    library: Library,
    leaflet: str,
    translations: Translations,
    templates: Templates,
    *,
    draft: bool = True,
    everyone: Callable[[], Sequence[Translations]] = tuple,
) -> Document:
    """Say one leaflet in one language.

    ``draft`` asks for the band of words nobody approved; ``everyone`` gives the translations of all the
    site's languages, for the notices that stand in each of them.

    Raises:
        LeafletsError: with everything that keeps the leaflet from being said, each with its place.
        KeyError: the library has no such leaflet.
    """
    source = library.leaflets[leaflet]
    name = "guide.html.j2" if isinstance(source.value, Guide) else "procedure.html.j2"
    speaker = Speaker(translations, leaflet, place=templates.place)
    numerals = Numerals(translations.language, CatalogSupply(speaker))
    context = _context(speaker, numerals, everyone)
    voice = Voice(speaker, Wording(numerals, _Phrases(templates, dict(context))), library)
    context |= {
        "leaflet": LeafletView(voice, source),
        "site": View(voice, library.site, library.site.value, (), "site:"),
        "document": View(voice, library.sources, library.sources.value, (), "sources:").document,
        "glossary": _glossary(voice),
        "draft": draft,
    }
    try:
        text = templates.render(name, context)
        root = parse_markup(text, f"templates/{name}")
    except LeafletsError as error:
        # What the catalog lacks is told as well: a person mends both in one go.
        raise LeafletsError((*speaker.problems, *error.diagnostics)) from error
    return _document(root, voice, name, leaflet)


def approved(document: Document) -> Document:
    """Give a document without its draft band: for words that all who must have signed."""

    def kept(node: Node) -> Node:
        children = tuple(kept(child) for child in node.children if child.style != DRAFT)
        return replace(node, children=children)

    return replace(document, root=kept(document.root), control=replace(document.control, draft=""))


def _glossary(voice: Voice) -> View | None:
    """Give the words that a guide explains, if the workspace has any."""
    found = voice.library.glossary
    return View(voice, found, found.value, (), "glossary:") if found else None


@dataclass(frozen=True, slots=True)
class _Notice:
    """A message in some language, as a template marks it up."""

    lang: str
    dir: str
    text: Markup


def _context(
    speaker: Speaker, numerals: Numerals, everyone: Callable[[], Sequence[Translations]]
) -> dict[str, object]:
    """Give what every template can call."""

    def in_every_language(context: str, msgid: str) -> list[_Notice]:
        said = ((each.language, speaker.say_in(each, msgid, context)) for each in everyone())
        return [_Notice(lang.tag, lang.direction, text) for lang, text in said if text]

    def pgettext(context: str, msgid: str, **values: object) -> Markup:
        return speaker.say(msgid, context, values)

    def npgettext(context: str, one: str, many: str, count: Count, **values: object) -> Markup:
        return speaker.say_plural(one, many, context, count, values)

    return {
        "pgettext": pgettext,
        "npgettext": npgettext,
        "in_every_language": in_every_language,
        # A date stays on one line, as a number stays with its unit (QRD 4.9).
        "long_date": lambda day: numerals.date(day).replace(" ", "\u00a0"),
        "dialled": _dialled,
        "sentence_space": speaker.translations.language.sentence_space,
    }


def _dialled(number: str) -> str:
    """Give a telephone number as a ``tel:`` address wants it (RFC 3966): digits, perhaps a plus."""
    return "".join(character for character in number if character in "+0123456789")


def _document(root: ElementTree.Element, voice: Voice, template: str, leaflet: str) -> Document:
    speaker = voice.speaker
    lang = speaker.translations.language
    footer = root.find("footer")
    if footer is None:
        message = "the template writes no <footer>"
        speaker.refuse(message, Position(f"templates/{template}"), "it carries document control", "template")
        footer = ElementTree.Element("footer")
    else:
        root.remove(footer)
    node, problems = build(root, f"templates/{template}", lang.tag, voice.wording.numerals.number)
    speaker.problems += problems
    if speaker.problems:
        raise LeafletsError(speaker.problems)
    model = voice.library.leaflets[leaflet].value
    words = partial(_words, footer)
    control = Control(
        identifier=model.id,
        version=model.version,
        issued=model.issued,
        review=model.review,
        stamp=words("stamp"),
        page_pattern=words("pages"),
        digits=voice.wording.numerals.digits,
        author=words("author"),
        subject=words("subject"),
        draft=next((n.text for n in node.walk() if n.style == "draft"), ""),
    )
    title = next((n.text for n in node.walk() if n.kind is Kind.HEADING and n.level == 1), leaflet)
    return Document(leaflet, lang.tag, lang.direction, title, node, control, tuple(speaker.messages))


def _words(footer: ElementTree.Element, name: str) -> str:
    """Give the words of a part of the footer, without marks."""
    element = footer.find(name)
    if element is None:
        return ""
    runs, _ = gather(element, lambda _child, _message: None)
    return "".join(run.text for run in runs)
