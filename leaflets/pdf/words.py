"""Words as bytes: what a content stream says to show a shaped word.

What comes in is a :class:`~leaflets.text.shaped.ShapedWord`; what goes out is the inside of a
TJ array (ISO 32000-1 9.4.3): the codes of the word's steps (:mod:`leaflets.pdf.steps`). A plain glyph's
code is its own id, so that a word looks the same in every file and its bytes can be kept; clusters, codes
that draw nothing, and glyphs that stand for two texts have codes beyond the face's last glyph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from leaflets.fonts.faces import Instance
from leaflets.pdf.fonts import FontStore, Sign
from leaflets.pdf.objects import number
from leaflets.pdf.steps import BEYOND, RLM, Path, Step, StepMaker, stable_hash, wish
from leaflets.text.shaped import ShapedWord

SOFT_HYPHEN = "\u00ad"
_NEAR = 0.05  # thousandths of an em that nobody sees
_ROOM = 60_000


@dataclass(frozen=True, slots=True)
class WordBytes:
    """A word, ready to be shown at any size: its steps, the codes that it would like, its bytes.

    There are no bytes if two of its signs would like the same code. The word itself is kept, so
    that its ``id`` stays its own.
    """

    word: ShapedWord
    steps: Path
    wishes: dict[int, Sign]
    data: bytes | None


class WordStore:
    """Words that were written before, by identity; it forgets all when it is full."""

    def __init__(self, fonts: FontStore) -> None:
        self.steps = StepMaker(fonts)
        self._words: dict[tuple[int, str], WordBytes] = {}

    def get(self, word: ShapedWord, mark: str = RLM) -> WordBytes:
        """Give a word's steps and bytes, with the mark that stands before its space."""
        known = self._words.get((id(word), mark))
        if known is None:
            if len(self._words) >= _ROOM:
                self._words.clear()
                self.steps.clear()
            known = self._words[id(word), mark] = self._made(word, mark)
        return known

    def _made(self, word: ShapedWord, mark: str) -> WordBytes:
        path = self.steps.path(word, mark)
        wishes = {step.cid: step.sign for step in path}
        clash = any(wishes[step.cid] is not step.sign for step in path)
        return WordBytes(word, path, wishes, None if clash else show(path, [step.cid for step in path]))


class FontCodes:
    """The codes of one font in one file: what each stands for."""

    def __init__(self, instance: Instance, store: WordStore) -> None:
        self.instance = instance
        self.signs: dict[int, Sign] = {}
        self._store = store
        self._first: int = instance.face.hb.glyph_count
        self._shown: dict[tuple[int, str], bytes] = {}

    def show(self, word: ShapedWord, mark: str = RLM) -> bytes:
        """Give the inside of a TJ array that shows a word, with the mark that stands before its space."""
        data = self._shown.get((id(word), mark))
        if data is None:
            data = self._shown[id(word), mark] = self._encode(word, mark)
        return data

    def show_hyphen(self, word: ShapedWord) -> bytes:
        """Show a word whose last glyph is a hyphen that is not in the text.

        A soft hyphen says so to readers (ISO 32000-1 14.8.2.2.3): the word comes back whole.
        """
        hyphen = word.glyphs[-1]._replace(text=SOFT_HYPHEN)
        divided = replace(word, glyphs=(*word.glyphs[:-1], hyphen))
        path = self._store.steps.path(divided)
        return show(path, [self._cid(step.sign) for step in path])

    @cached_property
    def guide(self) -> bytes:
        """Show the mark that what follows stands in a line from right to left."""
        return self._show_alone(self._store.steps.guide(self.instance))

    @cached_property
    def space(self) -> bytes:
        """Show a space that is hardly wide, at the left end of what runs from right to left."""
        return self._show_alone(self._store.steps.space(self.instance))

    def _show_alone(self, step: Step) -> bytes:
        return show([step], [self._cid(step.sign)])

    def _encode(self, word: ShapedWord, mark: str) -> bytes:
        known = self._store.get(word, mark)
        signs, wishes = self.signs, known.wishes
        # Most words have no letter that is new to the file: that is seen at once.
        if known.data is not None and (
            wishes.items() <= signs.items()
            or all(signs.setdefault(cid, sign) == sign for cid, sign in wishes.items())
        ):
            return known.data
        return show(known.steps, [self._cid(step.sign) for step in known.steps])

    def _cid(self, sign: Sign) -> int:
        """Give the code for a sign: the one that it likes best, or the next free one."""
        cid = wish(sign, self._first)
        if self.signs.setdefault(cid, sign) == sign:
            return cid
        room = min(BEYOND, 0x10000 - self._first)
        start = stable_hash(sign)
        for offset in range(room):
            cid = self._first + (start + offset) % room
            if self.signs.setdefault(cid, sign) == sign:
                return cid
        raise ValueError(f"{self.instance.name} has no code left for {sign.text!r}")


def show(path: Sequence[Step], cids: Sequence[int]) -> bytes:
    """Write the inside of a TJ array: codes, and where the pen moves otherwise than by widths."""
    if all(step.width == step.advance and not step.before for step in path):
        return b"<" + "".join([f"{cid:04X}" for cid in cids]).encode() + b">" if path else b""
    out: list[str] = []
    move = 0.0  # to the right, in thousandths of an em
    for step, cid in zip(path, cids, strict=True):
        move += step.before
        if abs(move) > _NEAR:
            out.append(number(-move))
            move = 0.0
        out.append(f"<{cid:04X}>")
        move += step.advance - step.width
    if abs(move) > _NEAR:
        out.append(number(-move))
    return "".join(out).replace("><", "").encode()
