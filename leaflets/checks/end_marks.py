"""The meaning of the end of a sentence, in every script: it states, asks, exclaims or announces.

In: a text and its language. Out: what its end may mean, as the equivalent Latin marks: ``.``, ``?``, ``!``,
``:``, or nothing. Sources: Sentence_Terminal and Terminal_Punctuation (UAX #44), the Unicode
Standard's chapters 6.2, 7, 9 and 12 to 20 on the punctuation of each script, CLDR's exemplar characters, and
the W3C's text layout requirements (Arabic, Ethiopic, Japanese, Khmer, Lao, Thai, Tibetan, Indic).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import unicodedata2 as unicodedata

from leaflets.languages import Language

# Sentence_Terminal of modern scripts, without question and exclamation marks, and the shads and khans, which
# are only Terminal_Punctuation in Unicode because they end phrases too.
STATES = (
    ".．﹒。｡\u0589\u061d\u061e۔\u0700-\u0702।॥\u0f0d-\u0f12\u104b\u1362\u1368\u166e\u1735\u1736\u17d4\u17d5"
    "\u1803\u1809\u1aa8-\u1aab\u1b5a\u1b5b\u1b5e\u1b5f\u1c3b-\u1c3f\u1c7e\u1c7f\ua4ff\ua60e\ua6f3\ua876\ua877"
    "\ua8ce\ua8cf\ua92f\ua9c9\uaa5d-\uaa5f\uaaf0\uabeb\u0e5a\u0e5b\u085e"
    "\U000110c0\U000110c1\U00011141\U00011142\U0001144b\U0001144c\U0001173c-\U0001173e\U00011641\U00011642"
    "\U00016a6e\U00016a6f\U00016af5\U00016e98"
)
ASKS = "?？﹖؟\u2e2e⁇⁈⁉‽\u1367\u1945\ua60f\ua6f7\uaaf1\U00011143"
EXCLAIMS = "!！﹗‼⁈⁉‽\u07f9\u1944"
ANNOUNCES = ":：﹕\u1365\u1366\u17d6\u1804\ua6f4\u0703-\u0709"
# These end a sentence only before a space: they also occur inside numbers, addresses and names.
_SPACED = ".!?؟۔…"
# Categories of what may follow the last mark.
_CLOSING_CATEGORIES = frozenset({"Pe", "Pf", "Pi", "Zs", "Cf", "Cc"})
_CLOSING = "\"'”’»›)\\]）】」』〉》“‘"


class Habit(NamedTuple):
    """How a script or a language ends its sentences, where it differs from Latin script.

    ``own`` are marks with another meaning than elsewhere, each with all its possible meanings; ``inside`` are
    marks inside the sentence, not at its end. ``unmarked``: a space may end a sentence. ``asking`` is a
    pattern of words that make a question without a mark. ``lenient``: a question or an announcement may end
    like a statement, so that a different end is only a warning.
    """

    own: tuple[tuple[str, str], ...] = ()
    inside: tuple[tuple[str, str], ...] = ()
    unmarked: bool = False
    asking: str = ""
    lenient: bool = False


# A shad ends phrases as well as sentences (the Unicode Standard, 13.4), so it may also announce.
_SHADS = tuple((shad, ".:") for shad in "\u0f0d\u0f0e\u0f0f\u0f10\u0f11")
_GREEK = Habit(own=((";", "?"), ("\u037e", "?"), ("·", ":"), ("\u0387", ":")))
_SPACES_ONLY = Habit(unmarked=True, lenient=True)
_HABITS = {
    # The erotimatiko, whose NFC is the semicolon; the ano teleia serves as colon and semicolon.
    "Grek": _GREEK,
    "cu": _GREEK,
    # The question mark follows the stressed vowel; most keyboards have a colon for the full stop, and a full
    # stop for the mijaket, which announces.
    "Armn": Habit(
        own=((":", ".:"), (".", ".:"), ("\u2024", ":"), ("\u055d", ":")),
        inside=(("\u055e", "?"), ("\u055c", "!")),
    ),
    "Ethi": Habit(own=(("\u1361", ":"), ("\u1364", ":"))),
    "Hebr": Habit(own=(("\u05c3", "."),)),
    # Marked at the beginning, as in Spanish; the end may have a full stop.
    "Adlm": Habit(inside=(("\U0001e95f", "?"), ("\U0001e95e", "!"))),
    # Thai and its neighbours end a sentence with a space, and a question with its particle.
    "Thai": Habit(
        unmarked=True,
        lenient=True,
        asking="ไหม|มั้ย|หรือ(?:ไม่|เปล่า|ยัง|$)|อะไร|อย่างไร|ยังไง|ใด|ไหน|ใคร|ทำไม|เท่าไ|เท่าไหร่|เมื่อไ|กี่",
    ),
    "Laoo": Habit(unmarked=True, lenient=True, asking="ບໍ່?$|ຫຍັງ|ແນວໃດ|ໃສ$|ໃຜ|ໃດ|ຈັກ|ເທົ່າໃດ"),
    "Khmr": Habit(unmarked=True, lenient=True, asking="ឬទេ|ឬនៅ|អ្វី|ណា|ប៉ុន្មាន|ម្តេច|ម្ដេច|អី$"),
    "Tibt": Habit(
        own=_SHADS,
        unmarked=True,
        lenient=True,
        asking="(?:[གངདནབམའརལས]མ|པས|བས)་?$|ག་རེ|ཅི|གང|སུ་|ནམ་|ག་ཚོད|ག་འདྲ|ག་པར|ག་ནས|ག་དེ|གོ་?$",
    ),
    # Literary and spoken particles, followed by the section mark even in questions.
    "Mymr": Habit(asking="(?:လား|လဲ|နည်း|လော|တုံး|တုန်း)$", lenient=True),
    "Jpan": Habit(
        asking="か(?:い|な|ね|しら)?$|(?:何|どう|どこ|どの|どれ|どちら|どんな|いつ|誰|だれ|なぜ|いくら|いくつ).*(?:の|でしょう|だろう)$",
        lenient=True,
    ),
    # The mark may be left out after an interrogative ending (National Institute of Korean Language, 2015).
    "Kore": Habit(asking="(?:까|까요|나요|가요|냐|죠|지요)$"),
    # No question mark of their own.
    **dict.fromkeys(("Lana", "Talu", "Tale", "Tavt", "Java", "Bali", "Cham", "Sund", "Bugi"), _SPACES_ONLY),
}
_PLAIN = Habit()


def habit(language: Language) -> Habit:
    """Look up the habit of a language, else of its script; that of Latin script if neither has one."""
    return _HABITS.get(language.code) or _HABITS.get(language.script, _PLAIN)


def endings(text: str, language: Language, last: str = "") -> frozenset[str]:
    """Find what the end of a text may mean, as Latin marks; an empty string among them means no mark.

    ``last`` is its last sentence, where marks inside the sentence are looked for.
    """
    known, bare = habit(language), _without_closing(text)
    inside = {meaning for mark, meaning in known.inside if mark in (last or text)}
    if inside:
        return frozenset(inside)
    meanings = _meanings(language)
    start = len(bare)
    while start and bare[start - 1] in meanings:
        start -= 1
    found = _read([meanings[mark] for mark in bare[start:]])
    # Without a mark, or with a foreign full stop, a text is a statement, unless its words ask.
    if known.unmarked and found & {"", "."}:
        found |= {"", "."}
    if known.asking and found & {"", "."} and re.search(known.asking, _without_closing(bare[:start])):
        found |= {"?"}
    return found


def _read(marks: list[str]) -> frozenset[str]:
    """Find the meaning of a series of marks: ``?!`` and ``?..`` ask, whichever mark is last."""
    meanings = set("".join(marks))
    for meaning in ("?", "!"):
        if meaning in meanings:
            return frozenset(meanings & {"?", "!"})
    return frozenset(meanings or {""})


def _without_closing(text: str) -> str:
    """Remove what follows the last mark of a text: quotation marks, brackets, spaces, joiners."""
    end = len(text)
    while end and (text[end - 1] in "\"'" or unicodedata.category(text[end - 1]) in _CLOSING_CATEGORIES):
        end -= 1
    # Two word spaces are typed for the Ethiopic full stop; a dash may follow a colon.
    bare = re.sub("(?:\u1361|:){2}$", "\u1362", text[:end])
    return re.sub("(?<=[:：\u1361])[-–—]$", "", bare)


@cache
def _meanings(language: Language) -> dict[str, str]:
    """Map all marks that may end a sentence of a language to their meanings, one character each."""
    found: dict[str, str] = {"…": "."}
    for marks, meaning in ((STATES, "."), (ASKS, "?"), (EXCLAIMS, "!"), (ANNOUNCES, ":")):
        for mark in _expanded(marks):
            found[mark] = found.get(mark, "") + meaning
    return found | dict(habit(language).own)


def _expanded(marks: str) -> str:
    """Expand the ranges of a character class to all their characters."""
    return re.sub("(.)-(.)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), marks)


@cache
def sentence_end(language: Language) -> re.Pattern[str]:
    """Compile the pattern of the end of a sentence: its marks, and the closing marks after them."""
    known = habit(language)
    asking = "".join(mark for mark, meaning in known.own if meaning in ("?", ".:"))
    full = "".join(mark for mark in _expanded(STATES + ASKS + EXCLAIMS) if mark not in _SPACED)
    spaced = "".join(dict.fromkeys(_SPACED + asking))
    # Any space may be an end here, so the number of sentences found is an upper bound.
    if known.unmarked:
        return re.compile(f"[{spaced}{full}]*[{_CLOSING}]*\\s+|[{full}]+[{_CLOSING}]*")
    ethiopic = "(?:፡፡|::)|" if language.script == "Ethi" else ""
    return re.compile(f"{ethiopic}[{full}]+[{_CLOSING}]*|[{spaced}]+[{_CLOSING}]*(?=\\s|$)")
