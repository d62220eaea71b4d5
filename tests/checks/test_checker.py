"""Every check by tables of examples; the run over a file; broken and hostile files."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflets.catalogs.po import PoMessage
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import Checker, median_length_ratio
from leaflets.checks.fit import Fitting
from leaflets.cli.catalog_checks import findings
from leaflets.cli.sarif import as_sarif
from leaflets.content.glossary import Agreed, Term
from leaflets.diagnostics import LeafletsError
from leaflets.languages import language
from tests.checks.catalogs import codes, po, spoken
from tests.checks.examples import examples, row_id, rows

EXAMPLES = examples("checks")
# "250,000 people" as people write it.
LARGE = (
    ("hi", "2,50,000 लोग"), ("bn", "২,৫০,০০০ জন"), ("ne", "२,५०,००० जना"), ("ta", "2,50,000 பேர்"),
    ("en-IN", "2,50,000 people"), ("de", "250.000 Menschen"), ("de-CH", "250’000 Menschen"),
    ("it-CH", "250'000 persone"), ("fr", "250\u202f000 personnes"),
    ("ru", "250 000 человек"), ("sv", "250\u00a0000 personer"), ("ar", "٢٥٠٬٠٠٠ شخص"), ("th", "250,000 คน"),
)  # fmt: skip
PAIR_CHECKS = {check.id for check in Checker().checks if check.pair}
TAGS = ("</strong>", "<strong>")
FRENCH = "nplurals=2; plural=(n > 1);"


def of_kind(kind: str) -> tuple[tuple[str, ...], ...]:
    return rows({code: kinds[kind] for code, kinds in EXAMPLES.items()})


@pytest.mark.parametrize("row", of_kind("passes"), ids=row_id)
def test_a_check_passes_what_is_right(row: tuple[str, str, str, str]) -> None:
    code, *example = row
    assert code not in spoken(*example)


@pytest.mark.parametrize("row", of_kind("finds"), ids=row_id)
def test_a_check_finds_what_is_wrong(row: tuple[str, str, str, str]) -> None:
    code, *example = row
    assert code in spoken(*example)


def test_every_check_of_a_message_has_examples_of_both_kinds() -> None:
    # Of these the text says nothing by itself, or it is too long for a row.
    assert set(EXAMPLES) == PAIR_CHECKS - {"fuzzy", "far-too-long", "origin"}
    assert all(set(kinds) == {"passes", "finds"} for kinds in EXAMPLES.values())


@pytest.mark.parametrize(
    ("source", "target", "code", "said"),
    [
        ("only for you", "para usted", "restriction", '"only" of the source (only) is lost'),
        ("for you", "solo para usted", "restriction", '"solo" (only) is not in the source'),
        ("It is the second day.", "Es el tercer día.", "number-word", '"second" (2) became "tercer" (3)'),
        (
            "Rest before the operation.",
            "Descanse después de la operación.",
            "order",
            '"before" of the source (before) is lost',
        ),
        (
            "from mild to severe pain",
            "del dolor grave al leve",
            "opposite",
            "mild … severe stands elsewhere",
        ),
    ],
)
def test_what_is_lost_added_exchanged_or_moved_is_asked_about(
    source: str, target: str, code: str, said: str
) -> None:
    message = PoMessage("", source, "", (target,), (1,))
    (found,) = Checker().check_message(message, po(""), length_ratio=1.0)
    assert (found.code, found.severity.value) == (code, "question")
    assert said in found.message


def test_markup_is_told_as_missing_or_as_added() -> None:
    for source, target, said in (
        ("<strong>No</strong>", "No", "is missing"), ("No", "<strong>No</strong>", "is not in the source"),
    ):  # fmt: skip
        found = Checker().check_message(PoMessage("", source, "", (target,), (1,)), po(""), length_ratio=1.0)
        assert [each.message for each in found] == [f"the markup {tag} {said}" for tag in TAGS]


def test_a_text_that_holds_something_else_is_far_too_long() -> None:
    assert "far-too-long" not in spoken("es", "Back", "Espalda")
    assert "far-too-long" in spoken("es", "Back", "Espalda " * 200)
    # A long text has a long translation, and a few letters too many are no other text.
    assert "far-too-long" not in spoken("es", "Back " * 200, "Espalda " * 200)
    assert "far-too-long" not in spoken("es", "Back", "Espalda " * 125)


@pytest.mark.parametrize(("tag", "text"), LARGE)
def test_a_large_number_is_read_as_its_country_groups_it(tag: str, text: str) -> None:
    assert spoken(tag, "250,000 people", text).isdisjoint({"number", "number-added", "phone"})


def test_ids_are_unique_and_every_check_is_told_in_a_sentence() -> None:
    checks = Checker(fitting=Fitting()).checks
    assert len({check.id for check in checks}) == len(checks)
    assert all(check.sentence and (check.pair is None) != (check.catalog is None) for check in checks)


def test_a_finding_names_the_line_of_the_translation() -> None:
    text = '#. a comment\n#: data/x.yaml:3\nmsgctxt "a"\nmsgid "Do not drive."\nmsgstr "Conduzca."\n'
    report = Checker().run(po(text))
    (problem,) = [each for each in report.problems if each.code == "negation"]
    assert str(problem.position) == "x.po:10"
    assert '"not" of the source (negation) is lost in "Conduzca."' in problem.message
    assert f"leaflets catalog answer {problem.id}" in problem.hint


def test_an_empty_plural_is_missing() -> None:
    text = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\nmsgstr[1] ""\n'
    report = Checker().run(po(text))
    (problem,) = report.problems
    assert (problem.code, problem.position and problem.position.line) == ("untranslated", 9)


def test_each_plural_form_is_told_with_the_source_that_it_stands_for() -> None:
    text = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert [problem.message for problem in Checker().run(po(text)).problems] == [
        'plural form 0 of "{n} day" is not translated',
        'plural form 1 of "{n} days" is not translated',
    ]


def test_the_usual_length_of_a_catalog_is_the_median_of_its_sentences() -> None:
    def of(*lengths: tuple[int, int]) -> float:
        messages = (PoMessage("", "s" * source, "", ("t" * target,), (1,)) for source, target in lengths)
        return median_length_ratio(replace(po(""), messages=tuple(messages)))

    assert of((100, 30), (50, 20), (40, 36)) == 0.4
    # A label of 24 letters says nothing about it, nor does a sentence without a translation.
    assert of((100, 30), (24, 72), (24, 96), (25, 0)) == 0.3
    assert of((25, 50)) == 2.0
    assert of() == of((10, 20)) == 1.0


def test_a_text_is_short_beside_what_is_usual_in_its_catalog() -> None:
    said = "We will tell you everything that you need to know about it."
    short = f'msgid "{said}"\nmsgstr "{"x" * 20}."\n'
    for usual, found in ((60, True), (21, False)):
        others = (f'msgid "{said} {n}"\nmsgstr "{"x" * usual}. {n}"\n\n' for n in "abc")
        assert ("sentence-lost" in codes("".join(others) + short)) is found


def test_errors_are_counted_apart_from_questions() -> None:
    text = '# origin: robot\nmsgid "Do not drive."\nmsgstr "Conduzca."\n'
    report = Checker().run(po(text))
    assert (len(report.problems), report.errors, report.questions) == (2, 1, 1)
    report = Checker().run(po(text.replace("Conduzca", "No conduzca")))
    assert (report.errors, report.questions) == (1, 0)


def test_fuzzy_messages_are_told_and_checked_no_further() -> None:
    assert codes('#, fuzzy\nmsgid "Do not drive."\nmsgstr "Conduzca."\n') == ["fuzzy"]
    plural = '#, fuzzy\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} día"\nmsgstr[1] "{n} días"\n'
    assert codes(plural) == ["fuzzy"]  # once, not for each form


def test_an_origin_that_nobody_knows_is_an_error() -> None:
    said = 'msgid "Back"\nmsgstr "Espalda"\n'
    (problem,) = Checker().run(po(f"# origin: robot\n{said}")).problems
    assert (problem.code, problem.is_error) == ("origin", True)
    assert codes(f"# origin: human\n{said}") == []
    assert codes(f"# the origin: of the word is old\n{said}") == []


def test_one_source_with_two_translations_is_a_question() -> None:
    text = 'msgctxt "a"\nmsgid "Back"\nmsgstr "Espalda"\n\nmsgctxt "b"\nmsgid "Back"\nmsgstr "Dorso"\n'
    report = Checker().run(po(text))
    assert [(each.code, each.is_question) for each in report.problems] == [("two-translations", True)]
    assert codes(text.replace("Dorso", "Espalda")) == []
    # One that waits for a person is no second translation.
    assert codes(text.replace('msgctxt "b"', '#, fuzzy\nmsgctxt "b"')) == ["fuzzy"]


def test_a_single_word_may_be_the_same_in_both_languages() -> None:
    assert "copied" in codes('msgid "back"\nmsgstr "back"\n')
    assert codes('msgid "Back"\nmsgstr "Back"\n') == []  # it may be a name
    assert "copied" in codes('msgid "Go home"\nmsgstr "Go home"\n')


def test_a_plural_rule_that_is_not_the_languages_is_told() -> None:
    assert codes("", "hi", plural="nplurals=2; plural=(n != 1);") == ["plural-rule"]
    assert codes("", "hi", plural="nplurals=2; plural=(n > 1);") == []
    # The same counts together under other numbers are as good: Babel's rule for Arabic.
    babel = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    assert codes("", "ar", plural=babel + "n%100>=0 && n%100<=2 ? 4 : 5);") == []


def test_terms_agreed_and_forbidden() -> None:
    term = Term(
        id="disc", term="slipped disc", definition="x", sources=("a",),
        languages={"de": Agreed(use=("Bandscheibenvorfall",), forbid=("Vorfall der Scheibe",))},
    )  # fmt: skip
    good, other, bad = "ein Bandscheibenvorfall", "eine Scheibe", "ein Vorfall der Scheibe"
    expected = ([], ["term"], ["forbidden-term", "term"])
    for text, found in zip((good, other, bad), expected, strict=True):
        file = po(f'msgid "a slipped disc"\nmsgstr "{text}"\n', "de")
        report = Checker((term,)).run(file)
        assert sorted(each.code for each in report.problems if each.code != "other-word") == found


def test_a_term_is_found_in_its_plural_and_may_stand_in_one_form_only() -> None:
    agreed = {"de": Agreed(use=("Bandscheibenvorfall",))}
    term = Term(id="disc", term="slipped disc", definition="x", sources=("a",), languages=agreed)

    def told(text: str) -> list[str]:
        problems = Checker((term,)).run(po(text, "de")).problems
        return [each.code for each in problems if each.code == "term"]

    assert told('msgid "slipped discs"\nmsgstr "Vorfälle"\n') == ["term"]
    assert told('msgid "slipped discs"\nmsgstr "wegen des Bandscheibenvorfalls"\n') == []
    assert told('msgid "discs"\nmsgstr "Vorfälle"\n') == []
    plural = 'msgid "a slipped disc"\nmsgid_plural "slipped discs"\nmsgstr[0] "{}"\nmsgstr[1] "mehrere"\n'
    assert told(plural.format("ein Bandscheibenvorfall")) == []
    assert told(plural.format("einer")) == ["term"]


def test_a_language_without_a_lexicon_is_told_what_it_lacks() -> None:
    report = Checker().run(po('msgid "Do not drive."\nmsgstr "Ne conduisez pas."\n', "fr", FRENCH))
    assert not report.problems
    assert {"negation", "side", "unit", "number-word", "frequency"} <= set(report.coverage.checks)
    assert Checker().run(po("", "es")).coverage.checks == ()


def test_results_for_programs() -> None:
    file = po('msgid "Do not drive."\nmsgstr "Conduzca."\n')
    lacking = po("", "fr")
    checker = Checker()
    reports = [checker.run(file), checker.run(lacking)]
    problems = [problem for report in reports for problem in report.problems]
    found = findings(problems, reports, checker.checks)
    assert "negation" in found.further["coverage"]["fr"]["checks"]
    assert (found.key, found.code) == ("findings", "check")
    log = json.loads(as_sarif(found.problems, found.rules, found.notes))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "x.po"}, "region": {"startLine": 7}}
    assert run["results"][0]["ruleId"] == "negation"
    assert [result["level"] for result in run["results"]][-1] == "note"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b'msgid "a\n',
        b'msgid "a"\n',
        b"nonsense\n",
        b"\0" * 9,
    ],
)
def test_a_broken_catalog_is_refused_with_its_place(content: bytes) -> None:
    with pytest.raises(LeafletsError) as caught:
        read_po_file(content, "x.po", language("es"))
    assert all(problem.position and problem.position.file == "x.po" for problem in caught.value.diagnostics)


@given(
    st.text(max_size=80),
    st.text(max_size=80),
    st.sampled_from(["es", "de", "zh-Hans", "ar", "hi", "th", "ur"]),
)
def test_no_text_makes_a_check_fail(source: str, target: str, tag: str) -> None:
    message = PoMessage("in short", source or "x", "", (target,), (1,))
    Checker().check_message(message, po("", tag), length_ratio=1.0)
