"""Attacks on signatures: one row each, with what was tried, and why the leaflet stays a draft.

The scene: a workspace in which a leaflet is signed in Spanish, by a translator and a clinician, and is final.
Whoever attacks may write any file of it; where a row says so, its list of reviewers is trusted no more.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from leaflets.approval.entries import Entry, file_name
from leaflets.approval.statements import sha256
from leaflets.build import Job, find_warnings, read_and_localise
from leaflets.diagnostics import Diagnostic, LeafletsError
from leaflets.document.nodes import Document
from leaflets.session import Session
from tests import people
from tests.approval import keys
from tests.people import AMINA, ELLA, NOOR, ZAID, Person
from tests.workspaces import REPOSITORY, TODAY, copy_fixed, open_session

LEAFLET, OTHER = "vertebroplasty", "spinal-fusion"
FOLDER = Path("locales", "es", "approvals")
ATTACKER = keys.ed25519_key(bytes([99]) * 32)
STRANGER = Person("max-mayer", "Max Mayer", ("clinician",), ("es",), 98)


@dataclass
class Scene:
    """A workspace under attack, the day on which it is looked at, the list that is trusted if another."""

    root: Path
    document: Document
    other: Document
    clinician: Entry
    translator: Entry
    today: date = TODAY
    trusted: Path | None = None
    language: str = "es"

    def text(self, entry: Entry) -> str:
        return (self.root / entry.file).read_text(encoding="utf-8")

    def remove(self, *entries: Entry) -> None:
        for entry in entries:
            (self.root / entry.file).unlink()

    def put(self, *entries: Entry) -> None:
        people.put(self.root, *entries)

    def write(self, name: str, text: str) -> None:
        (self.root / FOLDER / name).write_text(text, encoding="utf-8", newline="")

    def instead(self, entry: Entry) -> None:
        """Put an approval in the place of the clinician's."""
        self.remove(self.clinician)
        self.put(entry)

    def edit(self, old: str, new: str, *, rename: bool = True) -> None:
        """Edit the clinician's statement, and give the file the name that it then has to have."""
        text = self.text(self.clinician)
        assert old in text
        self.remove(self.clinician)
        edited = text.replace(old, new)
        statement = edited.partition("-----BEGIN")[0]
        short = hashlib.sha256(statement.encode()).hexdigest()[:12]
        role = re.search(r"^role: (.*)$", statement, re.MULTILINE)[1]
        name = f"{LEAFLET}.{role}.{AMINA.id}.{short}.approval"
        self.write(name if rename else Path(self.clinician.file).name, edited)

    def reword(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def approval(self, person: Person = AMINA, role: str = "clinician", **changes: object) -> Entry:
        return people.approve(self.document, person, role, **changes)

    def forged(self, key: keys.Key, **options: object) -> Entry:
        """Sign Amina's statement with a key."""
        return people.signed(people.approval_of(self.document, AMINA, "clinician"), key, **options)


@pytest.fixture(scope="session")
def signed_workspace(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A hospital of which one leaflet is final."""
    root = copy_fixed(tmp_path_factory.mktemp("attacks") / "workspace")
    site = root / "data" / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("example: true\n", ""), encoding="utf-8")
    people.register(root)
    session = open_session(root)
    document, other = (read_and_localise(session, Job(name, "es")).document for name in (LEAFLET, OTHER))
    clinician, translator = (
        people.approve(document, AMINA, "clinician"), people.approve(document, ZAID, "translator"),
    )  # fmt: skip
    people.put(root, clinician, translator)
    return Scene(root, document, other, clinician, translator)


@pytest.fixture
def scene(signed_workspace: Scene, tmp_path: Path) -> Scene:
    """The hospital, to be attacked."""
    shutil.copytree(signed_workspace.root, tmp_path / "hospital")
    return replace(signed_workspace, root=tmp_path / "hospital")


def look(scene: Scene) -> tuple[bool, list[Diagnostic]]:
    """Look at the leaflet as ``check`` and ``build`` do: whether it is final, and all that is told."""
    session = Session(scene.root, today=scene.today, reviewers_file=scene.trusted)
    session.read((scene.language,))
    document, standing = read_and_localise(session, Job(LEAFLET, scene.language))
    assert document.is_draft is not standing.is_final
    return standing.is_final, [*session.problems, *find_warnings(session, document, standing)]


def test_the_scene_is_final_before_it_is_attacked(scene: Scene) -> None:
    is_final, told = look(scene)
    assert is_final
    assert told == []


def forged_seal(scene: Scene) -> None:
    """The eight lines of Python by which an approval was once forged, under a surgeon's name."""
    scene.remove(scene.clinician)
    entry = {
        "date": "2026-11-24", "hash": scene.document.content_hash, "leaflet": LEAFLET, "note": None,
        "reviewer": "Dr Amina Saleh", "role": "clinician", "version": "1.0",
    }  # fmt: skip
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    del entry["note"]
    lines = [f"{key}: {value}" for key, value in entry.items() if key != "version"]
    lines += ['version: "1.0"', f"seal: {hashlib.sha256(text.encode()).hexdigest()}"]
    record = "approvals:\n  - " + "\n    ".join(lines) + "\n"
    (scene.root / "locales" / "es" / "review.yaml").write_text(record, encoding="utf-8")


def other_leaflet(scene: Scene) -> None:
    """An approval of another leaflet, under the name that one of this leaflet would have."""
    entry = people.approve(scene.other, AMINA, "clinician")
    scene.remove(scene.clinician)
    scene.write(Path(scene.clinician.file).name, entry.text)


def other_language(scene: Scene) -> None:
    """An approval of the English leaflet, among the Spanish ones."""
    scene.remove(scene.clinician)
    entry = scene.approval(language="en")
    scene.write(file_name(entry.statement), entry.text)


def replayed(scene: Scene) -> None:
    """The approvals of earlier words stay where they are when the words change."""
    scene.reword("locales/es/LC_MESSAGES/leaflets.po", "moverse pronto", "moverse temprano")


def swapped_telephones(scene: Scene) -> None:
    """The same words in another order."""
    site = scene.root / "data" / "site.yaml"
    lines = site.read_text(encoding="utf-8").splitlines(keepends=True)
    one, two = [index for index, line in enumerate(lines) if line.startswith("  - {label")][-2:]
    lines[one], lines[two] = lines[two], lines[one]
    site.write_text("".join(lines), encoding="utf-8")


def revoked_and_pasted_back(scene: Scene) -> None:
    """What was revoked, removed, and put back from a backup."""
    scene.put(people.revoke(scene.clinician, AMINA))
    text = scene.text(scene.clinician)
    scene.remove(scene.clinician)
    scene.write(Path(scene.clinician.file).name, text)


def revoked_and_renamed(scene: Scene) -> None:
    """What was revoked, under another name."""
    scene.put(people.revoke(scene.clinician, AMINA))
    text = scene.text(scene.clinician)
    scene.remove(scene.clinician)
    scene.write(f"{LEAFLET}.clinician.amina-saleh.0123456789ab.approval", text)


def revocation_hidden(scene: Scene) -> None:
    """The revocation, under the name of another leaflet."""
    revocation = people.revoke(scene.clinician, ZAID)
    scene.write(f"{OTHER}.zaid-haddad.0123456789ab.revocation", revocation.text)


def clock_before_the_revocation(scene: Scene) -> None:
    """A clock that is set back to between the approval and its revocation."""
    scene.put(people.revoke(scene.clinician, AMINA, date=TODAY + timedelta(3)))


def stale_back_translation(scene: Scene) -> None:
    scene.instead(scene.approval(ELLA, back_translation=sha256("0" * 64)))


def own_list(scene: Scene) -> None:
    """The workspace's list of reviewers gives the attacker's key to Amina; another list is trusted."""
    scene.trusted = scene.root.parent / "reviewers.yaml"
    scene.trusted.write_text(people.reviewers_yaml(), encoding="utf-8")
    rows = [each.row() for each in people.PEOPLE if each != AMINA]
    people.register(scene.root, AMINA.row(lines=[ATTACKER.line]), *rows)
    scene.instead(scene.forged(ATTACKER))


def change_list(*rows: str) -> Callable[[Scene], None]:
    return lambda scene: people.register(scene.root, *rows, ZAID.row())


def two_roles(scene: Scene) -> None:
    scene.remove(scene.clinician, scene.translator)
    scene.put(scene.approval(NOOR), scene.approval(NOOR, "translator"))


def note_alone(scene: Scene) -> None:
    """A note under the surgeon's name is no approval."""
    text = scene.text(scene.clinician).partition("reviewer:")[0].replace("approval 1", "note 1")
    words = sha256(scene.document.content_hash)
    text += f"name: Dr Amina Saleh\ndate: 2026-11-24\nversion: 1.0\nwords: {words}\n"
    scene.remove(scene.clinician)
    short = hashlib.sha256(text.encode()).hexdigest()[:12]
    scene.write(f"{LEAFLET}.clinician.{short}.note", text)
    scene.write(f"{LEAFLET}.clinician.amina-saleh.{short}.approval", text)


def damaged(change: Callable[[str], str]) -> Callable[[Scene], None]:
    """Damage the text of the clinician's file."""

    def attack(scene: Scene) -> None:
        text = change(scene.text(scene.clinician))
        assert text != scene.text(scene.clinician)
        scene.write(Path(scene.clinician.file).name, text)

    return attack


def endless(scene: Scene) -> None:
    scene.remove(scene.clinician)
    (scene.root / scene.clinician.file).symlink_to("/dev/zero")


CONFLICT = "<<<<<<< HEAD\nleaflets approval 1\n=======\nleaflets approval 1\n>>>>>>> other\n"
UNFIT = "does not fit the words above it"
# What was tried; how; the code of what is told, and words of it.
ATTACKS: dict[str, tuple[Callable[[Scene], None], str, str]] = {
    "a forged seal": (forged_seal, "old-approvals", "count as notes only"),
    "a key of nobody": (lambda s: s.instead(s.forged(ATTACKER)), "approval-foreign-key", "of nobody who"),
    "another reviewer's key": (
        lambda s: s.instead(s.forged(NOOR.key)), "approval-foreign-key", "a key of Noor Khan"),
    "somebody who is not listed": (
        lambda s: s.instead(s.approval(STRANGER)), "approval-unknown-reviewer", '"max-mayer"'),
    "another name for one's own": (
        lambda s: s.instead(s.approval(NOOR, name="Dr Amina Saleh")), "approval-other-name", "Noor Khan"),
    "edited: another day": (
        lambda s: s.edit("date: 2026-11-24", "date: 2026-11-20"), "approval-broken-signature", UNFIT),
    "edited: another role": (
        lambda s: s.edit("role: clinician", "role: translator"), "approval-broken-signature", UNFIT),
    "edited: another version": (
        lambda s: s.edit("version: 1.0", "version: 1.1"), "approval-broken-signature", UNFIT),
    "edited: another structure": (
        lambda s: s.edit(s.document.structure_hash, "0" * 64), "approval-broken-signature", UNFIT),
    "edited in place": (
        lambda s: s.edit("version: 1.0", "version: 1.1", rename=False),
        "approval-misplaced", "its own statement"),
    "an old approval with new words in it": (
        lambda s: (replayed(s), s.edit(
            s.document.content_hash,
            read_and_localise(open_session(s.root), Job(LEAFLET, "es")).document.content_hash)),
        "approval-broken-signature", UNFIT),
    "copied from another leaflet": (other_leaflet, "approval-misplaced", f"it is for {OTHER}"),
    "copied from another language": (other_language, "approval-misplaced", "lies among those for es"),
    "replayed for other words": (replayed, "lapsed-approval", "signed other words"),
    "another number": (
        lambda s: s.reword("data/site.yaml", "020 7946 0112", "020 7946 0113"),
        "lapsed-approval", "other words"),
    "another order": (swapped_telephones, "lapsed-approval", "signed other words"),
    "revoked": (
        lambda s: s.put(people.revoke(s.clinician, AMINA)), "approval-revoked", "Dr Amina Saleh revoked it"),
    "revoked by somebody else": (
        lambda s: s.put(people.revoke(s.clinician, ZAID)), "approval-revoked", "Zaid Haddad revoked it"),
    "revoked, and pasted back": (revoked_and_pasted_back, "approval-revoked", "the dose has changed"),
    "revoked, and pasted back under another name": (
        revoked_and_renamed, "approval-misplaced", "has not the name"),
    "revoked, and the revocation renamed": (revocation_hidden, "approval-revoked", "Zaid Haddad revoked it"),
    "revoked, and the clock set back": (clock_before_the_revocation, "approval-revoked", "2026-11-27"),
    "of the future": (
        lambda s: s.instead(s.approval(date=TODAY + timedelta(1))), "approval-future", "today is 2026-11-24"),
    "a clock set back": (
        lambda s: setattr(s, "today", date(2026, 11, 23)), "approval-future", "dated 2026-11-24"),
    "a key removed": (
        change_list(AMINA.row(lines=[ATTACKER.line])),
        "approval-foreign-key", "may have been removed"),
    "a reviewer removed": (change_list(), "approval-unknown-reviewer", '"amina-saleh"'),
    "a key expired": (
        change_list(AMINA.row(until=date(2026, 11, 23))), "approval-key-not-in-force", "until 2026-11-23"),
    "a key not yet in force": (
        change_list(AMINA.row(since=date(2026, 11, 25))), "approval-key-not-in-force", "from 2026-11-25"),
    "a list of the attacker's own": (own_list, "approval-foreign-key", "of nobody who is listed"),
    "another role": (
        lambda s: s.instead(s.approval(ZAID)), "approval-wrong-role", "not as clinician"),
    "a language that is not read": (
        lambda s: s.instead(s.approval(ELLA)),
        "approval-language-not-read", "signed for no back-translation"),
    "a back-translation that is gone": (
        stale_back_translation, "approval-language-not-read", "a back-translation that is gone"),
    "one person in two roles": (two_roles, "approval-same-person", "a person of its own"),
    "a signature for another purpose": (
        lambda s: s.instead(s.forged(AMINA.key, namespace=b"git")),
        "approval-broken-signature", "another purpose"),
    "a hardware key that nobody touched": (
        lambda s: s.instead(s.forged(keys.hardware_ed25519_key(flags=0))),
        "approval-broken-signature", "touched"),
    "RSA with SHA-1": (
        lambda s: s.instead(s.forged(keys.rsa_key("ssh-rsa"))), "approval-broken-signature", "ssh-rsa"),
    "a signature of something else": (
        lambda s: s.instead(replace(s.clinician, armour=s.translator.armour)),
        "approval-broken-signature", UNFIT),
    "a note for an approval": (note_alone, "approval-misplaced", "the note on"),
    "cut short": (damaged(lambda text: text[:300]), "approval-unreadable", "does not count"),
    "without its signature": (
        damaged(lambda text: text.partition("-----")[0]), "approval-unreadable", "all else has one"),
    "words behind its signature": (
        damaged(
        lambda text: text + "role: translator\n"),
        "approval-broken-signature", "does not begin and end"),
    "a key twice": (
        damaged(
        lambda text: text.replace("role:", "role: translator\nrole:")),
        "approval-unreadable", "twice"),
    "a key that nobody knows": (
        damaged(
        lambda text: text.replace("role:", "approved: yes\nrole:")),
        "approval-unreadable", '"approved"'),
    "a name that turns round": (
        damaged(lambda text: text.replace("Amina", "\u202eanimA")), "approval-unreadable", "U+202E"),
    "a name in look-alikes": (
        damaged(lambda text: text.replace("Amina", "Аmina")), "approval-unreadable", "two scripts"),
    "a merge gone wrong": (damaged(lambda text: CONFLICT + text), "approval-unreadable", "first line"),
    "of a later version": (
        damaged(
        lambda text: text.replace("approval 1", "approval 2")),
        "approval-unreadable", "later version"),
    "huge": (damaged(lambda text: text + "x" * 50_000), "unreadable", "larger than"),
}  # fmt: skip


@pytest.mark.parametrize(("attack", "code", "words"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_leaves_the_leaflet_a_draft_and_is_told(
    scene: Scene, attack: Callable[[Scene], object], code: str, words: str
) -> None:
    attack(scene)
    is_final, told = look(scene)
    assert not is_final
    found = [each for each in told if each.code == code and words in each.message]
    assert found, [(each.code, each.message) for each in told]
    for each in found:
        assert each.hint
        assert not each.is_error  # it refuses nothing: the leaflet is a draft
        assert each.language == "es"
        assert (scene.root / each.position.file).exists()


def test_the_page_on_signatures_names_every_attack_and_what_is_told() -> None:
    page = (REPOSITORY / "docs" / "signatures.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| (.+) \| `([a-z-]+)` \|$", page, re.MULTILINE)) == {
        name: code for name, (_, code, _) in ATTACKS.items()
    }


@pytest.mark.skipif(os.name != "posix", reason="devices are POSIX")
def test_an_approval_that_never_ends_is_told_and_not_waited_for(scene: Scene) -> None:
    endless(scene)
    is_final, told = look(scene)
    assert not is_final
    assert [each.code for each in told] == ["unreadable"]


@pytest.mark.parametrize(("attack", "code", "words"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_beside_good_signatures_hinders_nothing(
    scene: Scene, attack: Callable[[Scene], object], code: str, words: str
) -> None:
    """What does not count never keeps from counting what does."""
    del code, words
    if attack in (replayed, swapped_telephones) or attack is ATTACKS["another number"][0]:
        pytest.skip("these words nobody signed")
    attack(scene)
    # Somebody else signs again, on a machine whose clock is right, with a list that has everybody.
    scene.today, scene.trusted = TODAY + timedelta(5), None
    second = Person("eve-clarke", "Dr Eve Clarke", ("clinician",), ("es",), 7)
    third = Person("ana-lopez", "Ana López", ("translator",), ("es",), 8)
    people.register(scene.root, *(each.row() for each in (*people.PEOPLE, second, third)))
    document = read_and_localise(open_session(scene.root), Job(LEAFLET, "es")).document
    scene.put(people.approve(document, second, "clinician"), people.approve(document, third, "translator"))
    is_final, _ = look(scene)
    assert is_final


def test_a_pseudo_language_cannot_be_signed(scene: Scene) -> None:
    document = read_and_localise(open_session(scene.root), Job(LEAFLET, "en-XA")).document
    reader = Person("pat-xa", "Pat Xavier", ("clinician", "translator"), ("en", "en-XA"), 9)
    people.register(scene.root, AMINA.row(), reader.row())
    scene.put(people.approve(document, reader, "clinician"), people.approve(document, AMINA, "clinician"))
    scene.language = "en-XA"
    is_final, told = look(scene)
    assert not is_final
    assert [each.code for each in told] == ["approval-pseudo-language"] * 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr Amina Sаleh", "mixes letters of two scripts"),
        ("Dr Amina Saleh\u200b", "U+200B"),
        ("Dr Amina  Saleh", 'cannot be told from "Dr Amina Saleh"'),
        ("Dr Arnina Saleh", 'cannot be told from "Dr Amina Saleh"'),
        ("dr. amina saleh", 'cannot be told from "Dr Amina Saleh"'),
    ],
)
def test_a_reviewer_who_could_be_taken_for_another_is_refused(scene: Scene, name: str, words: str) -> None:
    twin = Person("amina-two", name, ("clinician",), ("es",), 97)
    people.register(scene.root, AMINA.row(), twin.row())
    with pytest.raises(LeafletsError) as refused:
        look(scene)
    (problem,) = refused.value.diagnostics
    assert words in problem.message
    assert (problem.position.file, problem.position.line) == ("data/reviewers.yaml", 9)


def test_a_key_that_two_people_share_is_refused(scene: Scene) -> None:
    people.register(scene.root, AMINA.row(), NOOR.row(lines=[AMINA.key.line + " a comment"]))
    with pytest.raises(
        LeafletsError, match=r"a key of \"Noor Khan\" is listed already, for \"Dr Amina Saleh\""
    ):
        look(scene)
