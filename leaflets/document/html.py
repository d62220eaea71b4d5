"""Our strict, closed subset of HTML to nodes.

In: the text that a template rendered, each tag marked with the template line it came from. Out: a
frozen tree. It is XML-strict: an unknown element or attribute, an open tag, a figure without a
text alternative, a heading level that skips, a table without header cells is an error with the
template's file and line (Matterhorn Protocol 13-004, 14-003, 15-003).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import get_args
from xml.etree import ElementTree

from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.classes import class_problems, figure_problems
from leaflets.document.inline import gather
from leaflets.document.nodes import Kind, Node
from leaflets.languages import Direction, Languages, UnknownLanguageError

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
_COMMON = frozenset({"id", "class", "lang", "dir", "line", "label"})
BULLET = "•"
_HINT = "write it as the other templates do"
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
_LEAVES = frozenset({"h1", "h2", "h3", "p", "dt", "dd", "th", "td", "caption", "label"})
_ATTRIBUTES = {"th": frozenset({"scope"}), "hr": frozenset({"data-lines"})}
_PARTS = frozenset({"alt", "thead", "tbody"})  # elements that become no node of their own
_TARGET = re.compile(r"(https://[^\s]+|tel:\+?[0-9]+|mailto:[^\s@]+@[^\s@]+|#[A-Za-z][\w.-]*)$")
_LINE_MARK = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>{])")


def mark_lines(source: str, name: str) -> str:
    """Write into every tag of a template where it stands, so that faults can be told with their line."""
    lines = source.split("\n")
    marked = (_LINE_MARK.sub(rf'<\1 line="{name}:{n}"', line) for n, line in enumerate(lines, 1))
    return "\n".join(marked)


@dataclass
class _Parse:
    """The state of one parse: the ids given so far, the problems found so far."""

    template: str
    lang: str
    number: Callable[[float], str]
    languages: Languages
    problems: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    level: int = 0
    targets: list[tuple[str, Position]] = field(default_factory=list)

    def refuse(
        self, element: ElementTree.Element, message: str, hint: str = _HINT, code: str = "template"
    ) -> None:
        self.problems.append(Diagnostic(message, self.place(element), hint, code=code))

    def place(self, element: ElementTree.Element) -> Position:
        name, _, line = element.get("line", self.template).rpartition(":")
        return Position(name, int(line)) if name and line.isdigit() else Position(self.template)


def parse_markup(text: str, template: str) -> ElementTree.Element:
    """Read rendered markup as XML.

    Raises:
        LeafletsError: it is not well-formed, or declares entities.
    """
    if "<!" in text or "<?" in text:
        message = "the template writes a declaration, which is not allowed"
        raise LeafletsError(Diagnostic(message, Position(template), code="template"))
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - no declarations, so no entities
    except ElementTree.ParseError as error:
        line, column = error.position
        before = "\n".join([*text.split("\n")[: line - 1], text.split("\n")[line - 1][:column]])
        marks = re.findall(r'line="([^":]+):([0-9]+)"', before)
        place = Position(marks[-1][0], int(marks[-1][1])) if marks else Position(template)
        reason = str(error).partition(":")[0]
        hint = "every tag that is opened is closed, inside the same element"
        raise LeafletsError(
            Diagnostic(f"the template writes broken markup ({reason})", place, hint, code="template")
        ) from error


def build(
    root: ElementTree.Element,
    template: str,
    lang: str,
    number: Callable[[float], str],
    languages: Languages | None = None,
) -> tuple[Node, list[Diagnostic]]:
    """Turn an element tree into nodes; give the tree and all that is wrong with it.

    ``number`` writes the numbers of ordered lists; ``languages`` are those that words may be in.
    """
    state = _Parse(template, lang, number, languages or Languages())
    node = _node(root, state, "article", "")
    for target, place in state.targets:
        if target.startswith("#") and target[1:] not in state.ids:
            state.problems.append(Diagnostic(f'the link "{target}" leads nowhere', place, code="link"))
    return node, state.problems


def _node(element: ElementTree.Element, state: _Parse, fallback: str, parent: str) -> Node:
    _check_attributes(element, state)
    for message, hint in class_problems(element, parent):
        state.refuse(element, message, hint, "class")
    name = _identify(element, state, fallback)
    lang, direction = _language(element, state)
    common: dict[str, object] = {
        "id": name,
        "style": element.get("class", ""),
        "label": element.get("label", ""),
        "lang": lang,
        "direction": direction,
        "position": state.place(element),
    }
    if element.tag in _LEAVES:
        return _leaf(element, state, common)
    children = tuple(_children(element, state, name))
    kind = Kind.FACT if element.tag == "div" and fallback.endswith("+fact") else Kind(element.tag)
    node = Node(kind, children=children, **common)  # type: ignore[arg-type]
    return _finished(node, element, state)


def _leaf(element: ElementTree.Element, state: _Parse, common: dict[str, object]) -> Node:
    runs, targets = gather(element, state.refuse, state.languages)
    for target in targets:
        state.targets.append((target, state.place(element)))
        if not _TARGET.match(target):
            state.refuse(
                element,
                f'the link "{target}" is not one that we allow',
                "https:, tel:, mailto: or #id",
                "link",
            )
    level = _HEADINGS.get(element.tag, 0)
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


def _finished(node: Node, element: ElementTree.Element, state: _Parse) -> Node:
    from dataclasses import replace

    if node.kind is Kind.FIGURE:
        for message, hint in figure_problems(element):
            state.refuse(element, message, hint, "figure")
        alt = element.find("alt")
        runs, _ = gather(alt, state.refuse, state.languages) if alt is not None else ((), ())
        text = "".join(run.text for run in runs)
        if not text:
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


def _children(element: ElementTree.Element, state: _Parse, name: str) -> Iterator[Node]:
    allowed = _CHILDREN.get(element.tag, frozenset())
    if element.tag == "div" and element.find("dt") is not None:
        allowed = frozenset({"dt", "dd"})
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        state.refuse(element, f"words stand directly in <{element.tag}>", "put them into a <p>")
    count = 0
    for child in element:
        if child.tag not in allowed:
            state.refuse(
                child, f"<{child.tag}> is not allowed in <{element.tag}>", f"allowed: {_listed(allowed)}"
            )
        elif child.tag in ("thead", "tbody"):
            yield from _children(child, state, f"{name}.{child.tag}")
        elif child.tag not in _PARTS:
            count += 1
            if child.tag == "li":
                child.set("label", f"{state.number(count)}." if element.tag == "ol" else BULLET)
            suffix = "+fact" if element.tag == "dl" else ""
            yield _node(child, state, f"{name}.{count}{suffix}", element.tag)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"<{name}>" for name in sorted(names)) or "words only"


def _check_attributes(element: ElementTree.Element, state: _Parse) -> None:
    allowed = _COMMON | _ATTRIBUTES.get(element.tag, frozenset())
    for key in element.attrib:
        is_mark = key.startswith("data-") and element.tag in ("figure", "label")
        if key not in allowed and not is_mark:
            state.refuse(element, f'<{element.tag}> cannot have the attribute "{key}"')


def _identify(element: ElementTree.Element, state: _Parse, fallback: str) -> str:
    name = element.get("id") or fallback.removesuffix("+fact")
    if name in state.ids:
        state.refuse(element, f'the id "{name}" is taken', "ids are unique in a leaflet", "duplicate-id")
    state.ids.add(name)
    return name


def _language(element: ElementTree.Element, state: _Parse) -> tuple[str, Direction | None]:
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
