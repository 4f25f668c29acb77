"""The sitemap (sitemaps.org): an index of blocks, and the addresses of each."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from claims.reads.sitemap.pages import Section, blocks, findable
from tracker.base.web.pages import public_page, whole_address

XML = "application/xml"
STANDING = "standing"
"""The block of the pages that are always there."""
_STANDING = (
    "front",
    "incidents",
    "parties",
    "publishers",
    "corrections",
    "changes",
    "about",
    "methodology",
    "grades",
    "corrections_policy",
    "funding",
    "ledger",
)
_PAGES = {
    Section.DOSSIERS: "public:incident",
    Section.CLAIMS: "public:claim",
    Section.PAIRS: "public:pair",
    Section.PARTIES: "public:party",
    Section.PUBLISHERS: "public:publisher",
    Section.EVIDENCE: "public:evidence",
}


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the blocks of the sitemap that hold a page."""
    parts: list[tuple[str, datetime | None]] = [(_block(STANDING, 0), None)]
    parts += [(_block(each.section, each.number), each.changed) for each in blocks()]
    context = {"parts": parts}
    return render(request, "public/sitemap/index.xml", context, content_type=XML)


@public_page
def sitemap_block(request: HttpRequest, section: str, number: int) -> HttpResponse:
    """List the pages of one block, each with when it was last changed, where that is known."""
    pages = [(whole_address(path), changed) for path, changed in _listed(section, number)]
    if not pages:
        raise Http404
    return render(request, "public/sitemap/block.xml", {"pages": pages}, content_type=XML)


def _listed(section: str, number: int) -> list[tuple[str, object]]:
    if section == STANDING:
        names = _STANDING if number == 0 else ()
        return [(reverse(f"public:{name}"), None) for name in names]
    if section not in list(Section):
        return []
    kind = Section(section)
    return [
        (reverse(_PAGES[kind], args=[page.key]), page.changed) for page in findable(kind, number)
    ]


def _block(section: str, number: int) -> str:
    return whole_address(reverse("public:sitemap_block", args=[section, number]))
