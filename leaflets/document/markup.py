"""From a strict, closed subset of HTML to nodes.

In: the elements that a template wrote, each marked with its template line. Out: a frozen tree, and its
problems. :mod:`leaflets.document.markup_rules` defines what is allowed; here each element is checked against
it while a node is made. An unknown element or attribute, a figure without a text alternative, a skipped
heading level or a table without header cells is an error with the template's file and line (Matterhorn
Protocol 13-004, 14-003, 15-003). So are words that are not in the ledger (:mod:`leaflets.document.inline`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree

from leaflets.characters import is_blank, number_signs
from leaflets.diagnostics import Checked, Diagnostic, Position
from leaflets.document.elements import Faults, SaidWords, listed
from leaflets.document.inline import gather
from leaflets.document.markup_rules import (
    ATTRIBUTES,
    CHILDREN,
    COMMON_ATTRIBUTES,
    FACT_CHILDREN,
    HEADINGS,
    LEAVES,
    violations,
)
from leaflets.document.nodes import Kind, Node, isolated
from leaflets.languages import Direction, Languages, UnknownLanguageError, direction_of

BULLET = "•"
_MOST_LINES = 40  # for handwriting: more than fit on a page of A4
# Elements that do not become nodes: ``alt`` is a field of its figure, and rows belong to the table itself.
_PARTS = frozenset({"alt", "thead", "tbody"})
# In ASCII, as in a PDF file (ISO 32000-1 12.6.4.7); ``tel:`` as in RFC 3966.
_TARGET = re.compile(
    r"(https://[!-~]+|tel:\+?[0-9]+(;ext=[0-9]+)?|mailto:[!-?A-~]+@[!-?A-~]+|#[A-Za-z][\w.-]*)$"
)


@dataclass
class _State(Faults):
    """The state of one pass over a page.

    ``lang`` is the document's language, ``write_number`` writes in its digits. ``ids`` are those so far,
    ``level`` is that of the last heading, and ``targets`` are the links, which are checked once all ids are
    known.
    """

    lang: str = ""
    write_number: Callable[[float], str] = str
    languages: Languages = field(default_factory=Languages)
    ids: set[str] = field(default_factory=set)
    level: int = 0
    targets: list[tuple[str, Position]] = field(default_factory=list)


def build_nodes(
    root: ElementTree.Element,
    template: str,
    lang: str,
    said: SaidWords,
    write_number: Callable[[float], str],
    languages: Languages,
) -> Checked[Node]:
    """Turn an element tree into nodes; return the tree and its problems.

    ``template`` is the file to name if an element has no line, ``lang`` the language of the document.
    ``said`` knows which words are allowed; ``write_number`` writes the numbers of ordered lists;
    ``languages`` are those that words may be in. With problems the tree is incomplete and must not be used.
    """
    state = _State(template, said, lang=lang, write_number=write_number, languages=languages)
    # The rules on whole elements first: their messages are clearer than those of consequent faults.
    for each in violations(root):
        state.refuse(each.element, each.message, each.hint, each.code)
    node = _node(root, state, "article")
    for target, place in state.targets:
        if target.startswith("#") and target[1:] not in state.ids:
            state.problems.append(Diagnostic(f'the link "{target}" leads nowhere', place, code="link"))
    return Checked(node, tuple(state.problems))


def _node(
    element: ElementTree.Element, state: _State, fallback: str, label: str = "", *, is_fact: bool = False
) -> Node:
    """Make a node from an element; ``fallback`` is its id if the template sets none."""
    _check_attributes(element, state)
    name = _identify(element, state, fallback)
    lang, direction = _language(element, state)
    bare = Node(
        _kind(element.tag, is_fact=is_fact),
        name,
        style=element.get("class", ""),
        label=label,
        lang=lang,
        direction=direction,
        position=state.place(element),
    )
    if element.tag in LEAVES:
        return _leaf(bare, element, state)
    children = tuple(_children(element, state, name, is_fact=is_fact))
    return _finished(replace(bare, children=children), element, state)


def _kind(tag: str, *, is_fact: bool) -> Kind:
    if is_fact:
        return Kind.FACT
    return Kind.HEADING if tag in HEADINGS else Kind(tag)


def _leaf(node: Node, element: ElementTree.Element, state: _State) -> Node:
    """Fill a node that holds words: its runs, and the fields of its kind."""
    runs = gather(element, state.refuse, state.said, state.languages)
    for target in dict.fromkeys(run.href for run in runs if run.href):
        state.targets.append((target, state.place(element)))
        _check_target(target, element, state)
    level = HEADINGS.get(element.tag, 0)
    if level:
        # PDF/UA-1 7.4.2: readers navigate by levels, and a missing one suggests lost text.
        if level > state.level + 1:
            message = f"a heading of level {level} follows one of level {state.level}"
            state.refuse(element, message, "do not skip a level", "heading-level")
        state.level = level
    scope = element.get("scope", "")
    if element.tag == "th" and scope not in ("row", "col"):
        state.refuse(
            element, "a header cell has no scope", 'write scope="row" or scope="col"', "table-header"
        )
    return replace(node, runs=runs, level=level, scope=scope, dataset=_dataset(element))


def _check_target(target: str, element: ElementTree.Element, state: _State) -> None:
    """Refuse a link that is not allowed, or to a telephone number that is not the hospital's."""
    message, hint = f'the link "{target}" is not one that we allow', "https:, tel:, mailto: or #id"
    if not _TARGET.match(target):
        state.refuse(element, message, hint, "link")
    elif target.startswith("tel:") and not state.said.has_target(target.removeprefix("tel:")):
        hint = (
            'telephone numbers come from data/site.yaml: "tel:{{ dialled(phone.number, phone.extension) }}"'
        )
        state.refuse(element, message, hint, "link")


def _finished(node: Node, element: ElementTree.Element, state: _State) -> Node:
    """Fill in the fields of nodes with children, and of lines for handwriting; the children are set."""
    if node.kind is Kind.FIGURE:
        alt = element.find("alt")
        runs = gather(alt, state.refuse, state.said, state.languages) if alt is not None else ()
        # It is one string (ISO 32000-1 14.9.3), so directions inside become isolates.
        text = isolated(runs, state.languages.find(state.lang).direction)
        if is_blank(text):
            state.refuse(
                element, "a figure has no text alternative", "say what it shows in <alt>", "figure-alt"
            )
        return replace(node, alt=text, alt_runs=runs, dataset=_dataset(element))
    if node.kind is Kind.TABLE and not any(n.kind is Kind.HEADER_CELL for n in node.walk()):
        hint = 'use <th scope="col"> in the first row'
        state.refuse(element, "a table has no header cells", hint, "table-header")
    if node.kind is Kind.LINES:
        lines = element.get("data-lines", "1")
        if not lines.isdigit() or not 1 <= int(lines) <= _MOST_LINES:
            state.refuse(element, f'"{lines}" is no number of lines', 'write data-lines="1" or more')
            lines = "1"
        return replace(node, lines=int(lines))
    return node


def _children(
    element: ElementTree.Element, state: _State, name: str, *, is_fact: bool = False
) -> Iterator[Node]:
    """Yield the nodes of an element's children, with ids numbered below ``name``; refuse the wrong ones."""
    allowed = FACT_CHILDREN if is_fact else CHILDREN.get(element.tag, frozenset())
    loose = [text for text in (element.text, *(child.tail for child in element)) if text and text.strip()]
    if not all(map(state.said.was_refused, loose)):
        state.refuse(element, f"words stand directly in <{element.tag}>", "put them into a <p>")
    count = 0
    for child in element:
        if child.tag not in allowed:
            state.refuse(
                child, f"<{child.tag}> is not allowed in <{element.tag}>", f"allowed: {listed(allowed)}"
            )
        elif child.tag in ("thead", "tbody"):
            yield from _children(child, state, f"{name}.{child.tag}")  # no node of its own, see _PARTS
        elif child.tag not in _PARTS:
            count += 1
            # The bullet or number is part of the document: it is read aloud, copied and signed.
            label = ""
            if child.tag == "li":
                label = f"{state.write_number(count)}." if element.tag == "ol" else BULLET
            # Only the <div> of a <dl> is a pair.
            yield _node(child, state, f"{name}.{count}", label, is_fact=element.tag == "dl")


def _check_attributes(element: ElementTree.Element, state: _State) -> None:
    allowed = COMMON_ATTRIBUTES | ATTRIBUTES.get(element.tag, frozenset())
    for key, value in element.attrib.items():
        is_data = key.startswith("data-") and element.tag in ("figure", "label")
        # The numbers of a figure come from the data, like those of a sentence.
        if is_data and number_signs(value) and not state.said.has_value(value):
            message = f'{key}="{value}" is no number of the data'
            hint = "draw a quantity: leaflet.length(name)"
            state.refuse(element, message, hint, "template-words")
        if key not in allowed and not is_data:
            state.refuse(element, f'<{element.tag}> cannot have the attribute "{key}"')


def _identify(element: ElementTree.Element, state: _State, fallback: str) -> str:
    name = element.get("id") or fallback
    if name in state.ids:
        state.refuse(element, f'the id "{name}" is taken', "ids are unique in a leaflet", "duplicate-id")
    state.ids.add(name)
    return name


def _language(element: ElementTree.Element, state: _State) -> tuple[str, Direction | None]:
    """Read the language and direction of an element; empty and None if they are the document's."""
    lang, written = element.get("lang", ""), element.get("dir")
    own: Direction | None = None
    if lang and lang != state.lang:
        try:
            own = state.languages.find(lang).direction
        except UnknownLanguageError as error:
            state.refuse(element, str(error), error.hint, "language-tag")
            lang = ""
    direction = direction_of(written) if written is not None else None
    if written is not None and direction is None:
        state.refuse(element, f'"{written}" is no direction', "write ltr or rtl")
    # Another language always sets its direction, so that no later step looks it up.
    return ("" if lang == state.lang else lang), direction or own


def _dataset(element: ElementTree.Element) -> tuple[tuple[str, str], ...]:
    """Read the ``data-`` attributes of an element, without the prefix, sorted: their order has no meaning."""
    found = ((key, value) for key, value in element.attrib.items() if key.startswith("data-"))
    return tuple(sorted((key.removeprefix("data-"), value) for key, value in found))
