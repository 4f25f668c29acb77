"""Addresses of pages as the register keeps them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sources.archiver.network.guard import RULES, RefusedAddressError, check_as_written
from sources.configuration import allowance
from tracker.base.values.address import LONGEST_PAGE, Address
from tracker.base.values.refusal import Refusal
from tracker.base.values.text import text


def web_address(url: str, *, field: str = "url", longest: int = LONGEST_PAGE) -> str:
    """Read an address of a page, and write it in the one way in which it is kept.

    Args:
        url: the address, however it is spelled.
        field: the field that a fault is said of.
        longest: bytes that fit, as it is kept.

    Raises:
        Refusal: its code is the guard's rule.
    """
    url = text(url, field=field, required=True)
    try:
        return Address.parse(url).registered(longest=longest)
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
