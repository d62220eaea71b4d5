"""Static checks of a template: its tags are marked with their lines, and its faults are found.

In: the syntax tree that Jinja2 made of a template. Out: the same tree, changed in place, and faults. The
output of a template is checked against the ledger (:mod:`leaflets.document.ledger`); what can be found
without running it is reported here, with its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from jinja2 import nodes

from leaflets.characters import is_blank, says_something
from leaflets.content.model import loose_numbers
from leaflets.diagnostics import Diagnostic, Position, shortened

# How many quoted strings each message function needs, the context first.
MESSAGE_FUNCTIONS = {"pgettext": 2, "npgettext": 3, "in_every_language": 2}
# The filter that writes values into attributes, without the markup that they have among words.
AS_ATTRIBUTE = "as_attribute"
_QUOTES = 'write context and text in quotes: pgettext("heading", "Advantages")'
_SAY = 'put words into a message: {{ pgettext("where it stands", "the words") }}'
# The beginning of an opening tag; allowed tags are in lower case.
_LINE_MARK = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>]|$)")
# Where a text may turn into a tag, a tag into an attribute's value, and back.
_EDGE = re.compile(r"""["'<>]""")
# A macro may write attributes, such as class="wide"; they are no words.
_ATTRIBUTES = re.compile(r"""\s*([a-z-]+\s*=\s*("[^"]*"|'[^']*')\s*)+$""")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A fault of a template, and the words that it is about.

    An ``excusable`` one is ignored if ``data/exceptions.yaml`` has a reason for its words.
    """

    problem: Diagnostic
    words: str
    excusable: bool = False


def mark_lines(text: str, file: str, line: int = 1) -> str:
    """Add its line to every tag of a template's text, so that faults are reported with their line."""
    lines = text.split("\n")
    return "\n".join(_LINE_MARK.sub(rf'<\1 line="{file}:{n}"', each) for n, each in enumerate(lines, line))


def prepare(
    tree: nodes.Template, file: str, is_said: Callable[[str, str], bool]
) -> tuple[TemplateFault, ...]:
    """Mark the lines of a template's tags, filter values in attributes, and find its faults.

    ``is_said`` tells whether some template says a text in a context, so that catalogs have it. All in one
    pass, because each part depends on whether it is among words, in a tag or in an attribute.
    """
    reader = _TemplateReader(file, is_said)
    reader.read(tree)
    return tuple(reader.faults)


@dataclass
class _TemplateReader:
    """Reads a tree in the order of the file; collects the faults.

    ``_inside`` is empty among words, ``<`` in a tag, a quotation mark in an attribute.
    """

    file: str
    is_said: Callable[[str, str], bool]
    faults: list[TemplateFault] = field(default_factory=list)
    _inside: str = ""

    def read(self, node: nodes.Node) -> None:
        match node:
            case nodes.Output():
                node.nodes = [self._output(each) for each in node.nodes]
            case nodes.If():
                self._branches(node)
            case nodes.Macro():
                before, self._inside = self._inside, ""
                self._below(node)
                self._inside = before
            case nodes.ScopedEvalContextModifier():
                self._refuse(node.lineno, "the template switches escaping off", "take {% autoescape %} out")
            case nodes.Call():
                self._call(node)
            # Used without a call: under another name this reader and Babel would miss its messages.
            case nodes.Name() if node.name in MESSAGE_FUNCTIONS and node.ctx == "load":
                self._refuse(node.lineno, f"{node.name} is given another name", "call it by its own")
            case _:
                self._below(node)

    def _below(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.read(child)

    def _branches(self, node: nodes.If) -> None:
        """Read the branches of a condition: each begins in the state before the condition."""
        self.read(node.test)
        before = self._inside
        for branch in (node.body, *_as_branches(node.elif_), node.else_):
            self._inside = before  # in a correct template all branches also end alike
            for child in branch:
                self.read(child)

    def _output(self, node: nodes.Expr) -> nodes.Expr:
        """Read one part of a template's output; return its replacement in the tree."""
        if isinstance(node, nodes.TemplateData):
            self._words(node)
            return nodes.TemplateData(mark_lines(node.data, self.file, node.lineno), lineno=node.lineno)
        self.read(node)
        if self._inside in ("", "<"):
            return node
        return nodes.Filter(node, AS_ATTRIBUTE, [], [], None, None, lineno=node.lineno)

    def _words(self, node: nodes.TemplateData) -> None:
        """Refuse words that are typed into the template, at the line where they begin."""
        for at, words in self._texts(node.data):
            if says_something(unescape(words)) and not _ATTRIBUTES.match(words):
                lead = len(words) - len(words.lstrip())
                line = node.lineno + node.data.count("\n", 0, at + lead)
                shown = " ".join(words.split())
                self._refuse(
                    line, f'"{shortened(shown)}" is typed into the template', _SAY, words=unescape(words)
                )

    def _texts(self, data: str) -> Iterator[tuple[int, str]]:
        """Yield offset and text outside the tags; track tags and quotes across nodes."""
        start = 0
        for edge in _EDGE.finditer(data):
            sign = edge[0]
            if not self._inside and sign == "<":
                yield start, data[start : edge.start()]
                self._inside = "<"
            elif self._inside == "<" and sign in "\"'>":
                self._inside = "" if sign == ">" else sign
                start = edge.end()
            elif self._inside == sign:
                self._inside = "<"
        if not self._inside:
            yield start, data[start:]

    def _call(self, node: nodes.Call) -> None:
        """Check a message call: extraction finds only texts that are whole string literals."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in MESSAGE_FUNCTIONS:
            self._below(node)
            return
        # Not the name itself, which would be reported as used without a call.
        for child in (*node.args, *node.kwargs):
            self.read(child)
        given = [each.value for each in node.args[: MESSAGE_FUNCTIONS[name]] if isinstance(each, nodes.Const)]
        texts = [each for each in given if isinstance(each, str)]
        if len(texts) < MESSAGE_FUNCTIONS[name]:
            self._refuse(node.lineno, f"{name} is given a text that is put together", _QUOTES)
            return
        self._message(node.lineno, texts[0], texts[1:])
        # Babel extracts only pgettext and npgettext.
        if name == "in_every_language" and not self.is_said(texts[1], texts[0]):
            hint = "say it somewhere with pgettext, too"
            self._refuse(node.lineno, f'no catalog has "{shortened(texts[1])}" for every language', hint)

    def _message(self, line: int, context: str, texts: list[str]) -> None:
        if is_blank(context) or any(map(is_blank, texts)):
            self._refuse(line, "a message has no context or no text", _QUOTES)
        for text in texts:
            if text != text.strip():
                hint = "take the space out of the quotes; {{ sentence_space }} stands between sentences"
                self._refuse(line, f'the message "{shortened(text)}" begins or ends with a space', hint)
            if loose_numbers(text):
                hint = "give it a quantity in braces, or a reason in data/exceptions.yaml"
                self._refuse(
                    line, f'a digit stands in "{shortened(text)}"', hint, "digit", text, excusable=True
                )

    def _refuse(
        self,
        line: int,
        message: str,
        hint: str,
        code: str = "template-words",
        words: str = "",
        excusable: bool = False,
    ) -> None:
        problem = Diagnostic(message, Position(self.file, line), hint, code=code)
        self.faults.append(TemplateFault(problem, words, excusable))


def _as_branches(conditions: Sequence[nodes.Node]) -> Iterator[list[nodes.Node]]:
    """Yield each ``elif`` as a branch of one node, like the branches that are lists already."""
    yield from ([each] for each in conditions)
