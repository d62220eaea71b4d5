"""``leaflets review`` and ``build --release`` as a clinician and a build server use them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from leaflets.approval.entries import parse_entry
from leaflets.approval.statements import Note
from leaflets.cli import cli
from leaflets.cli.options import ROLES
from leaflets.content.site import Role
from leaflets.session import current_day
from tests import people
from tests.people import AMINA, NOOR, ZAID, sign_in

LEAFLET = ("vertebroplasty", "--language", "en")
SIGNED = "final, signed by Dr Amina Saleh (clinician, 2026-11-24)"


@pytest.fixture
def review(hospital: Path) -> Callable[..., Result]:
    """Run a command in the workspace of a real hospital."""
    return lambda *arguments: CliRunner().invoke(cli, [*arguments, "--workspace", str(hospital)])


def approvals(hospital: Path, language: str = "en") -> list[Path]:
    return sorted((hospital / "locales" / language / "approvals").iterdir())


def test_the_roles_are_those_of_the_model() -> None:
    assert get_args(Role) == ROLES


def test_a_release_holds_only_what_is_signed_and_says_by_whom(review, hospital) -> None:
    refused = review("build", "--release", *LEAFLET)
    assert refused.exit_code == 1
    assert "vertebroplasty is not approved in en" in refused.stderr
    assert not (hospital / "output" / "en" / "vertebroplasty.pdf").exists()
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    made = review("build", "--release", *LEAFLET)
    assert made.exit_code == 0, made.stderr
    assert re.search(
        r"vertebroplasty\.pdf: \d pages, signed by Dr Amina Saleh \(clinician, 2026-11-24\)\n", made.stdout
    )
    (entry,) = json.loads((hospital / "output" / "manifest.json").read_text())["files"]
    assert entry["status"] == "approved"
    (signature,) = entry["signatures"]
    assert signature["file"] == f"locales/en/approvals/{approvals(hospital)[0].name}"
    assert (signature["reviewer"], signature["role"]) == ("amina-saleh", "clinician")
    assert signature["words"] == f"sha256:{entry['content_hash']}"
    said = json.loads(review("build", "--release", *LEAFLET, "--format", "json").stdout)
    assert said["results"][0]["signatures"] == [signature]


def test_a_release_may_trust_a_list_outside_the_workspace(review, hospital, tmp_path) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    mine = tmp_path / "reviewers.yaml"
    mine.write_text(people.reviewers_yaml(ZAID.row()), encoding="utf-8")
    refused = review("build", "--release", *LEAFLET, "--reviewers", str(mine))
    assert refused.exit_code == 1
    assert 'nobody with the id "amina-saleh" is listed' in refused.stderr
    mine.write_text(people.reviewers_yaml(AMINA.row()), encoding="utf-8")
    assert review("build", "--release", *LEAFLET, "--reviewers", str(mine)).exit_code == 0
    mine.write_text("reviewers: [", encoding="utf-8")
    broken = review("build", *LEAFLET, "--reviewers", str(mine))
    assert broken.exit_code == 1
    assert "reviewers.yaml:1: this is not YAML" in broken.stderr
    assert review("build", *LEAFLET, "--reviewers", str(tmp_path / "none")).exit_code == 1


def test_a_changed_word_makes_a_draft_again_and_is_shown(review, hospital, spoil) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    spoil("data/procedures/vertebroplasty.yaml", "Lets you get up and move early.", "Lets you get up early.")
    status = review("review", "status", *LEAFLET)
    assert "draft: not signed by a clinician" in status.stdout
    assert "signed other words of vertebroplasty than the present ones" in status.stderr
    shown = review("review", "show", *LEAFLET)
    assert "Changes are shown since Dr Amina Saleh (clinician) signed on 2026-11-24." in shown.stdout
    assert "Lets you get up [-and move -]early." in shown.stdout
    assert shown.stdout.count("since Dr Amina Saleh") == 2
    assert "Results in the long term" in shown.stdout
    short = review("review", "show", *LEAFLET, "--since", "last-signature")
    assert "Lets you get up [-and move -]early." in short.stdout
    assert "Results in the long term" not in short.stdout
    assert review("build", "--release", *LEAFLET).exit_code == 1
    draft = review("build", *LEAFLET)
    assert draft.exit_code == 0
    assert "draft" in draft.stdout


def test_show_is_not_fooled_by_an_edited_copy_of_what_was_signed(review, hospital, spoil) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    spoil("data/procedures/vertebroplasty.yaml", "Lets you get up and move early.", "Lets you get up early.")
    (kept,) = (hospital / "locales" / "en" / "signed").iterdir()
    kept.write_text(kept.read_text().replace("get up and move early", "get up early"))
    shown = review("review", "show", *LEAFLET)
    assert shown.exit_code == 1
    assert f"{kept.name}: the file of the signed words was edited" in shown.stderr
    verified = review("review", "verify")
    assert verified.exit_code == 1
    assert f"{kept.name}: the file of the signed words was edited" in verified.stderr
    kept.unlink()
    shown = " ".join(review("review", "show", *LEAFLET).stdout.split())
    assert "the signed words were not kept" in shown


def test_show_gives_every_part_below_its_source_and_its_passage(review) -> None:
    shown = review("review", "show", "vertebroplasty", "--language", "es")
    assert shown.exit_code == 0
    text = shown.stdout
    assert "  source       Lets you get up and move early.\n  translation  Le permite levantarse" in text
    assert re.search(r"^Advantages\nVentajas\n=+$", text, re.MULTILINE)
    assert "  rests on     Vertebroplasty, advantages" in text
    assert "Nobody has signed it before: everything is new." in text
    assert re.search(r"^Words: sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    assert "\x1b" not in text


def test_show_since_a_signature_gives_everything_if_there_is_none(review) -> None:
    command = ("review", "show", "vertebroplasty", "--language", "es")
    assert review(*command, "--since", "last-signature").stdout == review(*command).stdout


def test_a_change_of_look_keeps_the_approval(review, hospital, spoil) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    spoil("templates/procedure.html.j2", '<div id="balance" class="balance">', '<div id="balance">')
    status = review("review", "status", *LEAFLET)
    assert SIGNED in status.stdout
    assert status.stderr == ""


def test_a_change_of_structure_is_told_and_keeps_the_approval(review, hospital, spoil) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    text = (hospital / "templates" / "parts.html.j2").read_text()
    ruled = re.search(r'lines="(\d)"', text)
    spoil("templates/parts.html.j2", ruled[0], f'lines="{int(ruled[1]) + 1}"')
    status = review("review", "status", *LEAFLET)
    assert SIGNED in status.stdout
    assert "since Dr Amina Saleh (clinician) signed, the structure of vertebroplasty changed" in status.stderr


def test_an_edited_approval_is_told_and_not_believed(review, hospital) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    (approval,) = approvals(hospital)
    approval.write_text(approval.read_text().replace("2026-11-24", "2026-11-23"))
    status = review("review", "status", *LEAFLET)
    assert "draft: not signed by a clinician" in status.stdout
    assert "has not the name of its own statement" in status.stderr
    assert review("build", "--release", *LEAFLET).exit_code == 1
    assert review("review", "verify").exit_code == 1
    checked = review("check", *LEAFLET)
    assert checked.exit_code == 0  # a draft is no error
    assert "does not count" in checked.stderr


def test_a_file_that_is_none_is_told_by_status_check_and_verify(review, hospital) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"))
    (approval,) = approvals(hospital)
    approval.write_text(approval.read_text()[:50])
    for command in (("review", "status"), ("check",)):
        told = review(*command, *LEAFLET)
        assert told.exit_code == 0
        assert f"{approval.name}:3: warning: the file does not count" in told.stderr, command
    verified = review("review", "verify")
    assert verified.exit_code == 1
    assert f"{approval.name}:3: the file does not count" in verified.stderr


def test_an_example_hospital_approves_nothing(workspace: Path) -> None:
    sign_in(workspace, "vertebroplasty", "en", (AMINA, "clinician"))
    result = CliRunner().invoke(cli, ["review", "status", *LEAFLET, "--workspace", str(workspace)])
    assert "draft, because the hospital is an example" in result.stdout
    released = CliRunner().invoke(cli, ["build", "--release", *LEAFLET, "--workspace", str(workspace)])
    assert released.exit_code == 1


def test_a_note_is_kept_and_makes_nothing_final(review, hospital) -> None:
    note = ("--role", "clinician", "--name", "Dr Amina Saleh", "--note", "read aloud to two patients")
    assert review("review", "note", *LEAFLET, *note).exit_code == 0
    (path,) = approvals(hospital)
    statement = parse_entry("x", path.read_bytes()).statement
    assert isinstance(statement, Note)
    assert statement.date == current_day()
    status = review("review", "status", *LEAFLET)
    assert "draft: not signed by a clinician" in status.stdout
    assert "noted without a signature by Dr Amina Saleh (clinician, " in status.stdout
    assert "read aloud to two patients" in status.stdout
    assert "which proves nothing" in review("review", "verify").stdout


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("", "x", 'no "name"'),
        ("Dr Аmina", "x", "two scripts"),
        ("Dr A", "a\x1b[31m", "U+001B"),
        ("A", "x" * 501, "longer"),
    ],
)
def test_a_note_that_could_deceive_is_refused(review, hospital, name: str, text: str, words: str) -> None:
    refused = review("review", "note", *LEAFLET, "--role", "clinician", "--name", name, "--note", text)
    assert refused.exit_code == 1
    assert words in refused.stderr
    assert not (hospital / "locales" / "en").exists()


def test_status_says_what_was_signed_so_far(review, hospital) -> None:
    sign_in(hospital, "vertebroplasty", "es", (ZAID, "translator"))
    status = review("review", "status", "vertebroplasty", "--language", "es")
    assert "vertebroplasty [es]: draft: not signed by a clinician\n" in status.stdout
    assert "  signed so far by Zaid Haddad (translator, 2026-11-24)\n" in status.stdout


def test_one_person_may_sign_for_all_roles_if_the_site_says_so(review, hospital, spoil) -> None:
    sign_in(hospital, "vertebroplasty", "es", (NOOR, "translator"), (NOOR, "clinician"))
    status = review("review", "status", "vertebroplasty", "--language", "es")
    assert "each role needs a person of its own" in status.stderr
    spoil("data/site.yaml", "languages:", "sign_off: {one_person_for_all_roles: true}\nlanguages:")
    assert (
        "final, signed by Noor Khan"
        in review("review", "status", "vertebroplasty", "--language", "es").stdout
    )


def test_verify_lists_what_holds_and_what_was_revoked(review, hospital) -> None:
    sign_in(hospital, "vertebroplasty", "es", (ZAID, "translator"), (AMINA, "clinician"))
    first = parse_entry(
        f"locales/es/approvals/{approvals(hospital, 'es')[0].name}", approvals(hospital, "es")[0].read_bytes()
    )
    people.put(hospital, people.revoke(first, ZAID))
    verified = review("review", "verify")
    assert verified.exit_code == 0, verified.stderr
    assert "Zaid Haddad revoked it on 2026-11-24: the dose has changed" in verified.stdout
    assert "holds, the sign-off of vertebroplasty by Zaid Haddad (translator)" in verified.stdout
    assert "2 signatures found to hold" in verified.stdout


OLD = """\
approvals:
- leaflet: vertebroplasty
  role: clinician
  reviewer: Dr Amina Saleh
  date: 2026-11-20
  version: '1.0'
  hash: {hash}
  note: read aloud
  seal: {hash}
- leaflet: spinal-fusion
  role: translator
  reviewer: {second}
  date: 2026-11-20
  version: '1.0'
  hash: {hash}
  seal: {hash}
"""
BACK = """\
back_translations:
- leaflet: vertebroplasty
  reviewer: Zaid Haddad
  text: "It fills the bone."
"""


def old_record(hospital: Path, text: str) -> Path:
    path = hospital / "locales" / "es" / "review.yaml"
    path.write_text(text.replace("{hash}", "0" * 64).replace("{second}", "Zaid Haddad"), encoding="utf-8")
    return path


def test_the_record_of_an_older_release_counts_as_notes_only_and_becomes_notes(review, hospital) -> None:
    record = old_record(hospital, OLD)
    checked = review("check", "--language", "es")
    assert "review.yaml:1: warning: the sign-offs in this file count as notes only" in checked.stderr
    migrated = review("review", "migrate")
    assert migrated.exit_code == 0, migrated.stderr
    assert "review.yaml: 2 notes made" in migrated.stdout
    assert not record.exists()
    status = review("review", "status", "vertebroplasty", "--language", "es")
    assert "noted without a signature by Dr Amina Saleh (clinician, 2026-11-20): read aloud" in status.stdout
    assert "draft" in status.stdout
    # Whoever does it again changes nothing.
    assert review("review", "migrate").stdout == ""


def test_back_translations_and_what_cannot_be_a_note_are_not_lost(review, hospital) -> None:
    record = old_record(hospital, OLD.replace("{second}", "Zaid 2") + BACK)
    migrated = review("review", "migrate")
    assert migrated.exit_code == 1
    assert "review.yaml:10: this cannot be written" in migrated.stderr
    left = record.read_text(encoding="utf-8")
    assert "Zaid 2" in left
    assert "Dr Amina Saleh" not in left
    assert "It fills the bone." in left
    record.write_text(left.replace("Zaid 2", "Zaid Haddad"), encoding="utf-8")
    assert review("review", "migrate").exit_code == 0
    assert "It fills the bone." in record.read_text(encoding="utf-8")
    assert "notes only" not in review("check", "--language", "es").stderr


def test_a_broken_record_is_told_and_left_alone(review, hospital) -> None:
    record = old_record(hospital, "approvals: [{leaflet: vertebroplasty}]\n")
    migrated = review("review", "migrate")
    assert migrated.exit_code == 1
    assert "review.yaml:1" in migrated.stderr
    assert record.read_text() == "approvals: [{leaflet: vertebroplasty}]\n"


def test_a_signature_of_tomorrow_does_not_count_today(review, hospital) -> None:
    sign_in(hospital, "vertebroplasty", "en", (AMINA, "clinician"), day=current_day() + timedelta(1))
    status = review("review", "status", *LEAFLET)
    assert "draft: not signed by a clinician" in status.stdout
    assert "see that the clock of this machine is right" in status.stderr
