"""All of a workspace's data as one value, and the checks across files.

In: the models of all files. Out: problems across them. **The register** is enforced here: every
quantity of a leaflet equals a figure that its passage states in ``data/sources.yaml``, and every figure is
printed or says why not. So every number that reaches a patient can be traced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches

from pydantic import BaseModel

from leaflets.content.glossary import Glossary
from leaflets.content.leaflets import Guide, Leaflet, Procedure, Question, Questions
from leaflets.content.lexicons import TARGET_GROUPS, LexiconFile, names, package_lexicon
from leaflets.content.model import DataPath, PlacedError, loose_numbers, placeholders, translated_texts
from leaflets.content.phones import dialled, is_region
from leaflets.content.quantities import Quantity
from leaflets.content.reading import Located
from leaflets.content.reviewers import Reviewers, find_ambiguities
from leaflets.content.site import Exceptions, Site
from leaflets.content.sources import Figure, Sources
from leaflets.diagnostics import Diagnostic, Position, Severity
from leaflets.languages import SOURCE_LANGUAGE, Languages, UnknownLanguageError, language

FiguresByPassage = Mapping[str, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Library:
    """The data of a workspace: its leaflets by id, its questions, its site, its register of sources.

    ``broken`` are the ids of leaflets whose files could not be read, as far as they are known. Everything
    else is valid by itself, and :func:`find_inconsistencies` compares the files.
    """

    leaflets: dict[str, Located[Leaflet]]
    questions: Located[Questions]
    site: Located[Site]
    sources: Located[Sources]
    exceptions: Located[Exceptions]
    broken: frozenset[str] = frozenset()
    glossary: Located[Glossary] | None = None
    reviewers: Located[Reviewers] | None = None
    languages: Languages = field(default_factory=Languages)
    lexicons: Mapping[str, Located[LexiconFile]] = field(default_factory=dict)

    def question(self, name: str) -> tuple[int, Question] | None:
        """Find a frequent question by its id, with its index in the list; None if there is none."""
        for index, question in enumerate(self.questions.value.questions):
            if question.id == name:
                return index, question
        return None

    def dependencies_of(self, leaflet: str) -> frozenset[str]:
        """Collect the ids of the leaflets whose faults refuse a leaflet: its own, and a guide's procedures.

        A guide prints facts of the procedures that it names.
        """
        found = self.leaflets.get(leaflet)
        guide = found.value if found else None
        named = (*guide.procedures, *(guide.ladder or ())) if isinstance(guide, Guide) else ()
        return frozenset({leaflet, *named})

    def longest_ladder(self) -> tuple[str, ...]:
        """Find the ids of the leaflets on the longest ladder of any guide.

        Their names are side by side there, so they decide how long a translated name may be.
        """
        guides = (found.value for found in self.leaflets.values())
        return max((guide.ladder or () for guide in guides if isinstance(guide, Guide)), key=len, default=())

    def files(self) -> Iterator[tuple[str, Located[BaseModel]]]:
        """Yield every file, with the owner that is the prefix of its messages' contexts.

        A file that is the value of a field is named like it (``site``), so a new one is checked as well.
        """
        for each in fields(self):
            if isinstance(found := getattr(self, each.name), Located):
                yield each.name, found
        yield from self.leaflets.items()


def find_inconsistencies(library: Library) -> Iterator[Diagnostic]:
    """Yield problems across the files: unresolved names, numbers without a source."""
    yield from _check_questions(library)
    passages = {passage.id: passage.figures for passage in library.sources.value.passages}
    for name, found in library.leaflets.items():
        for diagnostic in (*_check_names(library, found), *_check_figures(found, passages)):
            yield replace(diagnostic, leaflet=name)
    # A leaflet that cannot be read may be the one that prints a figure.
    if not library.broken:
        yield from _check_all_figures_used(library, _used_figures(library, passages))
    for owner, file in library.files():
        yield from _check_passages(file, owner if owner in library.leaflets else "", set(passages))
        yield from _check_texts(library, owner, file)
    yield from _check_languages(library)
    yield from _check_lexicons(library)
    yield from _check_phones(library)
    if library.reviewers:
        yield from find_ambiguities(library.reviewers)
    if library.site.value.example:
        yield Diagnostic(
            "the hospital and its telephone numbers are examples",
            library.site.position(("example",)),
            'put in your own and take "example" out',
            Severity.WARNING,
            "example-site",
        )


def _check_languages(library: Library) -> Iterator[Diagnostic]:
    """Yield the languages of the site that are neither in CLDR nor in a row of the workspace."""
    for index, tag in enumerate(library.site.value.languages):
        try:
            library.languages.find(tag)
        except UnknownLanguageError as error:
            place = library.site.position(("languages", index))
            yield Diagnostic(str(error), place, error.hint, code="language-tag", language=tag)


def _check_lexicons(library: Library) -> Iterator[Diagnostic]:
    """Yield concepts of the workspace's lexicons that no lexicon of the source has.

    Nothing would be compared by them. A few are the translations' own: words that address the reader as a
    child, words of other languages.
    """
    shipped = package_lexicon(language(SOURCE_LANGUAGE))
    own = library.lexicons.get(SOURCE_LANGUAGE)
    known = (names(shipped) if shipped else frozenset()) | (names(own.value) if own else frozenset())
    for tag, file in library.lexicons.items():
        stated: dict[DataPath, str] = {("concepts", key): key.rstrip("?") for key in file.value.concepts}
        stated |= {("taught", at, "concept"): each.concept for at, each in enumerate(file.value.taught)}
        for path, concept in stated.items():
            if concept in known or concept.partition(".")[0] in TARGET_GROUPS or tag == SOURCE_LANGUAGE:
                continue
            close = get_close_matches(concept, known, n=1)
            hint = (
                f'did you mean "{close[0]}"?'
                if close
                else f"first say it in data/lexicons/{SOURCE_LANGUAGE}.yaml"
            )
            message = f'the lexicon of {SOURCE_LANGUAGE} has no concept "{concept}"'
            yield Diagnostic(message, file.position(path), hint, code="concept", language=tag)


def _check_phones(library: Library) -> Iterator[Diagnostic]:
    """Yield the numbers that cannot be dialled, and an unknown region."""
    site = library.site.value
    region = site.region or ""
    if region and not is_region(region):
        place, hint = library.site.position(("region",)), "write a code of ISO 3166-1, such as GB or US"
        yield Diagnostic(f'"{region}" is no region that has numbers', place, hint, code="region")
        return  # every number would be reported for the same reason
    for index, phone in enumerate(site.phones):
        try:
            dialled(phone.number, region, phone.extension or "")
        except PlacedError as error:
            place = library.site.position(("phones", index, "number"))
            yield Diagnostic(f'"number" {error}', place, error.hint, code="phone")


def _check_questions(library: Library) -> Iterator[Diagnostic]:
    """Yield duplicate ids of frequent questions."""
    seen: set[str] = set()
    for index, question in enumerate(library.questions.value.questions):
        if question.id in seen:
            place = library.questions.position(("questions", index, "id"))
            yield Diagnostic(f'the id "{question.id}" is taken', place, "ids are unique", code="duplicate-id")
        seen.add(question.id)


def _check_names(library: Library, found: Located[Leaflet]) -> Iterator[Diagnostic]:
    """Yield the ids of questions and procedures that do not exist."""
    leaflet = found.value
    for index, name in enumerate(leaflet.questions):
        if library.question(name) is None:
            known = ", ".join(dict.fromkeys(question.id for question in library.questions.value.questions))
            yield _unknown("question", name, found.position(("questions", index)), known)
    if not isinstance(leaflet, Guide):
        return
    known = ", ".join(name for name, read in library.leaflets.items() if isinstance(read.value, Procedure))
    for key in ("procedures", "ladder"):
        for index, name in enumerate(getattr(leaflet, key) or ()):
            read = library.leaflets.get(name)
            if name in library.broken:
                # It exists, so "there is no procedure" would mislead.
                message, hint = f'"{name}" cannot be read, so the guide is not made either', "mend its file"
                yield Diagnostic(message, found.position((key, index)), hint, code="broken-procedure")
            elif read is None or not isinstance(read.value, Procedure):
                yield _unknown("procedure", name, found.position((key, index)), known)


def _unknown(what: str, name: str, place: Position, known: str = "") -> Diagnostic:
    hint = f"there are: {known}" if known else "see data/sources.yaml"
    return Diagnostic(f'there is no {what} "{name}"', place, hint, code=f"unknown-{what}")


def _check_figures(found: Located[Leaflet], passages: FiguresByPassage) -> Iterator[Diagnostic]:
    """Yield the numbers of a leaflet that do not match the register."""
    for name, quantity in found.value.quantities.items():
        place = found.position(("quantities", name))
        if not quantity.source:
            hint = "name the passage that states it: source: id"
            yield Diagnostic(f'"{name}" has no source', place, hint, code="missing-source")
        elif quantity.source not in passages:
            yield _unknown("passage", quantity.source, place)
        elif not _matching_figure(quantity, passages[quantity.source]):
            message = f'the passage "{quantity.source}" does not state "{name}" with these figures'
            hint = "compare it with the figures of the passage in data/sources.yaml"
            yield Diagnostic(message, place, hint, code="figure-without-source")


def _matching_figure(quantity: Quantity, figures: Mapping[str, Figure]) -> str:
    """Find the name of a figure with a quantity's numbers, by value only; empty if there is none."""
    same = (name for name, figure in figures.items() if figure.as_stated() == quantity.as_stated())
    return next(same, "")


def _used_figures(library: Library, passages: FiguresByPassage) -> set[tuple[str, str]]:
    """Collect the figures that leaflets print, as pairs of passage and name."""
    quantities = (each for found in library.leaflets.values() for each in found.value.quantities.values())
    pairs = ((each.source, _matching_figure(each, passages.get(each.source, {}))) for each in quantities)
    return {(passage, figure) for passage, figure in pairs if figure}


def _check_all_figures_used(library: Library, used: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Yield figures that are neither printed nor marked as unused, and those that are both."""
    for index, passage in enumerate(library.sources.value.passages):
        for name, figure in passage.figures.items():
            place = library.sources.position(("passages", index, "figures", name))
            is_used = (passage.id, name) in used
            if not is_used and not figure.unused:
                hint = 'print it, or say why not: unused: "the reason"'
                yield Diagnostic(f'no leaflet prints the figure "{name}"', place, hint, code="unused-figure")
            elif is_used and figure.unused:
                message = f'the figure "{name}" is said to be unused, but a leaflet prints it'
                yield Diagnostic(message, place, "take one of the two out", code="unused-figure")


def _check_passages(found: Located[BaseModel], owner: str, known: set[str]) -> Iterator[Diagnostic]:
    """Yield the sources of statements that are not in the register."""
    # In the plain data, which finds every list of sources in any model.
    for path in found.source.places:
        if len(path) >= 2 and path[-2] == "sources" and isinstance(path[-1], int):
            name = str(found.source.at(path))
            if name not in known:
                yield replace(_unknown("passage", name, found.position(path)), leaflet=owner)


def _check_texts(library: Library, owner: str, found: Located[BaseModel]) -> Iterator[Diagnostic]:
    """Yield digits in texts, and placeholders that name no quantity."""
    allowed = {exception.text for exception in library.exceptions.value.digits}
    # Other files have no quantities, so their texts cannot have placeholders.
    quantities = found.value.quantities if isinstance(found.value, Leaflet) else {}
    leaflet = owner if owner in library.leaflets else ""
    for text in translated_texts(found.value, owner):
        place = found.position(text.path)
        if loose_numbers(text.text) and text.text not in allowed:
            hint = "make it a quantity and write its name in braces, or give a reason in data/exceptions.yaml"
            yield Diagnostic(
                f'a digit stands in "{text.text[:60]}"', place, hint, code="digit", leaflet=leaflet
            )
        for name in placeholders(text.text):
            if name not in quantities:
                known = ", ".join(f"{{{each}}}" for each in quantities) or "none"
                message = f"the placeholder {{{name}}} names no quantity"
                yield Diagnostic(message, place, f"there are: {known}", code="placeholder", leaflet=leaflet)
