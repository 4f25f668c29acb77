"""The page on which a reader reported an error: its name, and in which language it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, gettext, gettext_noop, override

from claims.presentation.words import language_named, subject_words
from claims.reads.begun import AddressedAs, things_of_forms

if TYPE_CHECKING:
    from claims.models import ErrorReport
    from tracker.base.people.models import User

_KINDS = {
    "pair": ("pairs", gettext_noop("Pair")),
    "incident": ("incidents", gettext_noop("Dossier")),
    "party": ("parties", gettext_noop("Party")),
    "publisher": ("publishers", gettext_noop("Publisher")),
    "evidence": ("pages", gettext_noop("Source")),
    "capture": ("captures", gettext_noop("Capture")),
}
"""Addresses of readers' pages -> what the desk calls such things in its own, and in words."""


def names_of_pages(reports: Sequence[ErrorReport], viewer: User) -> list[str]:
    """The name of the page of each report, with what kind of page it is.

    It is "" where the page is the claim's own, and the path where there is no such page any more.
    The number of queries depends on the kinds of pages, not on how many reports there are.
    """
    found = [_found(report.page) for report in reports]
    subjects = things_of_forms({about for about, _kind in filter(None, found)}, viewer=viewer)
    names = []
    for report, one in zip(reports, found, strict=True):
        if one is None or one[0] not in subjects:
            names.append(report.page)
            continue
        about, kind = one
        said = {"kind": gettext(kind), "name": subject_words(subjects[about])}
        names.append(gettext("%(kind)s: %(name)s") % said)
    return names


def language_read_in(report: ErrorReport) -> str:
    """In which language the reader read the page; "" where that was not kept."""
    kept = report.language or (_language(report.page) if report.page else "")
    return language_named(kept) if kept else ""


def page_at(path: str) -> ResolverMatch | None:
    """What an address of the site leads to, in whichever language it is; None where to nothing."""
    try:
        with override(_language(path)):
            return resolve(path)
    except Resolver404:
        return None


def _found(path: str) -> tuple[AddressedAs, str] | None:
    match = page_at(path)
    if match is None or match.url_name not in _KINDS or match.namespace != "public":
        return None
    kind, words = _KINDS[match.url_name]
    (key,) = match.kwargs.values()
    return (kind, key), words


def _language(path: str) -> str:
    """Pages in the language of the installation have none in their addresses."""
    return get_language_from_path(path) or settings.LANGUAGE_CODE
