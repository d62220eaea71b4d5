"""The one reader of catalogs: what it reads of a file, and what it refuses, each with its line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.decoding import MAX_BYTES
from leaflets.catalogs.po import PoFile, Previous
from leaflets.catalogs.reading import read_po_file
from leaflets.diagnostics import Diagnostic, LeafletsError, Position
from leaflets.languages import language
from tests.catalogs.samples import GERMAN_FILE as FILE
from tests.catalogs.samples import GERMAN_HEADER as HEADER

BODY = """\
msgctxt "a: title"
msgid "One"
msgstr "Größe"

#, fuzzy
msgctxt "a: title"
msgid "Two"
msgstr "Zwei"

msgctxt "amount"
msgid "{number} time"
msgid_plural "{number} times"
msgstr[0] "{number} Mal"
msgstr[1] "{number} Male"
"""
WHOLE = HEADER + BODY


def read(content: bytes | str, tag: str = "de") -> PoFile:
    return read_po_file(content.encode() if isinstance(content, str) else content, FILE, language(tag))


def refused(content: bytes | str, tag: str = "de") -> tuple[Diagnostic, ...]:
    with pytest.raises(LeafletsError) as caught:
        read(content, tag)
    for problem in caught.value.diagnostics:
        assert (problem.language, problem.leaflet, problem.code) == (tag, "", "po")
        assert problem.position is not None
        assert problem.position.file == FILE
        assert problem.message.startswith("the catalog is broken: ")
        assert problem.hint
    return caught.value.diagnostics


def told(content: bytes | str, tag: str = "de") -> list[tuple[int, str]]:
    problems = refused(content, tag)
    return [
        (each.position.line, each.message.removeprefix("the catalog is broken: "))
        for each in problems
        if each.position
    ]


def test_all_that_a_file_says_of_a_message_is_read() -> None:
    text = """\
#  a translator's remark
#. a note, long enough
#. for two lines
#: data/a.yaml:3 data/b.yaml:4
#: \u2068with a space.yaml\u2069:9
#, fuzzy, no-wrap
#, range: 0..10, python-brace-format
#| msgctxt "old place"
#| msgid ""
#| "One "
#| "old"
msgctxt "a"
msgid ""
"One "
"new"
# between its parts
msgstr ""
"Eins\\n"
"\\"zwei\\" \\\\ \\t"

#~| msgid "was"
#~ msgctxt "gone"
#~ msgid "Old"
#~ msgstr "Alt"
# a remark at the end
"""
    po = read(HEADER + text)
    (message,), (old,) = po.messages, po.obsolete
    assert message.key == ("a", "One new")
    assert message.texts == ('Eins\n"zwei" \\ \t',)
    assert (message.line, message.lines) == (18, (22,))
    assert message.fuzzy
    assert message.flags == ("no-wrap", "range: 0..10", "python-brace-format")
    assert message.extracted_comments == ("a note, long enough", "for two lines")
    assert message.translator_comments == ("a translator's remark", "between its parts")
    assert message.references == ("data/a.yaml:3", "data/b.yaml:4", "\u2068with a space.yaml\u2069:9")
    assert message.previous == Previous("old place", "One old")
    assert (old.key, old.texts, old.previous) == (("gone", "Old"), ("Alt",), Previous("", "was"))
    assert po.trailing == ("# a remark at the end",)


def test_each_form_of_a_plural_has_its_own_line() -> None:
    plural = read(WHOLE).messages[2]
    assert (plural.msgid, plural.plural) == ("{number} time", "{number} times")
    assert [str(read(WHOLE).position(plural, form)) for form in (0, 1)] == [f"{FILE}:18", f"{FILE}:19"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\a\b\f\v\r\n\t\\\"", '\a\b\f\v\r\n\t\\"'),
        (r"\x41\101 \303\251 \xc3\xa9", "AA é é"),
        ("tab\there", "tab\there"),
        ("\u2028 and \x85", "\u2028 and \x85"),
    ],
)
def test_escapes_are_those_of_c(written: str, text: str) -> None:
    assert read(f'{HEADER}msgid "a"\nmsgstr "{written}"\n').messages[0].texts == (text,)


@pytest.mark.parametrize(
    "content",
    [
        WHOLE.encode(),
        b"\xef\xbb\xbf" + WHOLE.encode(),
        WHOLE.replace("\n", "\r\n").encode(),
        WHOLE.replace("\n", "\r").encode(),
        WHOLE.rstrip("\n").encode(),
        WHOLE.replace("=utf-8", "=ISO-8859-1").encode("latin-1"),
        WHOLE.replace("=utf-8", "=windows-1252").encode("cp1252"),
        WHOLE.replace("=utf-8", "=UTF8").encode(),
        WHOLE.replace("charset=utf-8", 'charset="\n"=utf-8').encode().replace(b'charset="\n"', b"charset"),
        WHOLE.replace('"Content-Type: text/plain; charset=utf-8\\n"\n', "").encode(),
        WHOLE.replace("=utf-8", "=CHARSET").encode(),
        WHOLE.replace("charset=utf-8", "").replace('"One"', '"One charset=klingon"').encode(),
        WHOLE.replace("\nmsg", "\n \t msg").encode(),
        WHOLE.replace('msgid "One"\nmsgstr', 'msgid "One" msgstr').encode(),
        WHOLE.replace('"Größe"', '"Grö"  "ße"').encode(),
    ],
    ids=[
        "utf-8", "bom", "crlf", "cr", "no end", "latin-1", "cp1252", "utf8", "broken field", "no type",
        "no charset", "charset of a text", "indented", "one line", "two texts",
    ],
)  # fmt: skip
def test_files_of_all_tools_are_read_alike(content: bytes) -> None:
    found = read(content)
    assert [each.texts for each in found.messages] == [
        ("Größe",), ("Zwei",), ("{number} Mal", "{number} Male")
    ]  # fmt: skip
    assert [each.fuzzy for each in found.messages] == [False, True, False]


def test_an_empty_context_is_no_context() -> None:
    assert read(f'{HEADER}msgctxt ""\nmsgid "a"\nmsgstr "b"\n').messages[0].key == ("", "a")


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (WHOLE.replace('msgid "Two"', "msgid Two"), 12, '"msgid Two" is no line of a catalog'),
        (WHOLE.replace('msgstr "Zwei"', 'msgstr "Zwei'), 13, "is no line of a catalog"),
        (WHOLE.replace('msgstr "Zwei"', 'msgstr Zwei"'), 13, "is no line of a catalog"),
        (WHOLE.replace('msgstr "Zwei"', 'msgstr "Zw"ei"'), 13, "is no line of a catalog"),
        (WHOLE.replace('msgid "Two"', 'mesgid "Two"'), 12, "is no line of a catalog"),
        (WHOLE.replace("[1]", "[x]"), 19, "is no line of a catalog"),
        (HEADER + "<<<<<<< HEAD\n" + BODY, 6, "is no line of a catalog"),
        (WHOLE.replace('msgstr "Zwei"\n', ""), 12, '"Two" has no msgstr'),
        (WHOLE.replace('"Zwei"', ""), 13, "msgstr has no text"),
        (WHOLE.replace('msgid "Two"', 'msgid_plural "Two"'), 12, "msgid_plural stands where it has no"),
        ('"alone"\n' + WHOLE, 1, '"alone" belongs to no message'),
        (WHOLE.replace('"Zwei"', '"Zwei" msgid "Three" msgstr ""'), 13, "two messages stand on one line"),
        (WHOLE.replace("Zwei", r"Zw\qei"), 13, r"\q is no escape"),
        (WHOLE.replace("fuzzy\n", 'fuzzy\n#| msgid "T\\qo"\n'), 11, r"\q is no escape"),
        (WHOLE.replace("Zwei", r"Zw\xff"), 13, "an escape with numbers is not utf-8"),
        (WHOLE.replace("[1]", "[2]"), 18, "the plural forms are msgstr[0], msgstr[2]"),
        (WHOLE.replace("[0]", "[1]"), 18, "the plural forms are msgstr[1], msgstr[1]"),
        (WHOLE + 'msgctxt "amount"\nmsgid "{number} time"\nmsgstr ""\n', 21, "it is on line 16, too"),
        (WHOLE + WHOLE, 20, "the header stands twice: it is on line 1, too"),
        (BODY + HEADER, 15, "its header is not its first message"),
        (BODY, 1, "it has no header"),
        ("", 1, "it has no header"),
        ("# only a remark\n", 1, "it has no header"),
        (WHOLE.encode().replace(b"\xc3\x9f", b"\xdf"), 8, "byte 0xDF is not UTF-8"),
        (WHOLE.encode("utf-16"), 1, "the file is UTF-16"),
        (WHOLE.encode("utf-16-le"), 1, "a NUL byte stands in the file"),
        (WHOLE.encode("utf-32"), 1, "the file is UTF-32"),
        (WHOLE + "\0", 20, "a NUL byte stands in the file"),
        (WHOLE.replace("=utf-8", "=ISO-8859-1"), 3, "charset=iso8859-1, but the text is UTF-8"),
        (WHOLE.replace("=utf-8", "=latin2").replace("\n", "\r\n"), 3, "but the text is UTF-8"),
        (WHOLE.replace("=utf-8", "=ascii").encode("latin-1"), 8, "byte 0xF6 is not ascii, the charset"),
        (WHOLE.replace("=utf-8", "=rot13"), 3, 'the charset "rot13", which no catalog has'),
        (WHOLE.replace("=utf-8", "=klingon"), 3, 'the charset "klingon", which no catalog has'),
        ("\ufeff" + WHOLE.replace("=utf-8", "=cp1252"), 3, "but the text is UTF-8"),
        (b"\xef\xbb\xbf" + WHOLE.replace("=utf-8", "=cp1252").encode("cp1252"), 3, "but the text is UTF-8"),
        (b"#" * (MAX_BYTES + 1), 0, "it is larger than 8,000,000 bytes"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(content: bytes | str, line: int, words: str) -> None:
    (number, message), *_ = told(content)
    assert number == line
    assert words in message


def test_a_text_goes_on_behind_a_blank_line() -> None:
    assert read(HEADER + '"alone"\n' + BODY).header.fields[-1] == ("", "alone")


def test_all_faults_are_told_at_once() -> None:
    text = WHOLE.replace('"Zwei"', '"Zwei').replace("Größe", r"\q").replace("[1]", "[2]")
    assert [line for line, _ in told(text)] == [8, 13, 18]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("nplurals=2; plural=__import__('os').system('true');", "Plural-Forms cannot be used"),
        ("nplurals=2; plural=n.__class__;", "Plural-Forms cannot be used"),
        ("nplurals=2; plural=(n != 1", "Plural-Forms cannot be used"),
        ("nplurals=x; plural=y;", "it is not nplurals=NUMBER"),
        ("nplurals=2; plural=" + "(" * 500 + "n" + ")" * 500 + ";", "Plural-Forms cannot be used"),
        ("nplurals=2; plural=n/0;", "it has no form for 0"),
        ("nplurals=2; plural=0*(1/(n-1000000));", "it has no form for 1000000"),
        ("nplurals=2; plural=9**9**9;", "Plural-Forms cannot be used"),
        ("nplurals=2; plural=n;", "it has no form for 2"),
        ("nplurals=0; plural=0;", "no language has 0 forms"),
        ("nplurals=99999999; plural=0;", "no language has 99999999 forms"),
        ("", "its header has none"),
    ],
)
def test_a_plural_rule_that_is_broken_or_hostile_is_refused(rule: str, words: str) -> None:
    (number, message), *_ = told(WHOLE.replace("nplurals=2; plural=(n != 1);", rule))
    assert number == 4
    assert words in message


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (("nplurals=2; plural=(n != 1)", "nplurals=3; plural=n>1 ? 2 : n"), 19),
        (("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0"), 19),
        (('msgstr[1] "{number} Male"\n', ""), 18),
        (('"{number} Male"\n', '"{number} Male"\nmsgstr[2] "x"\n'), 20),
    ],
)
def test_plural_forms_are_as_many_as_the_header_says(change: tuple[str, str], line: int) -> None:
    assert [number for number, _ in told(WHOLE.replace(*change))] == [line]


def test_a_plural_that_nobody_has_translated_yet_may_have_one_form() -> None:
    text = WHOLE.replace('{number} Mal"', '"').replace('msgstr[1] "{number} Male"\n', "")
    assert read(text).messages[2].texts == ("",)


def test_a_field_that_stands_twice_and_an_unknown_origin_are_told() -> None:
    twice = '"plural-forms: nplurals=1; plural=0;\\n"\n"X-Leaflets-Origin: DeepL\\n"\n'
    problems = told(WHOLE.replace('!= 1);\\n"\n', f'!= 1);\\n"\n{twice}'))
    assert problems == [
        (5, "its header has the field plural-forms twice"),
        (6, 'X-Leaflets-Origin is "DeepL"'),
    ]


def test_obsolete_messages_that_stand_twice_are_let_pass() -> None:
    old = '\n#~ msgctxt "a: title"\n#~ msgid "One"\n#~ msgstr "Ein"\n'
    assert len(read(WHOLE + old + old).obsolete) == 2


def test_a_huge_file_and_a_huge_message_are_read_in_little_time() -> None:
    many = "".join(f'msgid "m{number}"\nmsgstr "t{number}"\n\n' for number in range(10_000))
    long = f'msgid "long"\nmsgstr "{"word " * 200_000}"\n'
    start = time.process_time()
    found = read(HEADER + many + long)
    assert time.process_time() - start < 20.0
    assert (len(found.messages), len(found.messages[-1].texts[0])) == (10_001, 1_000_000)
    assert found.position(found.messages[-1]) == Position(FILE, 30_007)


@given(st.text('msgidstrctxplu[]01 "\\\n\r#,:~|<>é', max_size=80).map(str.encode) | st.binary(max_size=60))
def test_whatever_a_file_holds_it_is_read_or_refused(content: bytes) -> None:
    for start in (b"", HEADER.encode()):
        try:
            read(start + content)
        except LeafletsError as error:
            assert all(problem.hint and problem.position for problem in error.diagnostics)  # noqa: PT017
