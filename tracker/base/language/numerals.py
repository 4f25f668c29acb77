"""What digits say, or that they do not say it clearly: 1,200 and 1.200 and 12,50,000."""

import re
import unicodedata
from decimal import Decimal

from tracker.base.language.folding import INVISIBLE
from tracker.base.language.table import Writing
from tracker.base.language.tokens import APOSTROPHES

_SKIP = re.compile(f"[{INVISIBLE}]")
_WESTERN = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})*,\d{3}")
_EITHER_WAY = ".,"
"""Signs that part thousands in one country and decimals in the next."""


def numeral(raw: str, writing: Writing | None) -> Decimal | None:
    """Read digits of any script whole, or not at all.

    A sign that may part thousands or decimals ("1.500" in English, "1,200" in Russian) is not
    guessed at. Digits of an unknown language are read only where they can mean one number.

    Args:
        raw: digits and the signs between them, as they stand.
        writing: how the language writes numbers; None where that is not known.
    """
    written = "".join(map(_sign, _SKIP.sub("", raw)))
    digits, signs = re.split(r"\D", written), re.findall(r"\D", written)
    if not signs:
        return Decimal(written) if written else None
    if len(set(signs)) == 1 and _is_grouped(digits, signs[0], writing):
        return Decimal("".join(digits))
    if writing is None:
        return None
    *groups, fraction = digits
    is_decimal = signs[-1] in writing.decimal and signs[-1] not in signs[:-1]
    whole = numeral(written[: -len(fraction) - 1], writing) if is_decimal else None
    if whole is None or (len(groups) == 1 and _is_ambiguous(groups[0], signs[-1], fraction)):
        return None
    return Decimal(f"{whole}.{fraction}")


def _sign(char: str) -> str:
    """A digit in Western script, or one sign for all that look alike."""
    if char.isdigit():
        return str(unicodedata.digit(char))
    if char.isspace():
        return " " if char == " " else "\u00a0"
    if char in APOSTROPHES:
        return "'"
    return char


def _is_grouped(digits: list[str], sign: str, writing: Writing | None) -> bool:
    """Whether digits stand in groups as the language writes them, all parted by one sign."""
    joined = ",".join(digits)
    if writing is None:
        # One group alone may be thousands or decimals, and a plain space part two numbers.
        clear = sign in "\u00a0'٬" or (len(digits) > 2 and sign != " ")  # noqa: PLR2004
        return clear and (_WESTERN.fullmatch(joined) or _INDIAN.fullmatch(joined)) is not None
    if sign not in writing.grouping:
        return False
    if writing.is_indian and sign == "," and _INDIAN.fullmatch(joined):
        return True
    return _WESTERN.fullmatch(joined) is not None


def _is_ambiguous(whole: str, sign: str, fraction: str) -> bool:
    """Whether three digits behind a sign may be thousands: "1.500", but not "0.500"."""
    return sign in _EITHER_WAY and _WESTERN.fullmatch(f"{whole},{fraction}") is not None
