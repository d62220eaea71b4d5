"""The workspace's Jinja2 templates: compiled once, run in a sandbox, faults reported with their line.

In: the texts of the templates by name. Out: what they render. Templates are not trusted: the sandbox keeps
them from Python, and :mod:`leaflets.document.template_checks` checks each before it is compiled.
"""

from __future__ import annotations

import re
import traceback
from ast import literal_eval
from collections.abc import Callable, Mapping

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.document.template_checks import AS_ATTRIBUTE, TemplateFault, prepare
from leaflets.workspace_files import TEMPLATES, template_path

# The prefix of compiled templates' file names, which identifies their frames in tracebacks.
_PREFIX = "template:"
# A string literal of Python and Jinja2.
_QUOTED = r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
# A plural message is keyed by its singular, so the first two texts are enough for npgettext too.
_CALL = re.compile(rf"\bn?pgettext\(\s*{_QUOTED}\s*,\s*{_QUOTED}")
# Filters that turn text into markup, with which a template could forge the ledger's elements.
_NO_FILTERS = ("safe", "tojson", "urlize", "xmlattr")


class _Loader(BaseLoader):
    """Loads templates from memory: the workspace has read their files."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        del environment
        if template not in self._sources:
            raise TemplateNotFound(template)
        return self._sources[template], _PREFIX + template, None


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that checks each template once, between parsing and compiling."""

    def __init__(self, sources: Mapping[str, str], is_said: Callable[[str, str], bool]) -> None:
        super().__init__(
            loader=_Loader(sources), autoescape=True, undefined=StrictUndefined, auto_reload=False
        )
        self.filters = {name: made for name, made in self.filters.items() if name not in _NO_FILTERS}
        self.filters[AS_ATTRIBUTE] = _as_attribute
        self._is_said = is_said
        self.faults: dict[str, tuple[TemplateFault, ...]] = {}
        self.references: dict[str, tuple[str, ...]] = {}
        self.macros: dict[str, frozenset[str]] = {}

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Check a template and mark its lines: Jinja2's hook between parsing and code generation."""
        known = name or ""
        self.faults[known] = prepare(source, template_path(known).as_posix(), self._is_said)
        self.references[known] = tuple(filter(None, find_referenced_templates(source)))
        self.macros[known] = frozenset(macro.name for macro in source.find_all(nodes.Macro))
        return super()._generate(source, name, filename, defer_init)


def _as_attribute(value: object) -> str:
    """Write a value into an attribute: its text without markup."""
    return value.striptags() if isinstance(value, Markup) else str(value)


class Templates:
    """The templates of a workspace, compiled, with the places of their messages; ``sources`` are by name."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = dict(sources)
        self._environment = _Sandbox(
            self.sources, lambda msgid, context: bool(self.place(msgid, context).line)
        )
        self._messages: dict[tuple[str, str], Position] | None = None

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Render a template with the names that it can use.

        Raises:
            LeafletsError: for any failure, with the template's line.
        """
        try:
            return self._environment.get_template(name).render(context)
        except LeafletsError:
            raise
        # A template can make any Python operation fail, which is not a bug of the program.
        except Exception as error:
            raise LeafletsError(_problem(error, name)) from error

    def faults(self, name: str) -> tuple[TemplateFault, ...]:
        """Collect the faults of a template, and of those that it uses, without running it.

        Syntax errors are reported when it is rendered.
        """
        found: list[TemplateFault] = []
        waiting, seen = [name], {name}
        while waiting:
            name = waiting.pop()
            try:
                self._environment.get_template(name)
            except TemplateError:
                continue
            found += self._environment.faults[name]
            waiting += [each for each in self._environment.references[name] if each not in seen]
            seen.update(waiting)
        return tuple(found)

    def has_macro(self, name: str, macro: str) -> bool:
        """Tell whether a template defines a macro; one that cannot be read has none."""
        try:
            self._environment.get_template(name)
        except TemplateError:
            return False
        return macro in self._environment.macros[name]

    def call(self, name: str, macro: str, context: Mapping[str, object], *arguments: object) -> Markup:
        """Call a macro of a template; return its output, stripped."""
        try:
            module = self._environment.get_template(name).make_module(dict(context))
            return Markup(str(getattr(module, macro)(*arguments)).strip())  # noqa: S704 - autoescaped
        except LeafletsError:
            raise
        except Exception as error:
            raise LeafletsError(_problem(error, name)) from error

    def place(self, msgid: str, context: str) -> Position:
        """Find the template line that says a message; the folder of templates if none does."""
        if self._messages is None:
            self._messages = {}
            for name, source in self.sources.items():
                self._messages.update(_find_messages(name, source))
        return self._messages.get((context, msgid), Position(TEMPLATES))


def _find_messages(name: str, source: str) -> dict[tuple[str, str], Position]:
    """Find where a template says its messages, whose context and text are string literals.

    Jinja2's own extractor finds the same but is a hundred times slower (a test compares them).
    """
    return {
        (literal_eval(found[1]), literal_eval(found[2])): _line_of(
            name, source.count("\n", 0, found.start()) + 1
        )
        for found in _CALL.finditer(source)
    }


def _problem(error: Exception, name: str) -> Diagnostic:
    """Turn an exception of a template into a diagnostic with a line."""
    if isinstance(error, TemplateSyntaxError):
        place = _line_of(error.name or name, error.lineno)
        message = f"the template is broken: {error.message}"
        return Diagnostic(message, place, "see the Jinja2 documentation for designers", code="template")
    place = _innermost_line(error) or _line_of(name)
    if isinstance(error, TemplateNotFound):
        return Diagnostic(f'there is no template "{error.name}"', place, "see templates/", code="template")
    if isinstance(error, UndefinedError):
        message = f"the template asks for something that is not there: {error.message}"
        return Diagnostic(message, place, "compare the names with the model", code="template-variable")
    if isinstance(error, SecurityError):
        message, hint = f"the template does what it may not: {error}", "use values and loops only"
        return Diagnostic(message, place, hint, code="template")
    reason = error.message if isinstance(error, TemplateError) else str(error)
    message, hint = f"the template failed: {type(error).__name__}: {reason}", "look at what it does there"
    return Diagnostic(message, place, hint, code="template")


def _innermost_line(error: Exception) -> Position | None:
    """Find the innermost template line of a traceback, which Jinja2 rewrites to template lines."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.startswith(_PREFIX)]
    if not inside:
        return None
    return _line_of(inside[-1].filename.removeprefix(_PREFIX), inside[-1].lineno or 0)


def _line_of(name: str, line: int = 0) -> Position:
    return Position(template_path(name).as_posix(), line)
