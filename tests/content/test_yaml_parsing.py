from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.scanner import ScannerError

from leaflets.content.yaml_parsing import MAX_BYTES, MAX_DEPTH, parse
from leaflets.diagnostics import Diagnostic, LeafletsError


def refused(content: bytes | str) -> Diagnostic:
    with pytest.raises(LeafletsError) as caught:
        parse(content.encode() if isinstance(content, str) else content, "data/a.yaml")
    (problem,) = caught.value.diagnostics
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a", "a"), ('"1"', "1"), ("'true'", "true"),
        ("1", 1), ("-3", -3), ("0", 0), ("1.5", Decimal("1.5")), (".5", Decimal("0.5")),
        ("1.0e3", Decimal(1000)), ("0.0125", Decimal("0.0125")), ("1.10", Decimal("1.1")),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        # YAML 1.2 10.3.2: none of these is what YAML 1.1 made of it.
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("NO", "NO"), ("010", "010"), ("0x10", "0x10"),
        ("1_000", "1_000"), ("12:30", "12:30"), (".inf", ".inf"), (".nan", ".nan"), ("True", "True"),
        ("2026-11-23", date(2026, 11, 23)), ("2026-11-23T10:00", "2026-11-23T10:00"),
        ("[1, a]", (1, "a")), ("{a: 1, b: [2]}", {"a": 1, "b": (2,)}),
        ("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"),
    ],
)  # fmt: skip
def test_scalars_follow_the_core_schema(text: str, value: object) -> None:
    found = parse(f"key: {text}".encode(), "f").data["key"]
    assert (found, type(found)) == (value, type(value))


def test_every_value_knows_its_place() -> None:
    found = parse(b"a: 1\nb:\n  - c: 2\n    d:  [3,\n  4]\n", "data/a.yaml")
    assert str(found.position(("a",))) == "data/a.yaml:1"
    assert found.position(("b", 0, "d")).line == 4
    assert (found.position(("b", 0, "d", 1)).line, found.position(("b", 0, "d", 1)).column) == (5, 3)
    # What is not there stands where the nearest thing around it stands.
    assert found.position(("b", 0, "missing", "more")).line == 3
    assert str(parse(b"a: 1", "f").position(())) == "f:1"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), {"a": ({"b": 1},)}), (("a",), ({"b": 1},)), (("a", 0, "b"), 1),
        (("c",), None), (("a", 1), None), (("a", "b"), None), (("a", 0, "b", "c"), None),
    ],
)  # fmt: skip
def test_a_value_is_looked_up_by_its_path(path: tuple[str | int, ...], value: object) -> None:
    assert parse(b"a: [{b: 1}]", "f").at(path) == value


def test_a_byte_order_mark_and_windows_line_ends_are_harmless() -> None:
    found = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f")
    assert found.data == {"a": 1, "b": 2}
    assert found.position(("b",)).line == 2


@pytest.mark.parametrize(
    ("content", "line", "code", "words"),
    [
        (b"a: 1\nb: \xe9", 2, "encoding", "byte 0xE9 is not UTF-8"),
        ("a: 1".encode("utf-16"), 1, "encoding", "byte 0xFF is not UTF-8"),
        ("a: 1\n\tb: 2", 2, "yaml-tab", "a tab stands where YAML wants spaces"),
        ("a:\n  - b\n\t- c", 3, "yaml-tab", "a tab"),
        ("a: 1\nb: [1", 2, "yaml", "this is not YAML"),
        ('a: 1\nb: "c\nd: 2\n\n', 2, "yaml", "this is not YAML"),
        ("a: b: c", 1, "yaml", "this is not YAML"),
        ("a: 1\nb: \x07", 2, "yaml", "U+0007 is not allowed"),
        ("a: 1\nb: \x00", 2, "yaml", "U+0000 is not allowed"),
        ("a: 1\na: 2", 2, "yaml-duplicate", '"a" stands here twice'),
        ("b:\n  a: 1\n  a: 2", 3, "yaml-duplicate", '"a" stands here twice'),
        ("a: !!python/object/apply:os.system [ls]", 1, "yaml-tag", "python/object/apply:os.system"),
        ("a: !!python/name:os.system", 1, "yaml-tag", "is not allowed"),
        ("a: !thing b", 1, "yaml-tag", 'the tag "!thing" is not allowed'),
        ("!!set {a, b}", 1, "yaml-tag", "is not allowed"),
        ("a: !!binary aGk=", 1, "yaml-tag", "is not allowed"),
        ("a: &x 1", 1, "yaml-alias", 'the anchor "&x" is not allowed'),
        ("a: 1\nb: *x", 2, "yaml-alias", "alias"),
        ("? [a]\n: b", 1, "yaml-key", "a key is not a simple word"),
        ("? {a: b}\n: c", 1, "yaml-key", "a key is not a simple word"),
        ("", 1, "yaml-empty", "the file is empty"),
        ("# only words\n", 2, "yaml-empty", "the file is empty"),
        ("a: 1\n---\nb: 2", 2, "yaml", "a second document begins here"),
        ("a: 2026-02-30", 1, "yaml-date", '"2026-02-30" is no date'),
        ("a: 1\nb: " + "9" * 16, 2, "yaml-number", "the number is too long"),
        ("a: 1\nb: " + "9" * 5000, 2, "yaml-number", "the number is too long"),
    ],
)
def test_hostile_files_are_refused_with_their_line(
    content: bytes | str, line: int, code: str, words: str
) -> None:
    problem = refused(content)
    assert problem.position is not None
    assert (problem.position.file, problem.position.line, problem.code) == ("data/a.yaml", line, code)
    assert words in problem.message


class OwnLimit(yaml.SafeLoader):
    """A parser that gives up at 30 open brackets, in words of its own, before it has told of any."""

    def fetch_flow_collection_start(self, token: type) -> None:
        if self.flow_level >= 30:
            raise ScannerError("while parsing", self.get_mark(), "enough is enough", self.get_mark())
        super().fetch_flow_collection_start(token)


@pytest.fixture(params=["compiled", "python", "own limit"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with each parser that a machine may have: libyaml before and after 0.2.6 differ, too."""
    if request.param == "compiled":
        assert hasattr(yaml, "CSafeLoader")
    elif request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader")
    else:
        monkeypatch.setattr(yaml, "CSafeLoader", OwnLimit)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: " + "[" * 30 + "]" * 30, 1),
        ("a: " + "[" * 999, 1),
        ("a: 1\nb: " + "[" * 2_000 + "]" * 2_000 + "\nc: 3\n", 2),
        ("a: " + "[" * 100_000, 1),
        ("a: " + "{b: " * 5_000, 1),
        ("a: " + "[b, " * 5_000, 1),
        ("a:" + "\n [" * 5_000, 26),
        ("a:\n" + "".join(f"{' ' * n}b:\n" for n in range(1, 1_100)), 26),
        ("- " * 3_000, 1),
        ("a: '" + "[" * 99 + "'\nb: " + "[" * 500, 2),
    ],
)
def test_values_nested_too_deep_are_refused_whatever_the_parser_bears(text: str, line: int) -> None:
    problem = refused(text)
    assert (problem.code, str(problem.position)) == ("yaml-depth", f"data/a.yaml:{line}")
    assert problem.message == f"values are nested deeper than {MAX_DEPTH} levels"


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[{" * 3_000, "yaml-key"),
        ("a: '" + "[" * 2_000, "yaml"),
        ("# " + "[" * 2_000 + "\na: [", "yaml"),
        ("a: |\n  " + "[" * 2_000 + "\nb: [", "yaml"),
        ("ab: 1\nab", "yaml"),
        ("a: 1\nb: ]", "yaml"),
        ("]", "yaml"),
    ],
)
def test_what_is_broken_otherwise_is_not_called_deep(text: str, code: str) -> None:
    assert refused(text).code == code


def test_a_file_that_explodes_by_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert refused("\n".join(lines)).code == "yaml-alias"


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    problem = refused(b"a: 1\n" + b"#" * MAX_BYTES)
    assert (problem.code, str(problem.position)) == ("yaml-size", "data/a.yaml")


@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!|>'\"#%@`?, \n\t\0é01", max_size=60).map(str.encode))
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    try:
        parse(content, "f")
    except LeafletsError as error:
        assert all(problem.position for problem in error.diagnostics)  # noqa: PT017
