"""What every page is told about the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info, override

from tracker.base.web.typed import typed_at_desk
from tracker.base.web.unsent.refused import kept_at_desk


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name and address, whether it is a demonstration, whether mail goes out.

    ``typed`` is what was typed at the desk, for the pages that say no to a form: what somebody
    typed is given back to them; ``kept`` is what they typed there before and have not sent.
    ``in_languages`` is the page in each language.
    """
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "mail_configured": settings.MAIL_CONFIGURED,
        "typed": partial(typed_at_desk, request),
        "kept": partial(kept_at_desk, request),
        "in_languages": SimpleLazyObject(partial(in_languages, request)),
    }


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The same page in one language.

    Args:
        code: the language's tag.
        name: what the language calls itself.
        direction: ``ltr`` or ``rtl``.
        address: path and query of the page.
        is_now: whether the page is read in this language now.
    """

    code: str
    name: str
    direction: str
    address: str
    is_now: bool


def in_languages(request: HttpRequest) -> Sequence[InLanguage]:
    """The page that is asked for, in every language, in the order of the settings.

    An address that leads nowhere is, in another language, the front page.
    """
    now = get_language()
    is_page = _leads_somewhere(request.path_info)
    return [
        InLanguage(
            code=code,
            name=name,
            direction="rtl" if get_language_info(code)["bidi"] else "ltr",
            address=translate_url(request.get_full_path(), code) if is_page else _front(code),
            is_now=code == now,
        )
        for code, name in settings.LANGUAGES
    ]


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


def _front(code: str) -> str:
    with override(code):
        return reverse("public:front")
