"""Addresses of pages as the register keeps them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sources.archiver.network.guard import RULES, RefusedAddressError, check_as_written
from sources.configuration import allowance
from tracker.base.values.address import Address
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text

LONGEST_ADDRESS = 2600
"""In bytes."""


def web_address(url: str, *, field: str = "url", longest: int = LONGEST_ADDRESS) -> str:
    """Check that an address is http or https and can be read in one way only.

    Args:
        url: the address.
        field: the field that a fault is said of.
        longest: bytes that fit. An index over addresses holds no longer ones than this module
            allows, and a longer one names no article.

    Raises:
        Refusal: its code is the guard's rule.
    """
    url = text(url, field=field, required=True)
    if len(url.encode("utf-8", "replace")) > longest:
        raise Refusal(_(RULES["too_long"]), code="too_long", field=field)
    try:
        return str(Address.parse(url))
    except Refusal as refusal:
        refusal.at(field)
        raise


def check_fetchable(url: str, *, field: str = "url") -> None:
    """Refuse an address that can never be fetched, as far as it says so by itself.

    Nothing is looked up: capturing asks the whole guard in any case.

    Raises:
        Refusal: its code is the guard's rule.
    """
    try:
        check_as_written(url, allowance=allowance())
    except RefusedAddressError as error:
        raise Refusal(_(RULES[error.rule]), code=error.rule, field=field) from error
