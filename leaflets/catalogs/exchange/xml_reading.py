"""XML from strangers, read into plain values: no entities, no external files, bounded in size and depth.

In: bytes. Out: a tree of :class:`XmlElement` with the lines of its elements, or one sentence that says why
not. Expat reads it (XML 1.0); a document type that declares anything is refused, so that nothing can expand,
and one that only names a file is never opened. The package defusedxml refuses the same, but keeps no lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from leaflets.diagnostics import Diagnostic, LeafletsError, Position

# The files that we write are five levels deep.
_MAX_DEPTH = 64
# Ten times the elements of a catalog with ten thousand messages.
_MAX_ELEMENTS = 2_000_000
_SEPARATOR = "}"
_AGAIN = "export it again from the tool that it comes from"


@dataclass(eq=False)
class XmlElement:
    """An element: its name without its namespace, its attributes, and its children, texts among them.

    Attributes of XML itself are named "xml:lang", those of other namespaces begin with its address.
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    line: int
    children: list[XmlElement | str] = field(default_factory=list)

    @property
    def elements(self) -> list[XmlElement]:
        """The children that are elements."""
        return [each for each in self.children if isinstance(each, XmlElement)]

    def get(self, name: str) -> str:
        """Look up an attribute; empty if it is not there."""
        return self.attributes.get(name, "")

    def all(self, *names: str) -> list[XmlElement]:
        """Find the children with one of these names."""
        return [each for each in self.elements if each.name in names]

    def first(self, name: str) -> XmlElement | None:
        """Find the first child with a name."""
        return next(iter(self.all(name)), None)

    def text(self) -> str:
        """Join all text inside, at any depth."""
        return "".join(each if isinstance(each, str) else each.text() for each in self.children)

    def below(self, *names: str) -> Iterator[XmlElement]:
        """Yield the elements with one of these names at any depth, in order, none inside another."""
        for each in self.elements:
            if each.name in names:
                yield each
            else:
                yield from each.below(*names)


class ForeignTagError(ValueError):
    """A text has a tag that stands for nothing that a message can hold; ``args`` has its name."""


def foreign_tag(error: ForeignTagError, element: XmlElement, file: str) -> Diagnostic:
    """Report the unit of a file that has a foreign tag."""
    message = f'the unit "{element.get("id")}" has a tag <{error}> that no message has'
    hint = "take it out, and copy tags from the source only"
    return Diagnostic(message, Position(file, element.line), hint, code="tag")


def parse_xml(content: bytes, file: str) -> XmlElement:
    """Read a document.

    Raises:
        LeafletsError: it is no XML, or more than a translator's tool would write.
    """
    return _Builder(file).build(content)


class _Builder:
    """Builds the tree from expat's events."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        # Without the file that a document type names, expat would skip its entities in silence.
        self._parser.SkippedEntityHandler = self._entity
        self._root = XmlElement("", "", {}, 0)
        self._open = [self._root]
        self._count = 0

    def build(self, content: bytes) -> XmlElement:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            self._refuse(f"it is broken XML: {expat.ErrorString(error.code)}", error.lineno)
        except (LookupError, ValueError) as error:
            # An encoding that Python does not know, or that has more than one byte a letter.
            self._refuse(f"its encoding cannot be read: {error}", hint="save it as UTF-8")
        return self._root.elements[0]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > _MAX_DEPTH:
            self._refuse(f"its elements are nested deeper than {_MAX_DEPTH} levels")
        if self._count > _MAX_ELEMENTS:
            self._refuse(f"it has more than {_MAX_ELEMENTS:,} elements")
        namespace, _, local = name.rpartition(_SEPARATOR)
        own = {_attribute(key): value for key, value in attributes.items()}
        made = XmlElement(namespace, local, own, self._parser.CurrentLineNumber)
        self._open[-1].children.append(made)
        self._open.append(made)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: bool) -> None:
        if has_subset:
            self._refuse("its document type declares something (DOCTYPE […]), which may be an attack")

    def _entity(self, name: str, _is_parameter: bool) -> None:
        self._refuse(f'it uses the entity "{name}", which it does not declare')

    def _refuse(self, message: str, line: int = 0, hint: str = _AGAIN) -> NoReturn:
        place = Position(self._file, line or self._parser.CurrentLineNumber)
        raise LeafletsError(Diagnostic(f"the file cannot be imported: {message}", place, hint, code="xml"))


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition(_SEPARATOR)
    return f"xml:{local}" if namespace == "http://www.w3.org/XML/1998/namespace" else f"{namespace}{local}"
