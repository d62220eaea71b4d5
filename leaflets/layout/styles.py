"""What all editions have in common: colours, styles of type as such, and what printers leave blank.

Every pair of colours has a contrast of 4.5:1 or better (WCAG 2.2, 1.4.3). There are neither italics nor block
capitals (RNIB clear print). Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass

from leaflets.leading import LEAST_LEADING

MM = 72 / 25.4  # points in a millimetre
UNPRINTED = 15.0  # office printers leave about 4 mm at the edge blank: colour may bleed into it, words not

INK = "#1A1F24"
ACCENT = "#0B4F61"  # petrol blue: 9:1 on white, 8:1 on the tint
TINT = "#E9F1F3"  # ACCENT at about 8 %
RULE = "#8FA6AD"
WHITE = "#FFFFFF"
QUIET = "#45525A"  # small type: 8:1 on white

REGULAR, BOLD = 400, 700  # weights (CSS Fonts 4, 2.2.1)
_LEAST_OF_LEADING = 0.92  # the part of their leading that tall scripts keep in the tightest spacing


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A style of type: size, weight, colour, and leading as a fraction of the language's own.

    Without ``hyphens``, as in bold type, a word is divided only if it does not fit its box. However small the
    fraction, the pitch of lines is at least what the ink of nearly all words needs.
    """

    size: float
    weight: int = REGULAR
    colour: str = INK
    leading: float = 1.0
    hyphens: bool = True


def pitches(style: TextStyle, leading: float, need: float) -> tuple[float, float]:
    """Find the distance of the baselines of a style in a language, and the least distance, in points.

    ``leading`` is the language's, ``need`` what the ink of nearly all lines takes at the style's weight. The
    leading of running text is never below 1.3 (clear print). Lines shrink only as far as their ink allows.
    """
    tightest = min(leading, max(LEAST_LEADING, leading * _LEAST_OF_LEADING))
    return (
        style.size * max(leading * style.leading, need),
        style.size * tightest * style.leading,
    )
