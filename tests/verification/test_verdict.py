"""Finished files: what was signed is found in them, in every script; what was changed is told."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from leaflets.approval.demands import find_demands
from leaflets.approval.entries import Entry
from leaflets.approval.judging import Trust
from leaflets.build import Job, read_and_localise
from leaflets.cli import cli
from leaflets.content.site import SignOff
from leaflets.document.digest import canonical_words
from leaflets.document.nodes import Document
from leaflets.layout.compose import compose
from leaflets.pdf.signed_words import MAX_WORDS, SignedWords
from leaflets.pdf.writer import write
from leaflets.session import Session
from leaflets.verification.folding import fold, fold_digits
from leaflets.verification.verdict import Verdict, verify_pdf
from tests import people
from tests.pdf.conformance import validate
from tests.people import AMINA, ZAID, approve, signed
from tests.workspaces import REPOSITORY, TODAY

LANGUAGES = ("en", "es", "de", "zh-Hans", "ar", "ur")
READERS = [replace(each, reads=LANGUAGES) for each in (AMINA, ZAID)]
TRUST = Trust(people.reviewers(*(each.row() for each in READERS)), TODAY)
GUIDE = "minimally-invasive-spine-surgery"


def demands_of(language: str):
    return find_demands(SignOff(), language)


@dataclass(frozen=True)
class Final:
    """A final leaflet: its document, its file, and who signed."""

    document: Document
    pdf: bytes
    entries: tuple[Entry, ...]


def finished(session: Session, document: Document, *entries: Entry, words: bytes = b"") -> bytes:
    final = document.without_draft_band()
    texts = tuple(entry.text for entry in entries)
    carried = SignedWords(final.content_hash, (words or canonical_words(final)).decode(), texts)
    return write(final, compose(final, session.engine), session.pdf_cache, signed=carried)


@pytest.fixture(scope="session")
def final(session: Session) -> Callable[..., Final]:
    """Make a leaflet of the fixed workspace final, each once."""
    made: dict[tuple[str, str], Final] = {}

    def get(leaflet: str = "vertebroplasty", language: str = "en") -> Final:
        if (leaflet, language) not in made:
            document = read_and_localise(session, Job(leaflet, language)).document
            entries = approve(document, AMINA, "clinician"), approve(document, ZAID, "translator")
            made[leaflet, language] = Final(document, finished(session, document, *entries), entries)
        return made[leaflet, language]

    return get


def verdict(content: bytes, trust: Trust = TRUST, *revocations: Entry) -> Verdict:
    return verify_pdf("a.pdf", content, trust, demands_of, revocations)


def told(found: Verdict) -> str:
    assert not found.is_final
    assert all(
        problem.is_error and problem.hint and str(problem.position) == "a.pdf" for problem in found.problems
    )
    return "\n".join(problem.message for problem in found.problems)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "leaflet", ["vertebroplasty", "nerve-root-block", "spinal-endoscopy", "spinal-fusion", GUIDE]
)
def test_a_final_leaflet_in_any_script_is_found_final(final, leaflet: str, language: str) -> None:
    found = verdict(final(leaflet, language).pdf)
    assert found.problems == ()
    assert (found.leaflet, found.language) == (leaflet, language)
    assert [each.approval.name for each in found.signed] == ["Dr Amina Saleh", "Zaid Haddad"]


@pytest.mark.slow
def test_a_final_file_conforms(final, tmp_path: Path) -> None:
    files = []
    for language in ("en", "ar"):
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(final("vertebroplasty", language).pdf)
    assert [each for each in validate(files) if each.failed] == []


def test_what_a_file_carries_can_be_read_by_anybody(final) -> None:
    made = final()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        meta = pdf.open_metadata()
        namespace = "{https://leaflets.example/approval/1/}"
        assert meta[f"{namespace}wordsHash"] == made.document.content_hash
        assert meta[f"{namespace}approvals"] == [entry.text for entry in made.entries]
        assert json.loads(meta[f"{namespace}words"])[0]["leaflet"] == "vertebroplasty"


# Attacks on a file: what was tried, how, and what is told.


def edited(content: bytes, edit: Callable[[pikepdf.Pdf], object]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        edit(pdf)
        # Otherwise pikepdf itself writes the metadata anew.
        pdf.save(out, fix_metadata_version=False)
    return out.getvalue()


def packet(change: Callable[[str], str]) -> Callable[[pikepdf.Pdf], None]:
    """Change the metadata of a file."""

    def edit(pdf: pikepdf.Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes().decode()
        after = change(before)
        assert after != before
        pdf.Root.Metadata.write(after.encode())

    return edit


def said_otherwise(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    """Replace words in the metadata of a file."""
    return packet(lambda text: text.replace(old, new))


def emptied(element: str) -> Callable[[pikepdf.Pdf], None]:
    """Empty an element in the metadata of a file."""
    pattern = re.compile(f"<{element}>.*?</{element}>", re.DOTALL)
    return packet(lambda text: pattern.sub(f"<{element}/>", text))


def more(words: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Write more on the first page."""
    return content(lambda stream: stream + words)


def content(change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    """Change the content stream of the first page."""

    def edit(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[0].Contents
        before = stream.read_bytes()
        after = change(before)
        assert after != before
        stream.write(after)

    return edit


def reread_letter(pdf: pikepdf.Pdf) -> None:
    """Every "e" says that it is an "a"."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and b"beginbfchar" in (cmap := each.read_bytes()):
            each.write(cmap.replace(b"<0065>\n", b"<0061>\n"))


def paragraphs(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"]


def swap_words(pdf: pikepdf.Pdf) -> None:
    """Two paragraphs change places in the tags."""
    paragraphs = [
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"
    ]
    one, two = paragraphs[3:5]
    one.K, two.K = two.K, one.K


def drop_block(pdf: pikepdf.Pdf) -> None:
    """A paragraph is taken out of the tags; it stays on the page."""
    paragraph = [
        each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/P"
    ][3]
    paragraph.K = pikepdf.Array([])


def add_script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('eat')")
    pdf.Root.OpenAction = action


def add_note(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 200, 50], Contents="Eat before."
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])


def add_image(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary()


def redirect(pdf: pikepdf.Pdf) -> None:
    for note in pdf.pages[-1].get("/Annots", []):
        if "/A" in note:
            note.A.URI = pikepdf.String("tel:+15550100")
            return
    raise AssertionError("no link")


def rename_bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title = "Eat before you come"


def rename_file(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.Title = "Spinal fusion"


def add_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[0])


def no_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


EARLY = "Lets you get up and move early."
LATE = "Lets you get up late."
SHOWN = b"BT /F1 12 Tf 50 50 Td [<0024>] TJ ET "
END = "</leaflets:wordsHash>"
DOCTYPE = '<!DOCTYPE x [<!ENTITY e "e">]>'
ATTACKS: dict[str, tuple[Callable[[pikepdf.Pdf], object], str]] = {
    "the signatures taken out": (emptied("leaflets:approvals"), "carries no approval"),
    "the metadata taken out": (lambda pdf: pdf.Root.__delitem__("/Metadata"), "carries no approval"),
    "other words in the metadata": (said_otherwise(EARLY, LATE), "other words than those whose hash"),
    "other words and their hash": (
        packet(lambda text: _rehashed(text, EARLY, LATE)), "no clinician signed these words"),
    "no words in the metadata": (emptied("leaflets:words"), "does not carry its words"),
    "a forged name": (said_otherwise("Dr Amina Saleh", "Dr Ella Stone"), "names Dr Ella Stone"),
    "an edited statement": (said_otherwise("date: 2026-11-24", "date: 2026-11-23"), "does not fit"),
    "an approval that is none": (said_otherwise("role: clinician", "role: nurse"), "in the file is none"),
    "who signed said twice": (said_otherwise(END, f"{END}<leaflets:wordsHash>x{END}"), "says twice"),
    "an entity that expands": (said_otherwise("<x:xmpmeta", f"{DOCTYPE}<x:xmpmeta"), "no XMP"),
    "another letter on the page": (reread_letter, "its pages say"),
    "paragraphs in another order": (swap_words, "its pages say"),
    "a paragraph untagged": (drop_block, "its pages say"),
    "words more, as a paragraph": (more(b"/P <</MCID 900>> BDC " + SHOWN + b"EMC"), "tags do not name"),
    "words more, as an artifact": (more(b"/Artifact BMC " + SHOWN + b"EMC"), "belong to nothing"),
    "words more, unmarked": (more(SHOWN), "belong to nothing"),
    "words more, of an unknown letter": (more(b"BT /F1 12 Tf [<FFF0>] TJ ET"), "not built as Leaflets"),
    "an invisible text": (more(b"3 Tr"), "never writes (Tr)"),
    "a picture": (more(b"/Im1 Do"), "never writes (Do)"),
    "a picture in the stream": (more(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI"), "never writes (INLINE IMAGE)"),
    "a picture to be drawn": (add_image, "never writes (/XObject)"),
    "a foot that calls itself a head": (
        content(lambda stream: stream.replace(b"/Subtype/Footer", b"/Subtype/Header")), "no head of a table"),
    "another foot": (
        content(lambda stream: stream.replace(b"/Subtype/Footer", b"/Subtype/Header", 1)), "foot of page 1"),
    "a script": (add_script, "never writes (/OpenAction)"),
    "a note pasted on": (add_note, "a note of the type /FreeText"),
    "another telephone number behind a link": (redirect, "tel:+15550100"),
    "another bookmark": (rename_bookmark, "Eat before you come"),
    "another title": (rename_file, "Spinal fusion"),
    "a page twice": (add_page, "page"),
    "a page less": (no_page, "not built as Leaflets"),
}  # fmt: skip


def _rehashed(text: str, old: str, new: str) -> str:
    """Change the words in the metadata, and give the hash that they then have."""
    words = unescape(re.search(r"<leaflets:words>(.*?)</leaflets:words>", text, re.DOTALL)[1])
    after = words.replace(old, new)
    hashes = (sha256(each.encode()).hexdigest() for each in (words, after))
    return text.replace(escape(words, quote=False), escape(after, quote=False)).replace(
        f"<leaflets:wordsHash>{next(hashes)}", f"<leaflets:wordsHash>{next(hashes)}"
    )


@pytest.mark.parametrize(("attack", "words"), ATTACKS.values(), ids=ATTACKS)
def test_a_file_that_was_changed_is_told(final, attack, words: str) -> None:
    found = verdict(edited(final().pdf, attack))
    assert words in told(found)


def test_the_page_on_signatures_names_every_attack_on_a_file() -> None:
    page = (REPOSITORY / "docs" / "signatures.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| (.+) \| … (.+) … \|$", page, re.MULTILINE)) == {
        name: words for name, (_, words) in ATTACKS.items()
    }


def test_a_right_to_left_file_whose_words_are_others_than_it_says_is_told(final) -> None:
    """What is copied and heard comes from ActualText there: it is compared with what is drawn."""
    made = final("vertebroplasty", "ar")

    def other_words(pdf: pikepdf.Pdf) -> None:
        first = next(
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        )
        first.ActualText = pikepdf.String("كُل قبل أن تأتي")

    message = told(verdict(edited(made.pdf, other_words)))
    assert "its tags say other words than its pages" in message
    assert "its pages say" in message


def test_saving_a_file_anew_changes_nothing(final) -> None:
    """Archives and print shops write files anew: the signatures are of words, not of bytes."""
    assert verdict(edited(final().pdf, lambda _: None)).is_final


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"hello", b"%PDF-1.7\n" + bytes(5000)])
def test_what_is_no_file_of_ours_is_told(content: bytes) -> None:
    assert "not built as Leaflets builds" in told(verdict(content))


def test_a_part_of_a_file_is_told(final) -> None:
    pdf = final().pdf
    for part in (3, 2, 1.1):
        assert "not built as Leaflets builds" in told(verdict(pdf[: int(len(pdf) / part)]))


def test_a_locked_file_is_told(final) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(final().pdf)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert "is locked with a password" in told(verdict(out.getvalue()))


@given(st.data())
def test_any_bytes_changed_never_break_the_reader(final, data: st.DataObject) -> None:
    pdf = bytearray(final().pdf)
    for _ in range(data.draw(st.integers(1, 30))):
        pdf[data.draw(st.integers(0, len(pdf) - 1))] = data.draw(st.integers(0, 255))
    found = verdict(bytes(pdf))
    assert found.is_final or found.problems


def test_a_draft_is_no_final_file(session, final) -> None:
    document = final().document
    draft = write(document, compose(document, session.engine), session.pdf_cache)
    assert "carries no approval: it is a draft" in told(verdict(draft))


def test_a_draft_that_carries_approvals_still_shows_its_band(session, final) -> None:
    made = final()
    texts = tuple(entry.text for entry in made.entries)
    carried = SignedWords(made.document.content_hash, canonical_words(made.document).decode(), texts)
    pdf = write(made.document, compose(made.document, session.engine), session.pdf_cache, signed=carried)
    assert "its pages say" in told(verdict(pdf))


def test_signatures_of_another_leaflet_do_not_make_a_file_final(session, final) -> None:
    document = final().document
    pdf = finished(session, document, *final("spinal-fusion").entries)
    message = told(verdict(pdf))
    assert "no clinician signed these words" in message
    words = canonical_words(final("spinal-fusion").document)
    swapped = finished(session, replace_hash(document, words), *final("spinal-fusion").entries, words=words)
    assert "its pages say" in told(verdict(swapped))


def replace_hash(document: Document, words: bytes) -> Document:
    """Make a document that says other words than those whose hash it shows."""
    other = replace(document)
    other.__dict__["content_hash"] = sha256(words).hexdigest()
    return other


def test_keys_days_roles_and_revocations_are_judged_as_in_the_workspace(final) -> None:
    made = final("vertebroplasty", "es")
    clinician = made.entries[0]
    rows = [each.row() for each in READERS]
    expired = Trust(people.reviewers(READERS[0].row(until=date(2026, 11, 1)), rows[1]), TODAY)
    assert "its key was in force from 2026-01-01 until 2026-11-01" in told(verdict(made.pdf, expired))
    removed = Trust(people.reviewers(rows[1]), TODAY)
    assert 'nobody with the id "amina-saleh" is listed' in told(verdict(made.pdf, removed))
    early = replace(TRUST, today=TODAY - timedelta(1))
    assert "it is dated 2026-11-24, and today is 2026-11-23" in told(verdict(made.pdf, early))
    late = replace(TRUST, today=date(2999, 12, 1))
    assert "the review date of vertebroplasty has passed" in told(verdict(made.pdf, late))
    revoked = people.revoke(clinician, READERS[1])
    assert "Zaid Haddad revoked it on 2026-11-24" in told(verdict(made.pdf, TRUST, revoked))


def test_words_beyond_the_limit_are_not_carried_and_that_is_told(session, final) -> None:
    made = final()
    words = made.document.content_hash.encode() * (MAX_WORDS // 60)
    assert "does not carry its words" in told(
        verdict(finished(session, made.document, *made.entries, words=words))
    )


def test_words_in_a_form_that_we_do_not_write_are_told_whoever_signed_them(session, final) -> None:
    document = final().document
    head = {"leaflet": document.leaflet, "lang": "en", "review": "2999-01-01"}
    for parts in ([head], [head, {"words": 1}], [{**head, "stamp": 1, "pages": [], "title": "x"}], 7, []):
        words = json.dumps(parts).encode()
        spoilt = replace_hash(document, words)
        entries = (signed(people.approval_of(spoilt, AMINA, "clinician"), AMINA.key),)
        message = told(verdict(finished(session, spoilt, *entries, words=words)))
        assert "Leaflets does not write" in message or "do not say which leaflet" in message


def test_folding_drops_what_a_line_break_may_add_and_nothing_else() -> None:
    assert fold("a\u00ad b\u200b\u2066c\u2069\n") == "abc"
    assert fold("L4–L5 6.5 mm") == "L4–L56.5mm"
    assert fold_digits("۱۲ ٣ 4 ४") == "12344"


# The command.


@pytest.fixture
def release(final, tmp_path: Path) -> Path:
    """A folder of a final leaflet, and a list of reviewers outside of it."""
    (tmp_path / "out" / "en").mkdir(parents=True)
    (tmp_path / "out" / "en" / "vertebroplasty.pdf").write_bytes(final().pdf)
    (tmp_path / "reviewers.yaml").write_text(
        people.reviewers_yaml(*(each.row() for each in READERS)), encoding="utf-8"
    )
    return tmp_path


def verify(folder: Path, *more: str):
    return CliRunner().invoke(
        cli, ["review", "verify", str(folder / "out"), "--reviewers", str(folder / "reviewers.yaml"), *more]
    )


def test_a_folder_is_verified_on_a_machine_that_has_only_the_public_keys(release, monkeypatch) -> None:
    monkeypatch.chdir(release)
    found = verify(release)
    assert found.exit_code == 0, found.output
    signers = "Dr Amina Saleh (clinician, 2026-11-24), Zaid Haddad (translator, 2026-11-24)"
    assert found.stdout.endswith(f"vertebroplasty.pdf: vertebroplasty [en], final, signed by {signers}\n")


def test_one_file_that_is_wrong_fails_and_the_others_are_told(release, final, monkeypatch) -> None:
    monkeypatch.chdir(release)
    (release / "out" / "es").mkdir()
    (release / "out" / "es" / "x.pdf").write_bytes(edited(final("vertebroplasty", "es").pdf, rename_file))
    found = verify(release)
    assert found.exit_code == 1
    assert "vertebroplasty [en], final" in found.stdout
    assert 'x.pdf: a title or bookmark says what no heading says: "Spinal fusion"' in found.stderr


def test_a_revocation_in_the_folder_counts(release, final, monkeypatch) -> None:
    monkeypatch.chdir(release)
    entry = people.revoke(final().entries[0], READERS[0])
    (release / "out" / "later.revocation").write_text(entry.text, encoding="utf-8")
    found = verify(release)
    assert found.exit_code == 1
    assert "Dr Amina Saleh revoked it" in found.stderr


def test_an_empty_folder_and_a_missing_list_are_told(release, monkeypatch) -> None:
    monkeypatch.chdir(release)
    (release / "empty").mkdir()
    found = CliRunner().invoke(cli, ["review", "verify", "empty", "--reviewers", "reviewers.yaml"])
    assert found.exit_code == 1
    assert "there is no PDF in empty" in found.stderr
    missing = CliRunner().invoke(cli, ["review", "verify", "out", "--reviewers", "nobody.yaml"])
    assert missing.exit_code == 1
    assert "nobody.yaml: the file cannot be read" in missing.stderr
    # Without a list and without a workspace nobody is trusted.
    assert CliRunner().invoke(cli, ["review", "verify", "out"]).exit_code == 2


def test_without_the_reader_of_pdf_files_it_says_what_to_install(release, monkeypatch) -> None:
    monkeypatch.chdir(release)
    for name in [each for each in sys.modules if each.startswith(("leaflets.verification", "pikepdf"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pikepdf", None)
    found = verify(release)
    assert found.exit_code == 1
    assert "pikepdf is not installed\n    install it: pip install 'leaflets[verify]'" in found.stderr
