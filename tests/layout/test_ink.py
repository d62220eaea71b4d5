"""Ink never touches ink: real words of every script, the tallest above the deepest, in every style."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain, cycle, islice, pairwise
from pathlib import Path

import pytest

from leaflets.fonts.faces import FontLibrary
from leaflets.fonts.table import FONT_FILES
from leaflets.languages import Languages
from leaflets.layout.compose import compose
from leaflets.layout.editions import STANDARD, Edition
from leaflets.layout.pages import Page, RectItem, TextItem
from leaflets.text.break_opportunities import OpportunityFinder
from leaflets.text.paragraph import TextEngine
from tests import scripts
from tests.layout.documents import ENGINE, document
from tests.layout.ink import Outlines, touching, uneven

# The tallest and deepest words of the Universal Declaration (tools/fonts/ink.py wrote the file).
WORDS: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "words.json").read_text(encoding="utf-8")
)["words"]
LANGUAGES = [(script, lang) for script, langs in WORDS.items() for lang in langs]
# Marks on marks, as no ordinary text has them.
PILES = {
    "vi": "ẾỀ ỖỘ gỵ Ậy ẨN Ặc",
    "ur": "کُکِّگٹّگ ڈّھگ پِیچِیدگی تکمیل ناقابلِ",
    "th": "ปี่ปุ๋ ฎุฏู ที่กี้ ญุญู",
    "hi": "र्ट्ठ्ठ्यूँ कॉँ ड्ढ्यू ट्ठ्यैं र्क्ष्यैँ",
    "km": "ស្ត្រីៗ ខ្ញុំ ញ្ជូំ ក្រឹត្យ សម្ងាត់ ទិ៍ ញ៊ាំង",
    "my": "က္ကျွန်ုပ် ဣန္ဒြေ မြွှေ့ ဘဏ္ဍာ",
}
OUTLINES = Outlines()
SMALL = TextEngine(FontLibrary(), scripts.languages())
ALT = "<alt>What it shows</alt>"


def text(words: list[str], count: int, start: int = 0) -> str:
    return " ".join(islice(cycle(words), start, start + count))


def everything(words: list[str]) -> tuple[str, str]:
    """Make a head and a story with every kind of block, in which deep words stand above tall ones."""
    deep_first = [*chain.from_iterable(zip(words[::-1], words, strict=True))]
    some = [text(deep_first, count, start) for start, count in enumerate((3, 4, 5, 6, 7, 9, 2, 1))]
    long = text(deep_first, 70)
    head = (
        f'<header><p class="hospital">{some[0]}</p><p class="department">{some[1]}</p>'
        f'<p class="draft">{some[2]}</p><h1>{text(deep_first, 14)}</h1>'
        f'<p class="purpose">{text(deep_first, 24)}</p></header>'
    )
    facts = "".join(f"<div><dt>{some[0]}</dt><dd>{each}</dd></div>" for each in (some[7], some[6], some[7]))
    phones = "".join(
        f'<div class="{name}"><dt>{some[1]}</dt><dd><span dir="ltr">{number}</span></dd></div>'
        for name, number in (("", "020 7946 0112"), ("emergency", "999"))
    )
    items = "".join(f"<li><p>{each}</p></li>" for each in (some[0], text(deep_first, 30), some[1], some[2]))
    rows = "".join(
        f'<tr><th scope="row">{some[6]}</th><td>{text(deep_first, 12)}</td><td>{some[7]}</td></tr>'
        for _ in range(3)
    )
    steps = "".join(f'<label class="step">{each}</label>' for each in (some[7], some[6], some[7], some[7]))
    story = f"""
<section class="facts"><h2>{some[0]}</h2><dl>{facts}</dl></section>
<section><h2>{text(deep_first, 8)}</h2><p>{long}</p><ul>{items}</ul><ol>{items}</ol></section>
<section><h2>{some[7]}</h2><figure class="ladder">{ALT}<caption>{some[3]}</caption>
<label class="low">{some[6]}</label>{steps}<label class="high">{some[6]}</label></figure>
<figure class="duration" data-low="1" data-high="2">{ALT}<caption>{some[3]}</caption>
<label class="start">{some[7]}</label><label class="low">{some[7]}</label>
<label class="high">{some[6]}</label></figure>
<figure class="true-size" data-low="6" data-high="8">{ALT}<caption>{some[3]}</caption>
<label class="low">{some[7]}</label><label class="high">{some[6]}</label>
<label class="check">{some[3]}</label></figure></section>
<div class="balance"><section><h2>{some[0]}</h2><p>{text(deep_first, 20)}</p></section>
<section><h2>{some[1]}</h2><p>{text(deep_first, 25)}</p></section></div>
<section class="wide"><h2>{some[0]}</h2><table><caption>{some[3]}</caption><thead><tr>
<th scope="col">{some[7]}</th><th scope="col">{some[6]}</th><th scope="col">{some[7]}</th></tr></thead>
<tbody>{rows}</tbody></table></section>
<section class="glossary"><h2>{some[0]}</h2><dl><div><dt>{some[6]}</dt><dd>{text(deep_first, 9)}</dd></div>
<div><dt>{some[7]}</dt><dd>{some[3]}</dd></div></dl></section>
<section class="ask"><h2>{some[0]}</h2><p class="ask">{some[4]}</p><hr data-lines="2"/>
<p class="notes">{some[4]}</p><hr data-lines="3"/><h3>{some[1]}</h3>
<p class="small">{text(deep_first, 40)}</p></section>
<section class="help"><h2>{some[0]}</h2><dl>{phones}</dl>
{"".join(notice(script) for script in ("Aran", "Mymr", "Knda", "Latn", "Beng", "Ethi"))}</section>"""
    return head, story


def notice(script: str) -> str:
    """Make a notice in a language of another script, of its own tall words."""
    lang, words = next(iter(WORDS[script].items()))
    return f'<p class="interpreter" lang="{lang}">{text(words, 7)}</p>'


@pytest.fixture(params=[0, -1], ids=["loose", "drawn-together"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Set every page with one spacing: the loosest, or as near as anything may be drawn together."""
    return replace(STANDARD, spacings=(STANDARD.spacings[request.param],))


@pytest.mark.parametrize(("script", "lang"), LANGUAGES, ids=[f"{s}-{lang}" for s, lang in LANGUAGES])
def test_ink_of_neighbours_never_touches(script: str, lang: str, edition: Edition) -> None:
    assert_clear(lang, WORDS[script][lang], edition)


@pytest.mark.parametrize("lang", PILES)
def test_nor_does_a_pile_of_marks(lang: str, edition: Edition) -> None:
    assert_clear(lang, PILES[lang].split(), edition)


@pytest.mark.parametrize("words", scripts.WORDS, ids=[words.tag for words in scripts.WORDS])
def test_nor_does_the_ink_of_scripts_that_few_programs_set(words: scripts.Words, edition: Edition) -> None:
    # Up to where a line may end: some of these scripts have no spaces.
    edges = [0, *OpportunityFinder().find(words.text, words.tag).offsets]
    found = [part for start, end in pairwise(edges) if (part := words.text[start:end].strip())]
    assert_clear(words.tag, [*islice(cycle(found), max(8, len(found)))], edition, SMALL)


def assert_clear(lang: str, words: list[str], edition: Edition, engine: TextEngine = ENGINE) -> None:
    head, story = everything(words)
    source = document(story, lang, head, draft=text(words, 6), languages=engine.languages)
    source = replace(source, control=replace(source.control, stamp=text(words, 5)))
    pages = compose(source, engine, edition)
    assert [found for page in pages for found in touching(page, OUTLINES)] == []
    assert uneven(source, pages) == []


def test_every_script_that_a_face_is_for_has_words() -> None:
    spoken = {Languages().find(lang).script for _, lang in LANGUAGES}
    spoken |= {SMALL.languages.find(words.tag).script for words in scripts.WORDS}
    # Parts of other scripts' writing, and signs.
    parts = {"Bopo", "Hira", "Kana", "Hang", "Zsym", "Zmth"}
    assert {script for file in FONT_FILES for script in file.scripts} - parts <= spoken


MEETING = ["article.2: gypsy | article.3: Ågs", "article.3: Ågs | article.2: gypsy"]


def test_what_touches_is_found() -> None:
    """The check sees a fault: a line drawn too near, a box drawn through words, a bullet off its line."""
    source = document("<p>one gypsy</p><p>two Ågs</p><ul><li><p>three</p></li></ul>")
    (page,) = compose(source, ENGINE)
    assert touching(page, OUTLINES) == []
    assert uneven(source, (page,)) == []
    assert touching(lifted(page, "article.3", 15.0), OUTLINES) == MEETING
    assert len(uneven(source, (lifted(page, "article.4.1.lbl", 0.02),))) == 1
    (y,) = (item.y for item in page.items if item.owner == "article.1.2" and isinstance(item, TextItem))
    through = RectItem("box", 20, 0, 200, y + 2)
    assert touching(replace(page, items=(*page.items, through)), OUTLINES)


def lifted(page: Page, owner: str, by: float) -> Page:
    return replace(
        page,
        items=tuple(
            replace(item, y=item.y + by) if item.owner == owner and isinstance(item, TextItem) else item
            for item in page.items
        ),
    )


MIXED = """
<section><h2>MRI and X-ray</h2><p>ریڑھ کی ہڈی کی تکمیل اور فکسیشن</p></section>
<section><h2>تکمیل فکسیشن</h2><p lang="en">Words in another script, Ågs</p></section>
<section><h2>L4</h2><ol><li><p>تکمیل</p></li><li><p lang="en">two</p></li>
<li><p lang="th">ที่ปุ่ม</p></li></ol></section>
<section><h2>ناقابلِ</h2><table><thead><tr><th scope="col">ٹیم</th>
<th scope="col" lang="en">Used for</th></tr></thead>
<tbody><tr><th scope="row" lang="my">ကျေးကျွန်</th><td>6–8 mm</td></tr>
<tr><th scope="row">کی فکسیشن</th><td lang="kn">ಸ್ವಾತಂತ್ರ್ಯ</td></tr></tbody></table></section>
<div class="balance"><section><h2>Pros</h2><p>تکمیل</p></section>
<section><h2>حدود</h2><p>a</p></section></div>
<section class="help"><h2>مدد</h2><dl>
<div><dt>وارڈ</dt><dd><span dir="ltr">020 7946 0112</span></dd></div>
<div class="emergency"><dt lang="en">Emergency</dt><dd><span dir="ltr">999</span></dd></div>
<div><dt>کلینک</dt><dd>ناقابلِ فکسیشن</dd></div></dl></section>"""


@pytest.mark.parametrize("lang", ["ur", "en", "ar", "my"])
def test_mixed_scripts_stand_on_one_baseline(lang: str, edition: Edition) -> None:
    source = document(MIXED, lang)
    pages = compose(source, ENGINE, edition)
    assert uneven(source, pages) == []
    assert [found for page in pages for found in touching(page, OUTLINES)] == []
