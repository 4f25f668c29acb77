"""The register of publishers and pages."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db.models import Exists, OuterRef, Q, QuerySet

from sources.models import Page, Publisher, PublisherGrade

SHARED_SITES = frozenset(
    {
        *("t.me", "x.com", "twitter.com", "facebook.com", "instagram.com", "tiktok.com"),
        *("vk.com", "ok.ru", "medium.com", "telegra.ph", "rumble.com", "odysee.com"),
    }
)
"""Sites where everybody publishes: an account's name, the first part of the path, tells whose."""
NOBODYS_SITES = frozenset(
    {
        *("youtube.com", "youtu.be", "dailymotion.com", "vimeo.com", "docs.google.com"),
        *("drive.google.com", "archive.org", "web.archive.org", "archive.ph", "archive.today"),
        *("reddit.com", "bit.ly", "t.co"),
    }
)
"""Sites whose addresses do not tell who publishes there."""
_NEWEST = 50
"""Pages of a site by which its publisher is told."""


def publishers_with_grades() -> QuerySet[Publisher]:
    """Every publisher by name, with its grades and who gave them."""
    rows = Publisher.objects.select_related("kind").prefetch_related("aliases", "grades__author")
    return rows.order_by("name")


def publishers_to_grade() -> QuerySet[Publisher]:
    """The same, those without a grade first."""
    graded = Exists(PublisherGrade.objects.filter(publisher=OuterRef("pk")))
    return publishers_with_grades().order_by(graded, "name", "pk")


def page_at(address: str) -> Page | None:
    """The page that is recorded at an address, if there is one."""
    return Page.objects.filter(url=address).first()


def site_of(address: str) -> str:
    """What of an address tells who publishes there: the host, with the account where many share it.

    Args:
        address: an address of a page.

    Returns:
        The host without www and, on a shared site, a slash and the first part of the path; nothing
        where an address of this site does not tell.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in NOBODYS_SITES:
        return ""
    if host not in SHARED_SITES:
        return host
    names = [one for one in parts.path.split("/") if one and one != "s"]
    return f"{host}/{names[0]}" if names else ""


def publishers_of_sites(sites: Iterable[str]) -> dict[str, Publisher]:
    """Who publishes at some sites, where all that is recorded of a site tells of one alone.

    Args:
        sites: as `site_of` gives them; each is one query.
    """
    found = ((site, _publisher_of(site)) for site in set(sites) if site)
    return {site: publisher for site, publisher in found if publisher is not None}


def publisher_at(address: str) -> Publisher | None:
    """Who publishes a page: as is recorded of it, else as all that is recorded of its site tells.

    Args:
        address: as pages are kept under it (`Address.page`).
    """
    page, site = page_at(address), site_of(address)
    return page.publisher if page else publishers_of_sites([site]).get(site)


def _publisher_of(site: str) -> Publisher | None:
    fronts = [f"{scheme}://{www}{site}" for scheme in ("https", "http") for www in ("", "www.")]
    home = Q(homepage__in=[f"{front}{end}" for front in fronts for end in ("", "/")])
    under = Q()
    for front in fronts:
        under |= Q(url__startswith=f"{front}/")
    newest = Page.objects.filter(under).order_by("-pk").values("publisher")[:_NEWEST]
    known = Publisher.objects.filter(home | Q(pk__in=newest))[:2]
    return known[0] if len(known) == 1 else None
