"""Pages from templates: everything is escaped but our own drawings.

In: a template's name and the values that it prints. Out: HTML. What sentences quote is isolated, because it
may be written from right to left (UAX #9, 2.4.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from leaflets.tags import english_name

_TEMPLATES = Path(__file__).parent / "templates"
_QUOTED = re.compile(r'("[^"]*")')
# Instead of their CLDR names.
_PSEUDO = {"en-XA": "Pseudo: accented, longer", "ar-XB": "Pseudo: right to left"}


class Renderer:
    """Renders templates; ``token`` goes into every form."""

    def __init__(self, token: str) -> None:
        loader = FileSystemLoader(_TEMPLATES)
        self._environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        self._environment.globals["token"] = token
        self._environment.filters["drawing"] = Markup  # our own SVG is the only markup that is not escaped
        self._environment.filters["isolated"] = isolated

    def render(self, template: str, **values: object) -> str:
        """Render a template with the names that it uses."""
        return self._environment.get_template(template).render(values)


def isolated(text: str) -> Markup:
    """Escape a sentence, and isolate what it quotes."""
    # A quotation mark without a second one is no quotation.
    return Markup("").join(
        Markup('<bdi>"{}"</bdi>').format(each[1:-1]) if _QUOTED.fullmatch(each) else each
        for each in _QUOTED.split(text)
    )


def with_names(tags: Iterable[str]) -> list[tuple[str, str]]:
    """Pair tags with the labels of their languages: the English name, if there is one, and the tag."""
    names = ((tag, _PSEUDO.get(tag) or english_name(tag)) for tag in tags)
    return [(tag, f"{name} ({tag})" if name else tag) for tag, name in names]
