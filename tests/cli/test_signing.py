"""``leaflets review key``, ``sign`` and ``revoke``, with ssh-keygen as people have it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflets.approval.entries import parse_entry
from leaflets.cli import cli
from leaflets.ssh.keys import parse_line
from tests.approval.ssh import key_file, needs_ssh_keygen
from tests.cli.programs import PROGRAM, environment
from tests.people import AMINA, ELLA, NOOR, ZAID, Person, register
from tests.workspaces import REPOSITORY

pytestmark = needs_ssh_keygen
ES = ("vertebroplasty", "--language", "es")
posix = pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")


@pytest.fixture
def folder(hospital: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace of a real hospital with its reviewers, as the current folder; keys lie beside it."""
    register(hospital)
    monkeypatch.chdir(hospital)
    return hospital


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def sign(folder: Path, person: Person, role: str, *more: str, key: Path | None = None) -> Result:
    path = key or key_file(folder.parent, person)
    return run("review", "sign", *ES, "--role", role, "--reviewer", person.id, "--key", str(path), *more)


def written(folder: Path) -> list[Path]:
    found = folder / "locales" / "es" / "approvals"
    return sorted(found.iterdir()) if found.exists() else []


def test_two_people_sign_and_the_leaflet_is_final(folder: Path) -> None:
    first = sign(folder, ZAID, "translator")
    assert first.exit_code == 0, first.output
    assert re.match(
        r"Zaid Haddad \(translator\) signed vertebroplasty \[es\], hash [0-9a-f]{12}\n", first.stdout
    )
    assert sign(folder, AMINA, "clinician", "--note", "read aloud").exit_code == 0
    assert [path.name.split(".")[1:3] for path in written(folder)] == [
        ["clinician", "amina-saleh"], ["translator", "zaid-haddad"],
    ]  # fmt: skip
    assert "note: read aloud\n" in written(folder)[0].read_text()
    assert "final, signed by Dr Amina Saleh" in run("review", "status", *ES).stdout
    (kept,) = (folder / "locales" / "es" / "signed").iterdir()
    assert kept.stem in written(folder)[0].read_text()


def test_signing_the_same_twice_is_harmless(folder: Path) -> None:
    for _ in range(2):
        assert sign(folder, ZAID, "translator").exit_code == 0
    assert len(written(folder)) == 1


def test_what_lies_under_the_name_of_a_signature_is_not_written_over(folder: Path) -> None:
    sign(folder, ZAID, "translator")
    (path,) = written(folder)
    path.write_text("something else", encoding="utf-8")
    refused = sign(folder, ZAID, "translator")
    assert refused.exit_code == 1
    assert "another file has this name" in refused.stderr
    assert path.read_text(encoding="utf-8") == "something else"


@posix
def test_anybody_can_verify_a_signature_with_openssh_alone(folder: Path) -> None:
    """Do what docs/signatures.md says, word for word, with another file and key."""
    sign(folder, AMINA, "clinician")
    page = (REPOSITORY / "docs" / "signatures.md").read_text(encoding="utf-8")
    (commands,) = re.findall(r"```sh\n(file=.*?)```", page, re.DOTALL)
    commands = re.sub("file=.*", f"file={written(folder)[0].relative_to(folder)}", commands)
    commands = commands.replace("ssh-ed25519 AAAA…", AMINA.key.line)
    done = subprocess.run(["sh", "-ec", commands], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert 'Good "leaflets-approval" signature for amina-saleh' in done.stdout
    assert re.search(r"signed/[0-9a-f]{64}\.json: OK", done.stdout)


REFUSED = {
    "nobody": (
        Person("max-mayer", "Max", ("clinician",), ("es",), 50),
        "clinician",
        'nobody with the id "max-mayer"',
    ),
    "another role": (AMINA, "translator", "listed as clinician, not as translator"),
    "another language": (ELLA, "clinician", "does not read es"),
}


@pytest.mark.parametrize(("person", "role", "words"), REFUSED.values(), ids=REFUSED)
def test_what_would_not_count_is_refused_before_anything_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, person: Person, role: str, words: str
) -> None:
    key = key_file(folder.parent, person)
    monkeypatch.setenv("PATH", "")  # ssh-keygen is not even called
    refused = sign(folder, person, role, key=key)
    assert refused.exit_code == 1
    assert words in refused.stderr
    assert written(folder) == []


def test_a_key_that_is_not_ones_own_or_not_in_force_is_refused(folder: Path) -> None:
    refused = sign(folder, ZAID, "translator", key=key_file(folder.parent, AMINA))
    assert "the key is not one of those of Zaid Haddad" in refused.stderr
    # Without its public half it is known by what it signs.
    bare = key_file(folder.parent, AMINA)
    bare.with_name(f"{bare.name}.pub").unlink()
    assert "it is signed with a key of Dr Amina Saleh" in sign(folder, ZAID, "translator", key=bare).stderr
    register(folder, ZAID.row(until=date(2026, 1, 2)))
    assert "in force from 2026-01-01 until 2026-01-02, not today" in sign(folder, ZAID, "translator").stderr
    assert written(folder) == []


def test_one_person_does_not_sign_in_two_roles(folder: Path) -> None:
    assert sign(folder, NOOR, "translator").exit_code == 0
    refused = sign(folder, NOOR, "clinician")
    assert refused.exit_code == 1
    assert "each role needs a person of its own" in refused.stderr
    assert len(written(folder)) == 1


@pytest.mark.parametrize("language", ["en-XA", "ar-XB"])
def test_a_pseudo_language_is_refused(folder: Path, language: str) -> None:
    key = str(key_file(folder.parent, AMINA))
    who = ("--role", "clinician", "--reviewer", "amina-saleh", "--key", key)
    refused = run("review", "sign", "vertebroplasty", "--language", language, *who)
    assert refused.exit_code == 1
    assert f"{language} is a pseudo-language, which nobody reads" in refused.stderr


@pytest.mark.parametrize("role", ["nurse", ""])
def test_an_unknown_role_is_a_wrong_use(folder: Path, role: str) -> None:
    assert sign(folder, ZAID, role).exit_code == 2


@pytest.mark.usefixtures("folder")
def test_no_file_for_a_key_is_a_wrong_use() -> None:
    who = ("--role", "translator", "--reviewer", "zaid-haddad")
    assert run("review", "sign", *ES, *who, "--key", " ").exit_code == 2


def test_what_ssh_keygen_says_is_one_sentence(folder: Path) -> None:
    missing = sign(folder, ZAID, "translator", key=folder.parent / "nothing")
    assert missing.exit_code == 1
    assert re.search(r"nothing: ssh-keygen does not sign: .*No such file or directory\n    ", missing.stderr)
    locked = folder.parent / "locked"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", locked], check=True)
    locked.with_name("locked.pub").unlink()
    done = program(
        "review", "sign", *ES, "--role", "translator", "--reviewer", "zaid-haddad", "--key", str(locked)
    )
    assert done.returncode == 1
    assert "ssh-keygen does not sign" in done.stderr
    assert "use an agent, or a terminal" in done.stderr
    assert written(folder) == []


def program(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal and without anybody to ask."""
    return subprocess.run(
        [*PROGRAM, *arguments], env=environment(SSH_ASKPASS_REQUIRE="never", DISPLAY=""), text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=False, start_new_session=True,
    )  # fmt: skip


def test_a_machine_without_ssh_keygen_is_told_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    for told in (sign(folder, ZAID, "translator"), run("review", "key", "--to", "k")):
        assert told.exit_code == 1
        assert "ssh-keygen is not installed\n    install OpenSSH" in told.stderr


def test_a_leaflet_that_cannot_be_made_is_not_signed(folder: Path, spoil: Callable[..., int]) -> None:
    spoil("data/procedures/vertebroplasty.yaml", "title: ", "tittle: ")
    assert sign(folder, ZAID, "translator").exit_code == 1
    assert written(folder) == []


def test_a_signature_can_be_taken_back_even_from_a_leaflet_that_cannot_be_made(
    folder: Path, spoil: Callable[..., int]
) -> None:
    sign(folder, ZAID, "translator")
    sign(folder, AMINA, "clinician")
    spoil("locales/es/LC_MESSAGES/leaflets.po", 'msgstr "', 'msgstr "%(')
    key = str(key_file(folder.parent, ZAID))
    who = ("--reviewer", "zaid-haddad", "--key", key, "--reason", "the dose has changed")
    taken = run("review", "revoke", *ES, *who, "--role", "clinician")
    assert taken.exit_code == 0, taken.output
    assert "Dr Amina Saleh (clinician, " in taken.stdout
    assert "1 signature of vertebroplasty [es] taken back" in taken.stdout
    assert len(written(folder)) == 3
    # What is revoked is not revoked again; what is left is.
    assert "1 signature of" in run("review", "revoke", *ES, *who).stdout
    assert "0 signatures of" in run("review", "revoke", *ES, *who).stdout
    assert run("review", "verify").stdout.count("Zaid Haddad revoked it") == 2


def test_what_is_revoked_stays_revoked_until_it_is_signed_anew(folder: Path) -> None:
    sign(folder, AMINA, "clinician")
    sign(folder, ZAID, "translator")
    who = (
        "--reviewer",
        "amina-saleh",
        "--key",
        str(key_file(folder.parent, AMINA)),
        "--reason",
        "wrong file",
    )
    assert run("review", "revoke", *ES, *who, "--of", "amina-saleh").exit_code == 0
    same = sign(folder, AMINA, "clinician")
    assert same.exit_code == 1
    assert "revoked it on" in same.stderr
    assert "on another day or with a --note" in same.stderr
    assert sign(folder, AMINA, "clinician", "--note", "now the right one").exit_code == 0
    assert "final" in run("review", "status", *ES).stdout


@pytest.mark.parametrize("reason", ["", "two\nlines", "turned \u202e round"])
def test_a_reason_that_cannot_be_written_is_refused(folder: Path, reason: str) -> None:
    sign(folder, AMINA, "clinician")
    who = ("--reviewer", "amina-saleh", "--key", str(key_file(folder.parent, AMINA)), "--reason", reason)
    refused = run("review", "revoke", *ES, *who)
    assert refused.exit_code == 1
    assert "this cannot be written" in refused.stderr
    assert len(written(folder)) == 1


@pytest.mark.usefixtures("folder")
def test_an_agent_signs_with_a_public_key_file(tmp_path: Path) -> None:
    agent = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    variables = dict(re.findall(r"(SSH_\w+)=([^;]+);", agent))
    key = key_file(tmp_path, ZAID)
    try:
        subprocess.run(
            ["ssh-add", "-q", key], env={**os.environ, **variables}, check=True, capture_output=True
        )
        key.unlink()
        public = key.with_name(f"{key.name}.pub")
        who = ("--role", "translator", "--reviewer", "zaid-haddad", "--key", str(public))
        command = [*PROGRAM, "review", "sign", *ES, *who]
        done = subprocess.run(
            command, env=environment(**variables), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    finally:
        os.kill(int(variables["SSH_AGENT_PID"]), 15)


# Gives a command a terminal of its own, in a process without threads, which may fork.
TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"


def in_a_terminal(answers: list[tuple[bytes, bytes]], *arguments: str) -> tuple[int, str]:
    """Run the program in a terminal and answer its questions; return its exit code and what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", TERMINAL, *PROGRAM, *arguments],
        env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    watch = threading.Timer(60, process.kill)
    watch.start()
    said = b""
    while part := os.read(process.stdout.fileno(), 1000):
        said += part
        if answers and answers[0][0] in said:
            process.stdin.write(answers.pop(0)[1] + b"\n")
            process.stdin.flush()
    process.stdin.close()
    process.stdout.close()
    watch.cancel()
    return process.wait(), said.decode()


@posix
def test_a_key_is_made_with_a_passphrase_and_signs_after_it_is_asked(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "keys" / "zaid"
    asked = [(b"passphrase", b"a secret"), (b"again", b"a secret")]
    code, said = in_a_terminal(asked, "review", "key", "--to", str(path))
    assert code == 0, said
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"OPENSSH PRIVATE KEY" in path.read_bytes()
    line = re.search(r'- \{key: "([^"]+)", from: (\S+), until: (\S+)\}', said)
    assert line[1] == (tmp_path / "keys" / "zaid.pub").read_text().strip()
    assert parse_line(line[1]).kind == "ssh-ed25519"
    assert line[1].endswith(" leaflets")  # neither user nor machine
    register(folder, ZAID.row(lines=[line[1]]), AMINA.row())
    who = ("--role", "translator", "--reviewer", "zaid-haddad", "--key", str(path))
    code, said = in_a_terminal([(b"passphrase", b"a secret")], "review", "sign", *ES, *who)
    assert code == 0, said
    (entry,) = written(folder)
    assert parse_entry("x", entry.read_bytes()).statement.name == "Zaid Haddad"
    code, said = in_a_terminal([(b"passphrase", b"wrong")], "review", "sign", *ES, *who, "--note", "x")
    assert code == 1
    assert "incorrect passphrase" in said
    again = run("review", "key", "--to", str(path))
    assert again.exit_code == 1
    assert "there is a file already" in again.stderr


EIGHT = 8


def signing_at_once(folder: Path, *people_and_roles: tuple[Person, str]) -> None:
    runs = []
    for person, role in people_and_roles:
        key = str(key_file(folder.parent, person))
        who = ("--role", role, "--reviewer", person.id, "--key", key)
        runs.append(
            subprocess.Popen([*PROGRAM, "review", "sign", *ES, *who], env=environment(), stderr=sys.stderr)
        )
    assert [each.wait() for each in runs] == [0] * len(runs)


def test_two_people_who_sign_at_the_same_moment_lose_nothing(folder: Path) -> None:
    for _ in range(EIGHT):
        signing_at_once(folder, (ZAID, "translator"), (AMINA, "clinician"))
        assert len(written(folder)) == 2
        assert "final" in run("review", "status", *ES).stdout
        for path in written(folder):
            path.unlink()


def test_one_person_who_signs_twice_at_the_same_moment_has_signed(folder: Path) -> None:
    signing_at_once(folder, *[(ZAID, "translator")] * 4)
    (path,) = written(folder)
    assert parse_entry("x", path.read_bytes()).statement.name == "Zaid Haddad"


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=t", "-c", "user.email=t@example.org")
    done = subprocess.run(["git", *name, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_branches_that_each_signed_merge_without_a_conflict(folder: Path) -> None:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin")
    for branch, person, role in (
        ("a", ZAID, "translator"),
        ("b", AMINA, "clinician"),
        ("c", NOOR, "clinician"),
    ):
        git(folder, "checkout", "-qb", branch, "main")
        assert sign(folder, person, role).exit_code == 0
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", f"{person.name} signs")
    git(folder, "checkout", "-q", "main")
    for branch in "abc":
        git(folder, "merge", "-q", "--no-edit", branch)
    assert git(folder, "status", "--porcelain") == ""
    assert len(written(folder)) == 3
    assert "final" in run("review", "status", *ES).stdout
