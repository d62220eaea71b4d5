"""The hop ``localise``: a leaflet of the library, in one language, to a :class:`Document`.

In: models, translations, templates. Out: frozen nodes. It knows nothing of fonts and pages, and it
invents no word: what a catalog lacks is a problem, never English in between.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from markupsafe import Markup

from leaflets.content import Guide
from leaflets.content.library import Library
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.amounts import Numerals, Wording
from leaflets.document.cldr_gaps import CatalogSupply
from leaflets.document.elements import parse_markup
from leaflets.document.footer import read_footer
from leaflets.document.markup import build
from leaflets.document.nodes import DRAFT, Control, Document, Kind, plain
from leaflets.document.speaking import Speaker, Translations
from leaflets.document.template_data import LocalisedData, LocalisedLeaflet, Voice
from leaflets.document.template_functions import Calls
from leaflets.document.templates import Templates

_AMOUNTS = "amounts.html.j2"


@dataclass(frozen=True, slots=True)
class _TemplatePhrases:
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
    _find_faults(templates, name, speaker, {each.text for each in library.exceptions.value.digits})
    region = library.site.value.region or ""
    context = Calls(speaker, numerals, everyone, region).named()
    voice = Voice(speaker, Wording(numerals, _TemplatePhrases(templates, dict(context))), library)
    context |= {
        "leaflet": LocalisedLeaflet(voice, source),
        "site": LocalisedData(voice, library.site, library.site.value, (), "site:"),
        "document": LocalisedData(voice, library.sources, library.sources.value, (), "sources:").document,
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


def _find_faults(templates: Templates, name: str, speaker: Speaker, excused: set[str]) -> None:
    """Refuse what is wrong with the templates of a leaflet before they run."""
    for finding in (*templates.findings(name), *templates.findings(_AMOUNTS)):
        if not (finding.excusable and finding.words in excused):
            speaker.problems.append(finding.problem)
            speaker.ledger.tell(finding.words)


def _glossary(voice: Voice) -> LocalisedData | None:
    """Give the words that a guide explains, if the workspace has any."""
    found = voice.library.glossary
    return LocalisedData(voice, found, found.value, (), "glossary:") if found else None


def _document(root: ElementTree.Element, voice: Voice, template: str, leaflet: str) -> Document:
    speaker = voice.speaker
    lang = speaker.translations.language
    file, ledger, languages = f"templates/{template}", speaker.ledger, voice.library.languages
    words: dict[str, str] = {}
    footer = root.find("footer")
    if footer is None:
        hint = "it carries document control"
        speaker.problems.append(
            Diagnostic("the template writes no <footer>", Position(file), hint, code="template")
        )
    else:
        root.remove(footer)
        words, problems = read_footer(footer, file, lang, ledger, languages)
        speaker.problems += problems
    node, problems = build(root, file, lang.tag, ledger, voice.wording.numerals.number, languages)
    speaker.problems += problems
    if speaker.problems:
        raise LeafletsError(speaker.problems)
    model = voice.library.leaflets[leaflet].value
    control = Control(
        identifier=model.id,
        version=model.version,
        issued=model.issued,
        review=model.review,
        stamp=words["stamp"],
        page_pattern=words["pages"],
        digits=voice.wording.numerals.digits,
        author=words["author"],
        subject=words["subject"],
        draft=next((n.text for n in node.walk() if n.style == DRAFT), ""),
    )
    title = plain(next((n.text for n in node.walk() if n.kind is Kind.HEADING and n.level == 1), leaflet))
    said, remarks = tuple(speaker.messages), tuple(speaker.remarks)
    return Document(leaflet, lang.tag, lang.direction, title, node, control, said, remarks)
