"""XLIFF 2.1 (OASIS Standard, 13 February 2018); its files are valid XLIFF 2.0, too, but for the number.

In: segments. Out: a file, and back. Plural forms stand in a group. Codes are ``<ph>`` and ``<pc>``, or
``<sc>`` and ``<ec>`` where a tag is alone ("Inline Content"); what they stand for is in the original data of
their unit. What XLIFF has no element for stands in the Metadata Module.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from leaflets.catalogs.exchange.inline import Code, Piece, divide
from leaflets.catalogs.exchange.units import ReadFile, Segment, State, is_wordless, segment_key
from leaflets.catalogs.exchange.xml_reading import ForeignTagError, XmlElement, foreign_tag
from leaflets.catalogs.exchange.xml_writing import block, document, element, escaped, start_tag
from leaflets.diagnostics import Checked, Diagnostic

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1, too
VERSIONS = frozenset({"2.0", "2.1"})
_METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
_OURS = "leaflets"
_PROGRAM, _TRANSLATOR, _COUNTS = "developer", "translator", "plural form"
# The attributes state and subState: a tool that changes the one has to take the other out.
_STATES = {
    State.MISSING: ("initial", None),
    State.FUZZY: ("initial", "leaflets:fuzzy"),
    State.MACHINE: ("translated", "leaflets:machine"),
    State.TRANSLATED: ("translated", None),
}
_SUB_STATES = {sub_state: state for state, (_, sub_state) in _STATES.items() if sub_state}
_DONE = frozenset({"translated", "reviewed", "final"})


def write(segments: Iterable[Segment], language: str, source_language: str, original: str) -> bytes:
    """Write the segments of one catalog, whose name is ``original``."""
    file = block(
        "file", _body(segments), id=_OURS, original=original, canResegment="no", xml_space="preserve"
    )
    namespaces = {"xmlns": NAMESPACE, "xmlns:mda": _METADATA}
    root = block("xliff", file, version="2.1", srcLang=source_language, trgLang=language, **namespaces)
    return document(root)


def read(root: XmlElement, file: str) -> Checked[tuple[ReadFile, ...]]:
    """Read a document: what it has for its language, and the units that cannot be read."""
    found = [_segment(unit, file) for unit in root.below("unit")]
    problems = tuple(problem for problem in found if isinstance(problem, Diagnostic))
    segments = tuple(segment for segment in found if isinstance(segment, Segment))
    return Checked((ReadFile(root.get("trgLang"), segments, root.get("srcLang")),), problems)


def _body(segments: Iterable[Segment]) -> Iterator[str]:
    for name, forms in groupby(segments, segment_key):
        units = list(forms)
        rows = (row for each in units for row in _unit(each))
        is_plural = units[0].form >= 0
        yield from block("group", rows, id=f"{name}.forms", type="leaflets:plural") if is_plural else rows


def _unit(segment: Segment) -> Iterator[str]:
    metas = [element("mda:meta", escaped(text), type=name) for name, text in segment.fields.items()]
    group = block("mda:metaGroup", metas, category=_OURS)
    notes = [(_PROGRAM, each) for each in segment.notes]
    notes += [(_COUNTS, segment.fields["counts"])] if "counts" in segment.fields else []
    notes += [(_TRANSLATOR, each) for each in segment.comments]
    written = [element("note", escaped(text), category=author) for author, text in notes]
    source, target = divide(segment.source), divide(segment.target, segment.source)
    codes = dict.fromkeys(each.text for each in (*source, *target) if isinstance(each, Code))
    data = {text: f"d{number}" for number, text in enumerate(codes, 1)}
    state, sub_state = _STATES[segment.state]
    words = [element("source", _content(source, data))]
    words += [element("target", _content(target, data))] if target else []
    rows = (
        *(block("mda:metadata", group) if metas else ()),
        *(block("notes", written) if written else ()),
        *(block("originalData", _original_data(data)) if data else ()),
        *block("segment", words, state=state, subState=sub_state),
    )
    yield from block("unit", rows, id=segment.id, name=segment.fields.get("context"))


def _original_data(data: Mapping[str, str]) -> Iterator[str]:
    for text, name in data.items():
        yield element("data", escaped(text), id=name)


def _content(pieces: list[Piece], data: Mapping[str, str]) -> str:
    codes = [each for each in pieces if isinstance(each, Code)]
    ends = {each.number: data[each.text] for each in codes if each.kind == "end" and not each.alone}
    written = (_code(each, data, ends) if isinstance(each, Code) else escaped(each) for each in pieces)
    return "".join(written)


def _code(code: Code, data: Mapping[str, str], ends: Mapping[int, str]) -> str:
    number, reference = str(code.number), data[code.text]
    if code.kind == "placeholder":
        shown = {"equiv": code.text, "disp": code.text, "type": "ui", "subType": "xlf:var"}
        return element("ph", "", id=number, dataRef=reference, **shown)
    look = {"type": "fmt", "subType": "xlf:b"} if code.is_bold else {"type": "other"}
    if code.alone:
        name = "sc" if code.kind == "start" else "ec"
        return element(name, "", id=number, isolated="yes", dataRef=reference, **look)
    if code.kind == "end":
        return "</pc>"
    return start_tag("pc", id=number, dataRefStart=reference, dataRefEnd=ends[code.number], **look)


def _segment(unit: XmlElement, file: str) -> Segment | Diagnostic:
    data = {each.get("id"): each.text() for each in unit.below("data")}
    parts = unit.all("segment", "ignorable")
    try:
        source = "".join(_text(each.first("source"), data) for each in parts)
        targets = [_target(each, data) for each in parts]
    except ForeignTagError as error:
        return foreign_tag(error, unit, file)
    # A unit that a tool divided is translated when all of its segments are.
    segments = unit.all("segment")
    is_whole = all(each.first("target") for each in segments)
    states = [_state(each, words) for each, words in zip(parts, targets, strict=True) if each in segments]
    ours = (group for group in unit.below("metaGroup") if group.get("category") == _OURS)
    metas = [each for group in ours for each in group.all("meta")]
    notes = [(each.get("category"), each.text()) for each in unit.below("note")]
    return Segment(
        unit.get("id"),
        source,
        "".join(targets) if is_whole else "",
        min(states, key=list(State).index, default=State.MISSING) if is_whole else State.MISSING,
        {each.get("type"): each.text() for each in metas},
        tuple(text for author, text in notes if author == _PROGRAM),
        tuple(text for author, text in notes if author not in (_PROGRAM, _COUNTS)),
        unit.line,
        bool(segments) and all(each.get("state") in _DONE for each in segments),
    )


def _state(segment: XmlElement, words: str) -> State:
    if is_wordless(words):
        return State.MISSING
    return _SUB_STATES.get(segment.get("subState"), State.TRANSLATED)


def _target(part: XmlElement, data: Mapping[str, str]) -> str:
    """Read the target of a segment; what is not to be translated (ignorable) may have only a source."""
    found = part.first("target") or (part.first("source") if part.name == "ignorable" else None)
    return _text(found, data)


def _text(content: XmlElement | None, data: Mapping[str, str]) -> str:
    """Read a source or target; codes are the original data that they refer to.

    Raises:
        ForeignTagError: a code refers to nothing, or is none of ours.
    """
    children = content.children if content else ()
    return "".join(each if isinstance(each, str) else _text_of_tag(each, data) for each in children)


def _text_of_tag(tag: XmlElement, data: Mapping[str, str]) -> str:
    if tag.name == "mrk":
        return _text(tag, data)
    if tag.name in ("sm", "em"):
        return ""
    if tag.name == "pc":
        start, end = (data.get(tag.get(f"dataRef{side}")) for side in ("Start", "End"))
        if start and end:
            return f"{start}{_text(tag, data)}{end}"
    elif tag.name in ("ph", "sc", "ec") and (text := data.get(tag.get("dataRef")) or tag.get("equiv")):
        return text
    raise ForeignTagError(tag.name)
