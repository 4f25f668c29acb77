"""The form field of a page's address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from sources.archiver.network.guard import RULES, RefusedAddressError, check_as_written
from sources.operations.archiver_setup import allowance

LONGEST_ADDRESS = 2_000


class AddressField(forms.CharField):
    """The address of a page, as far as it can be judged without looking its name up.

    The check stands here, where people type addresses, and not in ``register_page``: a dossier is
    loaded with the addresses it was written with, the exercise's on the loopback interface among
    them, before the server that admits those runs. Fetching asks the whole guard in any case.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_ADDRESS)
        attrs = {"inputmode": "url", "autocapitalize": "none", "dir": "auto"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str:
        """Read the address.

        Raises:
            ValidationError: the guard refuses it as it is written; the code is the guard's rule.
        """
        url = str(super().clean(value))
        if url:
            try:
                check_as_written(url, allowance=allowance())
            except RefusedAddressError as error:
                raise forms.ValidationError(gettext(RULES[error.rule]), code=error.rule) from error
        return url
