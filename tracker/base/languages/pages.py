"""Addresses of one page in several languages.

What somebody types on a page in French is found again on the same page in English.
"""

from __future__ import annotations

from datetime import timedelta
from http.cookies import Morsel

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import LocalePrefixPattern, translate_url
from django.utils.translation import get_language, override


def unspoken(path: str) -> str:
    """The address of a page of the language that is spoken now, without that language."""
    return str(translate_url(path, settings.LANGUAGE_CODE))


def spoken(path: str) -> str:
    """The address, in the language that is spoken now, of what `unspoken` gave."""
    now = get_language() or settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):
        return str(translate_url(path, now))


def language_roots() -> list[str]:
    """Where the pages of each language begin: ``/``, ``/fr/`` and so on."""
    return [_root(code) for code, _name in settings.LANGUAGES]


def _root(code: str) -> str:
    with override(code):
        return f"/{LocalePrefixPattern(prefix_default_language=False).language_prefix}"


def set_cookie(
    response: HttpResponseBase, name: str, value: str, *, under: str, lasting: timedelta
) -> None:
    """Give a browser a cookie for the pages below an address, in each language.

    Pages elsewhere are asked for without it: who brings no cookie is answered from what is kept.

    Args:
        response: the answer that brings it.
        name: of the cookie.
        value: of the cookie.
        under: the address without its language, as ``desk/``.
        lasting: for how long.
    """
    own = _root(get_language() or settings.LANGUAGE_CODE)
    for root in sorted(language_roots(), key=own.__eq__):
        response.set_cookie(
            name,
            value,
            max_age=lasting,
            path=f"{root}{under}",
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if root != own:
            # Django keeps one cookie of a name, browsers one of each name and path.
            other: Morsel[str] = response.cookies.pop(name)
            response.cookies[f"{name} {root}"] = other
