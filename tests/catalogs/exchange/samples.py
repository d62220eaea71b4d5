"""Units of every shape, for the properties of all formats."""

from __future__ import annotations

from hypothesis import strategies as st

from leaflets.catalogs.exchange.units import ExchangeUnit, State, is_wordless
from leaflets.catalogs.message_ids import message_id
from leaflets.catalogs.po import Previous

# What has broken round trips: codes, bidi controls, joiners, marks, line ends, quotes, formulas, emoji.
_HARD = st.sampled_from((
    "{size}", "{low}", "{low}", "{a b}", "{}",
    "<strong>", "</strong>", "<em>", "</em>", '<a href="{x}">', "</a>",
    "&amp;", "&", "<", ">", '"', "'", "''=1", "]]>", "<!--", "\u2067", "\u2069", "\u200f", "\u202e", "\u200d",
    "e\u0301", "\u0e01\u0e33", "\n", "\r\n", "\r", "\t", "  ", "=SUM(A1)", "+", "-", "@", "＝", "👩‍⚕️",
    "\u2028", "\x85", "\ufeff", ";", ",", "\\n", "%s",
))  # fmt: skip
# Every character that XML can hold.
_XML = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
TEXTS = st.lists(_HARD | st.text(_XML, min_size=1, max_size=8), max_size=6).map("".join)
SOURCES = TEXTS.filter(lambda text: not is_wordless(text))
# Comments and notes are lines.
LINES = st.text(_XML, min_size=1, max_size=12).filter(lambda text: text.strip("\x85\u2028\u2029 ") != "")
FLAGS = st.sampled_from(("python-brace-format", "no-wrap", "range: 0..3"))


@st.composite
def units(draw: st.DrawFn, *, finished: bool = False) -> ExchangeUnit:
    context, source, plural = draw(TEXTS), draw(SOURCES), draw(st.just("") | SOURCES)
    forms = draw(st.integers(1, 6)) if plural else 1
    texts = SOURCES if finished else TEXTS
    targets = tuple(draw(st.lists(texts, min_size=forms, max_size=forms)))
    finished_states = st.sampled_from((State.MACHINE, State.TRANSLATED))
    states = finished_states if finished else finished_states | st.just(State.FUZZY)
    is_missing = any(is_wordless(each) for each in targets)
    previous = st.builds(Previous, TEXTS, SOURCES, TEXTS)
    return ExchangeUnit(
        message_id((context, source)),
        source,
        context,
        plural,
        targets,
        State.MISSING if is_missing else draw(states),
        tuple(draw(st.lists(LINES, max_size=2))),
        () if finished else tuple(draw(st.lists(LINES, max_size=2))),
        tuple(draw(st.lists(FLAGS, max_size=2, unique=True))),
        draw(st.sampled_from(("", "data/a.yaml:3 templates/b.html.j2:7"))),
        draw(st.none() | previous),
        draw(st.sampled_from(("human", "machine", "machine-post-edited"))),
        draw(st.sampled_from(("", "0123456789ab"))),
        tuple(map(str, range(forms))),
    )
