"""Telephone numbers: from what a person wrote to what a telephone dials (RFC 3966, ITU-T E.164).

In: a number as it is printed, the region of the hospital, an extension. Out: the part of a ``tel:`` URI
after the colon. Ambiguous input is refused: patients dial these numbers in an emergency.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import unicodedata2 as unicodedata

from leaflets.characters import first_invisible
from leaflets.content.model import PlacedError, one_line

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# For the schema, which an editor checks; :func:`printed_number` is stricter.
PATTERN = r"^\+?[0-9(][0-9 ()./-]*$"
HINT = "write a telephone number such as 020 7946 0112, in quotes"
# Numbers of up to six digits (112, 999, 116117) are dialled unchanged.
SHORT_DIGITS = 6
_MIN_DIGITS, _MAX_DIGITS = 2, 15  # no number has more (E.164 6)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))
# The trunk prefix, often written after a country code: +44 (0)20.
_TRUNK = "(0)"
# "ext. 12" and similar in English, French, Italian and German; only used for a better hint.
_EXTENSION = re.compile(r"[0-9]\s*[;,]?\s*(e?xt?n?|extension|poste|int|durchwahl|dw)[.:=]?\s*([0-9]+)$", re.I)
# The beginning, the last group, a mark, and what may be the end of a range: 020 7946 |0112|-|0119.
_LAST = re.compile(r"^(.*?)([0-9]*)\s*([-/])\s*([0-9]+)$")


def printed_number(text: str) -> str:
    """Check a number and return it as it is printed: dashes are hyphens, spaces are single.

    Raises:
        PlacedError: it is not one telephone number in the digits 0 to 9.
    """
    if sign := first_invisible(text):
        raise PlacedError(
            f"holds an invisible character (U+{ord(sign):04X})", hint="type it, do not paste it"
        )
    number = one_line(text).translate(_DASHES)
    if (western := _western(number)) != number:
        raise PlacedError("is not written in the signs of a keypad", hint=f'write "{western}"')
    if any(character.isalpha() for character in number):
        raise PlacedError(f'holds letters: "{number}"', hint=_hint_for_letters(number))
    if re.search(r"[*#]", number):
        hint = "many telephones do not dial * or # from a page: write the number that it stands for"
        raise PlacedError(f'holds a code: "{number}"', hint=hint)
    # The substitution leaves only unpaired brackets.
    if not re.match(PATTERN, number) or re.sub(r"[^()]|\([0-9 ]+\)", "", number):
        raise PlacedError(f'is not written like that: "{number}"', hint=f"{HINT}; each number on its own")
    _check_length(number)
    if _may_be_several(number):
        hint = "give each number an entry of its own; if it is one number, put a space where the mark stands"
        raise PlacedError(f'looks like several numbers: "{number}"', hint=hint)
    return number


def dialled(number: str, region: str = "", extension: str = "") -> str:
    """Find what a telephone dials: ``+442079460112;ext=12``; ``region`` is the country of national numbers.

    Without a region a national number stays national. A short number stays as it is.

    Raises:
        PlacedError: the number is impossible or ambiguous.
    """
    digits = _digits(number)
    if number.startswith("+"):
        if len(digits) <= SHORT_DIGITS:
            raise PlacedError(f'is a short number with a +: "{number}"', hint="write it without the +")
        digits = _international(number, "")
    elif len(digits) > SHORT_DIGITS or digits.startswith("00"):
        digits = _international(number, region) if region else _national(number)
    return f"{digits};ext={extension}" if extension else digits


def is_region(code: str) -> bool:
    """Tell whether a code of ISO 3166-1 (``GB``) names a region whose numbers are known."""
    from phonenumbers import SUPPORTED_REGIONS

    return code in SUPPORTED_REGIONS


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)


def _western(text: str) -> str:
    """Convert full-width signs and the digits of other scripts to ASCII."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(each, each)) for each in folded)


def _hint_for_letters(number: str) -> str:
    """Say what to write instead of a number with letters."""
    if found := _EXTENSION.search(number):
        return f'give the extension a field of its own: extension: "{found[2]}"'
    # Three capitals after a digit: a number that spells a word, as in 1-800-FLOWERS.
    if re.fullmatch(r"[0-9A-Za-z ()./+-]+", number) and re.search(r"[0-9].*[A-Z]{3}", number):
        from phonenumbers import convert_alpha_characters_in_number

        return f'write the digits: "{convert_alpha_characters_in_number(number)}"'
    return f"{HINT}; what it is for is its label"


def _check_length(number: str) -> None:
    count = len(_digits(number))
    if count < _MIN_DIGITS:
        raise PlacedError(f'is too short: "{number}"', hint=HINT)
    if count > _MAX_DIGITS:
        hint = "give each number an entry of its own, and an extension its field"
        raise PlacedError(f'is longer than any telephone number: "{number}"', hint=hint)


def _may_be_several(number: str) -> bool:
    """Tell whether a number may be a range or more than one number.

    ``020 7946 0112-0119``, ``01234 567890/1``, ``15-17`` and ``999 / 112 / 911`` may; ``03-1234-5678``,
    ``030 450-0`` and ``116 117`` may not.
    """
    if len(_digits(number)) <= SHORT_DIGITS:
        # A short number is grouped by spaces only, so other marks separate numbers (999 / 112).
        return re.search(r"[0-9][^0-9]*[()./-][^0-9]*[0-9]", number) is not None
    # Several short numbers that are too long together: 999 / 112 / 911.
    if re.fullmatch(r"[1-9][0-9]{1,2}( */ *[1-9][0-9]{1,2})+", number):
        return True
    found = _LAST.match(number)
    # Zeros alone are a switchboard, whose other numbers are extensions: 030 450-0.
    if not found or found[4].strip("0") == "":
        return False
    before, group, mark, tail = len(_digits(found[1] + found[2])), found[2], found[3], found[4]
    # The part before the mark is already a whole number; with + it includes a country code.
    if before >= (12 if number.startswith("+") else 10):
        return True
    # A slash separates area code and number (030/123456), but area codes are not longer than this.
    if mark == "/":
        return before > SHORT_DIGITS and len(tail) <= 4
    # Equally long groups that begin alike and ascend, like the ends of a range: 0112-0119, not 1234-5678.
    half = len(tail) // 2
    return len(group) == len(tail) > 2 and group[:half] == tail[:half] and group < tail


def _national(number: str) -> str:
    """Read the digits of a number without a region.

    Raises:
        PlacedError: without a region the number is ambiguous.
    """
    hint = "write it with + and the code of the country, or name the region of the hospital: region: GB"
    if number.startswith("00"):
        raise PlacedError(f'begins with 00, which not every country dials: "{number}"', hint=hint)
    if _TRUNK in number[1:]:
        raise PlacedError(f'may be dialled with or without its (0): "{number}"', hint=hint)
    return _digits(number)


def _international(number: str, region: str) -> str:
    """Find the international form of a number (E.164), or the national one if only that works."""
    # Imported here because the library is large, and not all numbers need it.
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        can_be_internationally_dialled,
        format_number,
        parse,
    )

    try:
        found = parse(number, region or None)
    except NumberParseException as error:
        hint = "look at the code of the country behind the +"
        raise PlacedError(f'is no telephone number: "{number}"', hint=hint) from error
    _check_possible(found, number, region)
    # Numbers such as 1300 in Australia do not work with a country code, even domestically.
    if region and not number.startswith("00") and not can_be_internationally_dialled(found):
        return _digits(number)
    dialled_abroad = str(format_number(found, PhoneNumberFormat.E164))
    _check_length(dialled_abroad)  # the country code may make it too long
    return dialled_abroad


def _check_possible(found: PhoneNumber, number: str, region: str) -> None:
    # "Possible" checks the length only. "Valid" would require a range that the library knows to be in use,
    # and refuse newer numbers and those reserved for examples (01632 960123).
    from phonenumbers import ValidationResult, is_possible_number_with_reason, is_valid_number

    where = region or f"the country +{found.country_code}"
    reason = is_possible_number_with_reason(found)
    if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        raise PlacedError(
            f'lacks its area code: "{number}"', hint="write the whole number, as from elsewhere"
        )
    if reason != ValidationResult.IS_POSSIBLE:
        hint = "compare it with the telephone; region: names the country of numbers without +"
        raise PlacedError(f'cannot be a number of {where}: "{number}"', hint=hint)
    # Italy keeps its leading zero; elsewhere a remaining zero in brackets would be dialled wrongly.
    if _TRUNK in number and found.italian_leading_zero and not is_valid_number(found):
        raise PlacedError(f'may be dialled with or without its (0): "{number}"', hint="leave out what is not")
