"""What forms of the desk are about, by the kind and the key in their addresses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from claims.models import (
    Assignment,
    Citation,
    Claim,
    Counterclaim,
    ErrorReport,
    EvidenceProposal,
    Incident,
    Interest,
    Party,
    Place,
    ProposedCorrection,
    ReplyRequest,
    ScheduledVerdict,
    Translation,
)
from claims.reads.visible import claims_seen_by
from sources.models import (
    Capture,
    Derivation,
    HeldDeposit,
    Page,
    Publisher,
    Quotation,
    Recheck,
)
from tracker.base.people.models import User

Key = int | str | UUID
AddressedAs = tuple[str, Key]
"""A kind of thing as addresses name it, and which one: ``("pairs", 7)``."""
Subject = Claim | Page | Incident | Party | Place | Publisher | User | Interest

_OF_CLAIMS: Mapping[str, tuple[QuerySet[Any], str]] = {
    "claims": (Claim.objects.all(), "pk"),
    "pairs": (Counterclaim.everything.all(), "claim"),
    "citations": (Citation.everything.all(), "claim"),
    "translations": (Translation.everything.all(), "claim"),
    "proposals": (EvidenceProposal.objects.all(), "claim"),
    "corrections": (ProposedCorrection.objects.all(), "verdict__claim"),
    "reviews": (Assignment.objects.all(), "round__claim"),
    "replies": (ReplyRequest.objects.all(), "claim"),
    "reports": (ErrorReport.objects.all(), "claim"),
    "scheduled": (ScheduledVerdict.objects.all(), "round__claim"),
}
"""Where the claim of a row is found; in an address, the row is named by its key."""
_OF_PAGES: Mapping[str, tuple[QuerySet[Any], str]] = {
    "pages": (Page.objects.all(), "pk"),
    "credits": (Derivation.objects.all(), "page"),
    "quotations": (Quotation.objects.all(), "page"),
    "captures": (Capture.objects.all(), "page"),
    "changes": (Recheck.objects.all(), "page"),
    "deposits": (HeldDeposit.objects.all(), "page"),
}
_BY_KEY: Mapping[str, QuerySet[Any]] = {
    "people": User.objects.all(),
    "interests": Interest.everything.select_related("party", "incident"),
}
_BY_SLUG: Mapping[str, QuerySet[Any]] = {
    "incidents": Incident.everything.all(),
    "parties": Party.everything.all(),
    "places": Place.everything.all(),
    "publishers": Publisher.everything.all(),
}


def things_of_forms(about: Iterable[AddressedAs], *, viewer: User) -> dict[AddressedAs, Subject]:
    """The claim, the page or the named thing that each is about, as far as somebody may know it.

    It takes a query for each kind that is among them, and one each for claims and pages.
    """
    keys: defaultdict[str, set[Key]] = defaultdict(set)
    for kind, key in about:
        keys[kind].add(key)
    found: dict[AddressedAs, Subject] = {}
    claims = claims_seen_by(viewer).select_related("claimant", "outlet")
    for where, rows in ((_OF_CLAIMS, claims), (_OF_PAGES, Page.objects.all())):
        found |= _through(where, keys, rows)
    for kind, known in _BY_KEY.items():
        if keys[kind]:
            found |= {(kind, row.pk): row for row in known.filter(pk__in=keys[kind])}
    for kind, named in _BY_SLUG.items():
        if keys[kind]:
            found |= {(kind, row.slug): row for row in named.filter(slug__in=keys[kind])}
    return found


def _through(
    where: Mapping[str, tuple[QuerySet[Any], str]],
    keys: Mapping[str, Collection[Key]],
    rows: QuerySet[Any],
) -> dict[AddressedAs, Subject]:
    leads = {
        (kind, key): to
        for kind, (table, path) in where.items()
        if keys[kind]
        for key, to in table.filter(pk__in=keys[kind]).values_list("pk", path)
    }
    known = rows.in_bulk(set(leads.values())) if leads else {}
    return {one: known[to] for one, to in leads.items() if to in known}
