from __future__ import annotations

import os
import pickle
import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from leaflets import build
from leaflets.build import (
    Job,
    Localised,
    Made,
    Refused,
    keep,
    list_jobs,
    make,
    read_and_localise,
    refuse_draft,
)
from leaflets.document.digest import content_hash
from leaflets.layout import compose
from leaflets.output.folder import Output
from leaflets.session import Session
from tests.people import AMINA, ZAID, register, reviewers_yaml, sign_in
from tests.workspaces import TODAY, open_session

GUIDE = "minimally-invasive-spine-surgery"
BLOCK = Job("nerve-root-block", "en")


def test_a_leaflet_goes_the_whole_way(session) -> None:
    made = make(session, BLOCK)
    assert isinstance(made, Made)
    assert made.pdf.startswith(b"%PDF-1.7")
    assert made.pdf.rstrip().endswith(b"%%EOF")
    assert (made.job, made.version, made.draft) == (BLOCK, "1.0", True)
    assert 1 <= made.pages <= 4  # two sheets of paper at the most
    assert made.content_hash == content_hash(read_and_localise(session, BLOCK).document)


def test_the_same_words_give_the_same_bytes(session) -> None:
    warm, cold = make(session, BLOCK), make(open_session(), BLOCK)
    assert isinstance(warm, Made)
    assert warm == cold


def test_the_order_of_leaflets_does_not_change_their_bytes() -> None:
    wanted = list_jobs(["nerve-root-block", "spinal-fusion", GUIDE], ["en"])
    forwards, backwards = open_session(), open_session()
    first = {job: make(forwards, job) for job in wanted}
    second = {job: make(backwards, job) for job in reversed(wanted)}
    assert first == second


def test_a_dry_run_writes_no_pdf_but_finds_the_same(session) -> None:
    dry, made = make(session, BLOCK, dry=True), make(session, BLOCK)
    assert isinstance(made, Made)
    assert dry == replace(made, pdf=b"")


# ReportLab reads the date of a file from this variable, and fails on what is no number.
@pytest.mark.parametrize("value", ["abc", "", "-1", "1" * 30, "0"])
def test_no_clock_of_the_machine_reaches_a_leaflet(session, monkeypatch, value) -> None:
    plain = make(session, BLOCK)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert make(session, BLOCK) == plain
    assert os.environ["SOURCE_DATE_EPOCH"] == value


def test_a_web_page_is_made_for_the_job_that_asks_for_it(session) -> None:
    plain, both = make(session, BLOCK), make(session, replace(BLOCK, html=True))
    assert isinstance(both, Made)
    assert both.html.startswith(b"<!DOCTYPE html>")
    assert replace(both, job=BLOCK, html=b"") == plain
    dry = make(session, replace(BLOCK, html=True), dry=True)
    assert isinstance(dry, Made)
    assert dry.html == b""


def test_a_template_without_a_draft_band_is_refused(workspace) -> None:
    """Words that nobody has signed would pass for approved."""
    parts = workspace / "templates" / "parts.html.j2"
    text = parts.read_text(encoding="utf-8")
    band = re.compile(r"\{%-? if draft -?%\}.*?\{%-? endif -?%\}", re.DOTALL)
    assert len(band.findall(text)) == 1
    parts.write_text(band.sub("", text), encoding="utf-8")
    refused = make(open_session(workspace), BLOCK)
    assert isinstance(refused, Refused)
    (problem,) = refused.problems
    assert problem.message == "the template writes no draft band"
    assert str(problem.position) == "templates/procedure.html.j2"


def test_whether_a_leaflet_is_final_is_what_its_signatures_say(session, monkeypatch) -> None:
    """Not what stands on the page."""
    document, standing = read_and_localise(session, BLOCK)
    bare = Localised(document.without_draft_band(), standing)
    monkeypatch.setattr(build, "read_and_localise", lambda *_: bare)
    made = make(session, BLOCK, dry=True)
    assert isinstance(made, Made)
    assert made.draft
    assert isinstance(refuse_draft(made), Refused)


def test_jobs_stand_by_language() -> None:
    assert list_jobs(["a", "b"], ["en", "ar"]) == (
        Job("a", "en"), Job("b", "en"), Job("a", "ar"), Job("b", "ar"),
    )  # fmt: skip


def test_a_session_travels_as_the_folder_it_reads_and_its_day(session) -> None:
    there = pickle.loads(pickle.dumps(session))  # noqa: S301
    assert there.root == session.root
    assert there.leaflets == session.leaflets
    late = open_session(today=date(3000, 1, 1))
    assert pickle.loads(pickle.dumps(late)).today == date(3000, 1, 1)  # noqa: S301


def test_what_is_right_is_kept_with_its_hash(session, tmp_path) -> None:
    folder = Output(tmp_path)
    made = make(session, BLOCK)
    assert isinstance(made, Made)
    assert keep(made, folder) is made
    assert sha256(folder.path(*("nerve-root-block", "en")).read_bytes()).digest() == sha256(made.pdf).digest()


def test_what_cannot_be_kept_is_refused(session, tmp_path) -> None:
    (tmp_path / "en" / "nerve-root-block.pdf" / "x").mkdir(parents=True)
    kept = keep(make(session, BLOCK), Output(tmp_path))
    assert isinstance(kept, Refused)
    assert "cannot be written" in kept.problems[0].message


def test_a_fault_of_ours_costs_one_leaflet_and_is_told_as_ours(monkeypatch) -> None:
    session = open_session()
    real = compose.compose

    def fail(document, engine):
        if document.leaflet == "nerve-root-block":
            raise ZeroDivisionError("oh")
        return real(document, engine)

    monkeypatch.setattr(compose, "compose", fail)
    outcome = make(session, BLOCK)
    assert isinstance(outcome, Refused)
    (problem,) = outcome.problems
    assert problem.message == "the program failed (ZeroDivisionError: oh)"
    assert "our fault" in problem.hint
    assert outcome.trace.rstrip().endswith("ZeroDivisionError: oh")
    assert isinstance(make(session, Job("vertebroplasty", "en"), dry=True), Made)


@pytest.mark.parametrize("first", ["en", "es"])
def test_a_broken_catalog_refuses_its_language_whoever_reads_it_first(workspace, first) -> None:
    (workspace / "locales" / "es" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    session = open_session(workspace)
    wanted = list_jobs(["vertebroplasty", "spinal-fusion"], [first, *({"en", "es"} - {first})])
    outcomes = [make(session, job, dry=True) for job in wanted]
    refused = [each for each in outcomes if isinstance(each, Refused)]
    assert [each.job.language for each in refused] == ["es", "es"]
    for each in refused:
        assert {problem.position.file for problem in each.problems if problem.position} == {
            "locales/es/LC_MESSAGES/leaflets.po"
        }


def test_what_is_wrong_with_files_and_words_is_told_together(workspace, fill_catalog) -> None:
    path = fill_catalog("es")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr "Vertebroplasty"', 'msgstr ""'), encoding="utf-8")
    (workspace / "data" / "reviewers.yaml").write_text("a: [", encoding="utf-8")
    outcome = make(open_session(workspace), Job("vertebroplasty", "es"), dry=True)
    assert isinstance(outcome, Refused)
    assert [each.position.file for each in outcome.problems if each.position][:2] == [
        "data/reviewers.yaml", "locales/es/LC_MESSAGES/leaflets.po",
    ]  # fmt: skip


def test_what_is_wrong_with_the_files_is_known_before_the_first_leaflet(
    workspace, spoil, fill_catalog
) -> None:
    """So that it does not depend on which leaflets a process was given."""
    fill_catalog("es")
    spoil("data/site.yaml", "[en, es]", "[en, es, ar]")
    (workspace / "locales" / "ar" / "LC_MESSAGES" / "leaflets.po").write_text("nonsense", encoding="utf-8")
    approvals = workspace / "locales" / "es" / "approvals"
    approvals.mkdir()
    (approvals / "vertebroplasty.clinician.a.0123456789ab.approval").write_text("nonsense", encoding="utf-8")
    session = open_session(workspace)
    session.read(["en"])
    before = session.problems
    assert {problem.language for problem in before if problem.is_error} == {"ar"}
    assert "es" in {problem.language for problem in before}
    for tag in ("en", "es", "ar"):
        make(session, Job("vertebroplasty", tag), dry=True)
    assert session.problems == before


def line_of(path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.lstrip("- ").startswith(start))


def test_signatures_and_dates_are_told_at_their_lines(workspace, spoil) -> None:
    for name in ("spinal-fusion", "vertebroplasty"):
        sign_in(workspace, name, "en", (AMINA, "clinician"))
    (approval,) = (workspace / "locales" / "en" / "approvals").glob("vertebroplasty.*")
    data = "data/procedures/vertebroplasty.yaml"
    spoil(data, "move early.", "move soon.")
    register(workspace, AMINA.row(until=date(3001, 1, 1)))
    made = make(open_session(workspace, today=date(3000, 1, 1)), Job("vertebroplasty", "en"), dry=True)
    assert isinstance(made, Made)
    told = {(each.code, str(each.position)) for each in made.warnings}
    # Whoever wants a release is told, too, which signature lapsed.
    refused = refuse_draft(made)
    assert isinstance(refused, Refused)
    assert refused.problems[:-1] == made.warnings
    assert refused.problems[-1].code == "not-approved"
    assert told == {
        ("lapsed-approval", f"locales/en/approvals/{approval.name}:{line_of(approval, 'words:')}"),
        ("expired", f"{data}:{line_of(workspace / data, 'review:')}"),
    }


def test_a_final_leaflet_carries_who_signed_and_a_draft_nobody(workspace, spoil) -> None:
    spoil("data/site.yaml", "example: true\n", "")
    sign_in(workspace, "vertebroplasty", "en", (AMINA, "clinician"))
    session = open_session(workspace)
    final, draft = (make(session, Job(name, "en")) for name in ("vertebroplasty", "spinal-fusion"))
    assert isinstance(final, Made)
    assert isinstance(draft, Made)
    assert [each.approval.name for each in final.approvals] == [AMINA.name]
    assert draft.approvals == ()
    assert b"name: Dr Amina Saleh" in final.pdf
    assert b"leaflets approval 1" not in draft.pdf


def test_a_session_travels_with_the_list_that_it_trusts(workspace, tmp_path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(reviewers_yaml(ZAID.row()), encoding="utf-8")
    register(workspace)
    session = Session(workspace, today=TODAY, reviewers_file=mine)
    there = pickle.loads(pickle.dumps(session))  # noqa: S301
    assert [each.id for each in there.reviewers.reviewers] == ["zaid-haddad"]
    assert there.trust.today == TODAY
