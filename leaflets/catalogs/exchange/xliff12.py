"""XLIFF 1.2, which every translators' tool opens (OASIS Standard, 1 February 2008).

In: segments. Out: a file, and back. Plural forms stand in a group ``x-gettext-plurals``, as in the XLIFF 1.2
Representation Guide for Gettext PO. Codes are ``<ph>``, ``<bpt>`` and ``<ept>`` or ``<it>``, which hold what
they stand for ("Inline Elements"), so that a tag that a tool copies or moves comes back as what it was. What
XLIFF has no element for stands in a context group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from leaflets.catalogs.exchange.inline import Code, divide
from leaflets.catalogs.exchange.units import ReadFile, Segment, State, is_wordless, segment_key
from leaflets.catalogs.exchange.xml_reading import ForeignTagError, XmlElement, foreign_tag
from leaflets.catalogs.exchange.xml_writing import block, document, element, escaped
from leaflets.diagnostics import Checked, Diagnostic

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSIONS = frozenset({"1.2"})
_FIELD = "x-leaflets-"  # user-defined context types begin with "x-"
_PROGRAM, _TRANSLATOR, _COUNTS = "developer", "translator", "plural form"
_STATES = {
    State.MISSING: ("needs-translation", None),
    State.FUZZY: ("needs-review-translation", "fuzzy-match"),
    State.MACHINE: ("needs-review-translation", "leveraged-mt"),
    State.TRANSLATED: ("translated", None),
}
_MADE_BY_MACHINE = frozenset({"leveraged-mt", "mt-suggestion"})
_DONE = frozenset({"translated", "final", "signed-off"})
_UNTOUCHED = frozenset({"", "new", "needs-translation"})


def write(segments: Iterable[Segment], language: str, source_language: str, original: str) -> bytes:
    """Write the segments of one catalog, whose name is ``original``."""
    tool = element("tool", "", tool_id="leaflets", tool_name="Leaflets")
    rows = (*block("header", [tool]), *block("body", _body(segments)))
    languages = {"source_language": source_language, "target_language": language}
    file = block("file", rows, original=original, datatype="po", tool_id="leaflets", **languages)
    return document(block("xliff", file, version="1.2", xmlns=NAMESPACE))


def read(root: XmlElement, file: str) -> Checked[tuple[ReadFile, ...]]:
    """Read a document: what it has for each language, and the units that cannot be read."""
    files, problems = [], []
    for each in root.all("file"):
        found = [_segment(unit, file) for unit in each.below("trans-unit")]
        problems += [problem for problem in found if isinstance(problem, Diagnostic)]
        segments = tuple(segment for segment in found if isinstance(segment, Segment))
        files.append(ReadFile(each.get("target-language"), segments, each.get("source-language")))
    return Checked(tuple(files), tuple(problems))


def _body(segments: Iterable[Segment]) -> Iterator[str]:
    for name, forms in groupby(segments, segment_key):
        units = list(forms)
        rows = (row for each in units for row in _unit(each))
        is_plural = units[0].form >= 0
        yield from block("group", rows, id=name, restype="x-gettext-plurals") if is_plural else rows


def _unit(segment: Segment) -> Iterator[str]:
    state, qualifier = _STATES[segment.state]
    target = _content(segment.target, segment.source)
    notes = [(_PROGRAM, each) for each in segment.notes]
    notes += [(_COUNTS, segment.fields["counts"])] if "counts" in segment.fields else []
    notes += [(_TRANSLATOR, each) for each in segment.comments]
    fields = (
        element("context", escaped(text), context_type=f"{_FIELD}{name}")
        for name, text in segment.fields.items()
    )
    rows = (
        element("source", _content(segment.source)),
        element("target", target, state=state, state_qualifier=qualifier),
        *(block("context-group", fields, purpose="information") if segment.fields else ()),
        *(element("note", escaped(text), **{"from": author}) for author, text in notes),
    )
    context = segment.fields.get("context")
    yield from block("trans-unit", rows, id=segment.id, resname=context, xml_space="preserve")


def _content(text: str, source: str = "") -> str:
    pieces = divide(text, source)
    return "".join(_code(each) if isinstance(each, Code) else escaped(each) for each in pieces)


def _code(code: Code) -> str:
    number, text = str(code.number), escaped(code.text)
    if code.kind == "placeholder":
        return element("ph", text, id=number, ctype="x-placeholder", equiv_text=code.text)
    ctype = "bold" if code.is_bold else "x-tag"
    if code.alone:
        position = "open" if code.kind == "start" else "close"
        return element("it", text, id=number, pos=position, ctype=ctype)
    if code.kind == "start":
        return element("bpt", text, id=number, ctype=ctype)
    return element("ept", text, id=number)


def _segment(unit: XmlElement, file: str) -> Segment | Diagnostic:
    source, target = unit.first("source"), unit.first("target")
    try:
        words, translated = (_text(each) if each else "" for each in (source, target))
    except ForeignTagError as error:
        return foreign_tag(error, unit, file)
    contexts = (each for group in unit.all("context-group") for each in group.all("context"))
    fields = {each.get("context-type").removeprefix(_FIELD): each.text() for each in contexts}
    notes = [(each.get("from"), each.text()) for each in unit.all("note")]
    done = unit.get("approved") == "yes" or bool(target and target.get("state") in _DONE)
    return Segment(
        unit.get("id"),
        words,
        translated,
        _state(target, translated, done=done),
        fields,
        tuple(text for author, text in notes if author == _PROGRAM),
        tuple(text for author, text in notes if author not in (_PROGRAM, _COUNTS)),
        unit.line,
        done,
    )


def _state(target: XmlElement | None, words: str, *, done: bool) -> State:
    if target is None or is_wordless(words):
        return State.MISSING
    state, qualifier = target.get("state"), target.get("state-qualifier")
    if qualifier in _MADE_BY_MACHINE:
        return State.MACHINE
    # Many tools leave "needs-translation" where somebody has translated.
    is_made = done or (state in _UNTOUCHED and qualifier != "fuzzy-match")
    return State.TRANSLATED if is_made else State.FUZZY


def _text(content: XmlElement) -> str:
    """Read a source or target; codes are what they hold.

    Raises:
        ForeignTagError: a tag holds nothing, or is none of ours.
    """
    return "".join(each if isinstance(each, str) else _text_of_tag(each) for each in content.children)


def _text_of_tag(tag: XmlElement) -> str:
    if tag.name == "mrk":
        return _text(tag)
    text = tag.text() if tag.name in ("ph", "bpt", "ept", "it") else ""
    # Some tools write an empty <x/> for what was a <ph>.
    if text := text or (tag.get("equiv-text") if tag.name in ("ph", "x") else ""):
        return text
    raise ForeignTagError(tag.name)
