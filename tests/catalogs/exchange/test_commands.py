"""Programs that answer, hang, fail, or print whatever they like."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from leaflets.catalogs.exchange.answers import Answers, Question
from leaflets.catalogs.exchange.commands import ask
from leaflets.diagnostics import LeafletsError

QUESTIONS = [
    Question(f"{number:012x}", f"Say {number} «é»", "en", "es", "a: b", ("a note",), ("size",), "for 1", 20)
    for number in range(4)
]
READ = "import json, sys, time\nasked = [json.loads(line) for line in sys.stdin]\n"
ANSWER = "print(json.dumps({'id': each['id'], 'target': each['source'].upper()}), flush=True)\n"
GOOD = f"{READ}for each in asked: {ANSWER}"


def command(script: str) -> str:
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(script)}"


def test_every_question_is_asked_whole_and_answered() -> None:
    answers, problems = ask(command(GOOD), QUESTIONS)
    assert problems == ()
    assert answers == {each.id: each.source.upper() for each in QUESTIONS}
    line = QUESTIONS[1].line()
    assert line.isascii()
    assert json.loads(line) == {
        "id": "000000000001", "source": "Say 1 «é»", "source_language": "en", "language": "es",
        "context": "a: b", "comments": ["a note"], "placeholders": ["size"], "counts": "for 1", "max": 20,
    }  # fmt: skip
    assert set(json.loads(Question("a", "b", "en", "es").line())) == {
        "id", "source", "source_language", "language", "context", "comments", "placeholders",
    }  # fmt: skip


def test_answers_may_come_one_by_one_in_any_order_and_with_blank_lines() -> None:
    script = f"import json, sys\nfor line in sys.stdin:\n each = json.loads(line); print(); {ANSWER}"
    assert len(ask(command(script), QUESTIONS).value) == 4
    assert len(ask(command(f"{READ}for each in asked[::-1]: {ANSWER}"), QUESTIONS).value) == 4
    assert ask(command(GOOD), []) == ({}, ())


FIRST = f"{READ}each = asked[0]; {ANSWER}"
# What the program does after its first answer, how it is told, and how many answers are kept.
FAULTS = {
    "hangs": (f"{FIRST}time.sleep(60)", "gave no answer for 2 seconds, and was stopped", 1),
    "hangs at once": ("import time; time.sleep(60)", "gave no answer for 2 seconds", 0),
    "never reads": ("print('{}')", 'has a line that is no answer', 0),
    "drips": (f"{FIRST}while True: print(flush=True); time.sleep(.1)", "gave no answer for 2 seconds", 1),
    "fails": (f"{FIRST}sys.exit('no\\x1b[31m credit')", "ended with exit code 1: no[31m credit", 1),
    "raises": (f"{FIRST}raise ValueError('no credit')", "exit code 1: ValueError: no credit", 1),
    "fails when all is done": (f"{GOOD}sys.exit('out of credit')", "exit code 1: out of credit", 4),
    "is killed": (f"{FIRST}import os; os.kill(os.getpid(), 9)", "was ended by signal 9", 1),
    "prints words": (f"print('Loading…')\n{GOOD}", '(line 1: it is no JSON): "Loading…"', 4),
    "prints rubbish": ("while True: print('x' * 80)", "prints too much that is no answer", 0),
    "prints one endless line": ("while True: print('x' * 80, end='')", "prints too much", 0),
    "prints blank lines": ("while True: print()", "gave no answer for 2 seconds", 0),
    "prints bytes": (f"{FIRST}sys.stdout.buffer.write(b'\\xff\\n')", "it is no JSON", 1),
    "answers another": (f"{FIRST}each['id'] = 'x' * 99; {ANSWER}", "was not asked", 1),
    "answers twice": (f"{FIRST}{ANSWER}", "is answered twice", 1),
    "answers a list": (f"{FIRST}print('[1]')", "it is no object", 1),
    "answers a number": (f"{FIRST}print('{{\"id\": \"{0:012x}\", \"target\": 3}}')", "no id and target", 1),
    "answers half a letter": (f"{FIRST}each['source'] = '\\ud800'; {ANSWER}", "half a character", 1),
    "nests": (f"{FIRST}print('[' * 100_000)", "it is no JSON", 1),
    "a number without end": (f"{FIRST}print('1' * 100_000)", "it is no JSON", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_goes_wrong_is_one_sentence_and_loses_no_answer(name: str) -> None:
    script, reason, kept = FAULTS[name]
    start = time.monotonic()
    answers, problems = ask(command(script), QUESTIONS, timeout=2)
    assert time.monotonic() - start < 20
    assert len(answers) == kept
    assert any(reason in each.message for each in problems), problems
    for each in problems:
        assert "\n" not in each.message
        assert "\x1b" not in each.message
        assert each.hint


def test_a_program_that_waits_for_more_after_its_last_answer_is_no_failure() -> None:
    answers, problems = ask(command(f"{GOOD}time.sleep(60)"), QUESTIONS)
    assert (len(answers), problems) == (4, ())


@pytest.mark.skipif(os.name != "posix", reason="sessions are POSIX")
def test_what_a_program_started_is_stopped_with_it(tmp_path: Path) -> None:
    script = f"sh -c 'sleep 60 & echo $! > {tmp_path}/pid; sleep 60'"
    _, (problem,) = ask(script, QUESTIONS, timeout=0.5)
    assert "gave no answer" in problem.message
    pid = int((tmp_path / "pid").read_text(encoding="utf-8"))
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").split()[2]
        except OSError:
            return
        if state == "Z":
            return
        time.sleep(0.1)
    pytest.fail("it still runs")


@pytest.mark.parametrize(
    ("words", "reason"),
    [("no-such-program --x", "No such file"), ("/", "ermission denied"), ("'open", "No closing quotation"),
     ("", "it is empty"), ("a\0b", "null")],
)  # fmt: skip
@pytest.mark.skipif(os.name != "posix", reason="the words are those of POSIX")
def test_a_program_that_cannot_be_started_is_told(words: str, reason: str) -> None:
    with pytest.raises(LeafletsError, match=f"cannot be run: .*{reason}"):
        ask(words, QUESTIONS)


def test_nothing_but_answers_is_counted_as_rubbish() -> None:
    answers = Answers({"a"})
    assert [answers.read(line) for line in (b"\n", b"  \r\n", b'{"id": "a", "target": "b"}\n', b"{}")] == [
        False, False, True, False,
    ]  # fmt: skip
    (problem,) = answers.problems("the file x", "x.jsonl")
    assert str(problem.position) == "x.jsonl:4"
