"""A template before it runs: its tags marked with their lines, its faults found where they stand.

In: the syntax tree that Jinja2 made of a template. Out: the same tree, changed in place, and faults. What
a template makes while it runs is held against the ledger (:mod:`leaflets.document.ledger`); what can be
seen without running it is told here, with its own line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from jinja2 import nodes

from leaflets.characters import is_blank, speaks
from leaflets.content.model import loose_numbers
from leaflets.diagnostics import Diagnostic, Position, shortened

# How many strings each function that says a message wants, in quotes: the context first.
MESSAGES = {"pgettext": 2, "npgettext": 3, "in_every_language": 2}
# The filter by which values are written into attributes: without the marks that they carry among words.
AS_ATTRIBUTE = "as_attribute"
_QUOTES = 'write context and text in quotes: pgettext("heading", "Advantages")'
_SAY = 'put words into a message: {{ pgettext("where it stands", "the words") }}'
# The beginning of an opening tag; those of our subset are in small letters.
_LINE_MARK = re.compile(r"<([a-z][a-z0-9]*)(?=[\s/>]|$)")
# Where a text may turn into a tag, a tag into an attribute's value, and back.
_EDGE = re.compile(r"""["'<>]""")
# A macro may write attributes, such as class="wide"; they are no words.
_ATTRIBUTES = re.compile(r"""\s*([a-z-]+\s*=\s*("[^"]*"|'[^']*')\s*)+$""")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A fault of a template, and the words that it is about.

    An ``excusable`` one is none if ``data/exceptions.yaml`` has a reason for its words.
    """

    problem: Diagnostic
    words: str
    excusable: bool = False


def mark_lines(text: str, file: str, line: int = 1) -> str:
    """Write into every tag of a template's text where it stands, so that faults are told with their line."""
    # Line by line, since a tag knows no line of its own; a comment that holds a tag is marked, and harmless.
    lines = text.split("\n")
    return "\n".join(_LINE_MARK.sub(rf'<\1 line="{file}:{n}"', each) for n, each in enumerate(lines, line))


def prepare(
    tree: nodes.Template, file: str, is_said: Callable[[str, str], bool]
) -> tuple[TemplateFault, ...]:
    """Mark the lines of a template's tags, have values in attributes written plainly, and find its faults.

    ``is_said`` tells whether some template says a text in a context, so that catalogs have it. All is done
    in one pass, because each part needs to know whether it stands among words, in a tag or in an attribute.
    """
    reader = _TemplateReader(file, is_said)
    reader.read(tree)
    return tuple(reader.faults)


@dataclass
class _TemplateReader:
    """Reads a tree in the order of the file; owns the faults that it found.

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
                # What a macro writes begins among words, wherever it is called.
                before, self._inside = self._inside, ""
                self._below(node)
                self._inside = before
            case nodes.ScopedEvalContextModifier():
                self._refuse(node.lineno, "the template switches escaping off", "take {% autoescape %} out")
            case nodes.Call():
                self._call(node)
            # Used without a call: under another name neither this reader nor Babel would see its messages.
            case nodes.Name() if node.name in MESSAGES and node.ctx == "load":
                self._refuse(node.lineno, f"{node.name} is given another name", "call it by its own")
            case _:
                self._below(node)

    def _below(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            self.read(child)

    def _branches(self, node: nodes.If) -> None:
        """Read the branches of a condition: each begins where the condition stands."""
        self.read(node.test)
        before = self._inside
        for branch in (node.body, *_alone(node.elif_), node.else_):
            self._inside = before  # all branches of a template that is right end alike, too
            for child in branch:
                self.read(child)

    def _output(self, node: nodes.Expr) -> nodes.Expr:
        """Read one part of what a template prints; return what stands for it in the tree."""
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
            if speaks(unescape(words)) and not _ATTRIBUTES.match(words):
                lead = len(words) - len(words.lstrip())
                line = node.lineno + node.data.count("\n", 0, at + lead)
                shown = " ".join(words.split())
                self._refuse(
                    line, f'"{shortened(shown)}" is typed into the template', _SAY, words=unescape(words)
                )

    def _texts(self, data: str) -> Iterator[tuple[int, str]]:
        """Yield what stands outside the tags, and where; follow tags and quotes over the borders of nodes."""
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
        """Check a call that says a message: extraction finds only texts that stand whole in quotes."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in MESSAGES:
            self._below(node)
            return
        # Not the name itself, which would be told as one that is used without a call.
        for child in (*node.args, *node.kwargs):
            self.read(child)
        given = [each.value for each in node.args[: MESSAGES[name]] if isinstance(each, nodes.Const)]
        texts = [each for each in given if isinstance(each, str)]
        if len(texts) < MESSAGES[name]:
            self._refuse(node.lineno, f"{name} is given a text that is put together", _QUOTES)
            return
        self._message(node.lineno, texts[0], texts[1:])
        # Babel finds messages by the names pgettext and npgettext.
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


def _alone(conditions: Sequence[nodes.Node]) -> Iterator[list[nodes.Node]]:
    """Yield each ``elif`` as a branch of one node, beside the branches that are lists already."""
    yield from ([each] for each in conditions)
