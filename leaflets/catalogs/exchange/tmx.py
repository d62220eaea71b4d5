"""TMX 1.4b, for translation memories (LISA OSCAR, 26 April 2005): finished translations beside their sources.

In: segments. Out: a file, and back. A memory of anybody else can be read, too: its units have no ids of
ours, and may be in any languages. Codes are ``<ph>``, ``<bpt>`` and ``<ept>`` or ``<it>``, which hold what
they stand for. What TMX has no element for stands in properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from leaflets import __version__
from leaflets.catalogs.exchange.inline import Code, divide
from leaflets.catalogs.exchange.units import ReadFile, Segment, State, is_wordless
from leaflets.catalogs.exchange.xml_reading import ForeignTagError, XmlElement, foreign_tag
from leaflets.catalogs.exchange.xml_writing import block, document, element, escaped
from leaflets.diagnostics import Checked, Diagnostic
from leaflets.languages import SOURCE_LANGUAGE

VERSIONS = frozenset({"1.1", "1.2", "1.3", "1.4"})
_FIELD = "x-leaflets-"  # names of properties that tools define begin with "x-"
_STATE = "state"
_ANY = "*all*"  # a unit whose source may be any of its languages
_HOLDING = frozenset({"ph", "bpt", "ept", "it", "ut"})


def write(segments: Iterable[Segment], language: str, source_language: str, original: str) -> bytes:
    """Write the segments of one catalog; a memory does not say which catalog it comes from."""
    del original
    head = element(
        "header", "", creationtool="Leaflets", creationtoolversion=__version__, segtype="paragraph",
        **{"o-tmf": "PO"}, adminlang="en", srclang=source_language, datatype="po",
    )  # fmt: skip
    units = (row for each in segments for row in _unit(each, language, source_language))
    return document(block("tmx", (head, *block("body", units)), version="1.4"))


def read(root: XmlElement, file: str) -> Checked[tuple[ReadFile, ...]]:
    """Read a memory: what it has for each language, and the units that cannot be read."""
    header = root.first("header")
    main = header.get("srclang") if header else ""
    by_language: dict[tuple[str, str], list[Segment]] = {}
    problems: list[Diagnostic] = []
    for unit in root.below("tu"):
        try:
            texts = {_language(each): _text(each.first("seg")) for each in unit.all("tuv")}
        except ForeignTagError as error:
            problems.append(foreign_tag(error, unit, file))
            continue
        source_language = _source_language(unit.get("srclang") or main, texts)
        source = texts.pop(source_language, "")
        for language, text in texts.items():
            found = by_language.setdefault((language, source_language), [])
            found.append(_segment(unit, source, text))
    files = (
        ReadFile(language, tuple(segments), source_language)
        for (language, source_language), segments in by_language.items()
    )
    return Checked(tuple(files), tuple(problems))


def _unit(segment: Segment, language: str, source_language: str) -> Iterator[str]:
    fields = {**segment.fields, _STATE: segment.state.value}
    rows = (
        *(element("note", escaped(text)) for text in segment.notes),
        *(element("prop", escaped(text), type=f"{_FIELD}{name}") for name, text in fields.items()),
        *_variant(segment.source, segment.source, source_language),
        *_variant(segment.target, segment.source, language),
    )
    yield from block("tu", rows, tuid=segment.id)


def _variant(text: str, source: str, language: str) -> Iterator[str]:
    pieces = divide(text, source)
    words = (_code(each) if isinstance(each, Code) else escaped(each) for each in pieces)
    yield from block("tuv", [element("seg", "".join(words))], xml_lang=language)


def _code(code: Code) -> str:
    number, text = str(code.number), escaped(code.text)
    if code.kind == "placeholder":
        return element("ph", text, x=number, type="placeholder")
    look = "bold" if code.is_bold else "tag"
    if code.alone:
        return element("it", text, pos="begin" if code.kind == "start" else "end", x=number, type=look)
    if code.kind == "start":
        return element("bpt", text, i=number, x=number, type=look)
    return element("ept", text, i=number)


def _language(variant: XmlElement) -> str:
    return variant.get("xml:lang") or variant.get("lang")  # "lang" before TMX 1.2


def _source_language(stated: str, texts: Mapping[str, str]) -> str:
    """Find the tag of the source among those of a unit; tools differ in the case of tags."""
    wanted = SOURCE_LANGUAGE if stated in ("", _ANY) else stated.lower()
    exact = (tag for tag in texts if tag.lower() == wanted)
    alike = (tag for tag in texts if tag.lower().split("-")[0] == wanted.split("-")[0])
    return next(exact, None) or next(alike, "")


def _segment(unit: XmlElement, source: str, target: str) -> Segment:
    fields = {each.get("type").removeprefix(_FIELD): each.text() for each in unit.all("prop")}
    known = {state.value: state for state in State}
    state = known.get(fields.pop(_STATE, ""), State.TRANSLATED)
    notes = tuple(each.text() for each in unit.all("note"))
    return Segment(
        unit.get("tuid"),
        source,
        target,
        State.MISSING if is_wordless(target) else state,
        fields,
        notes,
        line=unit.line,
        done=True,
    )


def _text(content: XmlElement | None) -> str:
    """Read a segment; codes are what they hold.

    Raises:
        ForeignTagError: a tag holds nothing, or is none of TMX.
    """
    children = content.children if content else ()
    return "".join(each if isinstance(each, str) else _text_of_tag(each) for each in children)


def _text_of_tag(tag: XmlElement) -> str:
    if tag.name == "hi":
        return _text(tag)
    if tag.name in _HOLDING and (text := tag.text()):
        return text
    raise ForeignTagError(tag.name)
