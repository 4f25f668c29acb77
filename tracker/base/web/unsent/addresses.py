"""Addresses of forms without the language in which they are read.

What somebody types on a page in French is found again on the same page in English.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, override


def unspoken(path: str) -> str:
    """The address of a page of the language that is spoken now, without that language."""
    return str(translate_url(path, settings.LANGUAGE_CODE))


def spoken(path: str) -> str:
    """The address, in the language that is spoken now, of what `unspoken` gave."""
    now = get_language() or settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):
        return str(translate_url(path, now))
