"""The step ``localise``: a leaflet of the library, in one language, to a :class:`Document`.

In: models, translations, templates. Out: frozen nodes. It knows nothing about fonts or pages. A missing
translation is a problem: English never takes its place in a document. All problems are collected by a
:class:`~leaflets.document.speaking.Speaker` and raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from markupsafe import Markup
from pydantic import BaseModel

from leaflets.content.leaflets import Guide, Leaflet
from leaflets.content.library import Library
from leaflets.content.reading import Located
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.amounts import Numerals, Wording
from leaflets.document.cldr_gaps import CatalogFiller
from leaflets.document.elements import parse_markup
from leaflets.document.footer import read_footer
from leaflets.document.markup import build_nodes
from leaflets.document.nodes import DRAFT, Control, Document, Kind, plain
from leaflets.document.speaking import Speaker, Translations
from leaflets.document.template_data import LocalisedData, LocalisedLeaflet
from leaflets.document.template_functions import TemplateFunctions
from leaflets.document.templates import Templates
from leaflets.document.voice import Voice
from leaflets.workspace_files import template_path

# The template of the phrases around amounts ("about", "more than"), each a macro.
_AMOUNTS = "amounts.html.j2"


@dataclass(frozen=True, slots=True)
class _TemplatePhrases:
    """The phrases around amounts, from the workspace's template.

    ``context`` are the names that the template can use: the functions, but no data.
    """

    templates: Templates
    context: Mapping[str, object]

    def offers(self, name: str) -> bool:
        """Tell whether the template has the macro of a phrase."""
        return self.templates.has_macro(_AMOUNTS, name)

    def phrase(self, name: str, *arguments: object) -> Markup:
        """Call the macro of a phrase."""
        return self.templates.call(_AMOUNTS, name, self.context, *arguments)


def localise(
    library: Library,
    leaflet: str,
    translations: Translations,
    templates: Templates,
    *,
    site_translations: Callable[[], Sequence[Translations]] = tuple,
) -> Document:
    """Say one leaflet in one language.

    The document has the draft band: :mod:`leaflets.approval` removes it from approved words.
    ``site_translations`` lists the translations of all the site's languages, for the notices that stand in
    each of them.

    Raises:
        LeafletsError: with everything that is wrong, each with its place.
        KeyError: the library has no such leaflet.
    """
    source = library.leaflets[leaflet]
    name = "guide.html.j2" if isinstance(source.value, Guide) else "procedure.html.j2"
    speaker = Speaker(translations, leaflet, place=templates.place)
    numerals = Numerals(translations.language, CatalogFiller(speaker))
    _report_faults(templates, name, speaker, {each.text for each in library.exceptions.value.digits})
    region = library.site.value.region or ""
    functions = TemplateFunctions(speaker, numerals, site_translations, region).by_name()
    voice = Voice(speaker, Wording(numerals, _TemplatePhrases(templates, functions)), library)
    try:
        # Always as a draft: whether the words are final depends on them, so the band is removed afterwards.
        text = templates.render(name, {**functions, **_data(voice, source), "draft": True})
        root = parse_markup(text, template_path(name).as_posix())
    except LeafletsError as error:
        # Missing translations are reported too, so that both can be fixed together.
        raise LeafletsError((*speaker.problems, *error.diagnostics)) from error
    return _document(root, voice, name, leaflet)


def _report_faults(templates: Templates, name: str, speaker: Speaker, excused: set[str]) -> None:
    """Report the faults of a leaflet's templates before they run."""
    for fault in (*templates.faults(name), *templates.faults(_AMOUNTS)):
        if not (fault.excusable and fault.words in excused):
            speaker.report(fault.problem)
            # The words are also on the rendered page, where they would be reported again.
            speaker.ledger.note_refused(fault.words)


def _data(voice: Voice, source: Located[Leaflet]) -> dict[str, object]:
    """Make the data that a template can use, by name; ``glossary`` is None if there is none."""

    def localised(file: Located[BaseModel], owner: str) -> LocalisedData:
        return LocalisedData(voice, file, file.value, (), f"{owner}:")

    library = voice.library
    return {
        "leaflet": LocalisedLeaflet(voice, source),
        "site": localised(library.site, "site"),
        "document": localised(library.sources, "sources").document,
        "glossary": localised(library.glossary, "glossary") if library.glossary else None,
    }


def _document(root: ElementTree.Element, voice: Voice, template: str, leaflet: str) -> Document:
    """Read a rendered template as a document.

    Raises:
        LeafletsError: with all problems of the page and of the speaker.
    """
    speaker, languages = voice.speaker, voice.library.languages
    lang = speaker.translations.language
    file = template_path(template).as_posix()
    # Removed before the body is read: the footer does not become a node.
    footer = root.find("footer")
    words: dict[str, str] = {}
    if footer is None:
        hint = "it carries document control"
        speaker.report(Diagnostic("the template writes no <footer>", Position(file), hint, code="template"))
    else:
        root.remove(footer)
        words, problems = read_footer(footer, file, lang, speaker.ledger, languages)
        speaker.report(*problems)
    node, problems = build_nodes(
        root, file, lang.tag, speaker.ledger, voice.wording.numerals.number, languages
    )
    speaker.report(*problems)
    draft_band = next((each.text for each in node.walk() if each.style == DRAFT), "")
    if not draft_band:
        hint = 'put <p class="draft"> into its <header>: words that nobody has approved have to say so'
        speaker.report(Diagnostic("the template writes no draft band", Position(file), hint, code="template"))
    if speaker.problems:
        raise LeafletsError(speaker.problems)
    # Without a first-level heading the id is the title, since a file must have one.
    titles = (each.text for each in node.walk() if each.kind is Kind.HEADING and each.level == 1)
    title = plain(next(titles, leaflet))
    control = _control(words, draft_band, voice.library.leaflets[leaflet].value, voice.wording.numerals)
    said, remarks = tuple(speaker.messages), tuple(speaker.remarks)
    return Document(leaflet, lang.tag, lang.direction, title, node, control, said, remarks)


def _control(words: Mapping[str, str], draft_band: str, model: Leaflet, numerals: Numerals) -> Control:
    """Assemble document control from the footer's words and the leaflet's data."""
    return Control(
        identifier=model.id,
        version=model.version,
        issued=model.issued,
        review=model.review,
        stamp=words["stamp"],
        page_pattern=words["pages"],
        digits=numerals.digits,
        author=words["author"],
        subject=words["subject"],
        draft_band=draft_band,
    )
