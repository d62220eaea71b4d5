"""Our strict, closed subset of HTML to nodes.

In: the text that a template rendered, each tag marked with the template line it came from. Out: a
frozen tree. It is XML-strict: an unknown element or attribute, an open tag, a figure without a
text alternative, a heading level that skips, a table without header cells is an error with the
template's file and line (Matterhorn Protocol 13-004, 14-003, 15-003). So is whatever would print nothing
(:mod:`leaflets.document.structure`), and words that nobody said (:mod:`leaflets.document.inline`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import get_args
from xml.etree import ElementTree

from leaflets.characters import is_blank, number_signs
from leaflets.diagnostics import Diagnostic, Position
from leaflets.document.classes import check_classes
from leaflets.document.elements import Faults, SaidWords, listed
from leaflets.document.inline import gather
from leaflets.document.nodes import Kind, Node, isolated
from leaflets.document.structure import HEADINGS, LEAVES, check_structure
from leaflets.languages import Direction, Languages, UnknownLanguageError

_COMMON = frozenset({"id", "class", "lang", "dir", "line"})
BULLET = "•"
# Elements that hold blocks, with the blocks that each may hold.
_FLOW = frozenset({"section", "div", "h1", "h2", "h3", "p", "ul", "ol", "dl", "table", "figure", "hr"})
_CHILDREN: dict[str, frozenset[str]] = {
    "article": _FLOW | {"header"},
    "header": _FLOW,
    "section": _FLOW,
    "div": _FLOW,
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "li": frozenset({"p", "ul", "ol"}),
    "dl": frozenset({"div"}),
    "table": frozenset({"caption", "thead", "tbody"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tr": frozenset({"th", "td"}),
    "figure": frozenset({"alt", "caption", "label"}),
}
_ATTRIBUTES = {"th": frozenset({"scope"}), "hr": frozenset({"data-lines"})}
_PAIR = frozenset({"dt", "dd"})
_PARTS = frozenset({"alt", "thead", "tbody"})  # elements that become no node of their own
_TARGET = re.compile(
    r"(https://[!-~]+|tel:\+?[0-9]+(;ext=[0-9]+)?|mailto:[!-?A-~]+@[!-?A-~]+|#[A-Za-z][\w.-]*)$"
)


@dataclass
class _State(Faults):
    """The state of one reading: the ids given so far, the level of the last heading, the links to follow."""

    lang: str = ""
    number: Callable[[float], str] = str
    languages: Languages = field(default_factory=Languages)
    ids: set[str] = field(default_factory=set)
    level: int = 0
    targets: list[tuple[str, Position]] = field(default_factory=list)


def build(
    root: ElementTree.Element,
    template: str,
    lang: str,
    said: SaidWords,
    number: Callable[[float], str],
    languages: Languages,
) -> tuple[Node, list[Diagnostic]]:
    """Turn an element tree into nodes; give the tree and all that is wrong with it.

    ``said`` knows which words may stand there; ``number`` writes the numbers of ordered lists; ``languages``
    are those that words may be in.
    """
    state = _State(template, said, lang=lang, number=number, languages=languages)
    check_structure(root, state.refuse)
    check_classes(root, state.refuse)
    node = _node(root, state, "article")
    for target, place in state.targets:
        if target.startswith("#") and target[1:] not in state.ids:
            state.problems.append(Diagnostic(f'the link "{target}" leads nowhere', place, code="link"))
    return node, state.problems


def _node(element: ElementTree.Element, state: _State, fallback: str, label: str = "") -> Node:
    _check_attributes(element, state)
    name = _identify(element, state, fallback)
    lang, direction = _language(element, state)
    common: dict[str, object] = {
        "id": name,
        "style": element.get("class", ""),
        "label": label,
        "lang": lang,
        "direction": direction,
        "position": state.place(element),
    }
    if element.tag in LEAVES:
        return _leaf(element, state, common)
    children = tuple(_children(element, state, name, is_pair=fallback.endswith("+fact")))
    kind = Kind.FACT if element.tag == "div" and fallback.endswith("+fact") else Kind(element.tag)
    node = Node(kind, children=children, **common)  # type: ignore[arg-type]
    return _finished(node, element, state)


def _leaf(element: ElementTree.Element, state: _State, common: dict[str, object]) -> Node:
    runs, targets = gather(element, state.refuse, state.said, state.languages)
    for target in targets:
        state.targets.append((target, state.place(element)))
        _check_target(target, element, state)
    level = HEADINGS.get(element.tag, 0)
    if level:
        if level > state.level + 1:
            message = f"a heading of level {level} follows one of level {state.level}"
            state.refuse(element, message, "do not skip a level", "heading-level")
        state.level = level
    scope = element.get("scope", "")
    if element.tag == "th" and scope not in ("row", "col"):
        state.refuse(
            element, "a header cell has no scope", 'write scope="row" or scope="col"', "table-header"
        )
    kind = Kind.HEADING if level else Kind(element.tag)
    marks = _marks(element)
    return Node(kind, runs=runs, level=level, scope=scope, marks=marks, **common)  # type: ignore[arg-type]


def _check_target(target: str, element: ElementTree.Element, state: _State) -> None:
    message, hint = f'the link "{target}" is not one that we allow', "https:, tel:, mailto: or #id"
    if not _TARGET.match(target):
        state.refuse(element, message, hint, "link")
    elif target.startswith("tel:") and not state.said.has_target(target.removeprefix("tel:")):
        hint = (
            'telephone numbers come from data/site.yaml: "tel:{{ dialled(phone.number, phone.extension) }}"'
        )
        state.refuse(element, message, hint, "link")


def _finished(node: Node, element: ElementTree.Element, state: _State) -> Node:
    if node.kind is Kind.FIGURE:
        alt = element.find("alt")
        runs, _ = gather(alt, state.refuse, state.said, state.languages) if alt is not None else ((), ())
        text = isolated(runs, state.languages.find(state.lang).direction)
        if is_blank(text):
            state.refuse(
                element, "a figure has no text alternative", "say what it shows in <alt>", "figure-alt"
            )
        return replace(node, alt=text, alt_runs=runs, marks=_marks(element))
    if node.kind is Kind.TABLE and not any(n.kind is Kind.HEADER_CELL for n in node.walk()):
        hint = 'use <th scope="col"> in the first row'
        state.refuse(element, "a table has no header cells", hint, "table-header")
    if node.kind is Kind.LINES:
        lines = element.get("data-lines", "1")
        if not lines.isdigit() or not 1 <= int(lines) <= 40:
            state.refuse(element, f'"{lines}" is no number of lines', 'write data-lines="1" or more')
            lines = "1"
        return replace(node, lines=int(lines))
    return node


def _children(
    element: ElementTree.Element, state: _State, name: str, *, is_pair: bool = False
) -> Iterator[Node]:
    allowed = _PAIR if is_pair else _CHILDREN.get(element.tag, frozenset())
    loose = [text for text in (element.text, *(child.tail for child in element)) if text and text.strip()]
    if not all(map(state.said.has_told, loose)):
        state.refuse(element, f"words stand directly in <{element.tag}>", "put them into a <p>")
    count = 0
    for child in element:
        if child.tag not in allowed:
            state.refuse(
                child, f"<{child.tag}> is not allowed in <{element.tag}>", f"allowed: {listed(allowed)}"
            )
        elif child.tag in ("thead", "tbody"):
            yield from _children(child, state, f"{name}.{child.tag}")
        elif child.tag not in _PARTS:
            count += 1
            label = "" if child.tag != "li" else f"{state.number(count)}." if element.tag == "ol" else BULLET
            suffix = "+fact" if element.tag == "dl" else ""
            yield _node(child, state, f"{name}.{count}{suffix}", label)


def _check_attributes(element: ElementTree.Element, state: _State) -> None:
    allowed = _COMMON | _ATTRIBUTES.get(element.tag, frozenset())
    for key, value in element.attrib.items():
        is_mark = key.startswith("data-") and element.tag in ("figure", "label")
        # A figure is drawn from the data, as a sentence gets its numbers from there.
        if is_mark and number_signs(value) and not state.said.has_value(value):
            message, hint = (
                f'{key}="{value}" is no number of the data',
                "draw a quantity: leaflet.length(name)",
            )
            state.refuse(element, message, hint, "template-words")
        if key not in allowed and not is_mark:
            state.refuse(element, f'<{element.tag}> cannot have the attribute "{key}"')


def _identify(element: ElementTree.Element, state: _State, fallback: str) -> str:
    name = element.get("id") or fallback.removesuffix("+fact")
    if name in state.ids:
        state.refuse(element, f'the id "{name}" is taken', "ids are unique in a leaflet", "duplicate-id")
    state.ids.add(name)
    return name


def _language(element: ElementTree.Element, state: _State) -> tuple[str, Direction | None]:
    lang, direction = element.get("lang", ""), element.get("dir")
    own: Direction | None = None
    if lang and lang != state.lang:
        try:
            own = state.languages.find(lang).direction
        except UnknownLanguageError as error:
            state.refuse(element, str(error), error.hint, "language-tag")
            lang = ""
    if direction is not None and direction not in get_args(Direction):
        state.refuse(element, f'"{direction}" is no direction', "write ltr or rtl")
        direction = None
    # What is in another language carries its direction, so that nobody has to look it up again.
    return ("" if lang == state.lang else lang), direction or own  # type: ignore[return-value]


def _marks(element: ElementTree.Element) -> tuple[tuple[str, str], ...]:
    found = ((key[5:], value) for key, value in element.attrib.items() if key.startswith("data-"))
    return tuple(sorted(found))
