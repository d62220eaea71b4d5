"""``leaflets review`` and ``build --release`` as a clinician uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from click.testing import CliRunner, Result

from leaflets.cli import cli
from leaflets.cli.reviewing import ROLES
from leaflets.content.site import Role

LEAFLET = ("vertebroplasty", "--language", "en")


def run(hospital: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "--workspace", str(hospital)])


def sign(hospital: Path, *, role: str = "clinician", reviewer: str = "Dr A") -> Result:
    return run(hospital, "review", "sign", *LEAFLET, "--role", role, "--reviewer", reviewer)


def test_the_roles_are_those_of_the_model() -> None:
    assert get_args(Role) == ROLES


def test_a_release_holds_only_what_is_signed(hospital: Path) -> None:
    refused = run(hospital, "build", "--release", *LEAFLET)
    assert refused.exit_code == 1
    assert "vertebroplasty is not approved in en" in refused.stderr
    assert not (hospital / "output" / "en" / "vertebroplasty.pdf").exists()
    assert sign(hospital).exit_code == 0
    made = run(hospital, "build", "--release", *LEAFLET)
    assert made.exit_code == 0, made.stderr
    manifest = json.loads((hospital / "output" / "manifest.json").read_text())
    assert [entry["status"] for entry in manifest["files"]] == ["approved"]


def test_a_changed_word_makes_a_draft_again_and_is_shown(hospital: Path) -> None:
    sign(hospital)
    data = hospital / "data" / "procedures" / "vertebroplasty.yaml"
    data.write_text(data.read_text().replace("Lets you get up and move early.", "Lets you get up early."))
    status = run(hospital, "review", "status", *LEAFLET)
    assert "draft: not signed by a clinician" in status.stdout
    shown = run(hospital, "review", "show", *LEAFLET)
    assert "signed: Lets you get up and move early." in shown.stdout
    assert "now:    Lets you get up early." in shown.stdout
    assert run(hospital, "build", "--release", *LEAFLET).exit_code == 1
    draft = run(hospital, "build", *LEAFLET)
    assert draft.exit_code == 0
    assert "draft" in draft.stdout


def test_a_change_of_look_keeps_the_approval(hospital: Path) -> None:
    sign(hospital)
    template = hospital / "templates" / "procedure.html.j2"
    template.write_text(
        template.read_text().replace('<div id="balance" class="balance">', '<div id="balance">')
    )
    assert "final, signed by Dr A (clinician)" in run(hospital, "review", "status", *LEAFLET).stdout


def test_a_tampered_entry_is_reported_not_believed(hospital: Path) -> None:
    sign(hospital)
    record = hospital / "locales" / "en" / "review.yaml"
    record.write_text(record.read_text().replace("reviewer: Dr A", "reviewer: Dr B"))
    status = run(hospital, "review", "status", *LEAFLET)
    assert "an entry was edited by hand" in status.stdout
    assert "was edited by hand and does not count" in status.stderr
    assert run(hospital, "build", "--release", *LEAFLET).exit_code == 1


def test_a_broken_record_approves_nothing_and_is_not_written_over(hospital: Path) -> None:
    sign(hospital)
    record = hospital / "locales" / "en" / "review.yaml"
    record.write_text("approvals: [{leaflet: vertebroplasty}]\n")
    refused = sign(hospital)
    assert refused.exit_code == 1
    assert "review.yaml:1" in refused.stderr
    assert record.read_text() == "approvals: [{leaflet: vertebroplasty}]\n"


def test_an_example_hospital_approves_nothing(workspace: Path) -> None:
    sign(workspace)
    assert "because the hospital is an example" in run(workspace, "review", "status", *LEAFLET).stdout
    assert run(workspace, "build", "--release", *LEAFLET).exit_code == 1


def test_a_signature_can_be_taken_back(hospital: Path) -> None:
    sign(hospital)
    assert run(hospital, "review", "revoke", *LEAFLET).exit_code == 0
    assert "not signed by a clinician" in run(hospital, "review", "status", *LEAFLET).stdout


def test_a_signature_needs_a_name_and_a_known_role(hospital: Path) -> None:
    assert sign(hospital, reviewer="  ").exit_code == 2
    assert sign(hospital, role="nurse").exit_code == 2


def test_status_says_that_a_record_is_broken(hospital: Path) -> None:
    sign(hospital)
    (hospital / "locales" / "en" / "review.yaml").write_text("approvals: [", encoding="utf-8")
    status = run(hospital, "review", "status", "vertebroplasty", "--language", "en", "--language", "en-XA")
    assert status.exit_code == 1
    assert "vertebroplasty [en]: cannot be made (1 problem, see leaflets check)" in status.stdout
    assert "vertebroplasty [en-XA]: draft" in status.stdout
    assert "review.yaml:1: this is not YAML" in status.stderr
