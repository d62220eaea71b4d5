"""The mutation bench: clinical faults are planted in correct translations; how many do the checks catch?

Faults come from three places: rules (a placeholder dropped, a
sentence cut), hand-written slips for each language (``mutations/<tag>.yaml``) and sentences of clinical risk
that no leaflet has (``mutations/probes.yaml``). Errors and questions count as caught.

The lexicons were tuned on these slips, so its figures say what a change of a check changes, and nothing of
faults that nobody thought of: ``bench_findings.py`` measures those on the sealed sets.

Run it: ``python tests/bench/bench_mutations.py``. It prints a table, language by class.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from leaflets.catalogs.po import Key, PoFile, PoMessage, by_key
from leaflets.catalogs.reading import read_po_file
from leaflets.checks.checker import Checker, median_length_ratio
from leaflets.checks.sentences import marks_every_end, sentences
from leaflets.content.model import PLACEHOLDER, placeholders
from leaflets.languages import Languages, language

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TAGS = ("es", "de", "zh-Hans", "ar", "hi", "th", "ur")
# How many messages each slip and each rule is planted in.
_PER_SLIP, _PER_RULE = 2, 4


@dataclass(frozen=True)
class Fault:
    """A planted fault: its class, the right message, the wrong text."""

    kind: str
    message: PoMessage
    text: str


@dataclass(frozen=True)
class Result:
    """What the bench found in one language."""

    language: str
    faults: tuple[Fault, ...]
    caught: tuple[Fault, ...]
    clean: int
    false_alarms: tuple[tuple[PoMessage, str], ...]

    @property
    def missed(self) -> tuple[Fault, ...]:
        return tuple(fault for fault in self.faults if fault not in self.caught)


def catalogs(root: Path = ROOT) -> dict[str, PoFile]:
    """Read the catalogs of a workspace."""
    found = {}
    for path in sorted((root / "locales").glob("*/LC_MESSAGES/leaflets.po")):
        tongue = Languages().from_locale(path.parts[-3])
        found[tongue.tag] = read_po_file(path.read_bytes(), str(path), tongue)
    return found


def probes(tag: str) -> tuple[PoMessage, ...]:
    """Read the sentences of clinical risk in a language, as messages with right translations."""
    rows = yaml.safe_load((HERE / "mutations" / "probes.yaml").read_text(encoding="utf-8"))
    return tuple(PoMessage("probe", row["en"], "", (row[tag],), (0,)) for row in rows if tag in row)


def slips(tag: str) -> list[tuple[str, str, str]]:
    """Read the hand-written slips of a language: class, the words to find, the words to put there."""
    return yaml.safe_load((HERE / "mutations" / f"{tag}.yaml").read_text(encoding="utf-8")) or []


def plant(tag: str, messages: tuple[PoMessage, ...], others: dict[Key, PoMessage]) -> tuple[Fault, ...]:
    """Plant every fault that the messages give room for; equal faults count once."""
    faults: list[Fault] = []
    for kind, find, put in slips(tag):
        places = [each for each in messages if find in each.texts[0]]
        faults += [Fault(kind, each, each.texts[0].replace(find, put, 1)) for each in places[:_PER_SLIP]]
    for kind, rule in (
        ("placeholder dropped", _dropped),
        ("placeholder doubled", _doubled),
        ("placeholder swapped", _swapped),
        ("sentence cut", _cut),
        ("copied from the source", _copied),
        ("digit changed", _digit),
    ):
        made = [Fault(kind, each, text) for each in messages if (text := rule(each, tag))]
        # Spread over the whole catalog, not the first few messages.
        faults += made[:: max(1, len(made) // _PER_RULE)][:_PER_RULE]
    faults += list(_wrong_script(tag, messages, others))
    return tuple(
        dict.fromkeys(fault for fault in faults if fault.text.strip() != fault.message.texts[0].strip())
    )


def _dropped(message: PoMessage, _tag: str) -> str:
    names = placeholders(message.texts[0])
    return message.texts[0].replace(f"{{{names[0]}}}", "").strip() if names else ""


def _doubled(message: PoMessage, _tag: str) -> str:
    names = placeholders(message.texts[0])
    return message.texts[0].replace(f"{{{names[0]}}}", f"{{{names[0]}}} {{{names[0]}}}", 1) if names else ""


def _swapped(message: PoMessage, _tag: str) -> str:
    """Put another name into a placeholder: that of its neighbour, or one of another message."""
    names = list(dict.fromkeys(placeholders(message.texts[0])))
    if not names:
        return ""
    other = names[1] if len(names) > 1 else "volume"
    return message.texts[0].replace(f"{{{names[0]}}}", f"{{{other}}}")


def _cut(message: PoMessage, tag: str) -> str:
    """Drop the last sentence, or what stands behind the last space where no mark ends a sentence."""
    tongue = language(tag.replace("_", "-"))
    source = sentences(message.msgid, language("en"))
    target = sentences(message.texts[0], tongue)
    if len(source) < 2 or len(target) < 2:
        return ""
    if marks_every_end(tongue):
        return (
            message.texts[0][: message.texts[0].rindex(target[-1])].strip()
            if len(source) == len(target)
            else ""
        )
    return message.texts[0].rpartition(" ")[0] if len(target) == len(source) else ""


def _copied(message: PoMessage, _tag: str) -> str:
    return message.msgid if len(message.msgid.split()) > 2 else ""


def _digit(message: PoMessage, _tag: str) -> str:
    """Change the last digit of a telephone number, a level, a number."""
    # Names of placeholders are blanked out and keep their length, so that places stay what they are.
    text = PLACEHOLDER.sub(lambda match: "\0" * len(match[0]), message.texts[0])
    found = list(re.finditer(r"\d", text))
    if not found:
        return ""
    at = found[-1].start()
    return f"{message.texts[0][:at]}{(int(text[at]) + 1) % 10}{message.texts[0][at + 1 :]}"


def _wrong_script(tag: str, messages: tuple[PoMessage, ...], others: dict[Key, PoMessage]) -> Iterator[Fault]:
    """Put the translation of another language into a message."""
    del tag
    for message in messages[:: max(1, len(messages) // _PER_RULE)][:_PER_RULE]:
        other = others.get(message.key)
        if other and other.is_complete:
            yield Fault("wrong language", message, other.texts[0])


def run(tag: str, found: dict[str, PoFile], checker: Checker) -> Result:
    """Plant faults in a catalog and count what is caught."""
    po = found[tag]
    # A script that the language does not share, so that the fault is no near miss.
    foreign = found["ar" if tag != "ar" else "zh-Hans"] if len(found) > 1 else po
    others = by_key(foreign.messages)
    finished = tuple(each for each in po.messages if each.is_finished) + probes(tag)
    ratio = median_length_ratio(po)
    alarms: list[tuple[PoMessage, str]] = []
    clean: list[PoMessage] = []
    for message in finished:
        found_here = _found(checker, message, po, ratio)
        alarms += [(message, error) for error in found_here]
        clean += [] if found_here else [message]
    # Faults are planted where nothing is found yet: else an old finding would count as catching them.
    faults = plant(tag, tuple(each for each in clean if not each.plural), others)
    caught = tuple(
        fault for fault in faults if _found(checker, replace(fault.message, texts=(fault.text,)), po, ratio)
    )
    return Result(tag, faults, caught, len(finished), tuple(alarms))


def _found(checker: Checker, message: PoMessage, po: PoFile, ratio: float) -> list[str]:
    return [
        f"{each.code}: {each.message}"
        for each in checker.check_message(message, po, ratio)
        if each.is_error or each.is_question
    ]


def table(results: list[Result]) -> str:
    """Print language by class: caught / planted, then the false alarms."""
    kinds = list(dict.fromkeys(fault.kind for result in results for fault in result.faults))
    width = max(map(len, kinds), default=0) + 2
    head = f"{'':<{width}}" + "".join(f"{result.language:>9}" for result in results)
    rows = [head]
    for kind in kinds:
        cells = [
            (sum(f.kind == kind for f in result.caught), sum(f.kind == kind for f in result.faults))
            for result in results
        ]
        rows.append(f"{kind:<{width}}" + "".join(f"{f'{a}/{b}' if b else '':>9}" for a, b in cells))
    rows.append(f"{'all':<{width}}" + "".join(f"{f'{len(r.caught)}/{len(r.faults)}':>9}" for r in results))
    shares = (f"{len(r.caught) / max(1, len(r.faults)):.1%}" for r in results)
    rows.append(f"{'caught':<{width}}" + "".join(f"{share:>9}" for share in shares))
    false = [len({(m.context, m.msgid) for m, _ in r.false_alarms}) for r in results]
    rows.append(f"{'clean messages':<{width}}" + "".join(f"{r.clean:>9}" for r in results))
    cells = (f"{n} {n / max(1, r.clean):.1%}" for n, r in zip(false, results, strict=True))
    rows.append(f"{'false alarms':<{width}}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(rows)


def main() -> None:
    """Run the bench on the shipped catalogs."""
    found = catalogs(Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1] != "-v" else ROOT)
    checker = Checker()
    results = [run(tag, found, checker) for tag in TAGS if tag in found]
    print(table(results))
    if "-v" in sys.argv:
        for result in results:
            for fault in result.missed:
                print(f"missed {result.language} {fault.kind}: {fault.text}\n    {fault.message.msgid}")
            for message, error in result.false_alarms:
                print(f"false alarm {result.language} {error}\n    {message.msgid}")


if __name__ == "__main__":
    main()
